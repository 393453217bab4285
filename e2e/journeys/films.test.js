// A film whose table of contents comes last is put in order by itself; two colleagues who write the same words lose nothing; a
// video of before is found and played.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { SIZES, look, signIn } from "../harness/browser.js";
import { fill, follow, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";

const AT = "2026-11-25T02:00:00Z";
const SITE = "/kabupaten-katingan";
const FILM = new URL("../../crates/demo/data/komitmen.mp4", import.meta.url);

journey(
  "a film is put in order, two write at once, and a video of before is played",
  async ({ demo, visit }) => {
    const officer = (await visit()).page;
    await signIn(officer, demo, "petugas.katingan");
    const path = await send(officer, demo);
    const ppid = (await visit({ size: SIZES.narrow })).page;
    await signIn(ppid, demo, "ppid.katingan");
    await both(officer, ppid, path);
    await before((await visit({ size: SIZES.narrow })).page, demo);
  },
  { at: AT, once: true },
);

/** The film with its table of contents last, the places of its chunks told as they are then. */
function late(film) {
  let table;
  const rest = [];
  for (let at = 0; at < film.length; at += film.readUInt32BE(at)) {
    const box = film.subarray(at, at + film.readUInt32BE(at));
    if (box.toString("latin1", 4, 8) === "moov") table = Buffer.from(box);
    else rest.push(box);
  }
  for (let at = table.indexOf("stco"); at >= 0; at = table.indexOf("stco", at + 4)) {
    for (let chunk = 0; chunk < table.readUInt32BE(at + 8); chunk += 1) {
      const place = at + 12 + 4 * chunk;
      table.writeUInt32BE(table.readUInt32BE(place) - table.length, place);
    }
  }
  return Buffer.concat([...rest, table]);
}

async function send(page, demo) {
  await page.goto(`${demo.base}/meja${SITE}/video/baru`);
  await fill(page, { title: "Kami menjawab", speaker: "Ketua", post: "Ketua Bawaslu", recorded_on: "2026-11-20" });
  await press(page, "Simpan");
  const path = page.url();
  const film = late(await readFile(FILM));
  await page.setInputFiles("[name=film]", { name: "kami.mp4", mimeType: "video/mp4", buffer: film });
  await page.locator(".tb-uploads > li", { hasText: "kami.mp4" }).waitFor();
  await follow(page, () => page.getByRole("button", { name: "Unggah rekaman" }).click());
  for (let tries = 0; tries < 100; tries += 1) {
    if (/sudah dipindahkan ke depan/.test(await page.textContent("main"))) break;
    await page.waitForTimeout(250);
    await page.reload();
  }
  const text = await page.textContent("main");
  assert.match(text, /Unduh rekaman asli \(kami\.mp4\)/);
  assert.doesNotMatch(text, /ada di ujung berkas/);
  await look(page, "f-1-ordered");
  return path;
}

async function both(officer, ppid, path) {
  await officer.goto(`${path}/ubah`);
  await ppid.goto(`${path}/ubah`);
  await fill(officer, { speaker: "Siti", transcript: "Kami menjawab." });
  await press(officer, "Simpan");
  await fill(ppid, { speaker: "Ani" });
  await press(ppid, "Simpan");
  assert.match(await ppid.textContent("main"), /orang lain mengubah tulisan yang sama/);
  assert.equal(await ppid.inputValue("[name=speaker]"), "Ani", "what was typed is kept");
  assert.equal(await ppid.inputValue("[name=transcript]"), "Kami menjawab.", "and the other's words are there");
  await look(ppid, "f-2-both");
  await press(ppid, "Simpan");
  assert.match(await ppid.textContent("main"), /Ani/);
}

async function before(page, demo) {
  await page.goto(`${demo.base}${SITE}/komitmen`);
  await look(page, "f-3-list");
  await open(page, "Informasi publik untuk pemilih Katingan");
  await look(page, "f-3-before");
  const length = await page.evaluate(async () => {
    const video = document.querySelector("video");
    video.muted = true;
    await video.play();
    return video.duration;
  });
  assert.ok(Math.abs(length - 8) < 0.2, `${length} s`);
}
