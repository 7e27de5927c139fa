#!/usr/bin/env python3
"""Writes one seeded corpus three times: as a Zbor workspace with the plain theme (`plain/`), as the
same workspace with the built-in theme and all outputs (`full/`), and as Hugo sites (`hugo/`).

The texts are the same bytes in all three. No clock is read: equal arguments give equal files.
"""

import argparse
import os
import pathlib
import random
import shutil

HERE = pathlib.Path(__file__).parent
DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LAST_MONTHS = 11  # The newest texts are of November 2026; builds are made with `--now 2026-11-24`.

WHO = ("Mjesna zajednica", "Komunalno preduzeće", "Savjet mjesne zajednice", "Općinska služba", "Osnovna škola",
       "Dobrovoljno vatrogasno društvo", "Omladinski klub", "Udruženje penzionera", "Dom zdravlja", "Izvođač radova")
DOES = ("obavještava mještane o", "poziva sve domaćinstva na razgovor o", "nastavlja s radovima na", "moli za strpljenje zbog",
        "objavljuje zaključke o", "zahvaljuje svima koji su pomogli oko", "traži prijedloge za", "čeka saglasnost za")
WHAT = ("čišćenju kanala pored puta", "popravci javne rasvjete", "uređenju dječijeg igrališta", "odvozu krupnog otpada",
        "zamjeni starih cijevi", "prevozu đaka u jutarnjim satima", "proširenju groblja", "uređenju izvora i česme",
        "zimskom održavanju puteva", "pregledu dimnjaka", "sadnji drveća kraj rijeke", "krečenju društvenog doma")
WHERE = ("u gornjem dijelu naselja", "kod stare škole", "uz rijeku", "na raskršću kod mosta", "ispred društvenog doma",
         "u Ulici lipa", "između pilane i doma", "na igralištu", "oko ambulante", "prema zaseoku Brdo")
WHEN = ("ove sedmice", "do kraja mjeseca", "od ponedjeljka do petka", "svakog radnog dana od 8 do 14 sati", "čim vrijeme dopusti",
        "poslije praznika", "u subotu prijepodne", "kada stigne materijal", "najkasnije za deset dana", "po dogovoru s mještanima")
MARKED = ("**Ponesite rukavice.**", "Pitanja *do petka* u kancelariji.", "Više na [stranici općine](https://opcina.example/novosti).",
          "Javite se na `037 000 111`.", "**Voda za piće** bit će kod doma.", "Ko ne može doći, neka *javi komšiji*.")
TITLES = ("Radovi na putu", "Čišćenje korita", "Popravka rasvjete", "Odvoz krupnog otpada", "Zbor mještana", "Radna akcija kod doma",
          "Upis u školu", "Sadnja drveća", "Pregled dimnjaka", "Zamjena cijevi", "Uređenje izvora", "Javni poziv za prijedloge")
TOPICS = ("waste", "health", "school", "transport", "culture", "environment", "safety", "other")
STATUSES = (("proposed", 0), ("planned", 0), ("approved", 0), ("ongoing", 35), ("ongoing", 80), ("done", 100))
STREETS = ("Ulica lipa", "Obala", "Brdo", "Kod škole", "Gornji put", "Pilana")
TAGS = [f"{a} {b}" for a in ("dom", "put", "škola", "rijeka", "groblje") for b in
        ("radovi", "akcija", "dogovor", "prijedlog", "izvještaj", "pomoć", "poziv", "rok", "plan", "zahvala")]


