#!/usr/bin/env python3
"""Files that arrive: how fast, in how much memory, and how much is sent again when lines break.

    bench/upload.py [--bin target/release/terbuka] [--rounds 3] [--only throughput,memory,cuts,slow]

Throughput is measured against `sha256sum`, `cp` and fsync of the same bytes, and against the tus server of tus.io's own
makers (`@tus/server`, needs Node 20.19 and npm) with their client as the sender to both. Everything runs on loopback in a
temporary folder (5 GB) and is ended again. Prints the tables of bench/README.md.
"""

import argparse
import asyncio
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import contents
import lines
from plain import send_plainly, to_nobody
from run import ROOT, programs
from service import Service

PARTS = ["throughput", "memory", "cuts", "slow"]
LIMITS = {"file_size": "1 GiB", "office_size": "64 GiB", "request_timeout": "1h"}
TOGETHER = 8
BIG = 1 << 30
MANY, SMALL = 200, 5_000_000


class Ground:
    """A fresh service with offices whose slots take the files of a run."""

    def __init__(self, programs, folder, offices=8):
        binary, maker = programs
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ground-", dir=folder))
        told = subprocess.run([maker, self.folder, str(offices)], check=True, capture_output=True, text=True).stdout
        self.told = json.loads(told)
        self.service = Service(binary, self.folder, LIMITS)

    def __enter__(self):
        self.service.start()
        return self

    def __exit__(self, *_):
        self.service.stop()
        shutil.rmtree(self.folder)

    def slots(self, kind):
        """Address of a slot with room for a file of this kind, and the headers of somebody who may fill it; each place once."""
        for office in self.told["offices"]:
            headers = {"Cookie": office["cookie"], "Sec-Fetch-Site": "same-origin"}
            for question in self.told["questions"]:
                for slot in question["slots"]:
                    path = f"/saq/{self.told['round']}/{office['slug']}/{question['code']}/unggah/{slot['code']}"
                    for _ in range(slot["max"] if kind in slot["kinds"] else 0):
                        yield path, headers

    def arrived(self):
        """How many files and bytes stand in the place of files that are kept."""
        sizes = [place.stat().st_size for place in (self.folder / "files" / "blobs").rglob("*") if place.is_file()]
        return len(sizes), sum(sizes)


def make_files(folder):
    """One film of 1 GiB and 200 pictures of 5 MB."""
    big = folder / "satu.mp4"
    with big.open("wb") as file:
        file.write(contents.mp4_head(BIG - len(contents.mp4_head(0))))
        while (left := BIG - file.tell()) > 0:
            file.write(random.randbytes(min(left, 1 << 24)))
    many = []
    for number in range(MANY):
        many.append(folder / f"foto-{number}.png")
        many[-1].write_bytes(contents.make("photo", number, SMALL))
    os.sync()
    return {"1 × 1 GiB": [big], "200 × 5 MB": many}


