//! The search, which also finds pieces: half a token in a log is a leak.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::forms::forms;

/// Long enough not to occur by chance; shorter secrets are not searched for.
const PIECE: usize = 12;

/// From this length on a secret is random, so that each piece of it gives it away. A shorter one may consist of
/// words.
const RANDOM: usize = 32;

type Piece = [u8; PIECE];

/// The result of a scan.
#[derive(Debug, Default)]
pub struct Report {
    /// The number of secrets of each name.
    pub secrets: BTreeMap<String, usize>,
    /// The number of secrets that were too short to search for.
    pub too_short: usize,
    /// The number of files that were read.
    pub files: usize,
    /// Their number of lines.
    pub lines: usize,
    /// The required texts that were not found: without them too little was recorded.
    pub missing: Vec<String>,
    /// The lines that show a secret.
    pub leaks: Vec<Leak>,
}

/// A line that shows a secret.
#[derive(Debug, PartialEq)]
pub struct Leak {
    /// The file.
    pub file: PathBuf,
    /// The number of the line, from 1.
    pub line: usize,
    /// The name of the secret.
    pub secret: String,
    /// The form in which it is written there.
    pub form: &'static str,
}

impl Report {
    /// Whether enough was searched, and nothing was found.
    pub fn is_clean(&self) -> bool {
        self.leaks.is_empty() && self.missing.is_empty() && !self.secrets.is_empty() && self.lines > 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Leak { file, line, secret, form } in &self.leaks {
            // The line itself is left out, because this text is shown, too.
            writeln!(formatter, "{}:{line}: {secret} ({form})", file.display())?;
        }
        for missing in &self.missing {
            writeln!(formatter, "not found: {missing:?}, so the log is incomplete")?;
        }
        let secrets: Vec<_> = self.secrets.iter().map(|(name, count)| format!("{count} {name}")).collect();
        write!(
            formatter,
            "{} leaks of {} in {} lines of {} files; {} secrets were too short to be looked for",
            self.leaks.len(),
            if secrets.is_empty() { "no secrets at all".to_owned() } else { secrets.join(", ") },
            self.lines,
            self.files,
            self.too_short
        )
    }
}

/// Searches all other files of a directory for the secrets in its `.secrets` files. The files must mention each of
/// these texts.
///
/// # Errors
/// Fails if a file cannot be read, or a `.secrets` file is malformed.
pub fn scan(directory: &Path, mentions: &[&str]) -> io::Result<Report> {
    let mut report = Report::default();
    let (mut secrets, mut others) = (BTreeSet::new(), Vec::new());
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new("secrets")) {
            for line in fs::read_to_string(&path)?.lines() {
                secrets.insert(serde_json::from_str::<(String, String)>(line)?);
            }
        } else if path.is_file() {
            others.push(path);
        }
    }
    let wanted = Wanted::new(&secrets);
    for (name, _) in &secrets {
        *report.secrets.entry(name.clone()).or_default() += 1;
    }
    report.too_short = secrets.iter().filter(|(_, secret)| secret.len() < PIECE).count();
    let mut missing: BTreeSet<&str> = mentions.iter().copied().collect();
    others.sort();
    for file in others {
        let content = fs::read(&file)?;
        report.files += 1;
        for (number, line) in content.split(|byte| *byte == b'\n').enumerate() {
            report.lines += usize::from(!line.is_empty());
            if !missing.is_empty() {
                let text = String::from_utf8_lossy(line);
                missing.retain(|mention| !text.contains(mention));
            }
            let leak = |(secret, form): (&str, _)| Leak {
                file: file.clone(),
                line: number + 1,
                secret: secret.to_owned(),
                form,
            };
            report.leaks.extend(wanted.shown_in(line).map(leak));
        }
    }
    report.missing = missing.into_iter().map(str::to_owned).collect();
    Ok(report)
}

/// The name of a secret, the name of a form, and the form.
type Whole<'a> = (&'a str, &'static str, Vec<u8>);

/// Everything that gives a secret away.
#[derive(Default)]
struct Wanted<'a> {
    /// Forms, by their first bytes.
    whole: HashMap<Piece, Vec<Whole<'a>>>,
    pieces: HashMap<Piece, &'a str>,
}

