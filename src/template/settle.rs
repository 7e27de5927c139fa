//! Finding the templates that work: what is broken falls back, one after another.

use super::engine::Engine;
use super::fault::Fault;
use super::layers::Layers;
use super::report;
use crate::diag::Diagnostic;
use std::collections::BTreeSet;

/// Parses the templates; gives up the broken ones of the workspace, each with a finding, until the
/// rest goes together. Each round gives up at least one, so it ends. Nothing when the built-in
/// theme itself is broken.
pub(crate) fn settle(layers: &mut Layers, findings: &mut Vec<Diagnostic>) -> Option<Engine> {
    loop {
        let faults = match Engine::new(layers.texts()) {
            Ok(engine) => return Some(engine),
            Err(faults) => faults,
        };
        let culprits = culprits(layers, &faults);
        if culprits.is_empty() {
            findings.extend(faults.iter().map(|fault| report::built_in_broken(layers, fault)));
            return None;
        }
        findings.extend(told(layers, &faults, &culprits));
        for name in &culprits {
            layers.drop_strongest(name);
        }
    }
}

/// The workspace's templates to give up: those in which a mistake is; where the mistake shows in a
/// built-in template, the one that made it (an overridden parent without a block that its children
/// fill); where that cannot be told, all.
fn culprits(layers: &Layers, faults: &[Fault]) -> BTreeSet<String> {
    let guilty: BTreeSet<String> =
        faults.iter().filter(|fault| layers.is_own(&fault.template)).map(|fault| fault.template.clone()).collect();
    if !guilty.is_empty() {
        return guilty;
    }
    let one = layers.own().find(|name| is_cured_without(layers, name, faults)).map(str::to_owned);
    match one {
        Some(name) => BTreeSet::from([name]),
        None => layers.own().map(str::to_owned).collect(),
    }
}

fn is_cured_without(layers: &Layers, name: &str, faults: &[Fault]) -> bool {
    let mut fewer = layers.clone();
    fewer.drop_strongest(name);
    match Engine::new(fewer.texts()) {
        Ok(_) => true,
        Err(left) => !left.iter().any(|fault| faults.contains(fault)),
    }
}

fn told(layers: &Layers, faults: &[Fault], culprits: &BTreeSet<String>) -> Vec<Diagnostic> {
    let direct: Vec<&Fault> = faults.iter().filter(|fault| culprits.contains(&fault.template)).collect();
    match (direct.is_empty(), faults.first()) {
        (true, Some(fault)) => culprits.iter().map(|name| report::misfit(layers, name, fault)).collect(),
        _ => direct.into_iter().map(|fault| report::left_out(layers, fault)).collect(),
    }
}
