//! Names of files that hide what they are.

use crate::load::{Kind, Place, Role, place};

/// The name that a text with a hidden ending should have: `voda.md` for `voda.md.txt`. None where the
/// name is right, or the file would not be a text under the other one.
pub fn right_name(path: &str, single: bool) -> Option<&str> {
    let (base, ending) = path.rsplit_once('.')?;
    let role = match place(base, single) {
        Place::Content(_, role) if ending.eq_ignore_ascii_case("txt") => role,
        _ => return None,
    };
    let is_text = matches!(role, Role::Text(_) | Role::Data(_) | Role::Defaults(_));
    let kept = matches!(role, Role::Text(Kind::Document | Kind::Council) | Role::Data(Kind::Document | Kind::Council));
    (is_text && !kept).then_some(base)
}
