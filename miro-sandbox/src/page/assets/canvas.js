// The picture of the selected board.

import { TOKEN_HINT, byId, command, count, curl, oneAtATime } from "./dom.js";
import { chosen, known } from "./boards.js";
import { show } from "./view.js";

// The maximum pause after a picture, in milliseconds.
const MAX_PAUSE = 2000;

let shown = "";
// Ends the pause after a picture.
let wake = () => {};

export const refreshCanvas = oneAtATime(async () => {
  const id = chosen();
  if (id === "") return explain("no boards");
  const response = await fetch(`/_sandbox/page/boards/${encodeURIComponent(id)}.svg`);
  if (id !== chosen()) return;
  if (response.status === 204) return explain("gone");
  if (!response.ok) throw new Error(`${response.status} for the picture of board ${id}`);
  const parsed = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
  if (id !== chosen()) return;
  const picture = document.importNode(parsed.documentElement, true);
  if (picture.localName !== "svg") throw new Error("The picture of the board is no SVG");
  const isOther = id !== shown;
  shown = id;
  const began = performance.now();
  show(picture, isOther);
  describe(picture);
  await painted();
  // Browsers paint thousands of items slowly. Pause as long as that took, so that the page stays responsive.
  await Promise.race([pause(Math.min(performance.now() - began, MAX_PAUSE)), new Promise((resume) => (wake = resume))]);
});

const pause = (time) => new Promise((resume) => setTimeout(resume, time));

// Resolves when the browser has painted. Hidden pages do not paint.
const painted = () =>
  Promise.race([new Promise((resume) => requestAnimationFrame(() => setTimeout(resume))), pause(MAX_PAUSE)]);

// Draws a newly selected board without waiting for the pause.
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

// Explains why there is no picture, and what to do.
function explain(why) {
  shown = "";
  show(null, true);
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
