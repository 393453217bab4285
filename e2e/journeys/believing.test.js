// What the program says of evidence: a good photo, an old one, a copy from another office, a locked PDF, a dead link. The
// office reads it before it submits, the province beside the answer.

import assert from "node:assert/strict";

import { look, signIn } from "../harness/browser.js";
import { drawJpeg, withExif } from "../harness/exif.js";
import { paper, pdf } from "../harness/files.js";
import { fill, mistakes, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";
import { HOME, arrivedRow, rowOf } from "../harness/office.js";

/** Date and time as cameras write them, some days from now. */
const camera = (days) => {
  const at = new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000);
  return at.toISOString().slice(0, 19).replaceAll("-", ":").replace("T", " ");
};

/** What is said of a file, a sentence each, once it was looked at. */
async function known(page, row) {
  for (let tries = 0; tries < 60; tries += 1) {
    const lines = await row.locator(".tb-known li").allTextContents();
    if (lines.length > 0) return lines.map((line) => line.replace(/\s+/g, " ").trim());
    await page.waitForTimeout(500);
    await page.reload();
  }
  return assert.fail("the file is not looked at");
}

/** Chooses a file at a place and sends it. */
async function send(page, slot, file) {
  const section = page.locator(`section[aria-labelledby="judul.${slot}"]`);
  await section.locator(".tb-uploads").waitFor({ state: "attached" });
  await section.locator(`input[type=file][name="slot.${slot}"]`).setInputFiles(file);
  await section.getByRole("button", { name: "Unggah", exact: true }).click();
  return section;
}

/** The row of a file once it has arrived. */
async function arrived(page, slot, file) {
  const row = arrivedRow(await send(page, slot, file), file.name);
  await row.waitFor();
  return row;
}

/** Opens the first question of the list with a place that takes files of this suffix. */
async function withPlace(page, demo, suffix) {
  await page.goto(`${demo.base}${HOME}`);
  const links = await page.locator(".govuk-task-list a").evaluateAll((found) => found.map((link) => link.href));
  for (const link of links) {
    await page.goto(link);
    if ((await page.locator(`#bukti input[type=file][name^="slot."][accept*=".${suffix}"]`).count()) > 0) return;
  }
  assert.fail(`no place takes ${suffix}`);
}

/** The first place on the page that takes a file of this suffix. */
async function place(page, suffix) {
  const input = page.locator(`#bukti input[type=file][name^="slot."][accept*=".${suffix}"]`).first();
  return (await input.getAttribute("name")).slice("slot.".length);
}

