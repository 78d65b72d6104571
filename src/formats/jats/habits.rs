//! Habits of tagging: what a profile does in its own way, a row each.

use super::options::Citations;
use crate::model::{DateKind, Lang, Medium};

/// When an element says its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Always,
    /// Where it is not that of the article.
    Other,
    Never,
}

/// How the addresses of a licence are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct LicenseUrl {
    /// `license/@xlink:href`.
    pub(super) link: bool,
    /// `ali:license_ref`.
    pub(super) element: bool,
}

/// What tells the ISSN of the print from that of the online edition.
#[derive(Clone, Copy, Debug)]
pub(super) struct IssnMedium {
    pub(super) attribute: &'static str,
    pub(super) print: &'static str,
    pub(super) electronic: &'static str,
}

impl IssnMedium {
    pub(super) const fn of(&self, medium: Medium) -> &'static str {
        match medium {
            Medium::Print => self.print,
            Medium::Electronic => self.electronic,
        }
    }
}

/// The habits of one profile.
#[derive(Debug)]
pub(super) struct Habits {
    /// `article/@specific-use`.
    pub(super) marks: Option<&'static str>,
    /// When the elements without a row of their own say their language, and those that have one.
    pub(super) says: Says,
    pub(super) says_in: &'static [(&'static str, Says)],
    /// What stands before an ORCID.
    pub(super) orcid: &'static str,
    pub(super) license: LicenseUrl,
    pub(super) issn: IssnMedium,
    /// `pub-date/@pub-type` of a kind and medium; others have `@date-type` and
    /// `@publication-format`.
    pub(super) pub_types: &'static [(DateKind, Option<Medium>, &'static str)],
    /// `institution/@content-type` of an institution, and of its departments one after the other;
    /// the last of these serves for all that follow.
    pub(super) institution: Option<&'static str>,
    pub(super) departments: &'static [&'static str],
    pub(super) citations: Citations,
    /// Whether the encodings of one reference may stand in `citation-alternatives`.
    pub(super) citation_alternatives: bool,
}

impl Habits {
    /// `@xml:lang` of an element by that name, in an article in `around`.
    pub(super) fn lang<'l>(
        &self,
        name: &str,
        of: Option<&'l Lang>,
        around: Option<&Lang>,
    ) -> Option<&'l str> {
        let own = self.says_in.iter().find(|(known, _)| *known == name);
        let stated = of.map(Lang::as_str);
        match own.map_or(self.says, |(_, says)| *says) {
            Says::Never => None,
            Says::Other if of == around => None,
            // Where a value without a language would inherit one, it says that it has none.
            _ => stated.or_else(|| around.is_some().then_some("und")),
        }
    }
}

/// By the medium's name.
pub(super) const BY_FORMAT: IssnMedium =
    IssnMedium { attribute: "publication-format", print: "print", electronic: "electronic" };
const BY_PUB_TYPE: IssnMedium =
    IssnMedium { attribute: "pub-type", print: "ppub", electronic: "epub" };

/// Translations say theirs, whatever it is: by JATS4R a `trans-abstract` must, and nothing else
/// says which language a `trans-title` is in.
const TRANSLATIONS: Says = Says::Always;

/// JATS4R's recommendations (jats4r.niso.org).
pub(super) const JATS4R: Habits = Habits {
    marks: None,
    says: Says::Always,
    says_in: &[],
    orcid: "https://orcid.org/",
    license: LicenseUrl { link: true, element: true },
    issn: BY_FORMAT,
    pub_types: &[],
    institution: None,
    departments: &["dept"],
    citations: Citations::AsHeld,
    citation_alternatives: true,
};

/// PMC's tagging guidelines, and what the files in PMC do.
pub(super) const PMC: Habits = Habits {
    says: Says::Other,
    says_in: &[("trans-title-group", TRANSLATIONS), ("trans-abstract", TRANSLATIONS)],
    issn: BY_PUB_TYPE,
    pub_types: &[
        (DateKind::Published, Some(Medium::Electronic), "epub"),
        (DateKind::Published, Some(Medium::Print), "ppub"),
        (DateKind::Collection, None, "collection"),
    ],
    ..JATS4R
};

/// `SciELO` Publishing Schema 1.9; its Schematron refuses `@xml:lang` on `article-title` and
/// `abstract`, and `citation-alternatives`.
pub(super) const SCIELO_SPS: Habits = Habits {
    marks: Some("sps-1.9"),
    says: Says::Other,
    says_in: &[
        ("article-title", Says::Never),
        ("abstract", Says::Never),
        ("kwd-group", Says::Always),
        ("license", Says::Always),
        ("trans-title-group", TRANSLATIONS),
        ("trans-abstract", TRANSLATIONS),
    ],
    orcid: "",
    license: LicenseUrl { link: true, element: false },
    issn: BY_PUB_TYPE,
    pub_types: &[],
    institution: Some("orgname"),
    departments: &["orgdiv1", "orgdiv2", "orgdiv3"],
    citations: Citations::Both,
    citation_alternatives: false,
};
