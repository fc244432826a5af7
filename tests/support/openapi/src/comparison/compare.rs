use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use super::description::{Description, Operations, Parameter};
use crate::errata::Erratum;

/// The differences between the catalogue and a specification, without the known ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// By operationId; each with its differences, in a stable order.
    operations: BTreeMap<String, Vec<Change>>,
    /// Known differences that no longer exist.
    settled: Vec<(String, String)>,
    known: usize,
}

/// One difference of an operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is in the specification only.
    New(String),
    /// It is in the catalogue only.
    Gone(String),
    /// It differs between the two.
    Changed(String),
}

/// Compares a catalogue with a specification. The differences that the errata name are known, and must still exist.
pub fn compare(catalogue: &Operations, specification: &Operations, errata: &[Erratum]) -> Differences {
    let mut differences = Differences::default();
    let ids: BTreeSet<&String> = catalogue.keys().chain(specification.keys()).collect();
    for id in ids {
        let mut changes = match (catalogue.get(id), specification.get(id)) {
            (Some(here), Some(there)) => changes(here, there),
            (None, Some(there)) => vec![Change::New(route(there))],
            (Some(here), None) => vec![Change::Gone(route(here))],
            (None, None) => continue,
        };
        for known in errata.iter().filter_map(|erratum| erratum.difference_of(id)) {
            let before = changes.len();
            changes.retain(|change| change.to_string() != known);
            if changes.len() < before {
                differences.known += 1;
            } else if catalogue.contains_key(id) && specification.contains_key(id) {
                differences.settled.push((id.clone(), known.to_owned()));
            }
        }
        if !changes.is_empty() {
            differences.operations.insert(id.clone(), changes);
        }
    }
    differences
}

fn route(operation: &Description) -> String {
    format!("{} {}", operation.method, operation.path)
}

fn changes(here: &Description, there: &Description) -> Vec<Change> {
    let mut found = Found::default();
    found.unequal("route", &route(here), &route(there));
    found.unequal("placeholders", &here.placeholders.join(", "), &there.placeholders.join(", "));
    found.unequal("plan", here.plan.unwrap_or("any"), there.plan.unwrap_or("any"));
    found.one_sided("scope", &here.scopes, &there.scopes);
    found.unequal("level", &level(here.level), &level(there.level));
    found.unequal("cost", cost(here), cost(there));
    found.one_sided("body", &here.body, &there.body);
    let names = |operation: &Description| operation.parameters.keys().cloned().collect();
    found.one_sided("parameter", &names(here), &names(there));
    for (name, here) in &here.parameters {
        if let Some(there) = there.parameters.get(name) {
            parameter(&mut found, &format!("parameter {name}"), here, there);
        }
    }
    found.0
}

fn parameter(found: &mut Found, name: &str, here: &Parameter, there: &Parameter) {
    let required = |parameter: &Parameter| if parameter.required { "required" } else { "optional" };
    found.unequal(name, required(here), required(there));
    let values = |parameter: &Parameter| if parameter.list { "several values" } else { "one value" };
    found.unequal(name, values(here), values(there));
    found.unequal(name, &range(here), &range(there));
    // If the specification names no values, they are in its text, which is for people.
    if !there.values.is_empty() {
        found.one_sided(&format!("{name} value"), &here.values, &there.values);
    }
}

fn level(level: Option<u8>) -> String {
    level.map_or_else(|| "none".to_owned(), |level| level.to_string())
}

fn cost(operation: &Description) -> &'static str {
    if operation.per_item { "per item" } else { "per call" }
}

fn range(parameter: &Parameter) -> String {
    match (parameter.least, parameter.most) {
        (None, None) => "no range".to_owned(),
        (Some(least), None) => format!("from {least}"),
        (None, Some(most)) => format!("up to {most}"),
        (Some(least), Some(most)) => format!("{least} to {most}"),
    }
}

#[derive(Default)]
struct Found(Vec<Change>);

impl Found {
    fn unequal(&mut self, what: &str, here: &str, there: &str) {
        if here != there {
            self.0.push(Change::Changed(format!("{what}: {here} here, {there} there")));
        }
    }

    fn one_sided(&mut self, what: &str, here: &BTreeSet<String>, there: &BTreeSet<String>) {
        for (one, other, side) in [(here, there, "here"), (there, here, "there")] {
            let names: Vec<_> = one.difference(other).map(String::as_str).collect();
            if !names.is_empty() {
                self.0.push(Change::Changed(format!("{what} {}: only {side}", names.join(", "))));
            }
        }
    }
}

impl Differences {
    /// Whether there are only known differences.
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.settled.is_empty()
    }

    /// The differences by operationId.
    pub fn operations(&self) -> &BTreeMap<String, Vec<Change>> {
        &self.operations
    }

    fn section(&self, formatter: &mut Formatter<'_>, title: &str, is_in: fn(&Change) -> bool) -> fmt::Result {
        let operations: Vec<_> =
            self.operations.iter().filter(|(_, changes)| changes.iter().any(is_in)).collect();
        if operations.is_empty() {
            return Ok(());
        }
        writeln!(formatter, "{title} ({}):", operations.len())?;
        for (id, changes) in operations {
            match changes.as_slice() {
                [change @ (Change::New(_) | Change::Gone(_))] => writeln!(formatter, "  {id}  {change}")?,
                changes => {
                    writeln!(formatter, "  {id}")?;
                    changes.iter().try_for_each(|change| writeln!(formatter, "    {change}"))?;
                }
            }
        }
        writeln!(formatter)
    }
}

impl Display for Change {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let (Self::New(text) | Self::Gone(text) | Self::Changed(text)) = self;
        formatter.write_str(text)
    }
}

/// For people: what is new, what is gone, what has changed, each sorted by name.
impl Display for Differences {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.section(formatter, "New, in the specification only", |change| matches!(change, Change::New(_)))?;
        self.section(formatter, "Gone, in the catalogue only", |change| matches!(change, Change::Gone(_)))?;
        self.section(formatter, "Changed, here in the catalogue and there in the specification", |change| {
            matches!(change, Change::Changed(_))
        })?;
        if !self.settled.is_empty() {
            writeln!(formatter, "Known, but not so any more ({}):", self.settled.len())?;
            for (id, difference) in &self.settled {
                writeln!(formatter, "  {id}\n    {difference}")?;
            }
            writeln!(formatter)?;
        }
        let count: usize = self.operations.values().map(Vec::len).sum::<usize>() + self.settled.len();
        write!(formatter, "{count} differences, and {} that are known", self.known)
    }
}

#[cfg(test)]
mod tests;
