// A document with personal data: the desk warns, parts of it are blacked out by mouse and by keyboard, and the public gets a
// file in which nothing of them is left.

import assert from "node:assert/strict";

import { look, signIn, SIZES } from "../harness/browser.js";
import { fill, mistakes, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";

const AT = "2026-11-25T02:00:00Z";
const NIK = "6206011205850001";
const DESK = "/meja/kabupaten-katingan/informasi";

journey(
  "what is blacked out is gone",
  async ({ demo, visit }) => {
    const { page } = await visit();
    await signIn(page, demo, "ppid.katingan");
    await write(page, demo);
    const item = page.url();
    await warn(page);
    await draw(page);
    await replaced(page, item);
    await press(page, "Nyatakan sudah diperiksa");
    await press(page, "Terbitkan");
    assert.match(await page.textContent("main"), /Diterbitkan/);
    const { page: anybody } = await visit({ size: SIZES.narrow });
    await anybody.goto(item.replace("/meja", ""));
    await look(anybody, "red-5-public");
    const href = new URL(await anybody.getAttribute(".tb-items a", "href"), anybody.url()).href;
    const bytes = Buffer.from(await (await anybody.request.get(href)).body()).toString("latin1");
    assert.ok(bytes.startsWith("%PDF-") && !bytes.includes(NIK) && !bytes.includes("/Font"), "something is left");
  },
  { at: AT, once: true },
);

/** A PDF with these lines on its pages. */
function pdf(pages) {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"];
  const kids = pages.map((lines) => {
    const content = `BT /F1 16 Tf 60 740 Td 24 TL ${lines.map((line) => `(${line}) Tj T*`).join(" ")} ET`;
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    const resources = "<< /Font << /F1 3 0 R >> >>";
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${objects.length} 0 R /Resources ${resources} >>`);
    return `${objects.length} 0 R`;
  });
  objects[1] = `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${kids.length} >>`;
  const body = objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join("");
  return Buffer.from(`%PDF-1.7\n${body}trailer\n<< /Root 1 0 R >>\n%%EOF\n`, "latin1");
}

async function write(page, demo) {
  await page.goto(`${demo.base}${DESK}/baru`);
  await page.check("input[name=class][value=setiap_saat]");
  await fill(page, {
    title: "Keputusan penerima penghargaan",
    summary: "Daftar penerima penghargaan pengawas teladan.",
    holder: "Subbagian Hukum",
    responsible: "Kepala Sekretariat",
    made_on: "2026-11-20",
    place: "Kasongan",
    retention: "5 tahun",
  });
  await page.check("input[name=forms][value=daring]");
  await press(page, "Simpan draf");
  const lines = [
    ["KEPUTUSAN KETUA BAWASLU KABUPATEN KATINGAN", "NOMOR 12 TAHUN 2026", "", `Nama: Budi Santoso, NIK ${NIK}`, "Telepon 0812-3456-7890"],
    ["Lampiran", `Siti Aminah, NIK ${NIK.slice(0, 12)}0002`],
  ];
  await page.setInputFiles("input[type=file]", { name: "keputusan.pdf", mimeType: "application/pdf", buffer: pdf(lines) });
  await press(page, "Unggah berkas");
}

/** Loads the page again until what is waited for is there. */
async function until(page, has) {
  for (let tries = 0; tries < 300 && !has.test(await page.textContent("main")); tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  assert.match(await page.textContent("main"), has);
}

async function warn(page) {
  await until(page, /NIK: 2/);
  const text = await page.textContent("#privacy");
  assert.ok(text.includes("6206••••••••••01") && !text.includes(NIK), text);
  await look(page, "red-1-warnings");
  await mistakes(page, await press(page, "Nyatakan sudah diperiksa"));
  await page.click("#privacy a[href$='/hitamkan']");
  await page.waitForSelector("[data-redact-draw]");
  await look(page, "red-2-page");
}

async function draw(page) {
  // By mouse, over the number of the first page.
  await page.click("[data-redact-draw]");
  await page.locator("[data-redact]").evaluate((drawing) => drawing.scrollIntoView({ block: "start" }));
  const area = await page.locator("[data-redact]").boundingBox();
  const at = (x, y) => [area.x + (area.width * x) / 100, area.y + (area.height * y) / 100];
  await page.mouse.move(...at(8, 18));
  await page.mouse.down();
  await page.mouse.move(...at(60, 21), { steps: 4 });
  await page.mouse.move(...at(92, 25.5));
  await page.mouse.up();
  assert.match(await page.textContent("[data-redact-say]"), /Kotak 1 ditambahkan/);
  assert.match(await page.inputValue("#left-1"), /^(7|8),\d\d$/);
  // By keyboard: a box that nobody needs, given up; then one on the second page, made larger to both sides.
  await page.focus("[data-redact-draw]");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue("#left-2"), "");
  await look(page, "red-3-drawn");
  await page.click("button[value=page-2]");
  await page.waitForSelector("[data-page='2']");
  assert.notEqual(await page.inputValue("#left-1"), "", "what was drawn stays");
  await page.click("[data-redact-draw]");
  for (let step = 0; step < 64; step += 1) await page.keyboard.press("ArrowUp");
  for (let step = 0; step < 64; step += 1) await page.keyboard.press("ArrowLeft");
  for (let step = 0; step < 140; step += 1) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue("#page-2"), "2");
  assert.deepEqual([await page.inputValue("#left-2"), await page.inputValue("#top-2"), await page.inputValue("#bottom-2")], ["8,00", "13,00", "18,00"]);
  await look(page, "red-3-second");
  await press(page, "Hitamkan dan ganti berkas");
}

async function replaced(page, item) {
  assert.equal(page.url(), item);
  await until(page, /keputusan \(dihitamkan\)\.pdf/);
  await until(page, /tidak berisi teks/);
  assert.match(await page.textContent("#privacy"), /Tidak ditemukan pola data pribadi/);
  await look(page, "red-4-replaced");
}
