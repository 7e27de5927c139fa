//! The documentation, held to the program: its examples are built, its tables name every key, every
//! code has an entry, every field of a view is described.

mod docs {
    pub mod examples;
    pub mod messages;
    pub mod source;
    pub mod tables;
    pub mod views;
}
