//! How much YAML is read: more than any person writes, little enough to be read at once.

/// Lists and mappings inside one another.
pub const MAX_DEPTH: usize = 64;

/// Keys and values of one text, repeated ones (aliases) counted each time.
pub const MAX_NODES: usize = 20_000;

/// Bytes of text that aliases may repeat. A large value repeated by small aliases would otherwise
/// fill the memory within the limit of nodes.
pub const MAX_REPEATED_TEXT: usize = 1 << 20;

/// Findings of one text that are told.
pub(super) const MAX_FINDINGS: usize = 100;

/// How many mistakes of one text are repaired in memory so that the rest can be read.
pub(super) const MAX_REPAIRS: usize = 8;

/// Bytes that trying out repairs may read, so that a large text with mistakes does not take long.
pub(super) const MAX_TRIAL_BYTES: usize = 8 << 20;
