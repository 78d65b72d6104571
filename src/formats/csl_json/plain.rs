//! What an item without `custom` leaves out.

use std::collections::{HashMap, VecDeque};

use crate::format::Holding;
use crate::formats::holding;
use crate::model::{Article, Contributor, Field, Identifier, List, Role, Said, visit};
use crate::report::{LossKind, LossReport};

use super::fields::HOLDS;
use super::leaves::LEAVES;
use super::names;

/// Reports the difference between a record and what is read of its plain item: field by field
/// where the table knows the field to have no variable, then part by part.
pub(super) fn report(article: &Article, back: &Article, losses: &mut LossReport) {
    let mut said_of = Vec::new();
    let names = names_kept(article, back);
    visit(article, &mut |said| {
        let Some((kind, message)) = loss(said, article, back, &names) else { return };
        let path = said.path();
        said_of.push(path.as_str().to_owned());
        losses.add(kind, path, message);
    });
    for leaf in LEAVES {
        let reported = said_of.iter().any(|path| {
            path.strip_prefix(leaf.path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
        });
        if !reported && !(leaf.same)(article, back) {
            let message = "the variable says it in another way, or not in all of it";
            losses.add(LossKind::Approximated, leaf.path, message);
        }
    }
}

/// Whether each contributor's name and role are there: the names of a role keep their order.
fn names_kept(article: &Article, back: &Article) -> Vec<bool> {
    let mut queues: HashMap<&Role, VecDeque<&Contributor>> = HashMap::new();
    for person in &back.contributors {
        queues.entry(&person.role).or_default().push_back(person);
    }
    let names = article.contributors.iter().map(|person| {
        let written = names::is_written(person);
        let read = queues.get_mut(&person.role).filter(|_| written).and_then(VecDeque::pop_front);
        read.is_some_and(|read| read.name.first() == person.name.first())
    });
    names.collect()
}

fn loss(
    said: Said<'_>,
    article: &Article,
    back: &Article,
    names: &[bool],
) -> Option<(LossKind, &'static str)> {
    let at = said.at.first().copied().unwrap_or(0);
    let dropped = Some((LossKind::Dropped, "an item without `custom` has no place for it"));
    if said.form > 0 {
        return Some((
            LossKind::Dropped,
            "an item without `custom` has one language and form of it",
        ));
    }
    let numbers =
        |of: &Article| of.container.as_ref().map_or(List::new(), |c| c.identifiers.clone());
    let number = |list: &[Identifier], read: &[Identifier]| {
        let one = list.get(at)?;
        match read.iter().find(|item| item.scheme == one.scheme && item.value == one.value) {
            Some(item) if item == one => None,
            Some(_) => Some((LossKind::Approximated, "its medium is not said")),
            None => dropped,
        }
    };
    let kept = match said.field {
        Field::Kind => {
            let kept = article.kind == back.kind;
            return (!kept).then_some((LossKind::Approximated, "CSL has a wider type for it"));
        }
        Field::Subtitle => return Some((LossKind::Flattened, "it is joined to the title")),
        Field::ContainerSubtitle | Field::SeriesSubtitle | Field::MultivolumeSubtitle => {
            return Some((LossKind::Flattened, "it is joined to its title"));
        }
        Field::AbstractSections => {
            return Some((LossKind::Flattened, "its sections are paragraphs of one text"));
        }
        Field::Key => return None,
        Field::Role | Field::Name => names.get(at).copied().unwrap_or(true),
        Field::Abstract => article.abstracts.get(at).is_none_or(|one| back.abstracts.contains(one)),
        Field::Keywords => article.keywords.get(at).is_none_or(|one| back.keywords.contains(one)),
        Field::Subjects => article.subjects.get(at).is_none_or(|one| back.subjects.contains(one)),
        Field::Publisher => {
            article.publishers.get(at).is_none_or(|one| back.publishers.contains(one))
        }
        Field::PublisherPlace => {
            article.publisher_places.get(at).is_none_or(|one| back.publisher_places.contains(one))
        }
        Field::PublishedDate
        | Field::AccessedDate
        | Field::SubmittedDate
        | Field::AvailableDate
        | Field::CollectionDate
        | Field::HistoryDate => article.dates.get(at).is_none_or(|one| {
            back.dates.iter().any(|date| date.kind == one.kind && date.value == one.value)
        }),
        Field::Doi | Field::Isbn | Field::Issn | Field::Pmid | Field::Pmcid => {
            return number(&article.identifiers, &back.identifiers);
        }
        Field::ContainerIssn | Field::ContainerIsbn => {
            return number(&numbers(article), &numbers(back));
        }
        Field::Extra => article.extra.get(at).is_none_or(|one| back.extra.contains(one)),
        Field::Note => article.notes.get(at).is_none_or(|one| back.notes.contains(one)),
        field => return if holding(HOLDS, field).0 == Holding::Exact { None } else { dropped },
    };
    match said.field {
        _ if kept => None,
        Field::Role | Field::Name
            if article.contributors.get(at).is_some_and(names::is_written) =>
        {
            Some((LossKind::Approximated, "the name says it in another way, or in no language"))
        }
        // The variable was there for the first one: it says something near it.
        Field::Abstract
        | Field::Keywords
        | Field::Publisher
        | Field::PublisherPlace
        | Field::Note
        | Field::Subjects
            if at == 0 =>
        {
            Some((LossKind::Approximated, "the variable says it in another way"))
        }
        _ => dropped,
    }
}
