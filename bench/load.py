"""What wrk says of a load."""

import re
import subprocess

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class Load:
    """Requests a second, the 99th percentile in milliseconds, and how many answers were not 2xx."""

    def __init__(self, told):
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1))
        number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", told).groups()
        self.p99 = float(number) * UNITS[unit]
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
        self.wrong = int(wrong.group(1)) if wrong else 0
        if re.search(r"Socket errors: connect [1-9]", told):
            raise SystemExit(told)


def wrk(url, seconds, connections=64, threads=2, headers=(), script=None, environment=None):
    """One load on an address."""
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "20s"]
    command += [part for header in headers for part in ("-H", header)]
    command += ["-s", str(script)] if script else []
    done = subprocess.run([*command, url], check=True, capture_output=True, text=True, env=environment)
    return Load(done.stdout)
