"""Scoring by the engine itself: reading, scoring and writing a set, with the peak of memory."""

import os
import re
import subprocess

INSTRUMENT, SCHEME = "data/instrument-saq-2024.yaml", "data/scheme-bawaslu-2024.yaml"
SEED = "1"


def run(root, examples, folder):
    files = [root / INSTRUMENT, root / SCHEME]
    print("| bodies × 39 questions | read ms | score, one thread ms | all cores ms | write, all cores ms | peak MiB |")
    print("|--:|--:|--:|--:|--:|--:|")
    for count in ["514", "84000"]:
        path = folder / "assessments.json"
        with path.open("wb") as file:
            subprocess.run([examples / "generate_assessments", *files, count, SEED], stdout=file, check=True)
        told = [timed([examples / "time_scoring", *files, path]) for _ in range(3)]
        # The best of three: what the program needs where nothing else runs.
        read, one, every, write, peak = (min(values) for values in zip(*told))
        print(f"| {int(count):,} | {read:,.0f} | {one:,.1f} | {every:,.1f} | {write:,.0f} | {peak:,.0f} |", flush=True)
    print()


def timed(command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} ended with {status}")
    times = re.findall(r"^(read|score|render).*: ([\d.]+)(µs|ms|s)$", told, re.M)
    scale = {"µs": 0.001, "ms": 1.0, "s": 1000.0}
    read, one, _, every, write = (float(number) * scale[unit] for _, number, unit in times)
    return read, one, every, write, used.ru_maxrss / 1024
