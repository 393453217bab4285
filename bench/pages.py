"""Pages against nginx that serves the same bytes as a file: requests a second and p99, 64 connections."""

import subprocess
import time
import urllib.request

from load import wrk

# `root` is a folder with one file for each page. No access log on either side: the demo logs warnings only.
NGINX = """
user root;
worker_processes auto;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.err;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    default_type "text/html; charset=utf-8";
    types {{ }}
    server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""
PORT = 18099


def run(demo, folder, seconds):
    cookie = demo.sign_in("petugas.katingan")
    pages = [
        ("results of 514 offices", "/hasil/monev-2023", []),
        ("results of an office", "/hasil/monev-2023/kabupaten-katingan", []),
        ("first page", "/", []),
        ("question page, signed in", "/saq/monev-2024/kabupaten-katingan/A01", [f"Cookie: {cookie}"]),
    ]
    www = folder / "www"
    www.mkdir()
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=PORT))
    loads = []
    for index, (name, path, headers) in enumerate(pages):
        for encoding in ["br", "identity"]:
            sent = [*headers, f"Accept-Encoding: {encoding}"]
            status, got, data = demo.ask("GET", path, headers=[header.split(": ", 1) for header in sent])
            if status != 200:
                raise SystemExit(f"{path}: {status}")
            is_packed = got.get("Content-Encoding") == "br"
            (www / f"{index}-{encoding}").write_bytes(data)
            loads.append((f"{name}, {'br' if is_packed else 'plain'}", path, sent, f"/{index}-{encoding}", len(data)))
    nginx = subprocess.Popen(["/usr/sbin/nginx", "-c", str(config)])
    try:
        wait(f"http://127.0.0.1:{PORT}/0-br")
        print("| page | bytes | nginx/s | p99 ms | Terbuka/s | p99 ms | ratio |\n|---|--:|--:|--:|--:|--:|--:|")
        for name, path, sent, file, size in loads:
            one = lambda base, place: wrk(base + place, seconds, headers=sent)
            # In turns, so that a machine that slows down slows both.
            turns = [(one(f"http://127.0.0.1:{PORT}", file), one(demo.base, path)) for _ in range(2)]
            theirs, ours = zip(*turns)
            wrong = sum(load.wrong for load in ours + theirs)
            if wrong:
                raise SystemExit(f"{name}: {wrong} answers were no pages")
            rate = lambda loads: sum(load.rate for load in loads) / len(loads)
            p99 = lambda loads: sum(load.p99 for load in loads) / len(loads)
            print(f"| {name} | {size:,} | {rate(theirs):,.0f} | {p99(theirs):.1f} | {rate(ours):,.0f} | {p99(ours):.1f} "
                  f"| {rate(ours) / rate(theirs):.2f} |", flush=True)
        print()
    finally:
        nginx.terminate()
        nginx.wait(timeout=30)


def wait(url):
    for _ in range(100):
        try:
            urllib.request.urlopen(url).read()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("nginx does not answer")
