//! Small rules about values of fields.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::Arc;

use super::Dialect;
use super::annotations::{self, FieldName};
use super::fields::{NAME_FIELDS, TYPED_NAME_FIELDS};
use super::lookup::{self, Known, NameFacts};
use super::names::{as_group, split_list};
use crate::model::{
    Affiliation, Article, Bound, Date, DateValue, Extra, Field, Form, Kind, Lang, List, Localized,
    Multilingual, Pages, Role, Scheme, Str, is_dash,
};
use crate::value::language;
use crate::value::months::ENGLISH;

/// A field with its macros expanded.
pub(super) struct Value<'a> {
    /// In small letters.
    pub(super) name: Cow<'a, str>,
    pub(super) tex: Tex<'a>,
    /// Where it stands in the entry.
    pub(super) at: usize,
    /// What the tables say of its name.
    pub(super) facts: NameFacts,
    /// Another field counts in its place; see [`mark_overruled`].
    pub(super) is_overruled: bool,
    /// It was taken out, and the place is empty.
    pub(super) is_taken: bool,
}

/// A value as TeX.
#[derive(Clone)]
pub(super) enum Tex<'a> {
    Borrowed(&'a str),
    /// Put together of macros, for several records perhaps.
    Shared(Arc<str>),
}

impl Deref for Tex<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match self {
            Tex::Borrowed(text) => text,
            Tex::Shared(text) => text,
        }
    }
}

impl std::fmt::Display for Tex<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self)
    }
}

impl<'a> From<&'a str> for Tex<'a> {
    fn from(text: &'a str) -> Self {
        Tex::Borrowed(text)
    }
}

impl From<String> for Tex<'_> {
    fn from(text: String) -> Self {
        Tex::Shared(text.into())
    }
}

impl<'a> From<Cow<'a, str>> for Tex<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        match text {
            Cow::Borrowed(text) => Tex::Borrowed(text),
            Cow::Owned(text) => text.into(),
        }
    }
}

impl<'a> Value<'a> {
    pub(super) fn new(name: Cow<'a, str>, tex: impl Into<Tex<'a>>, at: usize) -> Self {
        let facts = NameFacts::of(&name);
        Self::of(name, facts, tex.into(), at)
    }

    /// The same where the name was looked up.
    #[inline]
    pub(super) fn of(name: Cow<'a, str>, facts: NameFacts, tex: Tex<'a>, at: usize) -> Self {
        let name = facts.small(name);
        Self { name, tex, at, facts, is_overruled: false, is_taken: false }
    }

    /// Takes out the field as it stands, for a record to keep.
    pub(super) fn take_extra(&mut self, origin: &'static str, recent: &mut Recent) -> Extra {
        let value = match &self.tex {
            Tex::Borrowed(text) => recent.share(text),
            Tex::Shared(text) => Arc::clone(text),
        };
        Extra::new(origin, std::mem::take(&mut self.name), value)
    }
}

/// The values that the last records kept: what records keep is often what those before them keep,
/// and stands in memory once.
#[derive(Default)]
pub(super) struct Recent {
    texts: Vec<Arc<str>>,
    /// The one that was there longest.
    oldest: usize,
    /// The place of the one that was found last: what follows it is likely to follow it again.
    last: usize,
}

impl Recent {
    /// More fields than a record keeps whose values are those of others.
    const MOST: usize = 8;
    /// Longer values are told apart for nothing, and would be held for long.
    const LONGEST: usize = 1024;

    fn share(&mut self, text: &str) -> Arc<str> {
        if text.len() > Self::LONGEST {
            return text.into();
        }
        // Those behind the last one first.
        let (before, behind) = self.texts.split_at_checked(self.last + 1).unwrap_or_default();
        let found = behind.iter().position(|same| **same == *text).map(|at| before.len() + at);
        let found = found.or_else(|| before.iter().position(|same| **same == *text));
        if let Some((place, same)) = found.and_then(|place| Some((place, self.texts.get(place)?))) {
            self.last = place;
            return Arc::clone(same);
        }
        let text: Arc<str> = text.into();
        match self.texts.get_mut(self.oldest) {
            Some(oldest) => *oldest = Arc::clone(&text),
            None => self.texts.push(Arc::clone(&text)),
        }
        self.last = self.oldest;
        self.oldest = (self.oldest + 1) % Self::MOST;
        text
    }
}

