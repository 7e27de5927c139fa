//! How long each step of a connection may take, and how many there may be.

use std::time::Duration;

/// Patience, for people on 2G, and its end, for programs that only hold on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From the connection to its first byte.
    pub first_byte: Duration,
    /// From the first byte of a request to the end of its head.
    pub head: Duration,
    /// From the end of an answer to the next request on the same connection.
    pub idle: Duration,
    /// So long any body may take.
    pub body: Duration,
    /// After that it must have come at least this fast, in bytes a second.
    pub body_rate: u32,
    /// So long a reader may take nothing of an answer.
    pub stalled: Duration,
    /// Connections from one address; a whole village may share one.
    pub per_address: usize,
    /// Connections in all.
    pub total: usize,
    /// From the wish to stop to the end of those who are being answered.
    pub farewell: Duration,
    /// Addresses whose connections are not counted by address: the proxy, through which everybody comes.
    pub shared: Vec<std::net::IpAddr>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            first_byte: Duration::from_secs(5),
            head: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            body: Duration::from_secs(60),
            body_rate: 500,
            stalled: Duration::from_secs(60),
            per_address: 200,
            total: 2_000,
            farewell: Duration::from_secs(10),
            shared: Vec::new(),
        }
    }
}
