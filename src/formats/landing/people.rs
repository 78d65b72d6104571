//! People on lines of their own: lists of names with marks of footnotes, and what pages say of
//! each. The names of one person in two scripts become one contributor.

use super::authors::{Address, MOST_AUTHORS};
use super::read::{Page, quoted};
use super::sections::Line;
use crate::model::{AffiliationParts, Contributor, Form, Localized, Name, NameStyle, PersonName};
use crate::report::Code;
use crate::value::likeness::same_person;
use crate::value::names::{self, Evidence, NameHints, NameOrder, institution_word};
use crate::value::script::{Script, dominant};

/// Words that begin a degree, in small letters.
const DEGREES: &[&str] = &[
    "кандидат",
    "доктор",
    "канд.",
    "д-р",
    "магистр",
    "phd",
    "ph.d.",
    "doctor",
    "candidate",
    "master",
    "к.и.н.",
    "д.и.н.",
    "к.ф.н.",
    "д.ф.н.",
];

/// Posts, in small letters.
const POSTS: &[&str] = &[
    "доцент",
    "профессор",
    "старший преподаватель",
    "преподаватель",
    "ассистент",
    "аспирант",
    "аспирантка",
    "студент",
    "магистрант",
    "докторант",
    "научный сотрудник",
    "старший научный сотрудник",
    "ведущий научный сотрудник",
    "главный научный сотрудник",
    "docent",
    "professor",
    "associate professor",
    "assistant professor",
    "senior lecturer",
    "lecturer",
    "postgraduate",
    "postgraduate student",
    "researcher",
    "senior researcher",
];

/// What pages write where a program has hidden an address, in small letters.
const OBFUSCATED: &[&str] =
    &["[email protected]", "[email\u{a0}protected]", "[email&#160;protected]"];

/// A known author whose name another one is, and why.
#[derive(Clone, Debug)]
pub(super) struct Twin {
    pub(super) at: usize,
    because: String,
}

/// How many pairs of names in two scripts a page may have compared: lists of authors have hundreds
/// of names, and each is compared with those of the same initials.
pub(super) const MOST_COMPARISONS: usize = 2_000;

/// How many authors of the same initials wait for their second name.
const MOST_OF_ONE_INITIAL: usize = 64;

/// A name of a list, and the marks that stood glued to it.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    pub(super) name: Line<'a>,
    /// Numbers of footnotes.
    marks: Vec<String>,
    /// Whether a star or a dagger was among the marks.
    star: bool,
    /// The marks as printed; empty where there are none.
    printed: &'a str,
}

fn superscript(c: char) -> Option<char> {
    const DIGITS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let at = DIGITS.chars().position(|digit| digit == c)?;
    char::from_digit(u32::try_from(at).ok()?, 10)
}

fn is_mark(c: char) -> bool {
    c.is_ascii_digit()
        || superscript(c).is_some()
        || matches!(c, '*' | '†' | '‡' | '\'' | '-' | ')' | '(' | ',' | '✉')
        || c.is_whitespace()
}

/// A name without the marks of footnotes at its end.
fn unmarked<'a>(line: &Line<'a>) -> Item<'a> {
    let bare = line.text.trim_end_matches(is_mark);
    let printed = line.text.get(bare.len()..).unwrap_or_default().trim();
    let mut marks = Vec::new();
    let mut mark = String::new();
    for c in printed.chars().chain([' ']) {
        if let Some(digit) = superscript(c).or(c.is_ascii_digit().then_some(c)) {
            mark.push(digit);
        } else if !mark.is_empty() {
            marks.push(std::mem::take(&mut mark));
        }
    }
    let star = printed.contains(['*', '†', '✉']);
    Item { name: line.piece(bare), marks, star, printed }
}

