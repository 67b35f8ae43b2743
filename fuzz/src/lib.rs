//! What holds on any input: the bodies of the fuzz targets.
//!
//! They are plain functions, so that `cargo fuzz` can feed them and the tests of the crate can replay the corpus through
//! them without a fuzzer (`tests/fuzz.rs`). Each asserts what the rest of the program, or a reader of its output, relies
//! on; a panic is only the simplest of failures.

#![allow(clippy::expect_used, clippy::panic, reason = "a target fails by panicking")]

pub mod claims;
pub mod diff;
pub mod document;
pub mod facts;
pub mod reports;

use std::borrow::Cow;

/// The body of a target.
pub type Target = fn(&[u8]);

/// All targets, by the names of their corpora.
pub const TARGETS: [(&str, Target); 10] = [
    ("claims", claims::claims),
    ("diff", diff::diff),
    ("docx", document::docx),
    ("facts", facts::facts),
    ("html", document::html),
    ("md", document::md),
    ("odt", document::odt),
    ("pdf", document::pdf),
    ("plain", document::plain),
    ("reports", reports::reports),
];

/// The input as text.
fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// The pieces of an input that stand for several: a line of three percent signs divides them.
fn pieces<const N: usize>(text: &str) -> [&str; N] {
    let mut pieces = text.splitn(N, "\n%%%\n");
    std::array::from_fn(|_| pieces.next().unwrap_or_default())
}
