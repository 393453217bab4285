// Files on their way from an officer's page: lines that break, pages that are closed, hands on the keyboard.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";

import { look, signIn } from "../harness/browser.js";
import { paper, photo, png, text } from "../harness/files.js";
import { follow, press } from "../harness/form.js";
import { journey as both } from "../harness/journey.js";
import { badLine } from "../harness/line.js";
import { HOME, arrivedRow, bytesOf, onDisk, place, rowOf, sha256, slow } from "../harness/office.js";

// What a browser does with files and texts is the same on either database.
const journey = (name, walk, options) => both(name, walk, { ...options, once: true });

const MB = 1024 * 1024;

/** A picture of this many bytes, no two alike. */
const bigPicture = (size) => {
  const picture = png();
  return Buffer.concat([picture, randomBytes(size - picture.length)]);
};

const button = (row, words) => row.getByRole("button", { name: new RegExp(`^${words}`) });

/** The page of a question, with its originals sent as they are. */
async function questionPage({ demo, visit }, question, options) {
  const { page, context } = await visit(options);
  await signIn(page, demo, "petugas.katingan");
  await page.goto(`${demo.base}${HOME}/${question}`);
  return { page, context };
}

async function sendOriginals(section) {
  await section.getByLabel("Kirim foto dalam ukuran asli").check();
}

journey("u21: our own client gets a file across a line that is cut ten times", async ({ demo, visit }) => {
  const line = await badLine(() => Number(new URL(demo.base).port), []);
  const bytes = bigPicture(12 * MB);
  const files = onDisk({ "ruang.png": bytes });
  try {
    const through = { base: `http://127.0.0.1:${line.port}`, password: demo.password };
    const { page } = await questionPage({ demo: through, visit }, "A01");
    const section = await place(page, 0);
    await sendOriginals(section);
    await section.locator("input[type=file][name^='slot.']").setInputFiles(files.paths["ruang.png"]);
    const cuts = Array.from({ length: 10 }, () => 200_000 + Math.floor(Math.random() * 1_600_000));
    const before = line.sent;
    line.cutAfter([...cuts]);
    await section.getByRole("button", { name: "Unggah", exact: true }).click();
    const row = arrivedRow(section, "ruang.png");
    await row.waitFor({ timeout: 120_000 });
    const sent = (line.sent - before) / bytes.length;
    console.log(`u21: own client, ${line.cut} cuts, ${sent.toFixed(3)} of the bytes sent; cuts after ${cuts}`);
    assert.equal(line.cut, 10, "every cut fell into the upload");
    assert.equal(sha256(await bytesOf(page, row)), sha256(bytes));
    assert.ok(sent <= 1.1, `${sent} of the bytes sent`);
  } finally {
    files.remove();
    await line.end();
  }
});

journey("s03: the program is killed in mid-upload and the page goes on by itself", async ({ demo, visit }) => {
  const line = await badLine(() => Number(new URL(demo.base).port), []);
  const bytes = bigPicture(3 * MB);
  try {
    const through = { base: `http://127.0.0.1:${line.port}`, password: demo.password };
    const { page } = await questionPage({ demo: through, visit }, "A01", { losesLine: true });
    const section = await place(page, 0);
    await sendOriginals(section);
    await section.locator("input[type=file][name^='slot.']").setInputFiles({ name: "mati.png", mimeType: "image/png", buffer: bytes });
    await slow(page, 400_000);
    await section.getByRole("button", { name: "Unggah", exact: true }).click();
    await rowOf(section, "mati.png").getByText(/[2-9]\d %/).waitFor();
    const before = line.sent;
    await demo.crash();
    await slow(page, Infinity);
    const row = arrivedRow(section, "mati.png");
    await row.waitFor({ timeout: 60_000 });
    assert.equal(sha256(await bytesOf(page, row)), sha256(bytes));
    assert.ok(line.sent - before < bytes.length, "what the server had before it was killed was not sent again");
  } finally {
    await line.end();
  }
});

journey("a file goes on where it was when the page is opened again and it is chosen once more", async (walk) => {
  const bytes = bigPicture(3 * MB);
  const files = onDisk({ "ruang.png": bytes });
  try {
    const { page } = await questionPage(walk, "A01");
    let section = await place(page, 0);
    await sendOriginals(section);
    await section.locator("input[type=file][name^='slot.']").setInputFiles(files.paths["ruang.png"]);
    await section.locator("form[data-upload] input[name=caption]").fill("Ruang layanan");
    await slow(page, 400_000);
    await section.getByRole("button", { name: "Unggah", exact: true }).click();
    await rowOf(section, "ruang.png").getByText(/[1-9]\d* %/).waitFor();
    await look(page, "sending");
    // The browser asks whether the page may be left.
    page.once("dialog", (dialog) => dialog.accept());
    await page.reload();
    await slow(page, Infinity);
    section = await place(page, 0);
    const begun = rowOf(section, "ruang.png");
    await begun.getByText(/dari 3 MB sudah terkirim\. Pilih berkas itu lagi untuk melanjutkan\./).waitFor();
    await look(page, "sending-to-go-on");
    const offsets = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
    });
    await sendOriginals(section);
    await section.locator("input[type=file][name^='slot.']").setInputFiles(files.paths["ruang.png"]);
    const row = arrivedRow(section, "ruang.png");
    await row.waitFor();
    assert.ok(offsets[0] > 0, `it went on at ${offsets[0]}`);
    assert.equal(sha256(await bytesOf(page, row)), sha256(bytes));
    assert.match(await row.textContent(), /Ruang layanan/, "with the caption of the first time");
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("unggah")).length), 0);
  } finally {
    files.remove();
  }
});

