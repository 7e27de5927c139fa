"""Every iCalendar file of a built output: the lines of RFC 5545, two parsers, and the occurrences that
a calendar program would show against those of the site's agenda.

    check_calendars.py OUT [AGENDA.json]     prints what is wrong and exits with 1 where anything is

AGENDA.json comes from `cargo test --test outputs export_agenda` (see run.sh).
"""

import collections
import datetime as dt
import json
import re
import sys
from pathlib import Path

import icalendar
import recurring_ical_events
import vobject

REQUIRED = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED")
LINE = re.compile(r"[A-Z0-9-]+(;[A-Z0-9-]+=(\"[^\"\x00-\x1f]*\"|[^\";:,\x00-\x1f]*))*:[^\x00-\x08\x0a-\x1f\x7f]*")


def check_lines(raw):
    """3.1: CRLF, at most 75 octets a line, folded between characters, the grammar of a content line."""
    wrong = []
    if not raw.endswith(b"\r\n") or raw.count(b"\n") != raw.count(b"\r\n"):
        wrong.append("a line does not end with CRLF")
    for number, line in enumerate(raw.split(b"\r\n"), 1):
        if len(line) > 75:
            wrong.append(f"line {number} has {len(line)} octets")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            wrong.append(f"line {number} is folded inside a character")
    unfolded = raw.replace(b"\r\n ", b"").decode("utf-8", "replace")
    wrong += [f"no content line: {line[:60]}" for line in unfolded.split("\r\n")[:-1] if not LINE.fullmatch(line)]
    return wrong


def check_event(event):
    name = f"{event.get('UID')} {event.get('RECURRENCE-ID').to_ical().decode() if event.get('RECURRENCE-ID') else ''}".strip()
    wrong = [f"{name}: no {key}" for key in REQUIRED if key not in event]
    if wrong:
        return wrong
    start = event.get("DTSTART")
    end = event.get("DTEND")
    if end and (type(end.dt) is not type(start.dt) or end.dt <= start.dt):
        wrong.append(f"{name}: ends before it begins")
    if not isinstance(start.dt, dt.datetime) and start.params.get("VALUE") != "DATE":
        wrong.append(f"{name}: a day without VALUE=DATE")
    stamp = event["DTSTAMP"]
    if stamp.dt.utcoffset() != dt.timedelta(0):
        wrong.append(f"{name}: DTSTAMP is not in UTC")
    rule = event.get("RRULE")
    if rule and "UNTIL" in rule:
        until = rule["UNTIL"][0]
        # 3.3.10: UNTIL is of the type of DTSTART, and in UTC where that has a zone.
        if isinstance(until, dt.datetime) != isinstance(start.dt, dt.datetime):
            wrong.append(f"{name}: UNTIL is not of the type of DTSTART")
        elif isinstance(until, dt.datetime) and until.utcoffset() != dt.timedelta(0):
            wrong.append(f"{name}: UNTIL is not in UTC")
    return wrong


def check_names(calendar):
    """3.8.4.7: a UID and a RECURRENCE-ID name one component; 3.6.5: zones that are used are there."""
    events = calendar.walk("VEVENT")
    names = collections.Counter((str(event.get("UID")), str(event.get("RECURRENCE-ID") and event["RECURRENCE-ID"].dt)) for event in events)
    wrong = [f"{uid} is there {count} times" for (uid, _), count in names.items() if count > 1]
    mothers = {str(event["UID"]) for event in events if "RECURRENCE-ID" not in event}
    wrong += [f"{event['UID']}: an override of nothing" for event in events if str(event["UID"]) not in mothers]
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    used = {value.params["TZID"] for event in events for key in ("DTSTART", "DTEND") if (value := event.get(key)) and "TZID" in value.params}
    wrong += [f"no VTIMEZONE for {zone}" for zone in used - zones]
    return wrong


def check_file(path):
    raw = path.read_bytes()
    wrong = check_lines(raw)
    try:
        calendar = icalendar.Calendar.from_ical(raw)
    except ValueError as error:
        return [*wrong, f"icalendar: {error}"]
    errors = [f"icalendar: {error}" for part in calendar.walk() for error in part.errors]
    if errors:
        return wrong + errors
    if "VERSION" not in calendar or "PRODID" not in calendar:
        wrong.append("no VERSION or PRODID")
    events = calendar.walk("VEVENT")
    if not events:
        wrong.append("no events")
    of_events = [one for event in events for one in check_event(event)]
    if of_events:
        return wrong + of_events
    wrong += check_names(calendar)
    try:
        other = vobject.readOne(raw.decode("utf-8"), validate=True)
        summaries = sorted(event.summary.value for event in other.vevent_list)
        if summaries != sorted(str(event["SUMMARY"]) for event in events):
            wrong.append("vobject reads other titles")
    except Exception as error:  # vobject raises many kinds
        wrong.append(f"vobject: {error}")
    return wrong


def shown(event):
    """An occurrence as a calendar program shows it: start, end, whether it takes place, where, which page."""
    start, end = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
    whole = not isinstance(start, dt.datetime)
    text = (lambda value: value.isoformat()) if whole else (lambda value: value.replace(tzinfo=None).isoformat(timespec="minutes"))
    end = None if end is None or end == start else text(end)
    return (text(start), end, str(event["STATUS"]), str(event.get("LOCATION", "")), str(event.get("URL", "")))


def check_agenda(out, agenda):
    """Each calendar of a site, expanded, is the site's agenda."""
    wrong = []
    count = 0
    first, last = (dt.date.fromisoformat(agenda[key]) for key in ("from", "to"))
    for edition in agenda["editions"]:
        calendar = icalendar.Calendar.from_ical((out / edition["calendar"]).read_bytes())
        found = recurring_ical_events.of(calendar, skip_bad_series=False).between(first, last + dt.timedelta(days=1))
        inside = lambda start: first.isoformat() <= start[:10] <= last.isoformat()
        have = collections.Counter(one for one in map(shown, found) if inside(one[0]))
        want = collections.Counter(tuple(one) for one in edition["occurrences"] if inside(one[0]))
        count += want.total()
        wrong += [f"{edition['calendar']}: not in the calendar: {one}" for one in want - have]
        wrong += [f"{edition['calendar']}: not in the agenda: {one}" for one in have - want]
    return count, wrong


def check(out, agenda=None):
    files = sorted(out.rglob("*.ics"))
    wrong = [f"{path.relative_to(out)}: {one}" for path in files for one in check_file(path)]
    occurrences = 0
    if agenda is not None and not wrong:
        occurrences, more = check_agenda(out, agenda)
        wrong += more if occurrences else ["the agenda is empty"]
    return len(files), wrong, occurrences


def main():
    agenda = json.loads(Path(sys.argv[2]).read_text("utf-8")) if len(sys.argv) > 2 else None
    count, wrong, occurrences = check(Path(sys.argv[1]), agenda)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"calendars: {count} files, {occurrences} occurrences, {len(wrong)} mistakes")
    sys.exit(bool(wrong) or not count)


if __name__ == "__main__":
    main()
