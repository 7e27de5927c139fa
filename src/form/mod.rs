//! The room `form`.