/// Whether the text is surely the name of a person: by initials or a patronymic. Capitals and
/// commas are not enough outside a list of authors.
fn is_sure(text: &str) -> bool {
    // Neither stands in a word alone, and most lines that are no names are looked at here.
    let has_parts = text.trim().contains(|c: char| c == '.' || c.is_whitespace());
    text.len() < 200
        && has_parts
        && names::parse(text, &NameHints::default()).is_some_and(|parsed| {
            matches!(parsed.evidence, Evidence::Initials | Evidence::Patronymic)
                && parsed.name.as_person().is_some_and(|name| !name.family.is_empty())
        })
}

/// The names of a line, if it holds nothing else.
pub(super) fn list<'a>(line: Line<'a>) -> Option<Vec<Item<'a>>> {
    if line.text.len() > 4_000 {
        return None;
    }
    let sign = if line.text.contains(';') { ';' } else { ',' };
    let mut items: Vec<Item<'a>> = Vec::new();
    for part in line.text.split(sign) {
        let item = unmarked(&line.piece(part));
        if item.name.text.is_empty() {
            // `A.B. Smith1,2`: the second mark of the name before.
            let before = items.last_mut()?;
            before.marks.extend(item.marks);
            before.star |= item.star;
            continue;
        }
        if !is_sure(item.name.text) {
            return None;
        }
        items.push(item);
    }
    (!items.is_empty()).then_some(items)
}

/// A name, and what stands behind the dash after it.
fn with_place(line: Line<'_>) -> Option<(Line<'_>, Line<'_>)> {
    let (name, place) = [" – ", " — ", " - "].iter().find_map(|dash| line.text.split_once(dash))?;
    is_sure(name.trim()).then(|| (line.piece(name), line.piece(place)))
}

/// Whether a text hides an address.
pub(super) fn is_obfuscated(text: &str) -> bool {
    let lower = text.to_lowercase();
    OBFUSCATED.iter().any(|hidden| lower.contains(hidden))
}

