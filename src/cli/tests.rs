use super::count::{FILES, PAGES};
use super::environment::LocaleVariables;
use super::exit::Exit;
use super::failure::Failure;
use super::language;
use super::start::owns_window;
use super::summary::{self, Run, Strictness};
use super::writing::{Writing, markdown};
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;
use zbor::build::{Heaviest, Mode, Report, SiteReport};
use zbor::diag::{At, Diagnostic, Language, text};
use zbor::lang::Locale;

fn variables(zbor: &str, all: &str, messages: &str, lang: &str) -> LocaleVariables {
    let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    LocaleVariables { zbor_lang: given(zbor), lc_all: given(all), lc_messages: given(messages), lang: given(lang) }
}

#[test]
fn the_language_is_that_of_the_flag_then_of_the_variables() {
    let cases = [
        (None, ["", "", "", ""], Language::Bs),
        (Some("en"), ["bs", "bs_BA.UTF-8", "", ""], Language::En),
        (Some("bs-cyrl"), ["en", "", "", ""], Language::BsCyrl),
        (Some("de"), ["en", "", "", ""], Language::En),
        (None, ["en", "bs_BA.UTF-8", "", ""], Language::En),
        (None, ["tlh", "en_GB.UTF-8", "", ""], Language::En),
        (None, ["", "C.UTF-8", "", "en_US.UTF-8"], Language::Bs),
        (None, ["", "", "en_US.UTF-8", "bs_BA"], Language::En),
        (None, ["", "", "", "de_DE.UTF-8"], Language::Bs),
        (None, ["", "", "", "sr_RS.UTF-8"], Language::BsCyrl),
        (None, ["", "", "", "sr_RS.UTF-8@latin"], Language::Bs),
        (None, ["", "", "", "sr_Latn_BA"], Language::Bs),
        (None, ["", "", "", "hr_HR.UTF-8"], Language::Bs),
        (None, ["", "POSIX", "", "en_US"], Language::Bs),
    ];
    for (flag, [zbor, all, messages, lang], expected) in cases {
        let chosen = language::choose(flag, &variables(zbor, all, messages, lang));
        assert_eq!(chosen, expected, "{flag:?} {zbor} {all} {messages} {lang}");
    }
}

#[test]
fn the_flag_is_found_among_arguments_that_are_not_parsed_yet() {
    let cases = [
        ("zbor --lang en build", Some("en")),
        ("zbor build --lang=bs-Cyrl x", Some("bs-Cyrl")),
        ("zbor build --language en", None),
        ("zbor new page -- --lang en", None),
        ("zbor build --lang", None),
        ("zbor", None),
    ];
    for (line, expected) in cases {
        let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        assert_eq!(language::flag(&args), expected, "{line}");
    }
}

#[test]
fn a_window_is_ones_own_only_after_a_double_click_on_windows() {
    assert!(owns_window(true, true, None, None, true));
    let others = [
        (false, true, None, None, true),
        (true, false, None, None, true),
        (true, true, Some("$P$G"), None, true),
        (true, true, None, Some("xterm"), true),
        (true, true, None, None, false),
    ];
    for (windows, alone, prompt, term, terminal) in others {
        assert!(!owns_window(windows, alone, prompt, term, terminal));
    }
}

#[test]
fn nouns_follow_their_numbers() {
    let cases = [
        (0, "0 stranica", "0 pages"),
        (1, "1 stranica", "1 page"),
        (2, "2 stranice", "2 pages"),
        (5, "5 stranica", "5 pages"),
        (11, "11 stranica", "11 pages"),
        (21, "21 stranica", "21 pages"),
        (22, "22 stranice", "22 pages"),
        (112, "112 stranica", "112 pages"),
        (1001, "1.001 stranica", "1,001 pages"),
    ];
    for (n, bs, en) in cases {
        assert_eq!(PAGES.count(n), text!("{bs}", "{en}"));
    }
    assert_eq!(FILES.count(21).bs, "21 datoteka");
}

fn report(findings: Vec<Diagnostic>) -> Report {
    Report {
        findings,
        sites: vec![SiteReport { name: "MZ".into(), slug: "mz".into(), pages: 3, sharing: None }],
        heaviest: Some(Heaviest { path: "/mz/".into(), gzip: 22_400 }),
        changed: 12,
        removed: 2,
        external: Vec::new(),
        digests: std::collections::BTreeMap::new(),
    }
}

fn told(report: &Report, mode: Mode, strictness: Strictness) -> (Vec<String>, Vec<String>) {
    let took = Duration::from_millis(340);
    let run = Run { report, mode, strictness, out: Path::new("dist"), report_page: None, took };
    summary::lines(&run).into_iter().map(|line| (line.bs, line.en)).unzip()
}

