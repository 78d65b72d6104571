//! Dates as precise as their source, and no more.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::is_default;

/// A point in time: a year, and whatever more of it is known.
///
/// Its text form is EDTF (ISO 8601-2, levels 0 and 1): `2020`, `2020-05`, `2020-05-17`,
/// `2020-05-17T10:30:00Z`, `2020-21` (a [`Season`]), `1984?`, `1984~`, `199X`, `-0043`. Years are
/// astronomical: 0 is 1 BCE, -43 is 44 BCE. Months and days count from 1.
///
/// ```
/// use polybib::Date;
///
/// let date: Date = "2020-05~".parse()?;
/// assert_eq!((date.year, date.month, date.day), (2020, Some(5), None));
/// assert!(date.approximate && !date.uncertain);
/// assert_eq!(date.to_string(), "2020-05~");
/// # Ok::<_, polybib::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Date {
    /// The astronomical year.
    pub year: i32,
    /// The month, 1 to 12. Never set together with `season`.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31. Set only with `month`.
    pub day: Option<u8>,
    /// The time of day. Set only with `day`.
    pub time: Option<Time>,
    /// The part of the year, where that is what the source says.
    pub season: Option<Season>,
    /// Which trailing digits nobody gave; those digits are 0 (or absent) in the other fields.
    pub unspecified: Option<Unspecified>,
    /// The source doubts it (`?`).
    pub uncertain: bool,
    /// The source says it is near (`~`, "circa").
    pub approximate: bool,
}

/// A time of day, with the distance from UTC where it is known.
///
/// ```
/// let date: polybib::Date = "2020-05-17T10:30:05+03:00".parse()?;
/// assert_eq!(date.time.unwrap().offset, Some(180));
/// # Ok::<_, polybib::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60.
    pub second: u8,
    /// Minutes east of UTC; `Some(0)` is `Z`.
    pub offset: Option<i16>,
}

/// A part of a year, by the codes of EDTF (ISO 8601-2 §4.8).
///
/// ```
/// use polybib::Season;
///
/// assert_eq!(Season::Spring.code(), 21);
/// assert_eq!(Season::from_code(24), Some(Season::Winter));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Season {
    /// 21
    Spring,
    /// 22
    Summer,
    /// 23
    Autumn,
    /// 24
    Winter,
    /// 25 to 41: the seasons of one hemisphere, quarters, quadrimesters, semesters.
    Division(u8),
}

impl Season {
    /// The code, 21 to 41.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Spring => 21,
            Self::Summer => 22,
            Self::Autumn => 23,
            Self::Winter => 24,
            Self::Division(code) => code,
        }
    }

    /// The part of the year with that code.
    #[must_use]
    pub const fn from_code(code: u8) -> Option<Self> {
        match code {
            21 => Some(Self::Spring),
            22 => Some(Self::Summer),
            23 => Some(Self::Autumn),
            24 => Some(Self::Winter),
            25..=41 => Some(Self::Division(code)),
            _ => None,
        }
    }
}

/// Which digits of a date its source leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unspecified {
    /// `199X`: some year of the decade.
    YearOfDecade,
    /// `19XX`: some year of the century.
    YearOfCentury,
    /// `1999-XX`: some month of the year.
    Month,
    /// `1999-01-XX`: some day of the month.
    Day,
    /// `1999-XX-XX`: some day of the year.
    MonthAndDay,
}

/// One end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Bound {
    /// A known date.
    At(Date),
    /// There is no such end: the range goes on (`..`).
    Open,
    /// There is an end, and nobody says when (nothing on that side of the `/`).
    Unknown,
}

/// A date as a record gives it: a point, a range, or words.
///
/// In JSON a point or a range is its EDTF string, words are `{"literal": "in press"}`.
///
/// ```
/// use polybib::{Bound, DateValue};
///
/// let range: DateValue = "1997/..".parse()?;
/// assert!(matches!(range, DateValue::Range { end: Bound::Open, .. }));
/// assert_eq!(range.to_string(), "1997/..");
/// assert_eq!(DateValue::Literal("in press".into()).to_string(), "in press");
/// # Ok::<_, polybib::DateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DateValue {
    /// One point.
    At(Date),
    /// From one point to another.
    Range {
        /// Where it begins.
        start: Bound,
        /// Where it ends.
        end: Bound,
    },
    /// What the source says, where that is no date that can be computed with.
    Literal(String),
}

