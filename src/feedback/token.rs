//! The secret of a receipt: it follows from the reference, so that a retry leads to the same page, and nothing has to
//! be stored that would open all receipts to whoever reads the database of one site.

use super::keys::mac;
use super::{Reference, SiteId};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;

/// Bytes of a token's proof: 2¹²⁸ guesses.
const PROOF: usize = 16;

/// Makes and reads tokens.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// [`super::store::Secret::Receipt`].
    pub key: [u8; 32],
}

impl Tokens {
    /// The token of an item's receipt: `gornje-selo.7K4Q29XHC.…`.
    pub fn make(&self, site: &SiteId, reference: Reference) -> String {
        let compact = reference.compact();
        let proof = URL_SAFE_NO_PAD.encode(self.proof(site, &compact));
        format!("{site}.{compact}.{proof}")
    }

    /// What a token opens; none when it is not one of ours.
    pub fn read(&self, token: &str) -> Option<(SiteId, Reference)> {
        let mut parts = token.split('.');
        let (site, reference, proof) = (parts.next()?, parts.next()?, parts.next()?);
        let (site, reference) = (SiteId::parse(site)?, Reference::parse(reference)?);
        let proof = URL_SAFE_NO_PAD.decode(proof).ok()?;
        let right = self.proof(&site, &reference.compact()).as_slice().ct_eq(&proof);
        (parts.next().is_none() && bool::from(right)).then_some((site, reference))
    }

    fn proof(&self, site: &SiteId, reference: &str) -> [u8; PROOF] {
        let whole = mac(&self.key, &[b"receipt", site.as_str().as_bytes(), reference.as_bytes()]);
        let mut proof = [0; PROOF];
        proof.copy_from_slice(&whole[..PROOF]);
        proof
    }
}
