//! What every database behind the endpoint must do: one suite, written against the trait. The next database adds a
//! line to `on_every_store` and passes the same.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use zbor::date::{Date, Timestamp};
use zbor::feedback::store::{
    Act, Ballot, By, Change, Count, Doubt, EntryKind, Filter, Hand, Inbox, Item, Keys, NewItem, Options, Part, Person,
    Photo, Secret, Shelf, Source, Sqlite, State, Store, StoreError, Stored, Verdict,
};
use zbor::feedback::{Clock, Reference, SiteId, random};
use zbor::form::{Answer, FormKind, Setting, built_in};
use zbor::lang::{Labels, Locale};

/// All that the suite is about.
trait Whole: Store + Inbox {}
impl<T: Store + Inbox> Whole for T {}

/// An empty store, and a way to open it again.
struct Fresh {
    open: Box<dyn Fn() -> Arc<dyn Whole>>,
    _dir: tempfile::TempDir,
}

fn on_every_store(check: impl Fn(&Fresh)) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("data");
    let open = move || -> Arc<dyn Whole> { Arc::new(Sqlite::open(Options::at(&root)).unwrap()) };
    check(&Fresh { open: Box::new(open), _dir: dir });
}

fn site(slug: &str) -> SiteId {
    SiteId::parse(slug).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const NOON: &str = "2026-05-12T12:00:00Z";

fn item(message: &str) -> NewItem {
    NewItem {
        reference: random::reference().unwrap(),
        form: "prijava".to_owned(),
        kind: FormKind::Report,
        version: "0123456789abcdef".to_owned(),
        locale: Locale::SrCyrl,
        source: Source::Online,
        received: at(NOON),
        day: Date::constant(2026, 5, 12),
        promised_on: Some(Date::constant(2026, 5, 17)),
        keep_until: Date::constant(2027, 5, 12),
        doubt: None,
        about: "https://mz.test/put/".to_owned(),
        street: "Lipova".to_owned(),
        answers: vec![
            ("message".to_owned(), Answer::Text(message.to_owned())),
            ("tags".to_owned(), Answer::Choices(vec!["a".to_owned(), "b".to_owned()])),
            ("consent".to_owned(), Answer::Consent),
        ],
        person: Person { name: "Fata \u{202e}'); DROP TABLE item; --".to_owned(), ..Person::default() },
        photos: Vec::new(),
        keys: Keys { sent: None, content: vec![random::bytes().unwrap()] },
        answerer: None,
    }
}

fn kept(stored: Result<Stored, StoreError>) -> Reference {
    match stored {
        Ok(Stored::New(reference)) => reference,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_kept_comes_back_as_it_was_after_a_restart_too() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let new = item("Рупа\nна „путу“ \u{1F6B2}");
        let reference = kept(store.submit(&here, new.clone()).wait());
        drop(store);
        let store = (fresh.open)();
        let item = store.item(&here, reference).unwrap().unwrap();
        assert_eq!((item.reference, item.state, item.supports), (reference, State::Received, 0));
        assert_eq!((item.form, item.kind, item.version), (new.form, new.kind, new.version));
        assert_eq!((item.locale, item.source, item.received), (new.locale, new.source, new.received));
        assert_eq!((item.promised_on, item.about, item.street), (new.promised_on, new.about, new.street));
        assert_eq!((item.answers, item.doubt), (new.answers, None));
        assert_eq!(store.person(&here, reference).unwrap().unwrap(), new.person);
    });
}

#[test]
fn a_site_sees_its_own_and_nothing_else() {
    on_every_store(|fresh| {
        let (store, one, two) = ((fresh.open)(), site("one"), site("two"));
        let reference = kept(store.submit(&one, item("Rupa")).wait());
        assert_eq!(store.item(&two, reference).unwrap(), None);
        assert_eq!(store.person(&two, reference).unwrap(), None);
        assert!(store.latest(&two, 9).unwrap().is_empty());
        let erase = Change::Erase { at: at(NOON) };
        assert_eq!(store.change(&two, reference, erase).wait(), Err(StoreError::Unknown));
        let same = item("Rupa");
        let first = kept(store.submit(&one, same.clone()).wait());
        assert_eq!(kept(store.submit(&two, same.clone()).wait()), first, "references are a site's own");
        assert_eq!(store.latest(&one, 9).unwrap().len(), 2);
        assert_eq!(store.latest(&one, 1).unwrap()[0].reference, first, "the newest first");
    });
}

