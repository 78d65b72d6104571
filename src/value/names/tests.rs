use super::*;

/// `family|given`, or the whole name where it is not divided. A particle stands in brackets before
/// the family name.
fn shown_with(text: &str, hints: &NameHints) -> String {
    match parse(text, hints).map(|parsed| parsed.name) {
        Some(Name::Person(name)) => {
            let particle = [name.dropping_particle, name.non_dropping_particle].concat();
            let particle = if particle.is_empty() { particle } else { format!("({particle})") };
            let mut out = format!("{particle}{}|{}", name.family, name.given);
            if !name.suffix.is_empty() {
                out += &format!("|{}", name.suffix);
            }
            out
        }
        Some(Name::Organization(name)) => format!("org {name}"),
        Some(name) => name.to_string(),
        None => "-".to_owned(),
    }
}

fn shown(text: &str) -> String {
    shown_with(text, &NameHints::default())
}

#[test]
fn divided_names() {
    let table = [
        ("Troitskiy Ye.F.", "Troitskiy|Ye. F."),
        ("Troitskiy Ye. F.", "Troitskiy|Ye. F."),
        ("Петровский Дж.Р.", "Петровский|Дж. Р."),
        ("Иванов Shch. Yu.", "Иванов|Shch. Yu."),
        ("I.I. Ivanov", "Ivanov|I. I."),
        ("И.И.Иванов", "Иванов|И. И."),
        ("Filin N.A", "Filin|N. A."),
        ("Ж.-П. Дюпон", "Дюпон|Ж.-П."),
        ("C. van der Berg", "(van der)Berg|C."),
        ("Кара-Мурза А.А.", "Кара-Мурза|А. А."),
        ("Фон Мизес Л.", "(фон)Мизес|Л."),
        ("Petr V. Primerov", "Primerov|Petr V."),
        ("Иванов Иван Иванович", "Иванов|Иван Иванович"),
        ("Иван Иванович Иванов", "Иванов|Иван Иванович"),
        ("Кан Валерия Сергеевна", "Кан|Валерия Сергеевна"),
        ("Людмила Николаевна ВЫМЫСЛОВА", "ВЫМЫСЛОВА|Людмила Николаевна"),
        ("Коваль Олена Ігорівна", "Коваль|Олена Ігорівна"),
        ("Оспанов Ерлан Бекұлы", "Оспанов|Ерлан Бекұлы"),
        ("Алиев Вагиф Гусейн оглы", "Алиев|Вагиф Гусейн оглы"),
        ("Вагиф Гусейн оглы Алиев", "Алиев|Вагиф Гусейн оглы"),
        ("Primerova Ekaterina Viktorovna", "Primerova|Ekaterina Viktorovna"),
        ("Ivanov, I.I.", "Ivanov|I. I."),
        ("van der Berg, Jan", "(van der)Berg|Jan"),
        ("King, Martin Luther, Jr.", "King|Martin Luther|Jr."),
        ("King, Jr., Martin Luther", "King|Martin Luther|Jr."),
        ("Martin L. King Jr.", "King|Martin L.|Jr."),
        ("Иванов И.И., д.и.н.", "Иванов|И. И.|д.и.н."),
        ("Иванов И.И., канд. ист. наук", "Иванов|И. И.|канд. ист. наук"),
        ("PRIMEROV Petr", "PRIMEROV|Petr"),
        ("Petr PRIMEROV", "PRIMEROV|Petr"),
        ("LI Wei", "LI|Wei"),
        ("홍길동", "홍|길동"),
        ("남궁민수", "남궁|민수"),
        ("王 小明", "王|小明"),
        ("歐陽修", "歐陽|修"),
        ("佐々木 希", "佐々木|希"),
        ("Linh Nguyễn", "Nguyễn|Linh"),
        ("Kim Dae-jung", "Kim|Dae-jung"),
        ("Dae-jung Kim", "Kim|Dae-jung"),
        ("Ludwig van Beethoven", "(van)Beethoven|Ludwig"),
        (
            "Charles Louis Xavier Joseph de la Vallée Poussin",
            "(de la)Vallée Poussin|Charles Louis Xavier Joseph",
        ),
        ("Muḥammad ibn Mūsā al-Khwārizmī", "(al-)Khwārizmī|Muḥammad ibn Mūsā"),
        ("Vigdís Finnbogadóttir", "|Vigdís Finnbogadóttir"),
        ("Аристотель", "|Аристотель"),
        ("Prof. I.I. Ivanov", "Ivanov|I. I."),
        ("Троицкии\u{306} Е.Ф.", "Троицкий|Е. Ф."),
    ];
    for (text, expected) in table {
        assert_eq!(shown(text), expected, "{text}");
        let parsed = parse(text, &NameHints::default()).unwrap();
        assert!(parsed.is_sure() && !parsed.reason.is_empty());
        assert_eq!(parsed.original, text);
    }
}

