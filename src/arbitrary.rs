//! Random records for property tests, by [proptest](https://docs.rs/proptest). Needs the feature
//! `arbitrary`.
//!
//! The values are such as files hold, with what trips formats in them: `AT&T`, `{x}`, `]]>`. Every
//! [`Field`](crate::Field) occurs in [`article`]; [`in_languages`] has fewer fields, all of them in
//! every one of its languages.
//!
//! ```
//! use polybib::{Format, arbitrary};
//! use proptest::prelude::*;
//!
//! proptest!(|(article in arbitrary::article())| {
//!     let written = polybib::write(Format::Json, &article).unwrap();
//!     let read = polybib::read(Format::Json, &written.text).unwrap();
//!     prop_assert_eq!(&read.articles[0], &article);
//! });
//! ```

use std::fmt::Debug;

use proptest::collection::{SizeRange, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::model::{
    Abstract, Affiliation, AffiliationParts, Archive, Article, Citation, Container, Contributor,
    DateKind, DateValue, Dated, Event, Extra, Form, Funding, Identifier, Inline, Keyword,
    KeywordGroup, Kind, Lang, License, Link, List, Localized, MathSyntax, Medium, Multilingual,
    Name, NameStyle, Note, OtherWork, Pages, Permissions, PersonName, Reference, Related, Relation,
    RichText, Role, RoleStatement, Scheme, Section, Str, Style,
};

/// The languages and forms that values are given in, in this order.
const FORMS: &[(&str, Form)] = &[
    ("ru", Form::Original),
    ("en", Form::Translation),
    ("kk", Form::Translation),
    ("ru-Latn", Form::Transliteration),
];

/// Words that trip one format or another.
const ODD: &[&str] = &[
    "é", "漢字", "AT&T", "50 %", "a_b", "<i>", "&lt;", "{x}", "--", "$5", "#1", "\\foo", "and",
    "``q''", "~^", "]]>", "\"",
];

/// Words as records have them, among them what trips formats; never empty.
pub fn text() -> BoxedStrategy<String> {
    let odd = select(ODD).prop_map(str::to_owned);
    let word = prop_oneof![2 => "[a-zA-Zа-яА-Я]{1,8}", 2 => "[0-9]{1,4}", 17 => odd];
    vec(word, 1..5).prop_map(|words| words.join(" ")).boxed()
}

/// Text with a few styles.
pub fn rich_text() -> BoxedStrategy<RichText> {
    let run = (text(), 0..6usize).prop_map(|(text, style)| match style {
        0 => Inline::styled(Style::Italic, text),
        1 => Inline::styled(Style::Superscript, text),
        2 => Inline::styled(Style::NoCase, text),
        _ => Inline::Text(text.into()),
    });
    vec(run, 1..4).prop_map(|runs| runs.into_iter().collect()).boxed()
}

/// Text with every sort of run that formats share.
pub fn any_rich_text() -> BoxedStrategy<RichText> {
    let leaf = prop_oneof![
        6 => short().prop_map(Inline::Text),
        1 => "[a-z]{1,3}\\^[0-9]".prop_map(|source| Inline::Math { syntax: MathSyntax::Tex, source }),
        1 => Just(Inline::LineBreak),
    ];
    let run = leaf.prop_recursive(2, 6, 2, |inner| {
        let content = vec(inner, 1..3).prop_map(|runs| runs.into_iter().collect::<RichText>());
        let link = |content| Inline::Link { url: "https://example.org/a".into(), content };
        prop_oneof![
            4 => (select(&Style::ALL[..]), content.clone())
                .prop_map(|(style, content)| Inline::Styled { style, content }),
            1 => (lang(), content.clone())
                .prop_map(|(lang, content)| Inline::Foreign { lang, content }),
            1 => content.prop_map(link),
        ]
    });
    vec(run, 1..4)
        .prop_map(|runs| runs.into_iter().collect::<RichText>().trimmed())
        .prop_filter("there is something to read", |text| !text.to_string().trim().is_empty())
        .boxed()
}

/// A language.
pub fn lang() -> BoxedStrategy<Lang> {
    let tags = ["ru", "en", "kk", "de", "pt-BR", "zh-Hans"];
    let langs: Vec<Lang> = tags.into_iter().filter_map(|tag| tag.parse().ok()).collect();
    select(langs).boxed()
}

fn localized<T>(value: T, (tag, form): (&str, Form)) -> Localized<T> {
    Localized { lang: tag.parse().ok(), form, value }
}

/// A value in one to three languages and forms, the original in Russian first.
pub fn multilingual<T: Debug + Clone + 'static>(
    value: BoxedStrategy<T>,
) -> BoxedStrategy<Multilingual<T>> {
    let others = subsequence(FORMS.get(1..).unwrap_or_default(), 0..3);
    (vec(value, 3), others)
        .prop_map(|(values, others)| {
            let forms = FORMS.iter().take(1).copied().chain(others);
            values.into_iter().zip(forms).map(|(v, form)| localized(v, form)).collect()
        })
        .boxed()
}

