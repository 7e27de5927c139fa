use super::{put, thing};

#[test]
fn nothing_in_the_text_can_end_the_script() {
    let mut one = thing("NewsArticle");
    put(&mut one, "headline", Some("</script><!-- R&D \u{2028}\u{2029} \"navodnici\""));
    let text = one.script();
    assert_eq!(
        text,
        "{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
         \"headline\":\"\\u003c/script\\u003e\\u003c!-- R\\u0026D \\u2028\\u2029 \\\"navodnici\\\"\"}"
    );
    let back: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    assert_eq!(back["headline"], "</script><!-- R&D \u{2028}\u{2029} \"navodnici\"");
}
