//! What the extractor promises of any text, and the styles in which it reads a figure back.

use factlock::fact::{Agreement, Context, Fact, Kind, Leniency, Value, compare, parse, scan, scan_all};
use factlock::report::value::ValueText;
use proptest::prelude::*;

/// The facts of a text as `kind|text|min|max|unit|qualifier`.
fn facts(text: &str) -> Vec<String> {
    scan(text)
        .map(|fact| match &fact.value {
            Value::Amount(_) => {
                let figure = ValueText::of(&fact, &Context::default());
                let [min, max, unit, qualifier] =
                    [figure.min(), figure.max(), figure.unit.as_deref(), figure.qualifier]
                        .map(|part| part.unwrap_or("-"));
                format!("{}|{}|{min}|{max}|{unit}|{qualifier}", fact.kind.name(), fact.span.of(text))
            }
            Value::When(_) => format!("{}|{}", fact.kind.name(), fact.span.of(text)),
        })
        .collect()
}

fn agreement(claimed: &Fact, found: &Fact) -> Agreement {
    let context = Context::default();
    compare((claimed, &context), (found, &context), &Leniency::default()).agreement
}

#[test]
fn reads_what_newswire_writes() {
    for (text, expected) in [
        (
            "a plant between $10bn and $12 billion",
            "money|between $10bn and $12 billion|10000000000|12000000000|USD|-",
        ),
        ("no fewer than 40 wells", "number|no fewer than 40|40|-|-|at-least"),
        ("a 350-kilometre-long line", "quantity|350-kilometre-long|350|350|km|-"),
        ("sold at $14/t", "money|$14/t|14|14|USD/t|-"),
        ("9.8 bcm of gas", "quantity|9.8 bcm|9800000000|9800000000|m3|-"),
        ("nearly two-thirds of voters", "number|nearly two-thirds|-|0.666666666666667|-|less-than"),
        ("six\u{a0}out\u{a0}of\u{a0}10 pupils", "number|six\u{a0}out\u{a0}of\u{a0}10|0.6|0.6|-|-"),
        ("£9m p.a. for it", "money|£9m p.a.|9000000|9000000|GBP/a|-"),
        ("5 tonnes per annum", "quantity|5 tonnes per annum|5|5|t/a|-"),
        ("a 90-km/h wind", "quantity|90-km/h|90|90|km/h|-"),
        ("a 90-kilometre-an-hour wind", "quantity|90-kilometre-an-hour|90|90|km/h|-"),
        ("wheat at $5.52¼ a bushel", "money|$5.52¼ a bushel|5.5225|5.5225|USD/[bu_us]|-"),
        ("a scam of Rs 1,200 cr", "money|Rs 1,200 cr|12000000000|12000000000|INR|-"),
        ("a scam of Rs 9.8 lakh cr", "money|Rs 9.8 lakh cr|9800000000000|9800000000000|INR|-"),
        ("a high of 38C", "quantity|38C|38|38|Cel|-"),
        ("cold as -3F", "quantity|-3F|-3|-3|[degF]|-"),
        ("the bus at 14.30", "time|14.30"),
        ("the bus at 1730 hours", "time|1730 hours"),
        ("a wait of 1730 hours", "duration|1730 hours|1730|1730|h|-"),
        ("they met on 9 June.", "date|9 June"),
        ("they met on 9 Jun. and left", "date|9 Jun."),
        ("one in four pupils", "number|one in four|0.25|0.25|-|-"),
        ("a rise of 2 percentage points", "percent|2 percentage points|2|2|pp|-"),
        ("it took a year and a half", "duration|a year and a half|1.5|1.5|a|-"),
        ("5 feet 2 inches tall", "quantity|5 feet 2 inches|62|62|[in_i]|-"),
        ("more than 10 but less than 20 ships", "number|more than 10 but less than 20|10|20|-|-"),
        ("oil at $80–85 a barrel", "money|$80–85 a barrel|80|85|USD/[bbl_us]|-"),
        ("pumps 1.2m bpd", "quantity|1.2m bpd|1200000|1200000|[bbl_us]/d|-"),
        ("45 euro cents", "money|45 euro cents|0.45|0.45|EUR|-"),
        ("paid €19–21m for it", "money|€19–21m|19000000|21000000|EUR|-"),
        ("put at $10 – 12 billion", "money|$10 – 12 billion|10000000000|12000000000|USD|-"),
        ("five to six million people", "number|five to six million|5000000|6000000|-|-"),
        (
            "from ten to twelve billion euros",
            "money|from ten to twelve billion euros|10000000000|12000000000|EUR|-",
        ),
        ("a rope of 19–21m", "quantity|19–21m|19|21|m|-"),
        ("the 21st session", "ordinal|21st|21|21|-|-"),
        ("100-plus villages", "number|100-plus|100|-|-|more-than"),
        ("minus 40 degrees Celsius", "quantity|minus 40 degrees Celsius|-40|-40|Cel|-"),
        ("a fund cut by 25bp", "percent|25bp|0.25|0.25|pp|-"),
        ("put at €10-€12 billion", "money|€10-€12 billion|10000000000|12000000000|EUR|-"),
        ("put at £10 billion-£12 billion", "money|£10 billion-£12 billion|10000000000|12000000000|GBP|-"),
        ("put at ₽10-12 billion", "money|₽10-12 billion|10000000000|12000000000|RUB|-"),
        ("it took 12 €", "money|12 €|12|12|EUR|-"),
        ("a quarter-point cut", "percent|a quarter-point|0.25|0.25|pp|-"),
        ("a margin of 5%-8%", "percent|5%-8%|5|8|%|-"),
        ("shares at 212p", "money|212p|2.12|2.12|GBP|-"),
        ("it cost 12 dollars 75.", "money|12 dollars 75|12.75|12.75|USD|-"),
        ("euro 3 million was lent", "money|euro 3 million|3000000|3000000|EUR|-"),
        ("nearly $4 1/2 billion", "money|nearly $4 1/2 billion|-|4500000000|USD|less-than"),
        ("some 2 ½ million trees", "number|some 2 ½ million|2500000|2500000|-|about"),
        ("jobs--45 per cent of them", "percent|45 per cent|45|45|%|-"),
        ("public schooling—11 years of it", "duration|11 years|11|11|a|-"),
        ("worked 38 hours a week", "duration|38 hours|38|38|h|-"),
        ("one in every 150 adults", "number|one in every 150|0.00666666666666667|0.00666666666666667|-|-"),
        ("a half-million readers", "number|a half-million|500000|500000|-|-"),
        ("three twenty-fifths", "number|three twenty-fifths|0.12|0.12|-|-"),
        ("it will rise to $5 to 6 billion", "money|$5 to 6 billion|5000000000|6000000000|USD|-"),
        ("some 12 sq miles of sea", "quantity|some 12 sq miles|12|12|[mi_i]2|about"),
        ("sales rose 3.2pc", "percent|3.2pc|3.2|3.2|%|-"),
        ("a cut of 0.25 pc", "percent|0.25 pc|0.25|0.25|%|-"),
        ("a 5 Mpc gap", "quantity|5 Mpc|5|5|Mpc|-"),
        ("300 PC users", "number|300|300|300|-|-"),
        ("<b>Mills:</b> 5 stand", "number|5|5|5|-|-"),
        ("<br/>5 kg", "quantity|5 kg|5|5|kg|-"),
        ("<a href=\"mills\">5 kg</a>", "quantity|5 kg|5|5|kg|-"),
        ("if a<b and c>5 kg", "quantity|>5 kg|5|-|kg|more-than"),
        ("as in Fig. A third of them", "number|A third|0.333333333333333|0.333333333333333|-|-"),
        ("in the western third of it", "number|third|0.333333333333333|0.333333333333333|-|-"),
        ("the top tenth of earners", "number|tenth|0.1|0.1|-|-"),
        ("his third of the season", "ordinal|third|3|3|-|-"),
    ] {
        assert_eq!(facts(text), [expected], "{text}");
    }
}