/// A value in each of these languages, the first one the original.
fn in_each<T: Debug + Clone + 'static>(
    value: BoxedStrategy<T>,
    tags: &[&'static str],
) -> BoxedStrategy<Multilingual<T>> {
    let tags = tags.to_vec();
    vec(value, tags.len())
        .prop_map(move |values| {
            let form = |i| if i == 0 { Form::Original } else { Form::Translation };
            let forms = tags.iter().enumerate().map(|(i, tag)| (*tag, form(i)));
            values.into_iter().zip(forms).map(|(v, form)| localized(v, form)).collect()
        })
        .boxed()
}

/// The name of a person or an institution.
pub fn name() -> BoxedStrategy<Name> {
    let part = || "[A-ZА-Я][a-zа-я]{0,6}( [A-ZА-Я]\\.)?";
    let person = (part(), part()).prop_map(|(family, given)| PersonName::new(family, given));
    prop_oneof![
        3 => person.prop_map(Name::Person),
        1 => text().prop_map(|text| Name::Organization(text.into())),
    ]
    .boxed()
}

/// A name of any sort, with all its parts.
pub fn any_name() -> BoxedStrategy<Name> {
    let part = || "[A-ZА-Я][a-zа-я]{0,6}( [A-ZА-Я]\\.)?";
    let small = || prop_oneof![4 => Just(String::new()), 1 => "(van|von der|de|фон)"];
    let suffix = prop_oneof![6 => Just(String::new()), 1 => "(Jr\\.|III)"];
    let styles = [NameStyle::Western, NameStyle::Eastern, NameStyle::Islensk];
    let style = option::weighted(0.2, select(styles.to_vec()));
    let person = (part(), part(), small(), small(), suffix, any::<bool>(), style).prop_map(
        |(family, given, dropping, kept, suffix, comma, style)| PersonName {
            comma_suffix: comma && !suffix.is_empty(),
            dropping_particle: dropping.into(),
            non_dropping_particle: kept.into(),
            suffix: suffix.into(),
            style,
            ..PersonName::new(family, given)
        },
    );
    prop_oneof![
        6 => person.prop_map(Name::Person),
        1 => text().prop_map(|text| Name::Organization(text.into())),
        1 => text().prop_map(|text| Name::Literal(text.into())),
        1 => Just(Name::Anonymous),
    ]
    .boxed()
}

/// A date, a range or words.
pub fn date() -> BoxedStrategy<DateValue> {
    let edtf = [
        "1998",
        "2020-05",
        "2020-05-17",
        "2020-23",
        "1984?",
        "1984~",
        "199X",
        "-0043",
        "1997/2001",
        "1997/..",
        "2020-05-17T10:30:00Z",
        "2020-01-30/2020-02-02",
    ];
    let dates: Vec<DateValue> = edtf.into_iter().filter_map(|text| text.parse().ok()).collect();
    prop_oneof![12 => select(dates), 1 => text().prop_map(DateValue::Literal)].boxed()
}

/// An identifier of a work.
pub fn identifier() -> BoxedStrategy<Identifier> {
    let known = [
        (Scheme::Doi, "10.5555/a_(b)<1>"),
        (Scheme::Isbn, "978-3-16-148410-0"),
        (Scheme::Issn, "1561-7793"),
        (Scheme::Pmid, "12345678"),
        (Scheme::Pmcid, "PMC1234567"),
    ];
    let known = select(known.to_vec()).prop_map(|(scheme, value)| Identifier::new(scheme, value));
    let other = (0..Scheme::KNOWN.len(), "[a-z0-9]{3,8}").prop_filter_map(
        "the scheme has no shape of its own",
        |(i, value)| {
            let scheme = Scheme::KNOWN.get(i).cloned()?;
            let shaped = [Scheme::Doi, Scheme::Isbn, Scheme::Issn, Scheme::Pmid, Scheme::Pmcid];
            (!shaped.contains(&scheme)).then(|| Identifier::new(scheme, &value))
        },
    );
    prop_oneof![3 => known, 1 => other].boxed()
}

