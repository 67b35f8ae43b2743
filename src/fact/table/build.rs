//! Turns the tables beside this file into static Rust data, so that nothing is built when factlock starts.
//!
//! Each `.tsv` says in its first lines where it comes from and what its columns mean. Words of any case end up in
//! `WORDS`, symbols that are read in exactly one case in `SYMBOLS`; both are open-addressed hash tables.

#[path = "hash.rs"]
#[allow(dead_code)]
mod hash;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::{env, fs, path::Path};

type Entries = BTreeMap<String, Vec<String>>;

/// SI prefixes: symbol, name, power of ten (SI Brochure, 9th edition, table 7).
const PREFIXES: [(&str, &str, i16); 12] = [
    ("n", "nano", -9),
    ("µ", "micro", -6),
    ("m", "milli", -3),
    ("c", "centi", -2),
    ("d", "deci", -1),
    ("h", "hecto", 2),
    ("k", "kilo", 3),
    ("M", "mega", 6),
    ("G", "giga", 9),
    ("T", "tera", 12),
    ("P", "peta", 15),
    ("", "", 0),
];

#[derive(Default)]
struct Tables {
    /// Rust source of one `Row` each.
    measures: Vec<String>,
    words: Entries,
    symbols: Entries,
    /// Words that a fact can hang on, and which facts, as bits.
    starts: BTreeMap<String, u8>,
    /// Phrases in front of a figure, found from their last word.
    hedges: Entries,
    /// Phrases behind a figure.
    tails: Entries,
    /// Words that the grammars ask for by name.
    asked: Vec<String>,
    /// Words that are looked past in front of a figure.
    quiet_ahead: Vec<String>,
    /// Words in front of a figure beyond which nothing counts.
    silent_ahead: Vec<String>,
    /// Words that are looked past behind a figure.
    quiet_behind: Vec<String>,
    /// Words behind a bare `m` that make it metres.
    metres: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let here = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("src/fact/table");
    println!("cargo::rerun-if-changed={}", here.display());
    let mut tables = Tables::default();
    for file in ["numbers.tsv", "words.tsv", "dates.tsv", "when.tsv"] {
        for row in rows(&here.join(file))? {
            tables.word_row(&row, file)?;
        }
    }
    for row in rows(&here.join("hedges.tsv"))? {
        let sense = format!("Sense::Hedge(Qualifier::{})", column(&row, 2));
        if column(&row, 1) != "after" {
            push(&mut tables.hedges, column(&row, 0), sense.clone());
        }
        if column(&row, 1) != "before" {
            push(&mut tables.tails, column(&row, 0), sense);
        }
    }
    for row in rows(&here.join("asked.tsv"))? {
        tables.asked.push(column(&row, 0).to_owned());
    }
    for row in rows(&here.join("quiet.tsv"))? {
        let (word, side) = (column(&row, 0), column(&row, 1));
        if !matches!(side, "before" | "behind" | "both") || word.len() > 8 {
            return Err(format!(
                "quiet.tsv: a row needs a word of at most eight letters and a side: {row:?}"
            )
            .into());
        }
        if side != "behind" {
            let list =
                if column(&row, 2) == "*" { &mut tables.silent_ahead } else { &mut tables.quiet_ahead };
            list.push(word.to_owned());
        }
        if side != "before" {
            tables.quiet_behind.push(word.to_owned());
        }
    }
    for row in rows(&here.join("metres.tsv"))? {
        tables.metres.push(column(&row, 0).to_owned());
    }
    for row in rows(&here.join("scales.tsv"))? {
        push(&mut tables.symbols, column(&row, 0), format!("Sense::Scale({})", column(&row, 1)));
    }
    for row in rows(&here.join("units.tsv"))? {
        tables.unit_row(&row)?;
    }
    for row in rows(&here.join("currencies.tsv"))? {
        tables.currency_row(&row)?;
    }
    for row in rows(&here.join("anycase.tsv"))? {
        tables.any_case(&row)?;
    }
    for row in rows(&here.join("doubtful.tsv"))? {
        tables.doubtful_row(&row)?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("tables.rs"), tables.source())?;
    Ok(())
}

