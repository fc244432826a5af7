// Navigation on the picture of a board.

import { byId, count } from "./dom.js";

const STEP = 1.25;
// Zoom limits relative to the fitting view.
const CLOSEST = 400;
const FARTHEST = 8;
// The duration of a hint, in milliseconds.
const HINT = 2000;

const surface = byId("surface");
// The box of most items, the box of all items, and the visible box. Null until there is a picture.
let fitting = null;
let whole = null;
let view = null;
// The boxes of distant items, and the next one to show.
let far = [];
let next = 0;
// Until the user moves it, the view follows the board.
let moved = false;
let hiding = 0;

// Shows the picture of a board, or nothing. Another board starts with the fitting view.
export function show(picture, isOther) {
  surface.hidden = picture === null;
  surface.replaceChildren(...(picture === null ? [] : [picture]));
  if (isOther) {
    moved = false;
    next = 0;
  }
  if (picture === null) return;
  const boxes = (name) => (picture.getAttribute(name) ?? "").split(",").filter((text) => text !== "").map(box);
  [fitting] = boxes("viewBox");
  [whole = fitting] = boxes("data-whole");
  far = boxes("data-far");
  byId("zoom-all").hidden = far.length === 0;
  byId("far").hidden = far.length === 0;
  const items = Number(picture.getAttribute("data-far-items"));
  byId("far").textContent = `${count(items, "item")} far away`;
  if (!moved) view = fitting;
  look();
}

function box(text) {
  const [x, y, width, height] = text.split(" ").map(Number);
  return { x, y, width, height };
}

// Applies the view and shows its scale.
function look() {
  const picture = surface.querySelector("svg");
  if (picture === null) return;
  picture.setAttribute("viewBox", [view.x, view.y, view.width, view.height].join(" "));
  const percent = scale() * 100;
  byId("zoom-level").textContent = `${percent < 1 ? percent.toPrecision(1) : Math.round(percent)}%`;
}

const scale = () => Math.min(surface.clientWidth / view.width, surface.clientHeight / view.height);

// Converts screen coordinates to board coordinates.
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

// Zooms around a fixed point.
function zoom(factor, clientX, clientY) {
  if (view === null) return;
  const width = Math.min(Math.max(view.width / factor, fitting.width / CLOSEST), whole.width * FARTHEST);
  const ratio = width / view.width;
  const fixed = onBoard(clientX, clientY);
  go({
    x: fixed.x - (fixed.x - view.x) * ratio,
    y: fixed.y - (fixed.y - view.y) * ratio,
    width,
    height: view.height * ratio,
  });
}

function pan(x, y) {
  if (view === null) return;
  go({ ...view, x: view.x - x / scale(), y: view.y - y / scale() });
}

function go(to) {
  view = to;
  moved = true;
  look();
}

function fit() {
  if (fitting === null) return;
  view = fitting;
  moved = false;
  look();
}

// Shows the distant items one after another, with a margin.
function goFar() {
  const place = far[next % far.length];
  next += 1;
  const margin = Math.max(place.width, place.height, 400) * 0.5;
  go({
    x: place.x - margin,
    y: place.y - margin,
    width: place.width + 2 * margin,
    height: place.height + 2 * margin,
  });
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

// The wheel scrolls the page if it is higher than the screen, otherwise the board. With Ctrl it zooms.
function wheel(event) {
  // Approximate pixels per line and page.
  const unit = [1, 16, 400][event.deltaMode] ?? 1;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    zoom(Math.exp((-event.deltaY * unit) / 400), event.clientX, event.clientY);
  } else if (document.documentElement.scrollHeight > innerHeight) {
    hint();
  } else {
    event.preventDefault();
    pan(-event.deltaX * unit, -event.deltaY * unit);
  }
}

function hint() {
  byId("hint").hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (byId("hint").hidden = true), HINT);
}

export function startView() {
  byId("zoom-in").addEventListener("click", KEYS["+"]);
  byId("zoom-out").addEventListener("click", KEYS["-"]);
  byId("zoom-fit").addEventListener("click", fit);
  byId("zoom-all").addEventListener("click", () => go(whole));
  byId("far").addEventListener("click", goFar);
  surface.addEventListener("keydown", (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
  surface.addEventListener("wheel", wheel, { passive: false });
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
  // Prevents the browser from dragging the picture.
  surface.addEventListener("dragstart", (event) => event.preventDefault());
  addEventListener("resize", look);
}
