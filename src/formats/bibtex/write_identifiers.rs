//! Identifiers and addresses.

use std::borrow::Cow;
use std::collections::HashSet;

use super::Dialect;
use super::values::{eprint_name, eprint_scheme, is_balanced, unescaped};
use super::write::EntryWriter;
use crate::model::{Identifier, Link, Medium, Scheme};
use crate::report::LossKind;

impl EntryWriter<'_> {
    pub(super) fn identifiers(&mut self) {
        let article = self.article;
        let mut seen = HashSet::new();
        for (at, identifier) in article.identifiers.iter().enumerate() {
            let path = format!("identifiers[{at}]");
            match &identifier.scheme {
                Scheme::Isbn | Scheme::Issn => {
                    let scheme = &identifier.scheme;
                    if !article.kind.is_part() && seen.insert(scheme.as_str()) {
                        self.standard_numbers("identifiers", &article.identifiers, scheme, true);
                    }
                }
                _ if self.eprint(identifier, seen.contains("eprint"), &path) => {
                    seen.insert("eprint");
                }
                Scheme::Doi | Scheme::Pmid | Scheme::Pmcid | Scheme::Edn | Scheme::Udc => {
                    let name = identifier.scheme.as_str();
                    if seen.insert(name) {
                        self.verbatim(name, &identifier.value, &path);
                    } else {
                        self.lose(LossKind::Dropped, &path, format!("an entry has one `{name}`"));
                    }
                }
                scheme => {
                    let message = format!("there is no field for a second eprint or a `{scheme}`");
                    self.lose(LossKind::Dropped, &path, message);
                }
            }
        }
        // Those of a part are read as its container's, and stand where these do.
        let strays = article.identifiers.iter().filter(|_| article.kind.is_part());
        for Identifier { scheme, .. } in strays {
            if matches!(scheme, Scheme::Isbn | Scheme::Issn) && seen.insert(scheme.as_str()) {
                self.standard_numbers("identifiers", &article.identifiers, scheme, false);
            }
        }
        if let Some(container) = &article.container {
            let (list, at_home) = (&container.identifiers, article.kind.is_part());
            let mut seen = HashSet::new();
            for Identifier { scheme, .. } in list {
                if matches!(scheme, Scheme::Isbn | Scheme::Issn) && seen.insert(scheme) {
                    self.standard_numbers("container.identifiers", list, scheme, at_home);
                }
            }
        }
        if let Some(Link { url, content_type, title }) = article.links.first() {
            self.verbatim("url", url, "links[0]");
            if content_type.is_some() || title.is_some() {
                self.lose(LossKind::Approximated, "links[0]", "only its address was written");
            }
        }
    }

    /// Writes an identifier as the `eprint`, if it is one or the source has it there.
    fn eprint(&mut self, identifier: &Identifier, taken: bool, path: &str) -> bool {
        if taken {
            return false;
        }
        let scheme = &identifier.scheme;
        let says = |text: &str| eprint_scheme(&text.to_ascii_lowercase()) == *scheme;
        let usual = usual_eprint(scheme, self.dialect);
        let name = match (self.said_at("eprinttype", says), usual) {
            (Some((at, name)), usual) => {
                if usual.is_some_and(|usual| usual == name) {
                    self.lose_usual(at);
                }
                name
            }
            (None, Some(usual)) => usual.into_owned(),
            (None, None) => return false,
        };
        self.verbatim("eprint", &identifier.value, path);
        let field = if self.dialect == Dialect::BibTex { "archiveprefix" } else { "eprinttype" };
        self.put(field, &name);
        true
    }

    /// The numbers of one sort; `at_home` if they are read back to where they are.
    fn standard_numbers(
        &mut self,
        path: &str,
        list: &[Identifier],
        scheme: &Scheme,
        at_home: bool,
    ) {
        let name = scheme.as_str();
        let own: Vec<&Identifier> = list.iter().filter(|id| id.scheme == *scheme).collect();
        let (electronic, print): (Vec<&Identifier>, Vec<&Identifier>) =
            own.iter().partition(|id| id.medium == Some(Medium::Electronic));
        for (field, ids) in [(name.to_owned(), &print), (format!("e{name}"), &electronic)] {
            let values: Vec<&str> = ids.iter().map(|id| id.value.as_str()).collect();
            if values.is_empty() {
                continue;
            }
            if self.has(&field) {
                self.lose(LossKind::Dropped, path, format!("there is a `{field}` already"));
                continue;
            }
            let tex = self.plain(&values.join(", "), path);
            self.put(field, &tex);
        }
        // The print edition's is told apart only where the other one stands beside it.
        let told = if electronic.is_empty() { None } else { Some(Medium::Print) };
        if print.iter().any(|id| id.medium != told) {
            let message = format!("whether the {name} is that of the print edition is not kept");
            self.lose(LossKind::Approximated, path, message);
        }
        if !own.iter().eq(print.iter().chain(&electronic)) {
            self.lose(LossKind::Approximated, path, "the numbers were written in another order");
        }
        let divided = |id: &&&Identifier| id.value.contains([',', ';']);
        if own.iter().any(|id| divided(&id)) {
            self.lose(LossKind::Approximated, path, "a number with a comma will be read as two");
        }
        if !at_home {
            let whose =
                if path == "identifiers" { "the work it is part of" } else { "the work itself" };
            let message = format!("the {name} will be read as that of {whose}");
            self.lose(LossKind::Moved, path, message);
        }
    }

    /// A value that is no TeX. Its braces must balance.
    fn verbatim(&mut self, name: &str, value: &str, path: &str) {
        if !is_balanced(value) {
            let (message, tex) = if name == "url" {
                ("its braces were percent-encoded", value.replace('{', "%7B").replace('}', "%7D"))
            } else {
                ("its braces were left out: they do not balance", value.replace(['{', '}'], ""))
            };
            self.lose(LossKind::Approximated, path, message);
            self.put(name, &tex);
            return;
        }
        self.put(name, value.trim());
        self.tex.verbatim(value);
        self.report_flat(path);
        if unescaped(value) != value {
            self.lose(
                LossKind::Approximated,
                path,
                "backslashes or spaces in it will be read as none",
            );
        }
    }
}

/// The name of a registry as it is written where no source spells it; `None` if an `eprint` does not
/// name it. biblatex has them in small letters (its manual, §3.14.7).
pub(super) fn usual_eprint(scheme: &Scheme, dialect: Dialect) -> Option<Cow<'_, str>> {
    let name = is_eprint(scheme).then(|| eprint_name(scheme))?;
    Some(match dialect {
        Dialect::BibTex => Cow::Borrowed(name),
        Dialect::BibLatex => Cow::Owned(name.to_ascii_lowercase()),
    })
}

/// Registries that `eprint` may name, beside those with a field of their own: any that is read back
/// from there, but for the numbers that a publisher gives its own articles.
fn is_eprint(scheme: &Scheme) -> bool {
    match scheme {
        Scheme::Arxiv | Scheme::Handle => true,
        Scheme::Other(name) => {
            let own = ["publisher-id", "pii", "manuscript", "art-access-id", "coden", "sici"];
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            name.chars().all(plain) && !own.contains(&&**name) && eprint_scheme(name) == *scheme
        }
        _ => false,
    }
}
