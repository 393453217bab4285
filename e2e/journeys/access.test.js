// The access test: RI prepares and draws, a tester asks and records on a phone, the office checks its readiness and learns
// nothing of the test.

import assert from "node:assert/strict";

import { look, signIn, SIZES } from "../harness/browser.js";
import { paper } from "../harness/files.js";
import { fill, heading, mistakes, press, tick } from "../harness/form.js";
import { journey } from "../harness/journey.js";
import { HOME } from "../harness/office.js";

/** A Wednesday morning on which offices serve. */
const AT = "2026-11-25T02:00:00Z";

/** Prepares the access test and draws it; gives the drawn minute of Katingan. */
async function prepare(demo, page, round) {
  const manage = `${round}/uji-akses`;
  await page.goto(`${demo.base}${round}/tahapan`);
  const days = { "access_test.opens": "2026-11-24", "access_test.opens.time": "00:00", "access_test.closes": "2026-12-01", "access_test.closes.time": "00:00" };
  await fill(page, { ...days, reason: "Uji akses ditambahkan" });
  assert.equal((await press(page, "Simpan")).status(), 200);
  await page.goto(`${demo.base}${manage}/skenario`);
  await fill(page, { code: "dip", question: "Selamat siang. Di mana saya dapat membaca daftar informasi publik tahun ini?", right_answer: "Tautan ke DIP tahun berjalan dan nomor keputusannya." });
  assert.equal((await press(page, "Simpan")).status(), 200);
  await page.goto(`${demo.base}${manage}/penguji`);
  await page.selectOption("select[name=login]", "penguji");
  await fill(page, { institution: "Universitas Palangka Raya", ties: "" });
  assert.equal((await press(page, "Simpan penguji")).status(), 200);
  await look(page, "access-testers");
  await page.goto(`${demo.base}${manage}/undian`);
  assert.match((await mistakes(page, await press(page, "Undi"))).join(), /Benih undian/);
  await fill(page, { seed: "Penutupan IHSG 24 November 2026" });
  await press(page, "Undi");
  const record = await (await page.request.get(`${demo.base}${manage}/undian/1`)).json();
  await page.goto(`${demo.base}${manage}`);
  await look(page, "access-overview");
  await page.goto(`${demo.base}${manage}/lembar`);
  await look(page, "access-sheet");
  return record.cases.find((one) => one.office === "62.06").due_at;
}

journey(
  "an access test from the draw to the sheet that counts",
  async ({ demo, visit }) => {
    const { page: ppid } = await visit();
    await signIn(ppid, demo, "ppid.katingan");
    await ppid.goto(`${demo.base}/badan/kabupaten-katingan/ubah`);
    await fill(ppid, { whatsapp: "0812-3456-7890", site: "https://katingan.example.go.id" });
    assert.equal((await press(ppid, "Simpan")).status(), 200);
    const { page: ri } = await visit();
    await signIn(ri, demo, "kendali.satu");
    const round = await roundOf(ri, demo);
    const due = await prepare(demo, ri, round);

    await demo.restart({ at: due });
    const { page, context } = await visit({ size: SIZES.narrow, losesLine: true });
    await signIn(page, demo, "penguji");
    await page.goto(`${demo.base}/uji-akses`);
    await look(page, "access-mine");
    await page.getByRole("link", { name: /Kabupaten Katingan/ }).click();
    assert.match(await heading(page), /Uji akses .*Katingan/);
    await look(page, "access-case-drawn");
    // The act of sending starts the clock and opens WhatsApp.
    let opened = "";
    await context.route("https://wa.me/**", (route) => {
      opened = route.request().url();
      return route.fulfill({ contentType: "text/html; charset=utf-8", body: "<!doctype html><title>WhatsApp</title>WhatsApp" });
    });
    const address = page.url();
    await page.getByRole("button", { name: "Mulai dan buka WhatsApp" }).click();
    await page.waitForURL("https://wa.me/**");
    assert.match(decodeURIComponent(opened), /daftar informasi publik tahun ini/);
    await page.goto(address);
    assert.match(await page.textContent("main"), /Hari kerja berjalan/);
    // What is typed without a line is kept, and arrives when there is one.
    await page.locator("#note").fill("Dibalas petugas jaga");
    await page.locator("#tersimpan .tb-save--ok").waitFor();
    await context.setOffline(true);
    await tick(page, "q-A1", "formulir");
    await page.locator("#tersimpan .tb-save--failed").waitFor();
    await look(page, "access-case-offline");
    await context.setOffline(false);
    await page.locator("#tersimpan .tb-save--ok").waitFor({ timeout: 45_000 });
    assert.equal((await press(page, "Tanggapan baru saja datang")).status(), 200);
    assert.ok(await page.locator("input[name='q-A1'][value=formulir]").isChecked(), "nothing typed is lost");
    await page.locator("form[action$='/berkas'] input[type=file]").setInputFiles(paper("percakapan.pdf", "Percakapan WhatsApp"));
    await fill(page, { caption: "Percakapan" });
    assert.equal((await press(page, "Unggah", page.locator("form[action$='/berkas']"))).status(), 200);
    await mistakes(page, await press(page, "Serahkan lembar"));
    await look(page, "access-case-wrong");
    for (const [question, option] of Object.entries({ A2: "tidak_ada", C1: "lengkap", D1: "ya", D2: "tidak_terbit" })) await tick(page, `q-${question}`, option);
    assert.equal((await press(page, "Jawaban baru saja datang")).status(), 200);
    assert.equal((await press(page, "Serahkan lembar")).status(), 200);
    assert.match(await page.textContent("main"), /97 dari 100/);
    await look(page, "access-case-submitted");

    const { page: controller } = await visit();
    await signIn(controller, demo, "kendali.satu");
    await controller.goto(`${demo.base}${round}/uji-akses/kasus/${address.split("/").pop()}`);
    await look(controller, "access-case-controlled");

    const { page: office } = await visit({ size: SIZES.narrow });
    await signIn(office, demo, "petugas.katingan");
    assert.equal((await office.goto(`${demo.base}${HOME}/uji-akses`)).status(), 404, "nothing before it is opened");
    await office.goto(`${demo.base}${HOME}/kesiapan`);
    await tick(office, "checks", "credit");
    await fill(office, { roster: "Sri, 09.00 sampai 15.00", auto_reply: "Terima kasih, kami balas pada jam layanan." });
    assert.equal((await press(office, "Catat pemeriksaan")).status(), 200);
    await look(office, "access-ready");
    await office.selectOption("select[name=channel]", "whatsapp");
    await fill(office, { question: "Siapa PPID kantor ini?" });
    assert.equal((await press(office, "Mulai latihan")).status(), 200);
    await look(office, "access-practice");
    await office.goto(`${demo.base}${HOME}/situs`);
    await look(office, "access-site-own");
    await controller.goto(`${demo.base}${round}/situs`);
    await look(controller, "access-sites");
  },
  { at: AT, once: true },
);

/** The address of the running round. */
async function roundOf(page, demo) {
  const [, , slug] = HOME.split("/");
  assert.equal((await page.goto(`${demo.base}/nasional/${slug}`)).status(), 200);
  return `/nasional/${slug}`;
}