impl Tables {
    fn word_row(&mut self, row: &[String], file: &str) -> Result<(), Box<dyn Error>> {
        let (word, sense, value) = (column(row, 0), column(row, 1), column(row, 2));
        if word.is_empty() || sense.is_empty() {
            return Err(format!("{file}: a row needs a word and a sense: {row:?}").into());
        }
        let rust =
            if value.is_empty() { format!("Sense::{sense}") } else { format!("Sense::{sense}({value})") };
        push(&mut self.words, word, rust);
        if column(row, 3) == "*" {
            // A phrase is found from its first word.
            let first = word.split(' ').next().unwrap_or(word).to_owned();
            *self.starts.entry(first).or_default() |= hangs(sense);
        }
        Ok(())
    }

    fn unit_row(&mut self, row: &[String]) -> Result<(), Box<dyn Error>> {
        let [code, dimension, factor, shown, flags] = [0, 1, 2, 3, 4].map(|at| column(row, at));
        let (factor, shown) = (number(factor)?, number(shown)?);
        let symbols: Vec<&str> = column(row, 5).split(',').filter(|s| !s.is_empty()).collect();
        let names: Vec<(String, String)> =
            column(row, 6).split(',').filter(|s| !s.is_empty()).map(forms).collect();
        for (prefix, prefix_name, power) in PREFIXES {
            if !(prefix.is_empty() || flags.contains(prefix)) {
                continue;
            }
            let scaled = (factor.0, factor.1 + power, factor.2);
            let code_of = format!("{}{code}", prefix.replace('µ', "u"));
            let title = names.first().map_or(code_of.clone(), |(one, _)| format!("{prefix_name}{one}"));
            let id = self.measure(&code_of, dimension, scaled, shown, &title, None);
            for symbol in &symbols {
                self.symbol(&format!("{prefix}{symbol}"), id);
                if prefix == "µ" {
                    // The Greek letter and the typewriter's stand-in.
                    self.symbol(&format!("μ{symbol}"), id);
                    self.symbol(&format!("u{symbol}"), id);
                }
            }
            for (one, many) in &names {
                self.name(&format!("{prefix_name}{one}"), id);
                self.name(&format!("{prefix_name}{many}"), id);
            }
            for (power, word, short, dimension) in [(2, "square", "sq", "area"), (3, "cubic", "cu", "volume")]
            {
                if !flags.contains(char::from(b'0' + power)) {
                    continue;
                }
                let title =
                    format!("{word} {prefix_name}{}", names.first().map_or("", |(one, _)| one.as_str()));
                let factor = (1, scaled.1 * i16::from(power), 1);
                let id =
                    self.measure(&format!("{code_of}{power}"), dimension, factor, (1, 0, 1), &title, None);
                for symbol in &symbols {
                    let raised = if power == 2 { "²" } else { "³" };
                    self.symbol(&format!("{prefix}{symbol}{raised}"), id);
                    self.symbol(&format!("{prefix}{symbol}{power}"), id);
                    self.name(&format!("{short} {prefix}{symbol}"), id);
                    self.name(&format!("{word} {prefix}{symbol}"), id);
                }
                for (one, many) in &names {
                    for end in [one, many] {
                        self.name(&format!("{word} {prefix_name}{end}"), id);
                        self.name(&format!("{short} {prefix_name}{end}"), id);
                    }
                }
            }
        }
        Ok(())
    }

    fn currency_row(&mut self, row: &[String]) -> Result<(), Box<dyn Error>> {
        let [code, per, family] = [0, 1, 2].map(|at| column(row, at));
        let (family, shared) = (family.trim_end_matches('*'), family.ends_with('*'));
        let shown = if per == "100" { (1, -2, 1) } else { (1, 0, 1) };
        let id = self.measure(code, code, (1, 0, 1), shown, family, Some(shared));
        let mut millions = Vec::new();
        for symbol in column(row, 3).split(',').filter(|s| !s.is_empty()) {
            self.symbol(symbol, id);
            if symbol == code {
                millions.push(format!("M{code}"));
            }
        }
        // "120 MEUR": millions, as companies write them.
        for symbol in millions {
            let id = self.measure(code, code, (1, 0, 1), (1, 6, 1), family, Some(false));
            self.symbol(&symbol, id);
        }
        for (one, many) in column(row, 4).split(',').filter(|s| !s.is_empty()).map(forms) {
            self.name(&one, id);
            self.name(&many, id);
        }
        Ok(())
    }

