//! Data that many pages show.

use super::engine::{self, Value};
use serde::{Serialize, Serializer};
use std::ops::Deref;
use std::sync::Arc;

/// Data with the value that templates get for it, made once and shared by all pages that show it.
#[derive(Clone, Debug)]
pub struct Shared<T> {
    data: Arc<T>,
    value: Value,
}

impl<T: Serialize> Shared<T> {
    /// Makes the value. Plain data always serialises; were it not so, the templates would say what is missing.
    pub fn new(data: T) -> Shared<T> {
        Shared { value: engine::value(&data), data: Arc::new(data) }
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Shared<T>) -> bool {
        self.data == other.data
    }
}

impl<T: Eq> Eq for Shared<T> {}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
