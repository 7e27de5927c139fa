//! Zbor: one folder of Markdown and YAML becomes a website for each mjesna zajednica.
#![forbid(unsafe_code)]

pub mod answers;
pub mod build;
pub mod check;
pub mod date;
pub mod diag;
#[cfg(feature = "server")]
pub mod feedback;
pub mod form;
#[cfg(feature = "server")]
pub mod http;
pub mod lang;
pub mod load;
pub mod markdown;
pub mod output;
pub mod photo;
pub mod render;
pub mod site;
pub mod template;
pub mod url;
pub mod yaml;
