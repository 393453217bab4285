// Moving in from an old site: an export of it is sent, some of what it had become drafts, the rest is put aside, and the same
// export sent again finds only what is new.

import assert from "node:assert/strict";

import { SIZES, look, signIn } from "../harness/browser.js";
import { text } from "../harness/files.js";
import { mistakes, open, press } from "../harness/form.js";
import { journey } from "../harness/journey.js";

const DESK = "/meja/kabupaten-katingan";

journey(
  "what an old site had becomes drafts, once",
  async ({ demo, visit }) => {
    const { page } = await visit();
    await signIn(page, demo, "petugas.katingan");
    await page.goto(demo.base + DESK);
    await open(page, "Pindahan dari situs lama");
    await refuse(page);
    await send(page, 3);
    assert.match(await page.textContent("#find"), /3 temuan/);
    assert.doesNotMatch(await page.textContent("main"), /Naskah|<b>/, "drafts stay behind, mark-up is text");
    await look(page, "pindah-2-finds");
    await take(page);
    await putAside(page);
    await again(page, demo);
    const { page: phone } = await visit({ size: SIZES.narrow });
    await signIn(phone, demo, "ppid.katingan");
    await phone.goto(`${demo.base}${DESK}/pindahan`);
    await look(phone, "pindah-4-phone");
  },
  { once: true },
);

/** An export as WordPress writes it: so many documents, one that is not out, one page that only looks like one. */
function wxr(documents) {
  const item = (number, status) => `<item><title>Laporan &lt;b&gt;triwulan&lt;/b&gt; ${number} ${status === "draft" ? "Naskah" : ""}</title>
<link>https://lama.example/laporan-${number}/</link><pubDate>Tue, 0${number} Apr 2025 03:00:00 +0000</pubDate>
<guid isPermaLink="false">https://lama.example/?p=${number}</guid><content:encoded><![CDATA[<p>Hasil pengawasan triwulan.</p>]]></content:encoded>
<wp:post_id>${number}</wp:post_id><wp:post_type>post</wp:post_type><wp:status>${status}</wp:status></item>`;
  const items = Array.from({ length: documents }, (_, index) => item(index + 1, "publish"));
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Situs lama</title><wp:wxr_version>1.2</wp:wxr_version>
${items.join("\n")}${item(9, "draft")}</channel></rss>`;
}

async function choose(page, name, content) {
  await page.setInputFiles("[name=export]", text(name, content));
  return press(page, "Baca berkas");
}

async function refuse(page) {
  const told = await mistakes(page, await choose(page, "laporan.xml", "bukan xml"));
  assert.deepEqual(told.map((one) => one.includes("bukan XML yang utuh")), [true]);
  await look(page, "pindah-1-refused");
}

async function send(page, documents) {
  await page.selectOption("[name=export_class]", "berkala");
  await choose(page, "situs-lama.xml", wxr(documents));
  for (let tries = 0; /Sedang dibaca/.test(await page.textContent("main")); tries += 1) {
    assert.ok(tries < 50, "the export is read");
    await page.waitForTimeout(200);
    await page.reload();
  }
}

const box = (page, title) => page.getByRole("checkbox", { name: title });

async function take(page) {
  await mistakes(page, await press(page, "Jadikan draf"));
  await box(page, "Laporan triwulan 1").check();
  await box(page, "Laporan triwulan 2").check();
  await press(page, "Jadikan draf");
  assert.match(await page.textContent("#find"), /1 temuan/);
}

async function putAside(page) {
  await box(page, "Laporan triwulan 3").check();
  await press(page, "Sisihkan");
  assert.match(await page.textContent("main"), /Tidak ada\./);
}

async function again(page, demo) {
  await page.goto(`${demo.base}${DESK}/pindahan`);
  await send(page, 4);
  assert.match(await page.textContent("#find"), /1 temuan/, "only what is new");
  assert.match(await page.textContent("main"), /Laporan triwulan 4/);
  await page.goto(`${demo.base}${DESK}/informasi?keadaan=draf`);
  const drafts = await page.textContent("main");
  assert.match(drafts, /Laporan triwulan 1/);
  assert.match(drafts, /Laporan triwulan 2/);
  assert.doesNotMatch(drafts, /Laporan triwulan [34]/);
  await look(page, "pindah-3-drafts");
}
