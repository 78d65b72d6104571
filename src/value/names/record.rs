//! The names of a whole record that its source gives in one string.

use super::tables::PARTICLES;
use super::{NameHints, ParsedName, parse};
use crate::model::{Article, Contributor, Lang, Name, PersonName, RECORDS_DEEP};
use crate::report::{Code, Diagnostic};

/// Divides the names of a record that stand in it whole ([`Name::Literal`]), each where its own text
/// gives a reason, or `hints` do: those of CSL's `literal` and of JATS's `string-name`. A name
/// without a hint of its language is read as one of the language it is marked with, or else of the
/// record's. It goes through editors of journals and series, members of groups, cited and other
/// works.
///
/// Particles that stand with the family name in one part (`van Gogh`), or behind the given names
/// (`Ludwig van`), get a part of their own, which is what CSL's `parse-names` asks for; not so where
/// the name has particles already, or stands between quotation marks.
///
/// Every name that was divided is a diagnostic with the text it had, and the reason; so is every
/// one that stays whole, and why. Institutions that a source marks as such are left alone.
///
/// ```
/// use polybib::Format;
/// use polybib::names::{self, NameHints};
///
/// let json = r#"{"type":"book","author":[{"literal":"Троицкий Е.Ф."},{"literal":"Olga Obraztsova"}]}"#;
/// let mut article = polybib::read(Format::CslJson, json)?.articles.remove(0);
/// let diagnostics = names::divide(&mut article, &NameHints::default());
///
/// let author = article.authors().next().unwrap().name.primary().unwrap();
/// assert_eq!((author.family(), author.to_string().as_str()), ("Троицкий", "Е. Ф. Троицкий"));
/// assert_eq!(
///     diagnostics[0].to_string(),
///     "info[divided-name] contributors[0].name: `Троицкий Е.Ф.` is `Троицкий` with the given name \
///      `Е. Ф.`: the initials `Е.Ф.` stand after the family name",
/// );
/// // Nothing tells which of the two is the family name.
/// assert_eq!(diagnostics[1].code.as_str(), "uncertain-name");
/// assert_eq!(article.authors().nth(1).unwrap().name.primary().unwrap().to_string(), "Olga Obraztsova");
/// # Ok::<_, polybib::ReadError>(())
/// ```
pub fn divide(article: &mut Article, hints: &NameHints) -> Vec<Diagnostic> {
    let mut division = Division { hints: hints.clone(), found: Vec::new() };
    division.article(article, "", RECORDS_DEEP);
    division.found
}

struct Division {
    hints: NameHints,
    found: Vec<Diagnostic>,
}

impl Division {
    /// `path` stands before the paths of the record's own fields: nothing, or a place and a full stop.
    fn article(&mut self, article: &mut Article, path: &str, depth: usize) {
        let lang = article.language.clone();
        let lang = lang.as_ref();
        self.people(&mut article.contributors, lang, path);
        for (container, name) in [
            (&mut article.container, "container."),
            (&mut article.series, "series."),
            (&mut article.multivolume, "multivolume."),
        ] {
            if let Some(container) = container {
                self.people(&mut container.contributors, lang, &format!("{path}{name}"));
            }
        }
        // Another work may well be in another language.
        for (work, name) in
            [(&mut article.original, "original."), (&mut article.reviewed, "reviewed.")]
        {
            if let Some(work) = work {
                self.people(&mut work.contributors, None, &format!("{path}{name}"));
            }
        }
        let Some(depth) = depth.checked_sub(1) else { return };
        for (i, translation) in article.translations.iter_mut().enumerate() {
            self.article(translation, &format!("{path}translations[{i}]."), depth);
        }
        for (i, reference) in article.references.iter_mut().enumerate() {
            for (j, citation) in reference.citations.iter_mut().enumerate() {
                if let Some(work) = &mut citation.work {
                    let path = format!("{path}references[{i}].citations[{j}].work.");
                    self.article(work, &path, depth);
                }
            }
        }
    }

    fn people(&mut self, people: &mut [Contributor], lang: Option<&Lang>, path: &str) {
        for (i, person) in people.iter_mut().enumerate() {
            self.name(person, lang, || format!("{path}contributors[{i}]"));
            // Readers make groups of one depth; what is deeper by hand is left as it is.
            for (j, member) in person.members.iter_mut().enumerate() {
                self.name(member, lang, || format!("{path}contributors[{i}].members[{j}]"));
            }
        }
    }

