// Creates elements. All text is set as text, so that nothing from a board or a request can become markup.

export const byId = (id) => document.getElementById(id);

// Creates an element with attributes and children. Attributes that are null are omitted.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(attribute, value);
  }
  made.append(...children);
  return made;
}

export const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export async function fetchJson(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${response.status} for ${path}`);
  return response.json();
}

// Runs one call at a time. All calls during a run cause one more run afterwards.
export function oneAtATime(run) {
  let running = null;
  let again = null;
  const start = () => {
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (running === null) return start();
    again ??= running.catch(() => {}).then(() => {
      again = null;
      return start();
    });
    return again;
  };
}

// What to do on an empty page: a text, a command, and a button that copies it.
export function command(title, text, lines) {
  const code = element("pre", {}, element("code", {}, lines));
  const button = element("button", { type: "button" }, "Copy command");
  button.addEventListener("click", () => copy(lines, button));
  return [element("h3", {}, title), element("p", {}, text), code, element("div", {}, button)];
}

export async function copy(text, button) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Press Ctrl+C";
  }
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
}

export const TOKEN_HINT = "TOKEN is the access token that the sandbox printed when it started, or sandbox.token() in a test.";

// Returns a command line for a request to this sandbox.
export function curl(method, path, body) {
  const lines = [`curl -X ${method} ${location.origin}${path}`, `  -H "Authorization: Bearer $TOKEN"`];
  if (body !== undefined) lines.push(`  -H 'Content-Type: application/json'`, `  -d '${JSON.stringify(body)}'`);
  return lines.join(" \\\n");
}
