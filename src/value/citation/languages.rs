//! The language of a text, by its letters and little words.

/// Languages of the tables, with letters that no other of them has in its script.
const LETTERS: &[(&str, &str)] = &[
    ("kk", "әғқңөұүһӘҒҚҢӨҰҮҺ"),
    ("be", "ўЎ"),
    ("uk", "їєґЇЄҐ"),
    ("sr", "ђјљњћџЂЈЉЊЋЏ"),
    // After the letters above: Belarusian and Kazakh have it, too.
    ("uk", "іІ"),
    ("ru", "ыэёЫЭЁ"),
];

/// Little words by which languages in Latin letters are told apart.
const LITTLE_WORDS: &[(&str, &[&str])] = &[
    ("en", &["the", "of", "and", "for", "in", "on", "to", "from", "with", "by", "at", "an"]),
    ("de", &["der", "die", "das", "und", "für", "im", "zur", "des", "von", "den", "einer"]),
    ("fr", &["le", "la", "les", "des", "du", "et", "une", "dans", "sur", "aux"]),
    ("es", &["el", "los", "las", "y", "una", "en", "del"]),
    ("pt", &["o", "os", "um", "uma", "do", "da", "dos", "no", "na", "ao"]),
    ("it", &["il", "di", "gli", "della", "nel", "delle"]),
];

/// The language of a text by its letters or its little words; `None` where these say nothing.
pub(super) fn language(text: &str) -> Option<&'static str> {
    let mut cyrillic = 0_usize;
    let mut latin = 0_usize;
    let mut seen = [false; LETTERS.len()];
    let mut hard_sign = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{400}'..='\u{52F}' => cyrillic += 1,
            _ => {}
        }
        if c == 'ъ' && chars.peek().is_none_or(|next| !"еёюяіЕЁЮЯ".contains(*next)) {
            hard_sign = true;
        }
        for (seen, (_, letters)) in seen.iter_mut().zip(LETTERS) {
            *seen = *seen || letters.contains(c);
        }
    }
    if cyrillic > latin {
        let found = LETTERS.iter().zip(seen).find(|(_, seen)| *seen).map(|((lang, _), _)| *lang);
        return found.or(if hard_sign { Some("bg") } else { Some("ru") });
    }
    if latin == 0 {
        return None;
    }
    let mut counts = [0_usize; LITTLE_WORDS.len()];
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let word = word.to_lowercase();
        for (count, (_, words)) in counts.iter_mut().zip(LITTLE_WORDS) {
            *count += usize::from(words.contains(&word.as_str()));
        }
    }
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    counts.iter().position(|count| *count == most).and_then(|at| LITTLE_WORDS.get(at)).map(|r| r.0)
}

/// Remarks on the language of a work, and that language.
pub(super) const LANGUAGE_NOTES: &[(&str, &str)] = &[
    ("(In Russian)", "ru"),
    ("(In Russ.)", "ru"),
    ("(In Rus.)", "ru"),
    ("[In Russian]", "ru"),
    ("[In Russ.]", "ru"),
    ("(На русском)", "ru"),
    ("(На рус. яз.)", "ru"),
    ("(In Ukrainian)", "uk"),
    ("[In Ukrainian]", "uk"),
    ("(In Ukr.)", "uk"),
    ("(In Kazakh)", "kk"),
    ("(In Kaz.)", "kk"),
    ("(In Bulgarian)", "bg"),
    ("(In Engl.)", "en"),
    ("(In Eng.)", "en"),
    ("(In English)", "en"),
    ("(In Chinese)", "zh"),
    ("(In German)", "de"),
    ("(In French)", "fr"),
];
