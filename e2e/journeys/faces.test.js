// What is seen of an office from outside: small pictures of the sheets that it prints, a picture on the page of an item, and the same
// site in English.

import assert from "node:assert/strict";

import { look, signIn } from "../harness/browser.js";
import { journey } from "../harness/journey.js";

const AT = "2026-11-25T02:00:00Z";
const SITE = "/kabupaten-katingan";

journey(
  "sheets and files are seen before they are opened, and the site speaks English",
  async ({ demo, visit }) => {
    const officer = (await visit()).page;
    await signIn(officer, demo, "petugas.katingan");
    await sheets(officer, demo);
    const anybody = (await visit()).page;
    await item(anybody, demo);
    await anybody.goto(`${demo.base}${SITE}?bahasa=en`);
    assert.equal(await anybody.getAttribute("html", "lang"), "en");
    await look(anybody, "f-3-english");
  },
  { at: AT, once: true },
);

async function sheets(page, demo) {
  await page.goto(`${demo.base}/meja${SITE}/cetak`);
  for (const picture of await page.locator("tbody img").all()) {
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((img) => img.decode());
  }
  assert.ok((await page.locator("tbody img").count()) >= 11);
  await look(page, "f-1-sheets");
}

async function item(page, demo) {
  await page.goto(`${demo.base}${SITE}/informasi?kelas=setiap_saat`);
  await page.click("text=Fasilitas dan petugas layanan informasi");
  const picture = page.locator(".tb-item img[alt^='Meja layanan informasi']");
  // The demo's files are looked at after its start, one after another.
  for (let tries = 0; tries < 40 && (await picture.count()) === 0; tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await picture.scrollIntoViewIfNeeded();
  await picture.evaluate((img) => img.decode());
  await look(page, "f-2-item");
}
