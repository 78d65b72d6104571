//! Two shapes that nearly every type of the model has.

/// A plain record: public fields, `Default`, and a JSON form that leaves empty fields out.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default, rename_all = "kebab-case")]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_meta])*
            #[serde(skip_serializing_if = "crate::model::is_default")]
            pub $field: $type,)*
        }
    };
}

/// A vocabulary that the world keeps adding to: the terms we know, and any other as text.
macro_rules! open_enum {
    // With a default: the term that stands where a record says nothing.
    ($(#[$meta:meta])* pub enum $name:ident = $default:ident $body:tt) => {
        open_enum! { $(#[$meta])* pub enum $name $body }

        impl Default for $name {
            fn default() -> Self {
                Self::$default
            }
        }
    };
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$term_meta:meta])* $term:ident = $text:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$term_meta])* $term,)*
            /// A term outside this list, as its source spells it.
            Other(Box<str>),
        }

        impl $name {
            /// The terms that have a variant of their own, in the order of their declaration.
            pub const KNOWN: &'static [Self] = &[$(Self::$term,)*];

            /// The term as text: kebab-case for the known ones, as given for others.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$term => $text,)*
                    Self::Other(text) => text,
                }
            }

            /// The term that `text` names exactly; any other text is kept as `Other`.
            #[must_use]
            pub fn from_name(text: &str) -> Self {
                match text {
                    $($text => Self::$term,)*
                    _ => Self::Other(text.into()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::from_name(text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok(Self::from_name(&text))
            }
        }
    };
}

/// Serde for a type whose JSON form is the string that `Display` writes and `FromStr` reads.
macro_rules! serde_as_string {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
