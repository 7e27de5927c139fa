//! The room `markdown`.
