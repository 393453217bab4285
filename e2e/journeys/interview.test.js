// Interviews: RI draws rooms and hours, an office prepares itself, panellists fill their sheets on phones, RI fixes the scores.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { look, signIn, SIZES } from "../harness/browser.js";
import { text } from "../harness/files.js";
import { fill, follow, mistakes, open, press, tick } from "../harness/form.js";
import { journey } from "../harness/journey.js";
import { accept, invite } from "./steps/people.js";
import { PASSWORD } from "./steps/plan.js";

/** A new version of the round's scheme, with interviews of the best three of a province. */
const SCHEME = readFileSync(new URL("../../data/scheme-bawaslu-2025.yaml", import.meta.url), "utf8").replace(/^code: .*$/m, "code: bawaslu-kabkota-2024");
/** A Wednesday morning in the verification; the plan is made in the recap, for the Monday after it. */
const PREPARING = "2026-11-25T02:00:00Z";
const PLANNING = "2026-12-11T02:00:00Z";
const INTERVIEWS = "2026-12-14T09:30:00Z";
const ROUND = "monev-2024";
const OFFICE = { slug: "kota-palangkaraya", name: "Bawaslu Kota Palangkaraya" };
const PPID = { login: "ppid.palangkaraya", name: "Dian Wulandari", role: "ppid", body: "62.71" };
const MANAGE = `/nasional/${ROUND}/wawancara`;
const SHEET = `/wawancara/${ROUND}/${OFFICE.slug}`;

journey(
  "an interview from the draw to the score",
  async (walk) => {
    const { demo, visit } = walk;
    const administrator = (await visit()).page;
    await signIn(administrator, demo, "admin");
    await accept(walk, PPID, await invite(administrator, demo, PPID, false), false);
    await changeScheme((await visit()).page, demo);
    await demo.restart({ at: PLANNING });
    await plan((await visit()).page, demo);
    await prepare((await visit()).page, demo);
    const { page } = await visit({ size: SIZES.narrow });
    await waitForHours(page, demo);
    await demo.restart({ at: INTERVIEWS });
    await score((await visit({ size: SIZES.narrow })).page, demo);
    await fix((await visit()).page, demo);
  },
  { at: PREPARING, once: true },
);

/** The round takes the version of its scheme in which interviews count. */
async function changeScheme(page, demo) {
  await signIn(page, demo, "kendali.satu");
  await page.goto(`${demo.base}/nasional/skema`);
  await page.setInputFiles("#file", text("skema.yaml", SCHEME));
  await fill(page, { reason: "Wawancara ditambahkan" });
  assert.equal((await press(page, "Unggah")).status(), 200);
  await page.goto(`${demo.base}/nasional/${ROUND}/naskah`);
  const schemes = page.locator("main select[name=scheme]");
  await schemes.selectOption(await schemes.locator("option", { hasText: "kabkota-2024, versi 2" }).getAttribute("value"));
  await fill(page, { reason: "Wawancara ditambahkan" });
  assert.equal((await press(page, "Simpan")).status(), 200);
}

/** RI sets the rules, draws, and arranges each room. */
async function plan(page, demo) {
  await signIn(page, demo, "kendali.satu");
  await page.goto(demo.base + MANAGE);
  await look(page, "w-1-before");
  await open(page, "Aturan wawancara");
  await look(page, "w-1-rules");
  await page.goto(demo.base + MANAGE);
  await fill(page, { days: "besok pagi", rooms: "2" });
  await mistakes(page, await press(page, "Undi dan beri tahu kantor"));
  assert.equal(await page.inputValue("[name=days]"), "besok pagi", "what was typed is kept");
  await look(page, "w-1-plan-wrong");
  await fill(page, { days: "14/12/2026 09.00-16.00" });
  await press(page, "Undi dan beri tahu kantor");
  assert.match(await page.textContent("main"), /Benih undian/);
  const rooms = page.locator(`form[action^="${MANAGE}/"]:not([action$=nilai])`);
  assert.ok((await rooms.count()) > 0);
  await arrange(page, rooms.first(), "rapat.example");
  assert.match(await page.title(), /^Kesalahan: /);
  await look(page, "w-1-room-wrong");
  for (let index = 0; index < (await rooms.count()); index += 1) {
    await arrange(page, rooms.nth(index), `https://rapat.example/ruang-${index + 1}`);
    assert.match(await page.textContent("main"), /Ruang tersimpan/);
  }
  await look(page, "w-1-planned");
}

