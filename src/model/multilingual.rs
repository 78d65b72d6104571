//! One value in several languages and forms.

use serde::{Deserialize, Serialize};

use super::{IntoIter, Lang, List, is_default};

/// How a value relates to the one its author gave first.
///
/// ```
/// use polybib::Form;
///
/// assert_eq!(Form::from_name("transliteration"), Some(Form::Transliteration));
/// assert_eq!(Form::Translation.as_str(), "translation");
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Form {
    /// As the work itself gives it.
    #[default]
    Original,
    /// In another language.
    Translation,
    /// In another script, letter by letter: `Troitskiy` of `Троицкий`.
    Transliteration,
    /// In another script, by sound: a kana reading of a kanji name.
    Transcription,
}

impl Form {
    /// Every form, the original first.
    pub const ALL: [Self; 4] =
        [Self::Original, Self::Translation, Self::Transliteration, Self::Transcription];

    /// The form as text, in kebab-case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Translation => "translation",
            Self::Transliteration => "transliteration",
            Self::Transcription => "transcription",
        }
    }

    /// The form that `text` names.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == text)
    }
}

/// A value with its language, where that is known, and its [`Form`].
///
/// ```
/// use polybib::{Form, Localized};
///
/// let title = Localized::<String>::new("Внешняя политика Казахстана").in_lang("ru".parse()?);
/// let english = Localized::<String>::new("The foreign policy of Kazakhstan")
///     .in_lang("en".parse()?)
///     .as_form(Form::Translation);
/// assert_eq!(title.lang.as_ref().map(|lang| lang.as_str()), Some("ru"));
/// assert_eq!(english.form, Form::Translation);
/// # Ok::<_, polybib::LangError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Localized<T> {
    /// The language the value is in; `None` where nothing says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Original, or a translation, transliteration or transcription of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub form: Form,
    /// The value.
    pub value: T,
}

impl<T> Localized<T> {
    /// A value in its original form and no stated language.
    pub fn new(value: impl Into<T>) -> Self {
        Self { lang: None, form: Form::Original, value: value.into() }
    }

    /// The same value, said to be in `lang`.
    #[must_use]
    pub fn in_lang(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }

    /// The same value, said to be of `form`.
    #[must_use]
    pub fn as_form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }
}

/// A value in any number of languages and forms; the first is the primary one.
///
/// An empty `Multilingual` is an absent value.
///
/// ```
/// use polybib::{Form, Localized, Multilingual, RichText};
///
/// let mut title: Multilingual<RichText> = Multilingual::default();
/// title.push(Localized::new("Внешняя политика").in_lang("ru".parse()?));
/// title.push(Localized::new("Foreign policy").in_lang("en".parse()?).as_form(Form::Translation));
///
/// assert_eq!(title.primary().unwrap().to_string(), "Внешняя политика");
/// assert_eq!(title.in_lang("en").unwrap().to_string(), "Foreign policy");
/// assert_eq!(title.in_lang("en-GB").unwrap().to_string(), "Foreign policy");
/// assert_eq!(title.in_lang("fr"), None);
/// # Ok::<_, polybib::LangError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Multilingual<T>(List<Localized<T>>);

impl<T> Default for Multilingual<T> {
    fn default() -> Self {
        Self(List::new())
    }
}

impl<T> Multilingual<T> {
    /// Whether there is no value at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many values there are, over all languages and forms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The primary value.
    #[must_use]
    pub fn primary(&self) -> Option<&T> {
        self.0.first().map(|first| &first.value)
    }

    /// The primary value with its language and form.
    #[must_use]
    pub fn first(&self) -> Option<&Localized<T>> {
        self.0.first()
    }

    /// The values after the primary one, in order.
    #[must_use]
    pub fn others(&self) -> &[Localized<T>] {
        self.0.get(1..).unwrap_or_default()
    }

    /// The value in the language of `tag` by BCP 47 lookup (RFC 4647 §3.4): the tag itself, then
    /// the tag without its last subtag and so on, then the first value in a variety of that
    /// language that is no transliteration or transcription. The case of `tag` does not matter.
    #[must_use]
    pub fn in_lang(&self, tag: &str) -> Option<&T> {
        self.position_in(tag).and_then(|at| self.0.get(at)).map(|found| &found.value)
    }

