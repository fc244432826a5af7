// The credits of each user and app. Between two requests, the seconds are counted here.

import { byId, element, fetchJson, oneAtATime } from "./dom.js";

let known = [];
let lookedAt = 0;

export const refreshCredits = oneAtATime(async () => {
  const { credits } = await fetchJson("/_sandbox/page/credits");
  known = credits;
  lookedAt = performance.now();
  draw();
});

function draw() {
  const passed = (performance.now() - lookedAt) / 1000;
  byId("credits-empty").hidden = known.length > 0;
  byId("credit-list").replaceChildren(...known.map((entry) => bar(entry, passed)));
}

function bar(entry, passed) {
  const seconds = Math.max(0, Math.ceil(entry.secondsToReset - passed));
  // After the window all credits are available again.
  const remaining = seconds > 0 ? entry.remaining : entry.limit;
  const user = entry.user.name || entry.user.id;
  const app = entry.app.name || entry.app.id;
  const share = entry.limit > 0 ? remaining / entry.limit : 0;
  const left = `${remaining.toLocaleString("en")} of ${entry.limit.toLocaleString("en")}`;
  const meter = element("progress", {
    max: entry.limit,
    value: remaining,
    "aria-label": `Credits of ${user} with ${app}`,
    "data-level": share > 0.5 ? "high" : share > 0.15 ? "middle" : "low",
  });
  return element(
    "li",
    { "data-user": entry.user.id },
    element("span", { class: "who", title: `${entry.user.id} with ${entry.app.id}` }, user, element("span", { class: "app" }, app)),
    meter,
    element("span", { class: "left" }, left),
    element("span", { class: "reset" }, seconds > 0 ? `resets in ${seconds} s` : "full"),
  );
}

export function startCredits() {
  setInterval(() => {
    if (!document.hidden && known.some((entry) => entry.secondsToReset > 0)) draw();
  }, 1000);
}
