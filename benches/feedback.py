#!/usr/bin/env python3
"""Measures the feedback endpoint, each figure beside what it should reach, and Isso as the peer.

    python3 -m venv /tmp/peer && /tmp/peer/bin/pip install isso==0.14.0 gunicorn==27.0.1 apsw
    cargo build --release
    /tmp/peer/bin/python benches/feedback.py --zbor target/release/zbor

Wanted beside Python: `wrk`. Isso is run by the Python that runs this script; apsw fills databases with a hundred thousand
and a million messages (its SQLite knows the search table of the endpoint). Nothing is asserted: the figures are printed
with what they should reach, medians over `--rounds`. All traffic is on loopback and ends by itself.
"""

import argparse
import contextlib
import http.client
import importlib.util
import json
import os
import pathlib
import re
import resource
import select
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
WRK = HERE / "feedback"
LIMITS = "[999999999, 999999999, 999999999]"
CONFIG = f"limits:\n  network: {LIMITS}\n  form: {LIMITS}\n  site: {LIMITS}\n"
FORM = "/f/proba/ideja"
POST = "message=Poruka+{}&name=Mujo&consent=1"


class Table:
    """Rows of a figure: what was measured, what it should reach, whether it does."""

    def __init__(self):
        self.rows = []

    def add(self, name, value, wanted="", reached=None):
        mark = "" if reached is None else ("yes" if reached else "NO")
        self.rows.append((name, value, wanted, mark))
        print(f"  {name}: {value}  {wanted}  {mark}", file=sys.stderr)

    def print(self):
        head = ("figure", "measured", "wanted", "reached")
        print("| " + " | ".join(head) + " |\n| --- | --- | --- | --- |")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")


def resident(pid, field="VmRSS"):
    """Resident memory in MiB."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"{field}:\s+(\d+)", status)[1]) / 1024


def tree(pid):
    """A process and those it started."""
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid] + [one for child in children for one in tree(int(child))]


def forms(zbor, folder, slugs):
    """`forms.json` of sites with one form, as a build writes it."""
    workspace = folder / "mz"
    for slug in slugs:
        site = workspace / "sites" / slug
        site.mkdir(parents=True)
        (site / "sajt.yaml").write_text(
            f"naziv: MZ {slug}\nadresa_sajta: https://{slug}.example\nkontakt: {{telefon: 037 000 110}}\n"
            "povratne_informacije: {url: https://poruke.example}\n"
        )
    (workspace / "zbor.yaml").write_text("{}\n")
    out = folder / "out"
    subprocess.run([zbor, "build", workspace, "--out", out], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.copy(out / "forms.json", folder / "forms.json")


@contextlib.contextmanager
def endpoint(zbor, folder, first=None, more=()):
    """A running endpoint: process, address, and seconds from its start to the first 303 where `first` is a body."""
    (folder / "c.yaml").write_text(CONFIG)
    begun = time.perf_counter()
    command = [zbor, "feedback", "serve", "--lang", "en", "--data", folder / "data", "--forms", folder / "forms.json"]
    command += ["--config", folder / "c.yaml", "--listen", "127.0.0.1:0", "--operations", "127.0.0.1:0", *more]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        said = child.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:(\d+)", said)
        if not address:
            sys.exit(f"the endpoint did not start: {said}")
        port = int(address[1])
        took = None
        if first is not None:
            assert post(port, FORM, first) == 303
            took = time.perf_counter() - begun
        yield child, port, took
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(timeout=30)


def post(port, path, body, headers=()):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    head = {"Content-Type": "application/x-www-form-urlencoded", **dict(headers)}
    connection.request("POST", path, body, head)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def wrk(port, script, clients, seconds, path=FORM):
    """Acknowledged posts a second, and the 99th percentile in milliseconds."""
    command = ["wrk", "-t", "1", "-c", str(clients), "-d", f"{seconds}s", "--latency", "--timeout", "30s"]
    command += ["-s", WRK / script, f"http://127.0.0.1:{port}{path}"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    total = int(re.search(r"(\d+) requests in ([\d.]+)s", text)[1])
    took = float(re.search(r"requests in ([\d.]+)s", text)[1])
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", text).groups()
    scale = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]
    return (total - int(refused[1] if refused else 0)) / took, float(value) * scale


SLOW = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int slow(const char *name, int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  usleep(FLUSH_US);
  return real(file);
}
int fsync(int file) { return slow("fsync", file); }
int fdatasync(int file) { return slow("fdatasync", file); }
"""


