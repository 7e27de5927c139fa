//! The pipeline that `build`, `check` and `due` share: load, assemble, plan, render, write.

mod address;
mod due;
#[cfg(feature = "external")]
mod external;
mod locate;
mod memo;
mod photos;
mod report;
mod run;
mod state;
mod target;

pub use address::{Host, base_url};
pub use due::{Due, due};
#[cfg(feature = "external")]
pub use external::{Manners, ask};
pub use memo::Memo;
pub use report::{BuildError, Heaviest, Report, SiteReport};
pub use run::{Mode, Progress, Request, Scripts, run, run_with};