/// Puts items between those of a list, each in front of the one that was at its place; the places
/// are in order.
pub(super) fn put_between<T>(list: &mut List<T>, items: Vec<(usize, T)>) {
    let mut all = List::with_capacity(list.len() + items.len());
    let mut items = items.into_iter().peekable();
    for (at, own) in std::mem::take(list).into_iter().enumerate() {
        while let Some((_, item)) = items.next_if(|(place, _)| *place <= at) {
            all.push(item);
        }
        all.push(own);
    }
    all.extend(items.map(|(_, item)| item));
    *list = all;
}

/// The fields of an entry that count, in order, found by their names.
#[derive(Default)]
pub(super) struct Values<'a> {
    list: Vec<Value<'a>>,
    /// A bit for every name that was put in, by its hash: most names that are asked for are not
    /// there, and this says so.
    bits: [u64; 4],
    /// Where the names behind the first few are, so that finding them all stays linear.
    places: BTreeMap<String, usize>,
}

/// More fields than nearly every entry has. The room for them is a size that allocators keep at
/// hand.
const USUAL_FIELDS: usize = 14;
/// How many fields are looked through for a name, at the most, while fields are added.
const MANY_FIELDS: usize = 64;

impl<'a> Values<'a> {
    /// No fields so far, and the room that others had.
    pub(super) fn in_room(room: Vec<Value<'a>>) -> Self {
        Self { list: room, ..Self::default() }
    }

    /// Gives the room back. A list that is collected from one that was given up takes its place.
    #[allow(clippy::unnecessary_filter_map, reason = "the items are of another lifetime")]
    pub(super) fn into_room(mut self) -> Vec<Value<'static>> {
        self.list.clear();
        self.list.shrink_to(MANY_FIELDS);
        self.list.into_iter().filter_map(|_| None).collect()
    }

    /// Adds a field, unless there is one of that name: then it is given back with that one.
    #[inline]
    pub(super) fn add(&mut self, value: Value<'a>) -> Option<(Value<'a>, &mut Value<'a>)> {
        if self.may_have(value.facts.hash)
            && let Some(place) = self.place_of(&value.name)
        {
            return self.list.get_mut(place).map(|earlier| (value, earlier));
        }
        self.push(value);
        None
    }

    #[inline]
    fn push(&mut self, value: Value<'a>) {
        let (word, bit) = bit_of(value.facts.hash);
        if let Some(word) = self.bits.get_mut(word) {
            *word |= bit;
        }
        if self.list.len() == self.list.capacity() {
            self.grow();
        }
        if self.list.len() >= MANY_FIELDS {
            self.places.insert(value.name.to_string(), self.list.len());
        }
        self.list.push(value);
    }

    /// Whether a name of that hash was put in.
    #[inline]
    fn may_have(&self, hash: u8) -> bool {
        let (word, bit) = bit_of(hash);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }

    #[cold]
    fn grow(&mut self) {
        self.list.reserve(USUAL_FIELDS);
    }

    /// Where a name is while fields are being added.
    fn place_of(&self, name: &str) -> Option<usize> {
        let among_first = self.list.iter().take(MANY_FIELDS);
        let place = among_first.into_iter().position(|value| value.name == name);
        place.or_else(|| self.places.get(name).copied())
    }

    /// The hash of a name in the source is known when that is compiled.
    #[inline]
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        let hash = lookup::hash(name.as_bytes());
        if self.may_have(hash) { self.seek(name, hash) } else { None }
    }

    fn seek(&self, name: &str, hash: u8) -> Option<usize> {
        let is_it =
            |value: &Value<'_>| value.facts.hash == hash && value.name == name && !value.is_taken;
        self.list.iter().position(is_it)
    }

    #[inline]
    pub(super) fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    #[inline]
    pub(super) fn find(&self, name: &str) -> Option<&Value<'a>> {
        self.list.get(self.position(name)?)
    }

    #[inline]
    pub(super) fn take(&mut self, name: &str) -> Option<Value<'a>> {
        let place = self.position(name)?;
        let place = self.list.get_mut(place)?;
        // The place stays: moving all that is behind it would cost more.
        let empty =
            Value { name: Cow::Borrowed(""), tex: Tex::Borrowed(""), is_taken: true, ..*place };
        Some(std::mem::replace(place, empty))
    }

    /// The fields, in order.
    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = &Value<'a>> {
        self.list.iter().filter(|value| !value.is_taken)
    }

    #[inline]
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Value<'a>> {
        self.list.iter_mut().filter(|value| !value.is_taken)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

