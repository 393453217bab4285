#!/usr/bin/env python3
"""The last evening: every office sends everything it has, lines break, the program is killed once, and nothing is lost.

    bench/storm.py [--bin target/release/terbuka] [--minutes 30] [--offices 514] [--report FILE]

Each office goes through its questions, more often the later it is: it opens the page, saves the answer and sends two
files at the same time, in pieces with checksums. Lines are cut in the middle of pieces, in the middle of the evening the
program is killed (SIGKILL) and started again. In the end every file whose arrival was acknowledged is read from the disk
and compared with what was sent. Ends with status 1 when one is missing, is another, or never arrived.
"""

import argparse
import asyncio
import collections
import hashlib
import json
import math
import pathlib
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

import contents
from run import programs
from sender import BROKEN, Refused, Sender
from service import Service
from saves import two_values
from wire import Line

FILES_OF_A_QUESTION = 2
SMALLEST, LARGEST = 20_000, 400_000
# One piece in so many is cut.
CUT_EVERY = 33
# How much busier the end is than the beginning: e to this.
RISE = 2.5
# Files fetched over HTTP as well.
FETCHED = 500


class Storm:
    def __init__(self, service, told, minutes, seed):
        self.service, self.told, self.seconds = service, told, minutes * 60
        self.random = random.Random(seed)
        self.took = collections.defaultdict(list)
        self.errors = collections.Counter()
        self.sent = self.cuts = 0
        self.arrived, self.lost = [], []
        self.peak = 0
        self.restart = None

    def cut(self, length):
        if self.random.randrange(CUT_EVERY):
            return None
        self.cuts += 1
        return self.random.randrange(length)

    async def run(self):
        self.begun = time.monotonic()
        watch = asyncio.create_task(self.watch())
        blow = asyncio.create_task(self.blow())
        plan = plan_of(self.told["questions"])
        await asyncio.gather(*(self.office(index, office, plan) for index, office in enumerate(self.told["offices"])))
        await blow
        watch.cancel()
        self.seconds_taken = time.monotonic() - self.begun

    async def blow(self):
        """Kills the program in the middle of the evening and starts it again."""
        await asyncio.sleep(self.seconds * self.random.uniform(0.5, 0.7))
        self.service.kill()
        self.restart = await asyncio.to_thread(self.service.start)

    async def watch(self):
        while True:
            try:
                self.peak = max(self.peak, self.service.memory()[1])
            except (OSError, AttributeError):
                pass
            await asyncio.sleep(1)

    async def office(self, index, office, plan):
        """One office's evening: its questions in order, at times that lie the closer the later it is."""
        headers = {"Cookie": office["cookie"], "Sec-Fetch-Site": "same-origin"}
        lines = [Line(self.service.port, headers) for _ in range(FILES_OF_A_QUESTION)]
        home = f"/saq/{self.told['round']}/{office['slug']}"
        times = sorted(moment(self.random.random()) * self.seconds for _ in plan)
        for number, (at, (question, places)) in enumerate(zip(times, plan)):
            await asyncio.sleep(self.begun + at - time.monotonic())
            await self.save(lines[0], f"{home}/{question}")
            files = [self.file(line, f"{home}/{question}/unggah/{slot}", kind, f"{index}-{number}-{nth}")
                     for nth, ((slot, kind), line) in enumerate(zip(places, lines * len(places)))]
            # Two at the same time, as the page does; what is over waits for a line.
            for pair in range(0, len(files), len(lines)):
                await asyncio.gather(*files[pair:pair + len(lines)])
        for line in lines:
            self.sent += line.sent
            line.close()

    async def save(self, line, path):
        """Opens a question and saves an answer to it; again where the line breaks."""
        for _ in range(20):
            try:
                status, _, page = await self.timed("page", line, "GET", path)
                form = re.search(r'<form id="jawaban".*?</form>', page.decode(), re.S)
                values = form and two_values(form.group())
                if not values:
                    return
                base = re.search(r'id="base" value="(\d+)"', form.group()).group(1)
                name, _, value = values[0].partition("=")
                body = urllib.parse.urlencode({"base": base, name: value}).encode()
                headers = {"HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
                status, _, _ = await self.timed("save", line, "POST", path, headers, body)
                line.sent -= len(body)
                if status < 400:
                    return
            except BROKEN as broken:
                self.errors[f"save {type(broken).__name__}"] += 1
            await asyncio.sleep(random.uniform(0.5, 2))
        self.errors["save given up"] += 1

    async def timed(self, what, line, *request):
        begun = time.perf_counter()
        status, headers, data = await line.ask(*request)
        self.took[what].append(time.perf_counter() - begun)
        if status >= 400:
            self.errors[f"{what} {status}"] += 1
        return status, headers, data

    async def file(self, line, endpoint, kind, seed):
        """Sends one file and asks for its receipt."""
        data = contents.make(kind, seed, random.Random(f"size {seed}").randrange(SMALLEST, LARGEST))
        sha256 = hashlib.sha256(data).hexdigest()
        note = lambda what, seconds: self.took[what].append(seconds)
        sender = Sender(line, self.cut, note, lambda what: self.errors.update([what]))
        try:
            place = await sender.send(endpoint, f"bukti-{seed}.{contents.KINDS[kind]}", data, f"Bukti {seed}")
            while True:
                status, _, text = await sender.once("GET", place)
                if status == 200:
                    break
                await sender.pause()
        except Refused as refused:
            self.lost.append(f"{endpoint}: {refused}")
            return
        told = json.loads(text)
        if told["state"] != "attached":
            self.lost.append(f"{endpoint}: {told}")
            return
        self.arrived.append((told["evidence"], sha256, len(data), line.headers["Cookie"]))

    async def fetch(self, some):
        """Over HTTP, as the office would; how many are another than what was sent."""
        broken = 0
        for evidence, sha256, _, cookie in some:
            line = Line(self.service.port, {"Cookie": cookie})
            status, _, data = await line.ask("GET", f"/bukti/{evidence}")
            line.close()
            broken += status != 200 or hashlib.sha256(data).hexdigest() != sha256
        return broken


def moment(share):
    """When this share of the evening's work has begun, from 0 to 1: the rate grows to e^RISE of what it was."""
    return math.log1p(share * math.expm1(RISE)) / RISE


def plan_of(questions):
    """For each question the slots of two files. Where it has no room, further files go to questions that have more."""
    room = {}
    for question in questions:
        kinds = [(slot["code"], [kind for kind in slot["kinds"] if kind != "url"], slot["max"]) for slot in question["slots"]]
        room[question["code"]] = [(code, kinds[nth % len(kinds)]) for code, kinds, most in kinds if kinds for nth in range(most)]
    plan = {code: places[:FILES_OF_A_QUESTION] for code, places in room.items()}
    left = FILES_OF_A_QUESTION * len(questions) - sum(map(len, plan.values()))
    for code, places in room.items():
        more = places[FILES_OF_A_QUESTION:][:left]
        plan[code] = plan[code] + more
        left -= len(more)
    return list(plan.items())


def on_disk(folder, arrived):
    """How many of these are not there, and how many are another than what was sent, by database and disk alone."""
    database = sqlite3.connect(folder / "terbuka.db")
    known = dict(database.execute("SELECT lower(hex(id)), blob FROM evidence WHERE removed_at IS NULL"))
    missing = broken = 0
    for evidence, sha256, size, _ in arrived:
        address = known.get(evidence.replace("-", ""))
        place = folder / "files" / "blobs" / address[:2] / address[2:4] / address if address else None
        if place is None or not place.is_file():
            missing += 1
        else:
            with place.open("rb") as file:
                broken += hashlib.file_digest(file, "sha256").hexdigest() != sha256 or place.stat().st_size != size
    return missing, broken


def ms(seconds, share):
    ordered = sorted(seconds)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def report(storm, checks):
    size = sum(found[2] for found in storm.arrived)
    plan = plan_of(storm.told["questions"])
    lines = [
        f"offices {len(storm.told['offices'])}, questions {len(plan)}, files planned "
        f"{len(storm.told['offices']) * sum(len(places) for _, places in plan):,}",
        f"evening {storm.seconds / 60:.1f} min, until the last file was there {storm.seconds_taken / 60:.1f} min",
        f"files with a receipt {len(storm.arrived):,}, bytes {size:,}, not arrived {len(storm.lost)}",
        f"bytes sent {storm.sent:,}: {100 * (storm.sent / size - 1):.2f} % again" if size else "nothing sent",
        f"lines cut by the sender {storm.cuts:,}; killed once, ready again after {storm.restart:.2f} s",
        f"resident at most {storm.peak:.0f} MiB",
        "", "| | requests | p50 ms | p95 ms | p99 ms |", "|---|--:|--:|--:|--:|",
    ]
    names = {"POST": "create", "PATCH": "piece", "HEAD": "how far", "GET": "receipt", "page": "question page", "save": "save"}
    for what, name in names.items():
        took = storm.took[what]
        lines.append(f"| {name} | {len(took):,} | " + " | ".join(f"{ms(took, share):.0f}" for share in (0.5, 0.95, 0.99)) + " |")
    lines += ["", "errors by kind: " + (", ".join(f"{what} × {count}" for what, count in storm.errors.most_common()) or "none")]
    lines += storm.lost[:10]
    lines += [f"{what} = {count}" for what, count in checks.items()]
    return "\n".join(lines) + "\n"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, help="the program; without it a release is built")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--offices", type=int, default=514)
    parser.add_argument("--seed", type=int, default=2024, help="of the times and the cuts")
    parser.add_argument("--folder", type=pathlib.Path, help="where data is kept while it lasts; 9 GB for the whole")
    parser.add_argument("--report", type=pathlib.Path, help="written as well as printed")
    return parser.parse_args()


def main():
    asked = arguments()
    binary, maker = programs(asked.bin)
    # Each office has two lines, and a line is a file descriptor here.
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with tempfile.TemporaryDirectory(prefix="terbuka-storm-", dir=asked.folder) as folder:
        folder = pathlib.Path(folder)
        told = subprocess.run([maker, folder, str(asked.offices)], check=True,
                              capture_output=True, text=True).stdout
        service = Service(binary, folder)
        service.start()
        storm = Storm(service, json.loads(told), asked.minutes, asked.seed)
        try:
            asyncio.run(storm.run())
            some = random.Random(asked.seed).sample(storm.arrived, min(FETCHED, len(storm.arrived)))
            fetched = asyncio.run(storm.fetch(some))
        finally:
            service.stop()
        missing, broken = on_disk(folder, storm.arrived)
        checks = {"missing": missing, "broken": broken, f"broken of {len(some)} fetched over HTTP": fetched}
        text = report(storm, checks)
    print(text, end="")
    if asked.report:
        asked.report.write_text(text)
    sys.exit(1 if missing or broken or fetched or storm.lost else 0)


if __name__ == "__main__":
    main()
