// What keeps a round fair when something goes wrong: an outage gives its hours back, every extension is public after the
// announcement, and who is helped by an administrator can read that it was so.

import assert from "node:assert/strict";

import { look, signIn } from "../harness/browser.js";
import { fill, follow, mistakes, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";
import { HOME } from "../harness/office.js";

/** A Wednesday morning on which some offices still fill their questionnaires. */
const AT = "2026-11-25T02:00:00Z";
/** More than the half hour that helping lasts. */
const LATER = "2026-11-25T02:40:00Z";
/** In the recap, and when its results are public. */
const RECAP = "2026-12-11T02:00:00Z";
const ANNOUNCED = "2026-12-14T03:00:00Z";
const ROUND = "monev-2024";
const OUTAGE = "Listrik pusat data padam";

journey(
  "an outage gives its hours back, and helping somebody leaves its traces",
  async ({ demo, visit }) => {
    await recordOutage((await visit()).page, demo);
    const { page: anybody } = await visit();
    assert.equal((await anybody.goto(`${demo.base}/hasil/${ROUND}/perpanjangan`)).status(), 404, "not before the announcement");
    await seeMoreTime((await visit()).page, demo);
    const administrator = (await visit()).page;
    const person = await help(administrator, demo);
    await readTheTraces((await visit()).page, demo);
    await demo.restart({ at: LATER });
    await seeTheEnd((await visit()).page, demo, person);
    await helpVerifier((await visit()).page, demo);
    await demo.restart({ at: RECAP });
    await announce(visit, demo);
    await demo.restart({ at: ANNOUNCED });
    await readTheRegister(anybody, demo);
  },
  { at: AT, once: true },
);

async function recordOutage(page, demo) {
  await signIn(page, demo, "kendali.satu");
  await page.goto(`${demo.base}/nasional/${ROUND}`);
  await open(page, "Gangguan platform");
  await look(page, "g-1-outage");
  const hours = { began: "2026-11-24", "began.time": "10:00", ended: "2026-11-24", "ended.time": "09:00", bodies: "62" };
  await fill(page, { ...hours, reason: OUTAGE });
  await mistakes(page, await press(page, "Catat dan kembalikan jam"));
  assert.equal(await page.inputValue("[name=reason]"), OUTAGE, "what was typed is kept");
  await look(page, "g-1-outage-wrong");
  await fill(page, { "ended.time": "13:00" });
  await press(page, "Catat dan kembalikan jam");
  assert.match(await page.textContent("main"), /Gangguan dicatat dan jam yang hilang dikembalikan/);
  await look(page, "g-1-round");
  await open(page, "Gangguan platform");
  assert.match(await page.textContent("main"), /Tercatat: 24 November 2026/);
  await look(page, "g-1-outage-known");
}

/** The office is told, and its time is longer. */
async function seeMoreTime(page, demo) {
  await signIn(page, demo, "petugas.katingan");
  await page.goto(`${demo.base}/pemberitahuan`);
  assert.ok((await page.textContent("main")).includes(OUTAGE));
  await look(page, "g-3-notices");
  await page.goto(demo.base + HOME);
  assert.match(await page.textContent("main"), /1 Desember 2026 pukul 03\.00 WIB/, "three hours more");
  await look(page, "g-3-tasks");
}

/** The administrator acts for the officer: with a reason, under a banner, and without signing. */
async function help(page, demo) {
  await signIn(page, demo, "admin.kalteng");
  await page.goto(`${demo.base}/pengguna?badan=kabupaten-katingan`);
  await open(page, "Rina Lestari");
  const person = new URL(page.url()).pathname;
  await mistakes(page, await press(page, "Mulai membantu"));
  await look(page, "g-4-member-without-reason");
  await fill(page, { acting_reason: "Permintaan bantuan 17: tidak dapat mengunggah" });
  await press(page, "Mulai membantu");
  assert.match(await page.textContent("#bertindak"), /bertindak atas nama Rina Lestari sampai/);
  await look(page, "g-4-acting");
  await page.goto(`${demo.base}${HOME}/C20`);
  assert.equal(await page.locator("#bertindak").count(), 1);
  await page.locator("form#jawaban textarea").first().fill("Diisi bersama administrator.");
  assert.equal((await press(page, "Simpan")).status(), 200);
  await look(page, "g-4-acting-question");
  assert.equal((await page.request.get(`${demo.base}${person}`)).status(), 404, "the powers are those of who is helped");
  await press(page, "Selesai membantu", page.locator("#bertindak"));
  assert.match(await page.textContent("main"), /kembali bertindak sebagai diri sendiri/);
  assert.equal(await page.locator("#bertindak").count(), 0);
  await look(page, "g-4-stopped");
  await page.goto(demo.base + person);
  await fill(page, { acting_reason: "Permintaan bantuan 17, lanjutan" });
  await press(page, "Mulai membantu");
  return person;
}

/** Both names stand at what was done. */
async function readTheTraces(page, demo) {
  await signIn(page, demo, "petugas.katingan");
  await page.goto(`${demo.base}${HOME}/C20`);
  assert.match(await page.textContent("main"), /Rina Lestari.*Eko Prasetyo/s);
  await look(page, "g-5-both-names");
}

/** After half an hour it is over. */
async function seeTheEnd(page, demo, person) {
  await signIn(page, demo, "admin.kalteng");
  assert.equal(await page.locator("#bertindak").count(), 0);
  assert.equal((await page.goto(demo.base + HOME)).status(), 404);
  await page.goto(demo.base + person);
  const words = await page.textContent("main");
  assert.match(words, /Administrator mulai bertindak/);
  assert.match(words, /Administrator selesai bertindak/);
  await look(page, "g-6-member");
}

/** A verifier who is helped can look, and nobody judges in that name. */
async function helpVerifier(page, demo) {
  await signIn(page, demo, "admin.kalteng");
  await page.goto(`${demo.base}/pengguna?badan=kalimantan-tengah`);
  await open(page, "Siti Rahmah");
  await fill(page, { acting_reason: "Permintaan bantuan 18" });
  await press(page, "Mulai membantu");
  await page.goto(`${demo.base}/verifikasi/${ROUND}/kabupaten-kotawaringin-barat/A01`);
  assert.equal(await page.locator("#bertindak").count(), 1);
  assert.equal(await page.locator("main button[type=submit]").count(), 0, "nothing can be judged");
  await look(page, "g-7-verifier");
}

/** Two people of RI let the results appear. */
async function announce(visit, demo) {
  const recap = `${demo.base}/nasional/${ROUND}/rekap`;
  const { page: first } = await visit();
  await signIn(first, demo, "kendali.satu");
  await first.goto(recap);
  await fill(first, { publish_at: "2026-12-14", "publish_at.time": "10.00", decree: "7/KIP/2026" });
  await press(first, "Usulkan hasil");
  const { page: second } = await visit();
  await signIn(second, demo, "kendali.dua");
  await second.goto(recap);
  await second.fill("#password", demo.password);
  await press(second, "Setujui hasil");
  assert.match(await second.textContent("main"), /14 Desember 2026 pukul 10\.00 WIB/);
}

/** Anybody reads who got more time, why, and when the platform was down. */
async function readTheRegister(page, demo) {
  const result = `${demo.base}/hasil/${ROUND}`;
  for (const end = Date.now() + 60_000; (await page.request.get(result)).status() !== 200; await page.waitForTimeout(500)) {
    assert.ok(Date.now() < end, "not published in its minute");
  }
  await page.goto(result);
  await follow(page, () => page.locator("main a[href$='/perpanjangan']").click());
  const words = await page.textContent("main");
  assert.ok(words.includes(OUTAGE) && words.includes("Bawaslu Kabupaten Katingan"));
  assert.ok(!words.includes("Agus Wibowo"), "by which office, not by whom");
  await look(page, "g-8-register");
  const table = await page.request.get(`${result}/perpanjangan.csv`);
  assert.ok((await table.text()).includes(OUTAGE));
}
