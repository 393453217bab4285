// Verification and control: the reviewer's keys, a question that goes back to its office, who judges what, and the second
// reading by RI with what it tells.

import assert from "node:assert/strict";

import { look, signIn } from "../harness/browser.js";
import { fill, follow, heading, mistakes, open, press, tick } from "../harness/form.js";
import { journey } from "../harness/journey.js";
import { accept, invite } from "./steps/people.js";
import { PASSWORD } from "./steps/plan.js";

const ROUND = "monev-2024";
const OFFICE = { slug: "kabupaten-barito-utara" };
const PPID = { login: "ppid.baritoutara", name: "Dewi Anggraini", role: "ppid", body: "62.05" };
const QUEUE = `/verifikasi/${ROUND}/${OFFICE.slug}`;
const DAY = 24 * 60 * 60 * 1000;

journey("a question is judged by keys, goes back, comes again, and is read twice", async (walk) => {
  const { demo, visit } = walk;
  const administrator = (await visit()).page;
  await signIn(administrator, demo, "admin");
  await accept(walk, PPID, await invite(administrator, demo, PPID, false), false);
  const reviewer = (await visit()).page;
  await signIn(reviewer, demo, "verifikator.kalteng");
  await judgeByKeys(reviewer, demo);
  await giveBack(reviewer, demo);
  await mend((await visit()).page, demo);
  await assign((await visit()).page, demo);
  // The verification is over then.
  await demo.restart({ at: new Date(Date.now() + 13 * DAY).toISOString() });
  await readTwice(visit, demo);
});

/** Digits choose while the judgement has the focus, Ctrl+Enter saves and goes on, nothing is stolen from who types. */
async function judgeByKeys(page, demo) {
  await page.goto(`${demo.base}${QUEUE}`);
  await look(page, "v-1-values");
  await page.goto(`${demo.base}${QUEUE}/A01`);
  await page.keyboard.press("2");
  assert.equal(await page.locator("input[name=level]:checked").count(), 0, "outside of the judgement a digit is nothing");
  await page.locator("input[name=level]").first().focus();
  await page.keyboard.press("2");
  assert.equal(await page.inputValue("input[name=level]:checked"), "1");
  await page.keyboard.press("?");
  assert.ok(await page.locator("#tombol-pintas").evaluate((details) => details.open));
  await page.locator("#reason").focus();
  await page.keyboard.type("Nomor 3 tidak tampak di foto.");
  assert.equal(await page.inputValue("input[name=level]:checked"), "1", "what is typed chooses nothing");
  await page.fill("#note", "Tanya lagi lewat telepon.");
  await look(page, "v-2-workbench");
  await follow(page, () => page.keyboard.press("Control+Enter"));
  assert.match(await page.textContent("main"), /Penilaian tersimpan/);
  assert.ok(await page.evaluate(() => document.activeElement.closest("#penilaian") !== null), "the next one has the focus");
  await page.goto(`${demo.base}${QUEUE}?beda=1`);
  await look(page, "v-3-differences");
}

async function giveBack(page, demo) {
  await page.goto(`${demo.base}${QUEUE}/A02`);
  await page.getByText("Kembalikan pertanyaan ini kepada kantor").click();
  await mistakes(page, await press(page, "Kembalikan"));
  await look(page, "v-4-return-without-reason");
  await fill(page, { return_reason: "Foto kedua tidak terbaca. Unggah foto yang lebih jelas." });
  await press(page, "Kembalikan");
  assert.match(await page.textContent("main"), /Di kantor sampai/);
  await look(page, "v-5-at-office");
}

async function mend(page, demo) {
  await signIn(page, demo, PPID.login, PASSWORD);
  const home = `${demo.base}/saq/${ROUND}/${OFFICE.slug}`;
  await page.goto(home);
  await look(page, "v-6-returned-tasks");
  await page.goto(`${home}/A02`);
  await look(page, "v-7-mending");
  await press(page, "Kirim lagi pertanyaan ini");
  assert.match(await page.textContent("main"), /PB-/);
  await look(page, "v-8-mended");
}

async function assign(page, demo) {
  await signIn(page, demo, "kendali.satu");
  await page.goto(`${demo.base}/penugasan/${ROUND}`);
  await press(page, "Undi sekarang");
  assert.match(await page.textContent("code"), /^[0-9a-f]{32}$/);
  await look(page, "v-9-duties");
  await page.goto(`${demo.base}/akun/jabatan`);
  await look(page, "v-10-posts");
  await page.goto(`${demo.base}/nasional/${ROUND}/verifikasi`);
  await look(page, "v-11-rules");
  await page.goto(`${demo.base}/nasional/${ROUND}/kalimat`);
  await page.locator("select[name=question]").selectOption({ index: 1 });
  await fill(page, { text: "Bukti tidak memuat identitas kantor." });
  await press(page, "Simpan");
  await look(page, "v-12-phrases");
}

async function readTwice(visit, demo) {
  const control = `${demo.base}/nasional/${ROUND}/kendali`;
  const people = {};
  for (const login of ["kendali.satu", "kendali.dua"]) {
    const { page } = await visit();
    await signIn(page, demo, login);
    people[login] = page;
  }
  const first = people["kendali.satu"];
  await first.goto(control);
  await follow(first, () => first.getByRole("button", { name: /Undi sampel/ }).first().click());
  assert.match(await first.textContent("main"), /Sampel diundi/);
  await look(first, "v-13-second-reading");
  let looked = false;
  for (const page of Object.values(people)) {
    for (let count = 0; count < 40; count += 1) {
      await page.goto(control);
      const waiting = page.locator("main li", { hasText: "Menunggu" }).locator("a").first();
      if ((await waiting.count()) === 0) break;
      await follow(page, () => waiting.click());
      assert.equal(await page.locator("#nilai").count(), 0, "nothing of the province");
      if (!looked) await look(page, "v-14-blind");
      looked = true;
      await readOne(page, count);
    }
  }
  await first.goto(control);
  await settleOne(people, control);
  await first.goto(`${demo.base}/nasional/${ROUND}/keandalan`);
  await look(first, "v-16-reliability");
  await first.goto(`${demo.base}/nasional/${ROUND}/rekap`);
  await look(first, "v-17-recap");
}

/** Judges what is on the screen: now and then otherwise than the best. */
async function readOne(page, count) {
  const form = page.locator("#penilaian");
  await form.locator("[name=reason]").fill("Sesuai dengan bukti.");
  const levels = form.locator("input[name=level]");
  if ((await levels.count()) > 0) {
    await levels.nth(count % 3 === 0 ? (await levels.count()) - 1 : 0).check();
  }
  for (const name of ["options", "criteria"]) {
    const boxes = form.locator(`input[name=${name}]`);
    for (let index = 0; index < (await boxes.count()); index += 1) await boxes.nth(index).check();
  }
  await press(page, "Simpan dan berikutnya");
}

async function settleOne(people, control) {
  for (const page of Object.values(people)) {
    await page.goto(control);
    const differing = page.locator("main li", { hasText: "Berbeda" }).locator("a");
    for (const href of await differing.evaluateAll((links) => links.map((link) => link.href))) {
      await page.goto(href);
      if ((await page.locator("input[name=settle]").count()) === 0) continue;
      assert.equal(await heading(page), "Dua pembacaan");
      await look(page, "v-15-dispute");
      await tick(page, "settle", "keep");
      await fill(page, { reason: "Foto kedua cukup." });
      await press(page, "Simpan putusan");
      assert.match(await page.textContent("main"), /Nilai provinsi tetap/);
      return;
    }
  }
  assert.fail("the readings differ nowhere");
}
