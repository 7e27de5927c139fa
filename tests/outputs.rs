//! Feeds, calendars and sitemaps of a small workspace, compared with the text that they must be.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking; what it exports is told by the environment"
)]

use std::collections::BTreeMap;
use std::path::Path;
use zbor::build::{Host, Mode, Request, run};
use zbor::date::Timestamp;
use zbor::site::Drafts;

const SITE: &str = "naziv: MZ Lug\nbase_url: https://lug.example/mz\n";

/// Builds a workspace of one site on 24 November 2026 and gives its output by path.
fn built(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let (root, out) = (folder.path().join("mz"), folder.path().join("out"));
    for (path, text) in files {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let now: Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
    let request = Request {
        root,
        out: out.clone(),
        sites: Vec::new(),
        drafts: Drafts::Hidden,
        now,
        host: Host::default(),
        mode: Mode::Build,
        scripts: zbor::build::Scripts::Trusted,
        digest: None,
        keep: zbor::build::Keep::Nothing,
    };
    run(&request, &|_, _| ()).unwrap();
    let mut all = BTreeMap::new();
    read(&out, &out, &mut all);
    all
}

fn read(root: &Path, folder: &Path, all: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, all);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            all.insert(name, text);
        }
    }
}

/// The VEVENT components of the calendar of a site with these events, unfolded, with `\n`.
fn events(yaml: &str) -> String {
    let all = built(&[("site.yaml", SITE), ("events.yaml", yaml)]);
    components(all.get("kalendar.ics").unwrap_or_else(|| panic!("no calendar among {:?}", all.keys())))
}

fn components(calendar: &str) -> String {
    let text = calendar.replace("\r\n ", "").replace("\r\n", "\n");
    let from = text.find("BEGIN:VEVENT").unwrap();
    text[from..].trim_end_matches("END:VCALENDAR\n").to_owned()
}

/// Compares with a file of `tests/outputs`; `ZBOR_BLESS=1` writes it, to be read before it is kept.
fn same(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outputs").join(name);
    if std::env::var_os("ZBOR_BLESS").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(found == expected, "{name} differs:\n{found}");
}

