//! How large a drawing is.

/// What the root says about its size.
#[derive(Default)]
pub(crate) struct Frame {
    width: Option<f64>,
    height: Option<f64>,
    view: Option<(f64, f64)>,
}

impl Frame {
    /// Takes an attribute of the root, its name in lower case; only a few matter.
    pub(crate) fn take(&mut self, name: &str, value: &str) {
        match name {
            "width" => self.width = length(value),
            "height" => self.height = length(value),
            "viewbox" => {
                let mut numbers = value.split([' ', ',']).filter(|part| !part.is_empty()).map(str::parse::<f64>);
                if let (Some(Ok(width)), Some(Ok(height))) = (numbers.nth(2), numbers.next()) {
                    self.view = Some((width, height));
                }
            }
            _ => (),
        }
    }

    /// In CSS pixels; 300 × 150 where nothing is said (CSS 2.2, 10.3.2).
    pub(crate) fn size(&self) -> (u32, u32) {
        let (width, height) = match (self.width, self.height, self.view) {
            (Some(width), Some(height), _) => (width, height),
            (Some(width), None, Some((w, h))) => (width, width * h / w),
            (None, Some(height), Some((w, h))) => (height * w / h, height),
            (None, None, Some(view)) => view,
            (width, height, None) => (width.unwrap_or(300.0), height.unwrap_or(150.0)),
        };
        // `as` takes nonsense for 0 and too much for the most.
        let whole = |pixels: f64| if pixels > 0.0 { pixels.round().max(1.0) as u32 } else { 0 };
        (whole(width), whole(height))
    }
}

/// A length in CSS pixels; none for one that depends on where it stands (`100%`, `2em`).
fn length(value: &str) -> Option<f64> {
    let value = value.trim();
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let pixels = match value.get(number.len()..)? {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|number| number * pixels)
}
