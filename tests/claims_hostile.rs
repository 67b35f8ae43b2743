//! Claim files from an unfriendly world: no input panics, hangs or grows without bound.

use factlock::claim::load;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Pieces of claim files, right and wrong, from which random files are put together.
const PIECES: [&str; 44] = [
    "claims:",
    "\n",
    "\r\n",
    "  ",
    "- ",
    "id: a",
    "about:",
    " [",
    "]",
    "{",
    "}",
    ", ",
    ": ",
    "name: B",
    "money: ten",
    "sum: [a, b]",
    "shared:",
    "defaults:",
    "aliases:",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "'",
    "\"",
    "|\n",
    ">-\n",
    "# c",
    "---\n",
    "...\n",
    "/(x/",
    "/x/",
    "~",
    "null",
    "\t",
    "\u{feff}",
    "é–",
    "\u{2028}",
    "? ",
    "%YAML 1.2\n",
    "written: 2024-11-29",
    "locale: {currency: USD}",
    "list: {has: a}",
    "attendees: {present: a}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        check(pieces.concat().as_bytes());
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes);
    }

    #[test]
    fn no_slip_in_a_right_file_panics(at in 0usize..400, piece in prop::sample::select(&PIECES[..])) {
        let right = "written: 2024-11-29\naliases:\n  CSTO: [the pact]\nclaims:\n  - shared: {source: p 1}\n    claims:\n      \
                     - id: cost\n        about: [plant, [cost, price]]\n        name: Ulken\n      - {id: b, about: c, \
                     quote: \"d e\", by: F}\n  - id: list\n    about: bidder\n    list: {has: [A, B], only: true}\n";
        let at = right.floor_char_boundary(at.min(right.len()));
        check(format!("{}{piece}{}", &right[..at], &right[at..]).as_bytes());
    }
}

/// Loads and, where the file is refused, looks whether every place lies in its line.
fn check(bytes: &[u8]) {
    if let Err(errors) = load("claims.yaml", bytes) {
        assert!(!errors.is_empty());
        for error in errors {
            assert!(!error.message.is_empty());
            let inside = error.place.as_ref().is_some_and(|place| place.span.end <= place.line.len());
            assert!(inside, "{error:?}");
        }
    }
}

/// Loads within a time that only growth out of proportion can exceed, even in a debug build on a busy machine.
fn quick(name: &str, text: &str) {
    let start = Instant::now();
    check(text.as_bytes());
    assert!(start.elapsed() < Duration::from_secs(30), "{name} took {:?}", start.elapsed());
}

#[test]
fn large_and_odd_files_are_read_in_time() {
    let many = |line: fn(usize) -> String| -> String { (0..20_000).map(line).collect() };
    quick("open brackets", &format!("claims: {}", "[".repeat(10_000)));
    quick("open braces", &format!("claims: {}", "{a: ".repeat(10_000)));
    quick("dashes", &format!("claims:\n{}", "- ".repeat(10_000)));
    quick("closing brackets", &format!("claims: {}", "]".repeat(10_000)));
    quick("quotes", &format!("claims: {}", "'".repeat(100_000)));
    quick(
        "claims",
        &format!("claims:\n{}", many(|at| format!("  - {{id: c{at}, about: [a, [b, c]], name: N}}\n"))),
    );
    quick("faults", &format!("claims:\n{}", many(|at| format!("  - {{id: c{at}, abuot: a, name: [N]}}\n"))));
    quick("one line", &format!("claims: [{}]", many(|at| format!("{{id: c{at}, abuot: a}}, "))));
    quick("keys", &format!("claims:\n  - id: a\n{}", many(|at| format!("    k{at}: x\n"))));
    quick(
        "chain",
        &format!("claims:\n{}", many(|at| format!("  - {{id: c{at}, sum: [c{}, x], name: N}}\n", at + 1))),
    );
    quick(
        "anchors",
        &format!("claims:\n{}", many(|at| format!("  - &a{at} {{id: c{at}, about: b, name: N}}\n"))),
    );
}

#[test]
fn twenty_thousand_claims_are_all_there() {
    let lines: String =
        (0..20_000).map(|at| format!("  - {{id: c{at}, about: [a, [b, c]], name: N}}\n")).collect();
    let file = load("claims.yaml", format!("claims:\n{lines}").as_bytes()).unwrap();
    assert_eq!(file.claims.len(), 20_000);
    assert_eq!(file.claims[19_999].id, "c19999");
}
