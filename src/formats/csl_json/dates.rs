//! CSL's date variables.
//!
//! CSL counts the years before our era without a year 0: its -44 is the model's -43.

use crate::model::{Bound, Date, DateValue, Season};
use crate::report::Code;

use super::json::{self, Json, Object, Raw, Shape};

/// What a date variable says.
#[derive(Debug, Default)]
pub(super) struct DateRead<'a> {
    pub(super) value: Option<DateValue>,
    /// What was odd about it.
    pub(super) odd: Option<(Code, String)>,
    /// Members that found no place.
    pub(super) left: Vec<(String, Raw<'a>)>,
    /// The whole is no date of any shape.
    pub(super) useless: bool,
}

impl DateRead<'_> {
    fn of(value: DateValue) -> Self {
        Self { value: Some(value), ..Self::default() }
    }

    fn odd(mut self, code: Code, message: impl Into<String>) -> Self {
        self.odd.get_or_insert_with(|| (code, message.into()));
        self
    }
}

pub(super) fn read(raw: Raw<'_>) -> DateRead<'_> {
    match json::shape(raw) {
        Shape::Null => DateRead::default(),
        Shape::Object => read_object(json::object(raw).unwrap_or_default()),
        Shape::Text | Shape::Number => {
            let text = json::scalar(raw).unwrap_or_default();
            if text.trim().is_empty() {
                return DateRead::default();
            }
            from_text(&text).odd(Code::OddValue, "the date is no object; it was read as EDTF")
        }
        Shape::Array => match first_two(raw) {
            (None, _) => DateRead::default(),
            (Some(one), None) if json::shape(one) == Shape::Object => {
                read(one).odd(Code::OddValue, "the date stands in an array")
            }
            _ => match from_parts(raw) {
                Parts::Absent => DateRead::default(),
                Parts::Date(value) => {
                    DateRead::of(value).odd(Code::OddValue, "the date is an array of its parts")
                }
                Parts::Bad(_) | Parts::Useless => useless(),
            },
        },
        Shape::Bool => useless(),
    }
}

fn first_two(raw: Raw<'_>) -> (Option<Raw<'_>>, Option<Raw<'_>>) {
    let mut items = json::array(raw).into_iter().flatten();
    (items.next(), items.next())
}

fn useless<'a>() -> DateRead<'a> {
    DateRead { useless: true, ..DateRead::default() }
}

/// The date of an object that has nothing but the parts of one, as whole numbers or their digits. Of
/// any other form it says nothing.
fn usual(members: json::Members<'_>) -> Option<Date> {
    let (name, points) = members.only()?;
    if name != "date-parts" {
        return None;
    }
    let mut points = json::array(points)?;
    let mut parts = json::array(points.next()?)?;
    let number = |raw: Raw<'_>| {
        let ((Shape::Number, digits) | (Shape::Text, [b'"', digits @ .., b'"'])) =
            (json::shape(raw), raw.get().as_bytes())
        else {
            return None;
        };
        let add = |sum, digit: &u8| match digit {
            b'0'..=b'9' => Some(sum * 10 + i32::from(digit - b'0')),
            _ => None,
        };
        let few = digits.len() <= 4;
        few.then(|| digits.iter().try_fold(0, add)).flatten().filter(|number| *number > 0)
    };
    let part = |raw: Option<Raw<'_>>| match raw {
        None => Some(None),
        Some(raw) => Some(Some(number(raw).and_then(|number| u8::try_from(number).ok())?)),
    };
    let year = number(parts.next()?)?;
    let (month, day) = (part(parts.next())?, part(parts.next())?);
    if parts.next().is_some() || points.next().is_some() {
        return None;
    }
    Date::from_ymd(year, month, day)
}

