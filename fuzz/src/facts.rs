//! The extractor of figures.

use super::text;
use factlock::fact::{self, Agreement, Context, DateOrder, Fact, Leniency, Value};
use factlock::report::value::ValueText;
use jiff::civil::date;

/// The facts of any text stand in order, apart, on the bounds of characters, and each agrees with itself.
pub fn facts(data: &[u8]) {
    let text = text(data);
    let told: Vec<Fact> = fact::scan(&text).collect();
    let all: Vec<Fact> = fact::scan_all(&text).collect();
    for facts in [&told, &all] {
        let mut end = 0;
        for fact in facts {
            let span = fact.span;
            assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()), "{fact:?}");
            assert!(span.start >= end, "{fact:?} overlaps the one before it");
            end = span.end;
        }
    }
    assert!(all.iter().filter(|fact| !fact.is_vague()).eq(&told), "vague numbers change the others");
    let contexts = [
        Context::default(),
        Context {
            written: Some(date(2024, 11, 29)),
            dates: Some(DateOrder::MonthDay),
            currency: Some("CAD".to_owned()),
            tons: Some("short".to_owned()),
        },
    ];
    for (fact, context) in all.iter().flat_map(|fact| contexts.iter().map(move |context| (fact, context))) {
        let own = fact::compare((fact, context), (fact, context), &Leniency::default());
        assert_eq!(own.agreement, Agreement::Equal, "{fact:?} is not itself");
        drop(ValueText::of(fact, context));
        if let Value::When(when) = &fact.value {
            let _ = fact::flaws(when, context);
        }
        let _ = fact.exact(context);
    }
}
