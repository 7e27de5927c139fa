//! The bar of the preview in a page: one script, and the page's own policy widened by exactly that script.

use memchr::memmem;

/// The address of the script.
pub const SCRIPT: &str = "/_zbor/live.js";

/// The page with the script at its end. `origin` is that of the page (`http://localhost:1111`), `marks` are attributes
/// of the script (`data-tag="…"`), escaped.
pub fn inject(html: &[u8], origin: &str, marks: &str) -> Vec<u8> {
    let admitted = admit(html, origin);
    let html = admitted.as_deref().unwrap_or(html);
    let tag = format!("<script src=\"{SCRIPT}\" {marks} defer></script>");
    let end = memmem::rfind(html, b"</body>").unwrap_or(html.len());
    let (before, after) = html.split_at_checked(end).unwrap_or((html, b""));
    [before, tag.as_bytes(), after].concat()
}

/// The page with its policy widened; none where it has none. Attributes stand in any order.
fn admit(html: &[u8], origin: &str) -> Option<Vec<u8>> {
    const NAME: &[u8] = b"Content-Security-Policy";
    const CONTENT: &[u8] = b"content=\"";
    let name = memmem::find(html, NAME)?;
    let tag = memchr::memrchr(b'<', html.get(..name)?)?;
    let start = tag + memmem::find(html.get(tag..)?, CONTENT)? + CONTENT.len();
    let end = start + memchr::memchr(b'"', html.get(start..)?)?;
    let policy = std::str::from_utf8(html.get(start..end)?).ok()?;
    Some([html.get(..start)?, widened(policy, origin).as_bytes(), html.get(end..)?].concat())
}

/// A policy (CSP Level 3) that allows what it allowed, our script, and that it asks us.
fn widened(policy: &str, origin: &str) -> String {
    let mut directives: Vec<Vec<&str>> = policy
        .split(';')
        .map(|part| part.split_whitespace().collect())
        .filter(|part: &Vec<_>| !part.is_empty())
        .collect();
    let script = format!("{origin}{SCRIPT}");
    for (name, source) in [("script-src", script.as_str()), ("connect-src", "'self'")] {
        let named =
            |list: &&mut Vec<&str>, name: &str| list.first().is_some_and(|first| first.eq_ignore_ascii_case(name));
        let default = directives.iter_mut().find(|list| named(list, "default-src")).map(|list| list[1..].to_vec());
        match directives.iter_mut().find(|list| named(list, name)) {
            Some(list) => add(list, source),
            None if default.is_some() => {
                let mut list = [vec![name], default.unwrap_or_default()].concat();
                add(&mut list, source);
                directives.push(list);
            }
            None => {}
        }
    }
    directives.iter().map(|list| list.join(" ")).collect::<Vec<_>>().join("; ")
}

fn add<'a>(list: &mut Vec<&'a str>, source: &'a str) {
    list.retain(|one| !one.eq_ignore_ascii_case("'none'"));
    if !list.contains(&source) {
        list.push(source);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "http://localhost:1111";

    #[test]
    fn a_policy_allows_one_script_more() {
        let ours = "default-src 'none'; script-src 'none'; connect-src 'self'; base-uri 'none'";
        let wide =
            "default-src 'none'; script-src http://localhost:1111/_zbor/live.js; connect-src 'self'; base-uri 'none'";
        assert_eq!(widened(ours, ORIGIN), wide);
        assert_eq!(
            widened("default-src 'self'", ORIGIN),
            "default-src 'self'; script-src 'self' http://localhost:1111/_zbor/live.js; connect-src 'self'"
        );
        assert_eq!(widened("img-src 'self'", ORIGIN), "img-src 'self'");
    }

    #[test]
    fn the_policy_of_a_page_is_found() {
        for (before, after) in [
            ("<meta http-equiv=Content-Security-Policy content=\"", "\">"),
            ("<p>a<meta content=\"", "\" http-equiv=Content-Security-Policy>"),
        ] {
            let page = format!("{before}script-src 'none'{after}");
            let admitted = admit(page.as_bytes(), ORIGIN).map(|page| String::from_utf8_lossy(&page).into_owned());
            assert_eq!(admitted, Some(format!("{before}script-src {ORIGIN}{SCRIPT}{after}")));
        }
        assert_eq!(admit(b"<p>a</p>", ORIGIN), None);
    }

    #[test]
    fn the_script_stands_at_the_end() {
        let page = inject(b"<body>a</body></html>", ORIGIN, "data-tag=\"x\"");
        let expected = "<body>a<script src=\"/_zbor/live.js\" data-tag=\"x\" defer></script></body></html>";
        assert_eq!(String::from_utf8_lossy(&page), expected);
        assert!(inject(b"a", ORIGIN, "").starts_with(b"a<script"));
    }
}
