//! JSON as the reader takes it apart and the writer puts it together: members in order, numbers as
//! they are spelt.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// A value as its source spells it. It is known to be well-formed.
pub(super) type Raw<'a> = &'a RawValue;

/// The members of an object, in order, duplicates and all.
pub(super) type Members<'a> = Vec<(Cow<'a, str>, Raw<'a>)>;

/// How deep a value that is kept as it stands may nest. Programs that read JSON give up at 128 or
/// later, and the value stands a few levels down.
pub(super) const DEPTH: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Null,
    Bool,
    Number,
    Text,
    Array,
    Object,
}

pub(super) fn shape(raw: Raw<'_>) -> Shape {
    match raw.get().as_bytes().first() {
        Some(b'"') => Shape::Text,
        Some(b'[') => Shape::Array,
        Some(b'{') => Shape::Object,
        Some(b't' | b'f') => Shape::Bool,
        Some(b'n') | None => Shape::Null,
        Some(_) => Shape::Number,
    }
}

/// The text of a string. `None` for any other value, and for a string that is no Unicode.
pub(super) fn text(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    let inside = raw.get().strip_prefix('"')?.strip_suffix('"')?;
    if memchr::memchr(b'\\', inside.as_bytes()).is_none() {
        return Some(Cow::Borrowed(inside));
    }
    serde_json::from_str(raw.get()).ok().map(Cow::Owned)
}

/// The text of a string or the spelling of a number.
pub(super) fn scalar(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    match shape(raw) {
        Shape::Number => Some(Cow::Borrowed(raw.get())),
        _ => text(raw),
    }
}

/// The same of a value that may be absent; `None` if there is nothing but white space.
pub(super) fn words(raw: Option<Raw<'_>>) -> Option<Cow<'_, str>> {
    raw.and_then(scalar).filter(|text| !text.trim().is_empty())
}

/// Whether a flag is set: CSL allows `true`, `1`, `"true"`, `"1"`.
pub(super) fn is_true(raw: Raw<'_>) -> bool {
    match shape(raw) {
        Shape::Bool => raw.get() == "true",
        Shape::Number => raw.get().bytes().any(|b| matches!(b, b'1'..=b'9')),
        Shape::Text => {
            text(raw).is_some_and(|text| !matches!(text.trim(), "" | "0" | "false" | "no"))
        }
        _ => false,
    }
}

pub(super) fn array(raw: Raw<'_>) -> Option<Vec<Raw<'_>>> {
    (shape(raw) == Shape::Array).then(|| serde_json::from_str(raw.get()).ok())?
}

pub(super) fn object(raw: Raw<'_>) -> Option<Members<'_>> {
    if shape(raw) != Shape::Object {
        return None;
    }
    let mut members = Vec::new();
    read_members(raw.get(), &mut members).ok()?;
    Some(members)
}

/// Reads an object into `members`. After an error those before it are there.
pub(super) fn read_members<'a>(
    text: &'a str,
    members: &mut Members<'a>,
) -> Result<(), serde_json::Error> {
    let mut source = serde_json::Deserializer::from_str(text);
    MembersSeed(members).deserialize(&mut source)?;
    source.end()
}

pub(super) fn member<'a>(members: &Members<'a>, name: &str) -> Option<Raw<'a>> {
    members.iter().rev().find(|(of, _)| of == name).map(|(_, raw)| *raw)
}

struct MembersSeed<'m, 'a>(&'m mut Members<'a>);

impl<'a> DeserializeSeed<'a> for MembersSeed<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for MembersSeed<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            self.0.push((name, map.next_value()?));
        }
        Ok(())
    }
}

/// A member's name, borrowed where it has no escape.
struct Name<'a>(Cow<'a, str>);

impl<'a> Deserialize<'a> for Name<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl<'a> Visitor<'a> for NameVisitor {
            type Value = Name<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Name<'a>, E> {
                Ok(Name(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Name<'a>, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(NameVisitor)
    }
}

/// How deep the brackets of a JSON text nest.
pub(super) fn depth(json: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0usize, 0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// A value to write, its members in the order they were added.
#[derive(Clone, Debug)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    Text(String),
    Raw(Box<RawValue>),
    Array(Vec<Json>),
    Object(Object),
}

pub(super) type Object = Vec<(Cow<'static, str>, Json)>;

impl Json {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A value of the model in its native form; `None` if it nests too deep to be read again.
    pub(super) fn native(value: &impl Serialize) -> Option<Self> {
        let text = serde_json::to_string(value).ok()?;
        if depth(&text) > DEPTH {
            return None;
        }
        serde_json::from_str(&text).ok()
    }

    /// What the JSON text says, if it is JSON, byte for byte.
    pub(super) fn raw(text: &str) -> Option<Self> {
        let within = depth(text) <= DEPTH;
        within.then(|| RawValue::from_string(text.to_owned()).ok())?.map(Self::Raw)
    }

    pub(super) fn as_object_mut(&mut self) -> Option<&mut Object> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => value.serialize(serializer),
            Self::Text(value) => serializer.serialize_str(value),
            Self::Raw(value) => value.serialize(serializer),
            Self::Array(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| seq.serialize_element(item))?;
                seq.end()
            }
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct JsonVisitor;
        impl<'de> Visitor<'de> for JsonVisitor {
            type Value = Json;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E>(self) -> Result<Json, E> {
                Ok(Json::Null)
            }

            fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
                Ok(Json::Bool(value))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
                Ok(Json::Number(value.into()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
                Ok(Json::Number(value.into()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
                Ok(serde_json::Number::from_f64(value).map_or(Json::Null, Json::Number))
            }

            fn visit_str<E>(self, value: &str) -> Result<Json, E> {
                Ok(Json::text(value))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Json::Array(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
                let mut members = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    members.push((Cow::Owned(name), map.next_value()?));
                }
                Ok(Json::Object(members))
            }
        }
        deserializer.deserialize_any(JsonVisitor)
    }
}
