//! The room `date`.
