#!/usr/bin/env python3
"""Certificates of every office: the press against WeasyPrint that prints an equal page, both as whole processes, in turns.

Needs Debian's `libpango-1.0-0 libpangoft2-1.0-0 python3-venv`; WeasyPrint comes from PyPI into a folder of its own.
"""

import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
WEASYPRINT = "weasyprint==66.0"


def build():
    subprocess.run(["cargo", "build", "-q", "--release", "-p", "pdf", "--example", "certificates"], cwd=HERE.parent, check=True)
    return HERE.parent / "target/release/examples/certificates"


def weasyprint(folder):
    python = folder / "venv/bin/python"
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", WEASYPRINT], check=True)
    return python


def timed(command, folder, data):
    """Seconds, files and bytes of one way."""
    folder.mkdir()
    begun = time.monotonic()
    subprocess.run([*command, folder], input=data, check=True, stderr=subprocess.DEVNULL)
    took = time.monotonic() - begun
    files = list(folder.glob("*.pdf"))
    return took, len(files), sum(file.stat().st_size for file in files)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=514)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--press", help="the example `certificates`; built if absent")
    options.add_argument("--keep", type=pathlib.Path, help="a folder for the first page of each way")
    asked = options.parse_args()
    press = pathlib.Path(asked.press).resolve() if asked.press else build()
    data = subprocess.run([press, "data", str(asked.count)], check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        python = weasyprint(folder)
        ways = {"press": [press, "print"], "WeasyPrint": [python, HERE / "weasyprint_sheets.py"]}
        found = {name: [] for name in ways}
        for turn in range(asked.rounds):
            for name, command in ways.items():
                found[name].append(timed(command, folder / f"{name}-{turn}", data))
        if asked.keep:
            asked.keep.mkdir(exist_ok=True)
            for name in ways:
                (asked.keep / f"{name}.pdf").write_bytes((folder / f"{name}-0/0.pdf").read_bytes())
    print("| way | sheets | seconds | a second | KB a sheet |\n|---|--:|--:|--:|--:|")
    took = {}
    for name, turns in found.items():
        took[name] = statistics.median(turn[0] for turn in turns)
        _, files, size = turns[0]
        print(f"| {name} | {files} | {took[name]:.2f} | {files / took[name]:.0f} | {size / files / 1024:.0f} |")
    print(f"| ratio | | {took['WeasyPrint'] / took['press']:.1f} | | |")


if __name__ == "__main__":
    main()
