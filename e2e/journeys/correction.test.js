// What was announced is corrected: another judgement, a second person, a new edition; the old one and its certificate stay,
// marked.

import assert from "node:assert/strict";

import { look, signIn } from "../harness/browser.js";
import { fill, mistakes, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";

/** A Wednesday morning, a year after the round of the year before; the correction is public a day later. */
const AT = "2026-11-25T02:00:00Z";
const PUBLIC = "2026-11-26T03:00:00Z";
const ROUND = "monev-2023";
const OFFICE = { code: "62.06", slug: "kabupaten-katingan" };
const REASON = "Foto kedua terlewat saat verifikasi.";

journey(
  "an announced result is corrected and its certificate replaced",
  async ({ demo, visit }) => {
    const { page: anybody } = await visit();
    await anybody.goto(`${demo.base}/hasil/${ROUND}/${OFFICE.slug}`);
    const before = await score(anybody);
    await open(anybody, "Sertifikat kantor ini");
    assert.match(await anybody.textContent("main"), /Asli dan berlaku/);
    const certificate = new URL(anybody.url()).pathname;
    await correct((await visit()).page, demo);
    await approve((await visit()).page, demo);
    await anybody.goto(`${demo.base}/hasil/${ROUND}/${OFFICE.slug}`);
    assert.equal(await score(anybody), before, "not before its minute");
    await demo.restart({ at: PUBLIC });
    await readCorrection((await visit()).page, demo, certificate, before);
    await seeCertificates((await visit()).page, demo);
  },
  { at: AT, once: true },
);

const score = async (page) => (await page.textContent(".tb-figure__number")).trim();

/** RI writes down what was judged wrongly and proposes the corrected result. */
async function correct(page, demo) {
  await signIn(page, demo, "kendali.satu");
  await page.goto(`${demo.base}/nasional/${ROUND}/rekap`);
  await look(page, "k-1-recap-published");
  await open(page, "Koreksi hasil yang sudah diumumkan");
  await look(page, "k-1-correction");
  await page.selectOption("main select[name=body]", OFFICE.code);
  await page.selectOption("main select[name=question]", "A01");
  await fill(page, { share: "150%", reason: REASON });
  await mistakes(page, await press(page, "Simpan koreksi"));
  assert.equal(await page.inputValue("[name=reason]"), REASON, "what was typed is kept");
  await look(page, "k-1-correction-wrong");
  await fill(page, { share: "1/3" });
  await press(page, "Simpan koreksi");
  assert.match(await page.textContent("main"), /Hasil yang diumumkan belum berubah/);
  await look(page, "k-1-corrected");
  await page.goto(`${demo.base}/nasional/${ROUND}/rekap`);
  assert.match(await page.textContent("main"), /berbeda dari yang sudah diumumkan/);
  await fill(page, { publish_at: "2026-11-26", "publish_at.time": "10.00", decree: "12/KOREKSI/2026" });
  await mistakes(page, await press(page, "Usulkan hasil"));
  await look(page, "k-1-proposal-without-reason");
  await fill(page, { correction: REASON });
  await press(page, "Usulkan hasil");
  assert.match(await page.textContent("main"), /Orang lain yang harus menyetujui/);
  await look(page, "k-1-proposed");
  await page.goto(`${demo.base}/nasional/${ROUND}/rekap/perubahan`);
  await look(page, "k-1-changes");
}

async function approve(page, demo) {
  await signIn(page, demo, "kendali.dua");
  await page.goto(`${demo.base}/nasional/${ROUND}/rekap`);
  await page.fill("#password", demo.password);
  await press(page, "Setujui hasil");
  assert.match(await page.textContent("main"), /26 November 2026 pukul 10\.00 WIB/);
}

/** The pages say that they are corrected, and the old certificate leads to the new one. */
async function readCorrection(page, demo, certificate, before) {
  const own = `${demo.base}/hasil/${ROUND}/${OFFICE.slug}`;
  // Not with the browser's own store: a result may stay there for a minute.
  for (const end = Date.now() + 60_000; !/koreksi ke-1/.test(await (await page.request.get(own)).text()); await page.waitForTimeout(500)) {
    assert.ok(Date.now() < end, "not published in its minute");
  }
  await page.goto(own);
  assert.notEqual(await score(page), before);
  assert.match(await page.textContent("main"), /koreksi ke-1/);
  assert.ok((await page.textContent("main")).includes(REASON));
  await look(page, "k-2-office");
  await page.goto(`${demo.base}/hasil/${ROUND}`);
  assert.match(await page.textContent("main"), /koreksi ke-1/);
  await look(page, "k-2-nation");
  await page.goto(demo.base + certificate);
  const words = await page.textContent("main");
  assert.match(words, /Tidak berlaku lagi/);
  assert.ok(words.includes(REASON));
  await look(page, "k-2-certificate-superseded");
  await page.locator("main a[href^='/s/S-']").first().click();
  await page.waitForURL((url) => url.pathname.startsWith("/s/") && url.pathname !== certificate);
  assert.match(await page.textContent("main"), /Asli dan berlaku/);
  await look(page, "k-2-certificate-newer");
}

/** RI sees which certificate each office has now. */
async function seeCertificates(page, demo) {
  await signIn(page, demo, "kendali.satu");
  await page.goto(`${demo.base}/nasional/${ROUND}/sertifikat`);
  await look(page, "k-3-certificates");
}
