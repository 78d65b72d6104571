//! JSON as the reader takes it apart and the writer puts it together: members in order, numbers as
//! they are spelt.

use std::borrow::Cow;
use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::out::Out;
use super::tape::{Tape, Token};

/// A well-formed text and where its values are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Doc<'a> {
    pub(super) text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Doc<'a> {
    /// The text that `tape` was made of.
    pub(super) fn new(text: &'a str, tape: &'a Tape) -> Self {
        Self { text, tokens: &tape.tokens }
    }

    /// The value that is all of the text.
    pub(super) const fn root(&'a self) -> Raw<'a> {
        Raw { doc: self, at: 0 }
    }
}

/// A value as its source spells it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw<'a> {
    doc: &'a Doc<'a>,
    at: u32,
}

impl<'a> Raw<'a> {
    fn token(self) -> Option<&'a Token> {
        self.doc.tokens.get(self.at as usize)
    }

    /// The value's own text.
    pub(super) fn get(self) -> &'a str {
        self.token()
            .and_then(|token| self.doc.text.get(token.start as usize..token.end as usize))
            .unwrap_or_default()
    }

    /// Where on the tape the value stands.
    pub(super) const fn place(self) -> u32 {
        self.at
    }

    /// Where in the text the value begins.
    pub(super) fn offset(self) -> usize {
        self.token().map_or(0, |token| token.start as usize)
    }

    /// The text of a string between its quotes, and whether it has escapes.
    fn inside(self) -> Option<(&'a str, bool)> {
        let token = self.token().filter(|token| token.shape == Shape::Text)?;
        let inside = self.doc.text.get(token.start as usize + 1..token.end as usize - 1)?;
        Some((inside, token.escaped))
    }

    const fn at(self, at: u32) -> Self {
        Self { doc: self.doc, at }
    }

    /// The values in an array or object, names among them.
    fn children(self) -> Children<'a> {
        Children { at: self.at + 1, end: self.token().map_or(0, |token| token.next), parent: self }
    }
}

#[derive(Clone, Debug)]
struct Children<'a> {
    parent: Raw<'a>,
    at: u32,
    end: u32,
}

impl<'a> Iterator for Children<'a> {
    type Item = Raw<'a>;

    fn next(&mut self) -> Option<Raw<'a>> {
        if self.at >= self.end {
            return None;
        }
        let child = self.parent.at(self.at);
        self.at = child.token()?.next;
        Some(child)
    }
}

/// The members of an object, in order, duplicates and all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Members<'a>(Option<Raw<'a>>);

impl<'a> Members<'a> {
    pub(super) fn is_empty(self) -> bool {
        self.0.is_none_or(|object| object.children().next().is_none())
    }

    pub(super) fn iter(self) -> Each<'a> {
        Each(self.0.map(Raw::children))
    }

    /// The one member of an object that has no more.
    pub(super) fn only(self) -> Option<(Cow<'a, str>, Raw<'a>)> {
        let mut members = self.iter();
        let only = members.next()?;
        members.next().is_none().then_some(only)
    }

    /// The member's value at that place of the tape; at place 0 there is none.
    pub(super) fn value_at(self, place: u32) -> Option<Raw<'a>> {
        let object = self.0?;
        (place > 0).then(|| object.at(place))
    }

    /// The same, each name as it is spelt.
    pub(super) fn raw(self) -> impl Iterator<Item = (Raw<'a>, Raw<'a>)> {
        let mut children = self.0.map(Raw::children);
        std::iter::from_fn(move || {
            let children = children.as_mut()?;
            Some((children.next()?, children.next()?))
        })
    }
}

/// The names and values of members.
pub(super) struct Each<'a>(Option<Children<'a>>);

impl<'a> Iterator for Each<'a> {
    type Item = (Cow<'a, str>, Raw<'a>);

