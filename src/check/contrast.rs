//! Colours that cannot be read: contrast by WCAG 2.2, and the nearest colour that would do (in OKLCH, keeping
//! the hue).

use super::css::{Mode, Palette};
use super::survey::Observation;
use crate::diag::{Problem, Severity, text};

/// sRGB, 0 to 255.
pub type Rgb = [u8; 3];

/// The contrast that text of normal size needs (WCAG 2.2, 1.4.3).
pub const TEXT: f64 = 4.5;

/// Which token is read on which: what the tokens of a theme are for. A theme with other names has its own.
const PAIRS: &[(&str, &str)] = &[
    ("ink", "paper"),
    ("soft", "paper"),
    ("soft", "wash"),
    ("ink", "wash"),
    ("a", "paper"),
    ("ochre", "ochre-bg"),
    ("ink", "ochre-bg"),
    ("brick", "brick-bg"),
    ("ink", "brick-bg"),
    ("brick", "paper"),
];

/// The pairs of a style sheet that cannot be read, in light and dark.
pub fn check(css: &str) -> Vec<Observation> {
    let mut found = Vec::new();
    for mode in [Mode::Light, Mode::Dark] {
        let palette = Palette::of(css, mode);
        for (front, back) in PAIRS {
            let Some((name, colour)) = palette.named(front) else { continue };
            let Some(ground) = palette.colour(back) else { continue };
            let contrast = contrast(colour, ground);
            if contrast < TEXT {
                found.push(Observation::of_theme(
                    Severity::Warning,
                    weak(&name, colour, back, ground, mode),
                    &[hex(colour)],
                ));
            }
        }
    }
    found
}

fn weak(name: &str, colour: Rgb, back: &str, ground: Rgb, mode: Mode) -> Problem {
    let (bs, en) = match mode {
        Mode::Light => ("", ""),
        Mode::Dark => (" (tamni prikaz)", " (dark)"),
    };
    // Rounded down: 4,49 is not 4,5.
    let tenths = |ratio: f64| format!("{:.1}", (ratio * 10.0).floor() / 10.0);
    let (ratio, needed) = (tenths(contrast(colour, ground)), tenths(TEXT));
    let (ratio_bs, needed_bs) = (ratio.replace('.', ","), needed.replace('.', ","));
    let (colour_hex, ground_hex) = (hex(colour), hex(ground));
    let problem = Problem::new(
        "A010",
        text!(
            "boja `{name}` (`{colour_hex}`) se slabo vidi na `{back}` (`{ground_hex}`){bs}: kontrast {ratio_bs}, a treba {needed_bs}",
            "the colour `{name}` (`{colour_hex}`) is hard to see on `{back}` (`{ground_hex}`){en}: contrast {ratio}, needed {needed}"
        ),
    );
    match nearest(colour, ground, TEXT).map(hex) {
        Some(good) => {
            problem.help(text!("najbliža dobra boja je `\"{good}\"`", "the nearest good colour is `\"{good}\"`"))
        }
        None => problem.help(text!("promijenite podlogu `{back}`", "change the ground `{back}`")),
    }
}

/// `#rrggbb`
pub fn hex([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance, 0 to 1 (WCAG 2.2).
fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = colour.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// The colour of the same hue that is nearest in lightness and has the contrast on this ground; none where
/// neither black nor white has it.
pub fn nearest(colour: Rgb, ground: Rgb, wanted: f64) -> Option<Rgb> {
    let [lightness, chroma, hue] = to_oklch(colour);
    // A thousandth of lightness is less than one step of a channel.
    let steps = (1..=1000_u32).map(|step| f64::from(step) / 1000.0);
    let lighter_or_darker = steps.flat_map(|step| [lightness - step, lightness + step]);
    let inside = lighter_or_darker.filter(|lightness| (0.0..=1.0).contains(lightness));
    let ends = [[0, 0, 0], [255, 255, 255]];
    let mut all = inside.map(|lightness| from_oklch([lightness, chroma, hue])).chain(ends);
    all.find(|one| contrast(*one, ground) >= wanted)
}

/// Lightness, chroma and hue of OKLCH (Björn Ottosson, "A perceptual color space for image processing").
fn to_oklch(colour: Rgb) -> [f64; 3] {
    let [r, g, b] = colour.map(linear);
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
    let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
    let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
    [lightness, a.hypot(b), b.atan2(a)]
}

/// Back to sRGB, with as much of the chroma as it can show.
fn from_oklch([lightness, chroma, hue]: [f64; 3]) -> Rgb {
    let shown = |chroma: f64| {
        let (a, b) = (chroma * hue.cos(), chroma * hue.sin());
        let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    };
    let fits = |rgb: [f64; 3]| rgb.iter().all(|c| (-0.000_1..=1.000_1).contains(c));
    // The chroma that still fits, to a thousandth of the wanted one.
    let fitting = (0..=1000_u32).map(|step| shown(chroma * f64::from(1000 - step) / 1000.0)).find(|rgb| fits(*rgb));
    fitting.unwrap_or([lightness; 3]).map(encoded)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 255")]
fn encoded(linear: f64) -> u8 {
    let c = if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.max(0.0).powf(1.0 / 2.4) - 0.055 };
    (c * 255.0).round().clamp(0.0, 255.0) as u8
}
