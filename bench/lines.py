"""Many lines, slow lines and lines that break."""

import asyncio
import json
import random
import statistics
import subprocess
import time

import contents
from sender import Sender
from wire import Line

TOGETHER = 200
SIZE = 5_000_000
# Bytes a second of a slow line: a telephone far from the mast.
SLOW = 40_000
CUTS = 10
DROPS = 500
DROPPING = 20


async def memory(ground):
    """200 uploads at the same time, half of them as fast as they can, half over slow lines: what is resident at most."""
    at_rest, _ = ground.service.memory()
    places = [place for place, _ in zip(ground.slots("photo"), range(TOGETHER))]
    data = contents.make("photo", "memory", SIZE)
    begun = time.monotonic()
    open_, seen = asyncio.Event(), []

    async def watch():
        while True:
            seen.append(ground.service.memory()[0])
            await asyncio.sleep(0.05)

    async def slow(path, headers):
        """One piece that comes in dribs and drabs until the fast ones are through, then the rest of it at once."""
        line = Line(ground.service.port, headers)
        sender = Sender(line)
        place = await sender.create(path, "lambat.png", len(data), "")
        reader, writer = await asyncio.open_connection("127.0.0.1", ground.service.port)
        told = {"Host": "x", **headers, "Tus-Resumable": "1.0.0", "Upload-Offset": 0, "Content-Length": len(data),
                "Content-Type": "application/offset+octet-stream"}
        writer.write(("PATCH %s HTTP/1.1\r\n" % place + "".join(f"{k}: {v}\r\n" for k, v in told.items()) + "\r\n").encode())
        at = 0
        while at < len(data):
            part = SLOW if not open_.is_set() else len(data)
            writer.write(data[at:at + part])
            await writer.drain()
            at += part
            await asyncio.sleep(0 if open_.is_set() else 1)
        status = await reader.readline()
        writer.close()
        line.close()
        assert b" 204 " in status, status

    async def fast(path, headers):
        line = Line(ground.service.port, headers)
        await Sender(line).send(path, "cepat.png", data)
        line.close()

    watching = asyncio.create_task(watch())
    slow_ones = [asyncio.create_task(slow(*place)) for place in places[:TOGETHER // 2]]
    await asyncio.sleep(1)
    await asyncio.gather(*(fast(*place) for place in places[TOGETHER // 2:]))
    # All have begun; the slow ones have been there all the time.
    open_.set()
    await asyncio.gather(*slow_ones)
    watching.cancel()
    files, _ = ground.arrived()
    took = time.monotonic() - begun
    print("| uploads at the same time | resident before MiB | median | peak | seconds |\n|--:|--:|--:|--:|--:|")
    print(f"| {TOGETHER}, half of them at {SLOW // 1000} kB/s | {at_rest:.0f} | {statistics.median(seen):.0f} | "
          f"{ground.service.memory()[1]:.0f} | {took:.0f} |\n", flush=True)
    assert files >= 1


class BadLine:
    """Hands bytes on to a port and cuts the connection where `cuts`, counted over all of them, say so."""

    def __init__(self, port, cuts):
        self.target, self.cuts, self.taken, self.cut = port, sorted(cuts), 0, 0

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self.server.close()

    async def serve(self, near, near_writer):
        far, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        back = asyncio.create_task(hand_back(far, near_writer))
        while data := await read(near):
            room = self.cuts[0] - self.taken if self.cuts else len(data)
            data = data[:max(0, room)] if room < len(data) else data
            self.taken += len(data)
            far_writer.write(data)
            if self.cuts and self.taken >= self.cuts[0]:
                self.cuts.pop(0)
                self.cut += 1
                # What is under way to the program still comes there; to the sender the line is dead.
                await asyncio.sleep(0.01)
                near_writer.transport.abort()
                break
            try:
                await far_writer.drain()
            except OSError:
                break
        back.cancel()
        far_writer.close()


async def read(reader):
    try:
        return await reader.read(16384)
    except OSError:
        return b""


async def hand_back(far, near_writer):
    while data := await read(far):
        near_writer.write(data)


async def cuts(ground, node, folder):
    """Ten cuts at random places: what the program's socket took, heads of requests included, over what the file holds."""
    print("| sender | file MB | cuts | taken, of the file |\n|---|--:|--:|--:|")
    places = ground.slots("photo")
    for size in (5_000_000, 20_000_000):
        senders = {f"pieces that double after {streak}": in_pieces(streak) for streak in (3, 8)}
        for name, send in (senders | {"tus-js-client, one piece": with_tus_client(node, folder)}).items():
            shares, cut = [], 0
            for run in range(5):
                data = contents.make("photo", f"{name} {size} {run}", size)
                where = [random.randrange(20_000, size) for _ in range(CUTS)]
                async with BadLine(ground.service.port, where) as line:
                    path, headers = next(places)
                    await send(line.port, path, headers, data)
                shares.append(line.taken / len(data))
                cut += line.cut
            print(f"| {name} | {size / 1e6:.0f} | {cut / 5:.0f} | {100 * statistics.median(shares):.1f} % |", flush=True)
    print()


def in_pieces(streak):
    async def send(port, path, headers, data):
        line = Line(port, headers)
        await Sender(line, streak=streak).send(path, "foto.png", data)
        line.close()
    return send


def with_tus_client(node, folder):
    async def send(port, path, headers, data):
        file = folder / "cut.png"
        file.write_bytes(data)
        told = {"files": [{"path": str(file), "name": file.name, "endpoint": f"http://127.0.0.1:{port}{path}"}],
                "headers": headers, "together": 1, "chunk": 0, "retry": True}
        sending = await asyncio.create_subprocess_exec("node", "send.js", cwd=node, stdin=subprocess.PIPE,
                                                       stdout=subprocess.PIPE)
        await sending.communicate(json.dumps(told).encode())
        assert sending.returncode == 0
    return send


async def slow(ground):
    """500 uploads at one byte a second: what readers of the first page and of a question feel of it."""
    places = ground.slots("photo")
    path, headers = next(places)
    question = path.rsplit("/unggah/", 1)[0]
    before = await reading(ground, question, headers)
    port, drops = ground.service.port, []
    for slot, officer in (place for place, _ in zip(places, range(DROPS))):
        line = Line(port, officer)
        place = await Sender(line).create(slot, "tetes.png", 100_000, "")
        line.close()
        drops.append(asyncio.create_task(drop(port, place, officer)))
    await asyncio.sleep(2)
    under = await reading(ground, question, headers)
    alive = sum(not task.done() for task in drops)
    for task in drops:
        task.cancel()
    print("| | first page p95 ms | question page p95 ms | not answered |\n|---|--:|--:|--:|")
    for name, (first, page, wrong) in (("alone", before), (f"beside {alive} uploads at 1 byte/s", under)):
        print(f"| {name} | {first:.1f} | {page:.1f} | {wrong} |")
    print(flush=True)


async def drop(port, place, headers):
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    told = {"Host": "x", **headers, "Tus-Resumable": "1.0.0", "Upload-Offset": 0, "Content-Length": 100_000,
            "Content-Type": "application/offset+octet-stream"}
    writer.write(("PATCH %s HTTP/1.1\r\n" % place + "".join(f"{k}: {v}\r\n" for k, v in told.items()) + "\r\n").encode())
    try:
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(1)
    finally:
        writer.transport.abort()


async def reading(ground, question, headers):
    """Eight readers for a while: 95th percentiles in ms, and how many requests were not answered with 200."""
    took, wrong = {"/": [], question: []}, 0
    end = time.monotonic() + DROPPING

    async def reader():
        nonlocal wrong
        line = Line(ground.service.port, headers)
        while time.monotonic() < end:
            for path in took:
                begun = time.perf_counter()
                status, _, _ = await line.ask("GET", path)
                took[path].append(1000 * (time.perf_counter() - begun))
                wrong += status != 200
            await asyncio.sleep(0.05)
        line.close()

    await asyncio.gather(*(reader() for _ in range(8)))
    return *(statistics.quantiles(found, n=20)[18] for found in took.values()), wrong
