//! Programs of others that look at pictures.

use std::path::Path;
use std::process::Command;

/// `group:tag` of all that ExifTool finds, doubles and unknown ones too.
pub fn tags(path: &Path) -> Vec<String> {
    let json = run("exiftool", &["-json", "-G1", "-a", "-u", "-U", "-ee", &path.to_string_lossy()]);
    let found: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_slice(&json).unwrap();
    let tags: Vec<String> = found.into_iter().flatten().map(|(tag, _)| tag).collect();
    assert!(tags.len() > 5, "{tags:?}");
    tags
}

/// How far two pictures are apart as ImageMagick shows them, both upright, on white and of this size:
/// the mean over all pixels and channels, of 255.
pub fn difference(a: &Path, b: &Path, (width, height): (u32, u32)) -> f64 {
    let size = format!("{width}x{height}!");
    let shown = |path: &Path| {
        let path = format!("{}[0]", path.display());
        let options =
            ["-auto-orient", "+repage", "-background", "white", "-flatten", "-colorspace", "sRGB", "-resize", &size];
        // The hint lets a JPEG of a hundred megapixels be read within the limits of ImageMagick.
        let read = ["-define", "jpeg:size=1600x1600", path.as_str()];
        run("convert", &[&read[..], &options[..], &["-depth", "8", "rgb:-"]].concat())
    };
    let (a, b) = (shown(a), shown(b));
    assert_eq!(a.len(), b.len());
    let sum: u64 = a.iter().zip(&b).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.len() as f64
}

/// What a program says; fails with the program.
pub fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| {
        panic!("`{program}` is needed (apt-get install libimage-exiftool-perl imagemagick): {error}")
    });
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}
