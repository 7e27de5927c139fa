//! The pipeline that `build` and `check` share: load, assemble, plan, render, write.

mod address;
mod report;
mod run;
mod state;

pub use address::{Host, base_url};
pub use report::{BuildError, Heaviest, Report, SiteReport};
pub use run::{Mode, Progress, Request, Scripts, run};
