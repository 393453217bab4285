// One file at a place for evidence: made ready, sent, shown in a row of its own.

import { forget, print, remember } from "./remembered.js";
import { Upload } from "./upload.js";
import { button, make, progress, say, scripts, size } from "./words.js";

const PAUSABLE = ["sending", "retrying", "offline", "queued"];
/** The server has looked at the file and does not take it: sending it again would not help. */
const FINAL = [413, 415, 422];

async function hashOf(blob) {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return "";
  const hash = new Uint8Array(await subtle.digest("SHA-256", await blob.arrayBuffer()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Item {
  /** `page` has `changed(item)`, called after every change, and `left(item)`, when it is to be shown no more. */
  constructor(place, page, chosen, { capture } = {}) {
    Object.assign(this, { place, page, chosen, capture, name: chosen.name, state: "preparing", note: "" });
    this.words = make("span", { class: "govuk-body-s" });
    this.bar = make("progress", { class: "tb-progress", max: chosen.size, value: 0, "aria-label": this.name });
    this.toggle = button("", () => this.press());
    this.out = button(say("remove"), () => this.remove());
    for (const one of [this.toggle, this.out]) one.append(make("span", { class: "govuk-visually-hidden" }, ` ${this.name}`));
    const buttons = make("div", { class: "tb-cluster" }, this.toggle, this.out);
    this.row = make("li", { class: "tb-upload" }, make("div", {}, make("strong", {}, this.name), make("br"), this.words, this.bar), buttons);
    this.show();
  }

  /** Makes the bytes ready that are to be sent: a large photo smaller, unless its original is asked for. */
  async prepare(isOriginal) {
    this.isOriginal = isOriginal || Boolean(this.capture);
    this.print = print(this.chosen, this.isOriginal);
    const mine = (this.preparing = {});
    this.set("preparing");
    let small = null;
    if (!this.isOriginal && /^image\/(jpeg|png|webp)$/.test(this.chosen.type)) {
      // Where it cannot be made smaller, or the script has not come over the line, the original goes.
      small = await import(scripts.photo).then((photo) => photo.shrink(this.chosen)).catch(() => null);
    }
    // The choice may have changed meanwhile.
    if (this.preparing !== mine || this.state !== "preparing") return;
    this.file = small ?? this.chosen;
    this.sentName = small ? this.name.replace(/\.\w+$|$/, ".jpg") : this.name;
    this.note = small ? say("shrunk", { from: size(this.chosen.size), to: size(small.size) }) : "";
    this.hash = small ? await hashOf(small) : "";
    if (this.preparing !== mine || this.state !== "preparing") return;
    this.set("ready");
    // Sending was asked for meanwhile.
    if (this.state === "ready" && this.wanted !== undefined) this.queue(this.wanted);
  }

  /** It would be lost if the page were left now. */
  get isUnsettled() {
    return this.state !== "done" && !this.isFinal;
  }

  /** It is being sent, or waits for its turn or the line. */
  get isMoving() {
    return PAUSABLE.includes(this.state);
  }

  /** The server has looked at it and does not take it. */
  get isFinal() {
    return this.state === "failed" && FINAL.includes(this.upload.error.status);
  }

  /** Waits for its turn, once it is ready; the caption is that of now. */
  queue(caption) {
    if (this.state === "preparing") {
      this.wanted = caption;
      return;
    }
    if (!this.upload) {
      const metadata = { filename: this.sentName, caption };
      if (this.capture) metadata.capture = JSON.stringify(this.capture);
      this.caption = caption;
      this.begin({ metadata });
    }
    this.set("queued");
  }

  /** Goes on with an upload that was begun before. */
  resume({ url }) {
    this.begin({ url });
    this.set("queued");
  }

  begin(options) {
    this.upload = new Upload(this.file, { ...options, to: this.place.to, changed: () => this.follow() });
  }

  async send() {
    await this.upload.run();
    if (this.state === "done") forget(this.upload.url);
  }

  follow() {
    const { url, state } = this.upload;
    if (url && url !== this.kept && state !== "removed") {
      this.kept = url;
      const { place, print, name, hash } = this;
      remember({ to: place.to, print, url, name, hash });
    }
    this.set(state);
  }

  /** Pause, resume or try again, whichever the button says. */
  press() {
    if (this.state === "failed") return this.again();
    if (!this.isMoving) return this.set("queued");
    this.upload.pause();
    this.set("paused");
  }

  again() {
    const { status } = this.upload.error;
    if (status === 404 || status === 410) {
      forget(this.upload.url);
      this.upload = this.kept = null;
      return this.queue(this.caption ?? this.place.caption);
    }
    this.set("queued");
  }

  remove() {
    if (this.upload?.offset && this.state !== "failed" && !confirm(say("remove-ask", { name: this.name }))) return;
    this.state = "removed";
    if (this.upload) {
      forget(this.upload.url);
      this.upload.remove();
    }
    this.page.left(this);
  }

  set(state) {
    if (this.state === "removed") return;
    this.state = state;
    this.show();
    this.page.changed(this);
  }

  /** Why it was not sent, in words. */
  get why() {
    const { status, message } = this.upload.error;
    if (status === 0) return say("unreadable");
    if (status === 401) return say("signed-out");
    if (status === 404 || status === 410) return say("gone");
    return message || say("refused");
  }

  /** How it stands, in words. */
  get text() {
    const { upload, state } = this;
    if (state === "ready") return say("ready", { size: this.note || size(this.file.size) });
    if (state === "failed") return say("failed", { why: this.why });
    if (!upload || state === "preparing") return say(state);
    if (state === "sending" && upload.offset === upload.size) return say("checking");
    const sent = progress(upload.offset, upload.size);
    return state === "sending" ? sent : `${say(state)} – ${sent}`;
  }

  show() {
    const { upload, state } = this;
    if (state === "removed" || state === "done") return;
    this.words.textContent = this.text;
    this.words.classList.toggle("tb-save--failed", state === "failed");
    this.bar.hidden = !upload || state === "failed";
    if (upload) {
      this.bar.max = upload.size;
      this.bar.value = upload.offset;
    }
    const label = state === "failed" ? "again" : this.isMoving ? "pause" : "resume";
    this.toggle.firstChild.textContent = say(label);
    this.toggle.hidden = !upload || this.isFinal;
  }
}
