// What an office owes the public and what it keeps closed: the checklist of duties leads to a form; a consequence test goes
// from the PPID to the leader, to everybody's list, and to its opening.

import assert from "node:assert/strict";

import { SIZES, look, signIn } from "../harness/browser.js";
import { fill, mistakes, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";

const AT = "2026-11-25T02:00:00Z";
const SITE = "/kabupaten-katingan";
const DESK = `/meja${SITE}`;
const TITLE = "Rekening bank bendahara kegiatan";

journey(
  "duties are seen, and information is exempt for a time alone",
  async ({ demo, visit }) => {
    const ppid = (await visit()).page;
    await signIn(ppid, demo, "ppid.katingan");
    await duties(ppid, demo);
    await propose(ppid, demo);
    const leader = (await visit({ size: SIZES.narrow })).page;
    await signIn(leader, demo, "pimpinan.katingan");
    await approve(leader, demo);
    const anybody = (await visit({ size: SIZES.narrow })).page;
    await read(anybody, demo);
    await end(ppid, demo);
    await anybody.reload();
    assert.match(await anybody.textContent("main"), /Dibuka oleh PPID sejak 25 November 2026/);
  },
  { at: AT, once: true },
);

async function duties(page, demo) {
  await page.goto(demo.base + DESK);
  await open(page, "Kewajiban mengumumkan");
  assert.match(await page.textContent("main"), /dari 37 kewajiban mutakhir/);
  await look(page, "d-1-duties");
  await page.click("main a[href$='kewajiban=lhkpn']");
  assert.equal(await page.inputValue("[name=duty]"), "lhkpn");
  assert.equal(await page.isChecked("input[name=class][value=berkala]"), true);
  await look(page, "d-1-form");
}

async function propose(page, demo) {
  await page.goto(demo.base + DESK);
  await open(page, "Informasi dikecualikan");
  await look(page, "d-2-list");
  await open(page, "Mulai uji konsekuensi");
  await look(page, "d-2-form");
  await fill(page, { document: "Buku rekening 2026" });
  await mistakes(page, await press(page, "Simpan draf"));
  assert.equal(await page.inputValue("[name=document]"), "Buku rekening 2026", "what was typed is kept");
  await look(page, "d-2-wrong");
  await fill(page, { information: TITLE, unit: "Subbagian Administrasi" });
  await press(page, "Simpan draf");
  assert.match(await page.textContent("main"), /Belum lengkap/);
  await look(page, "d-2-draft");
  await page.click("main a[href$='/ubah']");
  await page.selectOption("[name=ground]", "h3");
  await page.check("input[name=term][value=until]");
  await fill(page, {
    if_opened: "Rekening dapat disalahgunakan.",
    if_closed: "Bendahara terlindungi; realisasi anggaran tetap diumumkan.",
    weighing: "Masyarakat cukup mengetahui jumlah dan pemakaiannya.",
    term_until: "2027-12-31",
  });
  await press(page, "Simpan draf");
  await press(page, "Nyatakan langkah uji lengkap");
  await press(page, "Usulkan kepada atasan PPID atau pimpinan");
  assert.match(await page.textContent("main"), /Menunggu persetujuan/);
  await look(page, "d-2-proposed");
  const sheet = await page.request.get(`${page.url()}/lembar.pdf`);
  assert.equal((await sheet.body()).subarray(0, 5).toString(), "%PDF-");
}

/** Whoever only approves comes by the menu, on a phone. */
async function approve(page, demo) {
  await page.goto(`${demo.base}/meja`);
  await look(page, "d-3-list");
  await open(page, TITLE);
  await look(page, "d-3-sheet");
  await fill(page, { number: "12/SK/PPID/2026", day: "2026-12-31", place: "Kasongan" });
  await mistakes(page, await press(page, "Setujui pengecualian"));
  assert.equal(await page.inputValue("[name=number]"), "12/SK/PPID/2026", "what was typed is kept");
  await fill(page, { day: "2026-11-25" });
  await press(page, "Setujui pengecualian");
  assert.match(await page.textContent("main"), /Dapat dipakai untuk menolak permohonan/);
}

async function read(page, demo) {
  await page.goto(`${demo.base}${SITE}/informasi-dikecualikan`);
  const text = await page.textContent("main");
  assert.match(text, new RegExp(TITLE));
  assert.match(text, /Pasal 17 huruf h angka 3/);
  assert.doesNotMatch(text, /Buku rekening 2026|disalahgunakan/);
  await look(page, "d-4-public");
}

async function end(page, demo) {
  await page.goto(`${demo.base}${DESK}/dikecualikan`);
  await open(page, TITLE);
  await fill(page, { number: "13/SK/PPID/2026", reason: "Kegiatan selesai dan rekening ditutup." });
  await press(page, "Buka informasi ini");
  assert.match(await page.textContent("main"), /Tidak dapat dipakai untuk menolak/);
  await look(page, "d-5-opened");
}