    fn name(&mut self, of: &mut Contributor, lang: Option<&Lang>, path: impl Fn() -> String) {
        for (i, form) in of.name.iter_mut().enumerate() {
            let at = if i == 0 { String::new() } else { format!("[{i}]") };
            let field = || format!("{}.name{at}", path());
            let text = match &mut form.value {
                Name::Literal(text) => text,
                Name::Person(person) => {
                    if let Some(message) = particles(person) {
                        let diagnostic = Diagnostic::info(Code::DividedName, message);
                        self.found.push(diagnostic.for_field(field()));
                    }
                    continue;
                }
                _ => continue,
            };
            let mut hints = self.hints.clone();
            hints.lang = hints.lang.or_else(|| form.lang.clone()).or_else(|| lang.cloned());
            let parsed = parse(text, &hints);
            let (code, message) = message(text, parsed.as_ref());
            self.found.push(Diagnostic::new(severity(code), code, message).for_field(field()));
            if let Some(parsed) = parsed.filter(ParsedName::is_sure) {
                form.value = parsed.name;
            }
        }
    }
}

/// Gives particles inside the family name, or behind the given names, a part of their own, and says
/// so.
fn particles(person: &mut PersonName) -> Option<String> {
    if !(person.dropping_particle.is_empty() && person.non_dropping_particle.is_empty()) {
        return None;
    }
    let is_particle = |word: &&str| PARTICLES.contains(word);
    // The last word of the family, and the first of the given names, are names.
    let before = |text: &str| {
        let count = text.split(' ').take_while(is_particle).count();
        let at = text.match_indices(' ').nth(count.checked_sub(1)?)?.0;
        let (particles, rest) = text.split_at_checked(at)?;
        Some((particles.to_owned(), rest.trim_start().to_owned()))
    };
    let behind = |text: &str| {
        let count = text.rsplit(' ').take_while(is_particle).count();
        let at = text.rmatch_indices(' ').nth(count.checked_sub(1)?)?.0;
        let (rest, particles) = text.split_at_checked(at)?;
        Some((particles.trim_start().to_owned(), rest.to_owned()))
    };
    if let Some((particles, family)) = before(&person.family) {
        let message = format!("`{}`: `{particles}` is a particle of `{family}`", person.family);
        (person.non_dropping_particle, person.family) = (particles.into(), family.into());
        return Some(message);
    }
    let (particles, given) = behind(&person.given)?;
    let message = format!(
        "`{}`: `{particles}` is a particle of `{}`, and no given name",
        person.given, person.family
    );
    (person.dropping_particle, person.given) = (particles.into(), given.into());
    Some(message)
}

const fn severity(code: Code) -> crate::Severity {
    match code {
        Code::DividedName => crate::Severity::Info,
        _ => crate::Severity::Warning,
    }
}

/// What became of a name, and why.
fn message(text: &str, parsed: Option<&ParsedName>) -> (Code, String) {
    let Some(parsed) = parsed else {
        return (Code::UncertainName, format!("`{text}` is no name; it is kept as it is"));
    };
    let ParsedName { name, reason, .. } = parsed;
    match name {
        Name::Person(person) if parsed.is_sure() => {
            let mut out = format!("`{text}` is ");
            match (person.family.as_str(), person.given.as_str()) {
                ("", given) => out += &format!("`{given}`"),
                (family, "") => out += &format!("`{family}`"),
                (family, given) => out += &format!("`{family}` with the given name `{given}`"),
            }
            for (part, what) in [
                (person.non_dropping_particle.as_str(), "the particle"),
                (&person.dropping_particle, "the particle"),
                (&person.suffix, "the suffix"),
                (&parsed.title, "the title, which has no place in a name,"),
            ] {
                if !part.is_empty() {
                    out += &format!(", {what} `{part}`");
                }
            }
            (Code::DividedName, format!("{out}: {reason}"))
        }
        _ if parsed.is_sure() => {
            (Code::DividedName, format!("`{text}` is an institution: {reason}"))
        }
        _ => (Code::UncertainName, format!("`{text}` is kept in one piece: {reason}")),
    }
}
