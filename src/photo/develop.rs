//! Making what is published: each photo is opened and decoded once for all its variants, and only
//! when one of them is missing.

use super::cache::Cache;
use super::raster::{self, Raster};
use super::recipe::{self, Examined, Make, Variant};
use super::{Photos, Picture, clean, encode, examine};
use crate::diag::{Checked, Diagnostic};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Everything that is published of one source, by name.
struct Order<'a> {
    path: &'a str,
    examined: &'a Examined,
    variants: BTreeMap<&'a str, &'a Variant>,
}

/// How it went with a source.
enum Made {
    /// All is there; the length of each file by its name.
    Whole(BTreeMap<String, u64>),
    /// Nothing can be published.
    Refused(Box<Diagnostic>),
}

/// Makes what is missing in the cache, in parallel and with bounded memory. Photos whose pixels turn
/// out to be broken are findings and fall out.
///
/// # Errors
/// When the cache cannot be written.
pub fn develop(cache: &Cache, photos: Photos) -> io::Result<Checked<Photos>> {
    let made: io::Result<Vec<(String, Made)>> =
        orders(&photos).par_iter().map(|order| Ok((order.path.to_owned(), make(cache, order)?))).collect();
    let (mut findings, mut whole) = (Vec::new(), BTreeMap::new());
    for (path, made) in made? {
        match made {
            Made::Whole(lengths) => drop(whole.insert(path, lengths)),
            Made::Refused(finding) => findings.push(*finding),
        }
    }
    let value = photos.measured(|picture, variant| whole.get(&picture.source)?.get(&variant.name).copied());
    Ok(Checked { value, findings })
}

/// Makes one file of those that were prepared, with the others of its source. None where its source turns out to be
/// broken, or nobody prepared it.
///
/// # Errors
/// When the cache cannot be written or read.
pub fn develop_file(cache: &Cache, photos: &Photos, wanted: &Variant) -> io::Result<Option<Vec<u8>>> {
    let is_wanted = |picture: &&Picture| picture.variants().any(|variant| variant.name == wanted.name);
    let Some(picture) = photos.iter().find(is_wanted) else { return Ok(None) };
    match make(cache, &order(picture))? {
        Made::Whole(_) => cache.bytes(wanted).map(Some),
        Made::Refused(_) => Ok(None),
    }
}

fn order(picture: &Picture) -> Order<'_> {
    let variants = picture.variants().map(|variant| (variant.name.as_str(), variant)).collect();
    Order { path: &picture.source, examined: &picture.examined, variants }
}

fn orders(photos: &Photos) -> Vec<Order<'_>> {
    let mut orders: BTreeMap<&str, Order> = BTreeMap::new();
    for picture in photos.iter() {
        let Picture { source, examined, .. } = picture;
        let new = || Order { path: source, examined, variants: BTreeMap::new() };
        let order = orders.entry(source).or_insert_with(new);
        order.variants.extend(picture.variants().map(|variant| (variant.name.as_str(), variant)));
    }
    orders.into_values().collect()
}

fn make(cache: &Cache, order: &Order) -> io::Result<Made> {
    let broken = format!("{}-broken", order.examined.stem);
    let refused = || Made::Refused(Box::new(examine::undecodable(order.path, order.examined.format)));
    if cache.len_of(&broken).is_some() {
        return Ok(refused());
    }
    if missing(cache, order).next().is_some() {
        let source = match cache.source(order.path) {
            Ok(source) => source,
            Err(error) => return Ok(Made::Refused(Box::new(examine::unreadable(order.path, &error)))),
        };
        // Another file at the same path may be no photo at all: it waits for the next build.
        if recipe::stem(&source) != order.examined.stem {
            return Ok(Made::Refused(Box::new(examine::changed(order.path))));
        }
        if made(cache, order, source)?.is_none() {
            cache.put(&broken, &[])?;
            return Ok(refused());
        }
    }
    let lengths = order.variants.keys().filter_map(|name| Some(((*name).to_owned(), cache.len_of(name)?)));
    Ok(Made::Whole(lengths.collect()))
}

fn missing<'a>(cache: &'a Cache, order: &'a Order) -> impl Iterator<Item = &'a Variant> {
    order.variants.values().copied().filter(|variant| cache.len_of(&variant.name).is_none())
}

/// Makes what is missing; none where the pixels are broken.
fn made(cache: &Cache, order: &Order, source: Vec<u8>) -> io::Result<Option<()>> {
    let Examined { format, orientation, stem, .. } = order.examined;
    // Decoders get to see nothing but what is drawn.
    let Ok(cleaned) = clean::clean(*format, source) else { return Ok(None) };
    let opened = raster::open(*format, &cleaned.bytes);
    // Held until all is written, so that another site with the same photo finds it made.
    let _pass = cache.gate.enter(stem, opened.as_ref().map_or(0, raster::Opened::weight));
    let missing: Vec<&Variant> = missing(cache, order).collect();
    let pixels = missing.iter().any(|variant| variant.make != Make::Cleaned);
    let base = opened.filter(|_| pixels).and_then(|opened| decode(opened, *orientation));
    for variant in missing {
        if variant.make == Make::Cleaned {
            cache.put(&variant.name, &cleaned.bytes)?;
            continue;
        }
        let encoded = base.as_ref().and_then(|base| encode::variant(base, variant.make, variant.size()));
        let Some(bytes) = encoded else { return Ok(None) };
        cache.put(&variant.name, &bytes)?;
    }
    Ok(Some(()))
}

/// The crates that decode are well tested, but they read what anyone sends: a panic in one of them is
/// a broken photo, not the end of the build.
fn decode(opened: raster::Opened, orientation: u8) -> Option<Raster> {
    catch_unwind(AssertUnwindSafe(|| opened.develop(orientation))).ok().flatten()
}