#[test]
fn the_same_key_is_the_same_item() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let with = |message, sent: Option<[u8; 32]>, content: &[[u8; 32]], received: &str| NewItem {
            keys: Keys { sent, content: content.to_vec() },
            received: at(received),
            ..item(message)
        };
        let first = kept(store.submit(&here, with("a", None, &[[1; 32], [2; 32]], NOON)).wait());
        let known = Ok(Stored::Known(first));
        assert_eq!(store.submit(&here, with("b", None, &[[1; 32]], "2026-05-12T12:29:00Z")).wait(), known);
        assert_eq!(store.submit(&here, with("b", None, &[[9; 32], [1; 32]], NOON)).wait(), known, "that of yesterday");
        kept(store.submit(&here, with("c", None, &[[1; 32]], "2026-05-12T12:31:00Z")).wait());
        kept(store.submit(&here, with("c", None, &[[2; 32]], NOON)).wait());
        let keyed = kept(store.submit(&here, with("d", Some([3; 32]), &[[4; 32]], NOON)).wait());
        let again = with("e", Some([3; 32]), &[[5; 32]], "2027-01-01T00:00:00Z");
        assert_eq!(store.submit(&here, again).wait(), Ok(Stored::Known(keyed)), "a key holds as long as the item");
        drop(store);
        let store = (fresh.open)();
        let again = with("e", Some([3; 32]), &[[6; 32]], NOON);
        assert_eq!(store.submit(&here, again).wait(), Ok(Stored::Known(keyed)));
        assert_eq!(store.latest(&here, 9).unwrap().len(), 4);
    });
}

#[test]
fn a_reference_that_is_taken_is_made_anew() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let first = item("a");
        let second = NewItem { reference: first.reference, ..item("b") };
        let one = kept(store.submit(&here, first).wait());
        let two = kept(store.submit(&here, second).wait());
        assert_ne!(one, two);
        assert!(store.item(&here, two).unwrap().is_some());
    });
}

#[test]
fn numbers_grow_whatever_the_clock_does() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        // Back and forth by 26 hours, and over both ends of summer time.
        let moments = [
            NOON,
            "2026-05-11T10:00:00Z",
            "2026-05-13T14:00:00Z",
            "2026-03-29T00:59:59Z",
            "2026-03-29T01:00:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:30:00Z",
            "1970-01-01T00:00:00Z",
            "9999-01-01T00:00:00Z",
        ];
        let ids: Vec<i64> = moments
            .map(|moment| {
                let reference = kept(store.submit(&here, NewItem { received: at(moment), ..item("a") }).wait());
                let item = store.item(&here, reference).unwrap().unwrap();
                assert_eq!(item.received, at(moment));
                assert_eq!(item.promised_on, Some(Date::constant(2026, 5, 17)), "decided once");
                item.id
            })
            .to_vec();
        assert!(ids.windows(2).all(|two| two[0] < two[1]), "{ids:?}");
    });
}