impl DateValue {
    /// The year the date falls in or begins in.
    ///
    /// ```
    /// assert_eq!("1992-05/2000".parse::<polybib::DateValue>()?.year(), Some(1992));
    /// # Ok::<_, polybib::DateError>(())
    /// ```
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        match self {
            Self::At(date)
            | Self::Range { start: Bound::At(date), .. }
            | Self::Range { end: Bound::At(date), .. } => Some(date.year),
            Self::Range { .. } | Self::Literal(_) => None,
        }
    }
}

open_enum! {
    /// What happened on a [`Dated`] day.
    ///
    /// ```
    /// use polybib::DateKind;
    ///
    /// assert_eq!(DateKind::from_name("received"), DateKind::Received);
    /// ```
    pub enum DateKind {
        /// The work came out. CSL `issued`.
        Published = "published",
        /// The work was sent in for the first time. JATS `received`.
        Received = "received",
        /// A revised text was sent in.
        Revised = "revised",
        /// The work was accepted for publication.
        Accepted = "accepted",
        /// The work was submitted. CSL `submitted`.
        Submitted = "submitted",
        /// The work became available, apart from its publication. CSL `available-date`.
        Available = "available",
        /// The issue or collection that the work is part of.
        Collection = "collection",
        /// Somebody looked at it on line. CSL `accessed`, biblatex `urldate`.
        Accessed = "accessed",
        /// The work was made.
        Created = "created",
        /// A preprint of it came out.
        Preprint = "preprint",
        /// A correction came out.
        Corrected = "corrected",
        /// The work was withdrawn.
        Retracted = "retracted",
    }
}

/// Which of its shapes a publication or a number belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Medium {
    /// On paper.
    Print,
    /// On line.
    Electronic,
}

/// A date and the event it belongs to.
///
/// ```
/// use polybib::{DateKind, Dated};
///
/// let published = Dated::new(DateKind::Published, "2020-05".parse()?);
/// assert_eq!(published.value.to_string(), "2020-05");
/// # Ok::<_, polybib::DateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Dated {
    /// The event.
    pub kind: DateKind,
    /// In which shape the work was published then, where that is said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub medium: Option<Medium>,
    /// When.
    pub value: DateValue,
}

impl Dated {
    /// A date of that kind, in no stated medium.
    #[must_use]
    pub const fn new(kind: DateKind, value: DateValue) -> Self {
        Self { kind, medium: None, value }
    }

    /// The same date, of the work in that medium.
    #[must_use]
    pub fn in_medium(mut self, medium: Medium) -> Self {
        self.medium = Some(medium);
        self
    }
}

/// A text that is no EDTF date of level 0 or 1.
///
/// ```
/// let error = "1.5.1998".parse::<polybib::DateValue>().unwrap_err();
/// assert_eq!(error.to_string(), "`1.5.1998` is not an EDTF date");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an EDTF date")]
pub struct DateError {
    text: String,
}

impl Date {
    /// A year.
    ///
    /// ```
    /// assert_eq!(polybib::Date::from_year(1992).to_string(), "1992");
    /// ```
    #[must_use]
    pub fn from_year(year: i32) -> Self {
        Self { year, ..Self::default() }
    }

    /// A year with a month and a day, as far as they are given and exist in the calendar
    /// (proleptic Gregorian). A day without a month is none.
    ///
    /// ```
    /// use polybib::Date;
    ///
    /// assert_eq!(Date::from_ymd(2020, Some(2), Some(29)).unwrap().to_string(), "2020-02-29");
    /// assert_eq!(Date::from_ymd(2021, Some(2), Some(29)), None);
    /// assert_eq!(Date::from_ymd(2020, Some(13), None), None);
    /// ```
    #[must_use]
    pub fn from_ymd(year: i32, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        match (month, day) {
            (None, Some(_)) => return None,
            (Some(month), None) if !(1..=12).contains(&month) => return None,
            (Some(month), Some(day)) if !(1..=days_in(year, month)).contains(&day) => return None,
            _ => {}
        }
        Some(Self { year, month, day, ..Self::default() })
    }

