"""What search engines read of a built output: sitemaps, robots.txt, JSON-LD.

    check_pages.py OUT        prints what is wrong and exits with 1 where anything is
"""

import datetime as dt
import json
import re
import sys
import urllib.robotparser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?")
KINDS = {
    "GovernmentOrganization": ("name",),
    "NewsArticle": ("headline", "datePublished", "publisher", "inLanguage"),
    "SpecialAnnouncement": ("name", "text", "datePosted", "publisher", "inLanguage"),
    "Event": ("name", "startDate", "location", "eventStatus", "inLanguage"),
}


def page_file(base, folder, address):
    """The file of an address below a site's own."""
    if not address.startswith(base + "/") or urlsplit(address).fragment:
        return None
    path = unquote(address[len(base) + 1 :])
    return folder / (path + "index.html" if path == "" or path.endswith("/") else path)


def check_urlset(tree, base, folder):
    wrong, seen = [], {}
    for url in tree:
        if url.tag != f"{SITEMAP}url":
            wrong.append(f"unknown element {url.tag}")
        allowed = [f"{SITEMAP}loc", f"{SITEMAP}lastmod", f"{XHTML}link"]
        places = [allowed.index(part.tag) if part.tag in allowed else -1 for part in url]
        if -1 in places or places != sorted(places) or places.count(0) != 1 or places.count(1) > 1:
            wrong.append("parts of <url> are unknown or out of order")
        address = url.findtext(f"{SITEMAP}loc") or ""
        modified = url.findtext(f"{SITEMAP}lastmod")
        if modified is not None and not DATE.fullmatch(modified):
            wrong.append(f"{address}: `{modified}` is no date")
        if address in seen:
            wrong.append(f"{address} is there twice")
        if not re.match(r"https?://[^/]", address):
            wrong.append(f"`{address}` is no full address")
        if len(address) >= 2048:
            wrong.append(f"{address[:60]}… is too long")
        links = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        seen[address] = links
        file = page_file(base, folder, address)
        if file is None or not file.is_file():
            wrong.append(f"{address} is no page")
        elif is_hidden(file):
            wrong.append(f"{address} asks search engines to leave it out")
    for address, links in seen.items():
        if links and address not in links.values():
            wrong.append(f"{address} is not among its languages")
        wrong += [f"{address}: {other} does not link back" for other in links.values() if other in seen and seen[other] != links]
        wrong += [f"{address}: {other} is no page" for other in links.values() if not (file := page_file(base, folder, other)) or not file.is_file()]
    if len(seen) > 50_000:
        wrong.append(f"{len(seen)} addresses")
    return seen, wrong


def is_hidden(file):
    return any("noindex" in (meta.get("content") or "") for meta in page(file).iterfind(".//meta[@name='robots']"))


def canonical(file):
    link = page(file).find(".//link[@rel='canonical']")
    return "" if link is None else link.get("href") or ""


def page(file):
    # `xml.etree`-like parsing is not enough for HTML; lxml's parser reads UTF-8 only when told so.
    return lxml_html.fromstring(file.read_bytes(), parser=lxml_html.HTMLParser(encoding="utf-8"))


def check_sitemap(path):
    raw = path.read_bytes()
    try:
        tree = etree.fromstring(raw)
    except etree.XMLSyntaxError as error:
        return [str(error)]
    wrong = [] if len(raw) <= 50 << 20 else ["is larger than 50 MB"]
    if tree.tag == f"{SITEMAP}sitemapindex":
        addresses = [part.findtext(f"{SITEMAP}loc") for part in tree]
        if not addresses or len(set(addresses)) != len(addresses):
            wrong.append("an index without sitemaps, or with one twice")
        files = [path.parent.joinpath(*Path(urlsplit(address).path).parts[-2:]) for address in addresses]
        beside = [path.parent / file.name for file in files]
        return wrong + [f"{file} is not there" for file, other in zip(files, beside) if not file.is_file() and not other.is_file()]
    if tree.tag != f"{SITEMAP}urlset":
        return [*wrong, f"unknown root {tree.tag}"]
    first = tree.findtext(f"{SITEMAP}url/{SITEMAP}loc") or ""
    base = first.rstrip("/")
    seen, more = check_urlset(tree, base, path.parent)
    wrong += more
    if path.name == "sitemap.xml":
        listed = {page_file(base, path.parent, address) for address in seen}
        # Pages of sites below (the hub's folder holds them all) have sitemaps of their own.
        below = [other.parent for other in path.parent.glob("*/sitemap.xml")]
        files = (file for file in path.parent.rglob("index.html") if not any(folder in file.parents for folder in below))
        # A text that is not translated is listed where it was written.
        listed_elsewhere = lambda file: page_file(base, path.parent, canonical(file)) in listed
        missing = [file for file in files if file not in listed and not is_hidden(file) and not listed_elsewhere(file)]
        wrong += [f"{file.relative_to(path.parent)} is not listed" for file in missing]
    return wrong


def check_robots(path):
    text = path.read_text("utf-8")
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(text.splitlines())
    wrong = [] if robots.can_fetch("*", "/obavjestenja/") else ["forbids pages"]
    maps = robots.site_maps() or []
    has = (path.parent / "sitemap.xml").is_file()
    if bool(maps) != has:
        wrong.append("the line `Sitemap:` and the sitemap do not go together")
    return wrong + [f"`{address}` is no full address" for address in maps if not re.fullmatch(r"https?://\S+/sitemap\.xml", address)]


def check_json_ld(path):
    wrong = []
    for script in page(path).iterfind(".//script[@type='application/ld+json']"):
        text = script.text or ""
        if set(text) & set("<>&\u2028\u2029"):
            wrong.append("JSON-LD holds a character that may end the script")
        try:
            thing = json.loads(text)
        except ValueError as error:
            wrong.append(f"JSON-LD: {error}")
            continue
        kind = thing.get("@type")
        wrong += [f"JSON-LD: {kind} without {key}" for key in KINDS.get(kind, ("a known type",)) if not thing.get(key)]
        for key, value in thing.items():
            if key.endswith("Date") or key.startswith("date") or key == "expires":
                try:
                    date = dt.datetime.fromisoformat(value)
                    if len(value) > 10 and date.utcoffset() is None:
                        wrong.append(f"JSON-LD: {key} has no offset")
                except ValueError:
                    wrong.append(f"JSON-LD: {key}: `{value}` is no date")
    return wrong


def check(out):
    looks = [("sitemap*.xml", check_sitemap), ("robots.txt", check_robots), ("*.html", check_json_ld)]
    files = [(path, look) for pattern, look in looks for path in sorted(out.rglob(pattern))]
    wrong = [f"{path.relative_to(out)}: {one}" for path, look in files for one in look(path)]
    return len(files), wrong


def main():
    count, wrong = check(Path(sys.argv[1]))
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"pages: {count} files, {len(wrong)} mistakes")
    sys.exit(bool(wrong) or not count)


if __name__ == "__main__":
    main()
