//! What the words of a title or a name say: the sort of work, a conference, an institution.

use super::scan::{strip_ci, strip_word};
use crate::model::Kind;

/// What a work calls itself, and the sort of work it then is. A phrase counts at the start of the
/// title or of a part of it.
const KINDS: &[(&str, Kind)] = &[
    ("автореф. дис", Kind::Thesis),
    ("автореферат дис", Kind::Thesis),
    ("дис.", Kind::Thesis),
    ("дисс.", Kind::Thesis),
    ("диссертация на", Kind::Thesis),
    ("диссертация", Kind::Thesis),
    ("автореф.", Kind::Thesis),
    ("дисертація", Kind::Thesis),
    ("дисерт.", Kind::Thesis),
    ("дисертация", Kind::Thesis),
    ("PhD thesis", Kind::Thesis),
    ("PhD diss", Kind::Thesis),
    ("PhD dissertation", Kind::Thesis),
    ("diss.", Kind::Thesis),
    ("doctoral thesis", Kind::Thesis),
    ("doctoral dissertation", Kind::Thesis),
    ("свидетельство о государственной регистрации программы", Kind::Software),
    ("свидетельство о гос. регистрации программы", Kind::Software),
    ("свидетельство о регистрации программы", Kind::Software),
    ("пат.", Kind::Patent),
    ("патент", Kind::Patent),
    ("а. с.", Kind::Patent),
    ("ГОСТ", Kind::Standard),
    ("ДСТУ", Kind::Standard),
    ("федеральный закон", Kind::Legislation),
    ("федер. закон", Kind::Legislation),
    ("закон", Kind::Legislation),
    ("указ президента", Kind::Legislation),
    ("указ", Kind::Legislation),
    ("постановление", Kind::Legislation),
    ("распоряжение", Kind::Legislation),
    ("кодекс", Kind::Legislation),
];

/// The sort of work that a piece of a title names by its first words.
pub(super) fn kind(text: &str) -> Option<Kind> {
    KINDS
        .iter()
        .find(|(phrase, _)| strip_word(text, phrase).is_some())
        .map(|(_, kind)| kind.clone())
}

/// The beginnings of words that only the titles of conference papers have.
const CONFERENCES: &[&str] = &[
    "конференци",
    "конф.",
    "симпозиум",
    "конгресс",
    "съезд",
    "семинар",
    "conference",
    "symposium",
    "congress",
    "workshop",
    "proceedings",
    "конференці",
    "симпозіум",
    "конференция",
];

/// Whether a host is the papers of a conference, by its words.
pub(super) fn is_conference(host: &str) -> bool {
    words_begin_with(host, CONFERENCES)
}

/// The beginnings of words that institutions have in their names.
const INSTITUTIONS: &[&str] = &[
    "университет",
    "институт",
    "академи",
    "министерств",
    "организаци",
    "центр",
    "общество",
    "музе",
    "библиотек",
    "комитет",
    "совет",
    "університет",
    "інститут",
    "академі",
    "універс",
    "institut",
    "universit",
    "academy",
    "ministry",
    "organi",
    "centre",
    "center",
    "society",
    "library",
    "bank",
    "committee",
    "council",
    "agency",
    "service",
    "банк",
    "служб",
    "агентств",
    "фонд",
    "foundation",
];

/// Whether a name is that of an institution, by its words.
pub(super) fn is_institution(name: &str) -> bool {
    words_begin_with(name, INSTITUTIONS)
}

fn words_begin_with(text: &str, beginnings: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .any(|word| beginnings.iter().any(|beginning| strip_ci(word, beginning).is_some()))
}
