// The public challenges a claim, an office contests its provisional result, RI decides, and the office sees what came of it.

import assert from "node:assert/strict";

import { look, signIn } from "../harness/browser.js";
import { paper, photo } from "../harness/files.js";
import { fill, heading, mistakes, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";
import { accept, invite } from "./steps/people.js";
import { PASSWORD } from "./steps/plan.js";

/** A Wednesday morning in the verification; the appeals open twelve days later and last for three. */
const AT = "2026-11-25T02:00:00Z";
const CONTESTING = "2026-12-08T02:00:00Z";
const DECIDING = "2026-12-10T02:00:00Z";
const ROUND = "monev-2024";
const OFFICE = { slug: "kabupaten-kotawaringin-barat", name: "Bawaslu Kabupaten Kotawaringin Barat" };
const PPID = { login: "ppid.kobar", name: "Hendra Kurniawan", role: "ppid", body: "62.01" };
const HOME = `/saq/${ROUND}/${OFFICE.slug}`;

journey(
  "the public asks, an office appeals, RI decides",
  async (walk) => {
    const { demo, visit } = walk;
    const administrator = (await visit()).page;
    await signIn(administrator, demo, "admin");
    await accept(walk, PPID, await invite(administrator, demo, PPID, false), false);
    await openComments((await visit()).page, demo);
    const receipt = await comment((await visit()).page, demo);
    await handle((await visit()).page, demo, receipt);
    await demo.restart({ at: CONTESTING });
    const contested = await contest((await visit()).page, demo);
    await demo.restart({ at: DECIDING });
    await decide((await visit()).page, demo, contested);
    await learn((await visit()).page, demo, contested);
  },
  { at: AT, once: true },
);

/** RI asks the public for two days. */
async function openComments(page, demo) {
  await signIn(page, demo, "kendali.satu");
  await page.goto(`${demo.base}/nasional/${ROUND}/tahapan`);
  const [opens, closes] = ["public_comment.opens", "public_comment.closes"];
  const days = { [opens]: "2026-11-24", [`${opens}.time`]: "08:00", [closes]: "2026-11-27", [`${closes}.time`]: "16:00" };
  await fill(page, { ...days, reason: "Masyarakat diminta memberi masukan" });
  assert.equal((await press(page, "Simpan")).status(), 200);
  await page.goto(`${demo.base}/nasional/${ROUND}/aturan-sanggah`);
  await look(page, "a-1-rules");
}

/** Somebody without an account challenges a claim; gives the number of the receipt. */
async function comment(page, demo) {
  await page.goto(`${demo.base}/masukan-publik`);
  await look(page, "a-2-comment-rounds");
  await open(page, "Monev KIP 2024");
  await look(page, "a-2-comment-offices");
  await open(page, OFFICE.name);
  assert.match(await page.textContent("main"), /Diakui: /);
  await look(page, "a-2-comment-claims");
  await open(page, "Sampaikan masukan untuk pertanyaan 1");
  await fill(page, { name: "Rahmat" });
  await mistakes(page, await press(page, "Kirim masukan"));
  assert.equal(await page.inputValue("[name=name]"), "Rahmat", "what was typed is kept");
  await look(page, "a-2-comment-wrong");
  await fill(page, { text: "Ruang layanan itu sehari-hari dipakai sebagai gudang.", contact: "0812-0000-0000" });
  await page.setInputFiles("main input[type=file]", photo("gudang.png", 3));
  assert.equal((await press(page, "Kirim masukan")).status(), 200);
  await look(page, "a-2-comment-sent");
  return (await page.textContent("main")).match(/MP-\S+/)[0];
}

/** The verifier reads it beside the answer and says what became of it. */
async function handle(page, demo, receipt) {
  await signIn(page, demo, "verifikator.kalteng");
  await page.goto(`${demo.base}/verifikasi/${ROUND}/${OFFICE.slug}/A01`);
  assert.match(await page.textContent("main"), /dipakai sebagai gudang/);
  await look(page, "a-3-comment-beside");
  await page.goto(`${demo.base}/masukan`);
  await open(page, "Monev KIP 2024");
  assert.ok((await page.textContent("main")).includes(receipt));
  await look(page, "a-3-comments");
  await mistakes(page, await press(page, "Tidak terbukti"));
  await look(page, "a-3-comment-unhandled");
  await page.locator("main textarea").fill("Foto diambil di ruang lain; dicocokkan dengan bukti kantor.");
  await press(page, "Tidak terbukti");
  assert.match(await page.textContent("main"), /Masukan ditangani/);
  await look(page, "a-3-comment-handled");
}

/** The office files one appeal, takes another back and leaves a third as a draft; gives the code of the filed one. */
async function contest(page, demo) {
  await page.goto(`${demo.base}/masukan-publik`);
  assert.match(await page.textContent("main"), /tidak ada siklus/, "the window is over");
  await signIn(page, demo, PPID.login, PASSWORD);
  await page.goto(`${demo.base}${HOME}`);
  await look(page, "a-4-tasks");
  await open(page, "Lihat hasil sementara dan ajukan sanggah");
  const words = await page.textContent("main");
  assert.match(words, /Sisa waktu: 1 hari 14 jam/);
  assert.match(words, /\d+ pertanyaan dapat disanggah dan belum disanggah. 0 sanggah diajukan, 0 masih draf/);
  await look(page, "a-4-provisional");
  const codes = await page.locator("section.tb-box:has(a[href*='/sanggah/'])").evaluateAll((found) => found.map(({ id }) => id));
  const closed = page.locator("section.tb-box", { hasText: "sudah bernilai penuh" }).first();
  await page.goto(`${demo.base}${HOME}/sanggah/${await closed.getAttribute("id")}`);
  assert.match(await page.textContent("main"), /sudah bernilai penuh/);
  assert.equal(await page.locator("main textarea").count(), 0, "there is nothing to contest");
  await look(page, "a-4-closed");
  const [filed, withdrawn, draft] = codes;
  await file(page, demo, filed);
  await takeBack(page, demo, withdrawn);
  await page.goto(`${demo.base}${HOME}/sanggah/${draft}`);
  await fill(page, { reasons: "Masih mencari bukti." });
  await press(page, "Simpan draf");
  await look(page, "a-4-draft");
  await open(page, "Kembali ke hasil sementara", page.locator("body"));
  assert.match(await page.textContent("main"), /1 sanggah diajukan, 1 masih draf/);
  await look(page, "a-4-provisional-contested");
  return filed;
}

async function file(page, demo, code) {
  await page.goto(`${demo.base}${HOME}/sanggah/${code}`);
  await look(page, "a-4-appeal");
  await mistakes(page, await press(page, "Ajukan sanggah"));
  await look(page, "a-4-appeal-without-reasons");
  await fill(page, { reasons: "Papan nama dan jam layanan terlihat pada foto yang baru.", link: "bukan tautan", caption: "Ruang layanan dari depan" });
  await mistakes(page, await press(page, "Ajukan sanggah"));
  assert.match(await page.inputValue("[name=reasons]"), /Papan nama/, "what was typed is kept");
  await look(page, "a-4-appeal-wrong-link");
  await fill(page, { link: "" });
  await page.setInputFiles("main input[type=file]", [photo("depan.png", 5), paper("denah.pdf", "Denah ruang layanan")]);
  await press(page, "Ajukan sanggah");
  assert.match(await page.textContent("main"), /Sanggah diajukan/);
  assert.equal(await page.locator("#bukti-sanggah li").count(), 2);
  await look(page, "a-4-appeal-filed");
  await fill(page, { reasons: "Papan nama, jam layanan, dan denah terlihat pada bukti yang baru." });
  await press(page, "Simpan perubahan");
  assert.match(await page.textContent("main"), /Perubahan sanggah tersimpan/);
}

async function takeBack(page, demo, code) {
  await page.goto(`${demo.base}${HOME}/sanggah/${code}`);
  await fill(page, { reasons: "Penilaian ini keliru." });
  await press(page, "Ajukan sanggah");
  await press(page, "Tarik sanggah");
  assert.match(await page.textContent("main"), /Sanggah ditarik kembali/);
  await look(page, "a-4-appeal-withdrawn");
}

/** RI decides with reasons, in favour of the office. */
async function decide(page, demo, code) {
  await signIn(page, demo, "kendali.satu");
  await page.goto(`${demo.base}/sanggah`);
  assert.match(await page.textContent("main"), /1 menunggu putusan Anda/);
  await look(page, "a-5-rounds");
  await open(page, "Monev KIP 2024");
  await look(page, "a-5-queue");
  await page.goto(`${demo.base}/sanggah/${ROUND}/${OFFICE.slug}/${code}`);
  await look(page, "a-5-item");
  await full(page);
  await mistakes(page, await press(page, "Putuskan"));
  await look(page, "a-5-without-reason");
  await fill(page, { reason: "Bukti baru memuat papan nama dan jam layanan." });
  await press(page, "Putuskan");
  assert.match(await page.textContent("main"), /Sanggah diputus, kantor sudah diberi tahu/);
  await page.goto(`${demo.base}/sanggah/${ROUND}/${OFFICE.slug}/${code}`);
  await look(page, "a-5-decided");
  await page.goto(`${demo.base}/nasional/${ROUND}/sanggah`);
  assert.match(await page.textContent("main"), /Kalimantan Tengah/);
  await look(page, "a-5-figures");
}

/** Everything that the rubric can give. */
async function full(page) {
  const form = page.locator(".tb-review__judge form");
  const best = form.locator("input[name=level][value='0']");
  if ((await best.count()) > 0) return best.check();
  for (const box of await form.locator("input[type=checkbox]").all()) await box.check();
}

/** The decision, its reason and the new value reach the office. */
async function learn(page, demo, code) {
  await signIn(page, demo, PPID.login, PASSWORD);
  await page.goto(`${demo.base}/pemberitahuan`);
  assert.match(await page.textContent("main"), /Sanggah atas pertanyaan \d+ sudah diputus/);
  await look(page, "a-6-notices");
  await page.goto(`${demo.base}${HOME}/sanggah/${code}`);
  const words = await page.textContent("main");
  assert.match(words, /Bukti baru memuat papan nama/);
  assert.ok(!words.includes("Agus Wibowo"), "who decided stays with those who judge");
  assert.equal(await page.locator("main textarea").count(), 0, "the window is over");
  await look(page, "a-6-appeal-decided");
  await page.goto(`${demo.base}${HOME}/hasil-sementara`);
  const question = await page.textContent(`#${code}`);
  assert.match(question, /100/);
  assert.match(question, /Diterima/);
  assert.equal(await heading(page), "Hasil sementara");
  await look(page, "a-6-provisional");
}
