//! The dates of an entry.

use super::read::EntryReader;
use super::values::{self, Value, Values};
use super::{Dialect, dates, fields};
use crate::model::{Date, DateKind, DateValue, Dated};
use crate::report::Code;

impl EntryReader<'_> {
    /// Reads the dates and takes their fields out of `values`.
    pub(super) fn dates(&mut self, values: &mut Values<'_>) {
        for (name, kind) in fields::DATE_FIELDS {
            if values.has(name)
                && let Some(date) = self.take_date(values, name)
            {
                self.article.dates.push(Dated::new(kind.clone(), date));
            }
        }
        if values.has("eventdate")
            && let Some(date) = self.take_date(values, "eventdate")
        {
            self.article.event.get_or_insert_default().date = Some(date);
        }
        if values.has("origdate")
            && let Some(date) = self.take_date(values, "origdate")
        {
            self.article.original.get_or_insert_default().date = Some(date);
        }
        // `date` is there: `year` and `month` stay as fields that nobody reads. In BibTeX, whose
        // styles read them, they may also say what `date` says.
        if self.dialect == Dialect::BibTex
            && let Some(date) = self.article.date(&DateKind::Published)
        {
            values::take_repeated_date(date, values);
        }
        let Some(year) = values.find("year") else { return };
        if let Some(said) = self.article.date(&DateKind::Published).map(DateValue::year) {
            if let Some(of_date) = said
                && year.tex.trim().parse().is_ok_and(|year: i32| year != of_date)
            {
                let message =
                    format!("`date` says `{of_date}` and counts; `{}` was kept", year.tex.trim());
                self.warn(Code::BadDate, year.at, "year", message);
            }
            return;
        }
        // Nothing, or a value of another record: it stays a field.
        if values::is_no_value(&year.tex) {
            return;
        }
        let Some(year) = values.take("year") else { return };
        let text = self.plain(&year);
        let number = text.parse::<i32>().ok().filter(|_| text.trim_start_matches('-').len() <= 4);
        let said = match number {
            Some(number) => Some(DateValue::At(Date::from_year(number))),
            None => dates::in_year(&year.tex).or_else(|| dates::in_year(&text)),
        };
        let Some(DateValue::At(point)) = said else {
            // biber keeps such years as words (biblatex manual §2.3.8).
            return self.published(said.unwrap_or_else(|| DateValue::Literal(text.into_owned())));
        };
        let said = values.find("month");
        let (month, in_month) = match said.map(|v| (v, values::month_and_day(&v.tex))) {
            Some((_, Some((month, day)))) => (Some(month), day),
            Some((value, None)) => {
                let message = format!("`{}` is no month; it was kept as it is", value.tex);
                let (at, name) = (value.at, "dates");
                self.warn(Code::BadDate, at, name, message);
                (None, None)
            }
            None => (None, None),
        };
        let day = values.find("day").and_then(|v| v.tex.trim().parse().ok());
        let day = day.or(in_month);
        let with = |day| month.and_then(|month| dates::with_month(&point, Some(month), day));
        let (whole, in_month) = (with(day), with(None));
        // What is used is taken; a month that is no month stays a field.
        if whole.or(in_month).is_some() {
            values.take("month");
        }
        if whole.is_some() && day.is_some() {
            values.take("day");
        }
        self.published(DateValue::At(whole.or(in_month).unwrap_or(point)));
    }

    fn published(&mut self, date: DateValue) {
        self.article.dates.reserve_exact(1);
        self.article.dates.insert(0, Dated::new(DateKind::Published, date));
    }

    fn take_date(&mut self, values: &mut Values<'_>, name: &str) -> Option<DateValue> {
        // Nothing, or a value of another record: it stays a field.
        if values::is_no_value(&values.find(name)?.tex) {
            return None;
        }
        let value = values.take(name)?;
        // As it stands: `1984~` is near 1984, and no tie.
        if let Ok(date) = value.tex.trim().parse() {
            return Some(date);
        }
        Some(self.odd_date(&value))
    }

    /// A date that is not plain EDTF.
    fn odd_date(&mut self, value: &Value<'_>) -> DateValue {
        let text = self.plain(value);
        let Some((date, fraction)) = dates::parse(&text) else {
            let message = format!("`{text}` is not an EDTF date; it was kept as words");
            self.warn(Code::BadDate, value.at, &value.name, message);
            return DateValue::Literal(text.into_owned());
        };
        if fraction {
            let message = "a fraction of a second is not read, as in biber".to_owned();
            self.warn(Code::BadDate, value.at, &value.name, message);
        }
        // BibTeX has no field for it but `year`.
        if self.dialect == Dialect::BibLatex || value.name != "date" {
            self.keep_spelling(value, &date.to_string());
        }
        date
    }
}