#[test]
fn people_add_reopen_join_and_erase() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let photo = store.keep_photo(&here, b"jpeg").unwrap();
        let reference = kept(store.submit(&here, NewItem { photos: vec![photo.clone()], ..item("Rupa") }).wait());
        assert_eq!(store.photo(&here, &photo.file).unwrap(), b"jpeg");
        assert_eq!(store.photo(&site("b"), &photo.file), Err(StoreError::Unknown));
        for wrong in ["../a.db", "", ".jpg", "../../control.db", "zz.jpg"] {
            assert_eq!(store.photo(&here, wrong), Err(StoreError::Unknown), "{wrong}");
        }
        let add = |text: &str| Change::Add { text: text.to_owned(), at: at(NOON) };
        store.change(&here, reference, add("i lampa")).wait().unwrap();
        store.change(&here, reference, add("i lampa")).wait().unwrap();
        let support = |n: u8| Change::Support { network: [n; 32] };
        for n in [1, 1, 2] {
            store.change(&here, reference, support(n)).wait().unwrap();
        }
        let item = store.item(&here, reference).unwrap().unwrap();
        assert_eq!((item.entries.len(), item.entries[0].kind, item.supports), (1, EntryKind::Added, 2));
        for n in 0..19 {
            store.change(&here, reference, add(&format!("još {n}"))).wait().unwrap();
        }
        assert_eq!(store.change(&here, reference, add("previše")).wait(), Err(StoreError::Refused));
        let erase = Change::Erase { at: at(NOON) };
        assert_eq!(store.change(&here, reference, erase.clone()).wait(), Ok(vec![photo.file]));
        let item = store.item(&here, reference).unwrap().unwrap();
        assert_eq!((item.state, item.answers, item.entries, item.photos), (State::Closed, vec![], vec![], vec![]));
        assert_eq!((item.street, item.about), (String::new(), String::new()));
        assert_eq!(store.person(&here, reference).unwrap(), Some(Person::default()));
        assert_eq!(store.change(&here, reference, erase).wait(), Ok(vec![]), "twice is once");
        assert_eq!(store.change(&here, reference, add("opet")).wait(), Err(StoreError::Refused));
        assert!(store.latest(&here, 9).unwrap().is_empty());
    });
}

#[test]
fn quarantine_is_seen_by_nobody_and_tells_nobody() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        assert_eq!(store.oldest_notice(&here).unwrap(), None);
        let reference = kept(store.submit(&here, NewItem { doubt: Some(Doubt::Trap), ..item("Kupite") }).wait());
        let found = store.item(&here, reference).unwrap().unwrap();
        assert_eq!((found.state, found.doubt), (State::Quarantine, Some(Doubt::Trap)));
        assert!(store.latest(&here, 9).unwrap().is_empty());
        assert_eq!(store.oldest_notice(&here).unwrap(), None);
        kept(store.submit(&here, item("Rupa")).wait());
        assert_eq!(store.oldest_notice(&here).unwrap(), Some(at(NOON)), "a notice comes with the message");
    });
}

#[test]
fn what_volunteers_call_spam_goes_to_quarantine_the_next_time() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let keep = |text: &str| kept(store.submit(&here, item(text)).wait());
        for n in 0..8 {
            let spam = keep(&format!("Povoljni krediti bez žiranata, ponuda {n}"));
            store.teach(&here, spam, Verdict::Spam).wait().unwrap();
            let ham = keep(&format!("Ulična lampa kod škole ne radi već {n} dana"));
            store.teach(&here, ham, Verdict::Ham).wait().unwrap();
        }
        let doubt = |text: &str| store.item(&here, keep(text)).unwrap().unwrap().doubt;
        assert_eq!(doubt("Повољни кредити без жираната"), Some(Doubt::Words));
        assert_eq!(doubt("Lampa kod mosta ne radi"), None);
        let nobody = random::reference().unwrap();
        assert_eq!(store.teach(&here, nobody, Verdict::Spam).wait(), Err(StoreError::Unknown));
    });
}

#[test]
fn votes_are_counted_apart_and_many_of_one_network_are_damped() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let ballot = |choice: &str, source, network: Option<u8>, key: u8| Ballot {
            form: "klupe".to_owned(),
            choices: vec![choice.to_owned()],
            source,
            network: network.map(|n| [n; 32]),
            received: at(NOON),
            keys: Keys { sent: Some([key; 32]), content: vec![] },
        };
        for key in 0..30 {
            store.vote(&here, ballot("1", Source::Online, Some(1), key)).wait().unwrap();
        }
        store.vote(&here, ballot("2", Source::Online, Some(2), 3)).wait().unwrap();
        for key in 100..140 {
            store.vote(&here, ballot("2", Source::Paper, None, key)).wait().unwrap();
        }
        let tally = store.tally(&here, "klupe").unwrap();
        assert_eq!((tally.online, tally.paper, tally.damped), (25, 40, 5), "a key that was used counts once");
        assert_eq!(tally.votes, [("1".to_owned(), 25, 0), ("2".to_owned(), 0, 40)]);
        assert!(tally.is_public() && !store.tally(&here, "druga").unwrap().is_public());
    });
}

