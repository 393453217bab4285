// Answers that the server has not received: kept on this device while they are typed, dropped when the server says that
// it has them, sent again when there is a line. Each belongs to one person at one office and is touched by no other.

import * as store from "./store.js";
import { device, isShared } from "./words.js";

/** Who is signed in, as the last page said; the page without a network knows it from here. */
const WHO = "siapa";

export function who() {
  try {
    return device.key || localStorage.getItem(WHO);
  } catch {
    return device.key;
  }
}

/** Notes whose pages these are. Another person's tab that is still open then keeps and sends nothing. */
export function enter() {
  try {
    if (device.key) localStorage.setItem(WHO, device.key);
  } catch {
    // Without it the page without a network lists nothing.
  }
}

function isMine() {
  try {
    return localStorage.getItem(WHO) === device.key;
  } catch {
    return false;
  }
}

export const idOf = (path) => `${device.key} ${path}`;

/** What was typed into a form, without what the page itself put there. */
export const fieldsOf = (pairs) => [...pairs].filter(([name, value]) => name !== "base" && name !== "do" && typeof value === "string");
export const same = (one, other) => {
  // A field that is empty is sent or not, depending on its kind.
  const filled = (fields) => JSON.stringify(fields.filter(([, value]) => value.trim()).map(([name, value]) => [name, value.replace(/\r\n/g, "\n")]));
  return filled(one) === filled(other);
};

/** What was typed, as a person reads it: the words of a choice, not its code. */
function readable(form) {
  return [...form.elements]
    .filter((element) => element.name && element.name !== "base" && element.type !== "submit" && element.value.trim())
    .filter((element) => !["radio", "checkbox"].includes(element.type) || element.checked)
    .map((element) => (element.checked ? element.labels[0]?.textContent.trim() : element.value));
}

/** Keeps what a form holds; `false` where nothing may be kept. */
export async function keep(form, state, why = "") {
  if (isShared() || !isMine()) return false;
  const fields = fieldsOf(new FormData(form));
  const { path, title, key } = device;
  const draft = { id: idOf(path), key, path, title, fields, shown: readable(form), base: form.elements.base.value, at: Date.now(), state, why };
  return store.put(draft).then(() => true, () => false);
}

/** The drafts of this person at this office, oldest first. */
export async function mine() {
  const key = who();
  const all = await store.all().catch(() => []);
  return all.filter((draft) => draft.key === key).sort((one, other) => one.at - other.at);
}

/** Notes what stands between a draft and the server. */
export const mark = (draft, state) => store.put({ ...draft, state }).catch(() => {});

export const drop = (draft) => store.drop(draft.id).catch(() => {});

/** Every draft of this person at this office goes. */
export async function dropAll() {
  for (const draft of await mine()) await drop(draft);
}

/** What an answer to a save means for its draft: `["sent"]`, or the state that it has now, and why. */
export function verdict(status, text) {
  if (status < 300) return ["sent"];
  if (status === 401) return ["session"];
  if (status === 408 || status === 429 || status > 499) return ["waiting"];
  const page = new DOMParser().parseFromString(text, "text/html");
  if (status === 409 && page.querySelector("[value=compare]")) return ["conflict"];
  const said = page.querySelector(".tb-save--failed") ?? page.querySelector("main h1");
  return ["refused", said?.textContent.trim() ?? String(status)];
}

/** Sends one draft; gives what has become of it. */
async function send(draft) {
  const body = new URLSearchParams([...draft.fields, ["base", draft.base]]);
  let found;
  try {
    const answer = await fetch(draft.path, { method: "POST", body, headers: { "HX-Request": "true" } });
    found = verdict(answer.status, await answer.text());
  } catch {
    found = ["waiting"];
  }
  const [state, why = ""] = found;
  if (state === "sent") await drop(draft);
  else await store.put({ ...draft, state, why }).catch(() => {});
  return state;
}

/** Sends every draft but that of the page in hand, as long as there is a line. */
export async function sendAll(except) {
  if (!isMine()) return;
  for (const draft of await mine()) {
    if (draft.path === except || ["conflict", "refused"].includes(draft.state)) continue;
    const state = await send(draft);
    if (state === "waiting" || state === "session") return;
  }
}
