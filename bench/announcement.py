#!/usr/bin/env python3
"""The recap of a whole round, and the minute in which its results appear, on a round that `terbuka simulate` has played.

A correction of the published results is entered, proposed for a minute that comes soon and approved through the pages. Before
that minute, and from it on, 2,000 readers have the national page open and look again after a second on average.
"""

import argparse
import datetime
import http.client
import pathlib
import re
import resource
import statistics
import subprocess
import tempfile
import threading
import time

from load import wrk
from service import Browser, Service

HERE = pathlib.Path(__file__).resolve().parent
ROUND = "monev-2025"
PAGE = f"/hasil/{ROUND}"
WIB = datetime.timezone(datetime.timedelta(hours=7))


class Simulated(Browser, Service):
    """The service on a simulated round, and browsers that talk to it."""

    def send(self, cookie, path, fields):
        status, headers, text = self.ask("POST", path, fields, [("Cookie", cookie)])
        if status != 303:
            raise SystemExit(f"{path}: {status} {re.findall(r'govuk-error-(?:message|summary__list).*?</(?:p|ul)>', text.decode(), re.S)}")
        return headers["Location"]


def simulate(binary, folder):
    told = subprocess.run([binary, "simulate", "--folder", folder], check=True, capture_output=True, text=True).stdout
    return re.search(r"password: (.+)", told).group(1)


def recap(service, times):
    """Milliseconds of each way to the recap, scored from the database each time."""
    cookie = service.sign_in("kendali.1")
    print("| recap of 514 offices | bytes | median ms | p95 ms |\n|---|--:|--:|--:|")
    for name in ["ekspor/hasil.json", "rekap.csv", "rekap"]:
        took = []
        for _ in range(times):
            begun = time.monotonic()
            status, _, data = service.ask("GET", f"/nasional/{ROUND}/{name}", headers=[("Cookie", cookie)])
            took.append((time.monotonic() - begun) * 1000)
            if status != 200:
                raise SystemExit(f"{name}: {status}")
        took.sort()
        print(f"| {name} | {len(data):,} | {statistics.median(took):.0f} | {took[int(len(took) * 0.95)]:.0f} |")


def prepare(service, ahead):
    """Puts a correction on its way; the second at which it becomes public."""
    first, second = service.sign_in("kendali.1"), service.sign_in("kendali.2")
    page = service.ask("GET", PAGE)[2].decode()
    body = re.findall(rf'href="{PAGE}/(kab[a-z-]+|kota[a-z-]+)"', page)[0]
    reason = "Nilai dari pengukuran."
    # No rubric gives a third, so this changes the result.
    service.send(first, f"/nasional/{ROUND}/koreksi", {"body": body, "question": "A01", "share": "1/3", "reason": reason})
    minute = datetime.datetime.now(WIB).replace(second=0, microsecond=0) + datetime.timedelta(minutes=1 + ahead // 60)
    if (minute - datetime.datetime.now(WIB)).total_seconds() < ahead:
        minute += datetime.timedelta(minutes=1)
    service.send(first, f"/nasional/{ROUND}/rekap", {
        "publish_at": minute.strftime("%Y-%m-%d"), "publish_at.time": minute.strftime("%H.%M"), "decree": "", "note": "",
        "correction": reason,
    })
    text = service.ask("GET", f"/nasional/{ROUND}/rekap", headers=[("Cookie", second)])[2].decode()
    address = re.search(r'action="([^"]+/setuju)"', text).group(1)
    service.send(second, address, {"password": service.password})
    return minute.timestamp()


def watch(service, until, seen):
    """Notes when the page first differs from what it was."""
    line = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
    before = None
    while time.time() < until:
        line.request("GET", PAGE, headers={"Accept-Encoding": "br"})
        data = line.getresponse().read()
        before = before or data
        if data != before:
            seen.append(time.time())
            return
        time.sleep(0.02)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bin", required=True, help="the program")
    options.add_argument("--readers", type=int, default=2000)
    options.add_argument("--seconds", type=int, default=8, help="how long they read before the minute, and after it")
    options.add_argument("--times", type=int, default=40, help="how often the recap is asked for")
    asked = options.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
    binary = pathlib.Path(asked.bin).resolve()
    with tempfile.TemporaryDirectory() as folder:
        password = simulate(binary, folder)
        service = Simulated(binary, folder, {"connections": 4096})
        service.password = password
        service.start()
        try:
            recap(service, asked.times)
            minute = prepare(service, asked.seconds + 12)
            seen = []
            watcher = threading.Thread(target=watch, args=(service, minute + 30, seen))
            load = lambda: wrk(service.base + PAGE, asked.seconds, connections=asked.readers, script=HERE / "readers.lua",
                               headers=["Accept-Encoding: br"])
            time.sleep(max(0, minute - asked.seconds - 3 - time.time()))
            before = load()
            time.sleep(max(0, minute - 0.5 - time.time()))
            watcher.start()
            time.sleep(max(0, minute - time.time()))
            after = load()
            watcher.join()
        finally:
            service.stop()
    print(f"\n| {asked.readers} readers | a second | p99 ms | not 2xx |\n|---|--:|--:|--:|")
    print(f"| before the minute | {before.rate:.0f} | {before.p99:.0f} | {before.wrong} |")
    print(f"| from the minute on | {after.rate:.0f} | {after.p99:.0f} | {after.wrong} |")
    print(f"\nThe new results were first seen {seen[0] - minute:.2f} s after the minute." if seen else "\nNothing changed.")


if __name__ == "__main__":
    main()
