// Files at the places for evidence of a question: chosen or photographed, queued, sent one after another, and brought
// into the page when they have arrived. The plain forms stay as they are for browsers without scripts.

import { Item } from "./item.js";
import { begunAt, forget, print } from "./remembered.js";
import { button, device, make, progress, say, scripts } from "./words.js";

/** Milliseconds between two announcements of progress. */
const QUIET = 5000;

const places = new Map();
const status = make("p", { role: "status", class: "govuk-visually-hidden" });
document.body.append(status);
let announced = 0;

function announce(text, isPassing = false) {
  if (isPassing && Date.now() - announced < QUIET) return;
  announced = Date.now();
  status.textContent = text;
}

/** Files at the places that the page shows; a place goes when the answer no longer asks for it, and may come back. */
const items = () => [...places.values()].filter((place) => place.form.isConnected).flatMap((place) => place.items);
const unsettled = () => items().filter((item) => item.isUnsettled);

const page = {
  changed(item) {
    const isPassing = item.state === "sending";
    if (item.state !== "done") announce(say("says", { name: item.name, what: item.text }), isPassing);
    if (item.state === "ready" && waiting) item.queue(item.place.caption);
    if (item.state === "queued" || item.state === "paused") turn();
  },
  left(item) {
    item.place.drop(item);
    turn();
    checkWait();
  },
};

/** Sends the next file, when none is being sent: on a weak line one arrives sooner than two. */
async function turn() {
  const all = items();
  if (all.some((item) => item.upload?.busy)) return;
  const item = all.find((one) => one.state === "queued");
  if (!item) return;
  await item.send();
  if (item.state === "done") {
    announce(say("arrived", { name: item.name }));
    await item.place.refresh().catch(() => {});
    item.place.drop(item);
  }
  turn();
  checkWait();
}

/** A place for evidence that takes files. */
class Place {
  constructor(to) {
    this.to = to;
    this.items = [];
    this.caption = "";
    this.list = make("ul", { class: "tb-files tb-uploads", "aria-label": say("files") });
  }

  /** Takes a form of the page in use; the page may bring a new one in the place of the old. */
  attach(form) {
    if (this.form === form) return;
    const isFirst = !this.form;
    this.form = form;
    this.input = form.querySelector("input[type=file]");
    // A desk takes files without captions.
    const captions = form.querySelector("[name=caption]") ?? { value: "", addEventListener() {} };
    if (isFirst) this.caption = captions.value;
    else captions.value = this.caption;
    captions.addEventListener("input", () => (this.caption = captions.value));
    this.captions = captions;
    const take = () => {
      const chosen = [...this.input.files];
      this.input.value = "";
      for (const file of chosen) this.add(file);
    };
    this.input.addEventListener("change", take);
    form.addEventListener("submit", (event) => this.submit(event));
    const tools = make("div", { class: "tb-upload-tools" });
    if (/\.jpg\b/.test(this.input.accept) && !form.dataset.uploadThen) this.offerPhotos(tools);
    tools.append(this.list);
    this.input.closest(".govuk-form-group").after(tools);
    if (isFirst) this.listBegun();
    // Somebody may have been quicker than this script.
    take();
  }

  offerPhotos(tools) {
    const id = `asli.${this.to}`;
    // Documents have small print.
    this.wantsOriginal ??= /\.pdf\b/.test(this.input.accept);
    const box = make("input", { type: "checkbox", class: "govuk-checkboxes__input", id, "aria-describedby": `${id}.ket` });
    box.checked = this.wantsOriginal;
    box.addEventListener("change", () => {
      this.wantsOriginal = box.checked;
      for (const item of this.items) if (!item.upload) item.prepare(box.checked);
    });
    const label = make("label", { class: "govuk-label govuk-checkboxes__label", for: id }, say("original"));
    const hint = make("div", { class: "govuk-hint govuk-checkboxes__hint", id: `${id}.ket` }, say("original-hint"));
    const one = make("div", { class: "govuk-checkboxes__item" }, box, label, hint);
    tools.append(this.camera(), make("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, one));
  }

  camera() {
    const line = make("p", { class: "tb-camera-button" });
    if (!navigator.mediaDevices?.getUserMedia) {
      // Where a page may not see the camera, the device's own program takes the photo.
      const native = make("input", { type: "file", accept: "image/*", capture: "environment", hidden: true, onchange: () => {
        for (const file of native.files) this.add(file);
        native.value = "";
      } });
      line.append(button(say("camera"), () => native.click()), native);
      return line;
    }
    const opener = button(say("camera"), async () => {
      const { take } = await import(scripts.camera);
      const photo = await take();
      opener.focus();
      if (photo) this.add(photo.file, { capture: photo.capture });
    });
    line.append(opener, " ", make("span", { class: "govuk-hint" }, say("camera-hint")));
    return line;
  }

  /** Uploads of an earlier visit that have not ended. */
  async listBegun() {
    for (const begun of begunAt(this.to)) {
      const answer = await fetch(begun.url).catch(() => null);
      if (!answer) continue;
      const told = answer.ok ? await answer.json() : {};
      if (told.state !== "open") {
        if (answer.status < 500 && answer.status !== 401) forget(begun.url);
        continue;
      }
      if (this.items.some((item) => item.upload?.url === begun.url)) continue;
      const out = button(say("remove"), () => {
        if (!confirm(say("remove-ask", { name: begun.name }))) return;
        row.remove();
        forget(begun.url);
        fetch(begun.url, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } }).catch(() => {});
        this.input.focus();
      });
      out.append(make("span", { class: "govuk-visually-hidden" }, ` ${begun.name}`));
      const words = make("span", { class: "govuk-body-s" }, progress(told.offset, told.size, "unfinished"));
      const row = make("li", { class: "tb-upload", "data-url": begun.url }, make("div", {}, make("strong", {}, begun.name), make("br"), words), out);
      this.list.append(row);
    }
  }