#[test]
fn the_summary_says_what_there_is_and_what_next() {
    let (bs, en) = told(&report(Vec::new()), Mode::Build, Strictness::Usual);
    let bs_expected = [
        "Napravljeno: 1 sajt, 3 stranice, za 0,4 s. Zapisano: 12 datoteka, uklonjeno: 2 datoteke.",
        "Najteža stranica: `/mz/`, 22 KB; na 128 kbit/s stiže za 1,4 s.",
        "Nalazi: nema nalaza.",
        "Otvorite `dist/index.html`.",
    ];
    let en_expected = [
        "Built: 1 site, 3 pages, in 0.4 s. Written: 12 files, removed: 2 files.",
        "Heaviest page: `/mz/`, 22 KB; at 128 kbit/s it arrives in 1.4 s.",
        "Findings: no findings.",
        "Open `dist/index.html`.",
    ];
    assert_eq!(bs, bs_expected);
    assert_eq!(en, en_expected);
}

#[test]
fn the_summary_tells_of_errors_and_strictness() {
    let error = || Diagnostic::error("X001", At::Workspace, text!("x", "x"));
    let warning = || Diagnostic::warning("X002", At::Workspace, text!("x", "x"));
    let (bs, _) = told(&report(vec![error(), warning()]), Mode::Check, Strictness::Usual);
    assert_eq!(bs[2], "Nalazi: 1 greška, 1 upozorenje.");
    assert!(bs[3].starts_with("Ono što ima grešku neće biti objavljeno."), "{}", bs[3]);
    let (bs, _) = told(&report(vec![warning()]), Mode::Build, Strictness::Strict);
    assert_eq!(bs[3], "Zbog `--strict` se i upozorenja računaju kao greške.");
    let (bs, _) = told(&report(vec![warning()]), Mode::Build, Strictness::Usual);
    assert_eq!(bs[3], "Otvorite `dist/index.html`.");
}

#[test]
fn templates_speak_the_language_and_leave_code_and_values_alone() {
    let template = "{{općina|općina|opština}} Šta `zbor novo` {{x}} {{nepoznato}}ko {";
    let cases = [
        (Locale::Bs, "općina Šta `zbor novo` Dodž ko {"),
        (Locale::Hr, "općina Što `zbor novo` Dodž tko {"),
        (Locale::SrCyrl, "општина Шта `zbor novo` Dodž ко {"),
    ];
    for (locale, expected) in cases {
        assert_eq!(Writing { locale }.fill(template, &[("x", "Dodž")]), expected);
    }
}

#[test]
fn names_mean_nothing_in_markdown() {
    assert_eq!(markdown("MZ *A*\n[b](c) <i> # `d`"), r"MZ \*A\* \[b\](c) \<i\> \# \`d\`");
}

#[test]
fn what_the_system_refuses_is_told_with_its_path_and_a_cure() {
    let cases = [
        (ErrorKind::PermissionDenied, "nemate dozvolu za `dist/a`", "you have no permission for `dist/a`"),
        (ErrorKind::StorageFull, "na disku nema mjesta za `dist/a`", "there is no space left on the disk for `dist/a`"),
        (ErrorKind::ReadOnlyFilesystem, "u `dist/a` se može samo čitati", "`dist/a` is read-only"),
        (ErrorKind::NotFound, "`dist/a` ne postoji", "`dist/a` does not exist"),
        (ErrorKind::Other, "`dist/a` se ne može otvoriti ili zapisati", "`dist/a` cannot be opened or written"),
    ];
    for (kind, bs, en) in cases {
        let failure = Failure::io(Path::new("dist/a"), &kind.into());
        assert_eq!((failure.exit, &failure.message), (Exit::World, &text!("{bs}", "{en}")));
        assert_eq!(failure.help.len(), 1);
    }
}

#[cfg(feature = "server")]
#[test]
fn each_system_has_its_way_to_open_an_address() {
    use super::opener::{System, command};
    let address = "http://127.0.0.1:1111/_zbor/?a=b&c=d";
    assert_eq!(command(System::Other, address), ("xdg-open", vec![address.to_owned()]));
    assert_eq!(command(System::Mac, address), ("open", vec![address.to_owned()]));
    let (program, given) = command(System::Windows, address);
    assert_eq!((program, given.join(" ")), ("cmd", "/c start  http://127.0.0.1:1111/_zbor/?a=b^&c=d".to_owned()));
}

#[cfg(feature = "server")]
#[test]
fn a_qr_code_in_a_terminal_can_be_read() {
    let address = "http://192.168.1.7:1111/";
    let drawn = super::serve::drawn(&zbor::render::qr_modules(address).unwrap());
    // Each letter is two modules, light where it has ink.
    let rows = drawn.lines().flat_map(|line| {
        let ink = |marks: [char; 2]| line.chars().map(move |letter| marks.contains(&letter)).collect::<Vec<_>>();
        [ink(['█', '▀']), ink(['█', '▄'])]
    });
    let light: Vec<Vec<bool>> = rows.collect();
    let side = light[0].len() * 4;
    let pixel = |x: usize, y: usize| if light[y / 4].get(x / 4).copied().unwrap_or(true) { 255 } else { 0 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, pixel);
    assert_eq!(picture.detect_grids().first().unwrap().decode().unwrap().1, address);
}
