//! Dates and clock times: what is found in prose, what it resolves to, how two of them agree.

use factlock::fact::when::{self, Flaw};
use factlock::fact::{
    Agreement, Comparison, Context, DateOrder, Fact, Kind, Leniency, Value, compare, parse, scan,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// A text written on Friday, 29 November 2024.
fn context() -> Context {
    Context { written: Some(date(2024, 11, 29)), ..Context::default() }
}

fn found(text: &str) -> Vec<Fact> {
    scan(text).filter(|fact| matches!(fact.value, Value::When(_))).collect()
}

fn edtf(fact: &Fact, context: &Context) -> Option<String> {
    let Value::When(when) = &fact.value else { return None };
    when.edtf(context)
}

/// Every date and time of a text as `words = EDTF`, joined by semicolons; `-` where it resolves to nothing.
fn read(text: &str, context: &Context) -> String {
    let one = |fact: &Fact| {
        format!("{} = {}", fact.span.of(text), edtf(fact, context).unwrap_or_else(|| "-".to_owned()))
    };
    found(text).iter().map(one).collect::<Vec<_>>().join("; ")
}

fn assert_reads(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text, &context()), *expected, "in: {text}");
    }
}

#[test]
fn days_months_and_years() {
    assert_reads(&[
        ("They met on 27 November 2024 in Astana.", "27 November 2024 = 2024-11-27"),
        ("It ended in June. They left.", "June = 2024-06"),
        ("He left on Tuesday, the first by a leader of theirs.", "Tuesday = 2024-11-26"),
        ("They left on 5 Jul. for good.", "5 Jul. = 2024-07-05"),
        ("They met on November 27, 2024, in Astana.", "November 27, 2024 = 2024-11-27"),
        ("On the 3rd of May, 1998 it rained.", "3rd of May, 1998 = 1998-05-03"),
        ("It opened on Sept. 9, 1999.", "Sept. 9, 1999 = 1999-09-09"),
        ("On Monday, 3 June 2019, they voted.", "Monday, 3 June 2019 = 2019-06-03"),
        ("The vote was in October of 2019.", "October of 2019 = 2019-10"),
        ("A referendum was held in October.", "October = 2024-10"),
        ("The gallery opened on 3 August with a fair.", "3 August = 2024-08-03"),
        ("The 2023 agreement holds; in 2031 it ends.", "2023 = 2023; 2031 = 2031"),
        ("He died in nineteen eighty-six.", "nineteen eighty-six = 1986"),
        ("He was born c. 1450 (d. 1516).", "c. 1450 = 1450~; 1516 = 1516"),
        ("The class of '88 met again in '98.", "'88 = 1988; '98 = 1998"),
    ]);
}

#[test]
fn ranges_share_what_is_written_once() {
    assert_reads(&[
        ("on 27–28 November", "27–28 November = 2024-11-27/2024-11-28"),
        ("on November 27 and 28, 2023", "November 27 and 28, 2023 = 2023-11-27/2023-11-28"),
        ("from 28 June to 3 July 2021", "from 28 June to 3 July 2021 = 2021-06-28/2021-07-03"),
        ("between November and February 2017", "between November and February 2017 = 2016-11/2017-02"),
        ("the war of 2014–18", "2014–18 = 2014/2018"),
        ("the 2023/24 season", "2023/24 = 2023/2024"),
        ("between 1800 and 1830 it doubled", "between 1800 and 1830 = 1800/1830"),
        ("from early 2019 to late 2021", "from early 2019 to late 2021 = 2019-01/2021-12"),
        ("on 27 November and the following day", "27 November and the following day = 2024-11-27/2024-11-28"),
        ("from March 2020 to today", "from March 2020 to today = 2020-03/2024-11-29"),
        ("27 BC–AD 14", "27 BC–AD 14 = -0026/0014"),
    ]);
}

#[test]
fn two_days_that_are_no_range_stay_two() {
    assert_eq!(read("on 14 and 25 March 2023", &context()), "14 = 2023-03-14; 25 March 2023 = 2023-03-25");
}

