//! The room's tests, by subject.

mod properties;
mod reading;
mod repeat;
mod rules;
mod series;
mod words;
mod zones;
