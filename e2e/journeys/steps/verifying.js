// The province judges the answers of its offices, and of no other.

import assert from "node:assert/strict";

import { look, signIn } from "../../harness/browser.js";
import { fill, follow, mistakes, open, press, tick } from "../../harness/form.js";
import { ELSEWHERE, OFFICE, PASSWORD, PEOPLE, TITLE } from "./plan.js";

export async function verify({ demo, visit }, slug) {
  const { page } = await visit();
  await signIn(page, demo, PEOPLE.verifier.login, PASSWORD);
  await page.goto(`${demo.base}/verifikasi`);
  await look(page, "4-rounds");
  await open(page, TITLE);
  const queue = new URL(page.url()).pathname;
  assert.equal(queue, `/verifikasi/${slug}`);
  const words = await page.textContent("main");
  assert.ok(words.includes(OFFICE.name) && !words.includes(ELSEWHERE.name), "its own province alone");
  await look(page, "4-queue");
  for (const place of [`${queue}/${ELSEWHERE.slug}`, `${queue}/${ELSEWHERE.slug}/A01`]) {
    assert.equal((await page.goto(demo.base + place)).status(), 404, place);
  }
  assert.equal((await page.goto(`${demo.base}${queue}/kota-banjarbaru/A01`)).status(), 409, "not submitted");
  await look(page, "4-not-submitted");
  await page.goto(`${demo.base}${queue}/${OFFICE.slug}`);
  await look(page, "4-office");
  await seeEvidence(page, demo, queue);
  await giveLessWithReason(page, demo, queue);
  await judgeAll(page, demo, queue);
  await look(page, "4-queue-done");
  await page.goto(`${demo.base}${queue}/${OFFICE.slug}`);
  await open(page, "Rincian nilai");
  assert.match(await page.textContent("main"), /Nilai sementara/);
  await look(page, "4-worked-sum");
}

/** The picture and the pages of the PDF stand on the page itself; the PDF is only saved. */
async function seeEvidence(page, demo, queue) {
  await page.goto(`${demo.base}${queue}/${OFFICE.slug}/A01`);
  const picture = page.locator(".tb-review__evidence img").first();
  await picture.evaluate((image) => image.decode());
  assert.equal(await picture.evaluate((image) => image.naturalWidth), 640);
  await look(page, "4-item-picture");
  const [file] = await Promise.all([
    page.waitForResponse((response) => response.url().includes("/bukti/")),
    page.goto(`${demo.base}${queue}/${OFFICE.slug}/A08`),
  ]);
  assert.equal(file.status(), 200);
  assert.match(file.headers()["content-type"], /^image\//, "pages are pictures");
  const href = await page.getByRole("link", { name: "Unduh berkas asli" }).first().getAttribute("href");
  const original = await page.request.get(new URL(href, page.url()).href);
  assert.equal(original.headers()["content-type"], "application/pdf");
  assert.match(original.headers()["content-disposition"], /^attachment/);
  await look(page, "4-item-pdf");
}

/** Less than the full share needs a reason. */
async function giveLessWithReason(page, demo, queue) {
  await page.goto(`${demo.base}${queue}/${OFFICE.slug}/A01`);
  await tick(page, "level", "1");
  await mistakes(page, await press(page, "Simpan dan berikutnya"));
  assert.ok(await page.isChecked("input[name=level][value='1']"), "what was chosen is kept");
  await look(page, "4-item-reason-missing");
  await fill(page, { reason: "Foto dari luar tidak memuat papan nama." });
  await press(page, "Simpan dan berikutnya");
  assert.match(await page.textContent("main"), /Penilaian tersimpan/);
  await page.goto(`${demo.base}${queue}/${OFFICE.slug}/A01`);
  await look(page, "4-item-judged");
}

/** Everything that is left: the best level, every option that the office claims, every criterion. */
async function judgeAll(page, demo, queue) {
  await page.goto(demo.base + queue);
  await follow(page, () => page.locator(`main a[href*='/${OFFICE.slug}/']`).first().click());
  const looked = new Set(["levels"]);
  for (let count = 0; new URL(page.url()).pathname !== queue; count += 1) {
    assert.ok(count < 40, "the queue comes to an end");
    const kind = await judge(page);
    if (!looked.has(kind)) await look(page, `4-item-${kind}`);
    looked.add(kind);
    await press(page, "Simpan dan berikutnya");
  }
}

async function judge(page) {
  const form = page.locator(".tb-review__judge form");
  await form.locator("[name=reason]").fill("Sesuai dengan bukti.");
  const level = form.locator("input[name=level][value='0']");
  if ((await level.count()) > 0) {
    await level.check();
    return "levels";
  }
  for (const name of ["options", "criteria"]) {
    const boxes = form.locator(`input[name=${name}]`);
    const found = await boxes.count();
    for (let index = 0; index < found; index += 1) await boxes.nth(index).check();
    if (found > 0) return name;
  }
  return "numbers";
}