impl Page<'_> {
    /// The first line of a page that has no title: authors, if it is more than one name, or if what
    /// goes with the name shows it.
    pub(super) fn first_person<'a>(&mut self, line: Line<'a>, after: &[Line<'a>]) -> bool {
        if let Some(items) = list(line) {
            let marked = items.iter().any(|item| !item.printed.is_empty());
            let contact = after.first().is_some_and(|next| names::is_contact(next.text));
            if items.len() > 1 || marked || contact {
                return self.people_line(line);
            }
        }
        if with_place(line).is_some() {
            return self.people_line(line);
        }
        self.glued_person(line)
    }

    /// A line of names; or one name with a place behind a dash.
    pub(super) fn people_line(&mut self, line: Line<'_>) -> bool {
        if self.article.contributors.len() >= MOST_AUTHORS {
            return line.text.len() < 200 && self.has_enough_authors(line);
        }
        if let Some(items) = list(line) {
            for item in items {
                self.listed(&item, &NameHints::default());
            }
            return true;
        }
        if let Some((name, place)) = with_place(line) {
            self.add_person(name);
            self.place_of(place);
            return true;
        }
        if self.glued_person(line) {
            return true;
        }
        // Names that are clear stand given name first, and one with a footnote's number follows.
        let item = unmarked(&line);
        let words = item.name.text.split_whitespace().count();
        if self.order == Some(NameOrder::GivenFirst) && !item.marks.is_empty() && words == 2 {
            self.listed(&item, &NameHints::default().order(NameOrder::GivenFirst));
            return true;
        }
        false
    }

    fn listed(&mut self, item: &Item<'_>, hints: &NameHints) {
        let Some(at) = self.add_named(item.name, hints) else { return };
        let field = format!("contributors[{at}]");
        if item.printed.is_empty() {
            return;
        }
        let message = format!(
            "{} stands after {} as a mark of a footnote; it was taken off the name{}",
            quoted(item.printed),
            quoted(item.name.text),
            if item.star {
                ", and the star read as the mark of the corresponding author"
            } else {
                ""
            },
        );
        self.warn(item.name, Code::AffiliationMarker, &field, message);
        self.footnotes.extend(item.marks.iter().map(|mark| (mark.clone(), at)));
        if item.star
            && let Some(author) = self.article.contributors.get_mut(at)
        {
            author.corresponding = true;
        }
    }

    pub(super) fn add_person(&mut self, line: Line<'_>) -> Option<usize> {
        self.add_named(line, &NameHints::default())
    }

    fn add_named(&mut self, line: Line<'_>, hints: &NameHints) -> Option<usize> {
        let name = self.name_with(line, hints)?;
        Some(self.contributor(line, name))
    }

    /// Whether a name is that of a known author in another script.
    pub(super) fn names_a_twin(&mut self, line: Line<'_>) -> bool {
        names::parse(line.text, &NameHints::default())
            .is_some_and(|parsed| self.twin(line, &parsed.name).is_some())
    }

    /// Who has that name in another script, and not yet in this one.
    pub(super) fn twin(&mut self, line: Line<'_>, name: &Name) -> Option<Twin> {
        if let Some((last, twin)) = &self.last_twin
            && last == name
        {
            return twin.clone();
        }
        let twin = self.find_twin(line, name);
        self.last_twin = Some((name.clone(), twin.clone()));
        twin
    }

    fn find_twin(&mut self, line: Line<'_>, name: &Name) -> Option<Twin> {
        let person = name.as_person()?;
        let script = dominant(&name.to_string())?;
        let own = key(name)?;
        let bucket = self.people.get(&initials(&own)?)?;
        let others = bucket.iter().filter(|(of, _)| *of != script);
        let others: Vec<usize> = others.map(|(_, at)| *at).collect();
        let mut by_consonants = None;
        for at in others {
            let known = self.article.contributors.get(at)?.name.primary()?.clone();
            if self.comparisons == 0 {
                return None;
            }
            self.comparisons -= 1;
            if self.comparisons == 0 {
                let message = format!(
                    "more than {MOST_COMPARISONS} pairs of names in two scripts were compared; \
                     names from here on stay apart"
                );
                self.warn(line, Code::OddValue, "contributors", message);
            }
            if let Some(likeness) = known.as_person().and_then(|known| same_person(known, person)) {
                return Some(Twin { at, because: likeness.to_string() });
            }
            if by_consonants.is_none() && key(&known).as_ref() == Some(&own) {
                let because = "the two have the same consonants and first letter".to_owned();
                by_consonants = Some(Twin { at, because });
            }
        }
        by_consonants
    }

    /// The contributor of that name: one who is there already in another script, or a new one.
    pub(super) fn contributor(&mut self, line: Line<'_>, name: Name) -> usize {
        let text = name.to_string();
        let initials = key(&name).and_then(|key| initials(&key));
        if let Some(Twin { at, because }) = self.twin(line, &name) {
            let languages = self.languages;
            let lang = |text: &str| languages.guess(text).map(|guess| guess.lang);
            if let Some(author) = self.article.contributors.get_mut(at) {
                for form in &mut author.name {
                    let text = form.value.to_string();
                    form.lang = form.lang.take().or_else(|| lang(&text));
                }
                let mut form = Localized::<Name>::new(name).as_form(Form::Transliteration);
                form.lang = lang(&text);
                let first = author.name.primary().map(ToString::to_string).unwrap_or_default();
                author.name.push(form);
                let message = format!(
                    "{} and {} were read as one person's name in two scripts: {because}",
                    quoted(&first),
                    quoted(&text)
                );
                let field = format!("contributors[{at}].name");
                self.warn(line, Code::MatchedName, &field, message);
                self.current = Some(at);
                self.second_block = true;
                self.affiliations_seen = 0;
                self.last_twin = None;
                // Nobody has a third name.
                if let Some(bucket) = initials.and_then(|key| self.people.get_mut(&key)) {
                    bucket.retain(|(_, other)| *other != at);
                }
                return at;
            }
        }
        let at = self.article.contributors.len();
        if let (Some(key), Some(script)) = (initials, dominant(&text)) {
            let bucket = self.people.entry(key).or_default();
            if bucket.len() < MOST_OF_ONE_INITIAL {
                bucket.push((script, at));
            }
        }
        self.last_twin = None;
        self.article.contributors.push(Contributor::new(name));
        self.current = Some(at);
        self.second_block = false;
        self.affiliations_seen = 0;
        at
    }

    /// What stands behind the name of the current author: an institution, an address.
    fn place_of(&mut self, place: Line<'_>) {
        let mut orcids = Vec::new();
        for piece in super::authors::pieces(&place) {
            match piece {
                super::authors::Piece::Email(address) => self.email(&address),
                super::authors::Piece::Orcid(orcid, text) => orcids.push((orcid, text)),
                super::authors::Piece::Text(text) => {
                    let bare = text.text.trim_end_matches([',', ';', ' ']);
                    let bare = match bare.strip_suffix('.') {
                        // The full stop ends the line, unless it is that of an abbreviation.
                        Some(cut) if ends_in_word(cut) => cut,
                        _ => bare,
                    };
                    self.workplace(text.piece(bare));
                }
            }
        }
        for (orcid, text) in orcids {
            self.orcid(orcid, text);
        }
    }

    fn email(&mut self, address: &Address<'_>) {
        let Some(at) = self.current else { return };
        self.say_if_hidden(address, &format!("contributors[{at}].emails"));
        if let Some(author) = self.article.contributors.get_mut(at)
            && !author.emails.iter().any(|known| *known == address.value)
        {
            author.emails.push(address.value.clone().into_owned());
        }
    }

    /// Says what was written for an address, where that is not the address.
    pub(super) fn say_if_hidden(&mut self, address: &Address<'_>, field: &str) {
        if address.value != address.line.text {
            let message = format!(
                "{} hides an e-mail address from programs; it was read as `{}`",
                quoted(address.line.text),
                address.value
            );
            self.warn(address.line, Code::ObfuscatedEmail, field, message);
        }
    }

    fn orcid(&mut self, orcid: crate::Orcid, text: Line<'_>) {
        let author = self.current.and_then(|at| self.article.contributors.get_mut(at));
        match author {
            Some(author) if author.orcid.as_ref().is_none_or(|known| *known == orcid) => {
                author.orcid = Some(orcid);
            }
            _ => self.not_understood("orcid", text, "no author is there who has none"),
        }
    }

    /// An affiliation of the current author. In a second block, of another language, the first one
    /// is the first one of the first block.
    fn workplace(&mut self, text: Line<'_>) {
        let Some(at) = self.current else { return };
        let message = format!(
            "{} stands with the author's name under no heading; it was read as the affiliation",
            quoted(text.text)
        );
        let field = format!("contributors[{at}].affiliations");
        self.inform(text, Code::OddValue, &field, message);
        let seen = self.affiliations_seen;
        self.affiliations_seen += 1;
        let known = self.article.contributors.get(at).and_then(|a| a.affiliations.get(seen));
        if self.second_block
            && let Some(known) = known.copied()
            && let Some(affiliation) = self.article.affiliations.get_mut(known)
        {
            let languages = self.languages;
            let lang = |text: &str| languages.guess(text).map(|guess| guess.lang);
            for form in &mut affiliation.forms {
                form.lang = form.lang.take().or_else(|| lang(&form.value.to_string()));
            }
            let mut form = Localized::new(AffiliationParts::text(text.text));
            form.form = Form::Translation;
            form.lang = lang(text.text);
            affiliation.forms.push(form);
            self.place = Some(known);
            return;
        }
        let affiliation = self.affiliation(text.text);
        self.place = Some(affiliation);
        if self.works_at.insert((at, affiliation))
            && let Some(author) = self.article.contributors.get_mut(at)
        {
            author.affiliations.push(affiliation);
        }
    }

    /// A line that says something of the author before it.
    pub(super) fn about_person(&mut self, line: Line<'_>) -> bool {
        let Some(at) = self.current else { return false };
        let pieces = super::authors::pieces(&line);
        let is_contact = !pieces.is_empty()
            && pieces.iter().all(|piece| !matches!(piece, super::authors::Piece::Text(_)));
        if is_contact {
            self.place_of(line);
            return true;
        }
        if self.footnote(line) {
            return true;
        }
        if line.text.len() > 300 {
            return false;
        }
        let lower = line.text.to_lowercase();
        let first = lower.split([' ', ',']).next().unwrap_or_default();
        if DEGREES.contains(&first) && !lower.trim_end_matches('.').contains(". ") {
            self.keep_of(at, "degree", line);
            return true;
        }
        let (head, rest) = line.text.split_once(',').unwrap_or((line.text, ""));
        if POSTS.contains(&head.trim().to_lowercase().as_str()) {
            self.keep_of(at, "position", line.piece(head));
            if !rest.trim().is_empty() {
                self.workplace(line.piece(rest));
            }
            return true;
        }
        // A postal code and an address: of the institution before it.
        let digits = line.text.bytes().take_while(u8::is_ascii_digit).count();
        if matches!(digits, 5 | 6) && line.text.get(digits..).is_some_and(|r| r.starts_with(',')) {
            let parts = self.place.and_then(|place| self.article.affiliations.get_mut(place));
            let form = parts.and_then(|affiliation| affiliation.forms.iter_mut().last());
            if let Some(form) = form {
                let parts = &mut form.value;
                parts.institution = parts.institution.take().or_else(|| parts.text.take());
                parts.address.push(line.text.to_owned());
                return true;
            }
        }
        let is_sentence = line.text.ends_with(['.', '!', '?', ':']) || line.text.contains('@');
        if !is_sentence && line.text.len() < 200 && institution_word(line.text).is_some() {
            self.workplace(line);
            return true;
        }
        false
    }

    fn keep_of(&mut self, at: usize, what: &str, line: Line<'_>) {
        let field = self.keep(&format!("contributors[{at}].{what}"), line);
        let message = format!("the record has no place for the {what} of an author; it was kept");
        self.inform(line, Code::UnknownField, &field, message);
    }

    /// `1 Institute of Examples`: the affiliation of those with that mark.
    fn footnote(&mut self, line: Line<'_>) -> bool {
        let marks = line.text.len() - line.text.trim_start_matches(is_mark).len();
        let (printed, text) = line.text.split_at_checked(marks).unwrap_or(("", line.text));
        let mark: String = printed
            .chars()
            .map(|c| superscript(c).unwrap_or(c))
            .take_while(char::is_ascii_digit)
            .collect();
        if mark.is_empty() || mark.len() > 2 || !text.starts_with(char::is_alphabetic) {
            return false;
        }
        let authors: Vec<usize> =
            self.footnotes.iter().filter(|(of, _)| *of == mark).map(|(_, at)| *at).collect();
        if authors.is_empty() {
            return false;
        }
        let text = line.piece(text);
        let place = self.without_hidden_address(text);
        let last = self.current;
        for at in authors {
            self.current = Some(at);
            self.second_block = false;
            self.place_of(place);
        }
        self.current = last;
        true
    }

    /// A text without the address that a program has hidden, which is said.
    fn without_hidden_address<'a>(&mut self, line: Line<'a>) -> Line<'a> {
        let lower = line.text.to_lowercase();
        // Where small letters have other lengths, nothing is cut.
        let same = lower.len() == line.text.len();
        let hidden = OBFUSCATED.iter().find_map(|hidden| lower.find(hidden));
        let Some(at) = hidden else { return line };
        self.hidden_address(line);
        if !same {
            return line;
        }
        let before = line.text.get(..at).unwrap_or_default().trim_end();
        let before = ["E-mail:", "e-mail:", "Email:", "email:", "E-mail", "e-mail"]
            .iter()
            .find_map(|label| before.strip_suffix(label))
            .unwrap_or(before);
        line.piece(before.trim_end_matches([',', ';', ' ', '(']))
    }

    /// Says that an address is hidden.
    pub(super) fn hidden_address(&mut self, line: Line<'_>) {
        let message = "an e-mail address was hidden by the program of the page, and only \
                       `[email protected]` is left; it was not read";
        self.warn(line, Code::ObfuscatedEmail, "contributors", message.to_owned());
    }

    /// Name, institution, address and e-mail with nothing between them:
    /// `Primerov Vladimir ValerievichInvented State University, 410012, …, 83name@example.org`.
    fn glued_person(&mut self, line: Line<'_>) -> bool {
        if line.text.len() > 600 || !line.text.ends_with(char::is_alphanumeric) {
            return false;
        }
        let Some((body, address)) = line.text.rsplit_once([' ', ',']) else { return false };
        if !names::is_email(address) {
            return false;
        }
        // Cut where a capital follows a small letter.
        let mut before = ' ';
        let cuts: Vec<usize> = body
            .char_indices()
            .filter(|(_, c)| {
                let last = std::mem::replace(&mut before, *c);
                last.is_lowercase() && c.is_uppercase()
            })
            .map(|(at, _)| at)
            .collect();
        for cut in cuts.iter().copied().take(6) {
            let (head, rest) = body.split_at_checked(cut).unwrap_or((body, ""));
            let mut name = String::new();
            let mut before = ' ';
            for c in head.chars() {
                let last = std::mem::replace(&mut before, c);
                if last.is_lowercase() && c.is_uppercase() {
                    name.push(' ');
                }
                name.push(c);
            }
            if !is_sure(&name) || institution_word(rest).is_none() {
                continue;
            }
            let message = format!(
                "name and institution stand glued in {}; they were cut where a capital follows a \
                 small letter",
                quoted(line.text)
            );
            self.warn(line, Code::OddValue, "contributors", message);
            if self.add_person(Line { text: &name, ..line }).is_none() {
                return false;
            }
            let place = line.piece(rest.trim_end_matches([',', ' ']));
            self.workplace(place);
            let address = line.piece(address);
            if address.text.starts_with(|c: char| c.is_ascii_digit()) {
                let why = "the digits before the address may be the number of a house";
                self.not_understood("e-mail", address, why);
            } else {
                self.email(&Address { line: address, value: address.text.into() });
            }
            return true;
        }
        false
    }
}

