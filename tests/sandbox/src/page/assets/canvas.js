// The picture of the chosen board, and moving about on it.

import { TOKEN_HINT, byId, command, count, curl, oneAtATime } from "./dom.js";
import { chosen, known } from "./boards.js";

const STEP = 1.25;
// How far one can go in, and out, from the view that fits.
const CLOSEST = 400;
const FARTHEST = 8;
// The longest rest after a picture, in milliseconds.
const LONGEST_REST = 2000;

const surface = byId("surface");
let shown = "";
// The part of the canvas that fits everything, and the part that is seen; none before there is a picture.
let whole = null;
let view = null;
// As long as nobody moved it, the view goes with the board.
let moved = false;
// Ends the rest after a picture.
let wake = () => {};

export const refreshCanvas = oneAtATime(async () => {
  const id = chosen();
  if (id === "") return explain("no boards");
  const answer = await fetch(`/_sandbox/page/boards/${encodeURIComponent(id)}.svg`);
  if (id !== chosen()) return;
  if (answer.status === 204) return explain("gone");
  if (!answer.ok) throw new Error(`${answer.status} for the picture of board ${id}`);
  const parsed = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  if (id !== chosen()) return;
  const picture = document.importNode(parsed.documentElement, true);
  if (picture.localName !== "svg") throw new Error("The picture of the board is no SVG");
  if (id !== shown) moved = false;
  shown = id;
  whole = box(picture.getAttribute("viewBox"));
  if (!moved) view = whole;
  surface.replaceChildren(picture);
  surface.hidden = false;
  const began = performance.now();
  look();
  describe(picture);
  await painted();
  // A browser paints thousands of items slowly: as long as that took, it is left to whoever uses the page.
  await Promise.race([pause(Math.min(performance.now() - began, LONGEST_REST)), new Promise((resume) => (wake = resume))]);
});

const pause = (time) => new Promise((resume) => setTimeout(resume, time));

// Until the browser has painted; one that nobody sees does not paint.
const painted = () =>
  Promise.race([new Promise((resume) => requestAnimationFrame(() => setTimeout(resume))), pause(LONGEST_REST)]);

// Somebody chose a board, and does not wait until the page has rested.
export function showChosen() {
  wake();
  return refreshCanvas();
}

function describe(picture) {
  const number = (name) => Number(picture.getAttribute(name));
  const [items, allItems] = [number("data-items"), number("data-all-items")];
  const connectors = number("data-all-connectors");
  byId("board-name").textContent = known(shown)?.name || picture.querySelector("title").textContent.replace(/^Board /, "");
  const facts = [items < allItems ? `${items.toLocaleString("en")} of ${count(allItems, "item")} drawn` : count(allItems, "item")];
  if (connectors > 0) facts.push(count(connectors, "connector"));
  byId("board-facts").textContent = facts.join(" · ");
  byId("tools").hidden = allItems === 0;
  byId("canvas-empty").hidden = allItems > 0;
  if (allItems === 0) {
    const note = { data: { content: "Hello" }, style: { fillColor: "yellow" } };
    const path = `/v2/boards/${encodeURIComponent(shown)}/sticky_notes`;
    byId("canvas-empty").replaceChildren(
      ...command("This board is empty", `Put a sticky note on it. ${TOKEN_HINT}`, curl("POST", path, note)),
    );
  }
}

// There is no picture: says why, and what to do.
function explain(why) {
  shown = "";
  surface.hidden = true;
  surface.replaceChildren();
  byId("tools").hidden = true;
  byId("board-name").textContent = why === "gone" ? "Board not found" : "No board";
  byId("board-facts").textContent = "";
  const empty = byId("canvas-empty");
  empty.hidden = false;
  const [title, text] =
    why === "gone"
      ? ["This board does not exist", "It was deleted, or it belongs to another sandbox. Choose another one, or create one."]
      : ["No boards yet", "Create one, and it appears here."];
  empty.replaceChildren(
    ...command(title, `${text} ${TOKEN_HINT}`, curl("POST", "/v2/boards", { name: "My board" })),
  );
}

function box(text) {
  const [x, y, width, height] = text.split(" ").map(Number);
  return { x, y, width, height };
}

// Shows the view, and says how large a unit of the board is on the screen.
function look() {
  const picture = surface.querySelector("svg");
  if (picture === null) return;
  picture.setAttribute("viewBox", [view.x, view.y, view.width, view.height].join(" "));
  byId("zoom-level").textContent = `${Math.round(scale() * 100)}%`;
}

const scale = () => Math.min(surface.clientWidth / view.width, surface.clientHeight / view.height);

// Where a place of the screen is on the board.
function onBoard(clientX, clientY) {
  const area = surface.getBoundingClientRect();
  const center = { x: view.x + view.width / 2, y: view.y + view.height / 2 };
  return {
    x: center.x + (clientX - area.left - area.width / 2) / scale(),
    y: center.y + (clientY - area.top - area.height / 2) / scale(),
  };
}

function middle() {
  const area = surface.getBoundingClientRect();
  return [area.left + area.width / 2, area.top + area.height / 2];
}

// Zooms so that the place stays where it is.
function zoom(factor, clientX, clientY) {
  if (view === null) return;
  const width = Math.min(Math.max(view.width / factor, whole.width / CLOSEST), whole.width * FARTHEST);
  const ratio = width / view.width;
  const fixed = onBoard(clientX, clientY);
  view = {
    x: fixed.x - (fixed.x - view.x) * ratio,
    y: fixed.y - (fixed.y - view.y) * ratio,
    width,
    height: view.height * ratio,
  };
  moved = true;
  look();
}

function pan(x, y) {
  if (view === null) return;
  view = { ...view, x: view.x - x / scale(), y: view.y - y / scale() };
  moved = true;
  look();
}

function fit() {
  if (whole === null) return;
  view = whole;
  moved = false;
  look();
}

const KEYS = {
  "+": () => zoom(STEP, ...middle()),
  "=": () => zoom(STEP, ...middle()),
  "-": () => zoom(1 / STEP, ...middle()),
  0: fit,
  ArrowLeft: () => pan(60, 0),
  ArrowRight: () => pan(-60, 0),
  ArrowUp: () => pan(0, 60),
  ArrowDown: () => pan(0, -60),
};

export function startCanvas() {
  byId("zoom-in").addEventListener("click", KEYS["+"]);
  byId("zoom-out").addEventListener("click", KEYS["-"]);
  byId("zoom-fit").addEventListener("click", fit);
  surface.addEventListener("keydown", (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
  surface.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      // Lines and pages are about so many pixels.
      const unit = [1, 16, 400][event.deltaMode] ?? 1;
      zoom(Math.exp((-event.deltaY * unit) / 400), event.clientX, event.clientY);
    },
    { passive: false },
  );
  surface.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    surface.setPointerCapture(event.pointerId);
    surface.classList.add("grabbed");
  });
  surface.addEventListener("pointermove", (event) => {
    if (surface.hasPointerCapture(event.pointerId)) pan(event.movementX, event.movementY);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    surface.addEventListener(end, () => surface.classList.remove("grabbed"));
  }
  addEventListener("resize", look);
}
