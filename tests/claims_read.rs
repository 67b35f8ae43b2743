//! What is read from right claim files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use factlock::claim::{
    AnyOf, Claim, ClaimFile, Expectation, Figure, Modality, Operator, Severity, Term, Within, load,
};
use factlock::fact::{DateOrder, Precision, Value};
use jiff::civil::date;

fn read(text: &str) -> ClaimFile {
    load("claims.yaml", text.as_bytes()).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The one claim of a file that holds this line.
fn claim(line: &str) -> Claim {
    read(&format!("claims:\n  - {line}\n")).claims.remove(0)
}

/// Terms as written: alternatives joined by a bar.
fn words(terms: &[AnyOf]) -> Vec<String> {
    let join = |any: &AnyOf| any.0.iter().map(Term::as_str).collect::<Vec<_>>().join("|");
    terms.iter().map(join).collect()
}

#[test]
fn about_is_a_term_or_a_list_and_a_nested_list_is_any_of() {
    assert_eq!(words(&claim("{id: a, about: jet fuel, name: B}").about), ["jet fuel"]);
    assert_eq!(words(&claim("{id: a, about: [visit, Putin], name: B}").about), ["visit", "Putin"]);
    assert_eq!(words(&claim("{id: a, about: [[bid, offer], plant], name: B}").about), ["bid|offer", "plant"]);
    let all = claim("{id: a, about: b, where: [c, [d, e]], not: f, within: section, name: B}");
    assert_eq!(words(&all.context), ["c", "d|e"]);
    assert_eq!(words(&all.not), ["f"]);
    assert_eq!(all.within, Some(Within::Section));
}

#[test]
fn slashes_make_a_pattern() {
    let terms = claim(r"{id: a, about: ['/co[a-z]+/', /COST/i, and/or], name: B}").about;
    let Term::Pattern(pattern) = &terms[0].0[0] else { panic!("{terms:?}") };
    assert!(pattern.is_match("cost") && !pattern.is_match("COST"));
    let Term::Pattern(pattern) = &terms[1].0[0] else { panic!("{terms:?}") };
    assert!(pattern.is_match("cost"));
    assert!(matches!(&terms[2].0[0], Term::Words(words) if words == "and/or"));
}

#[test]
fn values_arrive_as_written() {
    for written in
        ["4.10", "012", "no", "0x1F", "1e3", "1_000", "12345678901234567890123", "2024-11-29", "27–28 Nov"]
    {
        let Expectation::Name(name) = claim(&format!("{{id: a, about: b, name: {written}}}")).expectation
        else {
            panic!("no name");
        };
        assert_eq!(name, written);
    }
    assert_eq!(words(&claim("{id: no, about: [4.10, 012, yes], name: B}").about), ["4.10", "012", "yes"]);
}

#[test]
fn lists_have_a_short_and_a_long_form() {
    let list = |line: &str| match claim(line).expectation {
        Expectation::List(members) => members,
        other => panic!("{other:?}"),
    };
    let short = list("{id: a, about: b, list: [China, [South Korea, Korea]]}");
    assert_eq!(words(&short.has), ["China", "South Korea|Korea"]);
    assert!(short.only);
    let long = list("{id: a, about: b, list: {has: China, lacks: [US], also: [France]}}");
    assert_eq!((words(&long.has), words(&long.lacks)), (vec!["China".into()], vec!["US".into()]));
    assert!(!long.only);
    assert!(list("{id: a, about: b, list: {has: China, only: yes}}").only);
}

#[test]
fn attendees_come_stay_away_or_may_come() {
    let line = "{id: a, about: b, attendees: {present: [C, D], absent: E, also: [F], only: true}}";
    let Expectation::Attendees(attendees) = claim(line).expectation else { panic!("no attendees") };
    assert_eq!(words(&attendees.present), ["C", "D"]);
    assert_eq!(words(&attendees.absent), ["E"]);
    assert_eq!(words(&attendees.also), ["F"]);
    assert!(attendees.only);
}

#[test]
fn every_expectation_that_is_no_figure() {
    for (line, name) in [
        ("title: Prime Minister", "title"),
        ("name: Oreshnik", "name"),
        ("quote: artificial entity", "quote"),
        ("states: [[sign, conclude]]", "states"),
        ("states_not: [agreement, signed]", "states_not"),
        ("text: /all(y|ied)/", "text"),
        ("without: breakthrough", "without"),
    ] {
        let claim = claim(&format!("{{id: a, about: b, {line}}}"));
        assert_eq!(claim.expectation.name(), name);
    }
}

#[test]
fn what_goes_with_a_claim() {
    let claim = claim(
        "{id: a, about: b, name: C, by: [Medvedev, ex-president], as: estimate, severity: warning, optional: true, \
         precision: rounded, source: p 1, note: n, tags: [x, y], checked: {by: EK, date: 2024-12-02}, accept: {found: \
         missing, reason: cut, by: EK, until: 2025-01-31}}",
    );
    assert_eq!(words(&[claim.conditions.by.unwrap()]), ["Medvedev|ex-president"]);
    assert_eq!(claim.conditions.modality, Some(Modality::Estimate));
    assert_eq!((claim.severity, claim.optional), (Severity::Warning, true));
    assert_eq!(claim.leniency.precision, Precision::Rounded);
    assert_eq!((claim.source.as_deref(), claim.note.as_deref()), (Some("p 1"), Some("n")));
    assert_eq!(claim.tags, ["x", "y"]);
    let checked = claim.checked.unwrap();
    assert_eq!((checked.by.as_deref(), checked.date), (Some("EK"), Some(date(2024, 12, 2))));
    let accept = claim.accept.unwrap();
    assert_eq!((accept.found.as_str(), accept.reason.as_str()), ("missing", "cut"));
    assert_eq!((accept.by.as_deref(), accept.until), (Some("EK"), Some(date(2025, 1, 31))));
}

#[test]
fn what_stands_beside_the_claims() {
    let file = read(
        "version: 1\ntitle: A visit\nwritten: 2024-11-29\ndocuments: [a.md, 'drafts/**/*.docx']\n\
         locale: {currency: USD, dates: mdy, tons: short}\n\
         aliases:\n  CSTO: [Collective Security Treaty Organization]\n  gasoline: petrol\n\
         ignore:\n  - {text: /Second World War/, reason: a name}\n  - text: two sides\n\
         claims: [{id: a, about: b, name: C}]\n",
    );
    assert_eq!(file.title.as_deref(), Some("A visit"));
    assert_eq!(file.context.written, Some(date(2024, 11, 29)));
    assert_eq!(file.context.dates, Some(DateOrder::MonthDay));
    assert_eq!(file.context.currency.as_deref(), Some("USD"));
    assert_eq!(file.documents, ["a.md", "drafts/**/*.docx"]);
    let groups: Vec<Vec<&str>> =
        file.aliases.iter().map(|group| group.iter().map(Term::as_str).collect()).collect();
    assert_eq!(groups, [vec!["CSTO", "Collective Security Treaty Organization"], vec!["gasoline", "petrol"]]);
    assert!(matches!(file.ignore[0].text, Term::Pattern(_)));
    assert_eq!(file.ignore[0].reason.as_deref(), Some("a name"));
    assert_eq!(file.ignore[1].text.as_str(), "two sides");
}

#[test]
fn claims_take_over_what_is_shared_and_the_defaults_unless_they_say_otherwise() {
    let file = read(
        "defaults: {severity: note, within: section}\n\
         claims:\n\
         - id: own\n  about: b\n  name: C\n  severity: error\n\
         - shared: {about: plant, source: p 2, tags: [energy], within: paragraph}\n\
         \x20 claims:\n\
         \x20 - {id: all, name: C}\n\
         \x20 - {id: some, name: C, about: reactor, source: p 3}\n\
         \x20 - shared: {source: p 4, claims: [{id: inner, name: C}]}\n",
    );
    let summary = |claim: &Claim| {
        let source = claim.source.clone().unwrap_or_default();
        (claim.id.clone(), words(&claim.about).join(" "), source, claim.severity, claim.within)
    };
    let all: Vec<_> = file.claims.iter().map(summary).collect();
    let text = |text: &str| text.to_owned();
    assert_eq!(
        all,
        [
            (text("own"), text("b"), text(""), Severity::Error, Some(Within::Section)),
            (text("all"), text("plant"), text("p 2"), Severity::Note, Some(Within::Paragraph)),
            (text("some"), text("reactor"), text("p 3"), Severity::Note, Some(Within::Paragraph)),
            (text("inner"), text("plant"), text("p 4"), Severity::Note, Some(Within::Paragraph)),
        ]
    );
    assert_eq!(file.claims[1].tags, ["energy"]);
}

#[test]
fn anchors_and_aliases_of_yaml_work() {
    let file =
        read("claims:\n- {id: a, about: &terms [plant, cost], name: C}\n- {id: b, about: *terms, name: C}\n");
    assert_eq!(words(&file.claims[1].about), ["plant", "cost"]);
}

#[test]
fn spans_hold_the_claim_and_its_value() {
    let text = "\u{feff}# é\r\nclaims:\r\n  # first\r\n  - id: a\r\n    about: plant\r\n    name: \"Ulken\"  # it\r\n\r\n  \
                # second\r\n  - {id: b, about: c, list: [D, E]}\r\n  - id: c\r\n    about: b\r\n    quote: |\r\n      two \
                words\r\n";
    let file = read(text);
    let span = |at: usize| file.claims[at].span.of(&file.source);
    let value = |at: usize| file.claims[at].value_span.of(&file.source);
    assert_eq!(span(0), "id: a\r\n    about: plant\r\n    name: \"Ulken\"");
    assert_eq!(value(0), "\"Ulken\"");
    assert_eq!((span(1), value(1)), ("{id: b, about: c, list: [D, E]}", "[D, E]"));
    assert_eq!(value(2), "|\r\n      two words");
    let Expectation::Quote(quote) = &file.claims[2].expectation else { panic!("no quote") };
    assert_eq!(quote, "two words");
}

#[test]
fn dates_are_read_against_the_day_of_writing() {
    let file = read(
        "written: 2024-11-29\nclaims:\n- {id: a, about: b, date: last month, during: this year}\n- {id: c, about: b, \
         date: 27–28 November 2024}\n- {id: d, elapsed: [a, c], duration: 27 days}\n",
    );
    let edtf = |figure: &Figure| match &figure.fact.value {
        Value::When(when) => when.edtf(&file.context).unwrap_or_default(),
        Value::Amount(_) => String::new(),
    };
    let Expectation::Figure(last_month) = &file.claims[0].expectation else { panic!("no figure") };
    assert_eq!((last_month.written.as_str(), edtf(last_month)), ("last month", "2024-10".to_owned()));
    assert_eq!(edtf(file.claims[0].conditions.during.as_ref().unwrap()), "2024");
    let Expectation::Figure(visit) = &file.claims[1].expectation else { panic!("no figure") };
    assert_eq!(edtf(visit), "2024-11-27/2024-11-28");
    let Expectation::Derived(derived) = &file.claims[2].expectation else { panic!("not derived") };
    assert_eq!(
        (derived.operator, derived.of.as_slice()),
        (Operator::Elapsed, ["a", "c"].map(String::from).as_slice())
    );
    assert!(file.claims[2].about.is_empty());
}

#[test]
fn every_claim_file_here_is_well_formed() {
    let ours =
        ["claims/kazakhstan-visit.yaml", "claims/northwind-results.yaml"].map(std::path::PathBuf::from);
    let drafts =
        std::fs::read_dir("tests/drafts").unwrap().map(|entry| entry.unwrap().path().join("claims.yaml"));
    for path in ours.into_iter().chain(drafts.filter(|path| path.exists())) {
        let errors = load(&path.to_string_lossy(), &std::fs::read(&path).unwrap()).err().unwrap_or_default();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn a_tolerance_is_a_share() {
    let tolerance = |written: &str| {
        claim(&format!("{{id: a, about: b, number: 3, tolerance: {written}}}"))
            .leniency
            .tolerance
            .unwrap()
            .exact()
    };
    assert_eq!(tolerance("1%").to_string(), "1/100");
    assert_eq!(tolerance("0.5 per cent").to_string(), "1/200");
}
