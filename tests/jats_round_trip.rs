//! JATS written: every real file comes back as it was, and is valid by the DTD of every tag set.
#![cfg(feature = "jats")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use polybib::jats::{Citations, Options, Profile, TagSet, Version};
use polybib::{Article, Format, LossReport, Reader, WriteError, WriteErrorKind, Writer};

/// The articles of the real files, each with the name of its file.
fn articles(test: &str) -> Option<Vec<(String, Article)>> {
    let root = common::corpus(test)?;
    let mut out = Vec::new();
    for path in common::jats_files(&root.join("jats")) {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        for record in Reader::new(Format::Jats).for_slice(&bytes).flatten() {
            out.push((name.clone(), record.article));
        }
    }
    Some(out)
}

fn write(options: &Options, article: &Article) -> Result<(String, LossReport), WriteError> {
    let mut sink = Writer::new(Format::Jats).with(options.clone()).to(Vec::new());
    let losses = sink.write(article)?;
    Ok((String::from_utf8(sink.finish().unwrap()).unwrap(), losses))
}

/// The folder of DTDs that has this version. That of 1.3 is among the fixtures; 1.4 is looked for in
/// `POLYBIB_SCHEMAS`, else in `schemas/jats` beside the folder of real files.
fn schemas(test: &str, version: Version) -> Option<PathBuf> {
    if version == Version::V1_3 {
        return Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/schemas/jats"));
    }
    let beside = || Some(common::corpus(test)?.parent()?.join("schemas/jats"));
    let folder = std::env::var_os("POLYBIB_SCHEMAS").map(PathBuf::from).or_else(beside)?;
    if folder.join("1.4").is_dir() {
        return Some(folder);
    }
    common::skip(test, "JATS 1.4 in POLYBIB_SCHEMAS");
    None
}

/// Holds documents, each with a name, against the DTD that they name.
fn assert_valid(test: &str, schemas: &Path, documents: &[(String, String)]) {
    let folder = common::scratch(test);
    let mut command = Command::new("xmllint");
    command.env("XML_CATALOG_FILES", schemas.join("catalog.xml"));
    command.args(["--nonet", "--noout", "--valid"]);
    for (i, (_, text)) in documents.iter().enumerate() {
        let file = folder.join(format!("{i}.xml"));
        std::fs::write(&file, text).unwrap();
        command.arg(file);
    }
    let output = command.output();
    std::fs::remove_dir_all(&folder).unwrap();
    let Ok(output) = output else { return common::skip(test, "xmllint") };
    let said = String::from_utf8_lossy(&output.stderr).replace(folder.to_str().unwrap(), "");
    let names: Vec<_> = documents.iter().map(|(name, _)| name).collect();
    assert!(output.status.success(), "{test}: {said}\n{names:#?}");
}

/// Writes every article that the tag set can take, holds it against the DTD, reads it, and compares:
/// what differs a loss must name.
fn check(what: &str, options: &Options, version: Version, step: usize) {
    let (Some(articles), Some(schemas)) = (articles(what), schemas(what, version)) else { return };
    let options = options.clone().version(version);
    let (mut documents, mut refused, mut lost) = (Vec::new(), 0, 0);
    for (name, article) in articles.iter().step_by(step) {
        match write(&options, article) {
            Ok((text, losses)) => {
                let back = polybib::read(Format::Jats, &text).unwrap().articles.remove(0);
                let hidden = common::unreported(article, &back, &losses);
                assert!(hidden.is_empty(), "{name}: {hidden:?}");
                if losses.is_empty() {
                    assert_eq!(back, *article, "{name}");
                }
                assert_ids_are_unique(&text);
                lost += usize::from(!losses.is_empty());
                documents.push((name.clone(), text));
            }
            Err(error) => {
                assert_eq!(error.kind(), WriteErrorKind::Missing, "{name}");
                assert!(error.message().contains("(`"), "{name}: {error}");
                refused += 1;
            }
        }
    }
    println!("{what}: {} documents, {refused} refused, {lost} with losses", documents.len());
    assert!(documents.len() > refused * 10);
    assert_valid(what, &schemas, &documents);
}

/// No id of a document may be there twice.
fn assert_ids_are_unique(text: &str) {
    let mut ids: Vec<_> = text.split(" id=\"").skip(1).collect();
    for rest in &mut ids {
        *rest = rest.split('"').next().unwrap();
    }
    ids.sort_unstable();
    let before = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), before, "an id comes twice");
}

