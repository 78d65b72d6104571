//! What a record is. Nothing in here knows a format.
//!
//! [`Article`] is any citable work: its [`Kind`] says which. Whatever a journal prints in more than
//! one language is a [`Multilingual`] value (titles, names, affiliations, publishers) or a list
//! whose items carry their language (abstracts, keyword groups), so that no language is special
//! and none is in the way.
//!
//! | part | type |
//! |---|---|
//! | the work | [`Article`], [`Kind`], [`OtherWork`], [`Related`] |
//! | people and institutions | [`Contributor`], [`Name`], [`PersonName`], [`Role`], [`Affiliation`] |
//! | text | [`RichText`], [`Inline`], [`Style`], [`Abstract`], [`KeywordGroup`], [`Note`] |
//! | languages | [`Lang`], [`Multilingual`], [`Localized`], [`Form`] |
//! | where it appeared | [`Container`], [`Event`], [`Pages`] |
//! | when | [`Date`], [`DateValue`], [`Dated`], [`DateKind`] |
//! | what it is called elsewhere | [`Identifier`], [`Scheme`], [`Doi`], [`Orcid`], [`Issn`], [`Isbn`] |
//! | what it cites | [`Reference`], [`Citation`] |
//! | everything else, in order | [`Extra`] |
//!
//! Every type reads and writes itself with serde as the native JSON: kebab-case members, empty ones
//! left out, a string where a string is enough (`"2020-05"`, `"pt-BR"`, a title without markup).

#[macro_use]
mod macros;

mod article;
mod container;
mod contributor;
mod date;
mod extra;
mod field;
mod identifier;
mod keyword;
mod kind;
mod lang;
mod list;
mod multilingual;
mod permissions;
mod reference;
mod short;
mod text;
mod turn;

pub(crate) use article::RECORDS_DEEP;
pub use article::{Abstract, Article, Link, Note, OtherWork, Related, Relation, Section};
pub(crate) use container::is_dash;
pub use container::{Archive, Container, Event, PageRange, Pages};
pub use contributor::{
    Affiliation, AffiliationParts, Contributor, Name, NameStyle, PersonName, Role, RoleStatement,
};
pub use date::{
    Bound, Date, DateError, DateKind, DateValue, Dated, Medium, Season, Time, Unspecified,
};
pub use extra::Extra;
pub(crate) use field::Said;
pub(crate) use field::visit;
pub use field::{Field, FieldPath};
pub use identifier::{Doi, Identifier, IdentifierError, Isbn, Issn, Orcid, Scheme};
pub use keyword::{Keyword, KeywordGroup};
pub use kind::Kind;
pub use lang::{Lang, LangError};
pub use list::{IntoIter, List};
pub use multilingual::{Form, Localized, Multilingual};
pub use permissions::{Funding, License, Permissions};
pub use reference::{Citation, Reference};
pub use short::Str;
pub use text::{Inline, MathSyntax, RawMarkup, RichText, Style};

/// Serde's question for every field: an empty one is left out of the native JSON.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
