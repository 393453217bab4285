// What an office writes for its site: news with a picture from the first draft to everybody, and a question that RI offers,
// with the office's own words below it.

import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";

import { SIZES, look, signIn } from "../harness/browser.js";
import { fill, mistakes, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";

const AT = "2026-11-25T02:00:00Z";
const SITE = "/kabupaten-katingan";
const DESK = `/meja${SITE}`;
const TITLE = "Sosialisasi di Kecamatan Kamipang";
const BODY = "Warga **tiga desa** hadir.\n\n## Jadwal\n\n| Desa | Jam |\n|---|---|\n| Baun Bango | 09.00 |\n";

journey(
  "news is written, looked at, published and read; what RI offers is added to",
  async ({ demo, visit }) => {
    const officer = (await visit()).page;
    await signIn(officer, demo, "petugas.katingan");
    await write(officer, demo);
    await extend(officer, demo);
    const anybody = (await visit({ size: SIZES.narrow })).page;
    await read(anybody, demo);
  },
  { at: AT, once: true },
);

async function write(page, demo) {
  await page.goto(demo.base + DESK);
  await open(page, "Halaman, berita, regulasi, tanya jawab");
  await open(page, "Berita");
  await open(page, "Tulis berita");
  await fill(page, { title: TITLE, body: `${BODY}\n![](gambar:1)\n` });
  await mistakes(page, await press(page, "Simpan draf"));
  assert.match(await page.textContent("main"), /Baris \d+: nomor gambar itu tidak ada/);
  await fill(page, { body: BODY });
  await press(page, "Pratinjau");
  assert.equal(await page.textContent(".tb-prose h3"), "Jadwal");
  await look(page, "n-1-preview");
  await press(page, "Simpan draf");
  await page.click("main a[href$='/ubah']");
  await page.setInputFiles("#picture", { name: "warga.png", mimeType: "image/png", buffer: png(64, 48) });
  await fill(page, { alternative: "Warga duduk melingkar di balai desa" });
  await press(page, "Unggah gambar");
  const code = await page.textContent(".tb-picture code");
  await fill(page, { body: `${BODY}\n${code}\n` });
  await look(page, "n-1-form");
  await press(page, "Simpan draf");
  // While nobody has looked at the picture, somebody has to answer for it.
  const answer = "Saya sudah memeriksa semua peringatan; yang tertulis boleh diumumkan";
  if (await page.getByRole("button", { name: answer }).count()) await press(page, answer);
  await press(page, "Terbitkan");
  assert.match(await page.textContent("main"), /Diterbitkan/);
  await look(page, "n-2-article");
}

async function extend(page, demo) {
  await page.goto(`${demo.base}${DESK}/situs/tanya-jawab`);
  await look(page, "n-3-list");
  await open(page, "Siapa yang boleh meminta informasi?");
  await fill(page, { addition: "Petugas di Kasongan membantu mengisi formulir." });
  await press(page, "Simpan pilihan");
}

async function read(page, demo) {
  await page.goto(`${demo.base}${SITE}/tanya-jawab`);
  assert.match(await page.textContent("main"), /Dari Bawaslu RI/);
  assert.match(await page.textContent("main"), /Petugas di Kasongan membantu/);
  await look(page, "n-4-questions");
  for (const place of ["profil", "struktur", "laporan", "regulasi", "dasar-hukum"]) {
    await page.goto(`${demo.base}${SITE}/${place}`);
    await look(page, `n-5-${place}`);
  }
  await page.goto(`${demo.base}${SITE}/berita`);
  await look(page, "n-6-news");
  await open(page, TITLE);
  assert.equal(await page.textContent(".tb-prose h2"), "Jadwal");
  // The copy is made in the background, after whatever else waits to be looked at; its words stand there until then.
  const words = "Warga duduk melingkar di balai desa";
  const isShown = (await page.locator(`.tb-prose img[alt="${words}"]`).count()) === 1;
  assert.ok(isShown || (await page.textContent(".tb-prose")).includes(words));
  await look(page, "n-7-story");
}

/** A picture of one colour. */
function png(width, height) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x5e)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
