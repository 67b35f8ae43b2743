//! A fact as JSON, written by hand: lists of facts are the one output that grows with the text, and most of their cost.

use super::results::FactResult;

impl FactResult {
    /// Appends the fact as a JSON object: the same bytes as `serde_json`, without looking for what to escape in the names
    /// of the fields.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"kind\":");
        string(out, &self.kind);
        out.extend_from_slice(b",\"text\":");
        string(out, &self.text);
        number(out, b",\"start\":", self.start);
        number(out, b",\"end\":", self.end);
        number(out, b",\"line\":", self.line);
        number(out, b",\"column\":", self.column);
        number(out, b",\"end_line\":", self.end_line);
        number(out, b",\"end_column\":", self.end_column);
        out.extend_from_slice(b",\"place\":");
        match &self.place {
            Some(place) => by_library(out, place),
            None => out.extend_from_slice(b"null"),
        }
        option(out, b",\"min\":", self.min.as_deref());
        option(out, b",\"max\":", self.max.as_deref());
        option(out, b",\"unit\":", self.unit.as_deref());
        option(out, b",\"qualifier\":", self.qualifier.as_deref());
        option(out, b",\"edtf\":", self.edtf.as_deref());
        out.push(b'}');
    }
}

fn number(out: &mut Vec<u8>, name: &[u8], number: usize) {
    out.extend_from_slice(name);
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

fn option(out: &mut Vec<u8>, name: &[u8], value: Option<&str>) {
    out.extend_from_slice(name);
    match value {
        Some(value) => string(out, value),
        None => out.extend_from_slice(b"null"),
    }
}

fn string(out: &mut Vec<u8>, value: &str) {
    let plain = |byte: &u8| *byte >= b' ' && *byte != b'"' && *byte != b'\\';
    if value.as_bytes().iter().all(plain) {
        out.push(b'"');
        out.extend_from_slice(value.as_bytes());
        out.push(b'"');
    } else {
        by_library(out, value);
    }
}

fn by_library<T: serde::Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) {
    // Strings and numbers into memory: writing cannot fail.
    let _ = serde_json::to_writer(out, value);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::PlaceResult;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_library_writes_the_same(
            texts in proptest::collection::vec("\\PC*|[\"\\\\\\x00-\\x1f\u{7f}\u{2028}é]*", 7),
            numbers in proptest::array::uniform6(any::<usize>()),
            some in proptest::array::uniform6(any::<bool>()),
        ) {
            let [start, end, line, column, end_line, end_column] = numbers;
            let option = |at: usize| some[at].then(|| texts[at].clone());
            let fact = FactResult {
                kind: texts[6].clone(), text: texts[5].clone(), start, end, line, column, end_line, end_column,
                place: some[5].then(|| PlaceResult { paragraph: Some(line), heading: option(0), page: None }),
                min: option(0), max: option(1), unit: option(2), qualifier: option(3), edtf: option(4),
            };
            let mut own = Vec::new();
            fact.write_json(&mut own);
            prop_assert_eq!(String::from_utf8(own).unwrap(), serde_json::to_string(&fact).unwrap());
        }
    }
}
