"""A sender that costs next to nothing: one piece for each file, from the page cache to the socket by the kernel."""

import base64
import queue
import socket
import threading
import time


def send_plainly(port, work, together):
    """Sends `(file, (path, headers))` over so many connections at the same time; seconds."""
    waiting = queue.SimpleQueue()
    for one in work:
        waiting.put(one)
    wrong = []

    def sender():
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                while True:
                    file, (path, headers) = waiting.get_nowait()
                    send_file(line, port, file, path, headers)
            except queue.Empty:
                pass
            except (OSError, RuntimeError) as error:
                wrong.append(error)

    threads = [threading.Thread(target=sender) for _ in range(min(together, len(work)))]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    if wrong:
        raise wrong[0]
    return took


def send_file(line, port, file, path, headers):
    size = file.stat().st_size
    name = base64.b64encode(file.name.encode()).decode()
    of = {"Host": f"127.0.0.1:{port}", "Tus-Resumable": "1.0.0", **headers}
    line.sendall(head("POST", path, {**of, "Content-Length": 0, "Upload-Length": size, "Upload-Metadata": f"filename {name}"}))
    place = answer(line, 201)["location"]
    line.sendall(head("PATCH", place, {**of, "Content-Length": size, "Upload-Offset": 0,
                                       "Content-Type": "application/offset+octet-stream"}))
    with file.open("rb") as opened:
        line.sendfile(opened)
    if int(answer(line, 204)["upload-offset"]) != size:
        raise RuntimeError(f"{file} did not arrive whole")


def head(method, path, headers):
    return (f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n").encode()


def answer(line, wanted):
    """The headers of an answer without a body."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = line.recv(65536)
        if not more:
            raise RuntimeError("the line was closed")
        data += more
    status, *rest = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    if int(status.split()[1]) != wanted:
        raise RuntimeError(data.decode("latin-1"))
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}


def to_nobody(files, together):
    """The same to somebody who answers and throws everything away: what the sender itself costs; seconds."""
    with socket.create_server(("127.0.0.1", 0), backlog=together) as door:
        takers = [threading.Thread(target=throw_away, args=(door.accept,)) for _ in range(min(together, len(files)))]
        for taker in takers:
            taker.start()
        return send_plainly(door.getsockname()[1], [(file, ("/", {})) for file in files], together)


def throw_away(accept):
    line, _ = accept()
    buffer = bytearray(1 << 20)
    with line:
        while (got := line.recv_into(buffer)) > 0:
            told = bytes(buffer[:got])
            if told.startswith(b"POST"):
                line.sendall(b"HTTP/1.1 201 Created\r\nlocation: /\r\n\r\n")
                continue
            before, _, _ = told.partition(b"\r\n\r\n")
            size = int(before.split(b"Content-Length: ")[1].split(b"\r\n")[0])
            left = size - (got - len(before) - 4)
            while left > 0:
                left -= line.recv_into(buffer)
            line.sendall(b"HTTP/1.1 204 No Content\r\nupload-offset: %d\r\n\r\n" % size)
