// The stream of changes. A browser opens six connections to a server, and the stream occupies one of them, so only
// one of all visible pages listens to it and forwards the changes to the others.

const NAME = "miro-sandbox-changes";
const channel = new BroadcastChannel(NAME);
// The stream, in the page that listens.
let events = null;
let state = "connecting";
// Stops listening, or waiting for the turn to listen. Null while the page is hidden.
let stop = null;
let heard = null;

export const isLive = () => state === "live";

// Handles a message from the stream, received here or in the page that listens.
function hear({ now, opened, change }) {
  if (stop === null) return;
  if (change !== undefined) return heard.change(change);
  // Changes may have been missed before or during the interruption.
  const missed = opened || (now === "live" && state !== "live");
  report(now);
  if (missed) heard.everything();
}

function report(now) {
  state = now;
  heard.state(now);
}

function tell(message) {
  channel.postMessage(message);
  hear(message);
}

// Listens until the signal is aborted.
function listen({ signal }) {
  if (signal.aborted) return undefined;
  events = new EventSource("/_sandbox/page/events");
  events.addEventListener("open", () => tell({ now: "live", opened: true }));
  events.addEventListener("change", (event) => tell({ change: JSON.parse(event.data) }));
  events.addEventListener("error", () => tell({ now: "lost" }));
  return new Promise((resume) => {
    signal.addEventListener("abort", () => {
      events.close();
      events = null;
      resume();
    });
  });
}

function start() {
  if (stop !== null) return;
  stop = new AbortController();
  const turn = stop;
  // The listening page replies with its state.
  channel.postMessage({ ask: true });
  if (navigator.locks === undefined) {
    listen(turn);
    return;
  }
  const waiting = navigator.locks.request(NAME, { signal: turn.signal }, () => listen(turn));
  // Aborted while waiting.
  waiting.catch(() => {});
}

function pause() {
  stop?.abort();
  stop = null;
  report("paused");
}

export function startEvents(listeners) {
  heard = listeners;
  channel.addEventListener("message", ({ data }) => {
    if (data.ask === undefined) hear(data);
    else if (events !== null) channel.postMessage({ now: state });
  });
  const follow = () => (document.hidden ? pause() : start());
  document.addEventListener("visibilitychange", follow);
  // A page in the back/forward cache is not visible.
  addEventListener("pagehide", pause);
  addEventListener("pageshow", follow);
  follow();
}
