//! Tests of the room.

use super::*;
use crate::diag::Source;

/// Converts a text and fills its holes plainly.
#[allow(dead_code)]
fn html(text: &str) -> String {
    fill(&document(text))
}

fn document(text: &str) -> Document {
    checked(text).value
}

fn checked(text: &str) -> Checked<Document> {
    let source = Source::new("a.md", text);
    convert(&source, 0..text.len(), &Options::default())
}

fn codes(text: &str) -> Vec<String> {
    checked(text).findings.iter().map(|finding| finding.code.to_string()).collect()
}

fn fill(document: &Document) -> String {
    document.html.fill(|index| {
        let reference = &document.references[index];
        let mut out = String::new();
        match &reference.kind {
            RefKind::Image { alt, .. } => {
                out.push_str("<img src=\"");
                escape_attribute(&mut out, &reference.dest);
                out.push_str("\" alt=\"");
                escape_attribute(&mut out, alt);
                out.push_str("\">");
            }
            _ => escape_attribute(&mut out, &reference.dest),
        }
        out.into()
    })
}

#[test]
fn it_works() {
    let text = "# Zbor građana\n\nDođite u [dom](/dom/ \"t\") ili https://a.ba/x_y, hvala.\n\n## Dnevni red {#dr}\n\n1. a\n2. *b*\n\n![Put](put.jpg \"Novi put\")\n\nRed[^1].\n\n[^1]: Nota.\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] da\n- [ ] ne\n\n```rust\nlet a = \"b\"; // c\n```\n\n<div onclick=x>\n\nraw <script>alert(1)</script>\n\n> [!NOTE]\n> x\n\nPojam\n: opis\n";
    let found = checked(text);
    println!("{}\n{:#?}", fill(&found.value), found);
}
