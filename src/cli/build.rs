//! `zbor build`, `zbor check`.

use super::Exit;
use std::path::PathBuf;
use zbor::build::{Host, Request};
use zbor::date::{Timestamp, Zone};
use zbor::site::Drafts;
pub use zbor::build::Mode;

#[derive(clap::Args)]
pub struct Args {
    workspace: Option<PathBuf>,
    #[arg(long)]
    site: Vec<String>,
    #[arg(long)]
    out: Option<PathBuf>,
    #[arg(long)]
    drafts: bool,
    #[arg(long)]
    now: Option<String>,
    #[arg(long)]
    strict: bool,
    #[arg(long, default_value = "human")]
    format: String,
}

pub fn run(args: &Args, mode: Mode, _: ()) -> Exit {
    let root = args.workspace.clone().unwrap_or_else(|| ".".into());
    let now: Timestamp = match &args.now {
        Some(text) => {
            let moment = zbor::date::moment(text).ok();
            let Some(moment) = moment else { return Exit::Usage };
            Zone::default().resolve(&moment).timestamp
        }
        #[allow(clippy::disallowed_methods)]
        None => Timestamp::now(),
    };
    let request = Request {
        out: args.out.clone().unwrap_or_else(|| root.join("dist")),
        root,
        sites: args.site.clone(),
        drafts: if args.drafts { Drafts::Shown } else { Drafts::Hidden },
        now,
        host: Host::default(),
        mode,
    };
    match zbor::build::run(&request, &|_, _| {}) {
        Ok(report) => {
            for finding in &report.findings {
                let place = match &finding.at {
                    zbor::diag::At::Text(snippet) => format!("{}:{}:{}", snippet.path, snippet.line, snippet.column),
                    zbor::diag::At::File(path) => path.clone(),
                    zbor::diag::At::Workspace => String::new(),
                };
                println!("{:?}[{}] {place}: {} / {:?}", finding.severity, finding.code, finding.message.bs, finding.help.first().map(|h| &h.bs));
            }
            println!("{} pages, {} changed, {} removed, heaviest {:?}", report.pages(), report.changed, report.removed, report.heaviest);
            Exit::Fine
        }
        Err(error) => {
            eprintln!("{error}");
            Exit::World
        }
    }
}