def raw(files, folder):
    """`sha256sum`, `cp` and fsync of each file, as a shell script has them; seconds."""
    copies = pathlib.Path(tempfile.mkdtemp(dir=folder))
    begun = time.monotonic()
    subprocess.run(["sha256sum", "--", *files], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cp", "--reflink=never", "--target-directory", copies, "--", *files], check=True)
    subprocess.run(["sync", "--", *copies.iterdir()], check=True)
    took = time.monotonic() - begun
    shutil.rmtree(copies)
    return took


def ours(binaries, folder, files, send):
    """Sends the files to a fresh service, and sees that they are there; seconds, and of the processor."""
    kind = "video" if files[0].suffix == ".mp4" else "photo"
    with Ground(binaries, folder) as ground:
        places = [place for place, _ in zip(ground.slots(kind), files)]
        if len(places) < len(files):
            sys.exit(f"{len(places)} places for {len(files)} files")
        before = ground.service.processor()
        took = send(ground.service.port, list(zip(files, places)))
        used = ground.service.processor() - before
        if ground.arrived() != (len(files), sum(file.stat().st_size for file in files)):
            sys.exit(f"not all has arrived: {ground.arrived()}")
    return took, used


def with_tus_client(node, chunk=0):
    """The sender of tus.io's makers as a program of its own."""
    def send(port, work):
        files = [{"path": str(file), "name": file.name, "endpoint": f"http://127.0.0.1:{port}{path}", "headers": headers}
                 for file, (path, headers) in work]
        return tus_send(node, {"files": files, "headers": {}, "together": TOGETHER, "chunk": chunk})
    return send


def tus_send(node, told):
    done = subprocess.run(["node", "send.js"], cwd=node, input=json.dumps(told), text=True, check=True, capture_output=True)
    return float(done.stdout)


def theirs(node, folder, files):
    """The files to `@tus/server` with its own client; seconds."""
    kept = pathlib.Path(tempfile.mkdtemp(dir=folder))
    server = subprocess.Popen(["node", "server.js", kept], cwd=node, stdout=subprocess.PIPE, text=True)
    try:
        endpoint = f"http://127.0.0.1:{int(server.stdout.readline())}/files"
        told = [{"path": str(file), "name": file.name, "endpoint": endpoint} for file in files]
        took = tus_send(node, {"files": told, "headers": {}, "together": TOGETHER, "chunk": 0})
    finally:
        server.terminate()
        server.wait()
    arrived = sum(place.stat().st_size for place in kept.iterdir() if place.suffix != ".json")
    if arrived != sum(file.stat().st_size for file in files):
        sys.exit(f"not all has arrived at the other server: {arrived}")
    shutil.rmtree(kept)
    return took


def node_folder(folder):
    """A folder with the other server and its client, as the lock file has them."""
    node = folder / "node"
    node.mkdir()
    for file in ("package.json", "package-lock.json", "tus/server.js", "tus/send.js"):
        shutil.copy(ROOT / "bench" / file, node)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=node, check=True, stdout=subprocess.DEVNULL)
    return node


def throughput(binaries, folder, rounds):
    node = node_folder(folder)
    print("| files | way | MB/s | against (a) | against (b) |\n|---|---|--:|--:|--:|")
    for name, files in make_files(folder).items():
        size = sum(file.stat().st_size for file in files) / 1e6
        ways = {
            "(a) sha256sum, cp, fsync": lambda: (raw(files, folder), 0),
            "(b) @tus/server, tus-js-client": lambda: (theirs(node, folder, files), 0),
            "Terbuka, tus-js-client": lambda: ours(binaries, folder, files, with_tus_client(node)),
            "Terbuka, plain sender": lambda: ours(binaries, folder, files, lambda port, work: send_plainly(port, work, TOGETHER)),
            "the plain sender to nobody": lambda: (to_nobody(files, TOGETHER), 0),
        }
        seen = {way: [] for way in ways}
        for _ in range(rounds):
            for way, run in ways.items():
                os.sync()
                seen[way].append(run())
        rate = {way: size / statistics.median(took for took, _ in found) for way, found in seen.items()}
        a, b = (rate[way] for way in list(ways)[:2])
        for way, found in seen.items():
            used = statistics.median(used for _, used in found)
            note = f" ({used / size * 1000:.1f} ms of processor a MB)" if used else ""
            print(f"| {name} | {way}{note} | {rate[way]:,.0f} | {rate[way] / a:.2f} | {rate[way] / b:.1f} |", flush=True)
    print()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, help="the program; without it a release is built")
    parser.add_argument("--rounds", type=int, default=3, help="how often each way is measured; medians are printed")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas")
    parser.add_argument("--folder", type=pathlib.Path, help="where data is kept while it lasts")
    return parser.parse_args()


def main():
    asked = arguments()
    parts = asked.only.split(",")
    if set(parts) - set(PARTS):
        sys.exit(f"--only: expected some of {', '.join(PARTS)}")
    missing = [tool for tool in ("node", "npm") if set(parts) & {"throughput", "cuts"} and not shutil.which(tool)]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")
    binaries = programs(asked.bin)
    with tempfile.TemporaryDirectory(prefix="terbuka-bench-", dir=asked.folder) as folder:
        folder = pathlib.Path(folder)
        if "throughput" in parts:
            throughput(binaries, folder, asked.rounds)
        if "memory" in parts:
            with Ground(binaries, folder) as ground:
                asyncio.run(lines.memory(ground))
        if "cuts" in parts:
            node = folder / "node" if (folder / "node").exists() else node_folder(folder)
            with Ground(binaries, folder) as ground:
                asyncio.run(lines.cuts(ground, node, folder))
        if "slow" in parts:
            with Ground(binaries, folder, offices=12) as ground:
                asyncio.run(lines.slow(ground))


if __name__ == "__main__":
    main()