    fn measure(
        &mut self,
        code: &str,
        dimension: &str,
        factor: (i128, i16, u32),
        shown: (i128, i16, u32),
        name: &str,
        currency: Option<bool>,
    ) -> usize {
        let [factor, shown] = [factor, shown].map(|(digits, exponent, divisor)| {
            format!("Number {{ digits: {digits}, exponent: {exponent}, divisor: {divisor} }}")
        });
        let (money, shared) = (currency.is_some(), currency == Some(true));
        self.measures.push(format!(
            "Row {{ code: {code:?}, dimension: {dimension:?}, factor: {factor}, shown: {shown}, \
             name: {name:?}, money: {money}, shared: {shared} }}"
        ));
        self.measures.len() - 1
    }

    fn symbol(&mut self, symbol: &str, id: usize) {
        // A symbol of two or more words ("sq mi") is matched like a name.
        let table = if symbol.contains(' ') { &mut self.words } else { &mut self.symbols };
        push(table, &if symbol.contains(' ') { symbol.to_lowercase() } else { symbol.to_owned() }, unit(id));
    }

    fn name(&mut self, name: &str, id: usize) {
        push(&mut self.words, &name.to_lowercase().replace('-', " "), unit(id));
    }

    /// Lets a symbol be read in any case: "KM", "Kwh". Such a spelling must mean one thing.
    fn any_case(&mut self, row: &[String]) -> Result<(), Box<dyn Error>> {
        let folded = column(row, 0);
        let mut found = self.symbols.iter().filter(|(symbol, _)| symbol.eq_ignore_ascii_case(folded));
        let Some((_, senses)) = found.next().filter(|(_, senses)| senses.len() == 1) else {
            return Err(format!("anycase.tsv: no symbol, or one of several senses: {folded}").into());
        };
        if found.any(|(_, other)| other != senses) {
            return Err(format!("anycase.tsv: in another case it means something else: {folded}").into());
        }
        self.words.entry(folded.to_owned()).or_insert_with(|| senses.clone());
        Ok(())
    }

    /// A symbol, or in small letters a name, that is also a word or a name of something else.
    fn doubtful_row(&mut self, row: &[String]) -> Result<(), Box<dyn Error>> {
        let text = column(row, 0);
        let name = text.bytes().all(|byte| byte.is_ascii_lowercase());
        let table = if name { &mut self.words } else { &mut self.symbols };
        let Some(senses) = table.get_mut(text) else {
            return Err(format!("doubtful.tsv: no unit: {text}").into());
        };
        senses.push(format!("Sense::Least({})", column(row, 1)));
        Ok(())
    }

    /// Gives every word of a phrase an entry: a word without one ends the search for longer phrases.
    fn phrase_words(&mut self) {
        let words: Vec<String> = self
            .words
            .keys()
            .filter(|phrase| phrase.contains(' '))
            .flat_map(|phrase| phrase.split(' '))
            .map(str::to_owned)
            .collect();
        for word in words {
            self.words.entry(word).or_default();
        }
    }

    /// How many words the longest phrase of dates has that ends with a word.
    fn cue_ends(&self, last: impl Fn(&str) -> String) -> BTreeMap<String, usize> {
        let is_cue = |senses: &&Vec<String>| senses.iter().any(|sense| sense.starts_with("Sense::Cue"));
        let cues = self.words.iter().filter(|(_, senses)| is_cue(senses));
        let mut phrases: Entries = cues.map(|(phrase, senses)| (phrase.clone(), senses.clone())).collect();
        key_words(&mut phrases, last)
    }

