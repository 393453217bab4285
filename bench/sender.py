"""A sender of files in pieces that keeps the rules of the page's own: pieces fit the line, each has its checksum, and what
was acknowledged is never sent again."""

import asyncio
import base64
import hashlib
import random
import time

from wire import Cut

FIRST, LEAST, MOST = 64 << 10, 16 << 10, 1 << 20
# So many pieces arrive before the next is twice as long.
STREAK = 3
# Seconds before the next try: twice as long each time, and never all senders at once.
PAUSE_FIRST, PAUSE_MOST = 0.25, 8.0
BROKEN = (OSError, EOFError, Cut)


class Refused(Exception):
    """The program will never take this file."""


class Pace:
    """How long the next piece is."""

    def __init__(self, needed):
        self.piece, self.streak, self.needed = FIRST, 0, needed

    def arrived(self):
        self.streak += 1
        if self.streak >= self.needed:
            self.piece, self.streak = min(MOST, self.piece * 2), 0

    def failed(self):
        self.piece, self.streak = max(LEAST, self.piece // 2), 0


class Sender:
    """Sends one file to a slot over `line`.

    `cut(length)` says where this piece is to be cut, or None; `note(what, seconds)` is told of every answer,
    `error(what)` of everything that went wrong.
    """

    def __init__(self, line, cut=lambda length: None, note=lambda what, seconds: None, error=lambda what: None,
                 streak=STREAK):
        self.line, self.cut, self.note, self.error, self.streak = line, cut, note, error, streak
        self.tries = 0

    async def send(self, endpoint, name, data, caption=""):
        """Sends until the program says that all is there; the address of the upload."""
        place = await self.create(endpoint, name, len(data), caption)
        pace, at = Pace(self.streak), 0
        while at < len(data):
            piece = data[at:at + pace.piece]
            cut = self.cut(len(piece))
            status, headers = await self.piece(place, at, piece, cut)
            if status == 204:
                at = int(headers["upload-offset"])
                pace.arrived()
                self.tries = 0
                continue
            pace.failed()
            await self.pause()
            at = await self.ask(place, len(data))
        return place

    async def piece(self, place, at, piece, cut):
        checksum = base64.b64encode(hashlib.sha256(piece).digest()).decode()
        headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": at, "Upload-Checksum": f"sha256 {checksum}",
                   "Content-Type": "application/offset+octet-stream"}
        status, headers, text = await self.once("PATCH", place, headers, piece, cut)
        if status == 422:
            raise Refused(text.decode())
        return status, headers

    async def create(self, endpoint, name, size, caption):
        of = lambda text: base64.b64encode(text.encode()).decode()
        metadata = f"filename {of(name)},caption {of(caption)}"
        headers = {"Tus-Resumable": "1.0.0", "Upload-Length": size, "Upload-Metadata": metadata}
        while True:
            status, told, text = await self.once("POST", endpoint, headers)
            if status == 201:
                return told["location"]
            if 400 <= status < 500:
                raise Refused(f"{status} {text.decode()}")
            await self.pause()

    async def ask(self, place, size):
        """Where the upload stands."""
        while True:
            status, headers, _ = await self.once("HEAD", place, {"Tus-Resumable": "1.0.0"})
            if status == 200:
                return int(headers["upload-offset"])
            if status == 410:
                raise Refused("over")
            await self.pause()

    async def once(self, method, path, headers=(), body=b"", cut=None):
        """One request; status 0 when the line broke."""
        begun = time.perf_counter()
        try:
            status, told, data = await self.line.ask(method, path, headers, body, cut)
        except BROKEN as broken:
            self.error(f"{method} {type(broken).__name__}")
            return 0, {}, b""
        self.note(method, time.perf_counter() - begun)
        if status >= 400:
            self.error(f"{method} {status}")
        return status, told, data

    async def pause(self):
        self.tries += 1
        longest = min(PAUSE_MOST, PAUSE_FIRST * 2 ** min(self.tries, 8))
        await asyncio.sleep(longest * random.uniform(0.5, 1))