/// A list of so many values.
fn list<S: Strategy>(
    value: S,
    size: impl Into<SizeRange>,
) -> impl Strategy<Value = List<S::Value>> {
    vec(value, size).prop_map(List::from)
}

fn few<T: Debug + Clone + 'static>(value: BoxedStrategy<T>) -> BoxedStrategy<List<T>> {
    prop_oneof![3 => Just(List::new()), 1 => list(value, 1..3)].boxed()
}

/// A part of a record that says something, or none.
fn part<T: Debug + Clone + Default + PartialEq + 'static>(
    value: BoxedStrategy<T>,
) -> BoxedStrategy<Option<Box<T>>> {
    let said = |value: Option<T>| value.filter(|value| *value != T::default()).map(Box::new);
    maybe(value).prop_map(said).boxed()
}

/// The same as short text.
fn short() -> BoxedStrategy<Str> {
    text().prop_map(Str::from).boxed()
}

fn maybe<T: Debug + Clone + 'static>(value: BoxedStrategy<T>) -> BoxedStrategy<Option<T>> {
    option::weighted(0.2, value).boxed()
}

/// A value in several languages, or none at all.
fn perhaps<T: Debug + Clone + 'static>(value: BoxedStrategy<T>) -> BoxedStrategy<Multilingual<T>> {
    prop_oneof![4 => Just(Multilingual::default()), 1 => multilingual(value)].boxed()
}

/// A contributor in any role, who works at one of `affiliations` places.
pub fn contributor(affiliations: usize) -> BoxedStrategy<Contributor> {
    let role = prop_oneof![3 => Just(Role::Author), 1 => select(Role::KNOWN)];
    let places = subsequence((0..affiliations).collect::<Vec<_>>(), 0..=affiliations.min(2))
        .prop_map(List::from);
    let marks = (weighted(), weighted(), weighted());
    let ids = select(vec![("scopus", "57190000000"), ("isni", "0000000121032683")]);
    let ids = ids.prop_map(|(scheme, value)| Identifier::new(Scheme::from_name(scheme), value));
    let orcid = Just("0000-0002-1825-0097".to_owned());
    let task = (text(), maybe(lang()))
        .prop_map(|(text, lang)| RoleStatement { lang, ..RoleStatement::new(text) });
    let member =
        multilingual(any_name()).prop_map(|name| Contributor { name, ..Contributor::default() });
    (
        (role, multilingual(any_name()), places, marks, maybe(orcid.boxed())),
        (
            few(ids.boxed()),
            few(Just("a_b@example.org".to_owned()).boxed()),
            few(task.boxed()),
            few(member.boxed()),
        ),
    )
        .prop_map(
            |((role, name, affiliations, marks, orcid), (identifiers, emails, tasks, members))| {
                let is_group = name.iter().all(|form| matches!(form.value, Name::Organization(_)));
                Contributor {
                    role,
                    name,
                    affiliations,
                    corresponding: marks.0,
                    equal_contribution: marks.1,
                    deceased: marks.2,
                    orcid: orcid.and_then(|text| text.parse().ok()),
                    identifiers,
                    emails: emails.into_iter().take(1).collect(),
                    tasks,
                    members: if is_group { members } else { List::new() },
                }
            },
        )
        .boxed()
}

fn weighted() -> BoxedStrategy<bool> {
    proptest::bool::weighted(0.15).boxed()
}

fn affiliation() -> BoxedStrategy<Affiliation> {
    let printed = text().prop_map(AffiliationParts::text);
    let parts = (
        few(text()),
        maybe(text()),
        few(text()),
        maybe(short()),
        maybe(short()),
        maybe(short()),
        short(),
    )
        .prop_map(|(departments, institution, address, city, state, postal_code, country)| {
            AffiliationParts {
                text: None,
                departments,
                institution,
                address,
                city,
                state,
                postal_code,
                country: Some(country),
            }
        });
    let parts = prop_oneof![printed, parts].boxed();
    let ror = Just(Identifier::new(Scheme::from_name("ror"), "https://ror.org/02he2nc27"));
    let code = select(vec!["RU", "KZ"]).prop_map(str::to_owned);
    (multilingual(parts), few(ror.boxed()), maybe(code.boxed()))
        .prop_map(|(forms, identifiers, country_code)| Affiliation {
            forms,
            identifiers: identifiers.into_iter().take(1).collect(),
            country_code,
        })
        .boxed()
}

