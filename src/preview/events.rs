//! News for open pages, as server-sent events (HTML Standard, section 9.2).

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// More pages than this are not open at once: the oldest is told no more.
const MOST: usize = 64;

/// Everybody who listens.
#[derive(Default)]
pub struct Events {
    listeners: Mutex<Vec<UnboundedSender<Bytes>>>,
}

impl Events {
    /// Tells all open pages. Data is one line.
    pub fn tell(&self, name: &str, data: &str) {
        let event = Bytes::from(event(name, data));
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.send(event.clone()).is_ok());
    }

    /// The stream for one page, which begins with what is known already.
    pub fn stream(&self, known: &[(&str, String)]) -> Response {
        let (listener, events) = unbounded_channel();
        let mut beginning = String::from("retry: 500\n\n");
        known.iter().for_each(|(name, data)| beginning.push_str(&event(name, data)));
        // The other end is in our hands, so this cannot fail.
        let _ = listener.send(Bytes::from(beginning));
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| !listener.is_closed());
        if listeners.len() >= MOST {
            listeners.remove(0);
        }
        listeners.push(listener);
        let headers = [(header::CONTENT_TYPE, "text/event-stream"), (header::CACHE_CONTROL, "no-store")];
        (headers, Body::new(Stream(events))).into_response()
    }

    /// Ends all streams.
    pub fn end(&self) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn event(name: &str, data: &str) -> String {
    format!("event: {name}\ndata: {}\n\n", data.replace(['\r', '\n'], " "))
}

/// Events as the body of an answer, without an end of its own.
struct Stream(UnboundedReceiver<Bytes>);

impl hyper::body::Body for Stream {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(cx).map(|event| event.map(|bytes| Ok(Frame::data(bytes))))
    }
}