    /// The words that a date or clock time can be made of or lean on, those of phrases too.
    fn date_words(&self) -> BTreeSet<String> {
        let of_dates = |sense: &String| {
            let named = ["Cue", "Month", "Weekday", "Span", "Ordinal", "Cardinal", "Part", "Scale"];
            named.iter().any(|name| sense.starts_with(&format!("Sense::{name}")))
        };
        let phrases = self.words.iter().filter(|(_, senses)| senses.iter().any(of_dates));
        phrases.flat_map(|(phrase, _)| phrase.split(' ')).map(str::to_owned).collect()
    }

    fn source(mut self) -> String {
        let mut out = String::new();
        let _ = writeln!(
            out,
            "pub static MEASURES: [Row; {}] = [{}];",
            self.measures.len(),
            self.measures.join(",\n")
        );
        let first = |phrase: &str| phrase.split(' ').next().unwrap_or_default().to_owned();
        let last = |phrase: &str| phrase.split(' ').next_back().unwrap_or_default().to_owned();
        self.phrase_words();
        let ends = self.cue_ends(last);
        let words = key_words(&mut self.words, first);
        let hedges = key_words(&mut self.hedges, last);
        let tails = key_words(&mut self.tails, first);
        let (none, no_starts, never) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        let dates = self.date_words();
        let plain = |longest| Marks { longest, ends: &none, starts: &no_starts, dates: &never };
        table(&mut out, "HEDGE", &self.hedges, &plain(&hedges));
        table(&mut out, "TAIL", &self.tails, &plain(&tails));
        table(&mut out, "SYMBOL", &self.symbols, &plain(&none));
        let marks = Marks { longest: &words, ends: &ends, starts: &self.starts, dates: &dates };
        table(&mut out, "WORD", &self.words, &marks);
        let heard = [&self.words, &self.hedges, &self.tails, &self.symbols].map(Entries::keys);
        let heard = heard.into_iter().flatten().chain(&self.asked).flat_map(|phrase| phrase.split(' '));
        for (name, bits) in [
            ("STARTS", filter(self.starts.keys().map(String::as_str))),
            ("KNOWN", filter(self.words.keys().map(String::as_str))),
            ("HEARD", filter(heard)),
        ] {
            let _ = writeln!(out, "pub static {name}: [u64; hash::FILTER] = {bits:?};");
        }
        let begins = beginnings(self.starts.keys().map(String::as_str));
        let _ = writeln!(out, "static BEGINS: [u64; hash::BEGINNINGS] = {begins:?};");
        for (name, words) in [
            ("QUIET_AHEAD", &self.quiet_ahead),
            ("SILENT_AHEAD", &self.silent_ahead),
            ("QUIET_BEHIND", &self.quiet_behind),
            ("METRES", &self.metres),
        ] {
            let mut keys: Vec<u64> = words.iter().map(|word| word_key(word)).collect();
            keys.sort_unstable();
            let _ = writeln!(out, "static {name}: [u64; {}] = {keys:?};", keys.len());
        }
        out
    }
}

/// A phrase is found from one of its words, its key: that word's entry says how many words the longest phrase has.
fn key_words(entries: &mut Entries, key: impl Fn(&str) -> String) -> BTreeMap<String, usize> {
    let mut longest = BTreeMap::new();
    for phrase in entries.keys() {
        let most = longest.entry(key(phrase)).or_insert(1);
        *most = phrase.split(' ').count().max(*most);
    }
    for word in longest.keys() {
        entries.entry(word.clone()).or_default();
    }
    longest
}

/// What is known of the words of a table beside their senses.
struct Marks<'t> {
    /// Words of the longest phrase that starts with a word.
    longest: &'t BTreeMap<String, usize>,
    /// Words of the longest phrase of dates that ends with a word.
    ends: &'t BTreeMap<String, usize>,
    /// The words that a fact can hang on, and which facts.
    starts: &'t BTreeMap<String, u8>,
    /// The words that dates are made of.
    dates: &'t BTreeSet<String>,
}