async function arrange(page, room, link) {
  await room.locator("[name=link]").fill(link);
  await room.locator("[name=panel]").first().check();
  await follow(page, () => room.getByRole("button", { name: "Simpan" }).click());
}

/** The office learns when, where and what, and keeps the hour in its calendar. */
async function prepare(page, demo) {
  await signIn(page, demo, PPID.login, PASSWORD);
  await page.goto(`${demo.base}/pemberitahuan`);
  assert.match(await page.textContent("main"), /diundang wawancara/);
  await look(page, "w-2-notices");
  await page.goto(`${demo.base}/saq/${ROUND}/${OFFICE.slug}`);
  await follow(page, () => page.locator("main a[href$='/wawancara']").first().click());
  const words = await page.textContent("main");
  assert.match(words, /14 Desember 2026 pukul \d\d\.\d\d WIB/);
  assert.ok(!words.includes("Ni Luh Ayu"), "the panel is not named");
  await look(page, "w-2-office");
  const href = await page.getByRole("link", { name: "Simpan ke kalender (ICS)" }).getAttribute("href");
  const file = await page.request.get(new URL(href, page.url()).href);
  assert.equal(file.headers()["content-type"], "text/calendar; charset=utf-8");
  assert.match(await file.text(), /^DTSTART:20261214T\d{6}Z\r$/m);
}

/** A panellist looks at the rooms before the hour. */
async function waitForHours(page, demo) {
  await signIn(page, demo, "panelis");
  await page.goto(`${demo.base}/wawancara`);
  assert.ok((await page.textContent("main")).includes(OFFICE.name));
  await look(page, "w-3-rooms");
  await page.goto(demo.base + SHEET);
  assert.match(await page.textContent("main"), /sejak wawancara dimulai/);
  await look(page, "w-3-sheet-early");
}

/** A sheet on the phone: a draft, too many points, handed in, taken back, handed in again. */
async function score(page, demo) {
  await signIn(page, demo, "panelis");
  await page.goto(demo.base + SHEET);
  await look(page, "w-4-sheet");
  await page.setViewportSize(SIZES.narrow);
  await tick(page, "tour", "0");
  await fill(page, { "points-0": "25", note: "Petugas memahami alur keberatan." });
  await press(page, "Simpan draf");
  assert.match(await page.textContent("main"), /Draf tersimpan/);
  const fields = page.locator("main input[name^='points-']");
  for (let index = 0; index < (await fields.count()); index += 1) await fields.nth(index).fill(index === 0 ? "999" : "15");
  await mistakes(page, await press(page, "Serahkan"));
  assert.equal(await page.inputValue("[name='points-1']"), "15", "what was typed is kept");
  await look(page, "w-4-sheet-wrong");
  await fill(page, { "points-0": "25,5" });
  await press(page, "Serahkan");
  assert.match(await page.textContent("main"), /Lembar diserahkan/);
  await look(page, "w-4-sheet-given");
  await press(page, "Tarik kembali untuk diubah");
  assert.match(await page.textContent("main"), /Lembar ditarik kembali/);
  assert.equal(await page.inputValue("[name='points-0']"), "25,5");
  await press(page, "Serahkan");
  await page.goto(`${demo.base}/wawancara`);
  await look(page, "w-4-rooms");
}

async function fix(page, demo) {
  await signIn(page, demo, "kendali.satu");
  await page.goto(demo.base + MANAGE);
  assert.match(await page.textContent("main"), /jadwal tidak dapat diundi ulang/);
  await press(page, "Tetapkan nilai wawancara");
  assert.match(await page.textContent("main"), /Nilai ditetapkan untuk kantor yang lembarnya sudah diserahkan/);
  const row = page.locator("tbody tr", { hasText: OFFICE.name });
  assert.match(await row.textContent(), /70,5/);
  await look(page, "w-5-fixed");
}
