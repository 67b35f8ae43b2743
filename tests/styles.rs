//! Every value reads back as itself in every style that prose writes it in, whatever stands around it.

use factlock::fact::{Context, Fact, Value, scan};
use factlock::report::value::ValueText;
use proptest::prelude::*;

/// Kind, bounds and unit of a fact; a date has its words instead.
fn value(fact: &Fact, text: &str) -> String {
    match &fact.value {
        Value::Amount(_) => {
            let figure = ValueText::of(fact, &Context::default());
            let [min, max, unit] =
                [figure.min(), figure.max(), figure.unit.as_deref()].map(|part| part.unwrap_or("-"));
            format!("{} {min}..{max} {unit}", fact.kind.name())
        }
        Value::When(_) => format!("{} {}", fact.kind.name(), fact.span.of(text)),
    }
}

fn values(text: &str) -> Vec<String> {
    scan(text).map(|fact| value(&fact, text)).collect()
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [(usize, &str); 4] = [
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

/// A whole number in words, with or without the "and" of British English.
fn spelled(number: usize, and: &str) -> String {
    for (scale, name) in SCALES {
        if number >= scale {
            let (head, rest) = (spelled(number / scale, and), number % scale);
            return match rest {
                0 => format!("{head} {name}"),
                1..100 => format!("{head} {name}{and} {}", spelled(rest, and)),
                _ => format!("{head} {name} {}", spelled(rest, and)),
            };
        }
    }
    match number {
        0..20 => ONES[number].to_owned(),
        20..100 if number.is_multiple_of(10) => TENS[number / 10].to_owned(),
        20..100 => format!("{}-{}", TENS[number / 10], ONES[number % 10]),
        _ => {
            let hundreds = format!("{} hundred", ONES[number / 100]);
            if number.is_multiple_of(100) {
                hundreds
            } else {
                format!("{hundreds}{and} {}", spelled(number % 100, and))
            }
        }
    }
}

/// The last place of a number as an ordinal: 21st, 12th.
fn ordinal(number: u64) -> String {
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

/// Units as symbol, name in the plural, and UCUM code.
const UNITS: [(&str, &str, &str); 14] = [
    ("kg", "kilograms", "kg"),
    ("kt", "kilotonnes", "kt"),
    ("km", "kilometres", "km"),
    ("km²", "square kilometres", "km2"),
    ("m³", "cubic metres", "m3"),
    ("ha", "hectares", "har"),
    ("MW", "megawatts", "MW"),
    ("TWh", "terawatt-hours", "TW.h"),
    ("°C", "degrees Celsius", "Cel"),
    ("km/h", "kilometres per hour", "km/h"),
    ("bbl", "barrels", "[bbl_us]"),
    ("ft", "feet", "[ft_i]"),
    ("oz", "ounces", "[oz_av]"),
    ("kPa", "kilopascals", "kPa"),
];

/// Currencies as sign in front, ISO code, and name in the plural.
const CURRENCIES: [(&str, &str, &str); 6] = [
    ("$", "USD", "dollars"),
    ("€", "EUR", "euros"),
    ("£", "GBP", "pounds sterling"),
    ("₽", "RUB", "roubles"),
    ("A$", "AUD", "Australian dollars"),
    ("₹", "INR", "Indian rupees"),
];

proptest! {
    #[test]
    fn whole_numbers_in_words(number in prop_oneof![2usize..2000, 2usize..10_000_000, 2usize..9_000_000_000_000]) {
        for and in ["", " and"] {
            let text = format!("They counted {} ballots.", spelled(number, and));
            prop_assert_eq!(values(&text), [format!("number {number}..{number} -")], "{}", text);
        }
    }

    #[test]
    fn ordinals(number in 2u64..400) {
        let text = format!("It was their {} meeting.", ordinal(number));
        prop_assert_eq!(values(&text), [format!("ordinal {number}..{number} -")], "{}", text);
    }

    #[test]
    fn quantities(number in 2usize..900, tenths in 1u32..10, unit in prop::sample::select(UNITS.to_vec())) {
        let (symbol, name, code) = unit;
        let decimal = format!("{number}.{tenths}");
        for (written, figure) in [
            (format!("{number} {symbol}"), number.to_string()),
            (format!("{number}\u{a0}{symbol}"), number.to_string()),
            (format!("{number} {name}"), number.to_string()),
            (format!("{} {name}", spelled(number, " and")), number.to_string()),
            (format!("{decimal} {symbol}"), decimal.clone()),
            (format!("{decimal} million {name}"), format!("{number}{tenths}00000")),
            (format!("−{number} {symbol}"), format!("-{number}")),
        ] {
            let text = format!("They had {written}.");
            prop_assert_eq!(values(&text), [format!("quantity {figure}..{figure} {code}")], "{}", text);
        }
    }

    #[test]
    fn money(number in 2usize..900, tenths in 1u32..10, currency in prop::sample::select(CURRENCIES.to_vec())) {
        let (sign, code, name) = currency;
        let decimal = format!("{number}.{tenths}");
        let billions = format!("{number}{tenths}00000000");
        for (written, figure) in [
            (format!("{sign}{number}"), number.to_string()),
            (format!("{code} {number}"), number.to_string()),
            (format!("{number} {name}"), number.to_string()),
            (format!("{sign}{decimal}bn"), billions.clone()),
            (format!("{sign}{decimal} billion"), billions.clone()),
            (format!("{code} {decimal}bn"), billions.clone()),
            (format!("{decimal} billion {name}"), billions.clone()),
            (format!("{} million {name}", spelled(number, " and")), format!("{number}000000")),
        ] {
            let text = format!("They paid {written}.");
            prop_assert_eq!(values(&text), [format!("money {figure}..{figure} {code}")], "{}", text);
        }
    }

    #[test]
    fn ranges(low in 2u32..400, more in 1u32..400) {
        let high = low + more;
        for (written, value) in [
            (format!("${low}–{high} million"), format!("money {low}000000..{high}000000 USD")),
            (format!("between ${low}bn and ${high}bn"), format!("money {low}000000000..{high}000000000 USD")),
            (format!("${low}m to ${high}m"), format!("money {low}000000..{high}000000 USD")),
            (format!("from {low} to {high} tonnes"), format!("quantity {low}..{high} t")),
            (format!("{low}-{high} km"), format!("quantity {low}..{high} km")),
            (format!("{low} km to {high} km"), format!("quantity {low}..{high} km")),
            (format!("{low} to {high} per cent"), format!("percent {low}..{high} %")),
            (format!("{low}%–{high}%"), format!("percent {low}..{high} %")),
            (format!("between {low} and {high} days"), format!("duration {low}..{high} d")),
            (format!("{high} ± {low} kg"), format!("quantity {more}..{} kg", high + low)),
        ] {
            let text = format!("They want {written}.");
            prop_assert_eq!(values(&text), [value], "{}", text);
        }
    }

    #[test]
    fn bounds(number in 2u32..900) {
        for (written, value) in [
            (format!("more than {number}"), format!("number {number}..- -")),
            (format!("at least {number}"), format!("number {number}..- -")),
            (format!("no fewer than {number}"), format!("number {number}..- -")),
            (format!(">{number}"), format!("number {number}..- -")),
            (format!("fewer than {number}"), format!("number -..{number} -")),
            (format!("up to {number}"), format!("number -..{number} -")),
            (format!("nearly {number}"), format!("number -..{number} -")),
            (format!("≤{number}"), format!("number -..{number} -")),
            (format!("about {number}"), format!("number {number}..{number} -")),
        ] {
            let text = format!("They saw {written} boats.");
            prop_assert_eq!(values(&text), [value], "{}", text);
        }
    }

    #[test]
    fn lengths_of_time(number in 2usize..900, unit in prop::sample::select(vec![
        ("seconds", "s"), ("minutes", "min"), ("hours", "h"), ("days", "d"), ("weeks", "wk"), ("months", "mo"), ("years", "a"),
    ])) {
        let (name, code) = unit;
        let single = name.trim_end_matches('s');
        for written in [format!("{number} {name}"), format!("{number}-{single}"), spelled(number, "") + " " + name] {
            let text = format!("A {written} of waiting.");
            prop_assert_eq!(values(&text), [format!("duration {number}..{number} {code}")], "{}", text);
        }
    }

    #[test]
    fn clock_times(hour in 0u32..24, minute in 0u32..60) {
        let half = if hour < 12 { ["am", "a.m."] } else { ["pm", "p.m."] };
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        let [short, dotted] = half;
        for written in [
            format!("{hour:02}:{minute:02}"),
            format!("{twelve}:{minute:02} {short}"),
            format!("{twelve}:{minute:02}{short}"),
            format!("{twelve}.{minute:02}{short}"),
            format!("{twelve}:{minute:02} {dotted}"),
        ] {
            let text = format!("It left at {written} that day.");
            let edtf: Vec<_> = scan(&text)
                .filter_map(|fact| if let Value::When(when) = fact.value { when.edtf(&Default::default()) } else { None })
                .collect();
            prop_assert_eq!(edtf, [format!("T{hour:02}:{minute:02}")], "{}", text);
        }
    }

    /// The facts of a sentence are the same, and at the same places in it, alone, behind and before other sentences, in
    /// its own paragraph or another's.
    #[test]
    fn the_surroundings_change_nothing(
        sentence in prop::sample::select(vec![
            "The field holds about 9.8 bcm of gas, worth $10–12 billion.",
            "Between 27 and 28 November 2024 some 285,000 tonnes were sold at $14/t.",
            "A third of the 1,200 voters, or 33 per cent, came by 9:30 am.",
            "Since the late 1990s output has doubled to 40 MW, up from 20 MW.",
            "The second session lasted two and a half hours on Friday, 3 May 2019.",
            "At least five of the 12 wells are 3,000 to 3,500 m deep.",
        ]),
        // The words next to the sentence are none that mean anything.
        before in "[A-Z][a-z]{2,8} [a-z]{3,8} [a-z]{1,5}oxo[.!?]",
        behind in "[A-Z][a-z]{1,5}oxos [a-z]{3,8}\\.",
        gap in prop::sample::select(vec![" ", "\n", "\n\n", "\r\n\r\n"]),
    ) {
        prop_assume!(values(&before).is_empty() && values(&behind).is_empty());
        let alone: Vec<_> = scan(sentence).map(|fact| (fact.span.start, fact.span.end, value(&fact, sentence))).collect();
        let text = format!("{before}{gap}{sentence}{gap}{behind}");
        let offset = before.len() + gap.len();
        let among: Vec<_> = scan(&text)
            .map(|fact| (fact.span.start - offset, fact.span.end - offset, value(&fact, &text)))
            .collect();
        prop_assert_eq!(among, alone);
    }
}
