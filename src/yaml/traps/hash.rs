//! ` #` in the first line of a text that goes on below: the comment would cut it in two.

use super::super::codes::HASH;
use super::super::line::Line;
use super::{Repair, Scene};
use crate::diag::{Edit, text};

pub(super) fn repairs(scene: &Scene<'_>) -> Vec<Repair> {
    let near = scene.lines.iter().enumerate().take(scene.here + 1).rev().take(3);
    near.filter_map(|(index, line)| whole(scene, index, line)).collect()
}

fn whole(scene: &Scene<'_>, index: usize, line: &Line<'_>) -> Option<Repair> {
    let rest = line.text.get(line.value.start..).filter(|rest| !rest.contains('"'))?;
    let hash = line.value.start + rest.find(" #")? + 1;
    let below = scene.lines.iter().skip(index + 1).take(50);
    let last = below.take_while(|next| next.indent > line.indent && next.key.is_none() && !next.is_empty()).last()?;
    let end = last.content + last.content().len();
    let finding = scene
        .error(
            HASH,
            line.range(hash..line.text.trim_end().len()),
            text!("znak # započinje komentar i prekida tekst", "the sign # begins a comment and cuts the text"),
        )
        .help(text!(
            "stavite cijeli tekst, do kraja zadnjeg reda, u navodnike",
            "put the whole text, to the end of its last line, in quotes",
        ));
    let quote = |at: usize| Edit::new(at..at, "\"");
    let edits = vec![quote(line.start + line.value.start), quote(last.start + end)];
    Some(Repair { findings: vec![finding], edits })
}