#[test]
fn what_is_over_its_time_goes_with_all_that_belongs_to_it() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let photo = store.keep_photo(&here, b"jpeg").unwrap();
        let old = NewItem { photos: vec![photo.clone()], ..item("staro") };
        let old = kept(store.submit(&here, old).wait());
        let new = kept(store.submit(&here, NewItem { keep_until: Date::constant(2027, 6, 1), ..item("novo") }).wait());
        assert_eq!(store.purge(&here, Date::constant(2027, 5, 12), 9).wait(), Ok((0, vec![])), "its last day counts");
        assert_eq!(store.purge(&here, Date::constant(2027, 5, 13), 9).wait(), Ok((1, vec![photo.file])));
        assert_eq!(store.item(&here, old).unwrap(), None);
        assert!(store.item(&here, new).unwrap().is_some());
    });
}

const TODAY: Date = Date::constant(2026, 5, 18);

fn hand(moment: &str, day: Date) -> Hand {
    Hand { user: 1, at: at(moment), day }
}

#[test]
fn a_list_goes_on_behind_an_item_and_back_whatever_was_done_meanwhile() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let keep = |n: usize| {
            let kind = if n.is_multiple_of(3) { FormKind::Idea } else { FormKind::Report };
            kept(store.submit(&here, NewItem { kind, ..item(&format!("Rupa broj {n}")) }).wait())
        };
        let references: Vec<Reference> = (0..40).map(keep).collect();
        for (n, reference) in references.iter().enumerate() {
            let act = [Act::Work(String::new()), Act::Answer("da".to_owned()), Act::Spam][n % 3].clone();
            if n % 4 == 0 {
                store.act(&here, *reference, act, hand(NOON, TODAY)).wait().unwrap();
            }
        }
        let part = |filter: &Filter, part| store.list(&here, &Filter { part, ..filter.clone() }, TODAY, 3).unwrap();
        let ids = |items: &[Item]| items.iter().map(|item| item.id).collect::<Vec<_>>();
        for shelf in Shelf::ALL.iter().copied() {
            for (kind, words) in
                [(None, ""), (Some(FormKind::Idea), ""), (None, "rupa"), (Some(FormKind::Report), "broj")]
            {
                let filter = Filter { shelf, kind, words: words.to_owned(), part: Part::First };
                let all = ids(&store.list(&here, &filter, TODAY, 99).unwrap());
                let is_rising = matches!(shelf, Shelf::Open | Shelf::Late | Shelf::Quarantine);
                assert!(all.is_sorted_by(|a, b| (a < b) == is_rising), "{filter:?}: {all:?}");
                let mut pages = vec![ids(&part(&filter, Part::First))];
                while let Some(last) = pages.last().and_then(|page| page.last()) {
                    pages.push(ids(&part(&filter, Part::After(*last))));
                }
                assert_eq!(pages.concat(), all, "{filter:?}");
                for two in pages.windows(2).filter(|two| !two[1].is_empty()) {
                    assert_eq!(ids(&part(&filter, Part::Before(two[1][0]))), two[0], "{filter:?}");
                }
            }
        }
        let count = |shelf| store.list(&here, &Filter { shelf, ..Filter::default() }, TODAY, 99).unwrap().len();
        assert_eq!(Shelf::ALL.iter().map(|shelf| count(*shelf)).collect::<Vec<_>>(), [34, 34, 0, 3, 3, 37]);
        let numbers = store.numbers(&here, TODAY).unwrap();
        assert_eq!((numbers.open, numbers.late, numbers.quarantine), (34, 34, 0));
    });
}

/// What the statistics say of each topic, of each street, and of all.
fn counted(store: &dyn Whole, here: &SiteId, since: &str) -> [Vec<Count>; 3] {
    [By::Category, By::Street, By::All].map(|by| store.counts_by(here, by, at(since)).unwrap())
}

fn count(of: &str, received: u64, answered: u64, promised: u64, in_time: u64, mean_hours: Option<u64>) -> Count {
    Count { of: of.to_owned(), received, answered, promised, in_time, mean_hours }
}