#[test]
fn roles_leave_one_side_open() {
    assert_reads(&[
        ("in force until 2028", "until 2028 = ../2028"),
        ("a member since 2010", "since 2010 = 2010/.."),
        ("by early next year", "by early next year = ../2025-04"),
        ("no later than the end of March 2025", "no later than the end of March 2025 = ../2025-03-31"),
        ("from 1 May 2025 onwards", "from 1 May 2025 onwards = 2025-05-01/.."),
        ("no earlier than March 2026", "no earlier than March 2026 = 2026-03/.."),
        ("not before 3 May 2026", "not before 3 May 2026 = 2026-05-03/.."),
        ("in 2031 at the earliest", "2031 at the earliest = 2031/.."),
        ("by 2031 at the latest", "by 2031 at the latest = ../2031"),
        ("as of June 2024", "as of June 2024 = 2024-06"),
    ]);
}

#[test]
fn parts_of_longer_stretches() {
    assert_reads(&[
        ("in the second half of 2023", "second half of 2023 = 2023-07/2023-12"),
        ("in Q3 2024 and 2H23", "Q3 2024 = 2024-07/2024-09; 2H23 = 2023-07/2023-12"),
        ("in the first nine months of 2024", "first nine months of 2024 = 2024-01/2024-09"),
        ("in early August 2022", "early August 2022 = 2022-08-01/2022-08-10"),
        ("in mid-2024", "mid-2024 = 2024-05/2024-08"),
        ("in the late 1990s", "late 1990s = 1997/1999"),
        ("at the end of 2023", "end of 2023 = 2023-12-31"),
        ("in the summer of 2018", "summer of 2018 = 2018-22"),
        ("on the last Friday in May 2024", "last Friday in May 2024 = 2024-05-31"),
        ("in the nineties and the '60s", "nineties = 199X; 60s = 196X"),
        ("in the 20th century", "20th century = 19XX"),
        ("between the 12th and the 14th centuries", "between the 12th and the 14th centuries = 11XX/13XX"),
        ("in the 3rd millennium BC", "3rd millennium BC = -2999/-2000"),
        ("in 44 B.C. and AD 79", "44 B.C. = -0043; AD 79 = 0079"),
        ("around 12,000 BC", "around 12,000 BC = Y-11999~"),
        ("in the 5th–4th century BC", "5th–4th century BC = -0499/-0300"),
        ("in the early 90s", "early 90s = 1990/1992"),
        ("the 2003-04 season", "2003-04 = 2003/2004"),
        ("at year-end 2023", "year-end 2023 = 2023-12-31"),
        ("stocks at end-March 2024", "end-March 2024 = 2024-03-31"),
    ]);
}

#[test]
fn the_end_of_what_runs_hangs_on_the_day_of_writing() {
    assert_reads(&[
        ("due by year-end", "by year-end = ../2024-12-31"),
        ("until the end of the month", "until the end of the month = ../2024-11-30"),
        ("open the day after tomorrow at noon", "day after tomorrow at noon = 2024-12-01T12:00"),
        ("shut the day before yesterday", "day before yesterday = 2024-11-27"),
        ("the vote, the day after tomorrow.", "day after tomorrow = 2024-12-01"),
        ("earlier in the week", "earlier in the week = 2024-11-25/2024-11-26"),
        ("the week after next", "week after next = 2024-12-09/2024-12-15"),
        ("the year before last", "year before last = 2022"),
        ("between now and 15 January", "between now and 15 January = 2024-11-29/2025-01-15"),
    ]);
    // Its own year is named, or another thing's end is meant.
    assert_eq!(read("a year-end bonus", &context()), "");
    assert_eq!(read("the end of the year 1999", &context()), "1999 = 1999");
}

#[test]
fn a_range_without_a_year_is_the_nearest() {
    assert_reads(&[
        ("between January and October", "between January and October = 2024-01/2024-10"),
        ("from December to February", "from December to February = 2024-12/2025-02"),
        // What is since then is past.
        ("since 9 January", "since 9 January = 2024-01-09/.."),
        ("from 27 to 28 May", "from 27 to 28 May = 2025-05-27/2025-05-28"),
    ]);
}

