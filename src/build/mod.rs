//! The pipeline that `build`, `check`, `due` and `serve` share: load, assemble, plan, render, write. Beside it, what is
//! asked of the network for a workspace: links of other sites, answers of the endpoint.

mod address;
mod due;
#[cfg(feature = "external")]
mod external;
mod forms;
mod last;
mod locate;
mod looks;
mod memo;
mod open_site;
mod parts;
mod photos;
#[cfg(feature = "server")]
mod pull;
mod report;
mod run;
mod session;
mod snapshot;
mod state;
mod target;
mod theme;

pub use address::{Host, base_url};
pub use due::{Due, due};
#[cfg(feature = "external")]
pub use external::{Manners, ask};
pub use forms::forms;
pub use last::Keep;
pub use memo::Memo;
#[cfg(feature = "server")]
pub use pull::{PullRequest, Pulled, pull};
pub use report::{BuildError, Heaviest, Report, SiteReport};
pub use run::{Mode, Progress, Request, Scripts, run, run_with};
pub use session::{Session, Touch};
pub use snapshot::{File, Page, Snapshot};
