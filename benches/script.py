#!/usr/bin/env python3
"""Times the conversion of Latin prose to Cyrillic by `zbor script`, by the PyPI package `cyrtranslit` and by the npm
package `@stefanstefanovski/transliterate-cyrillic`, then counts what each gets wrong in `tests/scripts/words.txt`.

Each is a command that reads standard input and writes standard output; its time is that of the whole process.
Nothing is asserted about speed.
"""

import argparse
import collections
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from corpus import Writer

HERE = pathlib.Path(__file__).resolve().parent
WORDS = HERE.parent / "tests" / "scripts" / "words.txt"
NPM = "@stefanstefanovski/transliterate-cyrillic"
EXAMPLES = 15

# Line by line: its time grows with the square of what it is given at once.
PYTHON = "import cyrtranslit, sys; sys.stdout.writelines(cyrtranslit.to_cyrillic(line, 'sr') for line in sys.stdin)"
NODE = f"""const converter = require({NPM!r}); converter.locale("rs");
process.stdout.write(String(converter.transliterate(require("fs").readFileSync(0, "utf8"))));"""


def prose(size):
    """At least `size` bytes of ordinary Markdown, the same in every run."""
    writer, texts, length = Writer(7), [], 0
    while length < size:
        texts.append(writer.body())
        length += len(texts[-1].encode())
    return "\n".join(texts)


def install(folder):
    """Both packages, unless they are there already."""
    if not (folder / "py").exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", folder / "py", "cyrtranslit"], check=True)
    if not (folder / "js").exists():
        (folder / "js").mkdir()
        subprocess.run(["npm", "install", "--silent", "--prefix", folder / "js", NPM], check=True)


def converters(zbor, folder):
    """Name, command and what it needs of the environment."""
    found = {} if zbor == "none" else {"zbor script": ([zbor, "script", "--to", "cyrl"], {})}
    found["cyrtranslit"] = ([sys.executable, "-c", PYTHON], {"PYTHONPATH": str(folder / "py")})
    found["transliterate-cyrillic"] = (["node", "-e", NODE], {"NODE_PATH": str(folder / "js" / "node_modules")})
    return found


def convert(converter, text):
    """The converted text, and the seconds of wall and of processor time."""
    command, needs = converter
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, env={**os.environ, **needs, "PYTHONUTF8": "1"}, check=True)
    wall, after = time.perf_counter() - start, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return done.stdout.decode(), wall, spent


def print_speed(found, text, runs):
    size = len(text.encode()) / 1e6
    print(f"{size:.1f} MB of Markdown prose, best of {runs}, load {os.getloadavg()[0]:.1f}\n")
    print("| converter | s | MB/s | CPU s | zbor is faster by |\n| --- | ---: | ---: | ---: | ---: |")
    first = None
    for name, converter in found.items():
        costs = [convert(converter, text)[1:] for _ in range(runs)]
        wall, spent = min(cost[0] for cost in costs), min(cost[1] for cost in costs)
        first = first or wall
        print(f"| {name} | {wall:.3f} | {size / wall:.1f} | {spent:.3f} | {wall / first:.1f} × |")


def pairs():
    """Rule, Latin, Cyrillic."""
    rule = ""
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            rule = line[2:].split(":")[0]
        elif line:
            yield (rule, *line.split("\t"))


def print_faults(found):
    """Counts by rule, and the first examples of each. Every word is a paragraph of its own, in one text."""
    listed = list(pairs())
    text = "\n\n".join(latin for _, latin, _ in listed) + "\n"
    got = {name: convert(converter, text)[0].rstrip("\n").split("\n\n") for name, converter in found.items()}
    for name, words in got.items():
        if len(words) != len(listed):
            sys.exit(f"{name} gave {len(words)} paragraphs for {len(listed)}")
    wrong = {name: {at for at, word in enumerate(words) if word != listed[at][2]} for name, words in got.items()}
    print(f"\n| rule | words | {' | '.join(found)} |\n| --- | ---: |{' ---: |' * len(found)}")
    rules = collections.Counter(rule for rule, _, _ in listed)
    for rule, count in rules.items():
        cells = [sum(listed[at][0] == rule for at in wrong[name]) for name in found]
        print(f"| {rule} | {count} | {' | '.join(map(str, cells))} |")
    print(f"| **wrong in all** | **{len(listed)}** | {' | '.join(f'**{len(wrong[name])}**' for name in found)} |")
    own = next(iter(found))
    shown = sorted(wrong[own]) + one_of_each(listed, set.union(*wrong.values()) - wrong[own])
    print(f"\n| expected | {' | '.join(found)} |\n| --- |{' --- |' * len(found)}")
    for at in shown[:EXAMPLES]:
        cells = ["right" if at not in wrong[name] else cell(got[name][at]) for name in found]
        print(f"| {cell(listed[at][2])} | {' | '.join(cells)} |")


def one_of_each(listed, numbers):
    """The first of each rule, in the order of the list."""
    firsts = {}
    for at in sorted(numbers):
        firsts.setdefault(listed[at][0], at)
    return list(firsts.values())


def cell(text):
    return text.replace("|", "\\|")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--zbor", default=str(HERE.parent / "target" / "dist" / "zbor"), help="the program; `none` leaves it out")
    parser.add_argument("--size", type=float, default=8.0, help="megabytes of prose")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--packages", type=pathlib.Path, help="keep the two packages in this folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (arguments.packages or pathlib.Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        install(folder)
        found = converters(arguments.zbor, folder)
        print_speed(found, prose(int(arguments.size * 1e6)), arguments.runs)
        print_faults(found)


if __name__ == "__main__":
    main()
