//! The named entities that files use without the DTD that defines them. User-defined ones are
//! never expanded.

/// The character that stands behind `&#…;`, given without those marks.
pub(super) fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}

/// The text of a predefined entity, or of one of the ISO and HTML sets.
pub(super) fn look_up(name: &str) -> Option<&'static str> {
    ENTITIES
        .binary_search_by_key(&name, |(known, _)| known)
        .ok()
        .and_then(|at| ENTITIES.get(at))
        .map(|(_, text)| *text)
}

/// Sorted by name.
#[rustfmt::skip]
const ENTITIES: &[(&str, &str)] = &[
    ("AElig", "Æ"), ("Aacute", "Á"), ("Abreve", "Ă"), ("Acirc", "Â"), ("Acy", "А"), ("Agr", "Α"),
    ("Agrave", "À"), ("Alpha", "Α"), ("Amacr", "Ā"), ("Aogon", "Ą"), ("Aring", "Å"),
    ("Atilde", "Ã"), ("Auml", "Ä"), ("Bcy", "Б"), ("Beta", "Β"), ("Bgr", "Β"), ("CHcy", "Ч"),
    ("Cacute", "Ć"), ("Ccaron", "Č"), ("Ccedil", "Ç"), ("Ccirc", "Ĉ"), ("Cdot", "Ċ"),
    ("Chi", "Χ"), ("DJcy", "Ђ"), ("DScy", "Ѕ"), ("DZcy", "Џ"), ("Dagger", "‡"), ("Dcaron", "Ď"),
    ("Dcy", "Д"), ("Delta", "Δ"), ("Dgr", "Δ"), ("Dstrok", "Đ"), ("EEgr", "Η"), ("ENG", "Ŋ"),
    ("ETH", "Ð"), ("Eacute", "É"), ("Ecaron", "Ě"), ("Ecirc", "Ê"), ("Ecy", "Э"), ("Edot", "Ė"),
    ("Egr", "Ε"), ("Egrave", "È"), ("Emacr", "Ē"), ("Eogon", "Ę"), ("Epsilon", "Ε"), ("Eta", "Η"),
    ("Euml", "Ë"), ("Fcy", "Ф"), ("GJcy", "Ѓ"), ("Gamma", "Γ"), ("Gbreve", "Ğ"), ("Gcedil", "Ģ"),
    ("Gcirc", "Ĝ"), ("Gcy", "Г"), ("Gdot", "Ġ"), ("Ggr", "Γ"), ("HARDcy", "Ъ"), ("Hcirc", "Ĥ"),
    ("Hstrok", "Ħ"), ("IEcy", "Е"), ("IJlig", "Ĳ"), ("IOcy", "Ё"), ("Iacute", "Í"),
    ("Icirc", "Î"), ("Icy", "И"), ("Idot", "İ"), ("Igr", "Ι"), ("Igrave", "Ì"), ("Imacr", "Ī"),
    ("Iogon", "Į"), ("Iota", "Ι"), ("Itilde", "Ĩ"), ("Iukcy", "І"), ("Iuml", "Ï"), ("Jcirc", "Ĵ"),
    ("Jcy", "Й"), ("Jsercy", "Ј"), ("Jukcy", "Є"), ("KHcy", "Х"), ("KHgr", "Χ"), ("KJcy", "Ќ"),
    ("Kappa", "Κ"), ("Kcedil", "Ķ"), ("Kcy", "К"), ("Kgr", "Κ"), ("LJcy", "Љ"), ("Lacute", "Ĺ"),
    ("Lambda", "Λ"), ("Lcaron", "Ľ"), ("Lcedil", "Ļ"), ("Lcy", "Л"), ("Lgr", "Λ"),
    ("Lmidot", "Ŀ"), ("Lstrok", "Ł"), ("Mcy", "М"), ("Mgr", "Μ"), ("Mu", "Μ"), ("NJcy", "Њ"),
    ("Nacute", "Ń"), ("Ncaron", "Ň"), ("Ncedil", "Ņ"), ("Ncy", "Н"), ("Ngr", "Ν"),
    ("Ntilde", "Ñ"), ("Nu", "Ν"), ("OElig", "Œ"), ("OHgr", "Ω"), ("Oacute", "Ó"), ("Ocirc", "Ô"),
    ("Ocy", "О"), ("Odblac", "Ő"), ("Ogr", "Ο"), ("Ograve", "Ò"), ("Omacr", "Ō"), ("Omega", "Ω"),
    ("Omicron", "Ο"), ("Oslash", "Ø"), ("Otilde", "Õ"), ("Ouml", "Ö"), ("PHgr", "Φ"),
    ("PSgr", "Ψ"), ("Pcy", "П"), ("Pgr", "Π"), ("Phi", "Φ"), ("Pi", "Π"), ("Prime", "″"),
    ("Psi", "Ψ"), ("Racute", "Ŕ"), ("Rcaron", "Ř"), ("Rcedil", "Ŗ"), ("Rcy", "Р"), ("Rgr", "Ρ"),
    ("Rho", "Ρ"), ("SHCHcy", "Щ"), ("SHcy", "Ш"), ("SOFTcy", "Ь"), ("Sacute", "Ś"),
    ("Scaron", "Š"), ("Scedil", "Ş"), ("Scirc", "Ŝ"), ("Scy", "С"), ("Sgr", "Σ"), ("Sigma", "Σ"),
    ("THORN", "Þ"), ("THgr", "Θ"), ("TSHcy", "Ћ"), ("TScy", "Ц"), ("Tau", "Τ"), ("Tcaron", "Ť"),
    ("Tcedil", "Ţ"), ("Tcy", "Т"), ("Tgr", "Τ"), ("Theta", "Θ"), ("Tstrok", "Ŧ"), ("Uacute", "Ú"),
    ("Ubrcy", "Ў"), ("Ubreve", "Ŭ"), ("Ucirc", "Û"), ("Ucy", "У"), ("Udblac", "Ű"), ("Ugr", "Υ"),
    ("Ugrave", "Ù"), ("Umacr", "Ū"), ("Uogon", "Ų"), ("Upsilon", "Υ"), ("Uring", "Ů"),
    ("Utilde", "Ũ"), ("Uuml", "Ü"), ("Vcy", "В"), ("Wcirc", "Ŵ"), ("Xgr", "Ξ"), ("Xi", "Ξ"),
    ("YAcy", "Я"), ("YIcy", "Ї"), ("YUcy", "Ю"), ("Yacute", "Ý"), ("Ycirc", "Ŷ"), ("Ycy", "Ы"),
    ("Yuml", "Ÿ"), ("ZHcy", "Ж"), ("Zacute", "Ź"), ("Zcaron", "Ž"), ("Zcy", "З"), ("Zdot", "Ż"),
    ("Zeta", "Ζ"), ("Zgr", "Ζ"), ("aacute", "á"), ("abreve", "ă"), ("acirc", "â"), ("acute", "´"),
    ("acy", "а"), ("aelig", "æ"), ("agr", "α"), ("agrave", "à"), ("alefsym", "ℵ"), ("alpha", "α"),
    ("amacr", "ā"), ("amp", "&"), ("and", "∧"), ("ang", "∠"), ("angst", "\u{212B}"), ("aogon", "ą"),
    ("ap", "≈"), ("apos", "'"), ("aring", "å"), ("ast", "*"), ("asymp", "≈"), ("atilde", "ã"),
    ("auml", "ä"), ("bcy", "б"), ("bdquo", "„"), ("beta", "β"), ("bgr", "β"), ("blank", "␣"),
    ("blk12", "▒"), ("blk14", "░"), ("blk34", "▓"), ("block", "█"), ("breve", "˘"),
    ("brvbar", "¦"), ("bsol", "\\"), ("bull", "•"), ("cacute", "ć"), ("cap", "∩"), ("caret", "⁁"),
    ("ccaron", "č"), ("ccedil", "ç"), ("ccirc", "ĉ"), ("cdot", "ċ"), ("cedil", "¸"),
    ("cent", "¢"), ("chcy", "ч"), ("check", "✓"), ("chi", "χ"), ("cir", "○"), ("circ", "ˆ"),
    ("clubs", "♣"), ("colon", ":"), ("comma", ","), ("commat", "@"), ("cong", "≅"), ("copy", "©"),
    ("copysr", "℗"), ("crarr", "↵"), ("cross", "✗"), ("cup", "∪"), ("curren", "¤"), ("dArr", "⇓"),
    ("dagger", "†"), ("darr", "↓"), ("dash", "‐"), ("dblac", "˝"), ("dcaron", "ď"), ("dcy", "д"),
    ("deg", "°"), ("delta", "δ"), ("dgr", "δ"), ("diams", "♦"), ("divide", "÷"), ("djcy", "ђ"),
    ("dlcrop", "⌍"), ("dollar", "$"), ("dot", "˙"), ("drcrop", "⌌"), ("dscy", "ѕ"),
    ("dstrok", "đ"), ("dtri", "▿"), ("dtrif", "▾"), ("dzcy", "џ"), ("eacute", "é"),
    ("ecaron", "ě"), ("ecirc", "ê"), ("ecy", "э"), ("edot", "ė"), ("eegr", "η"), ("egr", "ε"),
    ("egrave", "è"), ("emacr", "ē"), ("empty", "∅"), ("emsp", "\u{2003}"), ("emsp13", "\u{2004}"),
    ("emsp14", "\u{2005}"), ("eng", "ŋ"), ("ensp", "\u{2002}"), ("eogon", "ę"), ("epsilon", "ε"),
    ("epsiv", "ϵ"), ("equals", "="), ("equiv", "≡"), ("eta", "η"), ("eth", "ð"), ("euml", "ë"),
    ("euro", "€"), ("excl", "!"), ("exist", "∃"), ("fcy", "ф"), ("female", "♀"), ("ffilig", "ﬃ"),
    ("fflig", "ﬀ"), ("ffllig", "ﬄ"), ("filig", "ﬁ"), ("flat", "♭"), ("fllig", "ﬂ"), ("fnof", "ƒ"),
    ("forall", "∀"), ("frac12", "½"), ("frac13", "⅓"), ("frac14", "¼"), ("frac15", "⅕"),
    ("frac16", "⅙"), ("frac18", "⅛"), ("frac23", "⅔"), ("frac25", "⅖"), ("frac34", "¾"),
    ("frac35", "⅗"), ("frac38", "⅜"), ("frac45", "⅘"), ("frac56", "⅚"), ("frac58", "⅝"),
    ("frac78", "⅞"), ("frasl", "⁄"), ("gacute", "ǵ"), ("gamma", "γ"), ("gbreve", "ğ"),
    ("gcirc", "ĝ"), ("gcy", "г"), ("gdot", "ġ"), ("ge", "≥"), ("ges", "⩾"), ("ggr", "γ"),
    ("gjcy", "ѓ"), ("grave", "`"), ("gsim", "≳"), ("gt", ">"), ("hArr", "⇔"),
    ("hairsp", "\u{200A}"), ("half", "½"), ("hardcy", "ъ"), ("harr", "↔"), ("hcirc", "ĥ"),
    ("hearts", "♥"), ("hellip", "…"), ("horbar", "―"), ("hstrok", "ħ"), ("hybull", "⁃"),
    ("hyphen", "‐"), ("iacute", "í"), ("icirc", "î"), ("icy", "и"), ("iecy", "е"), ("iexcl", "¡"),
    ("igr", "ι"), ("igrave", "ì"), ("ijlig", "ĳ"), ("imacr", "ī"), ("image", "ℑ"), ("imath", "ı"),
    ("incare", "℅"), ("infin", "∞"), ("inodot", "ı"), ("int", "∫"), ("iocy", "ё"), ("iogon", "į"),
    ("iota", "ι"), ("iquest", "¿"), ("isin", "∈"), ("itilde", "ĩ"), ("iukcy", "і"), ("iuml", "ï"),
    ("jcirc", "ĵ"), ("jcy", "й"), ("jsercy", "ј"), ("jukcy", "є"), ("kappa", "κ"),
    ("kcedil", "ķ"), ("kcy", "к"), ("kgr", "κ"), ("kgreen", "ĸ"), ("khcy", "х"), ("khgr", "χ"),
    ("kjcy", "ќ"), ("lArr", "⇐"), ("lacute", "ĺ"), ("lambda", "λ"), ("lang", "\u{2329}"), ("laquo", "«"),
    ("larr", "←"), ("lbrace", "{"), ("lbrack", "["), ("lcaron", "ľ"), ("lcedil", "ļ"),
    ("lceil", "⌈"), ("lcub", "{"), ("lcy", "л"), ("ldquo", "“"), ("ldquor", "„"), ("le", "≤"),
    ("les", "⩽"), ("lfloor", "⌊"), ("lgr", "λ"), ("lhblk", "▄"), ("ljcy", "љ"), ("lmidot", "ŀ"),
    ("lowast", "∗"), ("lowbar", "_"), ("loz", "◊"), ("lozf", "⧫"), ("lpar", "("),
    ("lrm", "\u{200E}"), ("lsaquo", "‹"), ("lsim", "≲"), ("lsqb", "["), ("lsquo", "‘"),
    ("lsquor", "‚"), ("lstrok", "ł"), ("lt", "<"), ("ltri", "◃"), ("ltrif", "◂"), ("macr", "¯"),
    ("male", "♂"), ("malt", "✠"), ("marker", "▮"), ("mcy", "м"), ("mdash", "—"), ("mgr", "μ"),
    ("micro", "µ"), ("middot", "·"), ("minus", "−"), ("mldr", "…"), ("mu", "μ"), ("nabla", "∇"),
    ("nacute", "ń"), ("napos", "ŉ"), ("natur", "♮"), ("nbsp", "\u{A0}"), ("ncaron", "ň"),
    ("ncedil", "ņ"), ("ncy", "н"), ("ndash", "–"), ("ne", "≠"), ("ngr", "ν"), ("ni", "∋"),
    ("njcy", "њ"), ("nldr", "‥"), ("not", "¬"), ("notin", "∉"), ("nsub", "⊄"), ("ntilde", "ñ"),
    ("nu", "ν"), ("num", "#"), ("numero", "№"), ("numsp", "\u{2007}"), ("oacute", "ó"),
    ("ocirc", "ô"), ("ocy", "о"), ("odblac", "ő"), ("oelig", "œ"), ("ogon", "˛"), ("ogr", "ο"),
    ("ograve", "ò"), ("ohgr", "ω"), ("ohm", "\u{2126}"), ("oline", "‾"), ("omacr", "ō"), ("omega", "ω"),
    ("omicron", "ο"), ("oplus", "⊕"), ("or", "∨"), ("ordf", "ª"), ("ordm", "º"), ("oslash", "ø"),
    ("otilde", "õ"), ("otimes", "⊗"), ("ouml", "ö"), ("para", "¶"), ("part", "∂"), ("pcy", "п"),
    ("percnt", "%"), ("period", "."), ("permil", "‰"), ("perp", "⊥"), ("pgr", "π"), ("phgr", "φ"),
    ("phi", "φ"), ("phiv", "ϕ"), ("phone", "☎"), ("pi", "π"), ("piv", "ϖ"), ("plus", "+"),
    ("plusmn", "±"), ("pound", "£"), ("prime", "′"), ("prod", "∏"), ("prop", "∝"), ("psgr", "ψ"),
    ("psi", "ψ"), ("puncsp", "\u{2008}"), ("quest", "?"), ("quot", "\""), ("rArr", "⇒"),
    ("racute", "ŕ"), ("radic", "√"), ("rang", "\u{232A}"), ("raquo", "»"), ("rarr", "→"),
    ("rbrace", "}"), ("rbrack", "]"), ("rcaron", "ř"), ("rcedil", "ŗ"), ("rceil", "⌉"),
    ("rcub", "}"), ("rcy", "р"), ("rdquo", "”"), ("rdquor", "”"), ("real", "ℜ"), ("rect", "▭"),
    ("reg", "®"), ("rfloor", "⌋"), ("rgr", "ρ"), ("rho", "ρ"), ("ring", "˚"), ("rlm", "\u{200F}"),
    ("rpar", ")"), ("rsaquo", "›"), ("rsqb", "]"), ("rsquo", "’"), ("rsquor", "’"), ("rtri", "▹"),
    ("rtrif", "▸"), ("rx", "℞"), ("sacute", "ś"), ("sbquo", "‚"), ("scaron", "š"),
    ("scedil", "ş"), ("scirc", "ŝ"), ("scy", "с"), ("sdot", "⋅"), ("sect", "§"), ("semi", ";"),
    ("sext", "✶"), ("sfgr", "ς"), ("sgr", "σ"), ("sharp", "♯"), ("shchcy", "щ"), ("shcy", "ш"),
    ("shy", "\u{AD}"), ("sigma", "σ"), ("sigmaf", "ς"), ("sim", "∼"), ("softcy", "ь"),
    ("sol", "/"), ("spades", "♠"), ("squ", "□"), ("squf", "▪"), ("star", "☆"), ("starf", "★"),
    ("sub", "⊂"), ("sube", "⊆"), ("sum", "∑"), ("sung", "♪"), ("sup", "⊃"), ("sup1", "¹"),
    ("sup2", "²"), ("sup3", "³"), ("supe", "⊇"), ("szlig", "ß"), ("target", "⌖"), ("tau", "τ"),
    ("tcaron", "ť"), ("tcedil", "ţ"), ("tcy", "т"), ("telrec", "⌕"), ("tgr", "τ"),
    ("there4", "∴"), ("theta", "θ"), ("thetasym", "ϑ"), ("thetav", "ϑ"), ("thgr", "θ"),
    ("thinsp", "\u{2009}"), ("thorn", "þ"), ("tilde", "˜"), ("times", "×"), ("trade", "™"),
    ("tscy", "ц"), ("tshcy", "ћ"), ("tstrok", "ŧ"), ("uArr", "⇑"), ("uacute", "ú"), ("uarr", "↑"),
    ("ubrcy", "ў"), ("ubreve", "ŭ"), ("ucirc", "û"), ("ucy", "у"), ("udblac", "ű"), ("ugr", "υ"),
    ("ugrave", "ù"), ("uhblk", "▀"), ("ulcrop", "⌏"), ("umacr", "ū"), ("uml", "¨"),
    ("uogon", "ų"), ("upsih", "ϒ"), ("upsilon", "υ"), ("urcrop", "⌎"), ("uring", "ů"),
    ("utilde", "ũ"), ("utri", "▵"), ("utrif", "▴"), ("uuml", "ü"), ("vcy", "в"), ("vellip", "⋮"),
    ("verbar", "|"), ("wcirc", "ŵ"), ("weierp", "℘"), ("xgr", "ξ"), ("xi", "ξ"), ("yacute", "ý"),
    ("yacy", "я"), ("ycirc", "ŷ"), ("ycy", "ы"), ("yen", "¥"), ("yicy", "ї"), ("yucy", "ю"),
    ("yuml", "ÿ"), ("zacute", "ź"), ("zcaron", "ž"), ("zcy", "з"), ("zdot", "ż"), ("zeta", "ζ"),
    ("zgr", "ζ"), ("zhcy", "ж"), ("zwj", "\u{200D}"), ("zwnj", "\u{200C}"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_is_found() {
        assert!(ENTITIES.is_sorted_by(|a, b| a.0 < b.0));
        for (name, text) in [("nbsp", "\u{A0}"), ("amp", "&"), ("rgr", "ρ"), ("dollar", "$")] {
            assert_eq!(look_up(name), Some(text), "{name}");
        }
        assert_eq!(look_up("lol9"), None);
        assert_eq!((character("x416"), character("0")), (Some('Ж'), None));
    }
}
