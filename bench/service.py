"""The program under load, and a browser's bare minimum to talk to it."""

import http.client
import json
import os
import pathlib
import re
import socket
import subprocess
import time
import urllib.parse


class Browser:
    """Asks the program on `port`, and signs people in who all have the same `password`."""

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method, path, body=None, headers=()):
        """One request; status, headers and bytes of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Origin": self.base, **dict(headers)}
        if body is not None:
            body = urllib.parse.urlencode(body)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, answer.headers, data

    def sign_in(self, login):
        """The cookie of a new session."""
        status, headers, _ = self.ask("POST", "/masuk", {"login": login, "password": self.password})
        if status != 303:
            raise SystemExit(f"{login} cannot sign in: {status}")
        return "; ".join(cookie.split(";")[0] for cookie in headers.get_all("Set-Cookie"))


class Demo(Browser):
    """`terbuka demo` in a folder, ended when the block ends."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder

    def __enter__(self):
        self.process = subprocess.Popen([self.binary, "demo", "--folder", self.folder, "--port", "0"],
                                        stdout=subprocess.PIPE, text=True)
        told = []
        for line in self.process.stdout:
            told.append(line)
            if line.startswith("Stop with"):
                break
        told = "".join(told)
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", told).group(1))
        self.password = re.search(r"password: (.+)", told).group(1)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=60)

    def add_officer(self, login, bodies):
        """Somebody who fills the questionnaires of these bodies, added as an operator does."""
        config = self.folder / "operator.toml"
        config.write_text(f'[database]\nurl = "sqlite://{self.folder}/terbuka.db"\n'
                          f'[files]\nurl = "file://{self.folder}/files"\n')
        roles = [part for body in bodies for part in ("--role", f"officer@{body}")]
        subprocess.run([self.binary, "--config", config, "user", "add", login, "--name", "Beban", *roles,
                        "--password-stdin"], input=self.password + "\n", text=True, check=True, stdout=subprocess.DEVNULL)


class Service:
    """`terbuka serve` on a folder with a database, as an operator runs it; it can be killed and started again."""

    def __init__(self, binary, folder, limits=()):
        self.binary, self.folder = binary, pathlib.Path(folder)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
        self.config = self.folder / "terbuka.toml"
        lines = [f"{key} = {json.dumps(value)}\n" for key, value in dict(limits).items()]
        self.config.write_text(f'[server]\nlisten = "127.0.0.1:{self.port}"\n'
                               f'[database]\nurl = "sqlite://{self.folder}/terbuka.db"\n'
                               f'[files]\nurl = "file://{self.folder}/files"\n'
                               f'[log]\nfilter = "warn"\n[limits]\n{"".join(lines)}')

    def start(self):
        """Starts it and waits until it is ready; the seconds that this took."""
        begun = time.monotonic()
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen([self.binary, "serve", "--config", self.config], stdout=subprocess.DEVNULL,
                                            stderr=log)
        while time.monotonic() - begun < 60:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return time.monotonic() - begun
            except OSError:
                if self.process.poll() is not None:
                    break
            time.sleep(0.02)
        raise SystemExit(f"terbuka does not serve; see {self.folder}/log")

    def kill(self):
        """As a power cut ends it."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)

    def memory(self):
        """MiB that are resident now, and the most that ever were."""
        told = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return [int(re.search(rf"{name}:\s+(\d+) kB", told).group(1)) / 1024 for name in ("VmRSS", "VmHWM")]

    def processor(self):
        """Seconds of processor time that it has used."""
        told = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
