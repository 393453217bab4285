"""The program under load, and a browser's bare minimum to talk to it."""

import http.client
import re
import subprocess
import urllib.parse


class Demo:
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

    def add_officer(self, login, bodies):
        """Somebody who fills the questionnaires of these bodies, added as an operator does."""
        config = self.folder / "operator.toml"
        config.write_text(f'[database]\nurl = "sqlite://{self.folder}/terbuka.db"\n'
                          f'[files]\nurl = "file://{self.folder}/files"\n')
        roles = [part for body in bodies for part in ("--role", f"officer@{body}")]
        subprocess.run([self.binary, "--config", config, "user", "add", login, "--name", "Beban", *roles,
                        "--password-stdin"], input=self.password + "\n", text=True, check=True, stdout=subprocess.DEVNULL)