#[test]
fn relative_dates_need_a_day_of_writing() {
    let text = "Yesterday, last month, next Friday, three weeks ago, ten years ago, last August, this year";
    assert_eq!(
        read(text, &context()),
        "Yesterday = 2024-11-28; last month = 2024-10; next Friday = 2024-12-06; three weeks ago = 2024-11-08; \
         ten years ago = 2014; last August = 2024-08; this year = 2024"
    );
    assert!(found(text).iter().all(|fact| edtf(fact, &Context::default()).is_none()));
    assert_reads(&[
        ("the following day and ten days later", "following day = -; ten days later = -"),
        ("two weeks before 13 May 1999", "two weeks before 13 May 1999 = 1999-04-29"),
        ("a year ago", "a year ago = 2023"),
        ("last quarter", "last quarter = 2024-07/2024-09"),
        ("later in the year", "year = 2024"),
        ("early Friday", "early Friday = 2024-11-29"),
        ("next week on Tuesday", "next week on Tuesday = 2024-12-03"),
    ]);
}

#[test]
fn a_day_without_a_year_stays_without_one_until_somebody_knows() {
    assert_eq!(read("on 27 November", &Context::default()), "27 November = XXXX-11-27");
    assert_eq!(
        read("from August to October", &Context::default()),
        "from August to October = XXXX-08/XXXX-10"
    );
    // The nearest to the day of writing, forwards or back.
    let january = Context { written: Some(date(2025, 1, 15)), ..Context::default() };
    assert_eq!(read("on 27 November", &january), "27 November = 2024-11-27");
    assert_eq!(read("on 29 February", &january), "29 February = 2024-02-29");
}

#[test]
fn figures_whose_order_is_open_stay_open() {
    let mut context = context();
    let text = "due 03/06/2024, 25/12/2024, 2024-12-25 and 25.12.2024";
    let rest = "25/12/2024 = 2024-12-25; 2024-12-25 = 2024-12-25; 25.12.2024 = 2024-12-25";
    assert_eq!(read(text, &context), format!("03/06/2024 = -; {rest}"));
    context.dates = Some(DateOrder::DayMonth);
    assert_eq!(read(text, &context), format!("03/06/2024 = 2024-06-03; {rest}"));
    context.dates = Some(DateOrder::MonthDay);
    assert_eq!(read(text, &context), format!("03/06/2024 = 2024-03-06; {rest}"));
    // A weekday beside it settles the order.
    assert_eq!(read("on Monday 03/06/2024", &Context::default()), "Monday 03/06/2024 = 2024-06-03");
}

#[test]
fn clock_times_alone_and_with_their_day() {
    assert_reads(&[
        ("doors open at 9:30 am", "9:30 am = T09:30"),
        ("at 8.45 p.m. and 20:45", "8.45 p.m. = T20:45; 20:45 = T20:45"),
        ("at 15:00 GMT", "15:00 GMT = T15:00Z"),
        ("at noon, at midnight", "noon = T12:00; midnight = T00:00"),
        ("at half past three, at a quarter to five", "half past three = T03:30; quarter to five = T04:45"),
        ("from 9 to 11 am", "from 9 to 11 am = T09:00/T11:00"),
        ("11 am–1 pm", "11 am–1 pm = T11:00/T13:00"),
        ("on 6 May 2024 at 9 am", "6 May 2024 at 9 am = 2024-05-06T09:00"),
        ("at 2pm (1300 GMT)", "2pm = T14:00; 1300 GMT = T13:00Z"),
        ("on air (1700 GMT; 1200 EST)", "1700 GMT = T17:00Z; 1200 EST = T12:00-05:00"),
        ("at 930 GMT and at 9 am IST", "930 GMT = T09:30Z; 9 am IST = T09:00+05:30"),
        ("at 0730 GMT on 5 June 2024", "0730 GMT on 5 June 2024 = 2024-06-05T07:30Z"),
        ("7 o'clock tomorrow evening", "7 o'clock tomorrow evening = 2024-11-30T19:00"),
    ]);
    assert!(found("at noon").iter().all(|fact| fact.kind == Kind::Time));
    assert!(found("on 6 May at 9 am").iter().all(|fact| fact.kind == Kind::Date));
}

