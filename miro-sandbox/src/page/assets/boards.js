// The list of boards. The selected board is in the URL fragment, so links, the keyboard and the browser's history
// work as usual.

import { byId, count, element, fetchJson, oneAtATime } from "./dom.js";

const FILTER_FROM = 8;

let listed = [];
let onChoice = () => {};

export function chosen() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

export const known = (id) => listed.find((board) => board.id === id);

export const refreshBoards = oneAtATime(async () => {
  const name = byId("board-filter").value;
  const { total, matching, boards } = await fetchJson(`/_sandbox/page/boards?name=${encodeURIComponent(name)}`);
  listed = boards;
  byId("board-count").textContent = total.toLocaleString("en");
  byId("board-filter").hidden = total < FILTER_FROM && name === "";
  const note = byId("board-note");
  note.hidden = matching > 0 && matching === boards.length;
  if (total === 0) note.textContent = "None yet.";
  else if (matching === 0) note.textContent = "No board is called like that.";
  else note.textContent = `The newest ${boards.length} of ${matching.toLocaleString("en")}.`;
  if (chosen() === "" && boards.length > 0) {
    history.replaceState(null, "", `#${encodeURIComponent(boards[0].id)}`);
    onChoice();
  }
  draw();
});

function draw() {
  const list = byId("board-list");
  const focused = list.contains(document.activeElement) ? document.activeElement.hash : null;
  list.replaceChildren(...listed.map(entry));
  if (focused !== null) list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

function entry(board) {
  const facts = [count(board.items, "item")];
  if (board.connectors > 0) facts.push(count(board.connectors, "connector"));
  if (board.tags > 0) facts.push(count(board.tags, "tag"));
  const link = element(
    "a",
    {
      href: `#${encodeURIComponent(board.id)}`,
      "data-board": board.id,
      "aria-current": board.id === chosen() ? "true" : null,
    },
    element("span", { class: "name" }, board.name || "Untitled"),
    element("span", { class: "facts" }, facts.join(" · ")),
  );
  return element("li", {}, link);
}

export function startBoards(whenChosen) {
  onChoice = whenChosen;
  byId("board-filter").addEventListener("input", () => refreshBoards());
  addEventListener("hashchange", () => {
    draw();
    onChoice();
  });
}