/// Whether a text ends with a word of more than two small letters, so that a full stop after it is no
/// abbreviation's.
fn ends_in_word(text: &str) -> bool {
    text.chars().rev().take_while(|c| c.is_lowercase()).count() > 2
}

/// What two names of one person in two scripts have in common: the consonants of the family name,
/// its feminine ending, and the first letter of the given one, as romanisations of all kinds keep
/// them.
fn key(name: &Name) -> Option<(String, String)> {
    let name: &PersonName = name.as_person()?;
    let of_cyrillic = matches!(dominant(&name.family), Some(Script::Cyrillic | Script::Latin));
    if !of_cyrillic || name.style == Some(NameStyle::Eastern) {
        return None;
    }
    let mut family = skeleton(&name.family);
    // `Иванов` and `Иванова` are two people.
    if name.family.ends_with(['а', 'я', 'А', 'Я', 'a', 'A']) {
        family.push('a');
    }
    let given: String = skeleton_first(&name.given)?.to_string();
    (family.chars().count() > 1).then_some((family, given))
}

/// The first letters of both parts of a key: names that differ here are no one's.
fn initials((family, given): &(String, String)) -> Option<(char, char)> {
    Some((family.chars().next()?, given.chars().next()?))
}

/// Latin digraphs for one Cyrillic letter, the longest first.
const DIGRAPHS: &[(&str, &str)] = &[
    ("shch", "s"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "z"),
    ("kh", "h"),
    ("ts", "c"),
    ("tz", "c"),
    ("ks", "ks"),
    ("ph", "f"),
    ("dzh", "dz"),
];

