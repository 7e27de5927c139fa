//! The room `load`.