    /// A part of a year.
    #[must_use]
    pub fn from_season(year: i32, season: Season) -> Self {
        Self { year, season: Some(season), ..Self::default() }
    }
}

/// 0 for a month that does not exist.
const fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        parse_point(text).ok_or_else(|| date_error(text))
    }
}

impl FromStr for DateValue {
    type Err = DateError;

    /// Reads a point or a range. Words are never read as a [`DateValue::Literal`] here: the caller
    /// who has only words says so.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let Some((start, end)) = text.split_once('/') else {
            return text.parse().map(Self::At);
        };
        let bound = |text: &str| match text {
            "" => Some(Bound::Unknown),
            ".." => Some(Bound::Open),
            // Digits can be left open only in a single date (biblatex manual §2.3.8).
            _ => parse_point(text).filter(|date| date.unspecified.is_none()).map(Bound::At),
        };
        match (bound(start), bound(end)) {
            (Some(start), Some(end))
                if matches!(start, Bound::At(_)) || matches!(end, Bound::At(_)) =>
            {
                Ok(Self::Range { start, end })
            }
            _ => Err(date_error(text)),
        }
    }
}

fn date_error(text: &str) -> DateError {
    DateError { text: text.chars().take(80).collect() }
}

fn parse_point(text: &str) -> Option<Date> {
    let (body, uncertain, approximate) = match text.as_bytes().last()? {
        b'?' => (text.get(..text.len() - 1)?, true, false),
        b'~' => (text.get(..text.len() - 1)?, false, true),
        b'%' => (text.get(..text.len() - 1)?, true, true),
        _ => (text, false, false),
    };
    let (day_part, time) = match body.split_once('T') {
        Some((day, time)) => (day, Some(parse_time(time)?)),
        None => (body, None),
    };
    let mut date = parse_day(day_part)?;
    if time.is_some() && date.day.is_none() {
        return None;
    }
    date.time = time;
    date.uncertain = uncertain;
    date.approximate = approximate;
    Some(date)
}

fn parse_day(text: &str) -> Option<Date> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    // `Y12345`: a year of five or more digits.
    if let Some(long) = text.strip_prefix('Y') {
        let digits = long.strip_prefix('-').unwrap_or(long);
        let plain = digits.len() >= 5 && digits.bytes().all(|b| b.is_ascii_digit());
        return plain.then(|| long.parse().ok()).flatten().map(Date::from_year);
    }
    let mut parts = digits.split('-');
    let year_text = parts.next()?;
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() || year_text.len() != 4 {
        return None;
    }
    let open = |date: Date, unspecified| Date { unspecified: Some(unspecified), ..date };
    if let Some(decade) = year_text.strip_suffix("XX") {
        let year = sign * i32::from(two_digits(decade)?) * 100;
        return month.is_none().then(|| open(Date::from_year(year), Unspecified::YearOfCentury));
    }
    if let Some(decade) = year_text.strip_suffix('X') {
        let year = sign * number(decade)? * 10;
        return month.is_none().then(|| open(Date::from_year(year), Unspecified::YearOfDecade));
    }
    let year = sign * number(year_text)?;
    match (month, day) {
        (None, _) => Some(Date::from_year(year)),
        (Some("XX"), None) => Some(open(Date::from_year(year), Unspecified::Month)),
        (Some("XX"), Some("XX")) => Some(open(Date::from_year(year), Unspecified::MonthAndDay)),
        (Some(month), Some("XX")) => {
            let date = Date::from_ymd(year, Some(two_digits(month)?), None)?;
            Some(open(date, Unspecified::Day))
        }
        (Some(month), None) => {
            let month = two_digits(month)?;
            match Season::from_code(month) {
                Some(season) => Some(Date::from_season(year, season)),
                None => Date::from_ymd(year, Some(month), None),
            }
        }
        (Some(month), Some(day)) => {
            Date::from_ymd(year, Some(two_digits(month)?), Some(two_digits(day)?))
        }
    }
}