#[test]
fn real_files_come_back_as_they_were() {
    let Some(articles) = articles("real_files_come_back") else { return };
    let mut wrong = Vec::new();
    for (name, article) in &articles {
        for pretty in [false, true] {
            let mut sink = Writer::new(Format::Jats).pretty(pretty).to(Vec::new());
            let losses = sink.write(article).unwrap();
            let text = sink.finish().unwrap();
            let back = polybib::read(Format::Jats, &text).unwrap().articles.remove(0);
            if back != *article || !losses.is_empty() {
                wrong.push(format!("{name}: {losses}"));
            }
        }
    }
    println!("{} articles written", articles.len());
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn real_files_are_valid_archiving_1_3() {
    check("archiving-1.3", &Options::default(), Version::V1_3, 1);
}

#[test]
fn real_files_are_valid_archiving_1_4() {
    check("archiving-1.4", &Options::default(), Version::V1_4, 1);
}

#[test]
fn real_files_are_valid_publishing_1_3() {
    check("publishing-1.3", &Options::default().tag_set(TagSet::Publishing), Version::V1_3, 1);
}

#[test]
fn real_files_are_valid_publishing_1_4() {
    check("publishing-1.4", &Options::default().tag_set(TagSet::Publishing), Version::V1_4, 1);
}

/// A part of the files by every profile and every way to tag references.
#[test]
fn real_files_are_valid_by_every_habit() {
    let set = || Options::default().tag_set(TagSet::Publishing);
    let table = [
        ("pmc-1.3", set().profile(Profile::Pmc), Version::V1_3),
        ("scielo-1.3", set().profile(Profile::ScieloSps), Version::V1_3),
        ("scielo-1.4", set().profile(Profile::ScieloSps), Version::V1_4),
        ("element-1.3", Options::default().citations(Citations::Element), Version::V1_3),
        ("mixed-1.3", set().citations(Citations::Mixed), Version::V1_3),
        ("both-1.3", Options::default().citations(Citations::Both), Version::V1_3),
    ];
    for (i, (name, options, version)) in table.iter().enumerate() {
        check(name, options, *version, 5 + i);
    }
}

/// Records with every field and every odd value, by every combination of options.
#[test]
fn a_record_with_everything_is_valid_and_honest_by_every_option() {
    let records = [
        include_str!("../fixtures/jats/full.json"),
        include_str!("../fixtures/native/full.json"),
        common::BILINGUAL,
    ]
    .map(|text| polybib::read(Format::Json, text).unwrap().articles.remove(0));
    let citations = [Citations::AsHeld, Citations::Element, Citations::Mixed, Citations::Both];
    for version in [Version::V1_3, Version::V1_4] {
        let Some(schemas) = schemas("everything", version) else { continue };
        let mut documents = Vec::new();
        for tag_set in [TagSet::Archiving, TagSet::Publishing] {
            for profile in [Profile::Jats4r, Profile::Pmc, Profile::ScieloSps] {
                for citations in citations {
                    let options = Options::default()
                        .tag_set(tag_set)
                        .version(version)
                        .profile(profile)
                        .citations(citations);
                    for article in &records {
                        let (text, losses) = write(&options, article).unwrap();
                        let again = write(&options, article).unwrap().0;
                        assert_eq!(text, again, "{options:?}");
                        let back = polybib::read(Format::Jats, &text).unwrap().articles.remove(0);
                        let hidden = common::unreported(article, &back, &losses);
                        assert!(hidden.is_empty(), "{options:?}: {hidden:?}\n{text}");
                        documents.push((format!("{options:?}"), text));
                    }
                }
            }
        }
        assert_valid(&format!("everything-{version:?}"), &schemas, &documents);
    }
}

fn written(options: &Options, article: &Article) -> String {
    let (text, losses) = write(options, article).unwrap();
    assert!(losses.is_empty(), "{losses}");
    text
}

#[test]
fn profiles_tag_by_their_habits() {
    let article = common::bilingual();
    let of = |profile| written(&Options::default().profile(profile), &article);
    let [jats4r, pmc, scielo] = [Profile::Jats4r, Profile::Pmc, Profile::ScieloSps].map(of);
    assert!(jats4r.contains("<article-title xml:lang=\"ru\">"), "{jats4r}");
    assert!(jats4r.contains("<abstract xml:lang=\"ru\">"));
    assert!(jats4r.contains(">https://orcid.org/0000-"));
    for text in [&pmc, &scielo] {
        assert!(text.contains("<article-title>"), "{text}");
        assert!(text.contains("<abstract>"));
        assert!(text.contains("<trans-title-group xml:lang=\"en\">"));
        assert!(text.contains("<trans-abstract xml:lang=\"en\">"));
        assert!(text.contains("<issn pub-type="), "{text}");
    }
    assert!(pmc.contains(">https://orcid.org/0000-") && scielo.contains("\"orcid\">0000-"));
    assert!(scielo.contains("specific-use=\"sps-1.9\""));
    assert!(scielo.contains("<institution content-type=\"orgname\">"));
    assert!(!scielo.contains("citation-alternatives") && !scielo.contains("license_ref"));
}

/// MathML that cannot stand as it is, since its prefix is another one, goes beside its words.
#[test]
fn mathml_without_the_prefix_comes_back() {
    for source in ["<math><mi>x</mi></math>", "<math xmlns='a'>x &amp; y</math>", "x < y"] {
        let mut article = Article::new(polybib::Kind::ArticleJournal);
        let math = polybib::Inline::Math {
            syntax: polybib::MathSyntax::MathMl,
            source: source.to_owned(),
        };
        let title: polybib::RichText =
            [polybib::Inline::Text("Of ".into()), math].into_iter().collect();
        article.title.push(polybib::Localized::new(title));
        let text = written(&Options::default(), &article);
        assert_eq!(polybib::read(Format::Jats, &text).unwrap().articles, [article], "{text}");
    }
}
