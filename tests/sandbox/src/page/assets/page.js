// Starts the page and keeps it up to date: the sandbox says that something changed, and the page looks again.

import { byId, copy } from "./dom.js";
import { chosen, refreshBoards, startBoards } from "./boards.js";
import { refreshCanvas, showChosen, startCanvas } from "./canvas.js";
import { refreshCredits, startCredits } from "./credits.js";
import { refreshRequests } from "./requests.js";

let events = null;

function report(state, text) {
  const connection = byId("connection");
  connection.dataset.state = state;
  connection.textContent = text;
}

async function look(...refreshes) {
  try {
    await Promise.all(refreshes.map((refresh) => refresh()));
    if (byId("connection").dataset.state === "trouble") report("live", "live");
  } catch (error) {
    // While the sandbox is down nothing can be fetched, and the connection says so.
    if (events?.readyState === EventSource.OPEN) report("trouble", error.message);
  }
}

// The list first: it may choose a board.
async function lookAtBoards(alsoPicture) {
  await look(refreshBoards);
  if (alsoPicture) await look(refreshCanvas);
}

function lookAtEverything() {
  lookAtBoards(true);
  look(refreshRequests, refreshCredits);
}

function onChange({ boards, everything }) {
  look(refreshRequests, refreshCredits);
  if (everything || boards.length > 0) lookAtBoards(everything || boards.includes(chosen()));
}

// A browser keeps few connections to one server open, so only a page that somebody sees holds one.
function listen() {
  if (document.hidden) {
    events?.close();
    events = null;
    report("paused", "paused");
    return;
  }
  if (events !== null && events.readyState !== EventSource.CLOSED) return;
  events = new EventSource("/_sandbox/page/events");
  events.addEventListener("open", () => {
    report("live", "live");
    lookAtEverything();
  });
  events.addEventListener("change", (event) => onChange(JSON.parse(event.data)));
  events.addEventListener("error", () => report("lost", "sandbox stopped"));
}

byId("address").textContent = location.origin;
byId("address").addEventListener("click", (event) => copy(location.origin, event.currentTarget));
startBoards(() => look(showChosen));
startCanvas();
startCredits();
document.addEventListener("visibilitychange", listen);
listen();
