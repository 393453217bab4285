#!/usr/bin/env python3
"""Speed as ratios: Terbuka against nginx and against the raw database engine, in the same run on the same machine.

    bench/run.py [--bin target/release/terbuka] [--seconds 8] [--only pages,saves,scoring]

Needs Debian's nginx-light and wrk; everything runs on loopback and is ended again. Prints the table of bench/README.md.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import pages
import saves
import scoring
from service import Demo

ROOT = pathlib.Path(__file__).resolve().parent.parent
PARTS = ["pages", "saves", "scoring"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, help="the program; without it a release is built")
    parser.add_argument("--seconds", type=int, default=8, help="how long each load lasts")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas")
    return parser.parse_args()


def build(*more):
    subprocess.run(["cargo", "build", "--release", "--quiet", *more], cwd=ROOT, check=True)


def target():
    told = subprocess.run(["cargo", "metadata", "--no-deps", "--format-version", "1"], cwd=ROOT, check=True,
                          capture_output=True, text=True).stdout
    return pathlib.Path(re.search(r'"target_directory":"([^"]+)"', told).group(1)) / "release"


def programs(asked):
    """The program and the maker of a round with all offices: built, or `--bin` and what stands in `examples` beside it."""
    if asked is None:
        build("--package", "terbuka")
        build("--package", "testkit", "--example", "storm_round")
    binary = target() / "terbuka" if asked is None else asked.resolve()
    return binary, binary.parent / "examples" / "storm_round"


def main():
    asked = arguments()
    parts = asked.only.split(",")
    if set(parts) - set(PARTS):
        sys.exit(f"--only: expected some of {', '.join(PARTS)}")
    missing = [tool for tool in ("nginx", "wrk") if parts != ["scoring"] and not shutil.which(tool, path="/usr/sbin:/usr/bin:/usr/local/bin")]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)} (Debian: nginx-light, wrk)")
    binary = asked.bin.resolve() if asked.bin else None
    if binary is None and parts != ["scoring"]:
        build("--package", "terbuka")
        binary = target() / "terbuka"
    with tempfile.TemporaryDirectory(prefix="terbuka-bench-") as folder:
        folder = pathlib.Path(folder)
        # nginx serves from here as a user of its own.
        folder.chmod(0o755)
        if "pages" in parts or "saves" in parts:
            with Demo(binary, folder / "demo") as demo:
                if "pages" in parts:
                    pages.run(demo, folder, asked.seconds)
                if "saves" in parts:
                    saves.run(demo, folder, asked.seconds)
            if "saves" in parts:
                saves.raw(folder, asked.seconds)
        if "scoring" in parts:
            build("--package", "domain", "--examples")
            scoring.run(ROOT, target() / "examples", folder)


if __name__ == "__main__":
    main()