def slow_disk(folder, millis):
    """Every flush of the programs that are started from now on takes so much longer: as on a disk that turns."""
    (folder / "slow.c").write_text(SLOW)
    command = ["cc", "-shared", "-fPIC", f"-DFLUSH_US={millis * 1000}", "-o", folder / "slow.so", folder / "slow.c", "-ldl"]
    subprocess.run(command, check=True)
    os.environ["LD_PRELOAD"] = str(folder / "slow.so")


def median(values):
    return statistics.median(values)


# --- the bench of the program itself ---------------------------------------------------------------------------------


def own_bench(args, folder, table):
    reports = []
    for _ in range(args.rounds):
        command = [args.zbor, "feedback", "doctor", "bench", "--data", folder, "--seconds", str(args.seconds), "--format", "json"]
        reports.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    bare = lambda batch, key: median([row[key] for r in reports for row in r["bare"] if row["batch"] == batch])
    row = lambda clients, key: median([row[key] for r in reports for row in r["endpoint"] if row["clients"] == clients])
    table.add("disk confirms 4 KiB", f"{median([r['flush'] for r in reports]):.2f} ms")
    for batch in (1, 32, 128):
        table.add(f"R({batch}), bare loop", f"{bare(batch, 'rate'):,.0f} messages/s")
    for clients in (1, 32, 128, 512):
        text = f"{row(clients, 'rate'):,.0f} posts/s, p50 {row(clients, 'p50'):.1f} ms, p99 {row(clients, 'p99'):.1f} ms"
        table.add(f"{clients} clients", text)
    share = median([e["rate"] / b["rate"] for r in reports for e in r["endpoint"] for b in r["bare"] if e["clients"] == b["batch"] == 128])
    table.add("posts/s at 128 clients : R(128)", f"{share:.2f}", "≥ 0.6", share >= 0.6)
    for clients in (32, 128, 512):
        together = row(clients, "together")
        table.add(f"acknowledgements a flush, {clients} clients", f"{together:.0f}", f"≥ {0.8 * clients:.0f}", together >= 0.8 * clients)
    alone = median([e["p50"] / b["p50"] for r in reports for e in r["endpoint"] for b in r["bare"] if e["clients"] == b["batch"] == 1])
    table.add("one client, p50 : bare transaction with its flush", f"{alone:.2f}", "≤ 1.3", alone <= 1.3)
    idle = median([r["idle"] for r in reports]) / 1024
    table.add("resident memory, idle", f"{idle:.1f} MiB", "≤ 10 MiB", idle <= 10)
    most = row(512, "memory") / 1024
    table.add("resident memory, 512 clients", f"{most:.1f} MiB", "≤ 32 MiB", most <= 32)


# --- stuck sockets ---------------------------------------------------------------------------------------------------