fn read_object(members: json::Members<'_>) -> DateRead<'_> {
    if let Some(date) = usual(members) {
        return DateRead::of(DateValue::At(date));
    }
    let (mut parts, mut season, mut circa) = (None, None, None);
    let (mut literal, mut raw, mut edtf) = (None, None, None);
    let mut left = Vec::new();
    for (name, value) in members.iter() {
        let slot = match name.as_ref() {
            "date-parts" => &mut parts,
            "season" => &mut season,
            "circa" => &mut circa,
            "literal" => &mut literal,
            "raw" => &mut raw,
            "edtf" => &mut edtf,
            _ => {
                left.push((name.into_owned(), value));
                continue;
            }
        };
        *slot = Some(value);
    }
    let text = json::words;
    // Exact text says most, parts come next, words last.
    let exact = text(edtf).or_else(|| text(raw)).and_then(|text| text.trim().parse().ok());
    let from_parts = parts.map_or(Parts::Absent, from_parts);
    let mut read = match (exact, from_parts) {
        (Some(value), from_parts) => {
            if let (Parts::Date(other), Some(parts)) = (from_parts, parts)
                && other != value
            {
                left.push(("date-parts".to_owned(), parts));
            }
            DateRead::of(value)
        }
        (None, Parts::Date(value)) => {
            let mut read = DateRead::of(value);
            left.extend([("raw", raw), ("literal", literal)].into_iter().filter_map(
                |(name, value)| {
                    value.filter(|v| text(Some(*v)).is_some()).map(|v| (name.into(), v))
                },
            ));
            set_season(&mut read, season, &mut left);
            read
        }
        (None, bad) => match (text(raw), text(literal)) {
            (Some(words), _) => {
                if let Some(literal) = literal {
                    left.push(("literal".to_owned(), literal));
                }
                from_text(&words)
            }
            (None, Some(words)) => DateRead::of(DateValue::Literal(words.into_owned())),
            (None, None) => match bad {
                Parts::Bad(words) => {
                    let message = format!("`{words}` is no date; it was kept as words");
                    DateRead::of(DateValue::Literal(words)).odd(Code::BadDate, message)
                }
                Parts::Useless => useless(),
                Parts::Absent | Parts::Date(_) => DateRead::default(),
            },
        },
    };
    if circa.is_some_and(json::is_true) {
        match &mut read.value {
            Some(DateValue::At(date)) => date.approximate = true,
            Some(DateValue::Range { start, end }) => {
                for bound in [start, end] {
                    if let Bound::At(date) = bound {
                        date.approximate = true;
                    }
                }
            }
            Some(DateValue::Literal(_)) | None => {
                left.extend(circa.map(|circa| ("circa".to_owned(), circa)));
            }
        }
    }
    if let (None, Some(season)) = (&read.value, season)
        && text(Some(season)).is_some()
    {
        left.push(("season".to_owned(), season));
    }
    read.left = left;
    read
}

fn set_season<'a>(
    read: &mut DateRead<'a>,
    season: Option<Raw<'a>>,
    left: &mut Vec<(String, Raw<'a>)>,
) {
    let Some(raw) = season else { return };
    let Some(words) = json::scalar(raw).filter(|words| !words.trim().is_empty()) else { return };
    match (&mut read.value, season_of(&words)) {
        (Some(DateValue::At(date)), Some(season)) if date.month.is_none() => {
            date.season = Some(season);
        }
        _ => {
            let message = format!("the season `{words}` was kept apart from the date");
            read.odd.get_or_insert((Code::OddValue, message));
            left.push(("season".to_owned(), raw));
        }
    }
}

fn season_of(words: &str) -> Option<Season> {
    Some(match words.trim().to_ascii_lowercase().as_str() {
        "1" | "01" | "spring" => Season::Spring,
        "2" | "02" | "summer" => Season::Summer,
        "3" | "03" | "autumn" | "fall" => Season::Autumn,
        "4" | "04" | "winter" => Season::Winter,
        code => Season::from_code(code.parse().ok()?)?,
    })
}

/// EDTF, or EDTF without its leading zeros, or words.
fn from_text<'a>(text: &str) -> DateRead<'a> {
    let text = text.trim();
    if let Ok(value) = text.parse().or_else(|_| padded(text).parse()) {
        return DateRead::of(value);
    }
    let message = format!("`{text}` is no date; it was kept as words");
    DateRead::of(DateValue::Literal(text.to_owned())).odd(Code::BadDate, message)
}

/// `2000-3-15/2000-3-17` with the zeros that EDTF asks for.
fn padded(text: &str) -> String {
    let point = |point: &str| {
        let parts: Vec<String> = point
            .split('-')
            .enumerate()
            .map(|(i, part)| if i == 0 { format!("{part:0>4}") } else { format!("{part:0>2}") })
            .collect();
        parts.join("-")
    };
    text.split('/').map(point).collect::<Vec<_>>().join("/")
}

enum Parts {
    Absent,
    Date(DateValue),
    /// Numbers that are no date, as words.
    Bad(String),
    Useless,
}

/// Reads `date-parts`: one or two arrays of year, month and day, as numbers or strings.
fn from_parts(raw: Raw<'_>) -> Parts {
    let Some(points) = json::array(raw) else {
        return if json::shape(raw) == Shape::Null { Parts::Absent } else { Parts::Useless };
    };
    let nested = points.clone().any(|point| json::shape(point) == Shape::Array);
    let (first, second) = if !nested && points.clone().any(|part| json::scalar(part).is_some()) {
        (point(raw), None)
    } else {
        let (first, second) = first_two(raw);
        (first.map_or(Point::Absent, point), second.map(point))
    };
    let words = |point: &Point| match point {
        Point::Date(date) => date.to_string(),
        Point::Bad(words) => words.clone(),
        Point::Zero => "0".to_owned(),
        Point::Absent => String::new(),
    };
    match (first, second.unwrap_or(Point::Absent)) {
        (Point::Absent, Point::Absent) => Parts::Absent,
        (Point::Date(date), Point::Absent) => Parts::Date(DateValue::At(date)),
        (Point::Date(start), Point::Date(end)) => {
            Parts::Date(DateValue::Range { start: Bound::At(start), end: Bound::At(end) })
        }
        // Processors of CSL write a range without an end so.
        (Point::Date(start), Point::Zero) => {
            Parts::Date(DateValue::Range { start: Bound::At(start), end: Bound::Open })
        }
        (Point::Absent, Point::Date(end)) => {
            Parts::Date(DateValue::Range { start: Bound::Unknown, end: Bound::At(end) })
        }
        (first, Point::Absent) => Parts::Bad(words(&first)),
        (first, second) => Parts::Bad(format!("{}/{}", words(&first), words(&second))),
    }
}

enum Point {
    Absent,
    Zero,
    Date(Date),
    Bad(String),
}

fn point(raw: Raw<'_>) -> Point {
    let mut parts = json::array(raw).into_iter().flatten().map(json::scalar);
    let mut number = || match parts.next().flatten().as_deref().map(str::trim) {
        None | Some("") => Some(None),
        Some(word) => whole(word).map(Some),
    };
    let bad = || {
        let parts = json::array(raw).into_iter().flatten();
        let words: Vec<_> = parts.map(|part| json::scalar(part).unwrap_or_default()).collect();
        Point::Bad(words.join("-"))
    };
    let (Some(year), Some(month), Some(day)) = (number(), number(), number()) else {
        return bad();
    };
    let Some(year) = year else {
        return if month.is_none() && day.is_none() { Point::Absent } else { bad() };
    };
    if parts.next().is_some() {
        return bad();
    }
    let (month, day) = (month.filter(|m| *m != 0), day.filter(|d| *d != 0));
    let date = match (year, month, day) {
        (0, None, None) => return Point::Zero,
        (0, ..) => return bad(),
        // A season in the place of the month, by the numbers of citeproc-js or of EDTF.
        (year, Some(code), None) if code > 12 => {
            let code = if code <= 16 { code + 8 } else { code };
            let season = u8::try_from(code).ok().and_then(Season::from_code);
            season.map(|season| Date::from_season(astronomical(year), season))
        }
        (year, month, day) => {
            let small = |number: Option<i32>| match number {
                None => Some(None),
                Some(number) => u8::try_from(number).ok().map(Some),
            };
            match (small(month), small(day)) {
                (Some(month), Some(day)) => Date::from_ymd(astronomical(year), month, day),
                _ => None,
            }
        }
    };
    date.map_or_else(bad, Point::Date)
}

/// A whole number, also one that is spelt `2000.0`.
fn whole(text: &str) -> Option<i32> {
    let digits = match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|b| b == b'0') => whole,
        _ => text,
    };
    digits.parse().ok()
}

