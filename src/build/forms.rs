//! The forms of a workspace, for an endpoint that runs beside it: no page is made.

use super::run::{Request, chosen};
use super::{BuildError, base_url};
use crate::form::FormsFile;
use crate::load;
use crate::render;
use crate::site;
use rayon::prelude::*;

/// What `forms.json` of a build would say. Sites that cannot be read are left out.
///
/// # Errors
/// When the workspace cannot be read.
pub fn forms(request: &Request) -> Result<FormsFile, BuildError> {
    let workspace = load::list(&request.root).map(|found| load::read(&request.root, found));
    let workspace = workspace.map_err(BuildError::Read)?.value;
    let names = chosen(&workspace, &request.sites)?;
    let library = site::library(&workspace).value;
    let base = base_url(&request.host);
    let entry = |name: &String| {
        let mut site = site::assemble(&workspace, &library, name, request.now, request.drafts).value?;
        if !site.config.own_base_url {
            let base = site.config.base_url.take().or_else(|| base.clone());
            site.config.base_url =
                base.map(|base| if site.slug.is_empty() { base } else { format!("{base}/{}", site.slug) });
        }
        render::site_forms(&site)
    };
    let sites = names.par_iter().filter_map(entry).collect();
    Ok(FormsFile { version: FormsFile::VERSION, sites })
}
