//! The values that stand behind the keys of a claim file: text as written, lists that may be one value, switches.

use super::raw::Members;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use std::borrow::Cow;
use std::fmt;

/// Text as written: `4.10`, `012` and `no` arrive unchanged.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Text(pub(crate) String);

/// One text, or a list of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts(pub(crate) Vec<String>);

/// One term, or a list of terms, each of which may be a list of alternatives.
#[derive(Debug, Clone, Default)]
pub(crate) struct Terms(pub(crate) Vec<Texts>);

/// The short or the long form of `list`.
#[derive(Debug)]
pub(crate) enum Lists {
    /// `[China, France]`
    Short(Terms),
    /// `{has: …, lacks: …, also: …, only: …}`
    Long(Box<Members>),
}

/// `true` or `false`; `yes` and `no` will do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Switch(pub(crate) bool);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("text or a list of texts")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Texts, E> {
                Ok(Texts(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(Text(text)) = items.next_element()? {
                    texts.push(text);
                }
                Ok(Texts(texts))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

impl<'de> Deserialize<'de> for Terms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Terms;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a term or a list of terms")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Terms, E> {
                Ok(Terms(vec![Texts(vec![text.to_owned()])]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Terms, A::Error> {
                let mut terms = Vec::new();
                while let Some(texts) = items.next_element()? {
                    terms.push(texts);
                }
                Ok(Terms(terms))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

impl<'de> Deserialize<'de> for Lists {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Lists;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list, or a block with `has`, `lacks`, `also` or `only`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Lists, E> {
                Ok(Lists::Short(Terms(vec![Texts(vec![text.to_owned()])])))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Lists, A::Error> {
                let mut terms = Vec::new();
                while let Some(texts) = items.next_element()? {
                    terms.push(texts);
                }
                Ok(Lists::Short(Terms(terms)))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Lists, A::Error> {
                let members = Members::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Lists::Long(Box::new(members)))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

impl<'de> Deserialize<'de> for Switch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = Switch;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("`true` or `false`")
            }

            fn visit_bool<E: Error>(self, on: bool) -> Result<Switch, E> {
                Ok(Switch(on))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Switch, E> {
                match text.to_ascii_lowercase().as_str() {
                    "true" | "yes" => Ok(Switch(true)),
                    "false" | "no" => Ok(Switch(false)),
                    _ => Err(E::unknown_variant(text, &["true", "false"])),
                }
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// What an unquoted value may be in the eyes of a code editor's YAML.
fn scalar() -> Schema {
    json_schema!({"type": ["string", "number", "boolean"]})
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        scalar()
    }
}

impl JsonSchema for Texts {
    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [scalar(), {"type": "array", "items": scalar(), "minItems": 1}]})
    }
}

impl JsonSchema for Terms {
    fn schema_name() -> Cow<'static, str> {
        "Terms".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let any_of = generator.subschema_for::<Texts>();
        json_schema!({"anyOf": [scalar(), {"type": "array", "items": any_of, "minItems": 1}]})
    }
}

impl JsonSchema for Lists {
    fn schema_name() -> Cow<'static, str> {
        "List".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (short, long) = (generator.subschema_for::<Terms>(), generator.subschema_for::<Members>());
        json_schema!({"anyOf": [short, long]})
    }
}

impl JsonSchema for Switch {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Switch".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"enum": [true, false, "true", "false", "yes", "no"]})
    }
}
