// Two controllers bring the result to the public, at a minute that both know.

import assert from "node:assert/strict";

import { look, signIn } from "../../harness/browser.js";
import { fill, follow, mistakes, open, press } from "../../harness/form.js";
import { ELSEWHERE, OFFICE, PASSWORD, PEOPLE, TITLE } from "./plan.js";

export async function approve({ demo, visit }, slug) {
  const recap = `${demo.base}/nasional/${slug}/rekap`;
  const { page: first } = await visit();
  await signIn(first, demo, "kendali.satu");
  await first.goto(`${demo.base}/nasional/${slug}`);
  await open(first, "Rekapitulasi");
  await look(first, "5-recap");
  assert.equal(await first.inputValue("[name=publish_at]"), "2025-04-14", "as the phases foresee");
  await fill(first, { publish_at: "2025-04-01" });
  await mistakes(first, await press(first, "Usulkan hasil"));
  await look(first, "5-recap-wrong");
  await fill(first, { publish_at: "2025-04-14", "publish_at.time": "10.00", decree: "7/KIP/2025", note: "Sudah diperiksa." });
  await press(first, "Usulkan hasil");
  assert.match(await first.textContent("main"), /Orang lain yang harus menyetujui/);
  assert.equal(await first.getByRole("button", { name: "Setujui hasil" }).count(), 0);
  await look(first, "5-proposed");

  const { page: second } = await visit();
  await signIn(second, demo, "kendali.dua");
  await second.goto(recap);
  await look(second, "5-to-approve");
  await mistakes(second, await press(second, "Setujui hasil"));
  await look(second, "5-to-approve-without-password");
  await second.fill("#password", demo.password);
  await press(second, "Setujui hasil");
  assert.match(await second.textContent("main"), /14 April 2025 pukul 10\.00 WIB/);
  await look(second, "5-approved");
  await expectHidden({ demo, visit }, slug);
}

/** Before the minute nobody sees anything, the office neither. */
async function expectHidden({ demo, visit }, slug) {
  const { page } = await visit();
  await signIn(page, demo, PEOPLE.officer.login, PASSWORD);
  assert.equal((await page.goto(`${demo.base}/penilaian/${slug}/${OFFICE.slug}`)).status(), 404, "its own sum");
  for (const place of [`/hasil/${slug}`, `/hasil/${slug}.json`, `/hasil/${slug}.csv`, `/hasil/${slug}/${OFFICE.slug}`]) {
    assert.equal((await page.request.get(demo.base + place)).status(), 404, place);
  }
}

export async function readResults({ demo, visit }, slug) {
  const { page } = await visit();
  const nation = `${demo.base}/hasil/${slug}`;
  await untilPublished(page, nation);
  await page.goto(demo.base);
  await look(page, "6-home");
  await page.goto(`${demo.base}/hasil`);
  await look(page, "6-rounds");
  await open(page, TITLE);
  assert.match(await page.textContent("main"), /14 April 2025 pukul 10\.0\d WIB/);
  assert.match(await page.textContent("main"), /7\/KIP\/2025/);
  await look(page, "6-nation");
  await page.goto(`${nation}/kalimantan-selatan`);
  await look(page, "6-province");
  await open(page, OFFICE.name);
  const score = (await page.textContent(".tb-figure__number")).trim();
  assert.match(score, /^\d+,\d\d$/);
  await look(page, "6-office");
  await checkCertificate(page, demo);
  await readFiles(page, nation, score);
  await readOwnSum({ demo, visit }, slug, score);
}

/** The job runner publishes on its own. */
async function untilPublished(page, nation) {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    if ((await page.request.get(nation)).status() === 200) return;
    await page.waitForTimeout(200);
  }
  assert.fail("not published in its minute");
}

/** From the office's page to the page that checks its certificate, and to the sheet once it is printed. */
async function checkCertificate(page, demo) {
  await open(page, "Sertifikat kantor ini");
  assert.match(await page.textContent("main"), /Asli dan berlaku/);
  const reference = new URL(page.url()).pathname.split("/").pop();
  await look(page, "6-certificate");
  const sheet = `${demo.base}/s/${reference}/sertifikat.pdf`;
  for (const end = Date.now() + 60_000; ; ) {
    const answer = await page.request.get(sheet);
    if (answer.status() === 200) {
      assert.ok((await answer.body()).subarray(0, 5).equals(Buffer.from("%PDF-")));
      break;
    }
    assert.ok(Date.now() < end, "printed within a minute");
    await page.waitForTimeout(500);
  }
  await page.goto(`${demo.base}/s?nomor=S-25-0000-0000-1`);
  await look(page, "6-certificate-unknown");
}

async function readFiles(page, nation, score) {
  const csv = await (await page.request.get(`${nation}.csv`)).text();
  const line = csv.split(/\r?\n/).find((found) => found.includes(OFFICE.code));
  assert.ok(line?.includes(score.replace(",", ".")), line);
  const json = await page.request.get(`${nation}.json`);
  assert.ok((await json.text()).includes(score.replace(",", ".")));
  for (const place of ["kalimantan-selatan", OFFICE.slug, ELSEWHERE.slug]) {
    for (const form of ["csv", "json"]) {
      assert.equal((await page.request.get(`${nation}/${place}.${form}`)).status(), 200, `${place}.${form}`);
    }
  }
}

/** The office reads how its score came about. */
async function readOwnSum({ demo, visit }, slug, score) {
  const { page } = await visit();
  await signIn(page, demo, PEOPLE.officer.login, PASSWORD);
  await page.goto(`${demo.base}/saq/${slug}/${OFFICE.slug}`);
  await look(page, "6-tasks-after");
  await follow(page, () => page.locator(`main a[href='/penilaian/${slug}/${OFFICE.slug}']`).first().click());
  assert.ok((await page.textContent("main")).includes(score));
  await look(page, "6-worked-sum");
}
