// The service of an office: its PPID checks the suggested standard, and everybody reads pledge, times, fee and hours, and gets the
// forms; the sheets for the walls are printed from the same data.

import assert from "node:assert/strict";

import { SIZES, look, signIn } from "../harness/browser.js";
import { fill, mistakes, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";

const AT = "2026-11-25T02:00:00Z";
const SITE = "/kabupaten-katingan";
const DESK = "/meja/kabupaten-katingan";

journey(
  "an office sets its service standard and prints its kit",
  async ({ demo, visit }) => {
    const { page: ppid } = await visit();
    await set(ppid, demo);
    await print(ppid, demo);
    await read((await visit({ size: SIZES.narrow })).page, demo);
    await readInEnglish((await visit()).page, demo);
  },
  { at: AT, once: true },
);

async function set(page, demo) {
  await signIn(page, demo, "ppid.katingan");
  await page.goto(demo.base + DESK);
  await open(page, "Standar layanan dan maklumat");
  assert.match(await page.textContent("main"), /Isian di bawah adalah saran/);
  await look(page, "k-1-suggested");
  await fill(page, { answer: "30", ramadan_from: "2027-02-08", note: "Kursi roda tersedia." });
  await mistakes(page, await press(page, "Simpan"));
  assert.equal(await page.inputValue("[name=note]"), "Kursi roda tersedia.", "what was typed is kept");
  await look(page, "k-1-wrong");
  await fill(page, {
    answer: "7",
    ramadan_to: "2027-03-09",
    ramadan_hours: "senin-kamis 08.00-15.00; jumat 08.00-15.30",
    head_name: "Nama Ketua",
    head_title: "Ketua",
    maklumat_decree: "12/HM.00/2026",
    maklumat_date: "15-01-2026",
    closed: "24-12-2026 Pindah kantor",
  });
  // The office's profile knows no channel yet.
  await page.check("input[name=channels][value=in_person]");
  await page.check("input[name=channels][value=site]");
  await press(page, "Simpan");
  assert.match(await page.textContent("main"), /Keenam unsur maklumat sudah lengkap/);
}

/** Sheets of the kit are PDF. All of them are printed by the tests of the press; here two, since a debug build prints slowly. */
async function print(page, demo) {
  await page.goto(`${demo.base}${DESK}/cetak`);
  await look(page, "k-2-kit");
  const links = await page.$$eval("tbody a", (found) => found.map((link) => link.href));
  assert.equal(links.length, 12);
  const some = links.filter((found) => /kartu-qr|formulir-permohonan/.test(found));
  assert.equal(some.length, 2);
  for (const link of some) {
    const sheet = await page.request.get(link);
    assert.equal(sheet.status(), 200, link);
    assert.equal((await sheet.body()).subarray(0, 5).toString(), "%PDF-", link);
  }
}

async function read(page, demo) {
  for (const topic of [
    "maklumat",
    "standar-layanan",
    "prosedur",
    "biaya",
    "jam-layanan",
    "permohonan",
    "keberatan",
    "lacak",
    "survei",
  ]) {
    await page.goto(`${demo.base}${SITE}/${topic}`);
    await look(page, `k-3-${topic}`);
  }
  const form = await page.request.get(`${demo.base}${SITE}/formulir-permohonan.pdf`);
  assert.equal(form.headers()["content-type"], "application/pdf");
}

async function readInEnglish(page, demo) {
  await page.goto(`${demo.base}${SITE}/prosedur?bahasa=en`);
  assert.match(await page.textContent("main"), /7 working days; information on elections: 3 working days/);
  await look(page, "k-4-procedure-en");
}
