//! The tables in the documentation say what the formats' own tables say.

use polybib::{Field, Format};

const DOCUMENTED: &str = include_str!("../src/fields.md");

fn table() -> String {
    let formats: Vec<Format> = Format::ALL
        .into_iter()
        .filter(|format| format.is_writable() && *format != Format::JsonLines)
        .collect();
    let mut out = String::from("| field |");
    for format in &formats {
        out += &format!(" {format} |");
    }
    out += "\n|---|";
    out += &"---|".repeat(formats.len());
    for field in Field::ALL {
        out += &format!("\n| `{}` |", field.path());
        for format in &formats {
            let (value, forms) = (format.holds(*field), format.holds_forms(*field));
            if value == forms || !value.is_kept() || !field.is_multilingual() {
                out += &format!(" {} |", value.as_str());
            } else {
                out += &format!(" {}; further languages {} |", value.as_str(), forms.as_str());
            }
        }
    }
    out + "\n"
}

/// `POLYBIB_BLESS=1 cargo test --test tables` writes the table anew.
#[test]
fn the_documented_table_of_fields_is_that_of_the_code() {
    let table = table();
    if std::env::var_os("POLYBIB_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/fields.md");
        std::fs::write(path, &table).unwrap();
        return;
    }
    assert!(DOCUMENTED == table, "src/fields.md is out of date; see this test");
}

#[cfg(all(feature = "csl-json", feature = "bibtex"))]
mod csl {
    use std::collections::BTreeSet;

    use polybib::{Article, Format, Kind};
    use serde_json::{Value, json};

    const DOCUMENTED: &str = include_str!("../src/formats/csl_json/tables.md");
    const SCHEMA: &str = include_str!("../fixtures/schemas/csl-data.json");

    /// The types that the rows are tried on, and what to call them.
    const TYPES: [(&str, &str); 3] =
        [("book", "book"), ("article-journal", "article"), ("chapter", "chapter")];

    fn read(item: &Value) -> Article {
        polybib::read(Format::CslJson, item.to_string()).unwrap().articles.remove(0)
    }

    fn write(format: Format, article: &Article) -> String {
        polybib::write(format, article).unwrap().text
    }

    fn kinds() -> String {
        let mut out = String::from("| kind | CSL | BibLaTeX | BibTeX |\n|---|---|---|---|\n");
        for kind in Kind::KNOWN {
            let mut article = Article::new(kind.clone());
            article.key = Some("k".into());
            let item: Value = serde_json::from_str(&write(Format::CslJson, &article)).unwrap();
            let csl = item[0]["type"].as_str().unwrap().to_owned();
            let entry = |format| {
                let text = write(format, &article);
                let more: Vec<_> = text.lines().skip(1).filter(|line| *line != "}").collect();
                let more = more.join("").replace("  ", " `").replace(',', "`,");
                let more = more.trim_end_matches(',');
                let name = &text[1..text.find('{').unwrap()];
                format!("`{name}`{}{}", if more.is_empty() { "" } else { "," }, more)
            };
            let (biblatex, bibtex) = (entry(Format::BibLatex), entry(Format::BibTex));
            out += &format!("| `{kind}` | `{csl}` | {biblatex} | {bibtex} |\n");
        }
        out
    }

    /// The paths of the parts of a record, with what tells the items of a list apart.
    fn paths(value: &Value, path: &str, out: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    let dot = if path.is_empty() { "" } else { "." };
                    paths(value, &format!("{path}{dot}{name}"), out);
                }
            }
            Value::Array(items) if items.iter().all(Value::is_object) => {
                for item in items {
                    let said = ["kind", "role", "scheme", "name"];
                    let said = said.iter().find_map(|name| item.get(name)?.as_str());
                    let tells = match (path.rsplit('.').next(), said) {
                        (Some("contributors"), None) => "author",
                        (_, said) => said.unwrap_or_default(),
                    };
                    let is_list = item.get("value").is_none() || !tells.is_empty();
                    out.insert(if is_list { format!("{path}[{tells}]") } else { path.to_owned() });
                }
            }
            Value::Array(_) => _ = out.insert(format!("{path}[]")),
            _ => _ = out.insert(path.to_owned()),
        }
    }

    fn fields_of(article: &Article) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        paths(&serde_json::to_value(article).unwrap(), "", &mut out);
        out
    }

    fn biblatex_of(article: &Article) -> BTreeSet<String> {
        let text = write(Format::BibLatex, article);
        let fields = text.lines().filter_map(|line| line.split_once(" = "));
        fields.map(|(name, _)| name.trim().to_owned()).collect()
    }

    fn example(name: &str, property: &Value) -> Value {
        match name {
            "DOI" => json!("10.5555/12345678"),
            "ISBN" => json!("978-3-16-148410-0"),
            "ISSN" => json!("1561-7793"),
            "URL" => json!("https://example.org/x"),
            "language" => json!("de"),
            "PMCID" => json!("PMC7"),
            "custom" => json!({"mine": 7}),
            "categories" => json!(["x"]),
            _ if property.get("$ref").is_some_and(|of| of.as_str().unwrap().contains("date")) => {
                json!({"date-parts": [[2020, 5]]})
            }
            _ if property["type"] == "array" => json!([{"family": "F", "given": "G"}]),
            _ => json!("7"),
        }
    }

    fn variables() -> String {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let properties = schema["items"]["properties"].as_object().unwrap();
        let mut out = String::from("| variable | field | BibLaTeX |\n|---|---|---|\n");
        for (name, property) in properties.iter().filter(|(name, _)| *name != "type") {
            let mut columns: [Vec<(&str, String)>; 2] = Default::default();
            for (kind, called) in TYPES {
                let bare = json!({"id": "k", "type": kind});
                let mut item = bare.clone();
                item[name] = example(name, property);
                let (bare, with) = (read(&bare), read(&item));
                let lists = [
                    (fields_of(&bare), fields_of(&with)),
                    (biblatex_of(&bare), biblatex_of(&with)),
                ];
                for (column, (bare, with)) in columns.iter_mut().zip(lists) {
                    let new: Vec<_> =
                        with.difference(&bare).map(|path| format!("`{path}`")).collect();
                    column.push((called, new.join(", ")));
                }
            }
            let cells = columns.map(|column| {
                let first = &column[0].1;
                if name == "id" {
                    return "`key`".to_owned();
                }
                if column.iter().all(|(_, said)| said == first) {
                    return first.clone();
                }
                let said = column.iter().map(|(called, said)| {
                    format!("{called}: {}", if said.is_empty() { "–" } else { said })
                });
                said.collect::<Vec<_>>().join("; ")
            });
            out += &format!("| `{name}` | {} |\n", cells.join(" | "));
        }
        out
    }

    /// `POLYBIB_BLESS=1 cargo test --test tables` writes the tables anew.
    #[test]
    fn the_documented_tables_of_csl_are_those_of_the_code() {
        let tables = format!("{}\n{}", kinds(), variables());
        if std::env::var_os("POLYBIB_BLESS").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/formats/csl_json/tables.md");
            std::fs::write(path, &tables).unwrap();
            return;
        }
        assert!(DOCUMENTED == tables, "src/formats/csl_json/tables.md is out of date");
    }
}
