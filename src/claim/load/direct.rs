//! A tree as serde reads it without a detour, for what has no fault. Where something does not fit, all this says is that
//! it does not: [`super::read`] then reads again and finds out what and where.

use super::tree::{Content, Entry, Node};
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;
use std::slice::Iter;

/// Reads a node, leaving out the keys named. Keys and items without a value do not fit anything.
pub(super) fn read<T: DeserializeOwned>(node: &Node, without: &[&str]) -> Result<T, Misfit> {
    T::deserialize(Direct { node, without })
}

/// Something does not fit.
#[derive(Debug)]
pub(super) struct Misfit;

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("this does not fit")
    }
}

impl std::error::Error for Misfit {}

impl Error for Misfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    // The usual ones put what they were given into words, which nobody reads here.
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
}

#[derive(Clone, Copy)]
struct Direct<'n> {
    node: &'n Node<'n>,
    without: &'n [&'n str],
}

impl<'n> Direct<'n> {
    fn whole(node: &'n Node<'n>) -> Self {
        Self { node, without: &[] }
    }
}

impl<'de> Deserializer<'de> for Direct<'_> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.node.content {
            Content::Empty => Err(Misfit),
            Content::Text(text) => visitor.visit_str(text),
            Content::List(items) => visitor.visit_seq(Items(items.iter())),
            Content::Block(entries) => {
                visitor.visit_map(Entries { rest: entries.iter(), without: self.without, value: None })
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.node.content {
            // serde would take the items of a list for the fields in their order.
            Content::List(_) => Err(Misfit),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match &self.node.content {
            Content::Text(text) => visitor.visit_enum(StrDeserializer::new(text)),
            _ => Err(Misfit),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

struct Items<'n>(Iter<'n, Node<'n>>);

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Misfit;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Misfit> {
        self.0.next().map(|item| seed.deserialize(Direct::whole(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Entries<'n> {
    rest: Iter<'n, Entry<'n>>,
    without: &'n [&'n str],
    value: Option<&'n Node<'n>>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Misfit;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Misfit> {
        let without = self.without;
        let Some(entry) = self.rest.find(|entry| !without.contains(&&*entry.key)) else { return Ok(None) };
        self.value = Some(&entry.value);
        seed.deserialize(StrDeserializer::new(&entry.key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misfit> {
        let value = self.value.take().ok_or(Misfit)?;
        seed.deserialize(Direct::whole(value))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::Faults;
    use super::super::{raw, read, tree};
    use std::fmt::Debug;

    /// Whether a block is read as a `T` without a fault, in both ways alike.
    fn fits<T: super::DeserializeOwned + Debug>(block: &str) -> bool {
        let mut faults = Faults::new("a.yaml", block);
        let node = tree::read(&mut faults).unwrap_or_else(|| unreachable!("{block} is no YAML"));
        let direct = super::read::<T>(&node, &["claims"]);
        let again = read::read_again::<T>(&node, &["claims"], &mut faults);
        assert_eq!(direct.is_ok(), faults.len() == 0, "{block}");
        if let Ok(direct) = &direct {
            let again = again.unwrap_or_else(|| unreachable!("{block} has no fault"));
            assert_eq!(format!("{direct:?}"), format!("{again:?}"), "{block}");
        }
        direct.is_ok()
    }

    #[test]
    fn what_has_no_fault_is_read_the_same_without_the_detour() {
        for block in [
            "{id: a, about: [b, [c, d]], within: section, money: 6.50, optional: yes, tags: e}",
            "{id: a, about: b, attendees: {present: [c], only: true}, accept: {found: missing, reason: d}}",
            "{id: a, about: b, list: [c, d]}",
            "{id: a, about: b, list: {has: c, lacks: [d, e]}, severity: note, as: plan, by: [f, g]}",
        ] {
            assert!(fits::<raw::Claim>(block), "{block}");
        }
        for block in [
            "{id: [a], about: b}",
            "{id: a, about: }",
            "{id: a, about: [b, ~]}",
            "{id: a, about: [b, [c, [d]]]}",
            "{id: a, severity: loud}",
            "{id: a, severity: [note]}",
            "{id: a, optional: perhaps}",
            "{id: a, weight: 3 kg}",
            "{id: a, checked: [b, 2024-12-02]}",
            "{id: a, list: {has: b, hasnt: c}}",
        ] {
            assert!(!fits::<raw::Claim>(block), "{block}");
        }
        assert!(fits::<raw::File>(
            "{title: a, aliases: {b: [c, d]}, ignore: [{text: e}], locale: {dates: dmy}, claims: ~}"
        ));
        assert!(!fits::<raw::File>("{title: a, aliases: [b]}"));
        assert!(!fits::<raw::File>("{title: a, locale: [USD]}"));
    }
}