fn parse_time(text: &str) -> Option<Time> {
    let (clock, offset) = if let Some(clock) = text.strip_suffix('Z') {
        (clock, Some(0))
    } else if let Some(at) = text.rfind(['+', '-']) {
        let (clock, zone) = (text.get(..at)?, text.get(at..)?);
        let sign = if zone.starts_with('-') { -1 } else { 1 };
        let (hours, minutes) = zone.get(1..)?.split_once(':')?;
        let (hours, minutes) = (i16::from(two_digits(hours)?), i16::from(two_digits(minutes)?));
        if hours > 23 || minutes > 59 {
            return None;
        }
        (clock, Some(sign * (hours * 60 + minutes)))
    } else {
        (text, None)
    };
    let mut parts = clock.split(':');
    let (hour, minute, second) =
        (two_digits(parts.next()?)?, two_digits(parts.next()?)?, two_digits(parts.next()?)?);
    let real = hour < 24 && minute < 60 && second <= 60 && parts.next().is_none();
    real.then_some(Time { hour, minute, second, offset })
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn number(text: &str) -> Option<i32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let year = self.year.unsigned_abs();
        match self.unspecified {
            Some(Unspecified::YearOfCentury) => write!(f, "{sign}{:02}XX", year / 100)?,
            Some(Unspecified::YearOfDecade) => write!(f, "{sign}{:03}X", year / 10)?,
            _ if year > 9999 => write!(f, "Y{}", self.year)?,
            _ => write!(f, "{sign}{year:04}")?,
        }
        match self.unspecified {
            Some(Unspecified::Month) => f.write_str("-XX")?,
            Some(Unspecified::MonthAndDay) => f.write_str("-XX-XX")?,
            _ => {}
        }
        if let Some(month) = self.month.or(self.season.map(Season::code)) {
            write!(f, "-{month:02}")?;
        }
        if self.unspecified == Some(Unspecified::Day) {
            f.write_str("-XX")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if let Some(Time { hour, minute, second, offset }) = self.time {
            write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
            match offset {
                None => {}
                Some(0) => f.write_str("Z")?,
                Some(minutes) => {
                    let sign = if minutes < 0 { '-' } else { '+' };
                    let away = minutes.unsigned_abs();
                    write!(f, "{sign}{:02}:{:02}", away / 60, away % 60)?;
                }
            }
        }
        f.write_str(match (self.uncertain, self.approximate) {
            (false, false) => "",
            (true, false) => "?",
            (false, true) => "~",
            (true, true) => "%",
        })
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(date) => date.fmt(f),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(date) => date.fmt(f),
            Self::Range { start, end } => write!(f, "{start}/{end}"),
            Self::Literal(text) => f.write_str(text),
        }
    }
}

serde_as_string!(Date);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum DateValueJson {
    Edtf(String),
    Literal { literal: String },
}

impl Serialize for DateValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Literal(text) => DateValueJson::Literal { literal: text.clone() },
            date => DateValueJson::Edtf(date.to_string()),
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for DateValue {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match DateValueJson::deserialize(deserializer)? {
            DateValueJson::Literal { literal } => Ok(Self::Literal(literal)),
            DateValueJson::Edtf(text) => text.parse().map_err(serde::de::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What biber rejects (biblatex manual §2.3.8).
    #[test]
    fn other_texts_are_no_dates() {
        for text in [
            "",
            "1995-1-04",
            "1995-1230",
            "1996-13-03",
            "1.5.1998",
            "2006/05/04",
            "Y1700",
            "20",
            "2021-02-29",
            "2020-42",
            "2020-05-",
            "/",
            "../..",
            "199X/2000",
            "2020-05T10:00:00",
            "X",
            "2020-05-17T25:00:00Z",
            "٢٠٢٠",
            "99999999999",
            "Y99999999999",
        ] {
            assert!(text.parse::<DateValue>().is_err(), "{text}");
        }
    }
}