#[test]
fn fiscal_years_have_no_days() {
    for text in [
        "fiscal 2024",
        "FY2025",
        "fiscal year 2022/23",
        "the third quarter of fiscal 2024",
        "last fiscal year",
    ] {
        let facts = found(text);
        assert_eq!(facts.len(), 1, "in: {text}");
        for fact in &facts {
            assert_eq!(edtf(fact, &context()), None);
            assert!(matches!(&fact.value, Value::When(when) if when.is_fiscal()));
        }
    }
}

#[test]
fn what_is_no_date_stays_out() {
    for text in [
        "They will march on the capital.",
        "One may ask whether this may last.",
        "This may take longer.",
        "A 2000-strong crowd, 2000 people, 1500 metres, $2010 and 2010 km.",
        "Room 2014, flight 1999, Resolution 1973, version 2.0.2010.",
        "The ratio is 4:3; the fraction 5/16; the code 133-03-03-2020.",
        "The sun sat low; he wed in the fall of the city.",
        "In 2000 people's eyes? No: some 1900 soldiers.",
        "A 1:10 dilution, John 3:16, odds of 5:20; she ran 2:03:38.",
        "He came second, on the first floor, for the third time.",
        "Up by 0730% from $27 to 28, and $2 to 27/11/2024 pages; a crowd (1450 people) and a load (1900 kg).",
    ] {
        let words: Vec<_> = found(text).iter().map(|fact| fact.span.of(text).to_owned()).collect();
        assert_eq!(words, Vec::<String>::new(), "in: {text}");
    }
}

/// How the only date of a draft agrees with a claimed one; `None` if there is not exactly one.
fn judge(claimed: &str, draft: &str, written: Option<Date>) -> Option<Comparison> {
    let claim = parse(Kind::Date, claimed).or_else(|_| parse(Kind::Time, claimed)).ok()?;
    let facts = found(draft);
    let [fact] = facts.as_slice() else { return None };
    let found_in = Context { written, ..Context::default() };
    let told = when::as_told(&claim, fact, draft);
    Some(compare((&claim, &context()), (told.as_ref().unwrap_or(fact), &found_in), &Leniency::default()))
}

#[test]
fn agreement_of_dates() {
    use Agreement::{Different, Equal, Sharper, Weaker};
    for (claimed, draft, agreement, difference) in [
        ("27–28 November 2024", "on 27 and 28 November", Equal, ""),
        ("27–28 November 2024", "on Nov. 27-28, 2024", Equal, ""),
        ("27–28 November 2024", "in November", Weaker, "only the month is said"),
        ("27–28 November 2024", "in late November", Weaker, "less exact than claimed"),
        ("27–28 November 2024", "this year", Weaker, "only the year is said"),
        ("27–28 November 2024", "on 28 November", Different, "an end of the range was lost"),
        ("27–28 November 2024", "on 26–28 November", Different, "the first day of the range differs"),
        ("27–28 November 2024", "on 27–29 November", Different, "the last day of the range differs"),
        ("27–28 November 2024", "on 27–28 November 2025", Different, "another range"),
        ("October 2024", "on 6 October", Sharper, "more exact than claimed"),
        ("October 2024", "in September", Different, "another month"),
        ("3 June 2019", "on 3 June 2018", Different, "another year"),
        ("3 June 2019", "on 13 June 2019", Different, "another day"),
        ("until 2028", "expires in 2028", Equal, ""),
        ("until 2028", "runs through 2028", Equal, ""),
        ("until 2028", "in force from 2028", Different, "“until” became “from”"),
        ("until 2028", "signed in 2028", Different, "“until” was lost"),
        ("since 2010", "started in 2010", Equal, ""),
        ("by 2030", "after 2030", Different, "“by” became “after”"),
        ("by 2025", "not later than 2025", Equal, ""),
        ("2014–2018", "in 2016", Different, "an end of the range was lost"),
        ("fiscal 2024", "in 2024", Different, "a fiscal year became a calendar one"),
        ("H2 2023", "the second half of 2023", Equal, ""),
        ("circa 1850", "in 1850", Different, "the hedge was dropped"),
        ("1850", "around 1850", Weaker, "told as approximate"),
        ("6 October 2024", "the next day", Weaker, "the day is said only by another date of the text"),
        ("27 November 2024", "on Wednesday", Equal, ""),
        ("27 November 2024", "on Tuesday", Different, "another day"),
        ("9.30 am", "at 9.30 pm", Different, "the other half of the day"),
        ("20:45", "at 8.45 p.m.", Equal, ""),
        ("14:00 GMT", "at 15:00 CET", Equal, ""),
        ("1 pm GMT", "(1300 GMT)", Equal, ""),
        ("9 am", "at 10 am", Different, "another time"),
    ] {
        let Some(result) = judge(claimed, draft, Some(date(2024, 11, 29))) else {
            panic!("not exactly one date in: {draft}");
        };
        assert_eq!(
            (result.agreement, result.difference.as_str()),
            (agreement, difference),
            "{claimed}: {draft}"
        );
    }
}