/// Where the bit of a hash is.
#[inline]
const fn bit_of(hash: u8) -> (usize, u64) {
    ((hash >> 6) as usize, 1 << (hash & 63))
}

impl<'a> FromIterator<Value<'a>> for Values<'a> {
    fn from_iter<I: IntoIterator<Item = Value<'a>>>(values: I) -> Self {
        let mut all = Self::default();
        for value in values {
            all.push(value);
        }
        all
    }
}

impl<'a> IntoIterator for Values<'a> {
    type Item = Value<'a>;
    type IntoIter = std::vec::IntoIter<Value<'a>>;

    fn into_iter(mut self) -> Self::IntoIter {
        self.list.retain(|value| !value.is_taken);
        self.list.into_iter()
    }
}

/// The role of a list of names, if the field is one. A role of its own may stand in another field.
pub(super) fn role_of(known: &Known, values: &Values<'_>) -> Option<Role> {
    if !known.is_names {
        return None;
    }
    let name = known.name;
    let typed = TYPED_NAME_FIELDS.iter().find(|(list, _)| *list == name).map(|(_, kind)| *kind);
    let role = typed.and_then(|kind| values.find(kind));
    match role {
        Some(role) => Some(Role::from_name(role.tex.trim())),
        None => match NAME_FIELDS.iter().find(|(list, _)| *list == name) {
            Some((_, role)) => Some(role.clone()),
            // biblatex takes editors without a type for editors.
            None => typed.map(|_| Role::Editor).filter(|_| name.starts_with("editor")),
        },
    }
}

/// Whether a value says nothing itself: it is empty, or stands for one of another record.
pub(super) fn is_no_value(tex: &str) -> bool {
    tex.trim().is_empty() || is_part(tex)
}

/// Whether a value stands for one of another record (biblatex manual §3.14.6). A list may have more
/// items.
pub(super) fn is_part(tex: &str) -> bool {
    // Nearly every value shows with its first byte that it is none.
    if tex.starts_with(|c: char| c.is_ascii() && c != 'x' && !c.is_whitespace()) {
        return false;
    }
    let rest = tex.trim_start().strip_prefix("xdata").map(str::trim_start);
    rest.is_some_and(|rest| rest.starts_with('=') && !rest.contains(char::is_whitespace))
}

/// The month that a value names: a number, or an English name or its beginning.
pub(super) fn month_of(value: &str) -> Option<u8> {
    let text = value.trim().trim_end_matches('.');
    if let Ok(number) = text.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let initial = text.as_bytes().first()?.to_ascii_uppercase();
    let begins = |month: &str| {
        month.as_bytes().first() == Some(&initial)
            && text.len() >= 3
            && month.get(..text.len()).is_some_and(|m| m.eq_ignore_ascii_case(text))
    };
    let at = ENGLISH.iter().position(|month| begins(month))?;
    u8::try_from(at + 1).ok()
}

