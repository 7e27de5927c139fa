//! `--topic`: what an announcement or event is about.

use crate::cli::failure::Failure;
use zbor::diag::text;
use zbor::lang;
use zbor::load::Kind;

/// A topic with its names, as `site` reads them.
#[derive(Debug)]
pub(crate) struct Topic {
    /// The English name.
    pub(crate) id: &'static str,
    /// The Bosnian name.
    pub(crate) name: &'static str,
    others: &'static [&'static str],
}

const fn topic(id: &'static str, name: &'static str, others: &'static [&'static str]) -> Topic {
    Topic { id, name, others }
}

/// All topics; those with a template of their own first.
pub(crate) const TOPICS: &[Topic] = &[
    topic("water", "voda", &[]),
    topic("electricity", "struja", &["power"]),
    topic("roads", "putevi", &["put", "road", "ceste", "saobraćaj", "promet"]),
    topic("assembly", "zbor", &["zbor građana"]),
    topic("public_call", "javni poziv", &["call", "poziv", "konkurs", "natječaj"]),
    topic("work_action", "radna akcija", &["workday", "akcija"]),
    topic("heating", "grijanje", &[]),
    topic("lighting", "rasvjeta", &[]),
    topic("waste", "otpad", &["smeće", "čistoća"]),
    topic("telecom", "telefon", &["internet"]),
    topic("health", "zdravlje", &[]),
    topic("school", "škola", &["obrazovanje"]),
    topic("transport", "prevoz", &["prijevoz"]),
    topic("culture", "kultura", &[]),
    topic("sport", "sport", &[]),
    topic("environment", "okoliš", &["životna sredina"]),
    topic("safety", "sigurnost", &["bezbjednost", "civilna zaštita"]),
    topic("agriculture", "poljoprivreda", &[]),
    topic("charity", "humanitarno", &[]),
    topic("other", "ostalo", &[]),
];

/// Reads the topic for a kind.
///
/// # Errors
/// When the kind takes no topic, or not this one.
pub(crate) fn parse(written: &str, kind: Kind) -> Result<&'static Topic, Failure> {
    let possible: Vec<&Topic> = TOPICS.iter().filter(|topic| fits(topic, kind)).collect();
    if possible.is_empty() {
        return Err(Failure::usage(text!("`--topic` ne ide uz ovu vrstu", "`--topic` does not go with this kind"))
            .help(text!("ide uz `obavještenje` i `događaj`", "it goes with `announcement` and `event`")));
    }
    let folded = lang::fold_key(written);
    let found = possible.iter().find(|topic| topic.names().any(|name| lang::fold_key(name) == folded));
    found.copied().ok_or_else(|| unknown(written, &possible))
}

impl Topic {
    fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.id, self.name].into_iter().chain(self.others.iter().copied())
    }
}

/// Announcements are on any topic; of events, some have a template.
fn fits(topic: &Topic, kind: Kind) -> bool {
    match kind {
        Kind::Announcement => true,
        Kind::Event => matches!(topic.id, "assembly" | "work_action"),
        _ => false,
    }
}

fn unknown(written: &str, possible: &[&Topic]) -> Failure {
    let failure = Failure::usage(text!("nema teme `{written}`", "there is no topic `{written}`"));
    let failure = match lang::nearest(written, possible.iter().flat_map(|topic| topic.names())) {
        Some(near) => failure.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => failure,
    };
    let join = |name: fn(&Topic) -> &'static str| {
        possible.iter().map(|topic| format!("`{}`", name(topic))).collect::<Vec<_>>().join(", ")
    };
    let (bs, en) = (join(|topic| topic.name), join(|topic| topic.id));
    failure.help(text!("moguće je: {bs}", "possible: {en}"))
}