#[test]
fn names_that_stay_whole() {
    let table = [
        "Olga Obraztsova",
        "Madonna",
        "村上春樹",
        "ジョン・スミス",
        "Gabriel García Márquez",
        "Joaquim Maria Machado de Assis",
        "Prof. Ivanov",
        "Prof.",
        "Иванов И.И., Петров П.П.",
        "Иван Петрович Абрамович",
        "Иванов Ильич И.",
        "Ye.F.",
        "J. Kenneth Galbraith",
        "IVANOV IVAN",
        "Petrov AB",
        "Mejia1",
        "Muḥammad ibn Mūsā",
        "Ван Гог В.",
        "Lê Phạm",
        ",",
        "A, B, C, D",
    ];
    for text in table {
        let parsed = parse(text, &NameHints::default()).unwrap();
        assert_eq!(parsed.name, Name::Literal(text.into()), "{}", parsed.reason);
        assert!(!parsed.is_sure() && !parsed.reason.is_empty());
    }
}

#[test]
fn hints_decide_where_the_text_does_not() {
    let order = |order| NameHints::default().order(order);
    let lang = |tag: &str| NameHints::default().lang(tag.parse().unwrap());
    let table = [
        ("Olga Obraztsova", order(NameOrder::GivenFirst), "Obraztsova|Olga"),
        ("Jan van der Berg", order(NameOrder::GivenFirst), "(van der)Berg|Jan"),
        ("Kosykh Evgeniy N.", order(NameOrder::FamilyFirst), "Kosykh|Evgeniy N."),
        ("Madonna", order(NameOrder::GivenOnly), "|Madonna"),
        ("Madonna", order(NameOrder::FamilyFirst), "Madonna"),
        ("I.I. Ivanov", order(NameOrder::FamilyFirst), "Ivanov|I. I."),
        ("Ye.F.", order(NameOrder::FamilyFirst), "Ye.F."),
        ("Mao Zedong", lang("zh"), "Mao|Zedong"),
        ("Zedong Mao", lang("zh-Latn"), "Mao|Zedong"),
        ("王小明", lang("zh"), "王|小明"),
        ("王小明", lang("ja"), "王小明"),
        ("Bartók Béla", lang("hu"), "Bartók|Béla"),
        ("Béla Bartók", lang("hu"), "Bartók|Béla"),
        ("Jón Jónsson", lang("is"), "|Jón Jónsson"),
        ("Gabriel García Márquez", lang("es"), "García Márquez|Gabriel"),
        ("Juan Carlos Pérez", lang("es"), "Pérez|Juan Carlos"),
        ("João Carlos Silva Neto", lang("pt"), "Silva|João Carlos|Neto"),
        ("Suryadi", lang("id"), "|Suryadi"),
        ("Ludwig van Beethoven", lang("de"), "(van)Beethoven|Ludwig"),
        ("Olga Obraztsova", lang("ru"), "Olga Obraztsova"),
    ];
    for (text, hints, expected) in table {
        assert_eq!(shown_with(text, &hints), expected, "{text} {hints:?}");
    }
}