/// The month that a value names, and the day that may stand beside it: `jul # "~4"`.
pub(super) fn month_and_day(value: &str) -> Option<(u8, Option<u8>)> {
    if let Some(month) = month_of(value) {
        return Some((month, None));
    }
    let (first, second) = value.trim().split_once(|c: char| c == '~' || c.is_whitespace())?;
    let second = second.trim_start_matches(|c: char| c == '~' || c.is_whitespace());
    let day =
        |text: &str| text.trim_end_matches(',').parse().ok().filter(|day| (1..=31).contains(day));
    // A number beside a name is the day; two numbers would not say which is which.
    let is_name = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
    match (is_name(first), is_name(second)) {
        (true, false) => Some((month_of(first)?, Some(day(second)?))),
        (false, true) => Some((month_of(second)?, Some(day(first)?))),
        _ => None,
    }
}

/// The year, month and day that BibTeX's styles are told of a date: where it begins, or else ends.
pub(super) const fn point_of(date: &DateValue) -> Option<Date> {
    match date {
        DateValue::At(point)
        | DateValue::Range { start: Bound::At(point), .. }
        | DateValue::Range { end: Bound::At(point), .. } => Some(*point),
        _ => None,
    }
}

/// Takes `year`, `month` and `day` where they only repeat what `date` says.
pub(super) fn take_repeated_date(date: &DateValue, values: &mut Values<'_>) {
    let Some(point) = point_of(date) else { return };
    let mut repeats = |name: &str, same: &dyn Fn(&str) -> bool| {
        let repeated = values.find(name).is_some_and(|value| same(value.tex.trim()));
        repeated && values.take(name).is_some()
    };
    // A month without its year, or a day without its month, would say something else.
    let _ = repeats("year", &|tex| tex.parse() == Ok(point.year))
        && repeats("month", &|tex| point.month.is_some() && month_of(tex) == point.month)
        && repeats("day", &|tex| point.day.is_some() && tex.parse().ok() == point.day);
}

/// A verbatim value as it is meant: people escape what TeX would trip over, though nothing there is
/// TeX.
pub(super) fn unescaped(value: &str) -> String {
    let value = value.trim();
    let value = value.strip_prefix("\\url").and_then(as_group).unwrap_or(value);
    if memchr::memchr(b'\\', value.as_bytes()).is_none() {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = c == '\\' && matches!(chars.peek(), Some('_' | '%' | '&' | '#' | '$' | '~'));
        if !escaped {
            out.push(c);
        }
    }
    out
}

/// The pages of nearly every record, `12--34`, as [`one_dash`] makes them; `None` for others.
pub(super) fn plain_range(tex: &str) -> Option<Str> {
    let bytes = tex.as_bytes();
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let first = digits(0);
    let dashes = match bytes.get(first..) {
        Some([b'-', b'-', ..]) => 2,
        Some([b'-', ..]) => 1,
        _ => return None,
    };
    let (last, end) = (first + dashes, digits(first + dashes));
    if first == 0 || end == last || end < bytes.len() {
        return None;
    }
    if dashes == 1 {
        return Some(tex.into());
    }
    let mut range = Str::from(tex.get(..=first)?);
    range.push_str(tex.get(last..)?);
    Some(range)
}

