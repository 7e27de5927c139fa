//! The room `template`.