#[test]
fn what_is_no_person() {
    let table = [
        ("ye.f.troitskiy@example.org", "-"),
        ("https://orcid.org/0000-0002-1825-0097", "-"),
        ("0000-0002-1825-0097", "-"),
        ("  ", "-"),
        ("Томский государственный университет", "org Томский государственный университет"),
        ("Institute of Examples", "org Institute of Examples"),
        ("Institute of Examples, Tomsk (IE)", "org Institute of Examples, Tomsk (IE)"),
        ("Ivan Ivanov, Tomsk State University", "Ivan Ivanov, Tomsk State University"),
        ("John Smith, PhD (University A)", "John Smith, PhD (University A)"),
        ("John Smith (University A)", "John Smith (University A)"),
    ];
    for (text, expected) in table {
        assert_eq!(shown(text), expected, "{text}");
    }
    assert_eq!(institution_word("Музеев А.А."), None);
    for bad in ["@", "a@", "a@b", "a@b.", "a b@c.d", "a@b@c.d", "a@.b"] {
        assert!(!is_email(bad), "{bad}");
    }
}

#[test]
fn doubts_and_orders() {
    let parsed = |text| parse(text, &NameHints::default()).unwrap();
    // The initial is the Cyrillic letter.
    let mixed = parsed("Anderson K. М.");
    assert_eq!(mixed.name.to_string(), "K. М. Anderson");
    assert!(mixed.look_alikes.unwrap().contains("Cyrillic"));
    assert!(parsed("Filin N.A").doubts[0].contains("`A.` was read"));
    assert!(parsed("Иванов И.И.").doubts.is_empty());
    assert_eq!(parsed("Иванов И.И.").order(), Some(NameOrder::FamilyFirst));
    assert_eq!(parsed("И.И. Иванов").order(), Some(NameOrder::GivenFirst));
    assert_eq!(parsed("Olga Obraztsova").order(), None);
}

proptest::proptest! {
    /// No text brings it down, and every word of a name is a word of the text.
    #[test]
    fn nothing_is_invented(text in "[\\PC]{0,40}", order in 0_usize..4, lang in 0_usize..6) {
        check(&text, order, lang);
    }

    #[test]
    fn nothing_is_invented_of_scraps(
        scraps in proptest::collection::vec(proptest::sample::select(SCRAPS), 0..7),
        order in 0_usize..4,
        lang in 0_usize..6,
    ) {
        check(&scraps.join(" "), order, lang);
        check(&scraps.concat(), order, lang);
    }
}

const SCRAPS: &[&str] = &[
    "Ye.F.",
    "Иванов",
    "Иванович",
    ",",
    "Jr.",
    "PhD",
    "van",
    "de",
    "la",
    "al-X",
    "欧阳修",
    "홍길동",
    "N.A",
    "Фон",
    "д-р",
    "наук",
    "oğlu",
    "III",
    "Nguyễn",
    "García",
    "и\u{306}",
    "ABC",
    "Béla",
    "Kim",
    "Dae-jung",
    "Neto",
    ".",
    "-",
    "bin",
    "Sigurðsson",
];

fn check(text: &str, order: usize, lang: usize) {
    let orders = [NameOrder::FamilyFirst, NameOrder::GivenFirst, NameOrder::GivenOnly];
    let langs = ["zh", "hu", "es", "pt", "id"];
    let hints = NameHints {
        order: orders.get(order).copied(),
        lang: langs.get(lang).map(|tag| tag.parse().unwrap()),
    };
    let Some(parsed) = parse(text, &hints) else { return };
    assert_eq!(parsed.original, text);
    let whole: String =
        text.nfc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
    let parts = match &parsed.name {
        Name::Person(name) => [
            name.family.clone(),
            name.given.clone(),
            name.dropping_particle.clone(),
            name.non_dropping_particle.clone(),
            name.suffix.clone(),
        ]
        .to_vec(),
        name => vec![name.to_string().into()],
    };
    for word in parts.iter().flat_map(|part| part.split_whitespace()) {
        assert!(is_nfc(word));
        let lower = word.to_lowercase();
        let bare = lower.strip_suffix('.').unwrap_or(&lower);
        assert!(whole.contains(bare), "{word} of {text}");
    }
}