fn astronomical(year: i32) -> i32 {
    if year < 0 { year + 1 } else { year }
}

/// The year as CSL counts it, without a year 0.
pub(super) fn of_csl(year: i32) -> i32 {
    if year <= 0 { year.saturating_sub(1) } else { year }
}

/// The date as a date variable, if there is one to write. What its parts cannot say is EDTF in
/// `raw`.
pub(super) fn write(value: &DateValue) -> Option<Json> {
    let mut out = Object::new();
    match value {
        DateValue::Literal(text) if text.is_empty() => return None,
        DateValue::Literal(text) => out.push(("literal".into(), Json::text(text.clone()))),
        DateValue::At(date) if is_plain(date) => {
            out.push(("date-parts".into(), Json::Array(vec![parts(date)])));
            if let Some(season) = date.season {
                out.push(("season".into(), Json::Number((season.code() - 20).into())));
            }
            if date.approximate {
                out.push(("circa".into(), Json::Bool(true)));
            }
        }
        DateValue::Range { start: Bound::At(start), end: Bound::At(end) }
            if [start, end].iter().all(|d| is_plain(d) && !d.approximate && d.season.is_none()) =>
        {
            out.push(("date-parts".into(), Json::Array(vec![parts(start), parts(end)])));
        }
        value => out.push(("raw".into(), Json::text(value.to_string()))),
    }
    Some(Json::Object(out))
}