fn paragraphs() -> BoxedStrategy<List<RichText>> {
    list(rich_text(), 1..3).boxed()
}

/// Abstracts of one language each, and perhaps one of another kind.
fn abstracts() -> BoxedStrategy<List<Abstract>> {
    let section = (maybe(rich_text()), paragraphs()).prop_map(|(title, paragraphs)| Section {
        title,
        paragraphs,
        sections: List::new(),
    });
    let item = (maybe(rich_text()), paragraphs(), few(section.boxed())).prop_map(
        |(title, paragraphs, sections)| Abstract {
            title,
            paragraphs,
            sections,
            ..Abstract::default()
        },
    );
    let graphical = select(vec!["graphical", "teaser"]).prop_map(str::to_owned);
    (few(item.clone().boxed()), maybe((graphical, item).boxed()))
        .prop_map(|(items, other)| {
            let of_lang = |(item, (tag, form)): (Abstract, (&str, Form))| Abstract {
                lang: tag.parse().ok(),
                form,
                ..item
            };
            let mut list: List<Abstract> =
                items.into_iter().zip(FORMS.iter().copied()).map(of_lang).collect();
            list.extend(other.map(|(kind, item)| Abstract {
                lang: "ru".parse().ok(),
                kind: Some(kind),
                ..item
            }));
            list
        })
        .boxed()
}

/// Groups of one language each, and perhaps one of another kind.
fn groups() -> BoxedStrategy<List<KeywordGroup>> {
    let keyword = (rich_text(), few(rich_text())).prop_map(|(text, parts)| Keyword { text, parts });
    let group = (maybe(rich_text()), list(keyword, 1..4).boxed())
        .prop_map(|(title, keywords)| KeywordGroup { title, keywords, ..KeywordGroup::default() });
    (few(group.clone().boxed()), maybe(group.boxed()))
        .prop_map(|(groups, other)| {
            let of_lang = |(group, (tag, _)): (KeywordGroup, &(&str, Form))| KeywordGroup {
                lang: tag.parse().ok(),
                ..group
            };
            let mut list: List<KeywordGroup> = groups.into_iter().zip(FORMS).map(of_lang).collect();
            let kind = || Some("mesh".to_owned());
            let lang = || "ru".parse().ok();
            list.extend(other.map(|group| KeywordGroup { lang: lang(), kind: kind(), ..group }));
            list
        })
        .boxed()
}

fn container() -> BoxedStrategy<Container> {
    let known = [
        (Scheme::Issn, "1561-7793"),
        (Scheme::Isbn, "978-3-16-148410-0"),
        (Scheme::from_name("nlm-ta"), "J Ex"),
    ];
    let id = select(known.to_vec()).prop_map(|(scheme, value)| Identifier::new(scheme, value));
    (
        multilingual(rich_text()),
        perhaps(rich_text()),
        perhaps(rich_text()),
        perhaps(rich_text()),
        few(id.boxed()),
        few(contributor(0)),
    )
        .prop_map(|(title, subtitle, title_addon, short_title, identifiers, contributors)| {
            Container {
                title,
                subtitle,
                title_addon,
                short_title,
                identifiers: identifiers.into_iter().take(1).collect(),
                contributors,
            }
        })
        .boxed()
}

fn event() -> BoxedStrategy<Event> {
    let place = (multilingual(rich_text()), perhaps(rich_text()), perhaps(rich_text()));
    (place, maybe(date()), few(multilingual(rich_text())))
        .prop_map(|((title, title_addon, place), date, sponsors)| Event {
            title,
            title_addon,
            place,
            date,
            sponsors,
        })
        .boxed()
}

fn other_work() -> BoxedStrategy<OtherWork> {
    let of = || few(multilingual(rich_text()));
    (
        perhaps(rich_text()),
        few(contributor(0)),
        maybe(date()),
        of(),
        of(),
        few(lang()),
        maybe(rich_text()),
    )
        .prop_map(|(title, contributors, date, publishers, publisher_places, languages, genre)| {
            OtherWork { title, contributors, date, publishers, publisher_places, languages, genre }
        })
        .boxed()
}

fn permissions() -> BoxedStrategy<Permissions> {
    let license = (
        maybe(Just("https://creativecommons.org/licenses/by/4.0/".to_owned()).boxed()),
        maybe(text()),
        multilingual(rich_text()),
    )
        .prop_map(|(url, kind, text)| License { url, kind, text });
    (perhaps(rich_text()), maybe(short()), few(multilingual(rich_text())), few(license.boxed()))
        .prop_map(|(statement, year, holders, licenses)| Permissions {
            statement,
            year,
            holders,
            licenses,
        })
        .boxed()
}