journey("what is known of evidence is told to the office and to whoever judges", async ({ demo, visit }) => {
  // The office says where it stands.
  const { page: ppid } = await visit();
  await signIn(ppid, demo, "ppid.katingan");
  await ppid.goto(`${demo.base}/badan/kabupaten-katingan/ubah`);
  await fill(ppid, { position: "di pasar" });
  assert.match((await mistakes(ppid, await press(ppid, "Simpan"))).join(), /Letak/);
  await look(ppid, "known-profile");
  await fill(ppid, { position: "-1.8833, 113.4167" });
  assert.equal((await press(ppid, "Simpan")).status(), 200);

  const { page } = await visit();
  await signIn(page, demo, "petugas.katingan");
  const size = { width: 1200, height: 900, orientation: 1 };
  const jpeg = (name, buffer) => ({ name, mimeType: "image/jpeg", buffer });

  // Two photos of which the cameras tell when and where.
  await page.goto(`${demo.base}${HOME}/A02`);
  const slot = await place(page, "jpg");
  const good = jpeg("baru.jpg", withExif(await drawJpeg(page, size), { ...size, taken: camera(0) }));
  const goodLines = await known(page, await arrived(page, slot, good));
  for (const words of [/^Baik: Diambil .* dalam masa siklus/, /^Baik: Diambil sekitar .* dari kantor/, /Kamera Uji/]) {
    assert.ok(goodLines.some((line) => words.test(line)), goodLines.join("\n"));
  }
  await look(page, "known-good-photo");
  const tall = { width: 900, height: 1200, orientation: 1 };
  const old = jpeg("lama.jpg", withExif(await drawJpeg(page, tall), { ...tall, taken: camera(-400) }));
  const oldLines = await known(page, await arrived(page, slot, old));
  assert.ok(oldLines.some((line) => /hari sebelum siklus mulai/.test(line)), oldLines.join("\n"));
  await look(page, "known-old-photo");

  // A PDF that only a password opens is refused with the reason; one that opens is told of.
  await withPlace(page, demo, "pdf");
  const papers = await place(page, "pdf");
  const lockedBytes = Buffer.from(pdf("rahasia").toString("latin1").replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 9 0 R"), "latin1");
  const refused = await send(page, papers, { name: "terkunci.pdf", mimeType: "application/pdf", buffer: lockedBytes });
  await rowOf(refused, "terkunci.pdf").getByText(/terkunci kata sandi/).waitFor();
  await look(page, "known-locked-pdf");
  await rowOf(refused, "terkunci.pdf").getByRole("button", { name: /Keluarkan/ }).click();
  const paperLines = await known(page, await arrived(page, papers, paper("sk.pdf", "Keputusan tahun 2020")));
  assert.ok(paperLines.some((line) => /halaman/.test(line)), paperLines.join("\n"));

  // Another office that has submitted: its photo, as the province may have it.
  const { page: province } = await visit();
  await signIn(province, demo, "verifikator.kalteng");
  await province.goto(`${demo.base}/verifikasi/monev-2024`);
  const next = await province.locator("table").first().locator("tbody td a").first().getAttribute("href");
  await province.goto(demo.base + next.replace(/\/[A-Z]\d+(\?|$)/, "/A01$1"));
  const original = province.getByRole("link", { name: "Unduh berkas asli" }).first();
  await original.waitFor();
  await known(province, province.locator(".tb-review__evidence"));
  await look(province, "known-review");
  const copied = await (await province.request.get(new URL(await original.getAttribute("href"), province.url()).href)).body();
  await page.goto(`${demo.base}${HOME}/A01`);
  const copy = { name: "salinan.png", mimeType: "image/png", buffer: copied };
  const copyLines = await known(page, await arrived(page, await place(page, "png"), copy));
  assert.ok(copyLines.some((line) => /^Bermasalah: Berkas yang sama ada di kantor lain/.test(line)), copyLines.join("\n"));
  await look(page, "known-copy");
  await page.goto(`${demo.base}${HOME}/periksa`);
  assert.match(await page.locator("main").textContent(), /salinan\.png: Berkas yang sama ada di kantor lain/);
  await look(page, "known-check");
});

/** What is said of the link with this address, once it says what is expected. */
async function linkSays(page, address, words) {
  for (let tries = 0; tries < 60; tries += 1) {
    const said = await page.locator(".tb-files li", { hasText: address }).locator(".tb-link").textContent();
    if (words.test(said)) return said;
    await page.waitForTimeout(500);
    await page.reload();
  }
  return assert.fail(`nothing of ${words} is said of ${address}`);
}

journey("a link that nobody can open is tried twice before it is called dead", async ({ demo, visit }) => {
  const address = "https://ppid.tidak-ada.invalid/maklumat";
  const { page } = await visit();
  await signIn(page, demo, "petugas.katingan");
  await page.goto(`${demo.base}${HOME}/A07`);
  const form = page.locator("#bukti form[action*='/tautan/']").first();
  await form.locator("input[name=link]").fill(address);
  assert.equal((await press(page, "Tambah tautan", form)).status(), 200);
  await linkSays(page, address, /Belum terbuka: nama situs tidak ditemukan.*dicoba lagi/);
  await demo.restart({ at: new Date(Date.now() + 15 * 60_000).toISOString() });
  await page.goto(`${demo.base}${HOME}/A07`);
  await linkSays(page, address, /Bermasalah.*Tidak dapat dibuka sejak .*sudah dicoba dua kali/s);
  await page.locator(".tb-link summary").first().click();
  await look(page, "known-dead-link");
  await page.goto(`${demo.base}${HOME}/periksa`);
  assert.match(await page.locator("main").textContent(), /ppid\.tidak-ada\.invalid/);
});
