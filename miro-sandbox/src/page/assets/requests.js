// The newest requests.

import { TOKEN_HINT, byId, command, curl, element, fetchJson, oneAtATime } from "./dom.js";

const list = byId("request-list");
// The rows by request number. Unchanged rows stay, so that they can be read while others are added.
const rows = new Map();
let isFirst = true;

export const refreshRequests = oneAtATime(async () => {
  const { total, requests } = await fetchJson("/_sandbox/page/requests");
  byId("request-count").textContent = total.toLocaleString("en");
  const empty = byId("requests-empty");
  empty.hidden = total > 0;
  if (total === 0 && empty.childElementCount === 0) {
    empty.replaceChildren(...command("No requests yet", `Send one. ${TOKEN_HINT}`, curl("GET", "/v2/boards")));
  }
  update(requests);
  isFirst = false;
});

function update(requests) {
  const numbers = new Set(requests.map((request) => request.number));
  for (const [number, { row }] of rows) {
    if (numbers.has(number)) continue;
    row.remove();
    rows.delete(number);
  }
  let place = list.firstElementChild;
  for (const request of requests) {
    const text = JSON.stringify(request);
    const known = rows.get(request.number);
    if (known === undefined) {
      const row = entry(request, !isFirst);
      list.insertBefore(row, place);
      rows.set(request.number, { text, row });
      continue;
    }
    place = known.row.nextElementSibling;
    if (known.text === text) continue;
    const row = entry(request, false);
    known.row.replaceWith(row);
    rows.set(request.number, { text, row });
  }
}

function entry(request, isNew) {
  const target = request.query === "" ? request.path : `${request.path}?${request.query}`;
  const time = element("time", { datetime: request.receivedAt, title: request.receivedAt }, clock(request.receivedAt));
  const operation = element("span", { class: "operation" }, request.operation ?? (request.status === 0 ? "" : "unknown operation"));
  if (request.faulty) operation.append(element("span", { class: "fault", title: "A fault was ordered for it" }, "fault"));
  if (request.warnings.length > 0) operation.append(element("span", { class: "fault", title: request.warnings.join("\n") }, "warning"));
  return element(
    "li",
    { class: isNew ? "new" : null, "data-number": request.number },
    status(request.status),
    element("span", { class: "what" }, element("span", { class: "method" }, request.method), " ", operation),
    time,
    element("span", { class: "path", title: target }, readable(target)),
  );
}

function status(code) {
  if (code === 0) return element("span", { class: "status", "data-class": "0", title: "No response, or none yet" }, "···");
  return element("span", { class: "status", "data-class": Math.floor(code / 100) }, String(code));
}

// Shortens ids, which are long and similar, to their start and end, so that the path fits the width.
function readable(target) {
  const [path, ...query] = target.split("?");
  const short = path.split("/").map((segment) => {
    const text = decoded(segment);
    return /^(\d{12,}|[\w-]{10,}=)$/.test(text) ? `${text.slice(0, 4)}…${text.slice(-4)}` : text;
  });
  return [short.join("/"), ...query].join("?");
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function clock(timestamp) {
  const time = new Date(timestamp);
  return Number.isNaN(time.getTime()) ? "" : time.toLocaleTimeString("en-GB");
}
