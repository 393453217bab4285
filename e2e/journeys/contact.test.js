// The PPID's number and the look of its site: another number is proved by a code that a colleague of the province sends, colours are
// chosen, and everybody sees both, in usual and in high contrast.

import assert from "node:assert/strict";

import { SIZES, look, signIn } from "../harness/browser.js";
import { fill, mistakes, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";

const AT = "2026-11-25T02:00:00Z";
const SITE = "/kabupaten-katingan";
const DESK = `/meja${SITE}`;

journey(
  "a number is proved by the province's way, and the site has the office's look",
  async ({ demo, visit }) => {
    const ppid = (await visit()).page;
    await signIn(ppid, demo, "ppid.katingan");
    await change(ppid, demo);
    const province = (await visit({ size: SIZES.narrow })).page;
    await signIn(province, demo, "verifikator.kalteng");
    await prove(ppid, await codeOf(province, demo));
    await dress(ppid, demo);
    const anybody = (await visit({ size: SIZES.narrow })).page;
    await read(anybody, demo);
  },
  { at: AT, once: true },
);

async function change(page, demo) {
  await page.goto(`${demo.base}${DESK}/whatsapp`);
  await look(page, "k-1-verified");
  await fill(page, { number: "0536 21000" });
  await mistakes(page, await press(page, "Simpan nomor"));
  await fill(page, { number: "0800 0620 0601" });
  await press(page, "Simpan nomor");
  await press(page, "Minta kode");
  assert.match(await page.textContent("main"), /Menunggu kode dari kantor tingkat atas/);
  await look(page, "k-1-waits");
}

async function codeOf(page, demo) {
  await page.goto(`${demo.base}/kontak`);
  assert.match(await page.textContent("tbody tr:first-child"), /Katingan.*Menunggu kode/s);
  await look(page, "k-2-watch");
  await page.click("tbody tr:first-child a");
  await press(page, "Buat kode");
  await look(page, "k-2-code");
  const code = await page.textContent("#kode");
  assert.match(await page.getAttribute("a.govuk-button", "href"), new RegExp(`^https://wa.me/6280006200601.*${code}`));
  return code;
}

async function prove(page, code) {
  await page.reload();
  await fill(page, { code });
  await press(page, "Verifikasi");
  assert.match(await page.textContent("main"), /Kode dikirim oleh Bawaslu Provinsi Kalimantan Tengah/);
}

async function dress(page, demo) {
  await page.goto(`${demo.base}${DESK}/tampilan`);
  await fill(page, { header: "#f5a623" });
  await mistakes(page, await press(page, "Simpan"));
  assert.match(await page.textContent("#header-error"), /2,02 : 1/);
  await look(page, "k-3-light");
  await fill(page, { header: "#1b264f", accent: "#1d4e89" });
  await press(page, "Simpan");
  await look(page, "k-3-look");
}

async function read(page, demo) {
  await page.goto(demo.base + SITE);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".tb-header")).backgroundColor), "rgb(27, 38, 79)");
  assert.match(await page.textContent("main .tb-whatsapp"), /\+62 800-0620-0601\s+Terverifikasi 25 November 2026/);
  await look(page, "k-4-usual");
  await page.click(".tb-aids summary");
  await page.selectOption(".tb-aids [name=kontras]", "1");
  await page.waitForFunction(() => document.documentElement.classList.contains("tb-contrast"));
  await page.waitForLoadState("networkidle");
  await page.reload();
  assert.match(await page.getAttribute("html", "class"), /tb-contrast/, "the server has kept it");
  await look(page, "k-4-contrast");
  await page.selectOption(".tb-aids [name=ukuran]", "2");
  await page.waitForFunction(() => document.documentElement.classList.contains("tb-size-2"));
  await look(page, "k-4-large");
}
