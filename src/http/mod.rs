//! The door to the network that both servers share: connections are let in, timed and let go, so that no
//! silent or slow one keeps out those who have something to say.
//!
//! ```text
//! TcpListener ─ admission ─▶ Connection (pulse, stream, body) ─ hyper ─▶ axum::Router
//!               who may stay     how long each step may take
//! ```
//!
//! `axum::serve` keeps a connection that says nothing for ever; here every step has its time
//! ([`Limits`]). A handler finds who asks in [`Peer`].

mod admission;
mod body;
mod limits;
mod pulse;
mod serve;
mod stop;
mod stream;

pub use limits::Limits;
pub use serve::{Peer, serve};
pub use stop::Stop;
