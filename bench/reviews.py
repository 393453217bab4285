#!/usr/bin/env python3
"""The round trip of save-and-next (POST, redirect, the next item) for many reviewers at once, on a demo of its own.

Each reviewer is one browser that judges, waits as a person does, and judges on. Their pauses are random, so that the load
comes as people bring it; `--pace 0` leaves the pauses out. What is counted is the time until the whole next page is there.
"""

import argparse
import http.client
import pathlib
import random
import re
import subprocess
import tempfile
import threading
import time
import urllib.parse

from service import Demo

ROUND = "monev-2024"
PROVINCE = "62"


class Reviewer(threading.Thread):
    """One person with one connection and a few items of the own."""

    def __init__(self, demo, login, items, pace, until):
        super().__init__(daemon=True)
        self.demo, self.login, self.items, self.pace, self.until = demo, login, items, pace, until
        self.took, self.refused = [], 0
        self.cookie = demo.sign_in(login)

    def run(self):
        self.line = http.client.HTTPConnection("127.0.0.1", self.demo.port, timeout=60)
        random_ = random.Random(self.login)
        count = 0
        time.sleep(random_.uniform(0, self.pace))
        while time.monotonic() < self.until:
            path = self.items[count % len(self.items)]
            form = self.form(path)
            begun = time.monotonic()
            status, location, _ = self.ask("POST", path, form)
            if status == 303:
                self.ask("GET", location)
                self.took.append(time.monotonic() - begun)
            else:
                self.refused += 1
            count += 1
            time.sleep(random_.uniform(0, 2 * self.pace))

    def form(self, path):
        """A whole judgement of what is asked there, on the present version."""
        page = self.ask("GET", path)[2]
        form = re.search(r'<form[^>]*id="penilaian".*?</form>', page, re.S).group()
        fields = [("base", re.search(r'name="base" value="(\d+)"', form).group(1)), ("reason", "Sesuai dengan bukti.")]
        levels = re.findall(r'name="level" type="radio" value="(\d+)"', form)
        fields += [("level", levels[0])] if levels else []
        fields += re.findall(r'name="(options|criteria)" type="checkbox" value="([^"]+)"', form)
        fields += [(name, value or "1") for name, value in re.findall(r'name="(field-[^"]+)"[^>]*value="([^"]*)"', form)]
        return fields

    def ask(self, method, path, form=None):
        headers = {"Cookie": self.cookie, "Origin": self.demo.base}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            # The program ends lines that were silent for a while; a browser opens another one.
            self.line.close()
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
        text = answer.read().decode()
        return answer.status, answer.headers.get("Location"), text


def add_reviewers(demo, count):
    config = demo.folder / "operator.toml"
    config.write_text(f'[database]\nurl = "sqlite://{demo.folder}/terbuka.db"\n[files]\nurl = "file://{demo.folder}/files"\n')
    logins = [f"penilai.{number}" for number in range(count)]
    for login in logins:
        subprocess.run([demo.binary, "--config", config, "user", "add", login, "--name", f"Penilai {login}", "--role",
                        f"verifier@{PROVINCE}", "--password-stdin"], input=demo.password + "\n", text=True, check=True,
                       stdout=subprocess.DEVNULL)
    return logins


def items(demo, login):
    """Addresses of everything that can be judged."""
    cookie = demo.sign_in(login)
    queue = demo.ask("GET", f"/verifikasi/{ROUND}", headers=[("Cookie", cookie)])[2].decode()
    found = []
    for office in dict.fromkeys(re.findall(rf'href="(/verifikasi/{ROUND}/[a-z-]+)"', queue)):
        page = demo.ask("GET", office, headers=[("Cookie", cookie)])[2].decode()
        for path in dict.fromkeys(re.findall(rf'href="({office}/[A-Z]\d+)\?', page)):
            if 'id="penilaian"' in demo.ask("GET", path, headers=[("Cookie", cookie)])[2].decode():
                found.append(path)
    return found


def quantile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))] * 1000


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bin", required=True, help="the program")
    options.add_argument("--reviewers", type=int, default=200)
    options.add_argument("--pace", type=float, default=20, help="mean pause between two judgements, in seconds")
    options.add_argument("--seconds", type=float, default=60)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, Demo(pathlib.Path(asked.bin).resolve(), pathlib.Path(folder)) as demo:
        logins = add_reviewers(demo, asked.reviewers)
        open_ = items(demo, logins[0])
        until = time.monotonic() + asked.seconds + asked.reviewers * 0.2
        # Everybody has items of the own: two at one item are a conflict, which is another test.
        people = [Reviewer(demo, login, open_[at::len(logins)] or [open_[at % len(open_)]], asked.pace, until)
                  for at, login in enumerate(logins)]
        until = time.monotonic() + asked.seconds
        for one in people:
            one.until = until
            one.start()
        for one in people:
            one.join()
        took = [each for one in people for each in one.took]
        refused = sum(one.refused for one in people)
    print("| reviewers | saves | a second | refused | median ms | p95 ms | p99 ms |\n|--:|--:|--:|--:|--:|--:|--:|")
    print(f"| {asked.reviewers} | {len(took)} | {len(took) / asked.seconds:.1f} | {refused} | {quantile(took, 0.5):.1f} | "
          f"{quantile(took, 0.95):.1f} | {quantile(took, 0.99):.1f} |")


if __name__ == "__main__":
    main()
