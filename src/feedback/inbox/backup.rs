//! A copy of a site's messages for its owner: one file with the database and the photos, taken while others write.

use super::super::look::set;
use super::super::temporary::Temporary;
use super::door::Owning;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, Response};
use hyper::body::{Body as HttpBody, Bytes, Frame, SizeHint};
use std::fs::File;
use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Read and sent at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// A file on its way, removed when it has gone or was broken off.
struct Copy {
    file: File,
    left: u64,
    _temporary: Temporary,
}

impl HttpBody for Copy {
    type Data = Bytes;
    type Error = std::io::Error;

    /// Reads a little from a file that was just written, so it is in memory and nobody is held up.
    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<std::io::Result<Frame<Bytes>>>> {
        let mut chunk = vec![0; CHUNK];
        Poll::Ready(match self.file.read(&mut chunk) {
            Ok(0) => None,
            Ok(read) => {
                chunk.truncate(read);
                self.left = self.left.saturating_sub(read as u64);
                Some(Ok(Frame::data(chunk.into())))
            }
            Err(error) => Some(Err(error)),
        })
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// `POST /a/{site}/backup`: the file, after that was written down: it holds names and telephones.
pub(super) async fn download(Owning(visit): Owning) -> Response<Body> {
    let taken = async {
        visit.note("backup", String::new(), String::new()).await?;
        let (site, folder) = (visit.site.id.clone(), visit.desk.app.uploads.clone());
        let taken = visit.desk.blocking(move |base| {
            let (scratch, temporary) = (Temporary::create(&folder)?, Temporary::create(&folder)?);
            base.pack(&site, scratch.path(), temporary.path())?;
            let file = File::open(temporary.path())?;
            let left = file.metadata()?.len();
            Ok(Copy { file, left, _temporary: temporary })
        });
        taken.await
    };
    match taken.await {
        Ok(copy) => {
            let length = copy.left.to_string();
            let name = format!("attachment; filename=\"{}-{}.zip\"", visit.site.id, visit.today());
            let mut response = Response::new(Body::new(copy));
            set(&mut response, CONTENT_TYPE, "application/zip");
            set(&mut response, CONTENT_LENGTH, &length);
            set(&mut response, CONTENT_DISPOSITION, &name);
            set(&mut response, CACHE_CONTROL, "no-store");
            set(&mut response, HeaderName::from_static("x-content-type-options"), "nosniff");
            response
        }
        Err(error) => visit.failed(&error),
    }
}
