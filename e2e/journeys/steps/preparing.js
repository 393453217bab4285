// A controller brings instrument and scheme, and opens a round.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { look, signIn } from "../../harness/browser.js";
import { paper, text } from "../../harness/files.js";
import { fill, heading, mistakes, open, press, tick } from "../../harness/form.js";
import { ELSEWHERE, OFFICE, OTHERS, PASSWORD, PEOPLE, PHASES, TITLE } from "./plan.js";

const read = (name) => readFileSync(new URL(`../../../data/${name}`, import.meta.url), "utf8");
/** Those of `data/`, under names of their own beside what a demo holds. */
const INSTRUMENT = read("instrument-saq-2024.yaml").replace('edition: "2024"', 'edition: "alur-2025"');
const SCHEME = read("scheme-bawaslu-2024.yaml").replace("code: bawaslu-kabkota-2024", "code: alur-2025");
/** Its first questions with three mistakes in three places. */
const BROKEN = INSTRUMENT.slice(0, INSTRUMENT.indexOf("      - code: A04"))
  .replace('weight: "3"', 'weight: "tiga"')
  .replace("kind: single_choice", "kind: pilihan_ganda")
  .replace('share: "0.6"', 'share: "1.6"');

/** Everything up to the scheduled round; gives its slug. */
export async function prepareRound({ demo, visit }) {
  const { page } = await visit();
  await signIn(page, demo, "kendali.satu");
  await page.goto(`${demo.base}/nasional`);
  await look(page, "2-national");
  await uploadInstrument(page, demo);
  await uploadScheme(page, demo);
  const slug = await createRound(page, demo);
  await choosePeople(page);
  await addGuideline(page);
  await addTutorial(page);
  await page.goto(`${demo.base}/nasional/${slug}`);
  await look(page, "2-round-draft");
  await press(page, "Jadwalkan dan beri tahu peserta");
  assert.match(await page.textContent("main"), /Siklus dijadwalkan/);
  await look(page, "2-round-scheduled");
  await extend(page);
  await movePhase(page);
  await look(page, "2-round-changed");
  await open(page, "Lihat sebagai peserta");
  await look(page, "2-round-as-participant");
  return slug;
}

async function uploadInstrument(page, demo) {
  await page.goto(`${demo.base}/nasional/instrumen`);
  await page.setInputFiles("#file", text("instrumen.yaml", BROKEN));
  await mistakes(page, await press(page, "Unggah"));
  const defects = await page.locator("section[aria-labelledby=kesalahan] li").allTextContents();
  assert.equal(defects.length, 3, `every mistake is told: ${defects.join("\n")}`);
  await look(page, "2-instrument-broken");
  await page.goto(`${demo.base}/nasional/instrumen`);
  await page.setInputFiles("#file", text("instrumen.yaml", INSTRUMENT));
  await press(page, "Unggah");
  assert.match(await page.textContent("main"), /Berkas diunggah/);
  assert.match(await page.textContent("main"), /alur-2025/);
  await look(page, "2-instrument-preview");
}

async function uploadScheme(page, demo) {
  await page.goto(`${demo.base}/nasional/skema`);
  await page.setInputFiles("#file", text("skema.yaml", SCHEME));
  await press(page, "Unggah");
  assert.match(await page.textContent("main"), /Berkas diunggah/);
  await look(page, "2-scheme");
  await page.goto(`${demo.base}/nasional/skema`);
  await look(page, "2-schemes");
}

/** Chooses the entry of a list whose words hold `part`. */
async function choose(page, name, part) {
  const list = page.locator(`main select[name="${name}"]`);
  const option = list.locator("option", { hasText: part });
  await list.selectOption(await option.getAttribute("value"));
}

async function fillPhases(page, phases) {
  for (const [phase, [opensOn, opensAt, closesOn, closesAt]] of Object.entries(phases)) {
    await fill(page, {
      [`${phase}.opens`]: opensOn,
      [`${phase}.opens.time`]: opensAt,
      [`${phase}.closes`]: closesOn,
      [`${phase}.closes.time`]: closesAt,
    });
  }
}

async function createRound(page, demo) {
  await page.goto(`${demo.base}/nasional/baru`);
  await look(page, "2-round-new");
  await fill(page, { title: TITLE, year: "2025" });
  await choose(page, "instrument", "alur-2025");
  await choose(page, "scheme", "alur-2025");
  await tick(page, "zone", "WIB");
  // The filling ends before it begins.
  await fillPhases(page, { ...PHASES, filling: ["2025-03-10", "08:00", "2025-03-01", "16:00"] });
  await mistakes(page, await press(page, "Buat rancangan"));
  assert.equal(await page.inputValue("[name=title]"), TITLE, "what was typed is kept");
  await look(page, "2-round-new-wrong");
  await fillPhases(page, PHASES);
  await press(page, "Buat rancangan");
  assert.equal(await heading(page), TITLE);
  return new URL(page.url()).pathname.split("/").pop();
}

async function choosePeople(page) {
  await open(page, "Ubah peserta");
  await look(page, "2-participants");
  await fill(page, { participants: [OFFICE.code, ...OTHERS, ELSEWHERE.code].join("\n") });
  await press(page, "Simpan");
  assert.match(await page.textContent("main"), /4 badan publik menjadi peserta/);
}

async function addGuideline(page) {
  await open(page, "Pedoman (0)");
  await fill(page, { title: "Pedoman pengisian" });
  await page.setInputFiles("#file", paper("pedoman.pdf", "Pedoman pengisian SAQ"));
  await press(page, "Unggah");
  await look(page, "2-guidelines");
  await open(page, "Kembali", page.locator("body"));
}

async function addTutorial(page) {
  await page.locator("main a[href$='/tutorial']").click();
  await fill(page, { "tutorial.A01": "https://contoh.example/panduan/a01" });
  await look(page, "2-tutorials");
  await press(page, "Simpan");
  assert.match(await page.textContent("main"), /1 diatur di sini/);
}

async function extend(page) {
  await open(page, "Beri perpanjangan");
  await mistakes(page, await press(page, "Beri perpanjangan"));
  await look(page, "2-extension-wrong");
  await tick(page, "phase", "filling");
  await fill(page, { bodies: OTHERS[0], closes: "2025-03-23", "closes.time": "16:00", reason: "Kantor terendam banjir" });
  await press(page, "Beri perpanjangan");
  assert.match(await page.textContent("main"), /Kantor terendam banjir/);
}

async function movePhase(page) {
  await open(page, "Ubah jadwal");
  await look(page, "2-phases");
  await fill(page, { "recap.closes": "2025-04-12", reason: "Penyelarasan dengan libur" });
  await press(page, "Simpan");
  assert.match(await page.textContent("main"), /Perubahan disimpan/);
}

/** What the office is told of all that. */
export async function readNotices({ demo, visit }) {
  const { page } = await visit();
  await signIn(page, demo, PEOPLE.officer.login, PASSWORD);
  await page.getByRole("link", { name: /^Pemberitahuan \(\d+ baru\)$/ }).click();
  const notices = await page.textContent("main");
  assert.match(notices, /Penyelarasan dengan libur/);
  assert.ok(!notices.includes("Kantor terendam banjir"), "the extension is another office's");
  await look(page, "2-notices");
  await page.goto(`${demo.base}/saq`);
  await look(page, "2-office-before");
  await open(page, TITLE);
  assert.match(await page.textContent("main"), /Pengisian dibuka/);
  await look(page, "2-tasks-before");
}
