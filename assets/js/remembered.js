// Uploads that were begun on this device and have not ended, so that they go on when the same file is chosen again.
// Kept for each person and office apart, and gone when somebody signs out.

import { device, isShared } from "./words.js";

const KEY = `unggah ${device.key}`;

function all() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function store(entries) {
  try {
    if (entries.length && !isShared()) localStorage.setItem(KEY, JSON.stringify(entries));
    else localStorage.removeItem(KEY);
  } catch {
    // Without room or permission an upload begins anew when the page is opened again.
  }
}

/** What tells a file from others without reading it. */
export const print = (file, isOriginal) => [file.name, file.size, file.lastModified, isOriginal].join("|");

/** Uploads of a place that have not ended: `{ print, to, url, name, hash }`. */
export const begunAt = (to) => all().filter((entry) => entry.to === to);
export const remember = (entry) => store([...all().filter((one) => one.url !== entry.url), entry]);
export const forgetAll = () => store([]);
export const forget = (url) => store(all().filter((entry) => entry.url !== url));
