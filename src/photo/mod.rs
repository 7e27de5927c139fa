//! The room `photo`.