journey("files are paused, resumed and removed by keyboard, and what is typed elsewhere stays", async (walk) => {
  const { page } = await questionPage(walk, "A01");
  const section = await place(page, 0);
  const other = await place(page, 1);
  await other.locator("form[data-upload] input[name=caption]").fill("belum selesai diketik");
  await sendOriginals(section);
  const three = ["satu.png", "dua.png"].map((name) => ({ name, mimeType: "image/png", buffer: bigPicture(2 * MB) }));
  await section.locator("input[type=file][name^='slot.']").setInputFiles(three);
  await slow(page, 300_000);
  await section.getByRole("button", { name: "Unggah", exact: true }).press("Enter");
  const [first, second] = [rowOf(section, "satu.png"), rowOf(section, "dua.png")];
  await first.getByText(/[1-9]\d* %/).waitFor();
  assert.match(await second.textContent(), /Menunggu giliran/);
  await button(first, "Jeda").press("Space");
  await first.getByText(/Dijeda/).waitFor();
  assert.ok(await button(first, "Lanjutkan").evaluate((element) => element === document.activeElement), "the focus stays");
  await second.getByText(/[1-9]\d* %/).waitFor();
  await look(page, "sending-paused");
  page.once("dialog", (dialog) => dialog.accept());
  await button(second, "Keluarkan").press("Enter");
  await second.waitFor({ state: "detached" });
  assert.ok(await button(first, "Keluarkan").evaluate((element) => element === document.activeElement), "the focus goes on");
  await slow(page, Infinity);
  await button(first, "Lanjutkan").press("Enter");
  await arrivedRow(section, "satu.png").waitFor();
  assert.equal(await rowOf(section, "dua.png").count(), 0);
  assert.equal(await other.locator("form[data-upload] input[name=caption]").inputValue(), "belum selesai diketik");
  assert.match(await page.locator("[role=status]").allTextContents().then((all) => all.join()), /satu\.png sudah diterima server/);
});

journey("saving and going on waits for the files, and says what is refused", async (walk) => {
  const { page } = await questionPage(walk, "A01");
  const section = await place(page, 0);
  await section.locator("input[type=file][name^='slot.']").setInputFiles([photo("papan.png", 5), text("catatan.png", "bukan gambar")]);
  await page.getByRole("button", { name: "Simpan dan lanjutkan" }).click();
  const refused = rowOf(section, "catatan.png");
  await refused.getByText(/Tidak terkirim/).waitFor();
  await page.getByText(/Jawaban belum disimpan karena ada berkas yang tidak terkirim/).waitFor();
  await arrivedRow(section, "papan.png").waitFor();
  assert.match(page.url(), /A01/);
  await look(page, "sending-refused");
  await button(refused, "Keluarkan").click();
  await follow(page, () => page.getByRole("button", { name: "Simpan dan lanjutkan" }).click());
  assert.match(page.url(), /A02$/);
});

journey("what was chosen stays when the answer brings other places and then the same again", async (walk) => {
  const { page } = await questionPage(walk, "E34");
  await page.locator("input[name=options][value=a]").check();
  let section = await place(page, 0);
  await section.locator("input[type=file][name^='slot.']").setInputFiles(paper("surat.pdf", "Surat tugas"));
  await section.locator("form[data-upload] input[name=caption]").fill("Surat tugas admin");
  await rowOf(section, "surat.pdf").getByText(/Siap dikirim/).waitFor();
  await page.locator("input[name=options][value=c]").check();
  await rowOf(section, "surat.pdf").waitFor({ state: "detached" });
  await page.locator("input[name=options][value=a]").check();
  section = await place(page, 0);
  await rowOf(section, "surat.pdf").getByText(/Siap dikirim/).waitFor();
  assert.equal(await section.locator("form[data-upload] input[name=caption]").inputValue(), "Surat tugas admin");
  await section.getByRole("button", { name: "Unggah", exact: true }).click();
  const row = arrivedRow(section, "surat.pdf");
  await row.waitFor();
  assert.match(await row.textContent(), /Surat tugas admin/);
});

journey("where a page may not see the camera, the device's own takes the photo", async (walk) => {
  const { page, context } = await walk.visit();
  await context.addInitScript(() => Object.defineProperty(navigator, "mediaDevices", { value: undefined }));
  await signIn(page, walk.demo, "petugas.katingan");
  await page.goto(`${walk.demo.base}${HOME}/A01`);
  const section = await place(page, 0);
  const chooser = page.waitForEvent("filechooser");
  await section.getByRole("button", { name: "Ambil foto di sini" }).click();
  const chosen = await chooser;
  assert.equal(await chosen.element().getAttribute("capture"), "environment");
  await chosen.setFiles(photo("kamera-hp.png", 7));
  await rowOf(section, "kamera-hp.png").getByText(/Siap dikirim/).waitFor();
});

journey("without scripts the plain form sends files", async (walk) => {
  const { page } = await questionPage(walk, "A01", { javaScriptEnabled: false });
  const section = page.locator("#bukti section").first();
  await section.locator("input[type=file][name^='slot.']").setInputFiles(photo("polos.png", 9));
  await press(page, "Unggah", section);
  assert.match(await section.textContent(), /polos\.png/);
});
