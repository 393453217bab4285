// A regency that is split in the middle of a year: its office keeps what it did, and leads to those in its place.

import assert from "node:assert/strict";

import { look, signIn } from "../harness/browser.js";
import { fill, mistakes, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";
import { HOME } from "../harness/office.js";

const AT = "2026-11-25T02:00:00Z";
const OLD = "/kabupaten-katingan";
const RESULTS = "/hasil/monev-2023/kabupaten-katingan";

journey(
  "an office that is replaced keeps its past and leads to its successors",
  async ({ demo, visit }) => {
    const administrator = (await visit()).page;
    await enter(administrator, demo);
    const { page: anybody } = await visit();
    await follow(anybody, demo);
    await goOn((await visit()).page, demo);
  },
  { at: AT, once: true },
);

async function enter(page, demo) {
  await signIn(page, demo, "admin.kalteng");
  await page.goto(demo.base + OLD);
  await open(page, "Atur kantor penerus");
  await look(page, "w20-1-form");
  await fill(page, { successors: "62.06\n62.99", since: "2026-12-01", ground: "Undang-Undang Nomor 12 Tahun 2026" });
  await mistakes(page, await press(page, "Simpan"));
  assert.equal(await page.inputValue("[name=ground]"), "Undang-Undang Nomor 12 Tahun 2026", "what was typed is kept");
  await look(page, "w20-1-wrong");
  await fill(page, { successors: "62.02\n62.08" });
  await press(page, "Simpan");
  assert.match(await page.textContent("main"), /Kantor penerus tersimpan/);
  await look(page, "w20-1-saved");
}

/** From the old results to the successor and back. */
async function follow(page, demo) {
  await page.goto(demo.base + RESULTS);
  assert.match(await page.textContent("main"), /1 Desember 2026 kantor ini digantikan oleh/);
  await look(page, "w20-2-results");
  await open(page, "Bawaslu Kabupaten Sukamara");
  assert.match(await page.textContent("main"), /Kantor sebelumnya/);
  await look(page, "w20-2-successor");
  await page.click("main a[href='/kabupaten-katingan']");
  assert.equal(new URL(page.url()).pathname, OLD);
}

/** The running round is the old office's still. */
async function goOn(page, demo) {
  await signIn(page, demo, "petugas.katingan");
  const answer = await page.goto(demo.base + HOME);
  assert.equal(answer.status(), 200);
}
