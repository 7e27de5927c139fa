//! What was measured, as a table for people.

use super::{BareRow, EndpointRow, Report};
use crate::cli::console::Console;
use zbor::diag::{Text, text};

/// Prints it, and the ratios that matter.
pub(super) fn print(report: &Report, console: &Console) {
    let say = |text: Text| console.voice.say(&text);
    let mut out = String::new();
    let mut line = |cells: &[String]| {
        let (first, rest) = cells.split_first().map_or((String::new(), &[][..]), |(first, rest)| (first.clone(), rest));
        let rest: String = rest.iter().map(|cell| format!("{cell:>12}")).collect();
        out.push_str(format!("{first:<34}{rest}").trim_end());
        out.push('\n');
    };
    let flush = report.flush;
    line(&[say(text!("potvrda diska za 4 KiB, ms", "disk confirms 4 KiB, ms")), format!("{flush:.2}")]);
    let head = |name: Text, counts: Vec<String>| [vec![say(name)], counts].concat();
    let bare = |name: Text, value: &dyn Fn(&BareRow) -> String| head(name, report.bare.iter().map(value).collect());
    line(&bare(text!("gola petlja, poruka u transakciji", "bare loop, messages a transaction"), &|row| {
        row.batch.to_string()
    }));
    line(&bare(text!("  poruka u sekundi", "  messages a second"), &|row| format!("{:.0}", row.rate)));
    line(&bare(text!("  transakcija, ms (p50)", "  transaction, ms (p50)"), &|row| format!("{:.2}", row.p50)));
    let rows =
        |name: Text, value: &dyn Fn(&EndpointRow) -> String| head(name, report.endpoint.iter().map(value).collect());
    line(&rows(text!("prijem, klijenata", "endpoint, clients"), &|row| row.clients.to_string()));
    line(&rows(text!("  sačuvanih poruka u sekundi", "  durable messages a second"), &|row| {
        format!("{:.0}", row.rate)
    }));
    line(&rows(text!("  prema goloj petlji", "  against the bare loop"), &|row| ratio(report, row)));
    line(&rows(text!("  odgovor, ms (p50)", "  answer, ms (p50)"), &|row| format!("{:.2}", row.p50)));
    line(&rows(text!("  odgovor, ms (p99)", "  answer, ms (p99)"), &|row| format!("{:.2}", row.p99)));
    line(&rows(text!("  potvrda po upisu na disk", "  acknowledgements a flush"), &|row| {
        format!("{:.1}", row.together)
    }));
    line(&rows(text!("  najviše memorije, MiB", "  most memory, MiB"), &|row| mib(row.memory)));
    line(&rows(text!("  odbijeno", "  refused"), &|row| row.failed.to_string()));
    line(&[
        say(text!("memorija prije i poslije, MiB", "memory before and after, MiB")),
        mib(report.idle),
        mib(report.after),
    ]);
    console.print(&out);
}

/// Against the bare loop with as many in a transaction.
fn ratio(report: &Report, row: &EndpointRow) -> String {
    let bare = report.bare.iter().find(|bare| bare.batch == usize::try_from(row.clients).unwrap_or(0));
    bare.map_or_else(|| "–".to_owned(), |bare| format!("{:.2}", row.rate / bare.rate.max(f64::EPSILON)))
}

fn mib(kib: Option<u64>) -> String {
    kib.map_or_else(|| "–".to_owned(), |kib| format!("{}.{}", kib / 1024, kib % 1024 * 10 / 1024))
}
