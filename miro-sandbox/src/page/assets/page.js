// Starts the page and keeps it up to date: after each change event, it fetches the changed data.

import { byId, copy } from "./dom.js";
import { chosen, refreshBoards, startBoards } from "./boards.js";
import { refreshCanvas, showChosen } from "./canvas.js";
import { refreshCredits, startCredits } from "./credits.js";
import { isLive, startEvents } from "./events.js";
import { refreshRequests } from "./requests.js";
import { startView } from "./view.js";

const STATES = { connecting: "connecting", live: "live", lost: "sandbox stopped", paused: "paused" };

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
    // While the sandbox is down, fetches fail and the connection state shows it.
    if (isLive()) report("trouble", error.message);
  }
}

// The list is first, because it may select a board.
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

byId("address").textContent = location.origin;
byId("address").addEventListener("click", (event) => copy(location.origin, event.currentTarget));
startBoards(() => look(showChosen));
startView();
startCredits();
startEvents({ state: (state) => report(state, STATES[state]), change: onChange, everything: lookAtEverything });
