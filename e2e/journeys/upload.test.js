// Files in pieces from another maker's client (tus-js-client), over lines that break and a program that is killed.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";

import * as tus from "tus-js-client";

import { png } from "../harness/files.js";
import { journey } from "../harness/journey.js";
import { badLine } from "../harness/line.js";

const QUESTION = "/saq/monev-2024/kabupaten-katingan/A01";

/** A picture of this many bytes, no two alike: what stands behind the end of a PNG is none of a reader's business. */
const bigPicture = (size) => {
  const picture = png();
  return Buffer.concat([picture, randomBytes(size - picture.length)]);
};

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function signedIn(demo) {
  const form = new URLSearchParams({ login: "petugas.katingan", password: demo.password });
  const headers = { origin: demo.base };
  const answer = await fetch(`${demo.base}/masuk`, { method: "POST", body: form, headers, redirect: "manual" });
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

/** Uploads these bytes; resolves with the address, rejects with what the client gave up for. */
function upload(bytes, name, cookie, options) {
  return new Promise((resolve, reject) => {
    const one = new tus.Upload(bytes, {
      metadata: { filename: name, caption: "dari klien lain" },
      headers: { cookie, "sec-fetch-site": "same-origin" },
      retryDelays: Array(20).fill(100),
      onError: reject,
      onSuccess: () => resolve(new URL(one.url).pathname),
      ...options,
    });
    options.begun?.(one);
    one.start();
  });
}

/** What the program says of an upload, and the hash of the evidence that it has become. */
async function became(demo, path, cookie) {
  const told = await (await fetch(demo.base + path, { headers: { cookie } })).json();
  assert.equal(told.state, "attached", JSON.stringify(told));
  const file = await fetch(`${demo.base}/bukti/${told.evidence}`, { headers: { cookie } });
  return sha256(Buffer.from(await file.arrayBuffer()));
}

journey("u21: a file arrives whole over a line that is cut fifty times", async ({ demo }) => {
  const cookie = await signedIn(demo);
  const bytes = bigPicture(4_000_000);
  const cuts = Array.from({ length: 50 }, () => 2_000 + Math.floor(Math.random() * 60_000));
  const line = await badLine(() => Number(new URL(demo.base).port), [...cuts]);
  try {
    const endpoint = `http://127.0.0.1:${line.port}${QUESTION}/unggah/luar`;
    const path = await upload(bytes, "luar.png", cookie, { endpoint });
    assert.ok(line.cut >= 50, `${line.cut} cuts`);
    assert.equal(await became(demo, path, cookie), sha256(bytes), `cuts after ${cuts} bytes`);
    console.log(`u21: ${line.cut} cuts, ${(line.sent / bytes.length).toFixed(3)} of the bytes sent`);
  } finally {
    await line.end();
  }
});

journey("a file arrives whole though the program is killed three times", async ({ demo }) => {
  const cookie = await signedIn(demo);
  const bytes = bigPicture(3_000_000);
  let kills = 0;
  let uploadUrl = null;
  let one;
  while (kills < 3) {
    const target = uploadUrl ? { uploadUrl: demo.base + uploadUrl } : { endpoint: `${demo.base}${QUESTION}/unggah/dalam` };
    const kill = (kills += 1);
    await new Promise((resolve, reject) => {
      const onChunkComplete = (_, accepted) => {
        uploadUrl = new URL(one.url).pathname;
        if (accepted < kill * 700_000) return;
        one.abort().then(() => demo.crash()).then(resolve, reject);
      };
      upload(bytes, "dalam.png", cookie, { ...target, chunkSize: 100_000, onChunkComplete, begun: (begun) => (one = begun) })
        .then(() => reject(new Error("it arrived before it was killed")), reject);
    });
  }
  const head = await fetch(demo.base + uploadUrl, { method: "HEAD", headers: { cookie, "tus-resumable": "1.0.0" } });
  assert.ok(Number(head.headers.get("upload-offset")) >= 2_100_000, "what was acknowledged is there");
  const path = await upload(bytes, "dalam.png", cookie, { uploadUrl: demo.base + uploadUrl, chunkSize: 100_000 });
  assert.equal(await became(demo, path, cookie), sha256(bytes));
});
