//! Pixels: decoded within limits, made smaller, put upright, in the colours of the web. The one file
//! that knows the crates for it.

use super::format::Format;
use super::recipe::{Crop, Size};
use fast_image_resize::Resizer;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::io::Cursor;

/// A decoder may ask for so much (1 GiB): a photo of 120 megapixels with 16 bits a channel.
const MAX_ALLOC: u64 = 1 << 30;

/// A picture of which only the header was read.
pub(crate) struct Opened<'a> {
    decoder: Box<dyn ImageDecoder + 'a>,
}

/// An upright picture of 8 bits a channel in sRGB, as large as it is published.
pub(crate) struct Raster(DynamicImage);

/// Reads the header; none when it is broken, or no format of pixels.
pub(crate) fn open(format: Format, source: &[u8]) -> Option<Opened<'_>> {
    let format = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::WebP => ImageFormat::WebP,
        Format::Gif | Format::Svg => return None,
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOC);
    let mut reader = ImageReader::with_format(Cursor::new(source), format);
    reader.limits(limits);
    Some(Opened { decoder: Box::new(reader.into_decoder().ok()?) })
}

impl Opened<'_> {
    /// Width and height as stored.
    pub(crate) fn dimensions(&self) -> (u32, u32) {
        self.decoder.dimensions()
    }

    /// How many bytes the pixels take.
    pub(crate) fn weight(&self) -> u64 {
        self.decoder.total_bytes()
    }

    /// Decodes and makes it as small as it is published; `orientation` is that of EXIF. None when
    /// it is broken.
    ///
    /// Turned and converted after it was made smaller: that is a tenth of the work.
    pub(crate) fn develop(self, orientation: u8) -> Option<Raster> {
        self.develop_to(orientation, Size::published)
    }

    /// The same for another size: what `fit` makes of that of the upright picture.
    pub(crate) fn develop_to(mut self, orientation: u8, fit: impl Fn(Size) -> Size) -> Option<Raster> {
        let profile = self.decoder.icc_profile().ok().flatten();
        let orientation = Orientation::from_exif(orientation).unwrap_or(Orientation::NoTransforms);
        let pixels = DynamicImage::from_decoder(self.decoder).ok()?;
        let (width, height) = (pixels.width(), pixels.height());
        let lies = orientation.to_exif() >= 5;
        let shown = fit(if lies { Size { width: height, height: width } } else { Size { width, height } });
        let stored = if lies { Size { width: shown.height, height: shown.width } } else { shown };
        let mut small = resize(pixels, stored)?;
        small.apply_orientation(orientation);
        Some(Raster(web_colours(small, profile.as_deref())))
    }
}

/// With a filter that keeps edges (Lanczos3); no work where the size is the same.
fn resize(pixels: DynamicImage, to: Size) -> Option<DynamicImage> {
    if (pixels.width(), pixels.height()) == (to.width, to.height) {
        return Some(pixels);
    }
    let mut small = DynamicImage::new(to.width, to.height, pixels.color());
    Resizer::new().resize(&pixels, &mut small, None).ok()?;
    Some(small)
}

/// To 8 bits and sRGB, without a channel for what is clear where nothing is.
fn web_colours(pixels: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let clear = pixels.color().has_alpha() && pixels.to_rgba8().pixels().any(|pixel| pixel.0[3] != u8::MAX);
    let (layout, plain) = match clear {
        true => (Layout::Rgba, DynamicImage::ImageRgba8(pixels.into_rgba8())),
        false => (Layout::Rgb, DynamicImage::ImageRgb8(pixels.into_rgb8())),
    };
    // A broken profile says nothing, and one of printing inks says nothing of pixels that are not ink any more.
    let profile = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok());
    let Some(profile) = profile.filter(|profile| profile.color_space == DataColorSpace::Rgb) else { return plain };
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options) else {
        return plain;
    };
    let mut converted = plain.clone();
    let bytes = match &mut converted {
        DynamicImage::ImageRgba8(image) => image.as_flat_samples_mut().samples,
        DynamicImage::ImageRgb8(image) => image.as_flat_samples_mut().samples,
        _ => return plain,
    };
    match transform.transform(plain.as_bytes(), bytes) {
        Ok(()) => converted,
        Err(_) => plain,
    }
}

/// Rows of pixels, of 3 bytes or, where something is clear, of 4.
pub(crate) enum Pixels<'a> {
    /// Red, green, blue.
    Rgb(&'a [u8]),
    /// Red, green, blue, alpha.
    Rgba(&'a [u8]),
}

impl Raster {
    /// In pixels.
    pub(crate) fn size(&self) -> Size {
        Size { width: self.0.width(), height: self.0.height() }
    }

    /// A smaller one.
    pub(crate) fn resized(&self, to: Size) -> Option<Raster> {
        resize(self.0.clone(), to).map(Raster)
    }

    /// A part.
    pub(crate) fn cropped(&self, crop: Crop) -> Raster {
        Raster(self.0.crop_imm(crop.x, crop.y, crop.size.width, crop.size.height))
    }

    /// Row by row.
    pub(crate) fn pixels(&self) -> Pixels<'_> {
        match &self.0 {
            DynamicImage::ImageRgba8(image) => Pixels::Rgba(image.as_raw()),
            other => Pixels::Rgb(other.as_bytes()),
        }
    }

    /// On white, for formats where nothing is clear.
    pub(crate) fn flattened(&self) -> Vec<u8> {
        let DynamicImage::ImageRgba8(image) = &self.0 else { return self.0.as_bytes().to_vec() };
        let over = |part: u8, alpha: u8| {
            let (part, alpha) = (u32::from(part), u32::from(alpha));
            u8::try_from((part * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
        };
        let mut flat = RgbImage::new(image.width(), image.height());
        for (to, from) in flat.pixels_mut().zip(image.pixels()) {
            let [r, g, b, a] = from.0;
            *to = Rgb([over(r, a), over(g, a), over(b, a)]);
        }
        flat.into_raw()
    }

    /// As a PNG; none when it does not fit into one.
    pub(crate) fn png(&self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.0.write_with_encoder(PngEncoder::new(&mut bytes)).ok()?;
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_a_telephone_become_those_of_the_web() {
        let profile = ColorProfile::new_display_p3().encode().unwrap();
        let pixels = DynamicImage::ImageRgb8(RgbImage::from_pixel(4, 4, Rgb([200, 80, 60])));
        let converted = web_colours(pixels.clone(), Some(&profile));
        // By the matrix of CSS Color 4, from linear Display P3 to linear sRGB.
        let expected = [216, 69, 50];
        let near = |(a, b): (&u8, &u8)| a.abs_diff(*b) <= 1;
        assert!(converted.as_bytes()[..3].iter().zip(&expected).all(near), "{:?}", &converted.as_bytes()[..3]);
        for nonsense in [None, Some(&b"no profile"[..])] {
            assert_eq!(web_colours(pixels.clone(), nonsense), pixels);
        }
    }

    #[test]
    fn what_is_clear_is_white_on_paper_and_a_channel_of_nothing_goes() {
        let clear = DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(2, 2, image::Rgba([0, 0, 0, 51])));
        assert_eq!(Raster(web_colours(clear, None)).flattened(), [204; 12]);
        let full = DynamicImage::ImageLumaA16(image::ImageBuffer::from_pixel(2, 2, image::LumaA([0x8080, 0xffff])));
        assert_eq!(web_colours(full, None), DynamicImage::ImageRgb8(RgbImage::from_pixel(2, 2, Rgb([128; 3]))));
    }
}
