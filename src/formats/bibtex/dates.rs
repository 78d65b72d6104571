//! Dates as entries spell them, beside plain EDTF.

use crate::model::{Bound, Date, DateValue};

/// A value that is a date as biber reads one (biblatex manual §2.3.8), and whether its time had
/// parts of a second, which biber passes over and nothing here holds.
///
/// Beside EDTF that is digits of any script, and a small `y` before a long year, as earlier drafts
/// of EDTF wrote it.
pub(super) fn parse(text: &str) -> Option<(DateValue, bool)> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some((date, false));
    }
    let mut plain = String::with_capacity(text.len());
    let mut fraction = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // Only a time has colons, and only its seconds a fraction.
            '.' if plain.contains(':') && chars.peek().is_some_and(char::is_ascii_digit) => {
                fraction = true;
                while chars.next_if(char::is_ascii_digit).is_some() {}
            }
            'y' => plain.push('Y'),
            c => plain.push(digit(c).unwrap_or(c)),
        }
    }
    plain.parse().ok().map(|date| (date, fraction))
}

/// The digits 0 of the scripts that people write dates in; the other nine follow each.
const ZEROS: &[char] = &[
    '\u{660}', '\u{6F0}', '\u{7C0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}',
    '\u{BE6}', '\u{C66}', '\u{CE6}', '\u{D66}', '\u{E50}', '\u{ED0}', '\u{F20}', '\u{1040}',
    '\u{17E0}', '\u{1810}', '\u{FF10}',
];

/// The ASCII digit of the same value.
fn digit(c: char) -> Option<char> {
    let zero = ZEROS.iter().rev().find(|zero| **zero <= c)?;
    char::from_digit(u32::from(c) - u32::from(*zero), 10)
}

/// What a `year` says that is more than a number: `2004~`, `199X`, `1999/2000`, `2004-06-01`.
///
/// A year with two digits behind it is not read: `2010-11` is a month to EDTF, and in a `year` more
/// often two years.
pub(super) fn in_year(text: &str) -> Option<DateValue> {
    let date: DateValue = text.trim().parse().ok()?;
    match date {
        DateValue::At(point) if point.day.is_none() && !is_year(&point) => None,
        date => Some(date),
    }
}

/// The date that a text is read as in a `year`: a number of at most four digits, or [`in_year`].
pub(super) fn said_by_year(text: &str) -> Option<DateValue> {
    let number = text.parse::<i32>().ok().filter(|_| text.trim_start_matches('-').len() <= 4);
    number.map(|year| DateValue::At(Date::from_year(year))).or_else(|| in_year(text))
}

/// What BibTeX's `year` holds of a date that is more than a year, a month and a day: the text of the
/// field, if [`in_year`] reads it back. The month and day of a point stand beside it.
pub(super) fn for_year(date: &DateValue) -> Option<String> {
    let plain = |bound: &Bound| match bound {
        Bound::At(point) => is_year(point),
        _ => true,
    };
    match date {
        DateValue::At(point) => {
            let year = Date { month: None, day: None, ..*point };
            is_year(&year).then(|| year.to_string())
        }
        DateValue::Range { start, end } => (plain(start) && plain(end)).then(|| date.to_string()),
        DateValue::Literal(_) => None,
    }
}

/// What `year` says of a date that it says whole, with a month and a day of their own.
pub(super) fn in_parts(date: &DateValue) -> Option<String> {
    let text = for_year(date).filter(|text| !text.starts_with('Y'))?;
    let back = match (in_year(&text)?, date) {
        (DateValue::At(read), DateValue::At(point)) if point.month.is_some() => {
            DateValue::At(with_month(&read, point.month, point.day)?)
        }
        (read, _) => read,
    };
    if back != *date {
        return None;
    }
    // A number is written as one.
    Some(text.parse::<i32>().map_or(text, |year| year.to_string()))
}

/// Whether it is a year and no more, though perhaps in doubt or without its last digits.
fn is_year(point: &Date) -> bool {
    use crate::model::Unspecified::{YearOfCentury, YearOfDecade};
    let open = matches!(point.unspecified, None | Some(YearOfDecade | YearOfCentury));
    open && point.month.is_none() && point.time.is_none() && point.season.is_none()
}

/// The same point with a month and a day, if it is a year that can have them.
pub(super) fn with_month(point: &Date, month: Option<u8>, day: Option<u8>) -> Option<Date> {
    if !is_year(point) || point.unspecified.is_some() {
        return None;
    }
    let whole = Date::from_ymd(point.year, month, day)?;
    Some(Date { month: whole.month, day: whole.day, ..*point })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_dates() {
        let table = [
            ("2004-06", "2004-06", false),
            ("y17000002", "Y17000002", false),
            ("२००४-०६", "2004-06", false),
            ("٢٠٢٠/۲۰۲۱", "2020/2021", false),
            ("2004-06-12T10:00:00.5Z", "2004-06-12T10:00:00Z", true),
        ];
        for (text, date, fraction) in table {
            let read = parse(text).map(|(date, fraction)| (date.to_string(), fraction));
            assert_eq!(read, Some((date.to_owned(), fraction)), "{text}");
        }
        for text in ["", "2004–06", "1.5.1998", "2004.5", "in press", "xdata=a-date"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn words_that_a_year_reads_as_dates() {
        for (text, date) in [("601", "0601"), ("0", "0000"), ("2004~", "2004~"), ("-43", "-0043")] {
            assert_eq!(said_by_year(text).map(|date| date.to_string()).as_deref(), Some(date));
        }
        for text in ["in press", "10000", "2010-11", ""] {
            assert_eq!(said_by_year(text), None, "{text}");
        }
    }

    #[test]
    fn years_that_are_more() {
        for text in ["2004~", "2004?", "2004%", "199X", "19XX", "1999/2000", "1997/..", "/1997"] {
            let date = in_year(text).unwrap();
            assert_eq!(for_year(&date).as_deref(), Some(text));
        }
        assert_eq!(in_year("2004-06-01").unwrap().to_string(), "2004-06-01");
        for text in ["2010-11", "2020-21", "1999-XX", "in press", "1995--1996"] {
            assert_eq!(in_year(text), None, "{text}");
        }
        for text in ["2020-21", "1999-XX", "2004-05/2004-06", "2004-06-12T10:00:00Z"] {
            assert_eq!(for_year(&text.parse().unwrap()), None, "{text}");
        }
    }
}
