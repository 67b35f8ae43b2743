//! Every report writer.

use super::{pieces, text};
use factlock::check::check;
use factlock::claim::{self, ClaimFile};
use factlock::cover::Cover;
use factlock::document::{Document, Format as DocumentFormat, ReadOptions};
use factlock::report::build::{self, Judged, Sheet};
use factlock::report::{self, Content, FORMATS, Report, Style, clean, json};
use factlock::rule::explain::explain;
use factlock::rule::{Reading, Rules};
use factlock::{Error, ErrorKind};
use jiff::civil::date;

/// Claims that between them come to every verdict.
const CLAIMS: &[u8] = include_bytes!("../../tests/reports/verdicts/claims.yaml");

/// A draft of any text, under any name, judged by claims with any source, shown in every format.
pub fn reports(data: &[u8]) {
    let text = text(data);
    let [draft, path, words] = pieces(&text);
    let mut claims = claim::load("claims.yaml", CLAIMS).expect("the claim file is in order");
    for claim in &mut claims.claims {
        claim.source = Some(words.to_owned());
        claim.tags = vec![words.to_owned()];
    }
    let options = ReadOptions { format: Some(DocumentFormat::Markdown), ..ReadOptions::default() };
    let Ok(document) =
        Document::read(if path.is_empty() { "draft.md" } else { path }, draft.as_bytes(), options)
    else {
        return;
    };
    let errors = [Error::file(ErrorKind::Document, path, words).hint(words)];
    let today = date(2025, 6, 30);
    let reading = Reading::new(&document, claims.context.clone());
    let rules = Rules::new(&claims);
    let judged = Judged {
        claims: &claims,
        document: 0,
        context: claims.context.clone(),
        checked: check(&rules, &reading, Some(today)),
    };
    let told = judged.told(&document, &Sheet::new(&claims));
    let documents = [document.clone()];
    for errors in [&errors[..], &[]] {
        let results = build::results(today, &documents, vec![told.clone()], errors);
        hold(Content::Check(&results), &documents);
        hold(Content::Cover(&Cover::new(&results)), &documents);
    }
    explained(&claims, &rules, &reading);
}

fn explained(claims: &ClaimFile, rules: &Rules<'_>, reading: &Reading<'_>) {
    for (at, claim) in claims.claims.iter().enumerate() {
        plain(&report::explain::claim(claims, claim, &Style::default()));
        if let Some(explanation) = explain(rules, reading, at, None) {
            let parts = report::explain::parts(rules, reading, claim, None);
            let style = Style::default();
            plain(&report::explain::document(reading.document, claim, &explanation, &parts, &style));
        }
    }
}

/// Asserts of every format what its readers rely on.
#[track_caller]
pub fn hold(content: Content<'_>, documents: &[Document]) {
    let report = Report { content, documents };
    for format in &FORMATS {
        let text = (format.render)(&report, &Style::default());
        assert!(text.is_empty() || text.ends_with('\n'), "{}: no line end", format.name);
        plain(&text);
        match (format.name, content) {
            ("json", Content::Check(results)) => assert_eq!(&json::read(&text).expect("JSON"), results),
            ("json", _) => drop(serde_json::from_str::<serde_json::Value>(&text).expect("JSON")),
            ("jsonl", _) => jsonl(&text),
            ("junit", _) => junit(&text, content),
            ("sarif", _) => sarif(&text),
            ("gitlab", _) => gitlab(&text),
            ("github", _) => github(&text),
            ("short", _) => assert!(text.lines().count() >= content.errors().len()),
            ("markdown", _) => markdown(&text),
            ("html", _) => html(&text),
            ("csv", _) => csv(&text, content),
            _ => {}
        }
    }
}

/// How many verdicts, changes or figures there are.
fn entries(content: Content<'_>) -> usize {
    match content {
        Content::Check(results) => results.checks.iter().map(|check| check.verdicts.len()).sum(),
        Content::Changes(changes) => changes.changes.len(),
        Content::Cover(cover) => cover.documents.iter().map(|document| document.facts.len()).sum(),
    }
}

/// Nothing in it steers a terminal or the eye.
#[track_caller]
pub fn plain(text: &str) {
    let harmful = text.chars().find(|letter| !matches!(letter, '\n' | '\t') && clean::is_harmful(*letter));
    assert_eq!(harmful, None, "in {text:?}");
}