    /// One look at each token: every member of every item goes through here.
    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let Children { parent, at, end } = self.0.as_mut()?;
        if *at >= *end {
            return None;
        }
        let [name, value] = parent.doc.tokens.get(*at as usize..)?.first_chunk()?;
        let (place, member) = (*at, parent.at(*at + 1));
        *at = value.next;
        let inside = name.start as usize + 1..name.end as usize - 1;
        let text = if name.escaped {
            unescaped(parent.at(place))
        } else {
            Cow::Borrowed(parent.doc.text.get(inside)?)
        };
        Some((text, member))
    }
}

#[cold]
fn unescaped(name: Raw<'_>) -> Cow<'_, str> {
    text(name).unwrap_or(Cow::Borrowed(name.get()))
}

/// The values of an array.
#[derive(Clone, Debug)]
pub(super) struct Items<'a>(Children<'a>);

impl<'a> Iterator for Items<'a> {
    type Item = Raw<'a>;

    fn next(&mut self) -> Option<Raw<'a>> {
        self.0.next()
    }
}

impl Items<'_> {
    /// How many there are; it takes a walk.
    pub(super) fn len(&self) -> usize {
        self.clone().count()
    }
}

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
    raw.token().map_or(Shape::Null, |token| token.shape)
}

/// The text of a string. `None` for any other value, and for a string that is no Unicode.
pub(super) fn text(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    match raw.inside()? {
        (inside, false) => Some(Cow::Borrowed(inside)),
        (_, true) => serde_json::from_str(raw.get()).ok().map(Cow::Owned),
    }
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

/// Nothing is said: `null`, `""`, `[]`, `{}`.
pub(super) fn is_empty(raw: Raw<'_>) -> bool {
    match shape(raw) {
        Shape::Null => true,
        Shape::Text => raw.inside().is_some_and(|(inside, _)| inside.is_empty()),
        Shape::Array | Shape::Object => raw.children().next().is_none(),
        Shape::Bool | Shape::Number => false,
    }
}

pub(super) fn array(raw: Raw<'_>) -> Option<Items<'_>> {
    (shape(raw) == Shape::Array).then(|| Items(raw.children()))
}

pub(super) fn object(raw: Raw<'_>) -> Option<Members<'_>> {
    (shape(raw) == Shape::Object).then_some(Members(Some(raw)))
}

/// The last member of that name.
pub(super) fn member<'a>(members: Members<'a>, name: &str) -> Option<Raw<'a>> {
    let mut found = None;
    for (of, raw) in members.raw() {
        let same = match of.inside() {
            Some((inside, false)) => inside == name,
            _ => text(of).is_some_and(|of| of == name),
        };
        if same {
            found = Some(raw);
        }
    }
    found
}

/// Whether a text is JSON, with nothing around it, that a reader can keep as it stands.
pub(super) fn is_exact(text: &str) -> bool {
    depth(text.as_bytes()) <= DEPTH
        && serde_json::from_str::<&RawValue>(text).is_ok_and(|raw| raw.get() == text)
}

/// How deep the brackets of a JSON text nest.
pub(super) fn depth(json: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0usize, 0, false, false);
    for byte in json {
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
        Self::written(|out| out.native(value))
    }

    /// What a function writes, if it does.
    pub(super) fn written(write: impl FnOnce(&mut Out<'_>) -> Option<()>) -> Option<Self> {
        let mut bytes = Vec::new();
        write(&mut Out::new(&mut bytes, false))?;
        serde_json::from_slice(&bytes).ok()
    }

    /// What the JSON text says, if it is JSON, byte for byte.
    pub(super) fn raw(text: &str) -> Option<Self> {
        let within = depth(text.as_bytes()) <= DEPTH;
        within.then(|| RawValue::from_string(text.to_owned()).ok())?.map(Self::Raw)
    }

    /// The value as compact JSON.
    pub(super) fn to_text(&self) -> Option<String> {
        serde_json::to_string(self).ok()
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
