//! The pipeline that `build`, `check`, `due` and `serve` share: load, assemble, plan, render, write.

mod address;
mod due;
#[cfg(feature = "external")]
mod external;
mod locate;
mod open_site;
mod photos;
mod report;
mod run;
mod session;
mod snapshot;
mod state;

pub use address::{Host, base_url};
pub use due::{Due, due};
#[cfg(feature = "external")]
pub use external::{Manners, ask};
pub use report::{BuildError, Heaviest, Report, SiteReport};
pub use run::{Mode, Progress, Request, Scripts, run};
pub use session::{Session, Touch};
pub use snapshot::{File, Page, Snapshot};
