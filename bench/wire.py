"""HTTP/1.1 over one connection that is kept, with nothing between the caller and the socket: bodies can be cut anywhere."""

import asyncio


class Cut(Exception):
    """The sender has cut its line in the middle of a body, as it was told to."""


class Line:
    """A connection to a port of this machine. `sent` counts the bytes of bodies that went out."""

    def __init__(self, port, headers=()):
        self.port, self.headers, self.sent = port, dict(headers), 0
        self.reader = self.writer = None

    async def ask(self, method, path, headers=(), body=b"", cut=None):
        """One request; status, headers (small letters) and bytes. With `cut` the line ends after so many bytes of the body.

        Raises OSError or EOFError when the line breaks; the next request takes a new one.
        """
        try:
            return await self._ask(method, path, headers, body, cut)
        except BaseException:
            self.close()
            raise

    async def _ask(self, method, path, headers, body, cut):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        told = {"Host": f"127.0.0.1:{self.port}", **self.headers, **dict(headers)}
        if body or method in ("POST", "PATCH"):
            told["Content-Length"] = len(body)
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items())
        self.writer.write(head.encode() + b"\r\n")
        part = body if cut is None else body[:cut]
        if part:
            self.writer.write(part)
        await self.writer.drain()
        self.sent += len(part)
        if cut is not None:
            raise Cut
        return await self._answer(method)

    async def _answer(self, method):
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split(" ", 2)[1])
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        data = b""
        if method != "HEAD" and status not in (204, 304):
            if headers.get("transfer-encoding") == "chunked":
                data = await self._chunks()
            else:
                data = await self.reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return status, headers, data

    async def _chunks(self):
        parts = []
        while True:
            size = int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16)
            part = await self.reader.readexactly(size + 2)
            if size == 0:
                return b"".join(parts)
            parts.append(part[:-2])

    def close(self):
        """Ends the connection at once, whatever is still under way on it."""
        if self.writer is not None:
            self.writer.transport.abort()
        self.reader = self.writer = None
