// What a desk has room for, files that wait and go into an item that is there, personal data in news, and a text in two languages.

import assert from "node:assert/strict";

import { SIZES, look, signIn } from "../harness/browser.js";
import { fill, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";

const AT = "2026-11-25T02:00:00Z";
const SITE = "/kabupaten-katingan";
const DESK = `/meja${SITE}`;

journey(
  "files go into an item, news is answered for, and a profile is read in two languages",
  async ({ demo, visit }) => {
    const officer = (await visit()).page;
    await signIn(officer, demo, "petugas.katingan");
    await attach(officer, demo);
    await answer(officer, demo);
    await languages(officer, demo);
    await read((await visit({ size: SIZES.narrow })).page, demo);
  },
  { at: AT, once: true },
);

async function attach(page, demo) {
  await page.goto(demo.base + DESK);
  assert.match(await page.textContent("main"), /terpakai/);
  await look(page, "r-1-desk");
  await page.goto(`${demo.base}${DESK}/informasi/berkas-banyak`);
  const table = { name: "rincian.csv", mimeType: "text/csv", buffer: Buffer.from("uraian,jumlah\nbelanja,5\n") };
  await page.setInputFiles("[name=files]", table);
  await page.locator(".tb-uploads > li", { hasText: "rincian.csv" }).waitFor();
  await page.getByRole("button", { name: "Unggah berkas" }).click();
  await page.locator("#rows").waitFor();
  await open(page, "Lampirkan pada informasi yang sudah ada");
  await fill(page, { cari: "laporan" });
  await press(page, "Cari");
  await look(page, "r-2-choose");
  await page.locator(".tb-items a").first().click();
  await page.getByLabel("rincian.csv").check();
  await look(page, "r-2-attach");
  await press(page, "Lampirkan");
  assert.match(await page.textContent("main"), /rincian\.csv/);
}

async function answer(page, demo) {
  await page.goto(`${demo.base}${DESK}/situs/berita/baru`);
  await fill(page, { title: "Lowongan magang", body: "Hubungi Ibu Rina, 0812-9876-5432." });
  await press(page, "Simpan draf");
  await press(page, "Terbitkan");
  assert.match(await page.textContent("#privacy"), /Nomor telepon: 1/);
  await look(page, "r-3-warned");
  await press(page, "Saya sudah memeriksa semua peringatan; yang tertulis boleh diumumkan");
  await press(page, "Terbitkan");
  assert.match(await page.textContent("main"), /Diterbitkan/);
}

async function languages(page, demo) {
  await page.goto(`${demo.base}${DESK}/situs/halaman`);
  await open(page, "Profil");
  assert.match(await page.textContent("main"), /English/);
  await page.selectOption("#language", "jv");
  await press(page, "Mulai terjemahan");
  await look(page, "r-4-version");
  await fill(page, { title: "Profil kantor", body: "Kantor ana ing Kasongan." });
  await press(page, "Simpan draf");
  await press(page, "Terbitkan");
  await look(page, "r-4-published");
}

async function read(page, demo) {
  await page.goto(`${demo.base}${SITE}/profil`);
  await look(page, "r-5-profile");
  await open(page, "Basa Jawa");
  assert.match(await page.textContent("main"), /Kantor ana ing Kasongan/);
  assert.equal(await page.getAttribute(".tb-prose", "lang"), "jv");
  await look(page, "r-5-javanese");
}