fn jsonl(text: &str) {
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
        assert!(value["type"].is_string());
    }
}

/// XML with as many cases as there are verdicts, changes or figures, and errors.
fn junit(text: &str, content: Content<'_>) {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut cases, mut failures, mut errors) = (0, 0, 0);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let attribute = attribute.expect("an attribute");
                    let value = std::str::from_utf8(&attribute.value).expect("UTF-8");
                    quick_xml::escape::unescape(value).expect("known entities");
                }
                match tag.name().as_ref() {
                    b"testcase" => cases += 1,
                    b"failure" => failures += 1,
                    b"error" => errors += 1,
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(errors, content.errors().len());
    match content {
        Content::Check(results) => {
            let sum = &results.summary;
            assert_eq!(cases, entries(content) + errors);
            let discrepancies = sum.contradicted + sum.conflicting + sum.missing + sum.dropped;
            assert!(failures <= discrepancies && (failures > 0) == (discrepancies > 0));
        }
        Content::Changes(changes) => {
            assert_eq!((cases, failures), (changes.changes.len().max(1), changes.changes.len()));
        }
        Content::Cover(cover) => {
            assert_eq!((cases, failures), (entries(content) + errors, cover.count.contradicted));
        }
    }
}

fn sarif(text: &str) {
    let log: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    for result in results {
        assert!(!result["message"]["text"].as_str().expect("a message").is_empty());
        for place in result["locations"].as_array().into_iter().flatten() {
            let uri = place["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("a URI");
            assert!(uri.bytes().all(|byte| byte.is_ascii_graphic()), "{uri}");
        }
    }
}

fn gitlab(text: &str) {
    let issues: Vec<serde_json::Value> = serde_json::from_str(text).expect("a JSON array");
    for issue in issues {
        assert!(issue["fingerprint"].is_string() && issue["location"]["lines"]["begin"].is_u64());
    }
}

/// Every line is one of ours, and no draft text begins another command in it.
fn github(text: &str) {
    for line in text.lines() {
        let properties =
            ["::error ", "::warning ", "::notice "].iter().find_map(|level| line.strip_prefix(level));
        let (properties, _) = properties.and_then(|rest| rest.split_once("::")).expect("an annotation");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').expect("a property");
            assert!(["file", "line", "col", "endLine", "endColumn", "title"].contains(&name), "{line}");
            assert!(!value.contains(':'), "{line}");
        }
    }
}

/// Draft text is only text: no HTML but ours, no link, no code block.
fn markdown(text: &str) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::InlineHtml(tag) | Event::Html(tag) => {
                assert!(["<mark>", "</mark>", "<br>"].contains(&tag.trim()), "{tag} in {text}");
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                panic!("{event:?} in {text}")
            }
            _ => {}
        }
    }
}

/// A page whose tags nest, with one script, which asks for nothing and whose links lead to one place each.
fn html(page: &str) {
    assert_eq!(page.matches("<script").count(), 1, "the page's own script is the only one");
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.binary_search(&target).is_ok(), "#{target} is nowhere");
    }
    ids.dedup();
    assert_eq!(ids.len(), all, "an id is used twice");
    nests(page);
}

/// Every element that is opened is closed, inside the one that holds it.
fn nests(page: &str) {
    let void = ["meta", "br", "input", "hr", "link", "!DOCTYPE"];
    let mut open = Vec::new();
    let mut rest = page;
    while let Some((_, tag)) = rest.split_once('<') {
        let (tag, behind) = tag.split_once('>').expect("a tag ends");
        rest = behind;
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "in {page}"),
            None if void.iter().any(|void| void.eq_ignore_ascii_case(name)) => {}
            None => {
                open.push(name);
                // What stands in them is no markup.
                if matches!(name, "style" | "script") {
                    let end = rest.find("</").expect("its end");
                    rest = rest.get(end..).unwrap_or_default();
                }
            }
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
}

/// Rows as long as the head, one for every verdict, change or figure and every error, and nothing that computes.
fn csv(text: &str, content: Content<'_>) {
    let mut rows = 0;
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.expect("a row as long as the others");
        rows += 1;
        let computes = |cell: &str| cell.trim_start().starts_with(['=', '+', '-', '@']);
        assert!(!row.iter().any(computes), "{row:?}");
    }
    assert_eq!(rows, entries(content) + content.errors().len(), "{text}");
}