#[test]
fn reads_what_science_and_the_energy_trade_write() {
    for (text, expected) in [
        ("a light of 12 µmol m−2", "quantity|12 µmol m−2|12|12|umol/m2|-"),
        ("a density of 980 kg m−3", "quantity|980 kg m−3|980|980|kg/m3|-"),
        ("0.4 g L⁻¹ of salt", "quantity|0.4 g L⁻¹|0.4|0.4|g/l|-"),
        ("pulled at 9.81 m/s²", "quantity|9.81 m/s²|9.81|9.81|m/s2|-"),
        ("cooled to 77 K and", "quantity|77 K|77|77|K|-"),
        ("a protein of 52 kDa", "quantity|52 kDa|52|52|kDa|-"),
        ("4.5 nM of it", "quantity|4.5 nM|4.5|4.5|nmol/l|-"),
        ("a torque of 310 N·m", "quantity|310 N·m|310|310|N.m|-"),
        ("pulses of 150 mJ", "quantity|150 mJ|150|150|mJ|-"),
        ("aged 61.5 ± 7.5 years", "duration|61.5 ± 7.5 years|54|69|a|-"),
        ("a line at 420 +/- 5 nm", "quantity|420 +/- 5 nm|415|425|nm|-"),
        ("a mass of (2.4 ± 0.2) × 10^3 kg", "quantity|(2.4 ± 0.2) × 10^3 kg|2200|2600|kg|-"),
        ("a density of 41/km²", "quantity|41/km²|41|41|/km2|-"),
        ("41 per square kilometre", "quantity|41 per square kilometre|41|41|/km2|-"),
        ("at 46°30′N", "quantity|46°30′N|46.5|46.5|deg|-"),
        ("a man of 6'3\"", "quantity|6'3\"|75|75|[in_i]|-"),
        ("5 ft 9 in and thin", "quantity|5 ft 9 in|69|69|[in_i]|-"),
        ("a fall of 31 in (79 cm", "number|31|31|31|-|-"),
        ("(31 in)", "quantity|31 in|31|31|[in_i]|-"),
        ("output of 1.8 mb/d", "quantity|1.8 mb/d|1800000|1800000|[bbl_us]/d|-"),
        ("240 kb/d less", "quantity|240 kb/d|240000|240000|[bbl_us]/d|-"),
        ("a plant of 5.2 mtpa", "quantity|5.2 mtpa|5200000|5200000|t/a|-"),
        ("emits 410 gCO2/kWh", "quantity|410 gCO2/kWh|410|410|g/kW.h|-"),
    ] {
        assert_eq!(facts(text).first().map(String::as_str), Some(expected), "{text}");
    }
}

