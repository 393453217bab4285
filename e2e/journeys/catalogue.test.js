// Public information: written at the desk, published by the PPID, read by anybody on a phone, revised and withdrawn.

import assert from "node:assert/strict";

import { look, signIn } from "../harness/browser.js";
import { fill, mistakes, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";

const AT = "2026-11-25T02:00:00Z";
const SITE = "/kabupaten-katingan";
const DESK = `/meja${SITE}`;
const TITLE = "Laporan pengawasan pemungutan suara";

journey(
  "information goes from an officer's form to anybody's phone",
  async ({ demo, visit }) => {
    const officer = (await visit()).page;
    await signIn(officer, demo, "petugas.katingan");
    await write(officer, demo);
    const ppid = (await visit()).page;
    await signIn(ppid, demo, "ppid.katingan");
    await publish(ppid, demo);
    const { page: anybody } = await visit();
    await read(anybody, demo);
    await withdraw(ppid, demo);
    await anybody.reload();
    assert.match(await anybody.textContent("main"), /Informasi ini ditarik/);
    await look(anybody, "cat-6-withdrawn");
  },
  { at: AT, once: true },
);

async function write(page, demo) {
  await page.goto(demo.base + DESK);
  await look(page, "cat-1-desk");
  await open(page, "Daftar informasi publik");
  await look(page, "cat-1-list");
  await open(page, "Tambah informasi");
  await look(page, "cat-1-form");
  await fill(page, { summary: "Temuan di 214 TPS dan tindak lanjutnya.", holder: "Subbagian Pengawasan" });
  await mistakes(page, await press(page, "Simpan draf"));
  assert.equal(await page.inputValue("[name=holder]"), "Subbagian Pengawasan", "what was typed is kept");
  await look(page, "cat-1-wrong");
  await page.check("input[name=class][value=setiap_saat]");
  await fill(page, { title: TITLE });
  await press(page, "Simpan draf");
  assert.match(await page.textContent("main"), /Belum lengkap/);
  await look(page, "cat-2-draft");
  await page.click("main a[href$='/ubah']");
  await fill(page, {
    responsible: "Kepala Sekretariat",
    made_on: "2026-11-20",
    place: "Kasongan",
    retention: "5 tahun, lalu dinilai kembali",
  });
  await page.check("input[name=forms][value=daring]");
  await press(page, "Simpan draf");
  await page.setInputFiles("input[type=file]", {
    name: "temuan.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("kecamatan,temuan\nKatingan Hilir,12\nTasik Payawan,3\n"),
  });
  await press(page, "Unggah berkas");
  await lookedAt(page);
  await press(page, "Nyatakan sudah diperiksa");
  assert.match(await page.textContent("main"), /Menerbitkan adalah tugas PPID/);
  await look(page, "cat-2-checked");
}

/** Waits until the files of an item were looked at: before that nothing of it is published. */
async function lookedAt(page) {
  for (let tries = 0; tries < 300 && /belum selesai diperiksa/.test(await page.textContent("#privacy")); tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
}

async function publish(page, demo) {
  await page.goto(`${demo.base}${DESK}/informasi?keadaan=checked`);
  await open(page, TITLE);
  await press(page, "Terbitkan");
  assert.match(await page.textContent("main"), /Diterbitkan/);
  await look(page, "cat-3-published");
}

async function read(page, demo) {
  await page.goto(demo.base + SITE);
  assert.match(await page.textContent("main"), new RegExp(TITLE));
  await look(page, "cat-4-home");
  await open(page, "Informasi setiap saat");
  await look(page, "cat-4-list");
  await open(page, TITLE);
  assert.match(await page.textContent("main"), /temuan\.csv/);
  await look(page, "cat-5-item");
  const file = await page.request.get(new URL(await page.getAttribute(".tb-items a", "href"), page.url()).href);
  assert.equal(await file.text(), "kecamatan,temuan\nKatingan Hilir,12\nTasik Payawan,3\n");
}

async function withdraw(page, demo) {
  await page.goto(`${demo.base}${DESK}/informasi`);
  await open(page, TITLE);
  await page.fill("#reason-withdraw", "Masih memuat nama pelapor.");
  await press(page, "Tarik dari publik");
  assert.match(await page.textContent("main"), /Ditarik dari publik/);
}
