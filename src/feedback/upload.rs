//! Reading what was posted, within limits while it streams. What is over a limit is not kept, but what was read
//! before and after it is: the page that says no still holds the text.

use super::store::StoreError;
use super::temporary::Temporary;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use hyper::body::{Body as HttpBody, Frame};
use std::future::poll_fn;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};

/// Most bytes of names and values.
const MAX_TEXT: usize = 64 * 1024;
/// Most bytes of a form with photos.
const MAX_BODY: usize = 26 << 20;
/// Most names and values.
const MAX_FIELDS: usize = 64;
/// Most parts of a form with photos.
const MAX_PARTS: usize = 24;
/// Most bytes of a photo.
pub const MAX_PHOTO: u64 = 8 << 20;
/// Most photos that are written down; more is a mistake that the form names.
const MAX_PHOTOS: usize = 4;
/// Most bytes that the reader of parts may hold without giving a piece of one: heads of parts are small.
const MAX_UNCLAIMED: usize = 128 * 1024;

/// What was posted.
#[derive(Debug, Default)]
pub struct Sent {
    /// Names and values, in order.
    pub fields: Vec<(String, String)>,
    /// Files that hold something.
    pub photos: Vec<SentPhoto>,
    /// What was over a limit, or ended too early.
    pub excess: Option<Excess>,
}

/// A file as it was posted.
#[derive(Debug)]
pub struct SentPhoto {
    /// The bytes, as they came; none when there were more than [`MAX_PHOTO`].
    pub file: Option<Temporary>,
    /// Of the bytes.
    pub hash: [u8; 32],
}

/// Why a post is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// More bytes, fields or parts than a form can have.
    Large,
    /// It is neither a form nor whole.
    Broken,
    /// A photo could not be written down.
    Unkept,
}

impl Sent {
    /// The first value of a name; empty when there is none.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(sent, _)| sent == name).map_or("", |(_, value)| value)
    }

    fn text_len(&self) -> usize {
        self.fields.iter().map(|(name, value)| name.len() + value.len()).sum()
    }

    /// Keeps a field as far as there is room.
    fn keep(&mut self, name: String, mut value: String) {
        let room = MAX_TEXT.saturating_sub(self.text_len() + name.len());
        if self.fields.len() >= MAX_FIELDS || value.len() > room {
            self.excess = Some(Excess::Large);
            let end = (0..=room.min(value.len())).rev().find(|&end| value.is_char_boundary(end)).unwrap_or(0);
            value.truncate(end);
        }
        if self.fields.len() < MAX_FIELDS {
            self.fields.push((name, value));
        }
    }
}

/// Reads a post. `folder` is where photos wait.
pub async fn read(request: Request, folder: &Path) -> Sent {
    match is_multipart(request.headers()) {
        true => multipart(request, folder).await,
        false => urlencoded(request.into_body()).await,
    }
}

fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.trim_start().get(..19).is_some_and(|start| start.eq_ignore_ascii_case("multipart/form-data"))
}

async fn urlencoded(mut body: Body) -> Sent {
    let (mut bytes, mut sent) = (Vec::new(), Sent::default());
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        match frame.map(Frame::into_data) {
            Ok(Ok(data)) => bytes.extend_from_slice(&data),
            Ok(Err(_)) => {}
            Err(_) => {
                sent.excess = Some(Excess::Broken);
                break;
            }
        }
        // Escapes take three bytes for one.
        if bytes.len() > 3 * MAX_TEXT {
            bytes.truncate(3 * MAX_TEXT);
            sent.excess = Some(Excess::Large);
            break;
        }
    }
    for pair in bytes.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty()) {
        let mut halves = pair.splitn(2, |&byte| byte == b'=');
        let mut half = || decode(halves.next().unwrap_or_default());
        let (name, value) = (half(), half());
        sent.keep(name, value);
    }
    sent
}

/// Decodes `+` and `%41` (URL Standard, application/x-www-form-urlencoded); what is no UTF-8 becomes U+FFFD.
fn decode(bytes: &[u8]) -> String {
    let digit = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%').then(|| digit(at + 1).zip(digit(at + 2))).flatten();
        at += if escaped.is_some() { 3 } else { 1 };
        out.push(match (byte, escaped) {
            (_, Some((high, low))) => u8::try_from(high * 16 + low).unwrap_or(b'?'),
            (b'+', None) => b' ',
            (byte, None) => byte,
        });
    }
    String::from_utf8_lossy(&out).into_owned()
}