#[test]
fn two_numbers_bound_a_guess() {
    for (text, expected) in [
        ("two or three days late", "duration|two or three days|2|3|d|-"),
        ("five or six hundred marchers", "number|five or six hundred|500|600|-|-"),
        ("3 or 4 per cent of it", "percent|3 or 4 per cent|3|4|%|-"),
        ("a five- to ten-year plan", "duration|five- to ten-year|5|10|a|-"),
        ("a 10- to 15-minute walk", "duration|10- to 15-minute|10|15|min|-"),
        ("a two-to-three-week delay", "duration|two-to-three-week|2|3|wk|-"),
        ("costs cut by 20 to 25 per cent", "percent|20 to 25 per cent|20|25|%|-"),
    ] {
        assert_eq!(facts(text), [expected], "{text}");
    }
    // A choice, not a guess.
    assert_eq!(facts("lasts 12 or 48 hours").len(), 2);
}

#[test]
fn leaves_out_what_is_no_figure() {
    for text in [
        "version 1.2.3 was out",
        "call 555-1212 or 123-12-1234",
        "CO2 and H2O",
        "a Su-35 jet",
        "one of them",
        "no one came",
        "see Article 5(2), Section 3(a)(7); Section 14(b) and Section 3.2",
        "growth slowed.12 The bank",
        "won 3-1 at home",
        "at 10 Downing Street",
        "at Gate 12C, in row 14C",
        "a 4:3 screen",
        "which one do you mean",
        "the other half",
        "her half-brother",
        "the isotope's half-life",
        "a Boeing 737-800 jet",
        "a woman in her 60s",
        "the S&P 500 and the FTSE 100",
        "filmed in 1080p",
        "see pages 12-15",
    ] {
        assert!(facts(text).is_empty(), "{text}: {:?}", facts(text));
    }
}

