//! `GET /x/v1/openapi.json`: the public routes and those of builds, described for programs (OpenAPI 3.1).
//!
//! The description is a file, for most of what it says no code holds: what an answer means. That every route is in it,
//! and nothing else, is tested below; that answers are as it says, by a scanner that was written elsewhere.

use super::look::{plain, set};
use axum::Router;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{Response, StatusCode};
use axum::routing::get;

const DESCRIPTION: &str = include_str!("openapi.json");

/// The route of the description.
pub fn router() -> Router {
    Router::new().route("/x/v1/openapi.json", get(show))
}

async fn show() -> Response<Body> {
    let mut response = plain(StatusCode::OK, "");
    *response.body_mut() = Body::from(DESCRIPTION);
    set(&mut response, CONTENT_TYPE, "application/json");
    set(&mut response, CACHE_CONTROL, "public, max-age=3600");
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::BTreeSet;

    /// Methods and paths of the routers in a source: `.route("/x", get(a).post(b))`.
    fn routed(source: &str) -> BTreeSet<(String, String)> {
        let code = source.split("#[cfg(test)]").next().unwrap();
        let mut routes = BTreeSet::new();
        for call in code.split(".route(").skip(1) {
            let path = call.split('"').nth(1).unwrap().to_owned();
            let handlers = call.split(".route(").next().unwrap().split("        .").next().unwrap();
            // `posted` is the name under which `axum::routing::post` is imported beside a module `post`.
            for (word, method) in [("get(", "get"), (".post(", "post"), ("posted(", "post")] {
                if handlers.contains(word) {
                    routes.insert((path.clone(), method.to_owned()));
                }
            }
        }
        routes
    }

    #[test]
    fn every_public_route_is_described_and_nothing_else() {
        let sources = [include_str!("app.rs"), include_str!("content.rs"), include_str!("openapi.rs")];
        let routes: BTreeSet<_> = sources.into_iter().flat_map(routed).collect();
        let api: Value = serde_json::from_str(DESCRIPTION).unwrap();
        let paths = api["paths"].as_object().unwrap();
        let methods = |(path, item): (&String, &Value)| {
            let item = item.as_object().unwrap().clone();
            let path = path.clone();
            item.into_iter().map(|(key, _)| key).filter(|key| key != "parameters").map(move |key| (path.clone(), key))
        };
        let described: BTreeSet<_> = paths.iter().flat_map(methods).collect();
        assert_eq!(routes, described);
        assert!(routes.len() >= 12, "is the way in which routes are written still read? {routes:?}");
    }

    #[test]
    fn parameters_are_those_of_the_paths() {
        let api: Value = serde_json::from_str(DESCRIPTION).unwrap();
        for (path, item) in api["paths"].as_object().unwrap() {
            let named: BTreeSet<&str> = path.split(['{', '}']).skip(1).step_by(2).collect();
            let own = item["parameters"].as_array().map_or(&[][..], Vec::as_slice);
            let described = own.iter().map(|parameter| match parameter["$ref"].as_str() {
                Some(at) => api.pointer(at.trim_start_matches('#')).unwrap()["name"].as_str().unwrap(),
                None => parameter["name"].as_str().unwrap(),
            });
            assert_eq!(described.collect::<BTreeSet<_>>(), named, "{path}");
        }
    }
}
