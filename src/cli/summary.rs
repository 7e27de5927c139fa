//! The closing words of a build: what there is, how heavy, what was found, what next.

use super::count::{FILES, PAGES, SITES};
use super::failure::shown;
use std::path::Path;
use std::time::Duration;
use zbor::build::{Mode, Report};
use zbor::check::Wait;
use zbor::diag::{Counted, Text, text};
use zbor::lang::{Locale, file_size};

/// What a run did.
pub(crate) struct Run<'a> {
    /// What it says of itself; severities as they count.
    pub(crate) report: &'a Report,
    /// Written, or only checked.
    pub(crate) mode: Mode,
    /// Warnings count as errors.
    pub(crate) strictness: Strictness,
    /// Where it was written.
    pub(crate) out: &'a Path,
    /// The page on which editors read what was found; none where it was not asked for.
    pub(crate) report_page: Option<&'a Path>,
    /// How long it took.
    pub(crate) took: Duration,
}

/// What makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// Errors.
    Usual,
    /// Warnings too.
    Strict,
}

/// The lines, one text each.
pub(crate) fn lines(run: &Run) -> Vec<Text> {
    let counted = Counted::of(&run.report.findings);
    let mut lines = vec![done(run)];
    lines.extend(run.report.heaviest.as_ref().map(|heaviest| weight(&heaviest.path, heaviest.gzip)));
    if run.mode == Mode::Build {
        lines.extend(sharing(run));
    }
    lines.extend(kept(run));
    let Text { bs, en } = counted.text();
    lines.push(text!("Nalazi: {bs}.", "Findings: {en}."));
    lines.push(next(run, &counted));
    lines
}

fn done(run: &Run) -> Text {
    let (sites, pages) = (SITES.count(run.report.sites.len()), PAGES.count(run.report.pages()));
    let tenths = u64::try_from(run.took.as_millis()).unwrap_or(u64::MAX).div_ceil(100);
    let time = Wait { tenths }.text();
    let all = Text {
        bs: format!("{}, {}, za {}", sites.bs, pages.bs, time.bs),
        en: format!("{}, {}, in {}", sites.en, pages.en, time.en),
    };
    let then = match run.mode {
        Mode::Check | Mode::Verify => text!("Ništa nije zapisano.", "Nothing was written."),
        Mode::Build => written(run.report.changed, run.report.removed),
    };
    let word = match run.mode {
        Mode::Check => text!("Provjereno", "Checked"),
        Mode::Verify => text!("Upoređeno", "Compared"),
        Mode::Build => text!("Napravljeno", "Built"),
    };
    Text { bs: format!("{}: {}. {}", word.bs, all.bs, then.bs), en: format!("{}: {}. {}", word.en, all.en, then.en) }
}

/// What became different on the disk.
fn written(changed: usize, removed: usize) -> Text {
    if changed == 0 && removed == 0 {
        return text!("Od prošlog puta se ništa nije promijenilo.", "Nothing has changed since the last time.");
    }
    let Text { bs, en } = FILES.count(changed);
    if removed == 0 {
        return text!("Zapisano: {bs}.", "Written: {en}.");
    }
    let gone = FILES.count(removed);
    Text { bs: format!("Zapisano: {bs}, uklonjeno: {}.", gone.bs), en: format!("Written: {en}, removed: {}.", gone.en) }
}

/// The heaviest page, and how long a telephone without a bundle waits for it.
fn weight(path: &str, gzip: usize) -> Text {
    let time = Wait::of(gzip).text();
    Text {
        bs: format!(
            "Najteža stranica: `{path}`, {}; na 128 kbit/s stiže za {}.",
            file_size(Locale::Bs, gzip as u64),
            time.bs
        ),
        en: format!(
            "Heaviest page: `{path}`, {}; at 128 kbit/s it arrives in {}.",
            file_size(Locale::En, gzip as u64),
            time.en
        ),
    }
}

/// Where editors find posters and texts to pass on; no page of a site leads there.
fn sharing(run: &Run) -> Option<Text> {
    let mut lists = run.report.sites.iter().filter_map(|site| site.sharing.as_deref());
    let first = shown(&run.out.join(lists.next()?.trim_start_matches('/')).join("index.html"));
    Some(match lists.next() {
        None => {
            text!("Plakati i tekstovi za Viber i SMS: `{first}`.", "Posters and texts for Viber and SMS: `{first}`.")
        }
        Some(_) => text!(
            "Plakati i tekstovi za Viber i SMS, u svakom sajtu: `{first}` …",
            "Posters and texts for Viber and SMS, in each site: `{first}` …"
        ),
    })
}

/// What was published as it was before, and where its mistakes are told.
fn kept(run: &Run) -> Option<Text> {
    let report = run.report_page?;
    let is_kept = |code: &str| ["W020", "W021", "W022"].contains(&code);
    let count = run.report.findings.iter().filter(|finding| is_kept(&finding.code)).count();
    let report = shown(report);
    Some(match count {
        0 => text!("Izvještaj za urednike: `{report}`.", "Report for editors: `{report}`."),
        _ => text!(
            "Zbog grešaka je objavljeno u posljednjoj ispravnoj verziji: {count}. Izvještaj za urednike: `{report}`.",
            "Published in their last good version because of mistakes: {count}. Report for editors: `{report}`."
        ),
    })
}

/// What to do now.
fn next(run: &Run, counted: &Counted) -> Text {
    let index = shown(&run.out.join("index.html"));
    match (run.mode, counted.errors, counted.warnings) {
        (Mode::Build, 1.., _) if run.report_page.is_some() => text!(
            "Ispravite greške, pa ponovite `zbor napravi --keep-last`: do tada se ne objavljuje ono što je u njima novo. Sajt je u `{index}`.",
            "Correct the errors and run `zbor build --keep-last` again: until then what is new in them is not published. The site is in `{index}`."
        ),
        (Mode::Build, 1.., _) => text!(
            "Ono što ima grešku nije objavljeno, sve ostalo jeste. Ispravite greške, pa ponovite `zbor napravi`. Sajt je u `{index}`.",
            "What has an error was left out, the rest was built. Correct the errors and run `zbor build` again. The site is in `{index}`."
        ),
        (Mode::Check, 1.., _) => text!(
            "Ono što ima grešku neće biti objavljeno. Ispravite greške, pa ponovite `zbor provjeri`.",
            "What has an error will be left out. Correct the errors and run `zbor check` again."
        ),
        (_, 0, 1..) if run.strictness == Strictness::Strict => text!(
            "Zbog `--strict` se i upozorenja računaju kao greške.",
            "Because of `--strict` warnings count as errors, too."
        ),
        (Mode::Build, 0, _) => text!("Otvorite `{index}`.", "Open `{index}`."),
        (Mode::Verify, 1.., _) => text!(
            "Izlaz nije onakav kakav bi sada bio napravljen, ili u tekstovima ima grešaka. Ponovite `zbor napravi`.",
            "The output is not what would be built now, or the texts have errors. Run `zbor build` again."
        ),
        (Mode::Verify, 0, _) => {
            text!("Izlaz je onakav kakav treba biti.", "The output is what it should be.")
        }
        (Mode::Check, 0, _) => text!("Sajt pravi `zbor napravi`.", "`zbor build` builds the site."),
    }
}