/// Compares only the lines that begin with these names.
fn lines(events: &str, names: &[&str]) -> String {
    let wanted =
        |line: &&str| names.iter().any(|name| line.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', ';'])));
    events.lines().filter(wanted).map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_calendar_is_this_text() {
    let all = built(&[("site.yaml", SITE), ("events.yaml", include_str!("outputs/klub.yaml"))]);
    same("kalendar.ics", &all["kalendar.ics"].replace("\r\n", "\n"));
    assert_eq!(all["kalendar.ics"].matches('\n').count(), all["kalendar.ics"].matches("\r\n").count());
    // An event alone is the same component under its own name.
    let single = &all["dogadjaji/klub-zena/klub-zena.ics"];
    assert!(all["kalendar.ics"].contains(components(single).lines().nth(1).unwrap()));
    assert!(single.contains("\r\nX-WR-CALNAME:Klub žena „Preslica“\\, četvrtkom\\; i još ponešto\r\n"), "{single}");
}

#[test]
fn a_weekly_event_keeps_its_hour_when_clocks_change() {
    let events = events(
        "- naslov: Hor\n  početak: 22. 10. 2026. u 18:00\n  traje: 2 h\n  ponavlja: {every: week, until: 26. 11. 2026.}\n",
    );
    assert_eq!(
        lines(&events, &["DTSTART", "DTEND", "RRULE", "EXDATE"]),
        "DTSTART;TZID=Europe/Sarajevo:20261022T180000\n\
         DTEND;TZID=Europe/Sarajevo:20261022T200000\n\
         RRULE:FREQ=WEEKLY;UNTIL=20261126T225959Z;BYDAY=TH\n"
    );
}

#[test]
fn what_falls_out_is_added_or_is_moved_has_lines_of_its_own() {
    let events = events(
        "- naslov: Šah\n  početak: 5. 11. 2026. u 18:00\n  traje: 2 h\n  ponavlja: {every: week, on: [thu]}\n  \
         osim: 12. 11. 2026.\n  pauza: [{from: 24. 12. 2026., to: 7. 1. 2027.}]\n  i_još: [28. 11. 2026., 29. 11. 2026. od 10 do 11]\n  \
         mjesto: Dom\n  izmjene:\n    - {date: 19. 11. 2026., start: 20. 11. 2026. u 19:00, place: Škola, reason: Sala je zauzeta}\n    \
         - {date: 26. 11. 2026., status: otkazano}\n    - {date: 3. 12. 2026., status: odgođeno}\n    - {date: 10. 12. 2026., status: nesigurno}\n",
    );
    assert_eq!(
        lines(
            &events,
            &["RECURRENCE-ID", "DTSTART", "DTEND", "RRULE", "RDATE", "EXDATE", "SUMMARY", "LOCATION", "STATUS"]
        ),
        "DTSTART;TZID=Europe/Sarajevo:20261105T180000\n\
         DTEND;TZID=Europe/Sarajevo:20261105T200000\n\
         RRULE:FREQ=WEEKLY;BYDAY=TH\n\
         RDATE;TZID=Europe/Sarajevo:20261128T180000,20261129T180000\n\
         EXDATE;TZID=Europe/Sarajevo:20261112T180000,20261224T180000,20261231T180000,20270107T180000\n\
         SUMMARY;LANGUAGE=bs:Šah\nLOCATION:Dom\nSTATUS:CONFIRMED\n\
         RECURRENCE-ID;TZID=Europe/Sarajevo:20261119T180000\n\
         DTSTART;TZID=Europe/Sarajevo:20261120T190000\n\
         DTEND;TZID=Europe/Sarajevo:20261120T210000\n\
         SUMMARY;LANGUAGE=bs:Šah\nLOCATION:Škola\nSTATUS:CONFIRMED\n\
         RECURRENCE-ID;TZID=Europe/Sarajevo:20261126T180000\n\
         DTSTART;TZID=Europe/Sarajevo:20261126T180000\n\
         DTEND;TZID=Europe/Sarajevo:20261126T200000\n\
         SUMMARY;LANGUAGE=bs:Otkazano: Šah\nLOCATION:Dom\nSTATUS:CANCELLED\n\
         RECURRENCE-ID;TZID=Europe/Sarajevo:20261129T180000\n\
         DTSTART;TZID=Europe/Sarajevo:20261129T100000\n\
         DTEND;TZID=Europe/Sarajevo:20261129T110000\n\
         SUMMARY;LANGUAGE=bs:Šah\nLOCATION:Dom\nSTATUS:CONFIRMED\n\
         RECURRENCE-ID;TZID=Europe/Sarajevo:20261203T180000\n\
         DTSTART;TZID=Europe/Sarajevo:20261203T180000\n\
         DTEND;TZID=Europe/Sarajevo:20261203T200000\n\
         SUMMARY;LANGUAGE=bs:Odgođeno: Šah\nLOCATION:Dom\nSTATUS:CANCELLED\n\
         RECURRENCE-ID;TZID=Europe/Sarajevo:20261210T180000\n\
         DTSTART;TZID=Europe/Sarajevo:20261210T180000\n\
         DTEND;TZID=Europe/Sarajevo:20261210T200000\n\
         SUMMARY;LANGUAGE=bs:Još nije sigurno: Šah\nLOCATION:Dom\nSTATUS:TENTATIVE\n"
    );
    assert!(events.contains("DESCRIPTION:Sala je zauzeta\\n\\nhttps://lug.example/mz/dogadjaji/"), "{events}");
}

#[test]
fn days_end_with_the_one_after_the_last() {
    let events = events(
        "- {naslov: Dani lipe, početak: 3. 7. 2027., kraj: 5. 7. 2027., cijeli_dan: da}\n\
         - {naslov: Dan sela, početak: 14. 6. 2027., cijeli_dan: da, ponavlja: {every: year}, osim: 14. 6. 2028.}\n\
         - {naslov: Noć muzeja, početak: 15. 5. 2027. u 20:00, kraj: 16. 5. 2027. u 2:00}\n\
         - {naslov: Otvoren kraj, početak: 15. 5. 2027. u 20:00}\n",
    );
    assert_eq!(
        lines(&events, &["DTSTART", "DTEND", "RRULE", "EXDATE", "SUMMARY"]),
        "DTSTART;VALUE=DATE:20270614\nDTEND;VALUE=DATE:20270615\nRRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=14\n\
         EXDATE;VALUE=DATE:20280614\nSUMMARY;LANGUAGE=bs:Dan sela\n\
         DTSTART;VALUE=DATE:20270703\nDTEND;VALUE=DATE:20270706\nSUMMARY;LANGUAGE=bs:Dani lipe\n\
         DTSTART;TZID=Europe/Sarajevo:20270515T200000\nDTEND;TZID=Europe/Sarajevo:20270516T020000\nSUMMARY;LANGUAGE=bs:Noć muzeja\n\
         DTSTART;TZID=Europe/Sarajevo:20270515T200000\nSUMMARY;LANGUAGE=bs:Otvoren kraj\n"
    );
}

#[test]
fn a_uid_stays_wherever_the_site_lies() {
    // Two with one `id` cannot both have it.
    let yaml = "- {id: klub, naslov: Klub žena, početak: 1. 12. 2026. u 18:00}\n\
                - {id: šah, naslov: Šah, početak: 2. 12. 2026. u 18:00}\n- {id: šah, naslov: Opet šah, početak: 3. 12. 2026. u 18:00}\n";
    let uids = |site: &str| {
        let all = built(&[("site.yaml", site), ("events.yaml", yaml)]);
        let mut uids: Vec<String> =
            lines(&components(&all["kalendar.ics"]), &["UID"]).lines().map(|line| format!("{line}\n")).collect();
        uids.sort_by_key(|uid| uid.replace('@', "!"));
        uids.concat()
    };
    let expected =
        "UID:klub@mz-lug.opcina-brod.zbor\nUID:sah@mz-lug.opcina-brod.zbor\nUID:sah-2@mz-lug.opcina-brod.zbor\n";
    for address in ["", "base_url: https://lug.example/mz\n", "base_url: https://nova-adresa.example\n"] {
        assert_eq!(uids(&format!("naziv: MZ Lug\nopćina: Općina Brod\n{address}")), expected);
    }
}

const NEWS: &[(&str, &str)] = &[
    ("site.yaml", SITE),
    ("obavjestenja/2026-11-20-voda.md", include_str!("outputs/voda.md")),
    ("obavjestenja/2026-01-05-staro.md", "---\nnaslov: Staro\nvrijedi_do: 1. 2. 2026.\n---\nNe važi.\n"),
    ("projekti/put.md", include_str!("outputs/put.md")),
    ("stranice/o-nama.md", "---\nnaslov: O nama\n---\nTekst.\n"),
];

#[test]
fn a_feed_is_this_text() {
    let all = built(NEWS);
    same("feed.xml", &all["feed.xml"]);
    let json: serde_json::Value = serde_json::from_str(&all["feed.json"]).unwrap();
    same("feed.json", &format!("{}\n", serde_json::to_string_pretty(&json).unwrap()));
    let feeds: Vec<&str> = all.keys().map(String::as_str).filter(|path| path.ends_with("feed.xml")).collect();
    assert_eq!(
        feeds,
        [
            "feed.xml",
            "oznake/vodovod/feed.xml",
            "projekti/put/feed.xml",
            "ulice/donji-kraj/feed.xml",
            "za/farmers/feed.xml"
        ]
    );
}

#[test]
fn without_an_address_there_are_no_feeds_and_no_links_to_them() {
    let site = [("site.yaml", "naziv: MZ Lug\n")];
    let files: Vec<(&str, &str)> = site.into_iter().chain(NEWS.iter().skip(1).copied()).collect();
    let all = built(&files);
    let absent = |path: &&String| path.contains("feed.") || path.contains("sitemap");
    assert_eq!(all.keys().find(absent), None);
    assert_eq!(all["robots.txt"], "User-agent: *\nDisallow:\n");
    assert!(all.values().all(|text| !text.contains("feed.xml") && !text.contains("feed.json")));
}

#[test]
fn the_sitemap_is_this_text() {
    let mut files = NEWS.to_vec();
    files[0] = (
        "site.yaml",
        "naziv: MZ Lug\nbase_url: https://lug.example/mz\njezici: [bs, en]\nizlazi: {oznake: ne, ulice: ne, ciljne_grupe: ne, obrasci: ne}\n",
    );
    let all = built(&files);
    same("sitemap.xml", &all["sitemap.xml"]);
    assert_eq!(all["robots.txt"], "User-agent: *\nDisallow:\n\nSitemap: https://lug.example/mz/sitemap.xml\n");
}

/// Not a test: writes what the agenda of a workspace says, for `validators/check_calendars.py`.
///
/// `ZBOR_WORKSPACE` is the workspace, `ZBOR_NOW` the moment of the build, `ZBOR_AGENDA` the file to write.
#[test]
#[ignore = "run by tests/validators/run.sh"]
fn export_agenda() {
    let given = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
    let now: Timestamp = given("ZBOR_NOW").parse().unwrap();
    let workspace = zbor::load::load(Path::new(&given("ZBOR_WORKSPACE"))).unwrap().value;
    let library = zbor::site::library(&workspace, &zbor::site::Memo::default()).value;
    let mut editions = Vec::new();
    let mut day = None;
    for name in workspace.sites.keys() {
        let site = zbor::site::assemble(&workspace, &library, &zbor::site::Memo::default(), name, now, Drafts::Hidden)
            .value
            .unwrap();
        day = day.or(Some(site.today.date));
        let base = workspace_address(&workspace, &site);
        editions.extend(
            site.editions
                .iter()
                .filter(|edition| !edition.agenda.is_empty())
                .map(|edition| edition_agenda(&site, edition, &base)),
        );
    }
    let day = day.unwrap();
    let json = serde_json::json!({
        "from": zbor::date::shift(day, -30).to_string(), "to": zbor::date::shift(day, 365).to_string(), "editions": editions,
    });
    std::fs::write(given("ZBOR_AGENDA"), json.to_string()).unwrap();
}

fn workspace_address(workspace: &zbor::load::Workspace, site: &zbor::site::Site) -> String {
    let base = site.config.base_url.clone().unwrap_or_default();
    if site.config.own_base_url || workspace.single { base } else { format!("{base}/{}", site.slug) }
}

fn edition_agenda(site: &zbor::site::Site, edition: &zbor::site::Edition, base: &str) -> serde_json::Value {
    let occurrences: Vec<[Option<String>; 5]> = edition
        .agenda
        .iter()
        .map(|one| {
            let status = match one.status {
                zbor::site::EventStatus::Confirmed => "CONFIRMED",
                zbor::site::EventStatus::Tentative => "TENTATIVE",
                zbor::site::EventStatus::Postponed | zbor::site::EventStatus::Cancelled => "CANCELLED",
            };
            // A calendar's days end with the one after the last.
            let end = match (one.dates.start.time, one.dates.end) {
                (None, end) => Some(zbor::date::shift(end.map_or(one.dates.start.date, |end| end.date), 1).to_string()),
                (Some(_), end) => end.map(|end| end.to_string()),
            };
            let place = one.place.clone().unwrap_or_default();
            [
                Some(one.dates.start.to_string()),
                end,
                Some(status.to_owned()),
                Some(place),
                Some(format!("{base}{}", one.item.path)),
            ]
        })
        .collect();
    let word = zbor::site::section(zbor::site::Section::Calendar, zbor::site::address_locale(&site.config));
    let folder = if site.slug.is_empty() { String::new() } else { format!("{}/", site.slug) };
    let calendar = format!("{folder}{}{word}.ics", edition.root.as_str().trim_start_matches('/'));
    serde_json::json!({"calendar": calendar, "occurrences": occurrences})
}

const OUTAGE: &str = "---\nnaslov: Bez vode\nhitnost: važno\ntema: voda\nkada: 24.11.2026. 8:00-15:00\n\
ulice: [Školska]\nza_koga: [mladi, penzioneri]\n---\nPukla je cijev.\n";

/// The page from which an editor passes the outage on.
const SHARED: &str = "za-dijeljenje/obavjestenja/bez-vode/index.html";

#[test]
fn editors_get_a_poster_and_texts_to_pass_on() {
    let all = built(&[("site.yaml", SITE), ("obavjestenja/2026-11-23-bez-vode.md", OUTAGE)]);
    let page = scraper::Html::parse_document(&all[SHARED]);
    let texts = |id: &str| {
        let selector = scraper::Selector::parse(id).unwrap();
        page.select(&selector).flat_map(|element| element.text()).collect::<String>()
    };
    assert_eq!(
        texts("#chat"),
        "*Bez vode*\n\nKada: utorak, 24. 11. od 8:00 do 15:00 sati\nGdje: Školska\n\nPukla je cijev.\n\n\
         https://lug.example/mz/obavjestenja/bez-vode/\nMZ Lug"
    );
    assert_eq!(
        texts("#sms"),
        "MZ Lug: Bez vode, utorak, 24. 11. od 8:00 do 15:00 sati, Skolska https://lug.example/mz/obavjestenja/bez-vode/"
    );
    assert!(texts("#youth").starts_with("*Mladi: Bez vode*"), "{}", texts("#youth"));
    let poster = texts(".poster");
    for part in ["MZ Lug", "Bez vode", "utorak, 24.", "Školska", "lug.example/mz/obavjestenja/bez-vode"] {
        assert!(poster.replace('\u{a0}', " ").contains(part), "no {part} in {poster}");
    }
}

#[test]
fn no_page_and_no_search_engine_is_led_to_the_pages_for_editors() {
    let all = built(&[("site.yaml", SITE), ("obavjestenja/2026-11-23-bez-vode.md", OUTAGE)]);
    assert!(all[SHARED].contains("<meta content=noindex name=robots>"), "{}", &all[SHARED][..900]);
    // The program's own list of what it wrote names every file.
    let others = all.iter().filter(|(path, _)| !path.starts_with("za-dijeljenje/") && !path.starts_with('.'));
    assert!(others.clone().count() > 5);
    for (path, text) in others {
        assert!(!text.contains("za-dijeljenje"), "{path} leads there");
    }
    let off = built(&[
        ("site.yaml", &format!("{SITE}izlazi: {{dijeljenje: ne}}\n")),
        ("obavjestenja/2026-11-23-bez-vode.md", OUTAGE),
    ]);
    assert!(!off.keys().any(|path| path.starts_with("za-dijeljenje")));
}

#[test]
fn only_months_in_which_something_happens_have_pages() {
    let events = "- naslov: Turnir\n  kada: 6. 3. 2027. u 18:00\n- naslov: Kamp\n  kada: 30. 6. – 2. 7. 2027.\n- naslov: Otkazano\n  kada: 5. 5. 2027. u 18:00\n  status: otkazano\n";
    let all = built(&[("site.yaml", SITE), ("events.yaml", events)]);
    let months: Vec<&str> =
        all.keys().filter_map(|path| path.strip_prefix("kalendar/20")?.strip_suffix("/index.html")).collect();
    assert_eq!(months, ["27-03", "27-06", "27-07"]);
    let links = |page: &str| -> Vec<String> {
        let parts = all[page].split("kalendar/2027-").skip(1);
        parts.map(|rest| rest.split('/').next().unwrap().to_owned()).collect()
    };
    assert_eq!(links("dogadjaji/index.html"), ["03", "06", "07"]);
    let neighbours = |month: &str| {
        links(&format!("kalendar/2027-{month}/index.html")).into_iter().filter(|one| one != month).collect::<Vec<_>>()
    };
    assert_eq!((neighbours("03"), neighbours("06")), (vec!["06".to_owned()], vec!["03".to_owned(), "07".to_owned()]));
}

#[test]
fn documents_are_called_by_their_titles_wherever_they_are_linked() {
    let meeting = "---\nnaslov: Zbor\nkada: 14. 3. 2026. u 18:00\nzapisnik: ../dokumenti/zap-03_26.pdf\nprilozi: [../dokumenti/odluka_o-putu.pdf, {datoteka: plan.pdf, naslov: Plan puta}]\n---\nTekst.\n";
    let titles = "- {datoteka: zap-03_26.pdf, naslov: Zapisnik sa zbora građana}\n";
    let all = built(&[
        ("site.yaml", SITE),
        ("dogadjaji/zbor.md", meeting),
        ("dogadjaji/plan.pdf", "%PDF-1.4"),
        ("dokumenti/zap-03_26.pdf", "%PDF-1.4"),
        ("dokumenti/odluka_o-putu.pdf", "%PDF-1.4"),
        ("dokumenti/documents.yaml", titles),
    ]);
    let page = &all["dogadjaji/zbor/index.html"];
    for title in ["Zapisnik sa zbora građana", "Odluka o putu", "Plan puta"] {
        let (_, rest) = page.split_once(&format!(">{title}</a>")).unwrap_or_else(|| panic!("{title}: {page}"));
        let meta: String = rest.chars().take(60).collect();
        assert!(meta.contains("PDF") && meta.contains(" B"), "type and size beside {title}: {meta}");
    }
    assert!(!page.contains(">zap") && !page.contains("odluka_o-putu<"), "{page}");
}
