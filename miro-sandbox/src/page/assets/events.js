// Hearing of changes. A browser opens six connections to one server, and the stream of changes holds one of them: so of all
// pages that somebody sees, one listens to it and tells the others.

const NAME = "miro-sandbox-changes";
const channel = new BroadcastChannel(NAME);
// The stream, in the page that listens.
let events = null;
let state = "connecting";
// Ends listening, or waiting for the turn to listen; none while nobody sees the page.
let stop = null;
let heard = null;

export const isLive = () => state === "live";

// What comes from the stream: here, or in the page that listens to it.
function hear({ now, opened, change }) {
  if (stop === null) return;
  if (change !== undefined) return heard.change(change);
  // Nobody knows what happened before, or in between.
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

// Listens until it is stopped.
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
  // The page that listens answers how it is.
  channel.postMessage({ ask: true });
  if (navigator.locks === undefined) {
    listen(turn);
    return;
  }
  const waiting = navigator.locks.request(NAME, { signal: turn.signal }, () => listen(turn));
  // It was stopped before its turn.
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
  // A page that is kept for going back is no longer seen.
  addEventListener("pagehide", pause);
  addEventListener("pageshow", follow);
  follow();
}