#[test]
fn a_draft_is_read_against_its_own_day() {
    let last_year = judge("2024", "last year", Some(date(2025, 3, 1))).unwrap();
    assert_eq!(last_year.agreement, Agreement::Equal);
    let moved = judge("2024", "last year", Some(date(2026, 3, 1))).unwrap();
    assert_eq!((moved.agreement, moved.difference.as_str()), (Agreement::Different, "another year"));
    // A draft without a day of its own is read against the claim file's.
    assert_eq!(judge("2023", "last year", None).unwrap().agreement, Agreement::Equal);
}

#[test]
fn figures_agree_either_way_with_a_warning() {
    let result = judge("6 March 2025", "by mail of 03/06/2025", None).unwrap();
    assert_eq!(result.agreement, Agreement::Equal);
    assert_eq!(result.warnings.len(), 1);
    assert_eq!(judge("7 March 2025", "by mail of 03/06/2025", None).unwrap().agreement, Agreement::Different);
}

#[test]
fn claims_are_written_as_people_and_standards_write_them() {
    for (claimed, expected) in [
        ("27–28 November 2024", "2024-11-27/2024-11-28"),
        ("2024-11-27/2024-11-28", "2024-11-27/2024-11-28"),
        ("2022-08", "2022-08"),
        ("199X", "199X"),
        ("19XX", "19XX"),
        ("../2028", "../2028"),
        ("2010/..", "2010/.."),
        ("2018-22", "2018-22"),
        ("2000", "2000"),
        ("until 1500", "../1500"),
        ("March", "2025-03"),
        ("in October 2024", "2024-10"),
        ("-0043", "-0043"),
        ("2024-11-27T09:30", "2024-11-27T09:30"),
        ("last year", "2023"),
    ] {
        let fact = parse(Kind::Date, claimed).unwrap_or_else(|error| panic!("{claimed}: {}", error.message));
        assert_eq!(edtf(&fact, &context()).as_deref(), Some(expected), "{claimed}");
    }
    for (claimed, message) in [
        ("31 November 2024", "there is no 31 November"),
        ("29 February 2023", "there is no 29 February in 2023"),
        ("soon", "“soon” is not a date"),
        ("3 May and 9 June 2024", "“3 May and 9 June 2024” is more than one date"),
        ("9.30 am", "“9.30 am” is a time, not a date"),
    ] {
        let error = parse(Kind::Date, claimed).unwrap_err();
        assert_eq!(error.message, message, "{claimed}");
        assert!(!error.hint.is_empty(), "{claimed}");
    }
}