  async add(file, more = {}) {
    const isOriginal = this.wantsOriginal ?? true;
    if (!this.input.multiple) for (const item of this.items.filter((one) => !one.upload)) item.remove();
    const item = new Item(this, page, file, more);
    this.items.push(item);
    this.list.append(item.row);
    await item.prepare(isOriginal);
    const begun = begunAt(this.to).find((one) => one.print === print(file, item.isOriginal) && one.hash === item.hash);
    const isTaken = begun && this.items.some((one) => one.upload?.url === begun.url);
    if (!begun || isTaken || item.state !== "ready") return;
    this.list.querySelector(`[data-url="${begun.url}"]`)?.remove();
    item.resume(begun);
  }

  drop(item) {
    this.items = this.items.filter((one) => one !== item);
    // What was refused stays to be read.
    if (this.hasNews && this.items.length === 0) location.assign(this.form.dataset.uploadThen);
    const hadFocus = item.row.contains(document.activeElement);
    item.row.remove();
    if (!hadFocus) return;
    const next = this.items[0]?.out ?? (this.input.isConnected ? this.input : document.getElementById("bukti"));
    next.focus();
  }

  submit(event) {
    if (this.items.length === 0) return;
    event.preventDefault();
    this.start();
  }

  /** Queues what was chosen and not sent. */
  start() {
    for (const item of this.items) {
      if (["preparing", "ready", "paused"].includes(item.state)) item.queue(this.caption);
    }
  }

  /** Stops what is on its way: the server would not take it here now. */
  pause() {
    for (const item of this.items) if (item.isMoving) item.press();
  }

  /** Brings in what the server shows at this place now; what is typed elsewhere on the page stays. */
  async refresh() {
    // A desk shows what has arrived on the page that follows, once nothing is left here.
    if (this.form.dataset.uploadThen) {
      this.hasNews = true;
      return;
    }
    const answer = await fetch(device.path, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const title = this.form.closest("section").getAttribute("aria-labelledby");
    const [now, next] = [document, fresh].map((one) => one.getElementById(title)?.closest("section"));
    if (!now || !next) return;
    merge(now, next);
    // The place is full, and nothing that was chosen waits there.
    const isFull = !next.querySelector("form[data-upload]") && this.items.every((item) => item.state === "done");
    if (isFull) for (const form of now.querySelectorAll(":scope > form")) form.remove();
    for (const id of ["status", "riwayat"]) {
      const there = fresh.getElementById(id);
      if (there) document.getElementById(id)?.replaceChildren(...there.childNodes);
    }
    if (this.items.every((item) => item.state === "done" && item.caption === this.captions.value)) {
      this.caption = this.captions.value = "";
    }
  }
}

/** Rows that are new are added; forms are left alone; all other lines of the place are replaced. */
function merge(now, next) {
  const rowsOf = (section) => section.querySelector("ul.tb-files:not(.tb-uploads)");
  const address = (row) => row.querySelector("a")?.getAttribute("href");
  const [have, come] = [rowsOf(now), rowsOf(next)];
  if (have && come) {
    const known = [...have.children].map(address);
    for (const row of [...come.children]) if (!known.includes(address(row))) have.append(row);
  }
  const isLine = (element) => element.tagName !== "FORM" && (element !== have || !come) && (element !== come || !have);
  for (const line of [...now.children].filter(isLine)) line.remove();
  const anchor = now.firstElementChild;
  for (const line of [...next.children].filter(isLine)) now.insertBefore(line, anchor);
  document.dispatchEvent(new CustomEvent("htmx:after:swap"));
}

function mount() {
  for (const form of document.querySelectorAll("form[data-upload]")) {
    const to = form.dataset.upload;
    if (!places.has(to)) places.set(to, new Place(to));
    places.get(to).attach(form);
  }
  for (const place of places.values()) if (!place.form.isConnected) place.pause();
}

mount();
// An answer may ask for other evidence: forms come new, and what was chosen goes on in them.
document.addEventListener("htmx:after:swap", mount);

addEventListener("beforeunload", (event) => {
  if (unsettled().length > 0) event.preventDefault();
});

// Saving while files are on their way: "save" does so without leaving the page, "save and go on" waits for them.
let waiting = null;
const line = make("p", { role: "status", class: "tb-save" });

document.addEventListener("submit", (event) => {
  const form = event.target;
  const pending = unsettled();
  if (form.id !== "jawaban" || pending.length === 0) return;
  event.preventDefault();
  if (event.submitter?.value !== "next") {
    form.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  waiting = { form, submitter: event.submitter };
  for (const place of places.values()) place.start();
  line.className = "tb-save";
  line.textContent = say("wait", { count: pending.length });
  document.querySelector(".tb-actions").before(line);
}, true);

/** Goes on when every file has arrived; stays where one has not. */
function checkWait() {
  if (!waiting) return;
  const left = items();
  const failed = left.find((item) => item.state === "failed");
  if (left.length === 0) {
    const { form, submitter } = waiting;
    waiting = null;
    form.requestSubmit(submitter);
  } else if (failed) {
    waiting = null;
    line.className = "tb-save tb-save--failed";
    line.textContent = say("wait-failed");
    failed.out.focus();
  } else {
    line.textContent = say("wait", { count: left.length });
  }
}
