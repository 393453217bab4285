// Photos: made smaller on the device with what they say of time and place, or taken in the page and marked.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

import { SIZES, look, signIn } from "../harness/browser.js";
import { drawJpeg, withExif } from "../harness/exif.js";
import { journey as both } from "../harness/journey.js";
import { HOME, arrivedRow, bytesOf, onDisk, place, rowOf, sha256 } from "../harness/office.js";

// What a browser does with files and texts is the same on either database.
const journey = (name, walk, options) => both(name, walk, { ...options, once: true });

/** What exiftool reads of a file. */
function facts(bytes) {
  const files = onDisk({ "foto.jpg": bytes });
  try {
    return JSON.parse(execFileSync("exiftool", ["-json", "-n", files.paths["foto.jpg"]], { encoding: "utf8" }))[0];
  } finally {
    files.remove();
  }
}

const send = (section) => section.getByRole("button", { name: "Unggah", exact: true }).click();

journey("a photo is made smaller on the device and keeps when and where it was taken", async ({ demo, visit }) => {
  const { page } = await visit();
  await signIn(page, demo, "petugas.katingan");
  await page.goto(`${demo.base}${HOME}/A02`);
  const size = { width: 3000, height: 2000 };
  const original = withExif(await drawJpeg(page, size), size);
  const section = await place(page, 0);
  await section.locator("input[type=file][name^='slot.']").setInputFiles({ name: "ruang.jpg", mimeType: "image/jpeg", buffer: original });
  await rowOf(section, "ruang.jpg").getByText(/MB dikecilkan menjadi .* KB\. Siap dikirim/).waitFor();
  await look(page, "photo-smaller");
  await send(section);
  const row = arrivedRow(section, "ruang.jpg");
  await row.waitFor();
  const small = await bytesOf(page, row);
  console.log(`photo: ${original.length} bytes became ${small.length}`);
  assert.ok(small.length < original.length / 2, `${original.length} became ${small.length}`);
  const said = facts(small);
  assert.equal(said.DateTimeOriginal, "2025:03:10 14:32:05");
  assert.equal(said.Make, "Kamera Uji");
  assert.ok(Math.abs(said.GPSLatitude + 1.88333) < 0.001 && Math.abs(said.GPSLongitude - 113.41667) < 0.001, JSON.stringify(said));
  // Turned by its tag before, upright now.
  assert.equal(said.Orientation, 1);
  assert.deepEqual([said.ImageWidth, said.ImageHeight], [1333, 2000]);
  assert.deepEqual([said.ExifImageWidth, said.ExifImageHeight], [1333, 2000]);

  await section.getByLabel("Kirim foto dalam ukuran asli").check();
  await section.locator("input[type=file][name^='slot.']").setInputFiles({ name: "asli.jpg", mimeType: "image/jpeg", buffer: original });
  await send(section);
  const untouched = arrivedRow(section, "asli.jpg");
  await untouched.waitFor();
  assert.equal(sha256(await bytesOf(page, untouched)), sha256(original), "the original, where it is asked for");
});

journey("a photo taken in the page carries office, time and place, seen and recorded", async ({ demo, visit }) => {
  const { page, context } = await visit();
  await context.grantPermissions(["geolocation", "camera"], { origin: demo.base });
  await context.setGeolocation({ latitude: -1.88333, longitude: 113.41667, accuracy: 12 });
  await signIn(page, demo, "petugas.katingan");
  await page.goto(`${demo.base}${HOME}/A02`);
  const section = await place(page, 0);
  const captures = [];
  page.on("request", (request) => {
    const pairs = (request.headers()["upload-metadata"] ?? "").split(",").map((pair) => pair.trim().split(" "));
    const found = pairs.find(([name]) => name === "capture");
    if (found) captures.push(JSON.parse(Buffer.from(found[1], "base64").toString()));
  });
  await section.getByRole("button", { name: "Ambil foto di sini" }).click();
  const dialog = page.getByRole("dialog", { name: "Ambil foto bukti" });
  const shoot = dialog.getByRole("button", { name: "Ambil foto", exact: true });
  await shoot.waitFor();
  await dialog.getByText("Tempat: -1,88333, 113,41667 (± 12 m)").waitFor();
  await shoot.click();
  const use = dialog.getByRole("button", { name: "Pakai foto ini" });
  await use.waitFor();
  await look(page, "camera-taken");
  await use.click();
  const row = rowOf(section, "kamera-");
  await row.waitFor();
  assert.ok(await section.getByRole("button", { name: "Ambil foto di sini" }).evaluate((one) => one === document.activeElement));
  await send(section);
  const arrived = arrivedRow(section, "kamera-");
  await arrived.waitFor();
  const [capture] = captures;
  assert.deepEqual({ ...capture, at: "" }, { at: "", latitude: -1_883_330, longitude: 113_416_670, accuracy: 12 });
  const clock = Date.parse((await page.request.get(`${demo.base}/masuk`)).headers().date);
  assert.ok(Number.isFinite(Date.parse(capture.at)) && Number.isFinite(clock), capture.at);
  // The foot of the picture is dark with light letters on it.
  const foot = await page.evaluate(async (href) => {
    const bitmap = await createImageBitmap(await (await fetch(href)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const pen = canvas.getContext("2d");
    pen.drawImage(bitmap, 0, 0);
    const height = Math.round(bitmap.width * 0.036 * 1.35 * 3);
    const { data } = pen.getImageData(0, bitmap.height - height, bitmap.width, height);
    let [dark, light] = [0, 0];
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 1] < 90) dark += 1;
      if (data[at] > 225 && data[at + 1] > 225 && data[at + 2] > 225) light += 1;
    }
    return { dark: dark / (data.length / 4), light: light / (data.length / 4) };
  }, await arrived.locator("a").first().getAttribute("href"));
  assert.ok(foot.dark > 0.5 && foot.light > 0.03, JSON.stringify(foot));

  // Without leave to know the place the picture says so.
  await context.clearPermissions();
  await context.grantPermissions(["camera"], { origin: demo.base });
  await page.setViewportSize(SIZES.narrow);
  await section.getByRole("button", { name: "Ambil foto di sini" }).click();
  await dialog.getByText("Tempat: lokasi tidak diizinkan").waitFor();
  await shoot.waitFor();
  await shoot.click();
  await use.click();
  await rowOf(section, "kamera-").getByText(/Siap dikirim/).waitFor();
  await send(section);
  await rowOf(section, "kamera-").waitFor({ state: "detached" });
  assert.deepEqual(Object.keys(captures[1]), ["at"]);
});
