// The leaders' video: sent over the line by the officer, captioned, published by the PPID, played by anybody on a phone.
// Then many files at once, which become drafts of the list.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { SIZES, look, signIn } from "../harness/browser.js";
import { paper } from "../harness/files.js";
import { fill, follow, mistakes, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";

const AT = "2026-11-25T02:00:00Z";
const SITE = "/kabupaten-katingan";
const DESK = `/meja${SITE}`;
const FILM = new URL("../../crates/demo/data/komitmen.mp4", import.meta.url);

journey(
  "a video is sent, captioned, published and played; many files become drafts",
  async ({ demo, visit }) => {
    const officer = (await visit()).page;
    await signIn(officer, demo, "petugas.katingan");
    const path = await make(officer, demo);
    const ppid = (await visit()).page;
    await signIn(ppid, demo, "ppid.katingan");
    await ppid.goto(path);
    await press(ppid, "Terbitkan");
    assert.match(await ppid.textContent("main"), /Terbit/);
    await watch((await visit({ size: SIZES.narrow })).page, demo);
    await many(officer, demo);
  },
  { at: AT, once: true },
);

/** Loads the page again until what is to come is there: the look inside takes a moment. */
async function until(page, words) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (words.test(await page.textContent("main"))) return;
    await page.waitForTimeout(250);
    await page.reload();
  }
  assert.fail(`never there: ${words}`);
}

async function make(page, demo) {
  await page.goto(demo.base + DESK);
  await open(page, "Video komitmen pimpinan");
  await look(page, "v-1-list");
  await open(page, "Buat draf video");
  await fill(page, { speaker: "Ketua" });
  await mistakes(page, await press(page, "Simpan"));
  assert.equal(await page.inputValue("[name=speaker]"), "Ketua", "what was typed is kept");
  await look(page, "v-1-form");
  await fill(page, { title: "Kami menjawab", post: "Ketua Bawaslu", recorded_on: "2026-11-20" });
  await press(page, "Simpan");
  const path = page.url();
  await page.setInputFiles("[name=film]", { name: "kami.mp4", mimeType: "video/mp4", buffer: await readFile(FILM) });
  await page.locator(".tb-uploads > li", { hasText: "kami.mp4" }).waitFor();
  await follow(page, () => page.getByRole("button", { name: "Unggah rekaman" }).click());
  await until(page, /Dapat diputar di semua peramban/);
  await page.fill("[name=captions_text]", "WEBVTT\n\n00:00:01,000 --> 00:00:04,000\nKami menjawab.\n");
  const told = await mistakes(page, await press(page, "Simpan takarir"));
  assert.match(told.join(), /Baris 3/);
  await look(page, "v-2-wrong");
  await page.fill("[name=captions_text]", (await page.inputValue("[name=captions_text]")).replaceAll(",", "."));
  await press(page, "Simpan takarir");
  await press(page, "Jadikan transkrip");
  assert.doesNotMatch(await page.textContent("main"), /Belum lengkap/);
  await look(page, "v-2-draft");
  return path;
}

async function watch(page, demo) {
  await page.goto(demo.base + SITE);
  await open(page, "Tonton dan baca pernyataannya");
  assert.match(await page.textContent("main"), /Kami menjawab\./);
  await look(page, "v-3-public");
  const played = await page.evaluate(async () => {
    const video = document.querySelector("video");
    video.muted = true;
    await video.play();
    await new Promise((resolve) => video.addEventListener("timeupdate", resolve, { once: true }));
    const cues = video.textTracks[0].cues.length;
    return { ready: video.readyState, length: video.duration, width: video.videoWidth, cues };
  });
  assert.ok(played.ready >= 2, "it plays");
  assert.ok(Math.abs(played.length - 8) < 0.2, `${played.length} s`);
  assert.deepEqual([played.width, played.cues], [640, 1]);
}

async function many(page, demo) {
  await page.goto(`${demo.base + DESK}/informasi`);
  await open(page, "Berkas banyak sekaligus");
  await look(page, "v-4-many");
  await page.setInputFiles("[name=files]", [
    paper("satu.pdf", "Laporan Layanan Informasi 2025"),
    paper("dua.pdf", "Rencana Kerja Tahun 2026"),
  ]);
  await page.locator(".tb-uploads > li").nth(1).waitFor();
  await follow(page, () => page.getByRole("button", { name: "Unggah berkas" }).click());
  await until(page, /2 berkas menunggu(?!.*masih dibaca)/s);
  assert.equal(await page.inputValue(".tb-many [name^='title.']"), "Laporan Layanan Informasi 2025");
  await look(page, "v-4-rows");
  await page.selectOption("#class", "berkala");
  await press(page, "Jadikan draf");
  const list = await page.textContent("main");
  assert.match(list, /Laporan Layanan Informasi 2025/);
  assert.match(list, /Rencana Kerja Tahun 2026/);
}
