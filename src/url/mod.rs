//! The room `url`.
