//! Notes written into copies of drafts.

#![allow(clippy::panic, clippy::print_stderr, reason = "a test may fail, and says what it skips")]

use super::docx::word;
use super::invariants::document::holds_together;
use factlock::annotate::{Note, annotate};
use factlock::document::{Document, ReadOptions};
use factlock::text::Span;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut parts = BTreeMap::new();
    for name in names {
        let mut part = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut part).unwrap();
        parts.insert(name, part);
    }
    parts
}

fn note(document: &Document, words: &str, text: &str) -> Note {
    let start = document.source.find(words).unwrap();
    Note { span: Some(Span::new(start, start + words.len())), text: text.to_owned() }
}

/// The words between the marks of each comment, by its number.
fn commented(body: &str) -> BTreeMap<usize, String> {
    let mut found = BTreeMap::new();
    for (at, _) in body.match_indices("commentRangeStart ") {
        let piece = &body[at..];
        let id: usize = piece.split('"').nth(1).unwrap().parse().unwrap();
        let end = piece.find(&format!("commentRangeEnd w:id=\"{id}\"")).unwrap();
        let mut text = String::new();
        let mut rest = piece[..end].split_once('>').unwrap().1;
        while let Some((words, tags)) = rest.split_once('<') {
            text.push_str(words);
            rest = tags.split_once('>').map_or("", |(_, rest)| rest);
        }
        found.insert(id, text);
    }
    found
}

fn body(bytes: &[u8]) -> String {
    String::from_utf8(parts(bytes).remove("word/document.xml").unwrap()).unwrap()
}

#[test]
fn runs_are_cut_where_the_words_begin_and_end() {
    let run =
        "<w:r><w:rPr><w:b/></w:rPr><w:t>It cost $10 billion &amp; more</w:t><w:tab/><w:t>in May</w:t></w:r>";
    let file = word(
        &format!("<w:p>{run}<w:hyperlink><w:r><w:t>.</w:t></w:r></w:hyperlink></w:p>"),
        &[("[Content_Types].xml", "<Types/>")],
    );
    let options = ReadOptions::default();
    let document = Document::read("a.docx", &file, options).unwrap();
    let words = ["$10", "billion & more", "in May", "cost $10 billion", "It", "May.", "& more\tin"];
    let notes: Vec<Note> = words.iter().map(|words| note(&document, words, "Is it?")).collect();
    let copy = annotate(&document, &file, options, &notes).unwrap();
    let found = commented(&body(&copy));
    let expected = ["$10", "billion &amp; more", "in May", "cost $10 billion", "It", "May.", "&amp; morein"];
    assert_eq!(found.into_values().collect::<Vec<_>>(), expected);
    let again = Document::read("a.docx", &copy, options).unwrap();
    holds_together(&again);
    assert_eq!(again.source, document.source);
    assert!(
        body(&copy).contains(
            "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">$10</w:t></w:r><w:commentRangeEnd"
        )
    );
    let parts = parts(&copy);
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    assert!(text("[Content_Types].xml").ends_with("comments+xml\"/></Types>"));
    assert!(text("word/_rels/document.xml.rels").contains("Target=\"factlock-comments.xml\""));
    assert!(text("word/factlock-comments.xml").contains("w:author=\"factlock\""));
}

#[test]
fn a_note_on_the_whole_document_stands_at_its_first_words() {
    let file = word(
        "<w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Two.</w:t></w:r></w:p>",
        &[("[Content_Types].xml", "<Types></Types>")],
    );
    let document = Document::read("a.docx", &file, ReadOptions::default()).unwrap();
    let notes = [Note { span: None, text: "Gone".to_owned() }];
    let copy = annotate(&document, &file, ReadOptions::default(), &notes).unwrap();
    assert_eq!(commented(&body(&copy)), BTreeMap::from([(0, "One.".to_owned())]));
    let other = Document::read("a.docx", &word("", &[]), ReadOptions::default()).unwrap();
    assert!(annotate(&other, &file, ReadOptions::default(), &notes).is_err());
}

#[test]
fn real_word_files_keep_every_other_byte() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files");
    for name in ["pandoc.docx", "libreoffice.docx", "pandoc-tracked.docx", "libreoffice-tracked.docx"] {
        let file = std::fs::read(folder.join(name)).unwrap();
        let document = Document::read(name, &file, ReadOptions::default()).unwrap();
        let words = if name.contains("tracked") {
            ["$15 billion", "2027 at"]
        } else {
            ["$10–12 billion", "285,000 tonnes"]
        };
        let notes = words.map(|words| note(&document, words, "claimed: <another> & more\nsource: p. 3"));
        let copy = annotate(&document, &file, ReadOptions::default(), &notes).unwrap();
        let (before, after) = (parts(&file), parts(&copy));
        let changes = [
            "word/document.xml",
            "word/comments.xml",
            "word/factlock-comments.xml",
            "word/_rels/document.xml.rels",
            "[Content_Types].xml",
        ];
        for (part, bytes) in &before {
            assert!(changes.contains(&part.as_str()) || after[part] == *bytes, "{part} of {name} changed");
        }
        let mut found = commented(&body(&copy));
        if name.contains("tracked") {
            // The comment that was there already.
            assert_eq!(found.remove(&0).as_deref(), Some("It opens in"), "{name}");
            assert!(String::from_utf8_lossy(&after["word/comments.xml"]).contains("Are we sure?"));
        }
        let found: Vec<String> = found.into_values().map(|text| text.replace("$10$15", "$15")).collect();
        assert_eq!(found, words, "{name}");
        let again = Document::read(name, &copy, ReadOptions::default()).unwrap();
        assert_eq!(again.source, document.source, "{name}");
        survives_libreoffice(name, &copy, notes.len() + usize::from(name.contains("tracked")));
    }
}