class Stuck(threading.Thread):
    """Connections from 30 addresses that say nothing, or half a head. So many are opened slowly; then those that the
    endpoint ends come again, no more than `rate` a second: what is measured is the endpoint and not this program."""

    def __init__(self, port, count=5000, rate=500):
        super().__init__(daemon=True)
        self.port, self.count, self.rate, self.over, self.opened = port, count, rate, False, 0
        self.sockets, self.poll = {}, select.epoll()

    def open(self):
        stuck = socket.socket()
        stuck.bind((f"127.0.1.{1 + self.opened % 30}", 0))
        stuck.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            stuck.connect(("127.0.0.1", self.port))
        self.sockets[stuck.fileno()] = stuck
        self.poll.register(stuck, select.EPOLLOUT | select.EPOLLONESHOT)
        self.opened += 1

    def turn(self):
        """A tenth of a second: what was ended is closed, half of what is connected says the half of a head."""
        for number, event in self.poll.poll(0, 2 * self.count):
            if event & (select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR | select.EPOLLRDHUP):
                self.poll.unregister(number)
                self.sockets.pop(number).close()
                continue
            if number % 2:
                with contextlib.suppress(OSError):
                    self.sockets[number].send(b"POST /f/proba/ideja HTTP/1.1\r\nHost:")
            self.poll.modify(number, select.EPOLLRDHUP)
        for _ in range(min(self.rate // 10, self.count - len(self.sockets))):
            self.open()

    def run(self):
        while not self.over:
            begun = time.perf_counter()
            self.turn()
            time.sleep(max(0, 0.1 - (time.perf_counter() - begun)))
        for one in self.sockets.values():
            one.close()


def stuck_sockets(args, folder, table):
    ratios = []
    for _ in range(args.rounds):
        with endpoint(args.zbor, folder) as (_, port, _):
            _, calm = wrk(port, "post.lua", 8, args.seconds)
            stuck = Stuck(port)
            stuck.start()
            # The endpoint ends them all the time, so that there are never all at once.
            while stuck.opened < stuck.count:
                time.sleep(0.1)
            _, pressed = wrk(port, "post.lua", 8, args.seconds)
            opened = stuck.opened
            stuck.over = True
            stuck.join()
        ratios.append((pressed / calm, calm, pressed, opened))
    ratio, calm, pressed, opened = sorted(ratios)[len(ratios) // 2]
    text = f"{ratio:.2f} ({calm:.1f} → {pressed:.1f} ms; {opened} opened, 500 a second)"
    table.add("honest p99 with 5,000 stuck sockets : without", text, "≤ 2", ratio <= 2)


# --- much that is there already --------------------------------------------------------------------------------------


SYMBOLS = "23456789ACDEFHJKMNPQRTX"


def reference(number):
    """Eight symbols that are far from those of the next number, and the check symbol."""
    rest, symbols = number * 0x9E3779B97F4A7C15 % 23**8, ""
    for _ in range(8):
        rest, symbol = divmod(rest, 23)
        symbols += SYMBOLS[symbol]
    return symbols + SYMBOLS[sum(SYMBOLS.index(s) * weight for weight, s in enumerate(symbols, 2)) % 23]


def fill(folder, count):
    """Puts messages into the file of the site, with what belongs to each."""
    import apsw

    db = apsw.Connection(str(folder / "data" / "sites" / "proba.db"))
    db.execute("PRAGMA synchronous = OFF")
    last = db.execute("SELECT coalesce(max(id), 0) FROM item").fetchone()[0]
    text = lambda n: f"poruka broj {n} na uglu lipove ulice ne radi rasvjeta molimo da se popravi"
    states = ["received", "answered", "resolved", "closed", "working"]
    now = int(time.time() * 1000)
    numbers = range(last + 1, last + 1 + count)
    # The shape in which an answer is stored is the endpoint's own business: it is taken from a message that it stored.
    shape = db.execute("SELECT answers FROM item WHERE id = 1").fetchone()[0]
    head, _, tail = shape.partition("Poruka 0")
    answers = lambda n: f"{head}{text(n)}{tail}"
    item = (
        "INSERT INTO item (id, reference, form, kind, version, locale, source, received_at, promised_on, keep_until, state,"
        " state_at, answers, street, category, answered_at, in_time) SELECT ?1, ?2, form, kind, version, locale, source, ?3,"
        " promised_on, '2099-01-01', ?4, ?3, ?5, ?6, ?7, ?8, ?9 FROM item WHERE id = 1"
    )

    def row(n):
        """A hundred thousand in a year, of fifty streets and eleven topics; two of five answered, most in time."""
        received = now - (last + count - n) * 315_000
        answered = received + n % 97 * 3_600_000 if n % 5 in (1, 2) else None
        in_time = None if answered is None else int(n % 97 < 80)
        where, topic = f"Ulica {n * 7 % 50}", f"tema-{n * 3 % 11}"
        return n, reference(n), received, states[n % 5], answers(n), where, topic, answered, in_time

    with db:
        db.executemany(item, map(row, numbers))
        db.executemany("INSERT INTO person (item, name) VALUES (?, 'Mujo')", ((n,) for n in numbers))
        db.executemany("INSERT INTO search (rowid, text) VALUES (?, ?)", ((n, text(n)) for n in numbers))
        seen = "INSERT INTO seen (key, item, expires) VALUES (randomblob(32), ?, ?)"
        db.executemany(seen, ((n, now + 1_800_000) for n in numbers))
        sent = "INSERT INTO outbox (kind, item, message_id, written_at, next_at, state) VALUES ('received', ?, ?, ?, ?, 'sent')"
        db.executemany(sent, ((n, f"f{n}", now, now) for n in numbers))
        # The endpoint keeps the sums of its statistics with each message.
        db.execute("DELETE FROM figure")
        sums = ", ".join(f"sum({name})" for name in ("received", "answered", "promised", "in_time", "waited"))
        db.execute(f"INSERT INTO figure SELECT what, name, day, {sums} FROM counted GROUP BY 1, 2, 3")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def get(connection, path, cookie):
    begun = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie, "Host": "localhost"})
    answer = connection.getresponse()
    answer.read()
    return answer.status, (time.perf_counter() - begun) * 1000


def inbox(args, folder, table):
    add = ["feedback", "user", "add", "--data", folder / "data", "--site", "proba", "--role", "owner", "ana@example.org"]
    password = subprocess.run([args.zbor, *add], check=True, capture_output=True, text=True).stdout.strip()
    with endpoint(args.zbor, folder) as (_, port, _):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        body = urllib.parse.urlencode({"email": "ana@example.org", "password": password})
        head = {"Content-Type": "application/x-www-form-urlencoded", "Host": "localhost", "Sec-Fetch-Site": "same-origin"}
        connection.request("POST", "/a/-/login", body, head)
        answer = connection.getresponse()
        answer.read()
        cookie = answer.getheader("Set-Cookie").split(";")[0]
        pages = {"first page": "/a/proba", "list": "/a/proba/list", "search": "/a/proba/list?q=rasvjeta", "far back": "/a/proba/list?shelf=all&after=50000", "statistics": "/a/proba/statistics"}
        for name, path in pages.items():
            times = []
            for _ in range(100):
                status, took = get(connection, path, cookie)
                assert status == 200, (path, status)
                times.append(took)
            p99 = sorted(times)[98]
            table.add(f"inbox over 100,000 messages, {name}, p99", f"{p99:.1f} ms", "≤ 50 ms", p99 <= 50)


def export(args, folder, count):
    """Peak memory in MiB and seconds of an export."""
    command = [args.zbor, "feedback", "export", "--data", folder / "data", "--site", "proba"]
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    lines = sum(piece.count(b"\n") for piece in iter(lambda: child.stdout.read(1 << 16), b""))
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0 and lines > count, (status, lines)
    return usage.ru_maxrss / 1024, time.perf_counter() - begun


def much(args, folder, table):
    with endpoint(args.zbor, folder, POST.format(0)):
        pass
    fill(folder, 10_000)
    small, _ = export(args, folder, 10_000)
    fill(folder, 90_000)
    large, took = export(args, folder, 100_000)
    text = f"{large:.1f} MiB in {took:.1f} s ({small:.1f} MiB for 10,000)"
    table.add("export of 100,000 messages, peak memory", text, "constant, to a tenth", large <= 1.1 * small)
    inbox(args, folder, table)
    fill(folder, 900_000)
    times = []
    for n in range(max(5, args.rounds)):
        with endpoint(args.zbor, folder, POST.format(f"prva {n}")) as (_, _, took):
            times.append(took * 1000)
    table.add("start to first 303 with a million messages", f"{median(times):.0f} ms", "≤ 150 ms", median(times) <= 150)


def many_sites(args, table):
    with tempfile.TemporaryDirectory(dir=args.scratch) as name:
        folder = pathlib.Path(name)
        slugs = [f"mz-{n}" for n in range(300)]
        forms(args.zbor, folder, slugs)
        with endpoint(args.zbor, folder) as (child, port, _):
            idle = resident(child.pid)
            begun = time.perf_counter()
            for turn in range(2):
                for slug in slugs:
                    assert post(port, f"/f/{slug}/ideja", POST.format(f"{slug} {turn}")) == 303
            rate = 600 / (time.perf_counter() - begun)
            most = resident(child.pid, "VmHWM")
            files = len(list((folder / "data" / "sites").glob("*.db")))
        text = f"{files} files, {rate:,.0f} posts/s one after the other, {idle:.1f} MiB idle, at most {most:.1f} MiB"
        table.add("300 MZs in one process", text, "works", files == 300)


# --- the peer --------------------------------------------------------------------------------------------------------


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def isso(folder, workers):
    """Isso as it is shipped, but for its guard against floods; its own server, or gunicorn with so many workers."""
    port = free_port()
    (folder / "isso.cfg").write_text(
        f"[general]\ndbpath = {folder}/isso.db\nhost = http://localhost:{port}/\n"
        f"[server]\nlisten = http://127.0.0.1:{port}/\n[guard]\nenabled = false\n"
    )
    bin = pathlib.Path(sys.executable).parent
    command = [bin / "isso", "-c", folder / "isso.cfg", "run"]
    if workers:
        command = [bin / "gunicorn", "-b", f"127.0.0.1:{port}", "-w", str(workers), "--preload", "isso.run"]
    environment = {**os.environ, "ISSO_SETTINGS": str(folder / "isso.cfg")}
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError, http.client.HTTPException):
                # A first comment: from now on it only has to do what is measured.
                first = json.dumps({"title": "Proba", "author": "Mujo", "text": "prva poruka"})
                if post(port, "/new?uri=%2Fproba%2F", first, {"Content-Type": "application/json"}) < 300:
                    break
            time.sleep(0.1)
        yield child, port
    finally:
        child.terminate()
        child.wait(timeout=30)


