//! What those named in a reference did, in each language.

use super::scan::strip_ci;
use super::words::first_letter;

/// Titles that a name stands behind.
pub(super) const HONORIFICS: &[&str] = &[
    "проф.",
    "акад.",
    "чл.-кор.",
    "чл.-корр.",
    "д-ра",
    "канд.",
    "доц.",
    "prof.",
    "dr.",
    "dr",
    "чл.",
];

/// What somebody was who is named in the area of responsibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    Editor,
    Compiler,
    Translator,
    Author,
}

/// Phrase, task, and whether the names behind it stand in another case than that of a heading:
/// these are kept as printed.
pub(super) const TASKS: &[(&str, Task, bool)] = &[
    ("под общ. ред.", Task::Editor, true),
    ("под общей редакцией", Task::Editor, true),
    ("под науч. ред.", Task::Editor, true),
    ("под научной редакцией", Task::Editor, true),
    ("под редакцией", Task::Editor, true),
    ("под ред.", Task::Editor, true),
    ("за заг. ред.", Task::Editor, true),
    ("за ред.", Task::Editor, true),
    ("за редакцією", Task::Editor, true),
    ("пад рэд.", Task::Editor, true),
    ("под редакцията на", Task::Editor, false),
    ("ред. кол.", Task::Editor, false),
    ("редкол.:", Task::Editor, false),
    ("ред.-сост.", Task::Editor, false),
    ("отв. ред.", Task::Editor, false),
    ("гл. ред.", Task::Editor, false),
    ("науч. ред.", Task::Editor, false),
    ("ред.", Task::Editor, false),
    ("відп. ред.", Task::Editor, false),
    ("edited by", Task::Editor, false),
    ("ed. by", Task::Editor, false),
    ("eds.", Task::Editor, false),
    ("ed.", Task::Editor, false),
    ("hrsg. von", Task::Editor, false),
    ("hrsg.", Task::Editor, false),
    ("жалпы ред. басқ.", Task::Editor, false),
    ("авт.-сост.", Task::Compiler, false),
    ("сост.", Task::Compiler, false),
    ("составитель", Task::Compiler, false),
    ("упоряд.", Task::Compiler, false),
    ("укл.", Task::Compiler, false),
    ("уклад.", Task::Compiler, false),
    ("құраст.", Task::Compiler, false),
    ("съст.", Task::Compiler, false),
    ("comp. by", Task::Compiler, false),
    ("comp.", Task::Compiler, false),
    ("переводчик", Task::Translator, false),
    ("перекладач", Task::Translator, false),
    ("пер. с", Task::Translator, true),
    ("пер.", Task::Translator, true),
    ("перевод", Task::Translator, true),
    ("transl. by", Task::Translator, false),
    ("translated by", Task::Translator, false),
    ("trans. by", Task::Translator, false),
    ("авт.:", Task::Author, false),
    ("авторы:", Task::Author, false),
];

/// The phrase of responsibility at the start of `text`: the longest, and what follows.
pub(super) fn task(text: &str) -> Option<(Task, bool, &str)> {
    let letter = first_letter(text)?;
    TASKS
        .iter()
        .filter(|(phrase, _, _)| phrase.starts_with(letter))
        .filter_map(|(phrase, task, other_case)| {
            strip_ci(text, phrase).map(|rest| (*task, *other_case, rest))
        })
        .filter(|(_, _, rest)| rest.starts_with([' ', ':']) || rest.starts_with(char::is_uppercase))
        .min_by_key(|(_, _, rest)| rest.len())
}

/// The language of a responsibility phrase, by which the writer chooses: task, language, phrase.
const TASK_WORDS: &[(Task, &str, &str)] = &[
    (Task::Editor, "ru", "ред."),
    (Task::Editor, "uk", "ред."),
    (Task::Editor, "be", "ред."),
    (Task::Editor, "bg", "ред."),
    (Task::Editor, "kk", "ред."),
    (Task::Editor, "en", "ed. by"),
    (Task::Editor, "de", "hrsg. von"),
    (Task::Compiler, "ru", "сост."),
    (Task::Compiler, "uk", "упоряд."),
    (Task::Compiler, "bg", "съст."),
    (Task::Compiler, "kk", "құраст."),
    (Task::Compiler, "en", "comp. by"),
    (Task::Translator, "ru", "переводчик"),
    (Task::Translator, "uk", "перекладач"),
    (Task::Translator, "en", "transl. by"),
];

/// What goes before the names of editors that stand in the genitive.
pub(super) const GENITIVE_EDITORS: &[(&str, &str)] =
    &[("ru", "под ред."), ("uk", "за ред."), ("be", "пад рэд.")];

/// The phrase to write before the names of those who did that.
pub(super) fn task_word(task: Task, lang: &str) -> Option<&'static str> {
    let row = |lang: &str| TASK_WORDS.iter().find(|(t, l, _)| *t == task && *l == lang);
    row(lang).or_else(|| row("en")).map(|(_, _, phrase)| *phrase)
}