#[test]
fn a_word_or_a_name_behind_a_figure_is_no_unit() {
    for (text, expected) in [
        ("six UN agencies", "number|six|6|6|-|-"),
        ("108 U.N. staff", "number|108|108|108|-|-"),
        ("2 UK ministers", "number|2|2|2|-|-"),
        ("three ATM machines", "number|three|3|3|-|-"),
        ("two Mars probes", "number|two|2|2|-|-"),
        ("10 mats", "number|10|10|10|-|-"),
        ("In 1954 we built it", "date|1954"),
        ("the vote in 2017 won him praise", "date|2017"),
        ("all 12 won a prize", "number|12|12|12|-|-"),
        ("at COP 29 in Baku", "number|29|29|29|-|-"),
        ("in PHP 8.1", "number|8.1|8.1|8.1|-|-"),
        ("for Ms Le PEN 41.5%", "percent|41.5%|41.5|41.5|%|-"),
        ("the 1979 revolution", "date|1979"),
        ("1.2 million Da Nang residents", "number|1.2 million|1200000|1200000|-|-"),
        // And what looks like it, but is one.
        ("it cost 2,000 won", "money|2,000 won|2000|2000|KRW|-"),
        ("a loan of COP 29 million", "money|COP 29 million|29000000|29000000|COP|-"),
        ("for PHP 1,200", "money|PHP 1,200|1200|1200|PHP|-"),
        ("three turns", "quantity|three turns|3|3|turn|-"),
        ("a 12 V DC socket", "quantity|12 V|12|12|V|-"),
        ("over 20 KM", "quantity|over 20 KM|20|-|km|more-than"),
        ("60 Kwh a month", "quantity|60 Kwh a month|60|60|kW.h/mo|-"),
        ("paid 40 usd", "money|40 usd|40|40|USD|-"),
    ] {
        assert_eq!(facts(text), [expected], "{text}");
    }
}

#[test]
fn a_bare_m_is_a_million_of_what_is_counted() {
    for (text, expected) in [
        ("12m new jobs", "number|12m|12000000|12000000|-|-"),
        ("nearly 4m young people", "number|nearly 4m|-|4000000|-|less-than"),
        ("10m Norwegians", "number|10m|10000000|10000000|-|-"),
        ("a 12m concrete wall", "quantity|12m|12|12|m|-"),
        ("a 12m concrete piles", "quantity|12m|12|12|m|-"),
        ("12m high walls", "quantity|12m|12|12|m|-"),
        ("30m above the rooftops", "quantity|30m|30|30|m|-"),
        ("the 110m hurdles", "quantity|110m|110|110|m|-"),
    ] {
        assert_eq!(facts(text), [expected], "{text}");
    }
}

#[test]
fn four_digits_in_front_of_a_unit_are_no_year() {
    for (text, expected) in [
        ("covers 1990 sq km of it", "quantity|1990 sq km|1990|1990|km2|-"),
        ("pumps 2015 cubic metres", "quantity|2015 cubic metres|2015|2015|m3|-"),
        ("rises to 2085 m.", "quantity|2085 m|2085|2085|m|-"),
        ("paid in 2015 US dollars", "date|2015"),
        ("since 2016 K Street", "date|since 2016"),
    ] {
        assert_eq!(facts(text), [expected], "{text}");
    }
}

#[test]
fn a_change_is_no_range() {
    let found = facts("output rose from 10 to 12 tonnes");
    assert_eq!(found, ["quantity|10|10|10|t|-", "quantity|12 tonnes|12|12|t|-"]);
    assert_eq!(facts("sales grew tenfold, from €3m to €30m").len(), 3);
    assert_eq!(facts("from 10 to 12 tonnes a year"), ["quantity|from 10 to 12 tonnes a year|10|12|t/a|-"]);
}

