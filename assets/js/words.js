// What the server has written into the page for its scripts, and small helpers that need nothing else.

const holder = document.getElementById("perangkat");

/** Whose page it is, and of what: see `saq/device.rs`. */
export const device = holder.dataset;
export const place = holder;
export const scripts = JSON.parse(device.scripts);
const texts = JSON.parse(device.words);
const language = document.documentElement.lang;

/** The server's clock less this device's, in milliseconds, as well as it can be told from the page. */
export const clockOffset = Number(device.now) - Date.now();

/** A text of the catalogue (`device-…`), its `%{…}` filled in. */
export function say(key, values = {}) {
  return texts[key].replace(/%\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** A size as the server writes it: `3,1 MB`. */
export function size(bytes) {
  const units = ["B", "KB", "MB", "GB"];
  let unit = 0;
  while (bytes >= 999.95 && unit < 3) {
    bytes /= 1024;
    unit += 1;
  }
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: unit ? 1 : 0 }).format(bytes)} ${units[unit]}`;
}

/** How much of a file has been sent, in words: `3,1 dari 12 MB – 26 %`. */
export function progress(sent, total, key = "progress") {
  const all = size(total);
  const done = size(sent);
  const unit = all.slice(all.lastIndexOf(" "));
  const values = { sent: done.endsWith(unit) ? done.slice(0, -unit.length) : done, total: all };
  return say(key, { ...values, percent: Math.floor((100 * sent) / total) });
}

/** An element: attributes (`on…`: listeners, `true`: without value), then children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

export const button = (text, onclick, kind = "govuk-button--secondary") =>
  make("button", { type: "button", class: `govuk-button ${kind} tb-small`, onclick }, text);

/** Nothing may be kept on a computer that several people use. The choice is the browser's, so it outlives signing out. */
export const isShared = () => /(^|; )bersama=1/.test(document.cookie);
export function setShared(on) {
  document.cookie = `bersama=1; path=/; SameSite=Lax; max-age=${on ? 31536000 : 0}`;
}