impl<'a> Wanted<'a> {
    fn new(secrets: &'a BTreeSet<(String, String)>) -> Self {
        let mut wanted = Self::default();
        let starts = random_parts(secrets);
        for (name, secret) in secrets.iter().filter(|(_, secret)| secret.len() >= PIECE) {
            for (form, text) in forms(secret) {
                if let Some(start) = text.as_bytes().first_chunk() {
                    wanted.whole.entry(*start).or_default().push((name, form, text.into_bytes()));
                }
            }
            if secret.len() >= RANDOM {
                let random = &secret.as_bytes()[starts.get(secret.as_str()).copied().unwrap_or(0)..];
                let pieces = random.windows(PIECE).filter_map(|piece| piece.try_into().ok());
                wanted.pieces.extend(pieces.map(|piece| (piece, name.as_str())));
            }
        }
        wanted
    }

    fn shown_in(&self, line: &[u8]) -> Option<(&'a str, &'static str)> {
        (0..line.len()).find_map(|start| {
            let rest = &line[start..];
            let piece: &Piece = rest.first_chunk()?;
            let whole = self.whole.get(piece).into_iter().flatten();
            let mut whole = whole.filter(|(_, _, text)| rest.starts_with(text));
            let found = whole.next().map(|(name, form, _)| (*name, *form));
            found.or_else(|| self.pieces.get(piece).map(|name| (*name, "a piece of it")))
        })
    }
}

/// Returns where each secret begins to differ from all others: before that is what tokens have in common, such as
/// their region.
fn random_parts(secrets: &BTreeSet<(String, String)>) -> HashMap<&str, usize> {
    let mut sorted: Vec<&str> = secrets.iter().map(|(_, secret)| secret.as_str()).collect();
    sorted.sort_unstable();
    let mut starts = HashMap::new();
    for pair in sorted.windows(2) {
        let common = pair[0].bytes().zip(pair[1].bytes()).take_while(|(one, other)| one == other).count();
        for secret in pair {
            let start = starts.entry(*secret).or_insert(0);
            *start = common.max(*start);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_h7-Qk2/Lw+9ZpT4x Yv\"0aB";
    const OTHER: &str = "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_000111222333444555666";

    fn scanned(log: &str) -> Report {
        let directory = tempfile::tempdir().unwrap();
        let secrets = [("token", TOKEN), ("token", OTHER), ("secret", "of-words-only"), ("short", "abc")];
        let lines: Vec<_> = secrets.iter().map(|secret| serde_json::json!(secret).to_string()).collect();
        fs::write(directory.path().join("1.secrets"), lines.join("\n")).unwrap();
        fs::write(directory.path().join("1.log"), log).unwrap();
        scan(directory.path(), &["oauth-token"]).unwrap()
    }

    #[test]
    fn detects_a_planted_secret_in_every_form() {
        for (_, form) in forms(TOKEN) {
            let report = scanned(&format!("oauth-token\nfine abc\n..{form}.."));
            assert_eq!(report.leaks.len(), 1, "{form}");
            assert_eq!((report.leaks[0].line, report.leaks[0].secret.as_str()), (3, "token"));
            assert!(!report.is_clean() && report.to_string().contains("1.log:3: token ("), "{report}");
            assert!(!report.to_string().contains(&form), "the report shows none");
        }
    }

    #[test]
    fn detects_random_pieces_but_not_common_prefixes() {
        assert_eq!(scanned("oauth-token 11222333444555").leaks[0].form, "a piece of it");
        let report = scanned("oauth-token eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_ of-words-on abc");
        assert!(report.is_clean(), "{report}");
        assert_eq!(scanned("oauth-token of-words-only").leaks[0].secret, "secret");
    }

    #[test]
    fn a_log_without_expected_entries_is_not_clean() {
        let report = scanned("something else");
        assert_eq!(report.missing, ["oauth-token"]);
        assert!(report.leaks.is_empty() && !report.is_clean());
        let empty = tempfile::tempdir().unwrap();
        assert!(!scan(empty.path(), &[]).unwrap().is_clean());
    }
}