#[test]
fn a_fact_ends_with_its_paragraph() {
    assert_eq!(facts("10\n\ntonnes"), ["number|10|10|10|-|-"]);
    assert_eq!(facts("10\ntonnes"), ["quantity|10\ntonnes|10|10|t|-"]);
}

#[test]
fn renderings_of_one_value_are_equal() {
    for (kind, claimed, renderings) in [
        (
            Kind::Quantity,
            "285 kt",
            &["285,000 tonnes", "0.285 Mt", "two hundred and eighty-five thousand tonnes"][..],
        ),
        (Kind::Money, "EUR 300m", &["€300 million", "300 mln EUR", "€0.3bn"]),
        (Kind::Percent, "25%", &["one in four", "a quarter", "25 per cent"]),
        (Kind::Duration, "two years", &["24 months", "2 years"]),
        (Kind::Number, "doubled", &["twofold", "a factor of two", "100 per cent"]),
        (Kind::Number, "at least 12", &["no fewer than twelve", "12 or more"]),
    ] {
        let claim = parse(kind, claimed).unwrap();
        for rendering in renderings {
            let found = scan(rendering).next().unwrap();
            assert_eq!(agreement(&claim, &found), Agreement::Equal, "{claimed}: {rendering}");
        }
    }
}

#[test]
fn a_slip_is_not_silent() {
    for (kind, claimed, found, expected) in [
        (Kind::Money, "$10–12 billion", "$10–15 billion", Agreement::Different),
        (Kind::Quantity, "285 kt", "285,000 kg", Agreement::Different),
        (Kind::Number, "at least 12", "12", Agreement::Different),
        (Kind::Number, "12", "at least 12", Agreement::Weaker),
        (Kind::Number, "about 12", "12", Agreement::Different),
        (Kind::Number, "1,535,000", "about 1.5 million", Agreement::Rounded),
        (Kind::Number, "1,535,000", "about 1.6 million", Agreement::Different),
        (Kind::Number, "1,535,000", "1.5 million", Agreement::Different),
        (Kind::Money, "$10–12 billion", "$10 billion or more", Agreement::Weaker),
        (Kind::Percent, "2 percentage points", "2 per cent", Agreement::Different),
        (Kind::Money, "€50 million a year", "€50 million", Agreement::Different),
    ] {
        let claim = parse(kind, claimed).unwrap();
        let read = scan(found).next().unwrap();
        assert_eq!(agreement(&claim, &read), expected, "{claimed}: {found}");
    }
}

/// Writes a whole number with a separator between groups of three.
fn grouped(value: u64, separator: &str) -> String {
    let digits = value.to_string();
    let head = digits.len() % 3;
    let mut groups: Vec<&str> = Vec::new();
    if head > 0 {
        groups.push(&digits[..head]);
    }
    let mut at = head;
    while at < digits.len() {
        groups.push(&digits[at..at + 3]);
        at += 3;
    }
    groups.join(separator)
}