async fn multipart(request: Request, folder: &Path) -> Sent {
    let unclaimed = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&unclaimed);
    let request = request.map(|inner| Body::new(Measured { inner, unclaimed: counted, total: 0 }));
    let mut sent = Sent::default();
    let Ok(mut parts) = Multipart::from_request(request, &()).await else {
        sent.excess = Some(Excess::Broken);
        return sent;
    };
    for count in 0.. {
        let part = match parts.next_field().await {
            Ok(Some(part)) if count < MAX_PARTS => part,
            Ok(None) => break,
            Ok(Some(_)) => {
                sent.excess = Some(Excess::Large);
                break;
            }
            Err(_) => {
                sent.excess.get_or_insert(broken(&unclaimed));
                break;
            }
        };
        unclaimed.store(0, Ordering::Relaxed);
        let name = part.name().unwrap_or_default().to_owned();
        let whole = match part.file_name() {
            // Its name is not looked at any further.
            Some(_) => photo(part, folder, &unclaimed, &mut sent).await,
            None => text(part, name, &unclaimed, &mut sent).await,
        };
        if whole == Part::Cut {
            sent.excess.get_or_insert(broken(&unclaimed));
            break;
        }
    }
    sent
}

/// Whether a part came to its end.
#[derive(PartialEq, Eq)]
enum Part {
    Whole,
    Cut,
}

fn broken(unclaimed: &AtomicUsize) -> Excess {
    if unclaimed.load(Ordering::Relaxed) >= MAX_UNCLAIMED { Excess::Large } else { Excess::Broken }
}

type Field<'a> = axum::extract::multipart::Field<'a>;

async fn text(mut part: Field<'_>, name: String, unclaimed: &AtomicUsize, sent: &mut Sent) -> Part {
    let mut bytes = Vec::new();
    let end = loop {
        match part.chunk().await {
            Ok(Some(chunk)) => {
                unclaimed.store(0, Ordering::Relaxed);
                let room = (MAX_TEXT + 1).saturating_sub(bytes.len());
                bytes.extend_from_slice(chunk.get(..room.min(chunk.len())).unwrap_or_default());
            }
            Ok(None) => break Part::Whole,
            Err(_) => break Part::Cut,
        }
    };
    sent.keep(name, String::from_utf8_lossy(&bytes).into_owned());
    end
}

/// Writes a file down; one that is too large or cannot be written is read on and not kept. Empty ones are those that
/// nobody chose.
async fn photo(mut part: Field<'_>, folder: &Path, unclaimed: &AtomicUsize, sent: &mut Sent) -> Part {
    let mut file = None;
    let (mut length, mut hasher) = (0_u64, blake3::Hasher::new());
    let end = loop {
        let chunk = match part.chunk().await {
            Ok(Some(chunk)) => chunk,
            Ok(None) => break Part::Whole,
            Err(_) => break Part::Cut,
        };
        unclaimed.store(0, Ordering::Relaxed);
        hasher.update(&chunk);
        let is_first = length == 0;
        length += chunk.len() as u64;
        if length > MAX_PHOTO || sent.photos.len() >= MAX_PHOTOS {
            file = None;
        } else if is_first || file.is_some() {
            file = add(file, folder, &chunk).map_err(|_| sent.excess = Some(Excess::Unkept)).ok();
        }
    };
    if length > 0 {
        sent.photos.push(SentPhoto { file, hash: *hasher.finalize().as_bytes() });
    }
    end
}

fn add(file: Option<Temporary>, folder: &Path, chunk: &[u8]) -> Result<Temporary, StoreError> {
    file.map_or_else(|| Temporary::create(folder), Ok)?.add(chunk)
}

/// A body that ends with an error when it is too long, or when too much of it lies in the reader's hands.
struct Measured {
    inner: Body,
    unclaimed: Arc<AtomicUsize>,
    total: usize,
}

impl HttpBody for Measured {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.inner).poll_frame(cx));
        let len = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()).map_or(0, Bytes::len);
        self.total += len;
        let held = self.unclaimed.fetch_add(len, Ordering::Relaxed) + len;
        if self.total > MAX_BODY || held > MAX_UNCLAIMED {
            self.unclaimed.store(MAX_UNCLAIMED, Ordering::Relaxed);
            return Poll::Ready(Some(Err(axum::Error::new("too large"))));
        }
        Poll::Ready(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_decoded_as_browsers_encode_them() {
        for (sent, read) in [
            ("a+b", "a b"),
            ("%C4%8D", "č"),
            ("100%25", "100%"),
            ("100%", "100%"),
            ("%zz%4", "%zz%4"),
            ("%FF", "\u{fffd}"),
        ] {
            assert_eq!(decode(sent.as_bytes()), read);
        }
    }
}
