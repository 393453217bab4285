"""Durable saves of answers by 64 browsers at once, against the same statements sent to SQLite in a loop."""

import os
import pathlib
import re
import shutil
import sqlite3
import time

from load import wrk

CLIENTS = 64
ROUND = "monev-2024"
# Offices of the demo that fill now, with their codes.
OFFICES = {"62.06": "kabupaten-katingan", "62.09": "kabupaten-lamandau", "62.10": "kabupaten-gunung-mas",
           "62.12": "kabupaten-murung-raya"}
SCRIPT = pathlib.Path(__file__).with_name("saves.lua")


def run(demo, folder, seconds):
    demo.add_officer("beban", OFFICES)
    cookie = demo.sign_in("beban")
    lines = []
    for office in OFFICES.values():
        if len(lines) < CLIENTS:
            lines += targets(demo, cookie, office)
    if len(lines) < CLIENTS:
        raise SystemExit(f"{len(lines)} questions can be filled, {CLIENTS} are needed")
    (folder / "targets").write_text("\n".join(lines[:CLIENTS]) + "\n")
    environment = {**os.environ, "TARGETS": str(folder / "targets"), "ORIGIN": demo.base, "COOKIE": cookie}
    before = versions(folder)
    begun = time.monotonic()
    load = wrk(demo.base, seconds, CLIENTS, CLIENTS, script=SCRIPT, environment=environment)
    took = time.monotonic() - begun
    saved = versions(folder) - before
    if load.wrong:
        raise SystemExit(f"{load.wrong} saves were refused")
    # What counts is what stands in the database, not what was answered.
    (folder / "saves").write_text(f"{saved / took} {load.p99}")


def targets(demo, cookie, office):
    """A line for each question that can be filled: address, version, two different values."""
    home = f"/saq/{ROUND}/{office}"
    _, _, tasks = demo.ask("GET", home, headers=[("Cookie", cookie)])
    lines = []
    for path in dict.fromkeys(re.findall(rf'href="({home}/[A-Z]\d+)"', tasks.decode())):
        _, _, page = demo.ask("GET", path, headers=[("Cookie", cookie)])
        form = re.search(r'<form id="jawaban".*?</form>', page.decode(), re.S)
        base = form and re.search(r'name="base" id="base" value="(\d+)"', form.group())
        values = form and two_values(form.group())
        if base and values:
            lines.append("\t".join([path, base.group(1), *values]))
    return lines


def two_values(form):
    choices = re.findall(r'name="(\w+)" type="(?:radio|checkbox)" value="([^"~]+)"', form)
    if len(choices) > 1:
        return [f"{name}={value}" for name, value in choices[:2]]
    number = re.search(r'name="(fields\.\w+)"', form)
    if number:
        return [f"{number.group(1)}={value}" for value in (3, 4)]
    if re.search(r'name="text"', form):
        return ["text=satu", "text=dua"]
    return None


def connect(folder):
    return sqlite3.connect(folder / "demo" / "terbuka.db", isolation_level=None, timeout=30)


def versions(folder):
    with connect(folder) as database:
        return database.execute("SELECT SUM(version) FROM answer").fetchone()[0]


def raw(folder, seconds):
    """The statements of one save, one transaction after the other, with the pragmas of the program."""
    shutil.copy(folder / "demo" / "terbuka.db", folder / "raw.db")
    database = sqlite3.connect(folder / "raw.db", isolation_level=None, cached_statements=100)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -65536"):
        database.execute(f"PRAGMA {pragma}").fetchall()
    rows = database.execute("SELECT a.round, a.body, a.question, a.saved_by FROM answer a JOIN assessment s USING (round, body) "
                            "WHERE s.state = 'in_progress' LIMIT ?", (CLIENTS,)).fetchall()
    begun, done = time.monotonic(), 0
    while time.monotonic() - begun < seconds:
        save(database, rows[done % len(rows)], done)
        done += 1
    rate = done / (time.monotonic() - begun)
    ours, p99 = map(float, (folder / "saves").read_text().split())
    print("| durable saves | a second | p99 ms |\n|---|--:|--:|")
    print(f"| SQLite alone, one transaction after the other | {rate:,.0f} | |")
    print(f"| Terbuka, {CLIENTS} browsers | {ours:,.0f} | {p99:.0f} |")
    print(f"| ratio | {ours / rate:.2f} | |\n", flush=True)


def save(database, row, count):
    round_, body, question, person = row
    now = time.time_ns() // 1000
    value = '{"options":["a"]}' if count % 2 else '{"options":["b"]}'
    database.execute("BEGIN IMMEDIATE")
    database.execute("SELECT * FROM assessment WHERE round = ? AND body = ?", (round_, body)).fetchall()
    database.execute("SELECT e.*, b.address, b.sha256, b.size, b.media FROM evidence e LEFT JOIN blob b ON b.address = e.blob "
                     "WHERE e.round = ? AND e.body = ? AND e.question = ? AND e.removed_at IS NULL "
                     "ORDER BY e.slot, e.added_at, e.id", (round_, body, question)).fetchall()
    version = database.execute("SELECT a.*, p.name FROM answer a JOIN person p ON p.id = a.saved_by "
                               "WHERE a.round = ? AND a.body = ? AND a.question = ?", (round_, body, question)).fetchone()[3]
    database.execute("UPDATE answer SET version = version + 1, value = ?, saved_by = ?, saved_at = ? "
                     "WHERE round = ? AND body = ? AND question = ? AND version = ?",
                     (value, person, now, round_, body, question, version))
    database.execute("INSERT INTO event (at, actor, body, round, object_kind, object_id, kind, data) "
                     "VALUES (?, ?, ?, ?, 'answer', ?, 'saved', ?) RETURNING seq",
                     (now, person, body, round_, f"{body}/{question}", value)).fetchall()
    database.execute("COMMIT")
