//! What the program is made of: licences, versions, and what must not come in. Nothing is asked of the network.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::process::Command;

/// The packages that a build on this platform takes, from the lock file and what cargo has fetched.
fn metadata() -> Value {
    let version = Command::new("rustc").arg("-vV").output().expect("rustc");
    let version = String::from_utf8(version.stdout).expect("UTF-8");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn packages(metadata: &Value) -> &[Value] {
    metadata["packages"].as_array().expect("packages")
}

/// The lines of a data file: a name, and why it is there.
fn listed(lines: &'static str) -> BTreeMap<&'static str, &'static str> {
    let lines = lines.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split_once('\t').unwrap_or_else(|| panic!("\"{line}\" gives no reason"))).collect()
}

/// Whether a licence expression (SPDX, annex D) can be met with licences for which `allowed` holds. AND binds closer than OR;
/// a slash is the OR of old manifests; an exception adds permissions and takes none.
fn is_met(expression: &str, allowed: &impl Fn(&str) -> bool) -> bool {
    let expression = expression.trim();
    for (divider, all) in [(" OR ", false), ("/", false), (" AND ", true)] {
        let mut parts: Vec<String> = vec![String::new()];
        let mut depth = 0;
        let mut rest = expression;
        while let Some(letter) = rest.chars().next() {
            match letter {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 && rest.starts_with(divider) {
                parts.push(String::new());
                rest = &rest[divider.len()..];
                continue;
            }
            parts.last_mut().expect("a part").push(letter);
            rest = &rest[letter.len_utf8()..];
        }
        if parts.len() > 1 {
            let mut met = parts.iter().map(|part| is_met(part, allowed));
            return if all { met.all(|met| met) } else { met.any(|met| met) };
        }
    }
    match expression.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')) {
        Some(inside) => is_met(inside, allowed),
        None => allowed(expression.split(" WITH ").next().unwrap_or(expression)),
    }
}

#[test]
fn expressions_are_read() {
    let allowed = |name: &str| ["MIT", "Zlib"].contains(&name);
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("GPL-3.0-only OR MIT", true),
        ("GPL-3.0-only/MIT", true),
        ("MIT AND GPL-3.0-only", false),
        ("(GPL-3.0-only OR MIT) AND Zlib", true),
        ("MIT AND (GPL-3.0-only OR Apache-2.0)", false),
        ("GPL-3.0-only WITH GCC-exception-3.1 OR Zlib", true),
        ("", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}

#[test]
fn licences_are_allowed_ones() {
    let allowed = listed(include_str!("supply/licences.tsv"));
    let metadata = metadata();
    let wrong: Vec<String> = packages(&metadata)
        .iter()
        .filter(|package| !is_met(text(package, "license"), &|name| allowed.contains_key(name)))
        .map(|package| format!("{}: {}", text(package, "name"), text(package, "license")))
        .collect();
    assert!(wrong.is_empty(), "licences that tests/supply/licences.tsv does not allow: {wrong:?}");
}

#[test]
fn no_version_comes_twice() {
    let known = listed(include_str!("supply/duplicates.tsv"));
    let metadata = metadata();
    let mut versions: HashMap<&str, usize> = HashMap::new();
    for package in packages(&metadata) {
        *versions.entry(text(package, "name")).or_default() += 1;
    }
    let twice: BTreeSet<&str> =
        versions.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect();
    let known: BTreeSet<&str> = known.into_keys().collect();
    assert_eq!(twice, known, "see `cargo tree --duplicates` and tests/supply/duplicates.tsv");
}

#[test]
fn nothing_comes_in_that_is_barred() {
    let barred = listed(include_str!("supply/barred.tsv"));
    let metadata = metadata();
    for package in packages(&metadata) {
        let name = text(package, "name");
        assert!(!barred.contains_key(name), "{name} came in; barred because: {}", barred[name]);
        let source = text(package, "source");
        let registry =
            source.is_empty() || source.starts_with("registry+https://github.com/rust-lang/crates.io-index");
        assert!(registry, "{name} comes from {source}, not from crates.io");
    }
}

#[test]
fn every_dependency_is_used() {
    let metadata = metadata();
    let own = packages(&metadata).iter().find(|package| text(package, "name") == "factlock");
    let code = [sources("src"), sources("tests"), sources("fuzz/src")].concat();
    for dependency in own.expect("this crate")["dependencies"].as_array().expect("dependencies") {
        let name = dependency["rename"].as_str().unwrap_or(text(dependency, "name")).replace('-', "_");
        let uses = [format!("{name}::"), format!("use {name};"), format!("{name}!")];
        assert!(uses.iter().any(|used| code.contains(used)), "{name} is in Cargo.toml, but nothing uses it");
    }
}

/// All Rust code below a folder.
fn sources(folder: &str) -> String {
    let mut code = String::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            code += &sources(path.to_str().expect("UTF-8"));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            code += &std::fs::read_to_string(&path).expect("code");
        }
    }
    code
}