/// Classes of letters of both scripts; vowels, signs and the semivowel have none.
const CLASSES: &[(char, &str)] = &[
    ('б', "b"),
    ('в', "v"),
    ('г', "h"),
    ('ґ', "h"),
    ('д', "d"),
    ('ж', "z"),
    ('з', "z"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('ф', "f"),
    ('х', "h"),
    ('ц', "c"),
    ('ч', "c"),
    ('ш', "s"),
    ('щ', "s"),
    ('қ', "k"),
    ('ғ', "h"),
    ('ң', "n"),
    ('һ', "h"),
    ('b', "b"),
    ('c', "c"),
    ('d', "d"),
    ('f', "f"),
    ('g', "h"),
    ('h', "h"),
    ('k', "k"),
    ('l', "l"),
    ('m', "m"),
    ('n', "n"),
    ('p', "p"),
    ('q', "k"),
    ('r', "r"),
    ('s', "s"),
    ('t', "t"),
    ('v', "v"),
    ('w', "v"),
    ('x', "ks"),
    ('z', "z"),
    ('š', "s"),
    ('č', "c"),
    ('ž', "z"),
];

fn skeleton(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut out = String::new();
    let mut rest = lower.as_str();
    while let Some(c) = rest.chars().next() {
        if let Some((digraph, class)) = DIGRAPHS.iter().find(|(d, _)| rest.starts_with(d)) {
            out.push_str(class);
            rest = rest.get(digraph.len()..).unwrap_or_default();
            continue;
        }
        if let Some((_, class)) = CLASSES.iter().find(|(of, _)| *of == c) {
            out.push_str(class);
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

/// The class of the first letter. A vowel is itself without the semivowel before it: `Е` is `E`,
/// `Ye` and `Je`.
fn skeleton_first(text: &str) -> Option<char> {
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).take(4).collect();
    let word = word.to_lowercase();
    let mut letters = word.chars();
    let (first, second) = (letters.next()?, letters.next());
    Some(match (first, second) {
        ('y' | 'j' | 'i', Some(vowel @ ('a' | 'e' | 'o' | 'u'))) => vowel,
        ('y' | 'j', _) => 'i',
        ('а' | 'я', _) => 'a',
        ('е' | 'ё' | 'э' | 'є', _) => 'e',
        ('и' | 'і' | 'ї' | 'й' | 'ы', _) => 'i',
        ('о', _) => 'o',
        ('у' | 'ю', _) => 'u',
        ('a' | 'e' | 'i' | 'o' | 'u', _) => first,
        _ => skeleton(&word).chars().next()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(family: &str, given: &str) -> Option<(String, String)> {
        key(&Name::Person(PersonName::new(family, given)))
    }

    #[test]
    fn names_in_two_scripts_have_one_key() {
        let table = [
            (("Примерова", "Екатерина Викторовна"), ("Primerova", "Ekaterina Viktorovna")),
            (("Троицкий", "Е. Ф."), ("Troitskiy", "Ye. F.")),
            (("Троицкий", "Е. Ф."), ("Troickij", "E. F.")),
            (("Щукин", "Ю. А."), ("Shchukin", "Yu. A.")),
            (("Жуков", "Дж."), ("Zhukov", "Dzh.")),
            (("Хворостов", "Г."), ("Khvorostov", "G.")),
        ];
        for ((family, given), (latin, romanised)) in table {
            assert!(of(family, given).is_some());
            assert_eq!(of(family, given), of(latin, romanised), "{family} {latin}");
        }
        assert_ne!(of("Иванов", "И."), of("Petrov", "I."));
        assert_ne!(of("Иванов", "П."), of("Ivanov", "I."));
        assert_ne!(of("Иванов", "А."), of("Ivanov", "O."));
        assert_ne!(of("Иванов", "А."), of("Ivanova", "A."));
        assert_eq!(of("Ли", "А."), None, "one consonant is too little");
    }
}
