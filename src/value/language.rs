//! The names by which languages go outside BCP 47.

use crate::model::Lang;

/// Names that babel and polyglossia give languages (`langid`, `hyphenation`, `language`), with
/// their tags. Where several names have one tag, the first is the one to write. Regions stand here
/// only where the name itself says one.
const BABEL: &[(&str, &str)] = &[
    ("afrikaans", "af"),
    ("albanian", "sq"),
    ("amharic", "am"),
    ("arabic", "ar"),
    ("armenian", "hy"),
    ("asturian", "ast"),
    ("azerbaijani", "az"),
    ("basque", "eu"),
    ("belarusian", "be"),
    ("bengali", "bn"),
    ("bosnian", "bs"),
    ("breton", "br"),
    ("bulgarian", "bg"),
    ("catalan", "ca"),
    ("chinese-hans", "zh-Hans"),
    ("chinese-hant", "zh-Hant"),
    ("chinese", "zh"),
    ("coptic", "cop"),
    ("croatian", "hr"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("american", "en-US"),
    ("usenglish", "en-US"),
    ("british", "en-GB"),
    ("ukenglish", "en-GB"),
    ("australian", "en-AU"),
    ("canadian", "en-CA"),
    ("newzealand", "en-NZ"),
    ("esperanto", "eo"),
    ("estonian", "et"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("francais", "fr"),
    ("acadian", "fr-CA"),
    ("canadien", "fr-CA"),
    ("friulan", "fur"),
    ("galician", "gl"),
    ("georgian", "ka"),
    ("ngerman", "de"),
    ("german", "de"),
    ("naustrian", "de-AT"),
    ("austrian", "de-AT"),
    ("nswissgerman", "de-CH"),
    ("swissgerman", "de-CH"),
    ("greek", "el"),
    ("polutonikogreek", "el-polyton"),
    ("ancientgreek", "grc"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hungarian", "hu"),
    ("magyar", "hu"),
    ("icelandic", "is"),
    ("indonesian", "id"),
    ("bahasai", "id"),
    ("interlingua", "ia"),
    ("irish", "ga"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("kannada", "kn"),
    ("kazakh", "kk"),
    ("khmer", "km"),
    ("korean", "ko"),
    ("kurmanji", "kmr"),
    ("lao", "lo"),
    ("latin", "la"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("lowersorbian", "dsb"),
    ("macedonian", "mk"),
    ("malay", "ms"),
    ("malayalam", "ml"),
    ("marathi", "mr"),
    ("mongolian", "mn"),
    ("norsk", "nb"),
    ("norwegian", "no"),
    ("nynorsk", "nn"),
    ("occitan", "oc"),
    ("persian", "fa"),
    ("farsi", "fa"),
    ("piedmontese", "pms"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("portuges", "pt"),
    ("brazilian", "pt-BR"),
    ("brazil", "pt-BR"),
    ("romanian", "ro"),
    ("romansh", "rm"),
    ("russian", "ru"),
    ("samin", "se"),
    ("sanskrit", "sa"),
    ("scottish", "gd"),
    ("serbian", "sr-Latn"),
    ("serbianc", "sr-Cyrl"),
    ("slovak", "sk"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("spanish", "es"),
    ("mexican", "es-MX"),
    ("swedish", "sv"),
    ("syriac", "syr"),
    ("tamil", "ta"),
    ("telugu", "te"),
    ("thai", "th"),
    ("tibetan", "bo"),
    ("turkish", "tr"),
    ("turkmen", "tk"),
    ("ukrainian", "uk"),
    ("uppersorbian", "hsb"),
    ("urdu", "ur"),
    ("vietnamese", "vi"),
    ("welsh", "cy"),
];

/// Languages that biblatex has a key for which is not the first of their names above.
const KEYS: &[(&str, &str)] = &[("de", "german")];

/// The codes of ISO 639-2/B that differ from those of 639-2/T and 639-3.
const BIBLIOGRAPHIC: &[(&str, &str)] = &[
    ("alb", "sq"),
    ("arm", "hy"),
    ("baq", "eu"),
    ("bur", "my"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("dut", "nl"),
    ("fre", "fr"),
    ("geo", "ka"),
    ("ger", "de"),
    ("gre", "el"),
    ("ice", "is"),
    ("mac", "mk"),
    ("mao", "mi"),
    ("may", "ms"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("tib", "bo"),
    ("wel", "cy"),
];

/// The tag of a babel or polyglossia name, in any case; biblatex's `langrussian` too.
pub(crate) fn from_babel(name: &str) -> Option<Lang> {
    let name = name.trim();
    let bare = name.strip_prefix("lang").unwrap_or(name);
    [name, bare].into_iter().find_map(|name| look_up(BABEL, name))
}

/// The babel name that stands for just this tag.
pub(crate) fn to_babel(lang: &Lang) -> Option<&'static str> {
    BABEL.iter().find(|(_, tag)| *tag == lang.as_str()).map(|(name, _)| *name)
}

/// The languages as a list of the keys that biblatex has words for (`language`, `origlanguage`;
/// biblatex manual §4.9.2.20). babel's names for the spelling of a language are none.
pub(crate) fn to_keys(langs: &[Lang]) -> String {
    let key = |lang| {
        let own = KEYS.iter().find(|(tag, _)| *tag == Lang::as_str(lang)).map(|(_, key)| *key);
        own.or_else(|| to_babel(lang)).unwrap_or(lang.as_str())
    };
    langs.iter().map(key).collect::<Vec<&str>>().join(" and ")
}

/// A tag out of what people write for one: BCP 47 in any case and with underscores, three-letter
/// codes of either sort, and babel names. `None` where it is none of these.
pub(crate) fn lenient(text: &str) -> Option<Lang> {
    let text = text.trim();
    if let Some(lang) = look_up(BIBLIOGRAPHIC, text).or_else(|| from_babel(text)) {
        return Some(lang);
    }
    let lang: Lang = text.replace('_', "-").parse().ok()?;
    // `Inglés` is no tag, but `english-ish` would pass as one: a primary subtag of more than three
    // letters is a word (no such subtag is registered).
    (lang.primary().len() <= 3).then_some(lang)
}

fn look_up(table: &[(&str, &str)], name: &str) -> Option<Lang> {
    table
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .and_then(|(_, tag)| tag.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_good_tag_and_written_names_come_back() {
        for (name, tag) in BABEL.iter().chain(BIBLIOGRAPHIC) {
            assert_eq!(tag.parse::<Lang>().unwrap().as_str(), *tag, "{name}");
            assert_eq!(lenient(name).unwrap().as_str(), *tag, "{name}");
        }
        for (_, tag) in BABEL {
            let lang: Lang = tag.parse().unwrap();
            assert_eq!(from_babel(to_babel(&lang).unwrap()), Some(lang));
        }
    }

    #[test]
    fn what_people_write() {
        let table = [
            ("EN", "en"),
            ("eng", "en"),
            ("pt_BR", "pt-BR"),
            ("Russian", "ru"),
            ("langenglish", "en"),
            ("zh-hans", "zh-Hans"),
            ("ger", "de"),
        ];
        for (text, tag) in table {
            assert_eq!(lenient(text).as_ref().map(Lang::as_str), Some(tag), "{text}");
        }
        for text in ["", "Inglés", "english-ish", "?", "klingonese"] {
            assert_eq!(lenient(text), None, "{text}");
        }
    }
}