fn funding() -> BoxedStrategy<Funding> {
    let id = Just(Identifier::new(Scheme::Doi, "10.13039/501100006769")).boxed();
    (multilingual(rich_text()), few(id), few(text()))
        .prop_map(|(funder, identifiers, awards)| Funding {
            funder,
            identifiers: identifiers.into_iter().take(1).collect(),
            awards,
        })
        .boxed()
}

fn related() -> BoxedStrategy<Related> {
    let doi = Just(Identifier::new(Scheme::Doi, "10.5555/other")).boxed();
    let url = Just("https://example.org/other".to_owned()).boxed();
    let key = Just("other2020".into()).boxed();
    (select(Relation::KNOWN), maybe(key), few(doi), maybe(url), maybe(rich_text()))
        .prop_map(|(relation, key, identifiers, url, text)| Related {
            relation,
            key,
            identifiers: identifiers.into_iter().take(1).collect(),
            url,
            text,
        })
        .boxed()
}

fn note() -> BoxedStrategy<Note> {
    let kind = maybe(Just("coi-statement".to_owned()).boxed());
    (kind, multilingual(rich_text())).prop_map(|(kind, text)| Note { kind, text }).boxed()
}

fn reference() -> BoxedStrategy<Reference> {
    let work = maybe(in_languages(&["ru", "en"])).prop_map(|work| {
        work.map(|mut work| {
            work.key = None;
            Box::new(work)
        })
    });
    let citation =
        (multilingual(rich_text()), work).prop_map(|(text, work)| Citation { text, work });
    let key = select(vec!["B1", "B2"]).prop_map(str::to_owned);
    (maybe(key.boxed()), maybe(text()), maybe(text()), list(citation, 1..3), maybe(rich_text()))
        .prop_map(|(key, label, list, citations, note)| Reference {
            key,
            label,
            list,
            citations,
            note,
        })
        .boxed()
}

fn extra() -> BoxedStrategy<Extra> {
    let fields =
        [("bibtex", "file", "paper.pdf"), ("csl-json", "custom.x", "1"), ("other", "a", "b")];
    select(fields.to_vec())
        .prop_map(|(origin, name, value)| Extra::new(origin, name, value))
        .boxed()
}

/// The main fields of a record, each of them in all of `tags`; the first is its language.
pub fn in_languages(tags: &[&'static str]) -> BoxedStrategy<Article> {
    let own = tags.first().copied().unwrap_or("en");
    let all = tags.to_vec();
    let titles = (
        in_each(rich_text(), tags),
        option::of(in_each(rich_text(), tags)),
        in_each(rich_text(), tags),
        option::of(in_each(rich_text(), tags)),
    );
    let person = in_each(name(), tags).prop_filter("a name is of one sort", |name| {
        name.iter().all(|form| form.value.as_person().is_some())
            || name.iter().all(|form| form.value.as_person().is_none())
    });
    let abstracts = option::of(vec(rich_text(), tags.len()));
    let keywords = vec(vec(text(), 1..4), tags.len());
    let facts = (select(Kind::KNOWN), "[0-9]{1,3}(-[0-9]{1,3})?", 1900..2030i32, text());
    (titles, vec(person, 0..4), abstracts, keywords, facts)
        .prop_map(move |(titles, people, abstracts, keywords, facts)| {
            let (title, subtitle, container, publisher) = titles;
            let (kind, pages, year, volume) = facts;
            let mut article = Article::new(kind);
            article.key = Some("key".into());
            article.language = own.parse().ok();
            article.title = title;
            article.subtitle = subtitle.unwrap_or_default();
            let container = Container { title: container, ..Container::default() };
            article.container = Some(Box::new(container));
            article.publishers.extend(publisher);
            article.contributors = people
                .into_iter()
                .map(|name| Contributor { name, ..Contributor::default() })
                .collect();
            for (i, (tag, text)) in all.iter().zip(abstracts.into_iter().flatten()).enumerate() {
                let form = if i == 0 { Form::Original } else { Form::Translation };
                let lang = tag.parse().ok();
                article.abstracts.push(Abstract { lang, form, ..Abstract::plain(text) });
            }
            let groups = all.iter().zip(keywords);
            article
                .keywords
                .extend(groups.map(|(tag, list)| KeywordGroup::new(tag.parse().ok(), list)));
            article.pages = Some(Pages::from(pages.as_str()));
            article.volume = Some(volume.into());
            let date = DateValue::At(crate::model::Date::from_year(year));
            article.dates.push(Dated::new(DateKind::Published, date));
            article
        })
        .boxed()
}

/// The record before it, with one more field drawn.
fn and<T: Debug + 'static>(
    before: BoxedStrategy<Article>,
    value: BoxedStrategy<T>,
    set: fn(&mut Article, T),
) -> BoxedStrategy<Article> {
    (before, value)
        .prop_map(move |(mut article, value)| {
            set(&mut article, value);
            article
        })
        .boxed()
}

