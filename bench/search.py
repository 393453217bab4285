#!/usr/bin/env python3
"""Times searches among generated documents on both engines, beside the engines' plain full-text search in the same run.

    bench/search.py [--documents 1000000] [--postgres postgres://postgres@127.0.0.1:5432] [--folder /tmp]

Builds `bench/search` optimised (it is a package of its own, so that nothing else is), fills a SQLite file in the folder and a
database `search_bench` on the server, prints a table for each, and removes both. A million documents take 1.3 GB in SQLite,
4 GB in PostgreSQL, and some 10 minutes each to fill. Without `--postgres` that half is not run.
"""

import argparse
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent / "search"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--postgres", help="address of a server, without a database, whose superuser may make one")
    parser.add_argument("--folder", default="/tmp")
    parser.add_argument("--keep", action="store_true", help="leave the databases for another run")
    options = parser.parse_args()
    subprocess.run(["cargo", "build", "--release"], cwd=HERE, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target"))
    run = [target / "release" / "search-bench"]
    sqlite(run, options)
    if options.postgres:
        postgres(run, options)


def sqlite(run, options):
    print("SQLite", flush=True)
    path = pathlib.Path(options.folder) / "search-bench.db"
    fill = [] if path.exists() else ["fill"]
    subprocess.run([*run, f"sqlite://{path}", str(options.documents), *fill], check=True)
    if not options.keep:
        for end in ("", "-wal", "-shm"):
            pathlib.Path(f"{path}{end}").unlink(missing_ok=True)


def postgres(run, options):
    print("PostgreSQL", flush=True)
    admin = ["psql", "-q", f"{options.postgres}/postgres", "-c"]
    made = subprocess.run([*admin, "CREATE DATABASE search_bench"], stderr=subprocess.DEVNULL).returncode == 0
    fill = ["fill"] if made else []
    address = f"{options.postgres}/search_bench"
    if fill:
        subprocess.run([*run, address, str(options.documents), "fill", "only"], check=True)
        # What a server does by itself in the background.
        subprocess.run(["psql", "-q", address, "-c", "VACUUM ANALYZE"], check=True)
    subprocess.run([*run, address, str(options.documents)], check=True)
    if not options.keep:
        subprocess.run([*admin, "DROP DATABASE search_bench"], check=True)


if __name__ == "__main__":
    main()
