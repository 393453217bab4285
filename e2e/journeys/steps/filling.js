// The office fills its questionnaire, with everything that can go wrong on the way.

import assert from "node:assert/strict";

import { look, signIn } from "../../harness/browser.js";
import { paper, photo, text } from "../../harness/files.js";
import { fill, follow, heading, mistakes, open, press, tick } from "../../harness/form.js";
import { arrivedRow, place as placeOf, rowOf } from "../../harness/office.js";
import { OFFICE, PASSWORD, PEOPLE, TITLE } from "./plan.js";
import { answerQuestion } from "./question.js";

/** The officer at the first questions; gives the address of the questionnaire. */
export async function fillWithCare({ demo, visit }, slug) {
  const { page } = await visit();
  await signIn(page, demo, PEOPLE.officer.login, PASSWORD);
  await page.goto(`${demo.base}/saq`);
  await look(page, "3-rounds");
  await open(page, TITLE);
  const home = new URL(page.url()).pathname;
  assert.equal(home, `/saq/${slug}/${OFFICE.slug}`);
  assert.match(await page.textContent("main"), /0 dari 39 pertanyaan selesai/);
  await look(page, "3-tasks-empty");
  await page.getByRole("link", { name: "Pedoman pengisian" }).waitFor();
  await saveWhileChoosing(page, demo, home);
  await uploadEvidence(page);
  await refuseNumbers(page, demo, home);
  await meetAColleague({ demo, visit }, page, home);
  await page.goto(demo.base + home);
  await look(page, "3-tasks-begun");
  const words = await page.textContent("main");
  assert.match(words, /Selesai/);
  assert.match(words, /Sedang diisi/);
  await page.goto(`${demo.base}${home}/periksa`);
  await look(page, "3-check-gaps");
  const gap = page.locator("#kekurangan-daftar + ul a").first();
  await follow(page, () => gap.click());
  assert.match(page.url(), /\/A02#/, "a gap leads to its place");
  return home;
}

/** An answer is saved as it is chosen, and the places for evidence follow it. */
async function saveWhileChoosing(page, demo, home) {
  await page.goto(`${demo.base}${home}/A01`);
  await page.getByRole("link", { name: "Video panduan untuk pertanyaan ini" }).waitFor();
  await look(page, "3-question-choice");
  await tick(page, "options", "a");
  await page.locator("#tersimpan", { hasText: /Tersimpan \d\d\.\d\d WITA/ }).waitFor();
  await page.locator("#bukti section").nth(1).waitFor();
  await look(page, "3-question-saved-while-choosing");
  await page.reload();
  assert.ok(await page.isChecked("input[name=options][value=a]"));
}

async function uploadEvidence(page) {
  const place = await placeOf(page, 0);
  await place.locator("input[type=file][name^='slot.']").setInputFiles(text("catatan.png", "bukan gambar"));
  await place.getByRole("button", { name: "Unggah", exact: true }).click();
  const refused = rowOf(place, "catatan.png");
  await refused.getByText(/Tidak terkirim/).waitFor();
  await look(page, "3-evidence-refused");
  await refused.getByRole("button", { name: /^Keluarkan/ }).click();
  for (const [index, name] of ["papan-nama.png", "ruang-dalam.png"].entries()) {
    const section = await placeOf(page, index);
    await section.locator("input[type=file][name^='slot.']").setInputFiles(photo(name, index + 1));
    await section.locator("form[data-upload] input[name=caption]").fill("Ruang layanan, 10 Maret 2025");
    await section.getByRole("button", { name: "Unggah", exact: true }).click();
    await arrivedRow(section, name).waitFor();
  }
  assert.match(await page.textContent("#bukti"), /papan-nama\.png.*ruang-dalam\.png/s);
  await look(page, "3-evidence");
}

/** Words where numbers belong: the summary, the message at the field, and what was typed. */
async function refuseNumbers(page, demo, home) {
  await page.goto(`${demo.base}${home}/A08`);
  await fill(page, { "fields.permohonan": "dua belas", "fields.keberatan": "3" });
  const wrong = await mistakes(page, await press(page, "Simpan"));
  assert.equal(wrong.length, 1);
  assert.equal(await page.inputValue("[name='fields.permohonan']"), "dua belas");
  assert.equal(await page.inputValue("[name='fields.keberatan']"), "3");
  assert.equal(await page.locator(".govuk-form-group--error .govuk-error-message").count(), 1);
  await look(page, "3-number-wrong");
  await fill(page, { "fields.permohonan": "12" });
  await press(page, "Simpan");
  assert.match(await page.textContent("#tersimpan"), /Tersimpan/);
  const place = await placeOf(page, 0);
  await place.locator("input[type=file][name^='slot.']").setInputFiles(paper("register.pdf", "Register permohonan 2025"));
  await place.getByRole("button", { name: "Unggah", exact: true }).click();
  await arrivedRow(place, "register.pdf").waitFor();
  assert.match(await page.textContent("#bukti"), /register\.pdf/);
  await look(page, "3-question-numbers");
}

/** Officer and PPID answer the same question: the slower one compares and decides. */
async function meetAColleague({ demo, visit }, page, home) {
  const { page: colleague } = await visit();
  await signIn(colleague, demo, PEOPLE.ppid.login, PASSWORD);
  const question = `${demo.base}${home}/C20`;
  await Promise.all([page.goto(question), colleague.goto(question)]);
  await fill(colleague, { text: "Naskah dari PPID" });
  await press(colleague, "Simpan");
  await fill(page, { text: "Naskah dari petugas" });
  await page.locator("#tersimpan", { hasText: `${PEOPLE.ppid.name} lebih dahulu menyimpan` }).waitFor();
  await look(page, "3-conflict-line");
  const answer = await press(page, "Bandingkan kedua jawaban");
  assert.equal(answer.status(), 409);
  assert.equal(await heading(page), "Jawaban ini sudah diubah orang lain");
  const both = await page.textContent("main");
  assert.ok(both.includes("Naskah dari PPID") && both.includes("Naskah dari petugas"));
  await look(page, "3-conflict");
  await press(page, "Simpan isian ini");
  assert.equal(await page.inputValue("[name=text]"), "Naskah dari petugas");
  await page.locator("#riwayat summary").click();
  await look(page, "3-question-text");
  await colleague.reload();
  assert.equal(await colleague.inputValue("[name=text]"), "Naskah dari petugas");
}

/** The other questions, in a browser without scripts. */
export async function fillTheRest({ demo, visit }, home) {
  const { page } = await visit({ javaScriptEnabled: false });
  await signIn(page, demo, PEOPLE.officer.login, PASSWORD);
  await page.goto(demo.base + home);
  const list = page.locator(`main .govuk-task-list a`);
  const questions = await list.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.equal(questions.length, 39);
  for (const question of questions) await answerQuestion(page, demo.base + question);
  await page.goto(demo.base + home);
  assert.match(await page.textContent("main"), /39 dari 39 pertanyaan selesai/);
}

/** PPID, leader and officer: sign-off, endorsement, submission. */
export async function submit({ demo, visit }, home) {
  const check = `${demo.base}${home}/periksa`;
  const { page: ppid } = await visit();
  await signIn(ppid, demo, PEOPLE.ppid.login, PASSWORD);
  await ppid.goto(demo.base + home);
  await look(ppid, "3-tasks-full");
  await open(ppid, "Periksa jawaban");
  assert.match(await ppid.textContent("main"), /Semua pertanyaan sudah lengkap/);
  await look(ppid, "3-check-full");
  await press(ppid, "Setujui sebagai PPID");
  assert.match(await ppid.textContent("main"), /Menunggu pengesahan pimpinan/);
  await look(ppid, "3-signed-off");

  const { page: leader } = await visit();
  await signIn(leader, demo, PEOPLE.leader.login, PASSWORD);
  await leader.goto(check);
  await press(leader, "Sahkan sebagai pimpinan");
  assert.match(await leader.textContent("main"), /Siap dikirim/);

  const { page: officer } = await visit();
  await signIn(officer, demo, PEOPLE.officer.login, PASSWORD);
  await officer.goto(`${demo.base}${home}/A01`);
  assert.match(await officer.textContent("main"), /Jawaban dikunci/);
  await look(officer, "3-question-locked");
  await officer.goto(check);
  await look(officer, "3-check-endorsed");
  await press(officer, "Kirim SAQ");
  await readReceipt(officer, demo, home);
}

async function readReceipt(page, demo, home) {
  const words = await page.textContent("main");
  assert.match(words, /11 Maret 2025 pukul \d\d\.\d\d WIB \(11 Maret 2025 pukul \d\d\.\d\d WITA\)/);
  const hash = words.match(/[0-9a-f]{64}/)?.[0];
  const document = await page.request.get(`${demo.base}${home}/tanda-terima.json`);
  const digest = await crypto.subtle.digest("SHA-256", await document.body());
  assert.equal(Buffer.from(digest).toString("hex"), hash, "the printed hash is that of the document");
  const number = (await page.textContent(".govuk-panel strong")).trim();
  assert.match(number, /[0-9A-Z]/);
  assert.ok((await document.text()).includes("63.71"));
  await look(page, "3-receipt");
}
