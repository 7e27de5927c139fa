//! Pixels to bytes: WebP by libwebp, JPEG by `jpeg-encoder`, AVIF by `ravif`. Nothing but pixels is written: no
//! profile, no EXIF.

use super::raster::{Pixels, Raster};
use super::recipe::{Crop, Make, Size};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use webp::WebPConfig;

/// Of WebP, 0 to 100: on a screen of double density no difference is seen.
const WEBP_QUALITY: f32 = 62.0;
/// Of AVIF, 1 to 100: as much is seen as with [`WEBP_QUALITY`].
#[cfg(feature = "avif")]
const AVIF_QUALITY: f32 = 56.0;
/// 1 to 10: slower ones save a tenth more and take four times as long.
#[cfg(feature = "avif")]
const AVIF_SPEED: u8 = 9;
/// Of the fall-back, 0 to 100.
const JPEG_QUALITY: u8 = 68;
/// The most that what is shown of a shared link may weigh: WhatsApp and Viber give up on heavy ones.
const MAX_CARD: usize = 60_000;
/// Tried until the card is light enough.
const CARD_QUALITIES: [u8; 5] = [76, 66, 56, 46, 34];

/// Makes one variant; none when the pixels do not fit into the format.
pub(crate) fn variant(base: &Raster, make: Make, size: Size) -> Option<Vec<u8>> {
    match make {
        Make::Avif => avif(&base.resized(size)?),
        Make::WebP => webp(&base.resized(size)?),
        Make::Png => base.resized(size)?.png(),
        Make::Jpeg => jpeg(&base.resized(size)?, JPEG_QUALITY),
        Make::Card => card(&base.cropped(Crop::card(base.size()))),
        // Not made of pixels.
        Make::Cleaned => None,
    }
}

#[cfg(feature = "avif")]
fn avif(raster: &Raster) -> Option<Vec<u8>> {
    use rgb::FromSlice;
    let Size { width, height } = raster.size();
    let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    // Photos are made in parallel already.
    let encoder = ravif::Encoder::new().with_quality(AVIF_QUALITY).with_speed(AVIF_SPEED).with_num_threads(Some(1));
    let encoded = match raster.pixels() {
        Pixels::Rgb(bytes) => encoder.encode_rgb(ravif::Img::new(bytes.as_rgb(), width, height)),
        Pixels::Rgba(bytes) => encoder.encode_rgba(ravif::Img::new(bytes.as_rgba(), width, height)),
    };
    encoded.ok().map(|encoded| encoded.avif_file)
}

/// Never asked for: see [`super::AVIF`].
#[cfg(not(feature = "avif"))]
fn avif(_: &Raster) -> Option<Vec<u8>> {
    None
}

fn webp(raster: &Raster) -> Option<Vec<u8>> {
    let Size { width, height } = raster.size();
    let encoder = match raster.pixels() {
        Pixels::Rgb(bytes) => webp::Encoder::from_rgb(bytes, width, height),
        Pixels::Rgba(bytes) => webp::Encoder::from_rgba(bytes, width, height),
    };
    let mut config = WebPConfig::new().ok()?;
    config.quality = WEBP_QUALITY;
    config.method = 4;
    // Photos are made in parallel already.
    config.thread_level = 0;
    encoder.encode_advanced(&config).ok().map(|bytes| bytes.to_vec())
}

/// A JPEG of a quality from 0 to 100.
pub(crate) fn jpeg(raster: &Raster, quality: u8) -> Option<Vec<u8>> {
    let Size { width, height } = raster.size();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let (width, height) = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
    encoder.encode(&raster.flattened(), width, height, ColorType::Rgb).ok()?;
    Some(bytes)
}

/// The best quality that is light enough. A photo of leaves or gravel may have none: then its detail
/// is halved, while its size stays as it was promised.
fn card(raster: &Raster) -> Option<Vec<u8>> {
    let size = raster.size();
    for detail in [1, 2, 4, 8] {
        let coarse = Size { width: (size.width / detail).max(1), height: (size.height / detail).max(1) };
        let raster = raster.resized(coarse)?.resized(size)?;
        for quality in CARD_QUALITIES {
            let bytes = jpeg(&raster, quality)?;
            if bytes.len() <= MAX_CARD {
                return Some(bytes);
            }
        }
    }
    None
}