/// LibreOffice opens the copy, and its conversion to OpenDocument has all comments.
fn survives_libreoffice(name: &str, copy: &[u8], comments: usize) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, copy).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "fodt", "--outdir"])
        .args([folder.path(), &path])
        .output();
    let Ok(output) = run else {
        assert!(std::env::var("FACTLOCK_REQUIRE").is_err(), "soffice is not installed");
        // Written to the stream itself: what a test prints is shown only where it fails.
        let _ = writeln!(
            std::io::stderr(),
            "real_word_files_keep_every_other_byte: skipped the look through LibreOffice, soffice is not installed"
        );
        return;
    };
    let converted = std::fs::read_to_string(path.with_extension("fodt"));
    let text = converted.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    assert_eq!(text.matches("<office:annotation ").count(), comments, "{name}");
    assert_eq!(text.matches("<dc:creator>factlock</dc:creator>").count(), 2, "{name}");
    assert!(text.contains("claimed: &lt;another&gt; &amp; more") && text.contains("source: p. 3"), "{name}");
}

#[test]
fn the_command_writes_a_copy_and_never_over_the_draft() {
    let folder = tempfile::tempdir().unwrap();
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files");
    let copy = |name: &str| std::fs::copy(files.join(name), folder.path().join(name)).unwrap();
    copy("libreoffice-tracked.docx");
    copy("libreoffice-tracked.odt");
    let claims = "version: 1\nclaims:\n  - id: bridge-cost\n    about: bridge\n    money: $10 billion\n    source: letter, p. 2\n";
    std::fs::write(folder.path().join("claims.yaml"), claims).unwrap();
    let run = |arguments: &[&str]| {
        let program = Command::new(env!("CARGO_BIN_EXE_factlock"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let text = [program.stdout, program.stderr].concat();
        (program.status.code(), String::from_utf8(text).unwrap())
    };
    for draft in ["libreoffice-tracked.docx", "libreoffice-tracked.odt"] {
        let (status, report) = run(&["check", draft, "-c", "claims.yaml"]);
        assert!(status == Some(1) && report.contains("$15 billion"), "{report}");
        assert_eq!(run(&["check", draft, "-c", "claims.yaml", "--revisions", "original"]).0, Some(0));
    }
    let draft = "libreoffice-tracked.docx";
    let before = std::fs::read(folder.path().join(draft)).unwrap();
    let (status, said) = run(&["annotate", draft, "-c", "claims.yaml", "-o", "./libreoffice-tracked.docx"]);
    assert!(status == Some(2) && said.contains("would overwrite what was just read"), "{said}");
    assert_eq!(
        run(&["annotate", draft, "-c", "claims.yaml", "-o", "out.docx"]),
        (Some(1), "out.docx: 1 note\n".to_owned())
    );
    assert_eq!(std::fs::read(folder.path().join(draft)).unwrap(), before);
    let out = std::fs::read(folder.path().join("out.docx")).unwrap();
    let comments = String::from_utf8(parts(&out).remove("word/comments.xml").unwrap()).unwrap();
    for words in [
        "claimed: $10 billion",
        "found: $15 billion",
        "source: letter, p. 2",
        "claim: bridge-cost",
        "Are we sure?",
    ] {
        assert!(comments.contains(words), "{words} is not in {comments}");
    }
    let (status, said) = run(&["annotate", "libreoffice-tracked.odt", "-c", "claims.yaml", "-o", "out.odt"]);
    assert!(status == Some(2) && said.contains("save the draft as .docx first"), "{said}");
}

#[test]
fn what_steers_a_terminal_is_not_noted() {
    let folder = tempfile::tempdir().unwrap();
    let claims =
        "claims:\n  - {id: cost, about: plant, money: $10 billion, source: \"page \\e[2J4\\u202e\"}\n";
    std::fs::write(folder.path().join("claims.yaml"), claims).unwrap();
    std::fs::write(folder.path().join("draft.md"), "The plant cost $11 billion.\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_factlock"))
        .args(["annotate", "draft.md", "-c", "claims.yaml", "-o", "\u{1b}.md"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let copy = std::fs::read_to_string(folder.path().join("\u{1b}.md")).unwrap();
    assert!(copy.contains("source: page \u{fffd}[2J4\u{fffd}"), "{copy}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "\u{fffd}.md: 1 note\n");
}
