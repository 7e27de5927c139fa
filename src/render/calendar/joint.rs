//! The joint calendar of a workspace.

use super::event::{self, Component};
use super::text::{self, escaped};
use super::wanted;
use crate::load::Kind;
use crate::render::desk::Desk;
use crate::site::{Config, OutputKind};
use std::collections::BTreeMap;

/// Where the joint calendar is.
pub const FILE: &str = "calendar.ics";

/// What a site gives to the joint calendar.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Short name of the MZ.
    name: String,
    /// Its events.
    components: Vec<Component>,
}

/// The events of an edition, for the joint calendar.
pub fn components(desk: &Desk) -> Part {
    let items = desk.edition.of(Kind::Event).iter().filter(|_| wanted(desk));
    Part {
        name: desk.edition.profile.short_name.clone(),
        components: items.flat_map(|item| event::components(desk, item)).collect(),
    }
}

/// The joint calendar; none without events. Each title says whose it is, but for what several MZs
/// publish from `shared/`: that is in it once, as the first of them has it.
pub fn joint(config: &Config, lang: &str, parts: &[&Part]) -> Option<String> {
    let wanted = config.outputs.contains(&OutputKind::Calendar);
    let owners = owners(parts);
    let mut all: Vec<Component> = Vec::new();
    for (at, part) in parts.iter().enumerate().filter(|_| wanted) {
        for component in &part.components {
            match owners.get(component.key.as_str()) {
                Some((first, Shared::No)) if *first == at => all.push(owned(component, &part.name)),
                Some((first, Shared::Yes)) if *first == at => all.push(component.clone()),
                _ => {}
            }
        }
    }
    let own = config.base_url.as_ref().map(|base| format!("{base}/{FILE}"));
    let head = text::Head { name: &config.profile.name, lang, zone: &config.zone, own };
    (!all.is_empty()).then(|| text::calendar(&head, &all))
}

/// Whether several sites have an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shared {
    No,
    Yes,
}

/// Which part has an event first, and whether others have it too.
fn owners<'a>(parts: &[&'a Part]) -> BTreeMap<&'a str, (usize, Shared)> {
    let mut owners: BTreeMap<&str, (usize, Shared)> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        for component in &part.components {
            let owner = owners.entry(component.key.as_str()).or_insert((at, Shared::No));
            if owner.0 != at {
                owner.1 = Shared::Yes;
            }
        }
    }
    owners
}

/// With the name of the MZ behind its title.
fn owned(component: &Component, name: &str) -> Component {
    let suffix = escaped(&format!("({name})"));
    let title = |line: &String| if line.starts_with("SUMMARY") { format!("{line} {suffix}") } else { line.clone() };
    Component { lines: component.lines.iter().map(title).collect(), ..component.clone() }
}