/// Ranges of pages with a single hyphen, as everything but TeX writes them; where a page has a
/// dash of its own, with an en dash. What is no plain range stays as it is.
pub(super) fn one_dash(text: &str) -> String {
    let pages = Pages::from(text);
    let separators: Vec<&str> = text.matches([',', ';']).collect();
    let ranges = pages.ranges();
    if ranges.len() != separators.len() + 1 {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for (i, range) in ranges.iter().enumerate() {
        if let Some(separator) = i.checked_sub(1).and_then(|before| separators.get(before)) {
            out.push_str(separator);
            out.push(' ');
        }
        out.push_str(&range.first);
        if let Some(last) = &range.last {
            let own = range.first.contains(is_dash) || last.contains(is_dash);
            out.push(if own { '–' } else { '-' });
            out.push_str(last);
        }
    }
    out
}

/// A list's item without the braces that keep it whole. They are taken off only where they keep
/// something: other braces protect its case.
pub(super) fn unwrapped(item: &str, keeps: impl Fn(&str) -> bool) -> &str {
    match as_group(item) {
        Some(inside) if keeps(inside) || as_group(inside).is_some() => inside,
        _ => item,
    }
}

/// Adds a form, unless it only repeats the value: lists of forms are whole.
pub(super) fn push_form<T: PartialEq>(
    all: &mut Multilingual<T>,
    form: Form,
    lang: Option<&Lang>,
    value: T,
) {
    if all.primary() != Some(&value) {
        all.push(Localized { lang: lang.cloned(), form, value });
    }
}

/// The language of a record and those of its work, from the `langid` and the `language` of its
/// entry.
pub(super) fn stated_languages(
    of_record: Option<Lang>,
    of_work: Vec<Lang>,
    dialect: Dialect,
) -> (Option<Lang>, Vec<Lang>) {
    let [only] = of_work.as_slice() else { return (of_record, of_work) };
    // biblatex knows what each of the two says. BibTeX has nothing but `language`.
    let apart = dialect == Dialect::BibLatex && language::to_babel(only).is_some();
    match &of_record {
        None => (Some(only.clone()), if apart { of_work } else { Vec::new() }),
        Some(record) if record == only => (of_record, if apart { of_work } else { Vec::new() }),
        // babel names few regions: `language` may say more closely what `langid` says.
        Some(record) if only.matches(record.as_str()) => (Some(only.clone()), Vec::new()),
        Some(_) => (of_record, of_work),
    }
}

/// Marks the fields beside which another one stands for the same, and is the one that the program
/// looks at: BibTeX knows no `location`, and biber passes over an `address` beside one.
pub(super) fn mark_overruled(values: &mut Values<'_>, kind: &Kind, dialect: Dialect) {
    for at in 0..values.list.len() {
        let value = values.list.get(at).filter(|value| !value.is_taken);
        let known = value.and_then(|value| value.facts.known).filter(|known| known.has_rival);
        let Some((known, row)) = known.and_then(|known| Some((known, known.row(kind)?))) else {
            continue;
        };
        if row.biblatex == row.bibtex && row.field != Field::Issue {
            continue;
        }
        let counts = if row.field == Field::Issue { "number" } else { row.name(dialect) };
        let overruled = known.name != counts && values.has(counts);
        if let Some(value) = values.list.get_mut(at) {
            value.is_overruled = overruled;
        }
    }
}

/// Where eprints are found, and the registry that is.
const EPRINTS: &[(&str, Scheme)] = &[
    ("arXiv", Scheme::Arxiv),
    ("hdl", Scheme::Handle),
    ("pubmed", Scheme::Pmid),
    ("pmcid", Scheme::Pmcid),
];

pub(super) fn eprint_type(values: &Values<'_>) -> Option<String> {
    values.find("eprint")?;
    let is_type =
        |value: &&Value<'_>| matches!(value.name.as_ref(), "eprinttype" | "archiveprefix");
    values.iter().find(is_type).map(|value| value.tex.trim().to_ascii_lowercase())
}

pub(super) fn eprint_scheme(kind: &str) -> Scheme {
    let known = EPRINTS
        .iter()
        .find(|(of, _)| of.eq_ignore_ascii_case(kind))
        .map(|(_, scheme)| scheme.clone());
    known.unwrap_or_else(|| Scheme::from_name(kind))
}

/// The name under which a registry is an `eprinttype`.
pub(super) fn eprint_name(scheme: &Scheme) -> &str {
    EPRINTS.iter().find(|(_, of)| of == scheme).map_or(scheme.as_str(), |(name, _)| name)
}

/// `affiliation-2_translation_en`: what is annotated, and in which form.
pub(super) fn split_annotation_name(name: &str) -> (&str, Option<(Form, Option<Lang>)>) {
    let (base, form) = match annotations::take_apart(name) {
        FieldName::Form { base, form, lang } => (base, Some((form, lang))),
        _ => (name, None),
    };
    let number = |(_, tail): &(&str, &str)| tail.bytes().all(|b| b.is_ascii_digit());
    match base.rsplit_once('-').filter(number) {
        Some((what, _)) => (what, form),
        None => (base, form),
    }
}

/// In BibTeX `title` is title and subtitle, where `subtitle` is there too: takes it off again.
pub(super) fn cut_subtitles(values: &mut Values<'_>) {
    let subtitles: Vec<(String, String)> = values
        .iter()
        .filter(|value| value.name.starts_with("subtitle"))
        .map(|value| {
            (value.name.replacen("subtitle", "title", 1), format!(": {}", value.tex.trim()))
        })
        .collect();
    for (title, ending) in subtitles {
        let Some(value) = values.iter_mut().find(|value| value.name == title) else { continue };
        if let Some(cut) = value.tex.trim_end().strip_suffix(&ending) {
            value.tex = cut.to_owned().into();
        }
    }
}

/// Annotations give every name an affiliation of its own; equal ones become one, in the order in
/// which the names have them.
pub(super) fn unite_affiliations(article: &mut Article) {
    if article.affiliations.is_empty() {
        return;
    }
    let mut united: Vec<Affiliation> = Vec::new();
    // By their first words; whole ones are compared only among those that share them.
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    for person in &mut article.contributors {
        for at in &mut person.affiliations {
            let Some(own) = article.affiliations.get(*at) else { continue };
            let text = own.forms.primary().map(ToString::to_string).unwrap_or_default();
            let same_text = known.entry(text).or_default();
            let same = |place: &&usize| united.get(**place) == Some(own);
            *at = match same_text.iter().find(same) {
                Some(place) => *place,
                None => {
                    united.push(own.clone());
                    same_text.push(united.len() - 1);
                    united.len() - 1
                }
            };
        }
    }
    article.affiliations = united.into();
}

/// Whether the braces of `text` close each other: BibTeX counts every one.
pub(super) fn is_balanced(text: &str) -> bool {
    as_group(&format!("{{{text}}}")).is_some()
}

/// Whether an item needs braces to stay one item of a list.
pub(super) fn needs_guard(tex: &str) -> bool {
    let padded = format!("x {tex} x");
    split_list(&padded).len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months() {
        let table = [
            ("5", Some(5)),
            ("May", Some(5)),
            ("sept.", Some(9)),
            ("January", Some(1)),
            ("13", None),
            ("spring", None),
            ("", None),
        ];
        for (text, month) in table {
            assert_eq!(month_of(text), month, "{text}");
        }
    }

    #[test]
    fn page_dashes() {
        let table = [
            ("1--10", "1-10"),
            ("M-1--M-4", "M-1–M-4"),
            ("1--3, 5", "1-3, 5"),
            ("12--", "12-"),
            ("7+", "7+"),
            ("1,,2", "1,,2"),
        ];
        for (text, expected) in table {
            assert_eq!(one_dash(text), expected);
        }
    }

    #[test]
    fn names_of_annotations() {
        assert_eq!(split_annotation_name("orcid"), ("orcid", None));
        assert_eq!(split_annotation_name("email-2"), ("email", None));
        let form = Some((Form::Translation, "en".parse().ok()));
        assert_eq!(split_annotation_name("affiliation-2_translation_en"), ("affiliation", form));
    }

    #[test]
    fn verbatim_values_lose_only_escapes() {
        assert_eq!(unescaped(r"http://a.b/c\_d\%20e~f"), "http://a.b/c_d%20e~f");
        assert_eq!(unescaped(r"a\b"), r"a\b");
    }

    #[test]
    fn months_with_days() {
        let table = [
            ("July~4", Some((7, Some(4)))),
            ("4 July", Some((7, Some(4)))),
            ("jul", Some((7, None))),
            ("3 4", None),
            ("March--April", None),
            ("July 40", None),
        ];
        for (text, expected) in table {
            assert_eq!(month_and_day(text), expected, "{text}");
        }
    }
}
