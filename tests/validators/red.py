"""Whether the checkers see mistakes: each change below must make its checker say something.

    red.py OUT AGENDA.json
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import check_calendars
import check_feeds
import check_pages

# Checker, file pattern, what to replace, by what. The first file that holds it is changed.
CHANGES = [
    (check_feeds.check, "feed.xml", "</feed>", ""),
    (check_feeds.check, "feed.xml", "&lt;p&gt;", "\x0b&lt;p&gt;"),
    (check_feeds.check, "feed.xml", "&lt;p&gt;", "&lt;div&gt;"),
    (check_feeds.check, "feed.xml", "href=&quot;https://", "href=&quot;../"),
    (check_feeds.check, "feed.xml", "T00:00:00+", "+"),
    (check_feeds.check, "feed.xml", '<link rel="self"', '<link rel="own"'),
    (check_feeds.check, "feed.xml", "<published>", "<created>"),
    (check_feeds.check, "feed.xml", "<id>https://", "<id>"),
    (check_feeds.check, "feed.xml", ' length="', ' size="'),
    (check_feeds.check, "feed.xml", ' xml:lang="', ' lang="'),
    (check_feeds.check, "feed.json", '"version":"https://jsonfeed.org/version/1.1"', '"version":"1.1"'),
    (check_feeds.check, "feed.json", '"date_published":"', '"date_published":"am '),
    (check_feeds.check, "feed.json", '"content_html"', '"content"'),
    (check_feeds.check, "feed.json", '"title":"', '"title":"!'),
    (check_calendars.check, "*.ics", "END:VEVENT\r\n", ""),
    (check_calendars.check, "*.ics", "\r\n", "\n"),
    (check_calendars.check, "*.ics", "\r\n ", ""),
    (check_calendars.check, "*.ics", "UID:", "NAME:"),
    (check_calendars.check, "*.ics", "Z\r\nCREATED:", "\r\nCREATED:"),
    (check_calendars.check, "*.ics", "DTEND;TZID=Europe/Sarajevo:2026", "DTEND;TZID=Europe/Sarajevo:2016"),
    (check_calendars.check, "*.ics", "T220000Z;BYDAY", "T220000;BYDAY"),
    (check_calendars.check, "*.ics", "FREQ=WEEKLY;UNTIL=", "FREQ=SOMETIMES;UNTIL="),
    (check_calendars.check, "*.ics", "TZID:Europe/Sarajevo", "TZID:Europe/Zagreb"),
    (check_calendars.check, "*.ics", "RECURRENCE-ID", "X-RECURRENCE-ID"),
    (check_calendars.check, "*/kalendar.ics", "EXDATE", "X-EXDATE"),
    (check_calendars.check, "*/kalendar.ics", "RDATE", "X-RDATE"),
    (check_calendars.check, "*/kalendar.ics", "BYDAY=TH", "BYDAY=FR"),
    (check_calendars.check, "*/kalendar.ics", "STATUS:CANCELLED", "STATUS:CONFIRMED"),
    (check_calendars.check, "*/kalendar.ics", "LOCATION:", "X-LOCATION:"),
    (check_calendars.check, "*/kalendar.ics", "T180000", "T190000"),
    (check_pages.check, "*/sitemap.xml", "<loc>https://", "<loc>"),
    (check_pages.check, "*/sitemap.xml", "/obavjestenja/</loc>", "/novosti/</loc>"),
    (check_pages.check, "*/sitemap.xml", "<lastmod>2026-", "<lastmod>26-"),
    (check_pages.check, "*/sitemap.xml", "</urlset>", ""),
    (check_pages.check, "*/sitemap.xml", "/en/obavjestenja/\"", "/de/obavjestenja/\""),
    (check_pages.check, "robots.txt", "Disallow:\n", "Disallow: /\n"),
    (check_pages.check, "robots.txt", "Sitemap: https://", "Sitemap: //"),
    (check_pages.check, "index.html", '"@type":"Event"', '"@type":"Party"'),
    (check_pages.check, "index.html", '"startDate":"2', '"startDate":"on 2'),
    (check_pages.check, "index.html", '{"@context"', '{"@context'),
]


def main():
    out, agenda = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
    unseen = []
    with tempfile.TemporaryDirectory() as folder:
        for checker, pattern, old, new in CHANGES:
            if not sees(Path(folder) / "out", out, agenda, checker, pattern, old, new):
                unseen.append(f"{checker.__module__} does not see {old!r} → {new!r} in {pattern}")
    print(*unseen, sep="\n", end="\n" if unseen else "")
    print(f"red: {len(CHANGES)} planted mistakes, {len(unseen)} not seen")
    sys.exit(bool(unseen))


def sees(copy, out, agenda, checker, pattern, old, new):
    files = (path for path in sorted(out.rglob(pattern)) if old.encode() in path.read_bytes())
    path = next(files, None)
    if path is None:
        return False
    site = out / path.relative_to(out).parts[0]
    whole = checker is not check_feeds.check and site.is_dir()
    shutil.rmtree(copy, ignore_errors=True)
    # Only what the checker needs to find the mistake.
    source = site if whole else path.parent
    target = copy / source.relative_to(out)
    if checker is check_feeds.check:
        target.mkdir(parents=True)
        for name in ("feed.xml", "feed.json"):
            shutil.copy(source / name, target / name)
    elif whole:
        shutil.copytree(source, target)
    else:
        target.mkdir(parents=True)
        shutil.copy(path, target / path.name)
    changed = copy / path.relative_to(out)
    changed.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    mine = [edition for edition in agenda["editions"] if (copy / edition["calendar"]).is_file()]
    if checker is check_calendars.check and mine:
        return bool(checker(copy, {**agenda, "editions": mine})[1])
    return bool(checker(copy)[1])


if __name__ == "__main__":
    main()
