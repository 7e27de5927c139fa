//! The room `build`.