def peer(args, folder, table):
    ours, theirs, memory, own_memory, held, own_held = [], {0: [], 4: []}, [], [], [], []
    for _ in range(args.rounds):
        with endpoint(args.zbor, folder) as (child, port, _):
            time.sleep(1)
            own_memory.append(resident(child.pid))
            own_held.append(resident(child.pid, "RssAnon"))
            ours.append(wrk(port, "post.lua", 32, args.seconds)[0])
        for workers in theirs:
            with tempfile.TemporaryDirectory(dir=args.scratch) as name:
                with isso(pathlib.Path(name), workers) as (child, port):
                    if not workers:
                        memory.append(sum(resident(pid) for pid in tree(child.pid)))
                        held.append(sum(resident(pid, "RssAnon") for pid in tree(child.pid)))
                    theirs[workers].append(wrk(port, "isso.lua", 32, args.seconds, "/new?uri=%2Fproba%2F")[0])
    ours, best, memory, own = median(ours), max(map(median, theirs.values())), median(memory), median(own_memory)
    table.add("Isso, own server, 32 clients", f"{median(theirs[0]):,.1f} posts/s")
    table.add("Isso, gunicorn with 4 workers, 32 clients", f"{median(theirs[4]):,.1f} posts/s")
    table.add("the endpoint, 32 clients, the same generator", f"{ours:,.0f} posts/s")
    table.add("posts/s : Isso's better", f"{ours / best:,.0f}", "≥ 100", ours / best >= 100)
    table.add("Isso, own server, resident memory idle", f"{memory:.1f} MiB")
    own_held, held = median(own_held), median(held)
    text = f"{own_held / held:.2f} ({own_held:.1f} : {held:.1f} MiB)"
    table.add("idle, memory of its own without pages of program files : Isso's", text, "≤ 0.25", own_held / held <= 0.25)
    table.add("idle memory : Isso's", f"{own / memory:.2f}", "≤ 0.25", own / memory <= 0.25)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zbor", required=True, type=pathlib.Path, help="the program, a release build")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured; medians count")
    parser.add_argument("--seconds", type=int, default=3, help="how long each measure takes")
    parser.add_argument("--scratch", type=pathlib.Path, help="a folder on the disk to be measured")
    parser.add_argument("--flush-ms", type=int, help="each flush takes so much longer, for all programs (a C compiler is wanted)")
    parser.add_argument("--only", nargs="*", default=["bench", "peer", "stuck", "much", "sites"], help="which parts")
    args = parser.parse_args()
    args.zbor = args.zbor.resolve()
    if not shutil.which("wrk") or not importlib.util.find_spec("apsw") or not importlib.util.find_spec("isso"):
        sys.exit("wanted: wrk, and the packages isso, gunicorn and apsw in this Python")
    # As the unit in docs/deploy has it: one arena for all threads, so that memory which one gave back serves the others.
    os.environ["MALLOC_ARENA_MAX"] = "1"
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 12_000)), hard))
    table = Table()
    with tempfile.TemporaryDirectory(dir=args.scratch) as name:
        folder = pathlib.Path(name)
        forms(args.zbor, folder, ["proba"])
        if args.flush_ms:
            slow_disk(folder, args.flush_ms)
        parts = {
            "bench": lambda: own_bench(args, folder, table),
            "peer": lambda: peer(args, folder, table),
            "stuck": lambda: stuck_sockets(args, folder, table),
            "sites": lambda: many_sites(args, table),
        }
        for part in args.only:
            if part != "much":
                parts[part]()
        if "much" in args.only:
            shutil.rmtree(folder / "data", ignore_errors=True)
            much(args, folder, table)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    table.print()


if __name__ == "__main__":
    main()
