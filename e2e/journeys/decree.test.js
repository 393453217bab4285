// The list of a year: frozen by the PPID, decided by the leader on a phone, compared, downloaded by anybody; a fact of the
// records taken on a question, and seen by who judges.

import assert from "node:assert/strict";

import { SIZES, look, signIn } from "../harness/browser.js";
import { fill, mistakes, open, press, tick } from "../harness/form.js";
import { journey } from "../harness/journey.js";
import { HOME } from "../harness/office.js";

const AT = "2026-11-25T02:00:00Z";
const SITE = "/kabupaten-katingan";
const DESK = `/meja${SITE}/penetapan`;

journey(
  "a list is decided, and what the records say supports an answer",
  async ({ demo, visit }) => {
    const ppid = (await visit()).page;
    await signIn(ppid, demo, "ppid.katingan");
    await freeze(ppid, demo);
    const leader = (await visit({ size: SIZES.narrow })).page;
    await signIn(leader, demo, "pimpinan.katingan");
    await decide(leader, demo);
    await compare(ppid, demo);
    const anybody = (await visit({ size: SIZES.narrow })).page;
    await read(anybody, demo);
    const officer = (await visit()).page;
    await signIn(officer, demo, "petugas.katingan");
    await take(officer, demo);
    await submit({ ppid, leader, officer }, demo);
    const verifier = (await visit()).page;
    await signIn(verifier, demo, "verifikator.kalteng");
    await judge(verifier, demo);
  },
  { at: AT, once: true },
);

async function freeze(page, demo) {
  await page.goto(demo.base + `/meja${SITE}`);
  await open(page, "Penetapan daftar informasi publik");
  await look(page, "k-1-list");
  await fill(page, { year: "kini" });
  await mistakes(page, await press(page, "Bekukan daftar"));
  assert.equal(await page.inputValue("[name=year]"), "kini", "what was typed is kept");
  await fill(page, { year: "2026", title: "Daftar Informasi Publik Tahun 2026 (perubahan)" });
  await press(page, "Bekukan daftar");
  assert.match(await page.textContent("main"), /Menunggu penetapan/);
  await look(page, "k-1-draft");
}

/** Whoever only decides comes by the menu, on a phone. */
async function decide(page, demo) {
  await page.goto(`${demo.base}/meja`);
  await open(page, "Penetapan daftar informasi publik");
  await open(page, "Daftar Informasi Publik Tahun 2026 (perubahan)");
  await look(page, "k-2-draft");
  await fill(page, { number: "30/HM.00.02/2026", day: "2026-11-25", place: "Kasongan", signer: "Sri", signer_title: "Ketua" });
  await mistakes(page, await press(page, "Tetapkan daftar ini"));
  await fill(page, { reason: "Perubahan dalam tahun berjalan." });
  await press(page, "Tetapkan daftar ini");
  assert.match(await page.textContent("main"), /Berlaku/);
  await look(page, "k-2-decided");
}

async function compare(page, demo) {
  await page.goto(`${demo.base}${DESK}/banding`);
  const options = await page.locator("#dari option").evaluateAll((all) => all.map((one) => [one.value, one.textContent]));
  const oldest = options.find(([, words]) => words.startsWith("2025"))[0];
  await page.selectOption("#dari", oldest);
  await page.selectOption("#ke", "sekarang");
  await press(page, "Bandingkan");
  assert.match(await page.textContent("main"), /Ditambah \(\d+\)/);
  await look(page, "k-3-compare");
}

async function read(page, demo) {
  await page.goto(`${demo.base}${SITE}/informasi`);
  await open(page, "Penetapan daftar per tahun");
  const text = await page.textContent("main");
  assert.match(text, /30\/HM\.00\.02\/2026/);
  assert.match(text, /Diganti/);
  await look(page, "k-4-public");
  const pdf = await page.locator("main a[href$='.pdf']").first().getAttribute("href");
  const sheet = await page.request.get(demo.base + pdf);
  assert.equal((await sheet.body()).subarray(0, 5).toString(), "%PDF-");
}

async function take(page, demo) {
  await page.goto(`${demo.base}${HOME}/B14`);
  assert.match(await page.textContent("main"), /Isi dari data/);
  await page.click("#data-items-always button:has-text('Ambil ulang')");
  assert.match(await page.textContent("main"), /Diambil 25 November 2026/);
  await look(page, "k-5-taken");
}

async function submit({ ppid, leader, officer }, demo) {
  const check = `${demo.base}${HOME}/periksa`;
  await ppid.goto(check);
  await tick(ppid, "kekurangan", "ya");
  await press(ppid, "Setujui sebagai PPID");
  await leader.goto(check);
  await press(leader, "Sahkan sebagai pimpinan");
  await officer.goto(check);
  await press(officer, "Kirim SAQ");
}

async function judge(page, demo) {
  await page.goto(`${demo.base}/verifikasi/monev-2024${SITE}/B14`);
  const text = await page.textContent("main");
  assert.match(text, /Dari data Terbuka/);
  assert.match(text, /Data sekarang masih sama/);
  await look(page, "k-6-judged");
  const copy = await page.locator("main a[href^='/bukti/data/']").first().getAttribute("href");
  const snapshot = JSON.parse(await (await page.request.get(demo.base + copy)).text());
  assert.equal(snapshot.format, "terbuka/fact@1");
}
