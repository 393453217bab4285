// The upload client: sends one file in pieces by the tus protocol 1.0 and gets it across a line that breaks.
// A piece counts when the server has it on its disk. It knows nothing of pages; `uploads.js` shows it.

/** Bytes of the first piece, and of the largest and the smallest. */
const FIRST = 65536;
const MOST = 1048576;
const LEAST = 16384;
/**
 * A piece is at most this part of its file, so that ten breaks cost less than a tenth of it. Browsers send a piece again
 * by themselves when a connection breaks and say nothing of it; what the client cannot see it must bound beforehand.
 */
const PART = 128;
/** How long a request may take, in milliseconds: the smallest piece at 2 kbit/s. */
const PATIENCE = 65536;
/** The longest pause before trying again, in milliseconds. */
const LONGEST = 30000;
/** Answers of 4xx after which trying again may help: too slow, elsewhere, locked, too early, too many, changed on the way. */
const PASSING = [408, 409, 423, 425, 429, 460];

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

/** A text as the values of `Upload-Metadata` are written. */
const written = (text) => base64(new TextEncoder().encode(text));

/** What the server refuses for good. */
class Refused extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

/**
 * One file on its way. `state` is `ready`, `sending`, `retrying`, `offline`, `paused`, `done`, `failed` or `removed`;
 * `changed()` is called after every change. In `failed`, `error.status` (0: the file cannot be read) and
 * `error.message` say why; in `done`, `told` is what the server says of the upload.
 */
export class Upload {
  /** `to`: where uploads are created; `metadata`: texts by name; `url`: of an upload that was begun before. */
  constructor(file, { to, metadata = {}, url = null, changed = () => {} }) {
    Object.assign(this, { file, to, metadata, url, changed, state: "ready", offset: 0, size: file.size });
    this.piece = FIRST;
    this.most = Math.min(MOST, Math.max(FIRST, file.size / PART));
    this.wins = this.fails = 0;
  }

  /** Sends until the file has arrived, is refused for good, or is paused. */
  async run() {
    if (this.busy) return this.busy;
    this.stopped = false;
    this.set("sending");
    this.busy = this.#steps();
    await this.busy;
    this.busy = null;
  }

  async #steps() {
    let ask = Boolean(this.url);
    while (!this.stopped) {
      try {
        if (!this.url) await this.#create();
        else if (ask) await this.#ask();
        ask = false;
        while (this.offset < this.size && !this.stopped) await this.#send();
        if (this.stopped) break;
        const told = await (await this.#fetch("GET", this.url)).json();
        if (told.state === "open") throw new Error("not all has come");
        if (told.state !== "attached") throw new Refused(told.problem ? 422 : 410, told.problem ?? "");
        this.told = told;
        return this.set("done");
      } catch (error) {
        if (this.stopped) break;
        if (error instanceof Refused) {
          this.error = error;
          return this.set("failed");
        }
        ask = true;
        await this.#wait();
      }
    }
    if (this.state !== "removed") this.set("paused");
  }

  /** Stops after the answer that is awaited, or at once. */
  pause() {
    this.stopped = true;
    this.abort?.();
    this.wake?.();
    if (!this.busy) this.set("paused");
  }

  /** Gives the upload up, here and on the server; what the server says does not matter, since uploads expire. */
  async remove() {
    this.set("removed");
    this.pause();
    await this.busy;
    this.set("removed");
    if (this.url) await this.#fetch("DELETE", this.url).catch(() => {});
  }

  set(state) {
    this.state = state;
    this.changed();
  }

  async #create() {
    const metadata = Object.entries(this.metadata).map(([name, text]) => `${name} ${written(text)}`);
    const headers = { "Upload-Length": this.size, "Upload-Metadata": metadata.join() };
    this.url = (await this.#fetch("POST", this.to, headers)).headers.get("Location");
    this.changed();
  }

  /** Asks how far the upload has come. */
  async #ask() {
    const answer = await this.#fetch("HEAD", this.url).catch((error) => {
      // It is over; what has become of it is asked next.
      if (error.status !== 410) throw error;
    });
    // What is found at another size was begun with other bytes.
    if (answer && Number(answer.headers.get("Upload-Length")) !== this.size) throw new Refused(410, "");
    this.#advance(answer ? Number(answer.headers.get("Upload-Offset")) : this.size);
  }

  async #send() {
    const from = this.offset;
    let bytes;
    try {
      bytes = await this.file.slice(from, from + Math.floor(this.piece)).arrayBuffer();
    } catch {
      throw new Refused(0, "");
    }
    const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": from };
    // Only pages on a secure address can hash.
    const subtle = globalThis.crypto?.subtle;
    if (subtle) {
      const hash = new Uint8Array(await subtle.digest("SHA-256", bytes));
      headers["Upload-Checksum"] = `sha256 ${base64(hash)}`;
    }
    const answer = await this.#fetch("PATCH", this.url, headers, bytes);
    this.fails = 0;
    this.wins = (this.wins + 1) % 3;
    if (!this.wins) this.piece = Math.min(this.most, this.piece * 2);
    this.#advance(Number(answer.headers.get("Upload-Offset")));
  }

  #advance(offset) {
    this.offset = offset;
    this.set("sending");
  }

  async #fetch(method, url, headers = {}, body) {
    const line = new AbortController();
    this.abort = () => line.abort();
    const timer = setTimeout(this.abort, PATIENCE);
    try {
      const answer = await fetch(url, { method, body, signal: line.signal, headers: { "Tus-Resumable": "1.0.0", ...headers } });
      const { status } = answer;
      if (answer.ok) return answer;
      if (status < 400 || status > 499 || PASSING.includes(status)) throw new Error(status);
      // A short text, or a page whose heading says it.
      const text = await answer.text();
      throw new Refused(status, /^\s*</.test(text) ? (text.match(/<h1[^>]*>([^<]*)/)?.[1].trim() ?? "") : text);
    } finally {
      clearTimeout(timer);
      this.abort = null;
    }
  }

  /** After a failure: smaller pieces, and a pause that grows, unless the line comes back. */
  async #wait() {
    this.piece = Math.max(LEAST, this.piece / 2);
    this.wins = 0;
    const isOffline = navigator.onLine === false;
    const pause = Math.min(LONGEST, 500 * 2 ** this.fails++) * (0.5 + Math.random());
    await new Promise((resolve) => {
      this.wake = resolve;
      addEventListener("online", resolve, { once: true });
      if (!isOffline) setTimeout(resolve, pause);
      this.set(isOffline ? "offline" : "retrying");
    });
    removeEventListener("online", this.wake);
    if (!this.stopped) this.set("sending");
  }
}
