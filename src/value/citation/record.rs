//! The references of a whole record that its source gives as text alone.

use super::{Confidence, parse};
use crate::model::{Article, Multilingual, RECORDS_DEEP, Reference, RichText};
use crate::report::{Code, Diagnostic};

/// Takes the references of a record apart that are text alone ([`Citation::work`](crate::Citation::work)
/// is `None`), where [`parse`] has no doubt ([`Confidence::High`]). The text stays as it is, and so
/// does every reference in another style; a record that a style cannot read is none the poorer. The
/// translations that a record holds are gone through, too.
///
/// The diagnostic says how many there were, and how many of them were left raw.
///
/// ```
/// use polybib::{Article, Kind, Reference, citation};
///
/// let mut article = Article::new(Kind::ArticleJournal);
/// article.references = [
///     Reference::raw("Лось А. Б. Лес. М.: Наука, 1999. 200 с."),
///     Reference::raw("Doe, J. (1999). The wood. Journal of Trees, 5(2), 3-9."),
/// ].into();
/// let diagnostics = citation::divide(&mut article);
///
/// let wood = article.references[0].work().unwrap();
/// assert_eq!(wood.title.primary().unwrap().to_string(), "Лес");
/// assert_eq!(article.references[0].text().unwrap().to_string(), "Лось А. Б. Лес. М.: Наука, 1999. 200 с.");
/// assert!(article.references[1].work().is_none());
/// assert_eq!(
///     diagnostics[0].to_string(),
///     "info[divided-reference] references: 1 of 2 references that are text alone were taken apart by \
///      the signs of GOST and ISBD; the text of all stays",
/// );
/// ```
pub fn divide(article: &mut Article) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    divide_at(article, "", RECORDS_DEEP, &mut found);
    found
}

/// `path` stands before the paths of the record's own fields: nothing, or a place and a full stop.
fn divide_at(article: &mut Article, path: &str, depth: usize, found: &mut Vec<Diagnostic>) {
    let diagnostic = divide_within(&mut article.references, usize::MAX).diagnostic();
    found.extend(diagnostic.map(|d| d.for_field(format!("{path}references"))));
    let Some(depth) = depth.checked_sub(1) else { return };
    for (i, translation) in article.translations.iter_mut().enumerate() {
        divide_at(translation, &format!("{path}translations[{i}]."), depth, found);
    }
}

/// What became of the references that are text alone.
pub(crate) struct Divided {
    all: usize,
    taken_apart: usize,
    /// How many were not looked into, because the bytes that may be were used up.
    pub(crate) left_out: usize,
}

impl Divided {
    /// What is to be said of it; nothing where all of them stayed as they are.
    pub(crate) fn diagnostic(&self) -> Option<Diagnostic> {
        let message = format!(
            "{} of {} references that are text alone were taken apart by the signs of GOST and \
             ISBD; the text of all stays",
            self.taken_apart, self.all
        );
        let diagnostic = Diagnostic::info(Code::DividedReference, message);
        (self.taken_apart > 0).then(|| diagnostic.for_field("references"))
    }
}

/// The same for some of the references, of whose texts it looks into `budget` bytes.
pub(crate) fn divide_within<'a>(
    references: impl IntoIterator<Item = &'a mut Reference>,
    mut budget: usize,
) -> Divided {
    let mut done = Divided { all: 0, taken_apart: 0, left_out: 0 };
    for citation in references.into_iter().flat_map(|item| &mut item.citations) {
        let Some(text) = words(&citation.text).filter(|_| citation.work.is_none()) else {
            continue;
        };
        done.all += 1;
        let Some(left) = budget.checked_sub(text.len()) else {
            budget = 0;
            done.left_out += 1;
            continue;
        };
        budget = left;
        let parsed = parse(&text);
        if let (Confidence::High, Some(work)) = (parsed.confidence, parsed.work) {
            citation.work = Some(Box::new(work));
            done.taken_apart += 1;
        }
    }
    done
}

fn words(text: &Multilingual<RichText>) -> Option<String> {
    text.primary().map(ToString::to_string).filter(|text| !text.trim().is_empty())
}
