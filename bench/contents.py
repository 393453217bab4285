"""Files as offices send them: made from a seed, no two alike, true to their type from the first byte to the last."""

import base64
import random
import struct
import zlib

KINDS = {"photo": "png", "document": "pdf", "spreadsheet": "csv", "video": "mp4"}


def make(kind, seed, size):
    """Bytes of a kind of evidence, about `size` of them: the same seed gives the same file."""
    noise = random.Random(seed).randbytes(size)
    return {"photo": png, "document": pdf, "spreadsheet": csv, "video": mp4}[kind](noise)


def png(noise, width=256):
    """A picture of noise, its pixels stored as they are."""
    line = width * 3 + 1
    rows = max(1, len(noise) // line)
    pixels = bytearray(noise[:rows * line].ljust(rows * line, b"\0"))
    # The first byte of each line says how it was filtered: not at all.
    pixels[::line] = bytes(rows)
    header = struct.pack(">IIBBBBB", width, rows, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(pixels, 0)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def pdf(noise):
    """One empty page, and the noise as a stream that nothing shows."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(noise), noise),
    ]
    file, places = bytearray(b"%PDF-1.4\n"), []
    for number, text in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    start = len(file)
    file += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(file)


def csv(noise):
    """Lines of two columns."""
    text = base64.b32encode(noise[:len(noise) * 5 // 8])
    lines = (text[at:at + 60] for at in range(0, len(text), 60))
    return b"nomor,uraian\n" + b"".join(b"%d,%s\n" % (number, line) for number, line in enumerate(lines, 1))


def mp4(noise):
    """A film without tracks: the noise is its media data."""
    return mp4_head(len(noise)) + noise


def mp4_head(size):
    """What stands before so many bytes of media data."""
    movie = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 1000) + bytes(80))
    return box(b"ftyp", b"isom\0\0\2\0isomiso2mp41") + box(b"moov", movie) + struct.pack(">I", size + 8) + b"mdat"


def box(kind, data):
    return struct.pack(">I", len(data) + 8) + kind + data
