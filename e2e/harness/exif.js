// A photo as a phone takes it: large, turned by its orientation tag, with date, place and camera in its Exif part.

/** A JPEG of noise on bands, `width` by `height`, drawn by the browser. */
export async function drawJpeg(page, { width = 3000, height = 2000, type = "image/jpeg" } = {}) {
  const base64 = await page.evaluate(
    async ([width, height, type]) => {
      const canvas = new OffscreenCanvas(width, height);
      const pen = canvas.getContext("2d");
      const picture = pen.createImageData(width, height);
      let seed = 7;
      for (let at = 0; at < picture.data.length; at += 4) {
        seed = (seed * 1103515245 + 12345) & 0x7fffffff;
        const noise = (seed >> 16) & 63;
        picture.data[at] = ((at >> 9) & 127) + noise;
        picture.data[at + 1] = ((at >> 14) & 127) + noise;
        picture.data[at + 2] = 120 + noise;
        picture.data[at + 3] = 255;
      }
      pen.putImageData(picture, 0, 0);
      const blob = await canvas.convertToBlob({ type, quality: 0.95 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let text = "";
      for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
      return btoa(text);
    },
    [width, height, type],
  );
  return Buffer.from(base64, "base64");
}

const entry = (tag, type, count, value) => {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16BE(tag, 0);
  bytes.writeUInt16BE(type, 2);
  bytes.writeUInt32BE(count, 4);
  if (Buffer.isBuffer(value)) value.copy(bytes, 8);
  else if (type === 3) bytes.writeUInt16BE(value, 8);
  else bytes.writeUInt32BE(value, 8);
  return bytes;
};

const directory = (entries) => {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(entries.length);
  return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
};

/** The same JPEG with an Exif part: taken in Kasongan, by default on 10 March 2025 at 14.32.05 and turned by 90°. */
export function withExif(jpeg, { width, height, taken: at = "2025:03:10 14:32:05", orientation = 6 }) {
  const make = Buffer.from("Kamera Uji\0");
  const taken = Buffer.from(`${at}\0`);
  const degrees = (whole, minutes) => {
    const bytes = Buffer.alloc(24);
    [whole, 1, minutes, 1, 0, 1].forEach((number, index) => bytes.writeUInt32BE(number, index * 4));
    return bytes;
  };
  const [main, exif, gps] = [4, 3, 4].map((entries) => 2 + entries * 12 + 4);
  const exifAt = 8 + main;
  const gpsAt = exifAt + exif;
  const data = gpsAt + gps;
  const [south, east] = [degrees(1, 53), degrees(113, 25)];
  const tiff = Buffer.concat([
    Buffer.from("4d4d002a00000008", "hex"),
    directory([entry(0x010f, 2, make.length, data), entry(0x0112, 3, 1, orientation), entry(0x8769, 4, 1, exifAt), entry(0x8825, 4, 1, gpsAt)]),
    directory([entry(0x9003, 2, taken.length, data + make.length), entry(0xa002, 4, 1, width), entry(0xa003, 4, 1, height)]),
    directory([
      entry(1, 2, 2, Buffer.from("S\0\0\0")),
      entry(2, 5, 3, data + make.length + taken.length),
      entry(3, 2, 2, Buffer.from("E\0\0\0")),
      entry(4, 5, 3, data + make.length + taken.length + 24),
    ]),
    make, taken, south, east,
  ]);
  const head = Buffer.from("ffe100004578696600 00".replace(" ", ""), "hex");
  head.writeUInt16BE(tiff.length + 8, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, tiff, jpeg.subarray(2)]);
}