#[test]
fn statistics_follow_every_change() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let keep = |street: &str, more: NewItem| {
            kept(store.submit(&here, NewItem { street: street.to_owned(), ..more }).wait())
        };
        let does = |reference, act, hand| store.act(&here, reference, act, hand).wait().unwrap();
        let answer = || Act::Answer("da".to_owned());
        let early = keep("Lipova", item("a"));
        let late = keep("Lipova", item("b"));
        let unpromised = keep("Trg", NewItem { promised_on: None, ..item("c") });
        let doubtful = keep("Trg", NewItem { doubt: Some(Doubt::Trap), ..item("d") });
        does(early, answer(), hand("2026-05-12T15:30:00Z", Date::constant(2026, 5, 17)));
        does(late, answer(), hand("2026-05-17T22:30:00Z", Date::constant(2026, 5, 18)));
        does(unpromised, answer(), hand("2026-05-12T13:00:00Z", Date::constant(2026, 5, 12)));
        let all = |counts: &[Vec<Count>; 3]| counts[2].first().cloned().unwrap_or_default();
        let counts = counted(&*store, &here, NOON);
        assert_eq!(counts[0], [count("", 3, 3, 2, 1, Some(45))], "135 hours together");
        assert_eq!(counts[1], [count("Lipova", 2, 2, 2, 1, Some(67)), count("Trg", 1, 1, 0, 0, Some(1))]);
        assert_eq!(all(&counts), counts[0][0]);
        // A second answer changes nothing; topics, spam and what was none do.
        does(early, Act::Resolve("gotovo".to_owned()), hand("2026-06-01T00:00:00Z", Date::constant(2026, 6, 1)));
        does(early, Act::Sort("roads".to_owned()), hand(NOON, TODAY));
        does(doubtful, Act::Receive, hand(NOON, TODAY));
        does(unpromised, Act::Spam, hand(NOON, TODAY));
        let counts = counted(&*store, &here, "2026-05-12T23:59:00Z");
        assert_eq!(counts[0], [count("", 2, 1, 1, 0, Some(131)), count("roads", 1, 1, 1, 1, Some(4))]);
        assert_eq!(counts[1], [count("Lipova", 2, 2, 2, 1, Some(67)), count("Trg", 1, 0, 0, 0, None)]);
        assert_eq!(counted(&*store, &here, "2026-05-13T00:00:00Z"), [vec![], vec![], vec![]], "from that day on");
        // One that stands for another is none; opened again it is the same one.
        does(doubtful, Act::Merge(late), hand(NOON, TODAY));
        let reopen = Change::Reopen { text: String::new(), at: at(NOON) };
        store.change(&here, late, reopen).wait().unwrap();
        assert_eq!(all(&counted(&*store, &here, NOON)), count("", 2, 2, 2, 1, Some(67)));
        // Erased by who wrote it, or over its time: no trace of either is left, nor of its street.
        store.change(&here, early, Change::Erase { at: at(NOON) }).wait().unwrap();
        assert_eq!(counted(&*store, &here, NOON)[1], [count("Lipova", 1, 1, 1, 0, Some(131))]);
        store.purge(&here, Date::constant(2027, 5, 13), 9).wait().unwrap();
        assert_eq!(counted(&*store, &here, NOON), [vec![], vec![], vec![]]);
        drop(store);
        keep_again(&*(fresh.open)(), &here);
    });
}

/// After all was gone, and after a restart, counting goes on.
fn keep_again(store: &dyn Whole, here: &SiteId) {
    kept(store.submit(here, item("opet")).wait());
    assert_eq!(counted(store, here, NOON)[1], [count("Lipova", 1, 0, 0, 0, None)]);
}

#[test]
fn forms_and_secrets_are_remembered() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let form = built_in(FormKind::Report, Labels::builtin(Locale::Bs), &Setting::default());
        store.remember(&here, vec![form.clone()]).wait().unwrap();
        let secret = store.secret(Secret::Receipt).wait().unwrap();
        assert_ne!(store.secret(Secret::Stamp).wait().unwrap(), secret);
        drop(store);
        let store = (fresh.open)();
        assert_eq!(store.known_form(&here, &form.id, &form.version()).unwrap(), Some(form.clone()));
        assert_eq!(store.known_form(&site("b"), &form.id, &form.version()).unwrap(), None);
        assert_eq!(store.known_form(&here, &form.id, "x").unwrap(), None);
        assert_eq!(store.secret(Secret::Receipt).wait().unwrap(), secret);
        store.probe().wait().unwrap();
    });
}

