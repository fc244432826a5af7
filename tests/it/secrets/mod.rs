//! What must not leak: secrets in texts, tokens to other hosts, ids beyond their segment.

mod audiences;
mod hosts;
mod http2;
mod ids;
mod redirects;
mod scan;
mod texts;
