//! Scripts that stand in a page: smaller, and allowed by name.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// A script without indentation, empty lines and lines that are comments. Nothing inside a line changes,
/// so that only strings over several lines (template literals) would: the themes' scripts have none.
pub(crate) fn squeeze(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The source expression by which a policy allows exactly this script: `sha256-…` (CSP Level 3, 2.3.1).
pub fn csp_hash(script: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_takes_comments_and_indentation() {
        assert_eq!(squeeze("// a\n  x(); // b\n\n\ty(\"// c\");\n"), "x(); // b\ny(\"// c\");");
    }

    /// `echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64`
    #[test]
    fn hashes_as_browsers_do() {
        assert_eq!(csp_hash("alert(1)"), "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=");
    }
}
