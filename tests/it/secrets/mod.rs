//! What must not get out: secrets in texts, tokens to other hosts, ids beyond their segment.

mod hosts;
mod ids;
mod redirects;
mod scan;
mod texts;
