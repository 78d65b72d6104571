//! A Russian record printed Russian-first and English-first in every format.
//!
//! `cargo run --example languages`

use polybib::names::same_person;
use polybib::{Article, Format};

/// A record in two languages, as a .bib file has it.
const RECORD: &str = r"
@article{troitskiy2020,
  author = {Троицкий, Евгений Флорентьевич},
  author_transliteration_en = {Troitskiy, Yevgeniy F.},
  title = {Внешняя политика Казахстана},
  title_translation_en = {The foreign policy of Kazakhstan},
  abstract = {В статье рассматривается внешняя политика.},
  abstract_translation_en = {The article follows a foreign policy.},
  keywords = {внешняя политика, Казахстан},
  keywords_translation_en = {foreign policy, Kazakhstan},
  journaltitle = {Вестник},
  journaltitle_translation_en = {Bulletin},
  langid = {russian},
  date = {2020-05},
}";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let russian = polybib::read(Format::BibLatex, RECORD)?.articles.remove(0);
    let english = russian.clone().with_primary("en");
    for (view, article) in [("Russian first", &russian), ("English first", &english)] {
        println!("==== {view}: {}", summary(article));
        for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
            let written = polybib::write(format, article)?;
            println!("---- {format}\n{}", written.text.trim_end());
            for loss in &written.losses {
                println!("({loss})");
            }
        }
    }
    // Nothing was lost by turning it.
    assert_eq!(english.with_primary("ru"), russian);

    let forms = russian.contributors.iter().flat_map(|author| &author.name);
    let names: Vec<_> = forms.filter_map(|form| form.value.as_person()).collect();
    if let [own, romanised] = names.as_slice()
        && let Some(likeness) = same_person(own, romanised)
    {
        println!("==== {likeness}");
    }
    Ok(())
}

fn summary(article: &Article) -> String {
    let authors: Vec<String> = article
        .authors()
        .filter_map(|author| author.name.primary())
        .map(ToString::to_string)
        .collect();
    let title = article.title.primary().map(ToString::to_string).unwrap_or_default();
    format!("{}. {title}", authors.join(", "))
}
