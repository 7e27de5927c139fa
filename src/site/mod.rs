//! The room `site`.
