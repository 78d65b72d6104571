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
    ("assamese", "as"),
    ("azerbaijani", "az"),
    ("basque", "eu"),
    ("belarusian", "be"),
    ("bangla", "bn"),
    ("bengali", "bn"),
    ("bosnian", "bs"),
    ("breton", "br"),
    ("bulgarian", "bg"),
    ("burmese", "my"),
    ("catalan", "ca"),
    ("chinese-hans", "zh-Hans"),
    ("chinese-hant", "zh-Hant"),
    ("chinese-simplified", "zh-Hans"),
    ("chinese-traditional", "zh-Hant"),
    ("chinese", "zh"),
    ("chechen", "ce"),
    ("churchslavic", "cu"),
    ("coptic", "cop"),
    ("cornish", "kw"),
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
    ("faroese", "fo"),
    ("filipino", "fil"),
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
    ("polytonicgreek", "el-polyton"),
    ("monotonicgreek", "el"),
    ("ancientgreek", "grc"),
    ("gujarati", "gu"),
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
    ("kyrgyz", "ky"),
    ("lao", "lo"),
    ("latin", "la"),
    ("classiclatin", "la-x-classic"),
    ("medievallatin", "la-x-medieval"),
    ("ecclesiasticlatin", "la-x-ecclesia"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("lowersorbian", "dsb"),
    ("lsorbian", "dsb"),
    ("luxembourgish", "lb"),
    ("macedonian", "mk"),
    ("malay", "ms"),
    ("malayalam", "ml"),
    ("maltese", "mt"),
    ("manx", "gv"),
    ("marathi", "mr"),
    ("mongolian", "mn"),
    ("nepali", "ne"),
    ("norsk", "nb"),
    ("norwegian", "no"),
    ("nynorsk", "nn"),
    ("occitan", "oc"),
    ("oriya", "or"),
    ("ossetic", "os"),
    ("pashto", "ps"),
    ("persian", "fa"),
    ("farsi", "fa"),
    ("piedmontese", "pms"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("portuges", "pt"),
    ("brazilian", "pt-BR"),
    ("brazil", "pt-BR"),
    ("punjabi", "pa"),
    ("romanian", "ro"),
    ("romansh", "rm"),
    ("russian", "ru"),
    ("sakha", "sah"),
    ("samin", "se"),
    ("northernsami", "se"),
    ("sanskrit", "sa"),
    ("scottish", "gd"),
    ("scottishgaelic", "gd"),
    ("serbian", "sr-Latn"),
    ("serbianc", "sr-Cyrl"),
    ("sinhala", "si"),
    ("slovak", "sk"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("spanish", "es"),
    ("mexican", "es-MX"),
    ("spanish-mexico", "es-MX"),
    ("swahili", "sw"),
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
    ("usorbian", "hsb"),
    ("urdu", "ur"),
    ("uyghur", "ug"),
    ("uzbek", "uz"),
    ("vietnamese", "vi"),
    ("welsh", "cy"),
    ("westernfrisian", "fy"),
    ("yiddish", "yi"),
];

/// Languages that biblatex has a key for which is not the first of their names above.
const KEYS: &[(&str, &str)] = &[("de", "german")];

/// The codes of ISO 639-2/B that differ from those of 639-2/T and 639-3, and at the end those that were
/// withdrawn.
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
    ("mol", "ro"),
    ("scc", "sr"),
    ("scr", "hr"),
];

/// The languages and options of polyglossia that say more, or something else, than babel's name of
/// that spelling (polyglossia manual §3, "Language options"). The first row of a tag is the one to
/// write.
const POLYGLOSSIA: &[(&str, &str, &str)] = &[
    ("english", "", "en"),
    ("english", "variant=american", "en-US"),
    ("english", "variant=us", "en-US"),
    ("english", "variant=usmax", "en-US"),
    ("english", "variant=british", "en-GB"),
    ("english", "variant=uk", "en-GB"),
    ("english", "variant=australian", "en-AU"),
    ("english", "variant=canadian", "en-CA"),
    ("english", "variant=newzealand", "en-NZ"),
    ("german", "", "de"),
    ("german", "spelling=old", "de-1901"),
    ("german", "variant=german", "de"),
    ("german", "variant=austrian", "de-AT"),
    ("german", "variant=austrian,spelling=old", "de-AT-1901"),
    ("german", "variant=swiss", "de-CH"),
    ("german", "variant=swiss,spelling=old", "de-CH-1901"),
    ("french", "", "fr"),
    ("french", "variant=canadian", "fr-CA"),
    ("french", "variant=acadian", "fr-CA"),
    ("french", "variant=swiss", "fr-CH"),
    ("portuguese", "", "pt"),
    ("portuguese", "variant=brazilian", "pt-BR"),
    ("spanish", "", "es"),
    ("spanish", "variant=mexican", "es-MX"),
    ("greek", "", "el"),
    ("greek", "variant=monotonic", "el"),
    ("greek", "variant=mono", "el"),
    ("greek", "variant=polytonic", "el-polyton"),
    ("greek", "variant=poly", "el-polyton"),
    ("greek", "variant=ancient", "grc"),
    ("norwegian", "variant=bokmal", "nb"),
    ("norwegian", "variant=nynorsk", "nn"),
    ("norwegian", "", "no"),
    ("serbian", "", "sr"),
    ("serbian", "script=Latin", "sr-Latn"),
    ("serbian", "script=Cyrillic", "sr-Cyrl"),
    ("chinese", "", "zh"),
    ("chinese", "variant=simplified", "zh-Hans"),
    ("chinese", "variant=traditional", "zh-Hant"),
    ("latin", "", "la"),
    ("latin", "variant=modern", "la"),
    ("latin", "variant=classic", "la-x-classic"),
    ("latin", "variant=medieval", "la-x-medieval"),
    ("latin", "variant=ecclesiastic", "la-x-ecclesia"),
    ("belarusian", "", "be"),
    ("belarusian", "spelling=classic", "be-tarask"),
    ("malay", "", "ms"),
    ("malay", "variant=malaysian", "ms"),
    ("malay", "variant=indonesian", "id"),
    ("sorbian", "variant=lower", "dsb"),
    ("sorbian", "variant=upper", "hsb"),
    ("gaelic", "variant=irish", "ga"),
    ("gaelic", "variant=scottish", "gd"),
    ("kurdish", "variant=kurmanji", "kmr"),
    ("kurdish", "variant=sorani", "ckb"),
];

/// Codes of the Russian citation index (RINC, eLIBRARY) that are those of no part of ISO 639, or
/// that other languages have there: `BGR` is Bulgarian, while `bgr` is Bawm Chin in ISO 639-3. It
/// takes a few others from 639-2/B and the rest from 639-2/T.
const RINC: &[(&str, &str)] = &[
    ("KKZ", "kk"),
    ("CHN", "zh"),
    ("ESP", "es"),
    ("BGR", "bg"),
    ("FRE", "fr"),
    ("GEO", "ka"),
    ("ANY", "mul"),
    ("UNK", "und"),
];

/// The tag of a babel or polyglossia name, in any case; biblatex's `langrussian` too.
///
/// ```
/// use polybib::languages::from_babel;
///
/// assert_eq!(from_babel("ngerman").unwrap().as_str(), "de");
/// assert_eq!(from_babel("brazil").unwrap().as_str(), "pt-BR");
/// assert_eq!(from_babel("klingon"), None);
/// ```
#[must_use]
pub fn from_babel(name: &str) -> Option<Lang> {
    let name = name.trim();
    let bare = name.strip_prefix("lang").unwrap_or(name);
    [name, bare].into_iter().find_map(|name| look_up(BABEL, name))
}

/// The babel name that stands for just this tag, regions and variants included.
///
/// ```
/// use polybib::languages::to_babel;
///
/// assert_eq!(to_babel(&"ru".parse()?), Some("russian"));
/// assert_eq!(to_babel(&"en-GB".parse()?), Some("british"));
/// assert_eq!(to_babel(&"ru-UA".parse()?), None);
/// # Ok::<_, polybib::LangError>(())
/// ```
#[must_use]
pub fn to_babel(lang: &Lang) -> Option<&'static str> {
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

/// The tag of a polyglossia name with its options, as in biblatex's `langid` and `langidopts`.
/// Options that do not bear on the language are passed over; without any that do, a name that
/// polyglossia has no variants of is babel's.
///
/// ```
/// use polybib::languages::from_polyglossia;
///
/// assert_eq!(from_polyglossia("english", "variant=british").unwrap().as_str(), "en-GB");
/// assert_eq!(from_polyglossia("german", "").unwrap().as_str(), "de");
/// assert_eq!(from_polyglossia("russian", "numerals=latin").unwrap().as_str(), "ru");
/// ```
#[must_use]
pub fn from_polyglossia(name: &str, options: &str) -> Option<Lang> {
    let name = name.trim();
    let given: Vec<String> = options
        .split(',')
        .map(|option| option.split_whitespace().collect::<String>().to_ascii_lowercase())
        .collect();
    let said = |option: &str| given.iter().any(|text| option.eq_ignore_ascii_case(text));
    POLYGLOSSIA
        .iter()
        .filter(|(known, wanted, _)| {
            known.eq_ignore_ascii_case(name) && (wanted.is_empty() || wanted.split(',').all(said))
        })
        // The row that asks for most says most.
        .max_by_key(|(_, wanted, _)| wanted.len())
        .and_then(|(_, _, tag)| tag.parse().ok())
        .or_else(|| from_babel(name))
}

/// The polyglossia name and options that stand for just this tag; the options may be empty.
///
/// ```
/// use polybib::languages::to_polyglossia;
///
/// assert_eq!(to_polyglossia(&"de-AT".parse()?), Some(("german", "variant=austrian")));
/// assert_eq!(to_polyglossia(&"ru".parse()?), Some(("russian", "")));
/// # Ok::<_, polybib::LangError>(())
/// ```
#[must_use]
pub fn to_polyglossia(lang: &Lang) -> Option<(&'static str, &'static str)> {
    let row = POLYGLOSSIA.iter().find(|(_, _, tag)| *tag == lang.as_str());
    match row {
        Some((name, options, _)) => Some((name, options)),
        None => to_babel(lang).map(|name| (name, "")),
    }
}

/// The tag of a code of the Russian citation index (RINC, eLIBRARY), in any case. They look like ISO
/// 639-2 and are not: `KKZ` is Kazakh and `CHN` Chinese. `ANY` is `mul`, `UNK` is `und`.
///
/// ```
/// use polybib::languages::from_rinc;
///
/// let tag = |code| from_rinc(code).map(|lang| lang.to_string());
/// assert_eq!(tag("RUS").as_deref(), Some("ru"));
/// assert_eq!(tag("KKZ").as_deref(), Some("kk"));
/// assert_eq!(tag("BGR").as_deref(), Some("bg"));
/// assert_eq!(tag("russian"), None);
/// ```
#[must_use]
pub fn from_rinc(code: &str) -> Option<Lang> {
    let code = code.trim();
    if code.len() != 3 {
        return None;
    }
    look_up(RINC, code)
        .or_else(|| look_up(BIBLIOGRAPHIC, code))
        .or_else(|| code.parse().ok())
        .filter(|lang: &Lang| lang.primary() == "und" || lang.english_name().is_some())
}

/// The code of the Russian citation index for a language; region and script have no place in it.
///
/// ```
/// use polybib::languages::to_rinc;
///
/// assert_eq!(to_rinc(&"kk".parse()?).as_deref(), Some("KKZ"));
/// assert_eq!(to_rinc(&"en-GB".parse()?).as_deref(), Some("ENG"));
/// # Ok::<_, polybib::LangError>(())
/// ```
#[must_use]
pub fn to_rinc(lang: &Lang) -> Option<String> {
    let primary = lang.primary();
    match RINC.iter().find(|(_, tag)| *tag == primary) {
        Some((code, _)) => Some((*code).to_owned()),
        None => lang.iso_639_3().map(str::to_ascii_uppercase),
    }
}

/// A tag out of what people write for one: BCP 47 in any case and with underscores, three-letter
/// codes of either sort of ISO 639-2, and babel names. `None` where it is none of these. A region is
/// never invented.
///
/// ```
/// use polybib::languages::from_any;
///
/// for (written, tag) in [("EN", "en"), ("pt_BR", "pt-BR"), ("ger", "de"), ("Russian", "ru")] {
///     assert_eq!(from_any(written).unwrap().as_str(), tag);
/// }
/// assert_eq!(from_any("на русском"), None);
/// ```
#[must_use]
pub fn from_any(text: &str) -> Option<Lang> {
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
            assert_eq!(from_any(name).unwrap().as_str(), *tag, "{name}");
        }
        for (_, tag) in BABEL {
            let lang: Lang = tag.parse().unwrap();
            assert_eq!(from_babel(to_babel(&lang).unwrap()), Some(lang));
        }
    }

    #[test]
    fn polyglossia_goes_both_ways() {
        for (name, options, tag) in POLYGLOSSIA {
            let lang = from_polyglossia(name, options).unwrap();
            assert_eq!(lang.as_str(), *tag, "{name} {options}");
            let (name, options) = to_polyglossia(&lang).unwrap();
            assert_eq!(from_polyglossia(name, options), Some(lang), "{name} {options}");
        }
        let austrian = from_polyglossia("German", "latesthyphen=true, Variant = austrian");
        assert_eq!(austrian.unwrap().as_str(), "de-AT");
    }

    #[test]
    fn rinc_has_codes_of_its_own() {
        for (code, tag) in RINC {
            let lang = from_rinc(code).unwrap();
            assert_eq!(lang.as_str(), *tag, "{code}");
            assert_eq!(to_rinc(&lang).as_deref(), Some(*code));
        }
        for (code, tag) in [("DEU", "de"), ("CES", "cs"), ("UKR", "uk"), ("ger", "de")] {
            assert_eq!(from_rinc(code).unwrap().as_str(), tag, "{code}");
        }
        for code in ["", "RU", "QQQ", "ру"] {
            assert_eq!(from_rinc(code), None, "{code}");
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
            assert_eq!(from_any(text).as_ref().map(Lang::as_str), Some(tag), "{text}");
        }
        for text in ["", "Inglés", "english-ish", "?", "klingonese"] {
            assert_eq!(from_any(text), None, "{text}");
        }
    }
}
