//! The live preview: the sites as they will be published, in the browser of whoever writes them, and the small editor in it.
//!
//! ```text
//! disk ─ watch ─▶ Touched ─ live ─▶ Snapshot, swapped whole ─ site ─▶ file, made when it is asked for
//!                            │                                 inject ─▶ the bar, which reloads and shows findings
//!                            └─ events ─▶ every open page: changed, findings
//! editor ─▶ a form for an announcement ─ save ─▶ disk
//! trial ─▶ an endpoint for the forms of the sites, for as long as the program runs
//! ```
//!
//! Everything of the preview's own is below `/_zbor/`, where no site can be. It is for one person on one computer: `guard`
//! keeps other hosts' names and other sites' pages out, `keys` those in the same network.

pub mod address;
mod app;
mod assets;
mod editor;
mod events;
mod findings;
mod guard;
mod inject;
mod keys;
mod live;
mod own;
mod reply;
mod site;
mod trial;

use crate::build::{Request, Session};
use crate::diag::Voice;
use crate::http::{self, Limits, Stop};
use crate::load;
use crate::watch::{self, Listener, Touched};
use app::App;
use keys::Keys;
use live::Live;
use std::io;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock, mpsc};
use std::time::Duration;
use tokio::net::TcpListener;
use trial::Rehearsal;

/// What is previewed, and for whom.
pub struct Preview {
    /// The workspace, the sites and the day.
    pub request: Request,
    /// The language of messages and of the editor.
    pub voice: Voice,
    /// Whether others in the network can look at it.
    pub reach: Reach,
    /// Tells the person in front of the terminal the number that lets a telephone write.
    pub tell_pin: Box<dyn Fn(&str) + Send + Sync>,
    /// The moment that counts as now.
    pub clock: Arc<dyn Fn() -> crate::date::Timestamp + Send + Sync>,
}

/// From where the preview can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// From this computer.
    Here,
    /// From the network that it is in.
    Network,
}

/// When somebody ends the program, open pages wait for news for ever: they are not waited for.
const FAREWELL: Duration = Duration::from_millis(200);

impl Preview {
    /// Serves until `stop` is told. The workspace is read meanwhile: the first page waits for it.
    ///
    /// # Errors
    /// When the system gives no threads or takes the listener away.
    pub async fn serve(self, listener: TcpListener, stop: Stop) -> io::Result<()> {
        let root = self.request.root.clone();
        let live = Arc::new(Live::new());
        let (changes, changed) = mpsc::channel();
        // A folder that cannot be watched can still be looked at, by loading pages anew.
        let watch = watch::watch(&root, listener_of(&root, &live, changes.clone())).ok();
        let mut session = Session::new(self.request);
        session.post_to(app::OWN);
        let (worker, clock) = (Arc::clone(&live), Arc::clone(&self.clock));
        std::thread::Builder::new().name("live".to_owned()).spawn(move || worker.work(session, &changed, &*clock))?;
        let keys = Keys::new(self.tell_pin);
        let (live_, voice, reach, clock, theme) =
            (Arc::clone(&live), self.voice, self.reach, self.clock, OnceLock::new());
        let rehearsal = Arc::new(Rehearsal::default());
        let tried = Arc::clone(&rehearsal);
        let app = App { live: live_, voice, reach, keys, root, changes, clock, theme, rehearsal };
        let limits = Limits { farewell: FAREWELL, ..Limits::default() };
        let served = http::serve(listener, app::router(app), limits, stop).await;
        live.end();
        tried.end().await;
        drop(watch);
        served
    }
}

fn listener_of(root: &Path, live: &Arc<Live>, changes: mpsc::Sender<Touched>) -> Listener {
    let (root, live) = (root.to_owned(), Arc::clone(live));
    let stirs = move || {
        live.seen.fetch_add(1, Ordering::SeqCst);
    };
    Listener { counts: Box::new(move |path| !load::is_left_out(&root, path)), stirs: Box::new(stirs), changes }
}
