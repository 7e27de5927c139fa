//! The forms of a workspace, for an endpoint that runs beside it: no page is made.

use super::run::{Request, chosen};
use super::{BuildError, address, base_url};
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
    let workspace = load::load(&request.root).map_err(BuildError::Read)?.value;
    let memo = site::Memo::default();
    let names = chosen(&workspace, &request.sites)?;
    let library = site::library(&workspace, &memo).value;
    let base = base_url(&request.host);
    let entry = |name: &String| {
        let mut site = site::assemble(&workspace, &library, &memo, name, request.now, request.drafts).value?;
        address::place(&mut site, base.as_deref());
        render::site_forms(&site)
    };
    let sites = names.par_iter().filter_map(entry).collect();
    Ok(FormsFile { version: FormsFile::VERSION, sites })
}
