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
    use crate::answers::{
        Answers, Ballots, Method, OptionCount, PollCount, Problem, Published, Reply, Statistics, Status, Tracked,
    };
    use crate::date::Date;
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

    /// Everything that a build can get; a new field does not compile until it stands here.
    fn everything() -> Answers {
        let day = Date::constant(2026, 11, 24);
        let text = || "x".to_owned();
        let ballots = Ballots { online: 10, paper: 10 };
        let option = OptionCount { option: text(), votes: 20, paper: Some(10) };
        Answers {
            version: 1,
            fetched: None,
            etag: None,
            questions: vec![Published {
                reference: text(),
                about: Some(text()),
                question: text(),
                reply: text(),
                asked: day,
                answered: day,
            }],
            statuses: vec![Tracked {
                reference: text(),
                status: Status::Received,
                since: day,
                promised: Some(day),
                reason: Some(text()),
            }],
            replies: vec![Reply { about: text(), said: text(), did: text(), day, people: Some(2) }],
            polls: vec![PollCount { poll: text(), method: Method::Single, ballots, options: vec![option] }],
            problems: vec![Problem { category: text(), street: Some(text()), reports: 1 }],
            late: 1,
            statistics: Some(Statistics { since: day, received: 1, answered: 1, in_time: 1, mean_hours: Some(1) }),
        }
    }

    /// Keys of a value that its schema does not have, each with where it stands.
    fn undescribed(value: &Value, schema: &Value, at: &str) -> Vec<String> {
        match value {
            Value::Object(fields) => fields
                .iter()
                .flat_map(|(key, value)| match &schema["properties"][key] {
                    Value::Null => vec![format!("{at}/{key}")],
                    inner => undescribed(value, inner, &format!("{at}/{key}")),
                })
                .collect(),
            Value::Array(values) => values.iter().flat_map(|one| undescribed(one, &schema["items"], at)).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn everything_that_a_build_can_get_is_described() {
        let api: Value = serde_json::from_str(DESCRIPTION).unwrap();
        let schema = &api["components"]["schemas"]["Content"];
        let sent = serde_json::to_value(everything()).unwrap();
        assert_eq!(undescribed(&sent, schema, ""), Vec::<String>::new());
        let needed = schema["required"].as_array().unwrap();
        assert!(needed.iter().all(|key| sent.get(key.as_str().unwrap()).is_some()), "{needed:?}");
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
