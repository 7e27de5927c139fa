//! In which language messages are.
pub fn choose(_: Option<&str>) {}
