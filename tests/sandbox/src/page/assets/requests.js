// The newest requests.

import { TOKEN_HINT, byId, command, curl, element, fetchJson, oneAtATime } from "./dom.js";

let newest = -1;

export const refreshRequests = oneAtATime(async () => {
  const { total, requests } = await fetchJson("/_sandbox/page/requests");
  byId("request-count").textContent = total.toLocaleString("en");
  const empty = byId("requests-empty");
  empty.hidden = total > 0;
  if (total === 0 && empty.childElementCount === 0) {
    empty.replaceChildren(...command("No requests yet", `Send one. ${TOKEN_HINT}`, curl("GET", "/v2/boards")));
  }
  const isFirst = newest < 0;
  byId("request-list").replaceChildren(...requests.map((request) => entry(request, !isFirst && request.number > newest)));
  newest = requests.length > 0 ? requests[0].number : Math.max(newest, 0);
});

function entry(request, isNew) {
  const target = request.query === "" ? request.path : `${request.path}?${request.query}`;
  const time = element("time", { datetime: request.receivedAt, title: request.receivedAt }, clock(request.receivedAt));
  const operation = element("span", { class: "operation" }, request.operation ?? "no such operation");
  if (request.faulty) operation.append(element("span", { class: "fault", title: "A fault was ordered for it" }, "fault"));
  return element(
    "li",
    { class: isNew ? "new" : null, "data-number": request.number },
    status(request.status),
    element("span", { class: "method" }, request.method),
    element("span", { class: "path", title: target }, readable(target)),
    time,
    operation,
  );
}

function status(code) {
  if (code === 0) return element("span", { class: "status", "data-class": "0", title: "No answer, or none yet" }, "···");
  return element("span", { class: "status", "data-class": Math.floor(code / 100) }, String(code));
}

function readable(target) {
  try {
    return decodeURI(target).replaceAll("%3D", "=");
  } catch {
    return target;
  }
}

function clock(timestamp) {
  const time = new Date(timestamp);
  return Number.isNaN(time.getTime()) ? "" : time.toLocaleTimeString("en-GB");
}