#[test]
fn photos_that_no_item_names_go_at_the_next_start() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let named = store.keep_photo(&here, b"named").unwrap();
        let stray: Photo = store.keep_photo(&here, b"stray").unwrap();
        kept(store.submit(&here, NewItem { photos: vec![named.clone()], ..item("Rupa") }).wait());
        drop(store);
        let store = (fresh.open)();
        assert_eq!(store.photo(&here, &named.file).unwrap(), b"named");
        assert_eq!(store.photo(&here, &stray.file), Err(StoreError::Unknown));
    });
}

#[test]
fn hundreds_at_once_share_their_flushes() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        kept(store.submit(&here, item("prva")).wait());
        let before = store.counts().flushes.load(Ordering::Relaxed);
        let replies: Vec<_> = (0..400).map(|n| store.submit(&here, item(&format!("{n}")))).collect();
        let references: std::collections::BTreeSet<Reference> =
            replies.into_iter().map(|reply| kept(reply.wait())).collect();
        assert_eq!(references.len(), 400);
        let flushes = store.counts().flushes.load(Ordering::Relaxed) - before;
        assert!(flushes < 40, "{flushes} flushes for 400 messages");
    });
}

#[test]
fn what_is_refused_halfway_disturbs_nobody_who_is_written_with_it() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let first = kept(store.submit(&here, item("prva")).wait());
        let twice = item("dvaput");
        let (mut refused, mut sent) = (Vec::new(), Vec::new());
        for n in 0..200 {
            // Joined with itself: refused after its figures were taken out.
            if n % 7 == 3 {
                refused.push(store.act(&here, first, Act::Merge(first), hand(NOON, TODAY)));
            }
            sent.push(store.submit(&here, if n % 50 == 9 { twice.clone() } else { item(&format!("{n}")) }));
        }
        assert!(refused.into_iter().all(|reply| reply.wait() == Err(StoreError::Refused)));
        let stored: Vec<Stored> = sent.into_iter().map(|reply| reply.wait().unwrap()).collect();
        let known = stored.iter().filter(|one| matches!(one, Stored::Known(_))).count();
        assert_eq!(known, 3, "four times the same is once, whatever was done again");
        let all = store.latest(&here, 999).unwrap();
        assert_eq!(all.len(), 1 + 200 - 3);
        let references: std::collections::BTreeSet<Reference> = all.iter().map(|item| item.reference).collect();
        let told = stored.iter().map(|one| match one {
            Stored::New(reference) | Stored::Known(reference) => *reference,
            Stored::Ballot => panic!("no ballot"),
        });
        assert!(told.into_iter().all(|reference| references.contains(&reference)), "what was told holds");
        assert_eq!(counted(&*store, &here, NOON)[2], [count("", 198, 0, 0, 0, None)]);
    });
}

#[test]
fn too_many_at_once_are_told_so_and_nobody_waits_in_vain() {
    on_every_store(|fresh| {
        let (store, here) = ((fresh.open)(), site("a"));
        let replies: Vec<_> = (0..6_000).map(|n| store.submit(&here, item(&format!("{n}")))).collect();
        let outcomes: Vec<_> = replies.into_iter().map(|reply| reply.wait()).collect();
        let kept = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(_) | Err(StoreError::Busy))));
        assert_eq!(store.latest(&here, 9_999).unwrap().len(), kept, "acknowledged is kept, and nothing else");
    });
}

#[test]
fn a_clock_that_a_test_turns_is_the_clock() {
    let moment = Arc::new(AtomicI64::new(0));
    let clock = Clock::Set(Arc::clone(&moment));
    moment.store(1_000, Ordering::SeqCst);
    assert_eq!(clock.now(), at("1970-01-01T00:00:01Z"));
}