/// Writes one hash table: the entries, and slots of entry number + 1 (0 is empty).
fn table(out: &mut String, name: &str, entries: &Entries, marks: &Marks<'_>) {
    let size = (entries.len() * 3).next_power_of_two();
    let mut slots = vec![0u16; size];
    let _ = writeln!(out, "pub static {name}S: [Lexeme; {}] = [", entries.len());
    for (number, (text, senses)) in entries.iter().enumerate() {
        let words = marks.longest.get(text).copied().unwrap_or(1);
        let ends = marks.ends.get(text).copied().unwrap_or(1);
        let hangs = marks.starts.get(text).copied().unwrap_or_default();
        let _ = writeln!(
            out,
            "Lexeme {{ text: {text:?}, key: {:#x}, words: {words}, ends: {ends}, hangs: {hangs}, dates: {}, senses: &[{}] }},",
            hash::chunk(text.as_bytes()),
            marks.dates.contains(text),
            senses.join(", ")
        );
        let mut at = hash::hash(text.as_bytes()) as usize & (size - 1);
        while slots[at] != 0 {
            at = (at + 1) & (size - 1);
        }
        slots[at] = u16::try_from(number + 1).unwrap_or_default();
    }
    let _ = writeln!(out, "];\npub static {name}_SLOTS: [u16; {size}] = {slots:?};");
}

fn push(entries: &mut Entries, word: &str, sense: String) {
    let senses = entries.entry(word.to_owned()).or_default();
    if !senses.contains(&sense) {
        senses.push(sense);
    }
}

fn unit(id: usize) -> String {
    format!("Sense::Unit(Measure::at({id}))")
}

/// Which facts hang on a word of this sense: the constants AMOUNT, DATE and VAGUE of the tables.
fn hangs(sense: &str) -> u8 {
    match sense {
        // "two weeks ago", "the first quarter", "half past nine", "this year"
        "Cardinal" | "Ordinal" | "Part" | "Span" => 3,
        "Scale" | "Group" | "Times" | "Share" => 1,
        "Pair" | "Vague" => 4,
        _ => 2,
    }
}

/// A filter for the first eight letters of these words. Words that are not all ASCII letters may slip through it.
fn filter<'w>(words: impl Iterator<Item = &'w str>) -> [u64; hash::FILTER] {
    let mut bits = [0; hash::FILTER];
    for word in words {
        let bit = hash::place(word_key(word));
        bits[bit / 64] |= 1 << (bit % 64);
    }
    bits
}

/// A filter for the first three letters of these words.
fn beginnings<'w>(words: impl Iterator<Item = &'w str>) -> [u64; hash::BEGINNINGS] {
    let mut bits = [0; hash::BEGINNINGS];
    for word in words {
        assert!(word.len() > 2 && word.is_ascii(), "{word}: a fact hangs on words of three letters and more");
        let bit = hash::begin([word.as_bytes()[0], word.as_bytes()[1], word.as_bytes()[2], 0]);
        bits[bit / 64] |= 1 << (bit % 64);
    }
    bits
}

/// The first eight letters of a word as the lexer compares them.
fn word_key(word: &str) -> u64 {
    hash::key(hash::padded(word.as_bytes())).0
}

/// Singular and plural of a name; `foot=feet` gives an irregular one.
fn forms(name: &str) -> (String, String) {
    if let Some((one, many)) = name.split_once('=') {
        return (one.to_owned(), many.to_owned());
    }
    // The first word takes the plural in "part per million", and so on; those rows spell both.
    (name.to_owned(), format!("{name}s"))
}

/// Rows of a table: comment lines and blank lines left out, columns split at tabs.
fn rows(path: &Path) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn column(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

/// An exact decimal or a fraction as digits, exponent and divisor.
fn number(text: &str) -> Result<(i128, i16, u32), Box<dyn Error>> {
    let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
    let (whole, decimals) = top.split_once('.').unwrap_or((top, ""));
    let digits = format!("{whole}{decimals}").parse()?;
    Ok((digits, -i16::try_from(decimals.len())?, bottom.parse()?))
}