proptest! {
    #[test]
    fn a_number_reads_back_in_every_style(value in 1u64..10_000_000_000, decimals in 0u64..100) {
        for separator in ["", ",", "'", "\u{a0}", "\u{2009}", "\u{202f}", " "] {
            let written = grouped(value, separator);
            let text = format!("some of the {written} ballots");
            // A bare number of four digits may be a year.
            prop_assume!(value > 9999 || separator == ",");
            let want = value.to_string();
            prop_assert_eq!(facts(&text), [format!("number|{written}|{want}|{want}|-|-")]);
        }
        let written = format!("{}.{decimals:02}5", grouped(value, ","));
        let want = format!("{value}.{decimals:02}5");
        prop_assert_eq!(facts(&format!("${written}")), [format!("money|${written}|{want}|{want}|USD|-")]);
        let written = format!("{value}.5%");
        prop_assert_eq!(facts(&written), [format!("percent|{value}.5%|{value}.5|{value}.5|%|-")]);
    }

    #[test]
    fn any_text_is_read_in_order_and_on_character_boundaries(text in "\\PC{0,80}") {
        let mut end = 0;
        for fact in scan(&text) {
            prop_assert!(fact.span.start >= end && fact.span.end > fact.span.start);
            prop_assert!(text.is_char_boundary(fact.span.start) && text.is_char_boundary(fact.span.end));
            end = fact.span.end;
        }
    }

    #[test]
    fn figures_and_units_in_any_order_make_no_panic(
        words in proptest::collection::vec("[0-9]{1,4}|[,.$€%/½–-]|about|million|and|a|half|of|in|to|between|one|third|km|bn|twenty|hundred| |\n", 0..24)
    ) {
        let text = words.join("");
        let spaced = words.join(" ");
        prop_assert!(scan(&text).count() <= text.len());
        prop_assert!(scan(&spaced).count() <= spaced.len());
    }

    #[test]
    fn the_surroundings_change_nothing(before in "[A-Z][a-z]{2,8} [a-z]{1,5}oxo\\.", behind in "[A-Z][a-z]{1,5}oxos [a-z]{3,8}\\.") {
        prop_assume!(facts(&before).is_empty() && facts(&behind).is_empty());
        let sentence = "The field holds about 9.8 bcm of gas, worth $10–12 billion.";
        let alone = facts(sentence);
        prop_assert_eq!(facts(&format!("{before}\n\n{sentence}\n\n{behind}")), alone);
    }
}

#[test]
fn numbers_told_without_a_figure_leave_the_others_as_they_are() {
    for text in [
        "sent a few0musd0.m–usd0.",
        "a pair of5 km",
        "Several 5 km runs, both in 3 hours; a few 7s.",
        "a few 1. Next",
        "a few+1 555 0100",
        "(Both of April came",
    ] {
        let told: Vec<_> = scan(text).collect();
        let all: Vec<_> = scan_all(text).filter(|fact| !fact.is_vague()).collect();
        assert_eq!(told, all, "{text}");
    }
}

#[test]
fn an_endless_chain_of_ranges_is_read_in_time_and_in_little_stack() {
    let start = std::time::Instant::now();
    for piece in ["5–10 to ", "5 to ", "to 5–", "1–"] {
        scan(&piece.repeat(50_000)).for_each(drop);
    }
    assert!(start.elapsed() < std::time::Duration::from_secs(30), "{:?}", start.elapsed());
    assert_eq!(facts("built 5,000–4,000 BC"), ["date|5,000–4,000 BC"]);
}

#[test]
fn a_range_that_ends_before_it_begins_is_itself() {
    let fact = scan("end of today to 2024-06").next().unwrap();
    let context = Context { written: Some(jiff::civil::date(2024, 11, 29)), ..Context::default() };
    let own = compare((&fact, &context), (&fact, &context), &Leniency::default());
    assert_eq!(own.agreement, Agreement::Equal);
}

#[test]
fn facts_of_paragraphs_by_themselves_are_those_of_the_text() {
    let paragraphs = [
        "from 5",
        "to 10 tonnes",
        "about",
        "12% of",
        "$5 million",
        "a year",
        "between 3 and",
        "7 May",
        "2024",
        "3. Next",
        "(2023 est.)",
        "late",
        "1990s",
        "minus",
        "7.5",
        "US",
        "$4",
        "more than",
        "two-",
        "thirds",
        "",
        "May",
        "20, 2024",
        "Article",
        "9",
    ];
    for end in ["\n\n", "\n\r\n"] {
        for one in paragraphs {
            for other in paragraphs {
                let text = format!("{one}{end}{other}");
                let behind = one.len() + end.len();
                let first = scan(&text[..behind]);
                let second =
                    scan(&text[behind..]).map(|fact| Fact { span: fact.span.shifted(behind), ..fact });
                let parted: Vec<_> = first.chain(second).collect();
                assert_eq!(scan(&text).collect::<Vec<_>>(), parted, "{text:?}");
            }
        }
    }
}
