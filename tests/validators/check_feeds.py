"""Every Atom and JSON feed of a built output: two feed parsers, a RELAX NG schema, a JSON Schema.

    check_feeds.py OUT        prints what is wrong and exits with 1 where anything is
"""

import html.parser
import json
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import atoma
import fastfeedparser
import feedparser
import jsonschema
from lxml import etree

HERE = Path(__file__).parent
RNG = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
SCHEMA = jsonschema.Draft202012Validator(
    json.loads((HERE / "jsonfeed.schema.json").read_text("utf-8")), format_checker=jsonschema.FormatChecker()
)
ATOM = "{http://www.w3.org/2005/Atom}"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Addresses(html.parser.HTMLParser):
    """The addresses of an entry's HTML, and whether its elements are closed."""

    VOID = {"img", "br", "hr", "input", "col", "wbr", "source"}

    def __init__(self, text):
        super().__init__()
        self.found, self.open, self.wrong = [], [], []
        self.feed(text)
        self.close()
        self.wrong += [f"<{name}> is not closed" for name in self.open]

    def handle_starttag(self, tag, attributes):
        self.found += [value for key, value in attributes if key in ("href", "src", "srcset") and value is not None]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")


def check_html(text):
    page = Addresses(text)
    relative = [f"`{address}` is no full address" for address in page.found if not urlsplit(address).scheme]
    return page.wrong + relative


def check_atom(path):
    raw = path.read_bytes()
    wrong = [] if not ILLEGAL.search(raw.decode("utf-8")) else ["holds a character that XML does not allow"]
    try:
        tree = etree.fromstring(raw)
    except etree.XMLSyntaxError as error:
        return [str(error)]
    if not RNG.validate(tree):
        wrong += [str(error) for error in RNG.error_log]
    parsed = feedparser.parse(raw)
    if parsed.bozo:
        wrong.append(f"feedparser: {parsed.bozo_exception}")
    entries = tree.findall(f"{ATOM}entry")
    if not entries or len(entries) > 30:
        wrong.append(f"{len(entries)} entries")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) != len(ids):
        wrong.append("two entries have one id")
    if tree.findtext(f"{ATOM}id") in ids:
        wrong.append("the feed has the id of an entry")
    if tree.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        wrong.append("an entry has no author (RFC 4287, 4.1.1)")
    dates = [entry.updated_parsed for entry in parsed.entries]
    if dates != sorted(dates, reverse=True):
        wrong.append("entries are not in order")
    if parsed.entries and parsed.feed.updated_parsed != dates[0]:
        wrong.append("the feed's date is not that of its newest entry")
    for entry, other in zip(entries, atoma.parse_atom_bytes(raw).entries, strict=True):
        if entry.findtext(f"{ATOM}id") != other.id_ or entry.findtext(f"{ATOM}title") != other.title.value:
            wrong.append(f"atoma reads another entry: {other.id_}")
        wrong += [f"{other.id_}: {one}" for one in check_html(entry.findtext(f"{ATOM}content"))]
        if other.published > other.updated:
            wrong.append(f"{other.id_}: published after it was changed")
    if len(fastfeedparser.parse(raw.decode("utf-8"))["entries"]) != len(entries):
        wrong.append("fastfeedparser reads other entries")
    return wrong + check_twin(path, parsed)


def check_twin(path, parsed):
    """The JSON feed beside it says the same."""
    twin = path.with_suffix(".json")
    if not twin.exists():
        return [f"there is no {twin.name} beside it"]
    items = json.loads(twin.read_text("utf-8")).get("items", [])
    theirs = [(item.get("id"), item.get("title")) for item in items]
    ours = [(entry.get("id"), entry.get("title")) for entry in parsed.entries]
    return [] if theirs == ours else ["the JSON feed beside it says something else"]


def check_json(path):
    try:
        feed = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        return [str(error)]
    wrong = [f"{error.json_path}: {error.message}" for error in SCHEMA.iter_errors(feed)]
    items = feed.get("items", [])
    ids = [item.get("id") for item in items]
    if not ids or len(set(ids)) != len(ids):
        wrong.append("no items, or two with one id")
    for item in items:
        wrong += [f"{item.get('id')}: {one}" for one in check_html(item.get("content_html", ""))]
    return wrong


def check(out):
    files = [(path, check_atom) for path in sorted(out.rglob("feed.xml"))]
    files += [(path, check_json) for path in sorted(out.rglob("feed.json"))]
    wrong = [f"{path.relative_to(out)}: {one}" for path, look in files for one in look(path)]
    return len(files), wrong


def main():
    count, wrong = check(Path(sys.argv[1]))
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"feeds: {count} files, {len(wrong)} mistakes")
    sys.exit(bool(wrong) or not count)


if __name__ == "__main__":
    main()
