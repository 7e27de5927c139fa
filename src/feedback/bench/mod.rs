//! How fast the endpoint is on this disk: beside the bare loop of the same schema, under a load generator, in one run.
//!
//! - [`flushes`]: what the disk needs to confirm a small write.
//! - [`crate::feedback::store::bare_loop`]: what the database could do if nobody asked it anything.
//! - [`load`]: what the real endpoint does for so many clients.

mod load;

pub use load::{Load, load};

use super::store::StoreError;
use crate::form::{Contact, FormEntry, FormKind, FormsFile, Setting, SiteEntry, built_in};
use crate::lang::{Labels, Locale};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// The site that is posted to.
const SITE: &str = "proba";
/// Where clients post.
pub const FORM: &str = "/f/proba/ideja";

/// The forms of a site to be posted to.
pub fn forms() -> FormsFile {
    let setting = Setting { promise_days: Some(5), ..Setting::default() };
    let form = built_in(FormKind::Idea, Labels::builtin(Locale::Bs), &setting);
    let site = SiteEntry {
        slug: SITE.to_owned(),
        name: "MZ Proba".to_owned(),
        colours: std::collections::BTreeMap::new(),
        languages: vec![Locale::Bs],
        base_url: None,
        contact: Contact::default(),
        promise_days: Some(5),
        zone: None,
        forms: vec![FormEntry::new(form, None)],
    };
    FormsFile { version: FormsFile::VERSION, sites: vec![site] }
}

/// How long each of some writes of 4 KiB at the end of a file takes until it is confirmed.
///
/// # Errors
/// What the disk says.
#[expect(clippy::disallowed_methods, reason = "it measures time")]
pub fn flushes(folder: &Path, count: usize) -> Result<Vec<Duration>, StoreError> {
    let mut file = OpenOptions::new().create(true).append(true).open(folder.join("flush"))?;
    let mut took = Vec::with_capacity(count);
    for _ in 0..count {
        let begun = Instant::now();
        file.write_all(&[0x55; 4096])?;
        file.sync_data()?;
        took.push(begun.elapsed());
    }
    Ok(took)
}

/// The time below which so many of a hundred are; zero of none.
pub fn percentile(times: &mut [Duration], hundredths: usize) -> Duration {
    times.sort_unstable();
    let at = times.len().saturating_sub(1) * hundredths / 100;
    times.get(at).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_all_are_below_the_median() {
        let mut times: Vec<Duration> = (1..=101).rev().map(Duration::from_millis).collect();
        assert_eq!(percentile(&mut times, 50), Duration::from_millis(51));
        assert_eq!(percentile(&mut times, 99), Duration::from_millis(100));
        assert_eq!(percentile(&mut times, 100), Duration::from_millis(101));
        assert_eq!(percentile(&mut [], 50), Duration::ZERO);
    }
}
