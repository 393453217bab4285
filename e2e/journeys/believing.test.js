// What the program says of evidence: a good photo, an old one, a copy from another office, a locked PDF, a dead link. The
// office reads it before it submits, the province beside the answer.

import assert from "node:assert/strict";

import { look, signIn } from "../harness/browser.js";
import { drawJpeg, withExif } from "../harness/exif.js";
import { paper, pdf } from "../harness/files.js";
import { fill, mistakes, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";
import { HOME, arrivedRow, bytesOf } from "../harness/office.js";

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

/** Sends a file with the plain form, as one without scripts does. */
async function send(page, slot, file) {
  const place = page.locator(`section[aria-labelledby="judul.${slot}"]`);
  await place.locator(`input[type=file][name="slot.${slot}"]`).setInputFiles(file);
  return press(page, "Unggah", place);
}

const row = (page, name) => page.locator(".tb-files:not(.tb-uploads) > li", { hasText: name });

journey("what is known of evidence is told to the office and to whoever judges", async ({ demo, visit }) => {
  // The office says where it stands.
  const { page: ppid } = await visit();
  await signIn(ppid, demo, "ppid.katingan");
  await ppid.goto(`${demo.base}/badan/kabupaten-katingan/ubah`);
  await fill(ppid, { position: "di pasar" });
  assert.match((await mistakes(ppid, await press(ppid, "Simpan"))).join(), /Letak/);
  await fill(ppid, { position: "-1.8833, 113.4167" });
  assert.equal((await press(ppid, "Simpan")).status(), 200);

  const { page } = await visit({ javaScriptEnabled: false });
  await signIn(page, demo, "petugas.katingan");
  const { page: painter } = await visit();
  await painter.goto(demo.base);
  const size = { width: 1200, height: 900, orientation: 1 };
  const drawn = await drawJpeg(painter, size);

  // Two photos of which the cameras tell when and where.
  await page.goto(`${demo.base}${HOME}/A02`);
  const slot = (await page.locator("#bukti input[type=file][name^='slot.']").first().getAttribute("name")).slice("slot.".length);
  const jpeg = (name, buffer) => ({ name, mimeType: "image/jpeg", buffer });
  const good = jpeg("baru.jpg", withExif(drawn, { ...size, taken: camera(0) }));
  assert.equal((await send(page, slot, good)).status(), 200);
  const goodLines = await known(page, row(page, "baru.jpg"));
  assert.ok(goodLines.some((line) => /^Baik: Diambil .* dalam masa siklus/.test(line)), goodLines.join("\n"));
  assert.ok(goodLines.some((line) => /^Baik: Diambil sekitar .* dari kantor/.test(line)), goodLines.join("\n"));
  assert.ok(goodLines.some((line) => /Kamera Uji/.test(line)), goodLines.join("\n"));
  await look(page, "known-good-photo");
  const old = jpeg("lama.jpg", withExif(await drawJpeg(painter, { width: 900, height: 1200 }), { ...size, taken: camera(-400) }));
  assert.equal((await send(page, slot, old)).status(), 200);
  const oldLines = await known(page, row(page, "lama.jpg"));
  assert.ok(oldLines.some((line) => /hari sebelum siklus mulai/.test(line)), oldLines.join("\n"));
  await look(page, "known-old-photo");

  // A PDF that only a password opens is refused with the reason; one that opens is told of.
  await page.goto(`${demo.base}${HOME}/A05`);
  const place = (await page.locator("#bukti input[type=file][name^='slot.'][accept*='.pdf']").first().getAttribute("name")).slice("slot.".length);
  const locked = Buffer.from(pdf("rahasia").toString("latin1").replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 9 0 R"), "latin1");
  const refused = await send(page, place, { name: "terkunci.pdf", mimeType: "application/pdf", buffer: locked });
  assert.match((await mistakes(page, refused)).join(), /terkunci kata sandi/);
  await look(page, "known-locked-pdf");
  assert.equal((await send(page, place, paper("sk.pdf", "Keputusan tahun 2020"))).status(), 200);
  const paperLines = await known(page, row(page, "sk.pdf"));
  assert.ok(paperLines.some((line) => /halaman/.test(line)), paperLines.join("\n"));

  // Another office that has submitted: its photo, as the province may have it.
  const { page: province } = await visit();
  await signIn(province, demo, "verifikator.kalteng");
  await province.goto(`${demo.base}/verifikasi/monev-2024`);
  const offices = province.locator("table").first().locator("tbody tr", { has: province.locator("td a") });
  await offices.first().locator("td a").first().click();
  const original = province.getByRole("link", { name: "Unduh berkas asli" }).first();
  await original.waitFor();
  await look(province, "known-review");
  const copied = await (await province.request.get(new URL(await original.getAttribute("href"), province.url()).href)).body();
  await page.goto(`${demo.base}${HOME}/A01`);
  const first = (await page.locator("#bukti input[type=file][name^='slot.']").first().getAttribute("name")).slice("slot.".length);
  assert.equal((await send(page, first, { name: "salinan.png", mimeType: "image/png", buffer: copied })).status(), 200);
  const copyLines = await known(page, row(page, "salinan.png"));
  assert.ok(copyLines.some((line) => /^Bermasalah: Berkas yang sama ada di kantor lain/.test(line)), copyLines.join("\n"));
  await look(page, "known-copy");
});
