// Makes a large photo smaller before it is sent, and keeps what it says about when and where it was taken: drawing on a
// canvas drops that, so the segments are taken from the original and put into the new file.

/** Photos up to this size (bytes) and this many pixels on their longer side go as they are. */
const SMALL_BYTES = 1_000_000;
const LONGEST = 2000;
const QUALITY = 0.8;
/** What is saved must be worth the loss. */
const WORTH = 0.9;
const ORIENTATION = 0x0112;
const EXIF_POINTER = 0x8769;
const WIDTH = 0xa002;
const HEIGHT = 0xa003;

const ascii = (view, at, length) => String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));

/** The smaller JPEG; `null` where the photo may go as it is. */
export async function shrink(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const { width, height } = bitmap;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  if (file.size <= SMALL_BYTES && scale === 1) return null;
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const canvas = globalThis.OffscreenCanvas ? new OffscreenCanvas(size.width, size.height) : Object.assign(document.createElement("canvas"), size);
  const pen = canvas.getContext("2d");
  // A JPEG has no transparency.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, size.width, size.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, size.width, size.height);
  bitmap.close();
  const jpeg = await encode(canvas);
  const said = segments(new DataView(await file.arrayBuffer()));
  for (const segment of said) settle(segment, size);
  const small = new Blob([jpeg.slice(0, 2), ...said, jpeg.slice(2)], { type: "image/jpeg" });
  return small.size < file.size * WORTH ? small : null;
}

function encode(canvas) {
  if (canvas.convertToBlob) return canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", QUALITY);
  });
}

/** The APP1 segments (Exif and XMP) of a JPEG, or the Exif part of a PNG or WebP as such a segment. */
function segments(view) {
  if (view.getUint16(0) === 0xffd8) return ofJpeg(view);
  const exif = ascii(view, 1, 3) === "PNG" ? inChunks(view, 8, "eXIf", true) : inChunks(view, 12, "EXIF", false);
  return exif ? [asSegment(exif)] : [];
}

function ofJpeg(view) {
  const found = [];
  for (let at = 2; at + 4 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const kind = view.getUint8(at + 1);
    // The picture itself begins; what is said about it stands before.
    if (kind === 0xda || kind === 0xd9) break;
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > view.byteLength) break;
    if (kind === 0xe1) found.push(new Uint8Array(view.buffer.slice(at, at + 2 + length)));
    at += 2 + length;
  }
  return found;
}

/** A chunk of a PNG (length, name, data, checksum) or of a WebP (name, length, data, padding). */
function inChunks(view, start, wanted, isPng) {
  for (let at = start; at + 8 <= view.byteLength; ) {
    const length = isPng ? view.getUint32(at) : view.getUint32(at + 4, true);
    if (at + 8 + length > view.byteLength) return null;
    if (ascii(view, isPng ? at + 4 : at, 4) === wanted) return new Uint8Array(view.buffer.slice(at + 8, at + 8 + length));
    at += isPng ? 12 + length : 8 + length + (length & 1);
  }
  return null;
}

function asSegment(exif) {
  const head = new TextEncoder().encode("Exif\0\0");
  const isHeaded = head.every((byte, index) => exif[index] === byte);
  const body = isHeaded ? exif : new Uint8Array([...head, ...exif]);
  const length = body.length + 2;
  if (length > 0xffff) return new Uint8Array();
  return new Uint8Array([0xff, 0xe1, length >> 8, length & 255, ...body]);
}

/** The pixels are upright and fewer now: orientation and measures are set to what is true of the new picture. */
function settle(segment, { width, height }) {
  if (segment.length < 18) return;
  const view = new DataView(segment.buffer, segment.byteOffset);
  if (ascii(view, 4, 4) !== "Exif") return;
  const start = 10;
  const little = view.getUint16(start) === 0x4949;
  const directory = (offset, seen) => {
    const at = start + offset;
    if (at + 2 > segment.length) return;
    const count = view.getUint16(at, little);
    for (let entry = at + 2; entry < at + 2 + count * 12 && entry + 12 <= segment.length; entry += 12) {
      const tag = view.getUint16(entry, little);
      const isLong = view.getUint16(entry + 2, little) === 4;
      const write = (value) => (isLong ? view.setUint32(entry + 8, value, little) : view.setUint16(entry + 8, value, little));
      if (tag === ORIENTATION) write(1);
      if (tag === WIDTH) write(width);
      if (tag === HEIGHT) write(height);
      if (tag === EXIF_POINTER && !seen) directory(view.getUint32(entry + 8, little), true);
    }
  };
  directory(view.getUint32(start + 4, little), false);
}