    /// The value in the first of the languages that there is a value in, each looked up as by
    /// [`Multilingual::in_lang`]; the primary value where there is none in any.
    ///
    /// ```
    /// use polybib::{Localized, Multilingual};
    ///
    /// let mut place: Multilingual<String> = Multilingual::default();
    /// place.push(Localized::new("Томск").in_lang("ru".parse()?));
    /// place.push(Localized::new("Tomsk").in_lang("en".parse()?));
    /// assert_eq!(place.best(["de", "en-GB", "ru"]).unwrap(), "Tomsk");
    /// assert_eq!(place.best(["ja"]).unwrap(), "Томск");
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    pub fn best<'a>(&self, preferred: impl IntoIterator<Item = &'a str>) -> Option<&T> {
        preferred.into_iter().find_map(|tag| self.in_lang(tag)).or_else(|| self.primary())
    }

    /// Makes the value in the language of `tag` the primary one; it and the one that was primary
    /// change places, so that turning back gives the same value. Where there is none in that
    /// language, the original is the primary one. Says whether there is one.
    ///
    /// ```
    /// use polybib::{Form, Localized, Multilingual};
    ///
    /// let mut place: Multilingual<String> = Multilingual::default();
    /// place.push(Localized::new("Томск").in_lang("ru".parse()?));
    /// place.push(Localized::new("Tomsk").in_lang("en".parse()?).as_form(Form::Transliteration));
    /// assert!(place.set_primary("en"));
    /// assert_eq!(place.primary().unwrap(), "Tomsk");
    /// assert!(!place.set_primary("de"));
    /// assert_eq!(place.primary().unwrap(), "Томск");
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    pub fn set_primary(&mut self, tag: &str) -> bool {
        let found = self.position_in(tag);
        self.put_first(found);
        found.is_some()
    }

    /// Makes that value the primary one; without one the first original is.
    pub(crate) fn put_first(&mut self, at: Option<usize>) {
        let is_original = |item: &Localized<T>| item.form == Form::Original;
        if let Some(at) = at.or_else(|| self.0.iter().position(is_original))
            && at < self.0.len()
        {
            self.0.swap(0, at);
        }
    }

    /// Where the value in the language of `tag` stands.
    pub(crate) fn position_in(&self, tag: &str) -> Option<usize> {
        position_in(&self.0, tag, |item| {
            let is_reading = matches!(item.form, Form::Original | Form::Translation);
            (item.lang.as_ref(), is_reading)
        })
    }

    /// The values of one form, in order.
    pub fn of_form(&self, form: Form) -> impl Iterator<Item = &Localized<T>> {
        self.0.iter().filter(move |item| item.form == form)
    }

    /// Adds a value after the others; the first one pushed is the primary one.
    pub fn push(&mut self, value: Localized<T>) {
        self.0.push(value);
    }

    /// All values, the primary one first.
    pub fn iter(&self) -> std::slice::Iter<'_, Localized<T>> {
        self.0.iter()
    }

    /// All values, to change in place.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Localized<T>> {
        self.0.iter_mut()
    }
}

/// Where the item in the language of `tag` stands, by BCP 47 lookup. `lang` gives an item's language,
/// and whether it may stand for every variety of it.
pub(super) fn position_in<T>(
    items: &[T],
    tag: &str,
    lang: impl Fn(&T) -> (Option<&Lang>, bool),
) -> Option<usize> {
    let mut range = tag;
    loop {
        let exact = |lang: &Lang| lang.as_str().eq_ignore_ascii_case(range);
        if let Some(at) = items.iter().position(|item| lang(item).0.is_some_and(exact)) {
            return Some(at);
        }
        match range.rsplit_once('-') {
            Some((shorter, _)) => range = shorter,
            None => break,
        }
    }
    items.iter().position(|item| {
        let (lang, may) = lang(item);
        may && lang.is_some_and(|lang| lang.matches(tag))
    })
}

impl<T> From<Localized<T>> for Multilingual<T> {
    fn from(value: Localized<T>) -> Self {
        let mut values = List::with_capacity(1);
        values.push(value);
        Self(values)
    }
}

impl<T> FromIterator<Localized<T>> for Multilingual<T> {
    fn from_iter<I: IntoIterator<Item = Localized<T>>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<T> Extend<Localized<T>> for Multilingual<T> {
    fn extend<I: IntoIterator<Item = Localized<T>>>(&mut self, values: I) {
        self.0.extend(values);
    }
}

impl<T> IntoIterator for Multilingual<T> {
    type Item = Localized<T>;
    type IntoIter = IntoIter<Localized<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Multilingual<T> {
    type Item = &'a mut Localized<T>;
    type IntoIter = std::slice::IterMut<'a, Localized<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

impl<'a, T> IntoIterator for &'a Multilingual<T> {
    type Item = &'a Localized<T>;
    type IntoIter = std::slice::Iter<'a, Localized<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(values: &[(&str, Form)]) -> Multilingual<String> {
        values
            .iter()
            .map(|(lang, form)| Localized::new(*lang).in_lang(lang.parse().unwrap()).as_form(*form))
            .collect()
    }

    #[test]
    fn lookup_goes_from_exact_to_general_to_variety() {
        let both = title(&[("zh-Hans", Form::Original), ("zh-Latn", Form::Transliteration)]);
        assert_eq!(both.in_lang("zh").map(String::as_str), Some("zh-Hans"));
        assert_eq!(both.in_lang("ZH-LATN").map(String::as_str), Some("zh-Latn"));
        assert_eq!(both.in_lang("zh-Hans-CN").map(String::as_str), Some("zh-Hans"));
        let romanised = title(&[("ru-Latn", Form::Transliteration)]);
        assert_eq!(romanised.in_lang("ru"), None, "a romanisation is not the Russian text");
    }
}