macro_rules! drawn {
    ($before:expr; $($($field:ident).+ = $strategy:expr,)*) => {{
        let strategy = $before;
        $(let strategy = and(strategy, $strategy, |article, value| article.$($field).+ = value);)*
        strategy
    }};
}

/// A record with any of the fields of the model.
pub fn article() -> BoxedStrategy<Article> {
    let people = list(affiliation(), 0..3).prop_flat_map(|affiliations| {
        let people = list(contributor(affiliations.len()), 0..4);
        people.prop_map(move |contributors| Article {
            contributors,
            affiliations: affiliations.clone(),
            key: Some("key".into()),
            language: "ru".parse().ok(),
            ..Article::default()
        })
    });
    let happened = (
        select(DateKind::KNOWN),
        date(),
        maybe(select(vec![Medium::Print, Medium::Electronic]).boxed()),
    )
        .prop_map(|(kind, value, medium)| Dated { kind, medium, value });
    let dates = few(happened.boxed()).prop_map(|mut dates| {
        let mut seen = std::collections::BTreeSet::new();
        dates.retain(|date: &Dated| seen.insert(date.kind.clone()));
        dates
    });
    let link = (maybe(text()), maybe(rich_text())).prop_map(|(content_type, title)| Link {
        url: "https://example.org/a_b?c=1&d=~e".to_owned(),
        content_type,
        title,
    });
    let archive =
        (short(), short(), short(), short()).prop_map(|(name, collection, location, place)| {
            Box::new(Archive { name, collection, location, place })
        });
    let kinds = select(Kind::KNOWN);
    let others = few(select(vec![Role::Author, Role::Editor]).boxed())
        .prop_map(|roles| roles.into_iter().take(1).collect::<List<_>>());
    let strategy = drawn! { people.boxed();
        kind = kinds.boxed(),
        genre = maybe(rich_text()),
        languages = few(lang()),
        title = multilingual(any_rich_text()),
        subtitle = perhaps(rich_text()),
        title_addon = perhaps(rich_text()),
        short_title = perhaps(rich_text()),
        part_title = perhaps(rich_text()),
        others = others.boxed(),
        abstracts = abstracts(),
        keywords = groups(),
        subjects = groups(),
        container = part(container()),
        series = part(container()),
        multivolume = part(container()),
        issue_title = perhaps(rich_text()),
        event = part(event()),
        volume = maybe(short()),
        issue = maybe(short()),
        supplement = maybe(short()),
        part = maybe(short()),
        number = maybe(short()),
        series_number = maybe(short()),
        article_number = maybe(short()),
        chapter = maybe(short()),
        edition = maybe(rich_text()),
        version = maybe(short()),
        page_count = maybe(short()),
        volume_count = maybe(short()),
        section = maybe(short()),
        dates = dates.boxed(),
    };
    let pages = "[0-9]{1,3}(-[0-9]{1,3})?".prop_map(|text| Pages::from(text.as_str()));
    drawn! { strategy;
        pages = maybe(pages.boxed()),
        publishers = few(multilingual(rich_text())),
        publisher_places = few(multilingual(rich_text())),
        identifiers = few(identifier()),
        links = few(link.boxed()),
        original = part(other_work()),
        reviewed = part(other_work()),
        related = few(related()),
        translations = few(in_languages(&["en"])),
        permissions = part(permissions()),
        funding = few(funding()),
        funding_statement = perhaps(rich_text()),
        status = maybe(rich_text()),
        medium = maybe(short()),
        dimensions = maybe(short()),
        scale = maybe(short()),
        authority = maybe(short()),
        jurisdiction = maybe(short()),
        archive = maybe(archive.boxed()),
        call_number = maybe(short()),
        source = maybe(short()),
        notes = few(note()),
        references = few(reference()),
        extra = few(extra()),
    }
}
