//! The accept loop.

use super::admission::{Admission, Ticket};
use super::body::{Answer, Upload};
use super::limits::Limits;
use super::pulse::{Pulse, Step};
use super::stop::Stop;
use super::stream::Stream;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// Most bytes of a request's head.
const MAX_HEAD: usize = 32 * 1024;

/// After accepting failed (no descriptor left), so long until the next attempt.
const PAUSE: Duration = Duration::from_millis(50);

/// The other end of the connection, as an extension of each request: the resident, or the proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// Serves until `stop` is told; then accepts nobody, and ends when all who are being answered are, or after
/// [`Limits::farewell`].
///
/// # Errors
/// None that one connection can cause: only a listener that the system gave up.
pub async fn serve(listener: TcpListener, app: Router, limits: Limits, stop: Stop) -> io::Result<()> {
    let admission = Arc::new(Admission::default());
    let limits = Arc::new(limits);
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stop.wait() => break,
            Some(_) = connections.join_next(), if !connections.is_empty() => continue,
            accepted = listener.accept() => accepted,
        };
        let Ok((socket, from)) = accepted else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let pulse = Arc::new(Pulse::new());
        // Without a ticket the socket is closed at once.
        if let Some(ticket) = admission.enter(from.ip(), &pulse, &limits) {
            let connection = Connection { pulse, from, limits: Arc::clone(&limits), _ticket: ticket };
            connections.spawn(connection.run(socket, app.clone(), stop.clone()));
        }
    }
    drop(listener);
    let ended = async { while connections.join_next().await.is_some() {} };
    // Who is not done by then is cut off when the set is dropped.
    let _ = tokio::time::timeout(limits.farewell, ended).await;
    Ok(())
}

struct Connection {
    pulse: Arc<Pulse>,
    from: SocketAddr,
    limits: Arc<Limits>,
    _ticket: Ticket,
}

impl Connection {
    async fn run(self, socket: TcpStream, app: Router, stop: Stop) {
        // Small answers should not wait for more to come.
        let _ = socket.set_nodelay(true);
        let stream = TokioIo::new(Stream { socket, pulse: Arc::clone(&self.pulse) });
        let (pulse, from) = (Arc::clone(&self.pulse), self.from);
        let service = service_fn(move |request| answer(app.clone(), request, from, Arc::clone(&pulse)));
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(None).max_buf_size(MAX_HEAD).half_close(false);
        let mut connection = std::pin::pin!(http.serve_connection(stream, service));
        let mut leaving = false;
        loop {
            tokio::select! {
                _ = connection.as_mut() => return,
                () = self.pulse.over(&self.limits) => return,
                () = stop.wait(), if !leaving => {
                    leaving = true;
                    connection.as_mut().graceful_shutdown();
                }
            }
        }
    }
}

async fn answer(
    app: Router,
    request: Request<Incoming>,
    from: SocketAddr,
    pulse: Arc<Pulse>,
) -> Result<Response<Answer>, Infallible> {
    let empty = request.body().is_end_stream();
    pulse.enter(if empty { Step::Answer } else { Step::Body(0) });
    let mut request = request.map(|inner| Body::new(Upload { inner, pulse: Arc::clone(&pulse) }));
    request.extensions_mut().insert(Peer(from));
    let response = app.oneshot(request).await.unwrap_or_else(|never| match never {});
    // What is left of a body that nobody wanted is no reason to end the answer.
    pulse.enter(Step::Answer);
    Ok(response.map(|inner| Answer { inner, pulse }))
}
