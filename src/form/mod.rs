//! The hall between the wings (being built).
#[derive(Clone, Debug, serde::Serialize)]
pub struct Form { pub id: String, pub title: String }
#[derive(Clone, Debug, serde::Serialize)]
pub struct SiteForms {}