/// Whether it is written as EDTF.
pub(super) fn is_raw(value: &DateValue) -> bool {
    match value {
        DateValue::Literal(_) => false,
        DateValue::At(date) => !is_plain(date),
        DateValue::Range { start: Bound::At(start), end: Bound::At(end) } => {
            ![start, end].iter().all(|d| is_plain(d) && !d.approximate && d.season.is_none())
        }
        DateValue::Range { .. } => true,
    }
}

/// Whether parts, one of four seasons and `circa` say all of it.
fn is_plain(date: &Date) -> bool {
    let four = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
    date.time.is_none()
        && date.unspecified.is_none()
        && !date.uncertain
        && date.season.is_none_or(|season| four.contains(&season) && date.month.is_none())
}

fn parts(date: &Date) -> Json {
    let mut parts = vec![Json::Number(of_csl(date.year).into())];
    parts.extend(date.month.map(|month| Json::Number(month.into())));
    parts.extend(date.day.map(|day| Json::Number(day.into())));
    Json::Array(parts)
}

#[cfg(test)]
mod tests {
    use super::super::tape::Tape;
    use super::*;

    fn read_text(text: &str) -> (Option<String>, Option<Code>, usize) {
        let mut tape = Tape::default();
        tape.read(text.as_bytes()).unwrap();
        let doc = json::Doc::new(text, &tape);
        let read = read(doc.root());
        let value = read.value.map(|value| match value {
            DateValue::Literal(text) => format!("words: {text}"),
            value => value.to_string(),
        });
        (value, read.odd.map(|(code, _)| code), read.left.len())
    }

    #[test]
    fn every_form_of_a_date_is_read() {
        let table: &[(&str, &str)] = &[
            (r#"{"date-parts":[[2020,5,17]]}"#, "2020-05-17"),
            (r#"{"date-parts":[["2020","05"]]}"#, "2020-05"),
            (r#"{"date-parts":[[2020]],"circa":true}"#, "2020~"),
            (r#"{"date-parts":[[2020]],"circa":"1"}"#, "2020~"),
            (r#"{"date-parts":[[2020]],"circa":0}"#, "2020"),
            (r#"{"date-parts":[[2020]],"season":"Fall"}"#, "2020-23"),
            (r#"{"date-parts":[[2020]],"season":1}"#, "2020-21"),
            (r#"{"date-parts":[[2020,13]]}"#, "2020-21"),
            (r#"{"date-parts":[[2020,24]]}"#, "2020-24"),
            (r#"{"date-parts":[[2000,3,15],[2000,3,17]]}"#, "2000-03-15/2000-03-17"),
            (r#"{"date-parts":[[2000],[0]]}"#, "2000/.."),
            (r#"{"date-parts":[[2000],[]]}"#, "2000"),
            (r#"{"date-parts":[[2000,0,0]]}"#, "2000"),
            (r#"{"date-parts":[[-44,3,15]]}"#, "-0043-03-15"),
            (r#"{"date-parts":[[-1]]}"#, "0000"),
            (r#"{"raw":"1984?"}"#, "1984?"),
            (r#"{"raw":"2000-3-15/2000-3-17"}"#, "2000-03-15/2000-03-17"),
            (r#"{"literal":"in press"}"#, "words: in press"),
            (r#"{"date-parts":[[2020,13,40]]}"#, "words: 2020-13-40"),
            (r#""1984~""#, "1984~"),
            ("1984", "1984"),
            ("[[1984,5]]", "1984-05"),
            (r#"{"date-parts":[1984,5]}"#, "1984-05"),
        ];
        for (json, date) in table {
            assert_eq!(read_text(json).0.as_deref(), Some(*date), "{json}");
        }
        for absent in [
            "{}",
            "null",
            r#"{"date-parts":[]}"#,
            r#"{"date-parts":[[]]}"#,
            r#"{"date-parts":[[null]]}"#,
        ] {
            assert_eq!(read_text(absent), (None, None, 0), "{absent}");
        }
    }

    #[test]
    fn two_dates_in_one_lose_nothing() {
        let json = r#"{"date-parts":[[2020]],"literal":"in press","timestamp":1}"#;
        assert_eq!(read_text(json), (Some("2020".into()), None, 2));
    }
}