#[test]
fn flaws_of_a_date_by_itself() {
    let flaws = |text: &str| -> Vec<String> {
        let facts = found(text);
        let Some(Value::When(when)) = facts.first().map(|fact| &fact.value) else { return Vec::new() };
        when::flaws(when, &context()).iter().map(Flaw::message).collect()
    };
    assert_eq!(flaws("on Friday, 28 November 2024"), ["28 November 2024 falls on a Thursday"]);
    assert_eq!(flaws("by 31 November 2024"), ["there is no 31 November"]);
    assert_eq!(flaws("on 28–27 November 2024"), ["the range ends before it begins"]);
    assert_eq!(flaws("from 2018 to 2014"), ["the range ends before it begins"]);
    assert_eq!(flaws("on Thursday, 28 November 2024"), Vec::<String>::new());
    assert_eq!(flaws("from November to February"), Vec::<String>::new());
}

/// The styles a day is written in.
fn styles(day: Date) -> [String; 8] {
    let month = day.strftime("%B").to_string();
    let short = day.strftime("%b").to_string();
    let (d, y) = (day.day(), day.year());
    let suffix = match d {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    [
        day.to_string(),
        format!("{d} {month} {y}"),
        format!("{month} {d}, {y}"),
        format!("{d}{suffix} of {month}, {y}"),
        format!("{short} {d}, {y}"),
        format!("{d}-{short}-{y}"),
        format!("{}, {d} {month} {y}", day.strftime("%A")),
        format!("the {d}{suffix} {month} {y}"),
    ]
}

proptest! {
    #[test]
    fn a_day_reads_back_in_every_style(year in 1000i16..2999, of_year in 1i16..=365) {
        let day = date(year, 1, 1).with().day_of_year(of_year).build().unwrap();
        for text in styles(day) {
            let fact = parse(Kind::Date, &text).unwrap();
            prop_assert_eq!(edtf(&fact, &Context::default()), Some(day.to_string()), "{}", text);
            let prose = format!("It was signed on {text} in Rome.");
            let facts = found(&prose);
            prop_assert_eq!(facts.len(), 1, "{}", prose);
            prop_assert_eq!(edtf(&facts[0], &Context::default()), Some(day.to_string()), "{}", prose);
        }
    }

    #[test]
    fn edtf_reads_back_as_itself(year in 1000i16..2999, month in 1i8..=12, end in 1i16..400) {
        let start = date(year, month, 1);
        let last = start.saturating_add(jiff::Span::new().days(end));
        for text in [
            format!("{start}/{last}"),
            format!("../{last}"),
            format!("{start}/.."),
            format!("{year}-{month:02}"),
            format!("{year}"),
            format!("{}X", year / 10),
        ] {
            let fact = parse(Kind::Date, &text).unwrap();
            prop_assert_eq!(edtf(&fact, &Context::default()), Some(text));
        }
    }

    #[test]
    fn nothing_panics_and_spans_lie_on_characters(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "27", "2024", "31", "0", "9999", "November", "May", "march", "Friday", "until", "from", "to", "–", "-",
                "/", ",", ".", ":", "the", "first", "half", "of", "last", "next", "week", "year", "ago", "three", "and",
                "between", "BC", "12", "am", "noon", "at", "é", "\u{a0}", "\n", "\n\n", "'", "90s", "Q3", "FY", "early",
                "mid", "20th", "century", "Easter", "before", "after", "a", "T09:30", "2024-02-30", "03/06", "(",
                "years", "people", "%", "$", "km", "4", "1999", "o'clock", "p", "m", "hrs", "past", "quarter", "fiscal",
                "c", "AD", "D", "than", "minutes", "in", "eight", "hundred", "nineteen", "s", "may", "tables", "est", ")",
            ]),
            0..14,
        ),
        glue in prop::sample::select(vec![" ", "", "  "]),
    ) {
        let text = words.join(glue);
        for fact in found(&text) {
            prop_assert!(text.get(fact.span.start..fact.span.end).is_some());
            let Value::When(when) = &fact.value else { continue };
            for context in [Context::default(), context()] {
                let _ = when.edtf(&context);
                let _ = when::flaws(when, &context);
                let same = compare((&fact, &context), (&fact, &context), &Leniency::default());
                prop_assert_eq!(same.agreement, Agreement::Equal, "{}", fact.span.of(&text));
            }
        }
        let _ = parse(Kind::Date, &text);
        let _ = parse(Kind::Time, &text);
    }
}
