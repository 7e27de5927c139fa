//! Templates: a theme is a folder of Tera templates and stylesheets; what a site or the workspace
//! puts beside the built-in theme wins by name, and what is broken there falls back to it.
//!
//! ```text
//! layers (site > workspace > built-in) ─ load ─▶ Theme ─ with_globals ─▶ ThemeView ─ render ─▶ text
//! ```
//!
//! The engine's name stands in [`engine`] only; everything else sees what that file lets through.

mod built_in;
mod css;
mod engine;
mod fault;
mod filters;
mod layers;
#[cfg(feature = "minify")]
mod minify;
mod report;
mod script;
mod settle;
#[cfg(feature = "minify")]
mod shape;
mod shared;
#[cfg(test)]
mod tests;
mod theme;

pub use built_in::{BUILT_IN, built_in_over};
pub use engine::{Context, context};
pub use report::no_theme;
pub use script::csp_hash;
pub use shared::Shared;
pub use theme::{Theme, ThemeView};
