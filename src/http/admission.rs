//! Who may stay: so many connections in all and from one address; the oldest idle one makes room.

use super::limits::Limits;
use super::pulse::Pulse;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// All connections, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Admission {
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    next: u64,
    by_age: BTreeMap<u64, (IpAddr, Arc<Pulse>)>,
    by_address: BTreeMap<IpAddr, BTreeMap<u64, Arc<Pulse>>>,
}

/// Held as long as the connection is there.
pub(super) struct Ticket {
    admission: Arc<Admission>,
    number: u64,
}

impl Admission {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a connection in; none when there is no room and nobody idle who could make it.
    pub(super) fn enter(self: &Arc<Self>, from: IpAddr, pulse: &Arc<Pulse>, limits: &Limits) -> Option<Ticket> {
        let mut inside = self.inside();
        let address = network(from);
        if !limits.shared.contains(&from.to_canonical()) {
            let neighbours = inside.by_address.get(&address);
            if neighbours.is_some_and(|all| all.len() >= limits.per_address) {
                let number = neighbours.and_then(|all| oldest_idle(all.iter().map(|(n, pulse)| (*n, pulse))))?;
                inside.evict(number);
            }
        }
        if inside.by_age.len() >= limits.total {
            let number = oldest_idle(inside.by_age.iter().map(|(n, (_, pulse))| (*n, pulse)))?;
            inside.evict(number);
        }
        let number = inside.next;
        inside.next += 1;
        inside.by_age.insert(number, (address, Arc::clone(pulse)));
        inside.by_address.entry(address).or_default().insert(number, Arc::clone(pulse));
        Some(Ticket { admission: Arc::clone(self), number })
    }
}

impl Inside {
    fn evict(&mut self, number: u64) {
        if let Some(pulse) = self.remove(number) {
            pulse.evict();
        }
    }

    fn remove(&mut self, number: u64) -> Option<Arc<Pulse>> {
        let (address, pulse) = self.by_age.remove(&number)?;
        if let Some(neighbours) = self.by_address.get_mut(&address) {
            neighbours.remove(&number);
            if neighbours.is_empty() {
                self.by_address.remove(&address);
            }
        }
        Some(pulse)
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.admission.inside().remove(self.number);
    }
}

fn oldest_idle<'a>(all: impl Iterator<Item = (u64, &'a Arc<Pulse>)>) -> Option<u64> {
    let mut all = all;
    all.find(|(_, pulse)| pulse.is_idle()).map(|(number, _)| number)
}

/// What counts as one address: of IPv6 the network that a household gets (RFC 6177).
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
        v4 => v4,
    }
}