class Writer:
    """Words by chance. Only `random()` is used: its sequence is promised by Python for a seed."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def below(self, n):
        return int(self.chance.random() * n)

    def pick(self, words):
        return words[self.below(len(words))]

    def sentence(self):
        return f"{self.pick(WHO)} {self.pick(DOES)} {self.pick(WHAT)} {self.pick(WHERE)}, {self.pick(WHEN)}."

    def paragraph(self, sentences):
        return " ".join([*(self.sentence() for _ in range(sentences)), self.pick(MARKED)])

    def body(self):
        """About 2.5 KB of Markdown with headings, a list, a table and a quote."""
        items = "\n".join(f"- {self.sentence()}" for _ in range(5))
        rows = "\n".join(f"| {self.pick(STREETS)} | {self.below(28) + 1}. {self.below(12) + 1}. | {self.pick(WHO)} |" for _ in range(5))
        return "\n\n".join((
            self.paragraph(3), "## Šta se radi", self.paragraph(3), items, "## Raspored",
            f"| Gdje | Kada | Ko |\n| --- | --- | --- |\n{rows}", f"> {self.paragraph(2)}", "## Šta dalje", self.paragraph(3),
        )) + "\n"

    def day(self):
        """A day of the three years up to November 2026."""
        month = self.below(2 * 12 + LAST_MONTHS)
        length = 23 if month == 2 * 12 + LAST_MONTHS - 1 else DAYS_IN_MONTH[month % 12]
        return f"{2024 + month // 12}-{month % 12 + 1:02}-{self.below(length) + 1:02}"

    def front(self, title):
        return [f"title: {title}", f"date: {self.day()}", f"description: {self.sentence()}"]

    def announcement(self, number):
        first = self.below(len(TAGS))
        second = (first + 1 + self.below(len(TAGS) - 1)) % len(TAGS)
        return [*self.front(f"{self.pick(TITLES)} {number}"), f"tags: [{TAGS[first]}, {TAGS[second]}]",
                f"topic: {self.pick(TOPICS)}", f"area: [{self.pick(STREETS)}]"]

    def project(self, number):
        status, progress = self.pick(STATUSES)
        return [*self.front(f"Projekat {number}, {self.pick(TITLES).lower()}"), f"status: {status}",
                f"budget: {self.below(90) + 10}.000 KM", f"progress: {progress} %", f"location: {self.pick(STREETS)}"]

    def event(self, number):
        start = f"{self.day()} {self.below(12) + 8:02}:00"
        if self.below(3) == 0:  # A third is still to come.
            start = f"2027-{self.below(12) + 1:02}-{self.below(28) + 1:02} {self.below(12) + 8:02}:00"
        return [*self.front(f"Događaj {number}, {self.pick(TITLES).lower()}"), f"start: {start}", "duration: 2 h",
                f"place: {self.pick(STREETS)}"]

    def texts(self, announcements):
        """Path without its site, and text, one after the other."""
        few = max(1, announcements // 10)
        for folder, slug, front, count in (("announcements", "obavijest", self.announcement, announcements),
                                           ("projects", "projekat", self.project, few), ("events", "dogadjaj", self.event, few)):
            for number in range(1, count + 1):
                head = "\n".join(front(number))
                yield f"{folder}/{slug}-{number:06}.md", f"---\n{head}\n---\n\n{self.body()}"


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


WORKSPACE = """name: Općina Javorov Brod
municipality: Općina Javorov Brod
base_url: https://mz.example
languages: [bs]
"""
PLAIN = """theme: plain
outputs: [pages, lists, tags, feeds]
"""


def site_yaml(slug):
    streets = "\n".join(f"  - {street}" for street in STREETS)
    return f"name: MZ {slug}\nshort_name: {slug}\ncontact:\n  phone: 037 000 111\n  email: mz@mz.example\nstreets:\n{streets}\n"


def hugo_toml(slug):
    template = (HERE / "plain/hugo.toml").read_text(encoding="utf-8")
    return template.replace("SLUG", slug)


def write(out, announcements, sites, seed):
    """Writes the corpus into `out`, which must not exist."""
    put(out / "plain/zbor.yaml", WORKSPACE + PLAIN)
    put(out / "full/zbor.yaml", WORKSPACE)
    shutil.copytree(HERE / "plain/zbor", out / "plain/themes/plain/templates")
    shutil.copytree(HERE / "plain/hugo", out / "hugo/themes/plain/layouts")
    for number in range(1, sites + 1):
        slug = f"mz-{number:03}"
        plain, full, hugo = (out / "plain/sites" / slug, out / "full/sites" / slug, out / "hugo/sites" / slug)
        put(plain / "site.yaml", site_yaml(slug))
        put(full / "site.yaml", site_yaml(slug))
        put(hugo / "hugo.toml", hugo_toml(slug))
        titles = (("announcements", "Obavještenja", ""), ("projects", "Projekti", ""), ("events", "Događaji", "build: {render: never}\n"))
        for folder, title, more in titles:
            put(hugo / "content" / folder / "_index.md", f"---\ntitle: {title}\n{more}---\n")
            (full / folder).mkdir()
        for path, text in Writer(seed * 1000 + number).texts(announcements):
            put(plain / path, text)
            # The same file under another name: nobody writes into it.
            os.link(plain / path, full / path)
            os.link(plain / path, hugo / "content" / path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path, help="a folder that does not exist yet, on one file system")
    parser.add_argument("--announcements", type=int, default=1000, help="of each site; a tenth as many projects and events")
    parser.add_argument("--sites", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True)
    write(args.out, args.announcements, args.sites, args.seed)


if __name__ == "__main__":
    main()
