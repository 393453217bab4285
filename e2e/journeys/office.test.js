// What an office does around its files: rules of the round, receipts, newer versions, one file in several places, work
// shared by name.

import assert from "node:assert/strict";

import { look, signIn } from "../harness/browser.js";
import { photo } from "../harness/files.js";
import { fill, heading, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";
import { HOME, arrivedRow } from "../harness/office.js";

journey("an office keeps its files in order and shares the work", async ({ demo, visit }) => {
  const { page: ri } = await visit();
  await signIn(ri, demo, "kendali.satu");
  await ri.goto(`${demo.base}/nasional/monev-2024/berkas`);
  await fill(ri, { max_file: "2 GB", reason: "" });
  assert.equal((await press(ri, "Simpan")).status(), 422);
  await look(ri, "file-rules-wrong");
  await fill(ri, { max_file: "10 MB", max_office: "1 GB", grace: "45", reason: "Jaringan lambat" });
  assert.equal((await press(ri, "Simpan")).status(), 200);
  await look(ri, "file-rules-round");

  const { page } = await visit();
  await signIn(page, demo, "petugas.katingan");
  await page.goto(`${demo.base}${HOME}`);
  await look(page, "office-tasks");
  // An open place for a photo and another for the same kind of file.
  const [first, second] = await openPlaces(page, demo);
  await page.goto(demo.base + first.href);
  let place = page.locator(`section[aria-labelledby="judul.${first.slot}"]`);
  await place.locator(`input[type=file][name="slot.${first.slot}"]`).setInputFiles(photo("pintu-depan.png", 71));
  await page.locator(`[id="caption.${first.slot}"]`).fill("Ruang layanan, pintu depan");
  await place.getByRole("button", { name: "Unggah", exact: true }).click();
  await arrivedRow(place, "pintu-depan.png").waitFor();
  await look(page, "evidence-row");
  await place.getByRole("link", { name: /^Tanda terima BK-/ }).last().click();
  assert.equal(await heading(page), "Berkas sudah diterima");
  await look(page, "file-receipt");
  await open(page, "Kembali ke pertanyaan", page.locator("body"));

  // A newer version.
  const row = page.locator(".tb-files:not(.tb-uploads) > li").filter({ hasText: "pintu-depan.png" });
  await row.locator("details").filter({ hasText: "Ganti" }).locator("summary").click();
  await row.locator("form[action*='/ganti/'] input[type=file]").setInputFiles(photo("ruang-baru.png", 72));
  assert.equal((await press(page, "Ganti", row)).status(), 200);
  assert.match(await page.locator(".tb-files").first().textContent(), /Menggantikan versi sebelumnya/);
  await page.locator("#riwayat summary").click();
  await look(page, "evidence-replaced");

  // The same file in another place.
  await page.goto(demo.base + second.href);
  place = page.locator(`section[aria-labelledby="judul.${second.slot}"]`);
  await place.locator("details").filter({ hasText: "Pakai berkas yang sudah diunggah" }).locator("summary").click();
  await look(page, "evidence-reuse");
  const option = place.locator("select[name=evidence] option").filter({ hasText: "ruang-baru.png" });
  await place.locator("select[name=evidence]").selectOption(await option.getAttribute("value"));
  assert.equal((await press(page, "Pakai berkas ini", place)).status(), 200);
  assert.match(await page.locator("#bukti").textContent(), /Juga dipakai di pertanyaan/);

  // Work goes to a colleague.
  await open(page, "Serahkan pertanyaan ini");
  const people = page.locator("select[name=person] option");
  const values = await people.evaluateAll((options) => options.map((option) => option.value).filter(Boolean));
  await page.locator("select[name=person]").selectOption(values.at(-1));
  await fill(page, { note: "Foto dari hari layanan, bukan hari libur." });
  assert.equal((await press(page, "Serahkan")).status(), 200);
  await look(page, "handover");
  await page.goto(demo.base + second.href);
  await look(page, "handover-question");
  await page.goto(`${demo.base}${HOME}?milik=saya`);
  await look(page, "handover-mine");
  await page.goto(`${demo.base}${HOME}/periksa`);
  await look(page, "office-check");
});

/** The first two questions with room for another photo: their addresses and places. */
async function openPlaces(page, demo) {
  const addresses = await page.locator(".govuk-task-list a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const found = [];
  for (const href of addresses) {
    await page.goto(demo.base + href);
    const inputs = page.locator("#bukti input[type=file][name^='slot.'][accept*='.png']");
    if ((await inputs.count()) === 0) continue;
    found.push({ href, slot: (await inputs.first().getAttribute("name")).slice("slot.".length) });
    if (found.length === 2) return found;
  }
  return assert.fail(`two places for photos: ${JSON.stringify(found)}`);
}
