// Somebody looks for information without knowing which office has it.

import assert from "node:assert/strict";

import { look, SIZES, signIn } from "../harness/browser.js";
import { journey } from "../harness/journey.js";

const DESK = "/meja/kabupaten-katingan/informasi";
const ITEMS = [
  ["Laporan keuangan hibah pengawasan", "Realisasi dana hibah pemilihan umum, menurut kegiatan dan triwulan."],
  ["Laporan layanan informasi publik hibah", "Jumlah permohonan, waktu penyelesaian, alasan penolakan."],
  ["Standar biaya salinan", "Biaya penggandaan untuk pemohon hibah informasi."],
];

journey(
  "a word leads to information of any office",
  async ({ demo, visit }) => {
    const { page: ppid } = await visit();
    await signIn(ppid, demo, "ppid.katingan");
    for (const [title, summary] of ITEMS) await publish(ppid, { title, summary });
    const { page } = await visit({ size: SIZES.narrow });
    await type(page, demo);
    await narrow(page, demo);
    const { page: plain } = await visit({ javaScriptEnabled: false });
    await withoutScripts(plain, demo);
  },
  { once: true },
);

/** Writes an item at the desk and publishes it, by the forms of the desk. */
async function publish(page, { title, summary }) {
  const place = await page.evaluate(
    async ([desk, title, summary]) => {
      const send = (path, fields) => fetch(path, { method: "POST", body: new URLSearchParams(fields) });
      const added = await send(`${desk}/baru`, {
        title,
        summary,
        class: "berkala",
        holder: "Subbagian Umum",
        responsible: "Kepala Sekretariat",
        made_on: "2025-12-31",
        place: "Kasongan",
        forms: "daring",
        retention: "5 tahun",
      });
      const path = new URL(added.url).pathname;
      for (const step of ["check", "publish"]) {
        const html = await (await fetch(path)).text();
        const revision = new DOMParser().parseFromString(html, "text/html").querySelector("input[name=revision]").value;
        await send(`${path}/langkah`, { do: step, revision });
      }
      return path;
    },
    [DESK, title, summary],
  );
  assert.match(place, /\/INF-/, title);
}

/** Suggestions come while typing, lead to the search, and the misspelt word is put right. */
async function type(page, demo) {
  await page.goto(`${demo.base}/informasi`);
  await look(page, "search-1-newest");
  await page.locator("#q").pressSequentially("lap", { delay: 60 });
  await page.waitForSelector("#saran a");
  await look(page, "search-2-suggestions");
  await page.fill("#q", "hibbah");
  await Promise.all([page.waitForNavigation(), page.press("#q", "Enter")]);
  assert.match(await page.textContent("main"), /Mungkin maksud Anda:\s+hibah/);
  await look(page, "search-3-correction");
  await Promise.all([page.waitForNavigation(), page.click("p.govuk-body-l a")]);
  assert.match(await page.textContent("h2.govuk-heading-m"), /^[3-9]\d* hasil/);
}

/** The address of a search is the search. */
async function narrow(page, demo) {
  await page.goto(`${demo.base}/informasi?q=laporan+hibah`);
  const titles = await page.locator(".tb-items h3").allTextContents();
  assert.ok(titles.slice(0, 2).every((title) => /hibah/.test(title)), `titles that have all words come first: ${titles}`);
  assert.ok((await page.locator(".tb-items mark").count()) > 2);
  await look(page, "search-4-found");
  await page.goto(`${demo.base}/informasi?q=hibah&kelas=berkala&tahun=2025&badan=62.06`);
  await look(page, "search-5-narrowed");
  await page.goto(`${demo.base}/informasi?q=%22hibah+laporan+tiada%22`);
  await look(page, "search-6-none");
}

async function withoutScripts(page, demo) {
  await page.goto(`${demo.base}/informasi`);
  await page.fill("#q", "\" * NEAR ( : ^ - hibah");
  await Promise.all([page.waitForNavigation(), page.click("main form button")]);
  assert.equal(await page.inputValue("#q"), "\" * NEAR ( : ^ - hibah", "what was typed is kept");
  await page.fill("#q", "biaya hibah");
  await Promise.all([page.waitForNavigation(), page.press("#q", "Enter")]);
  await Promise.all([page.waitForNavigation(), page.locator(".tb-items h3 a", { hasText: "Standar biaya" }).click()]);
  assert.match(await page.textContent("h1"), /Standar biaya salinan/);
}
