//! Dates and pages.

use std::collections::HashSet;

use super::macros::MONTHS;
use super::values::{month_and_day, one_dash, point_of};
use super::write::EntryWriter;
use super::{Dialect, ORIGIN, fields};
use crate::model::{Date, DateKind, DateValue, PageRange};
use crate::report::LossKind;
use crate::value::latex;

/// What BibTeX has of a date.
const DATE_PARTS: [&str; 3] = ["year", "month", "day"];

impl EntryWriter<'_> {
    pub(super) fn dates(&mut self) {
        let mut seen = HashSet::new();
        for (at, dated) in self.article.dates.iter().enumerate() {
            let path = format!("dates[{at}]");
            let Some((name, _)) = fields::DATE_FIELDS.iter().find(|(_, kind)| *kind == dated.kind)
            else {
                continue;
            };
            if !seen.insert(name) {
                self.lose(LossKind::Dropped, &path, format!("an entry has one `{name}`"));
                continue;
            }
            self.date(name, &dated.value, &path, dated.kind == DateKind::Published);
        }
        if let Some(date) = self.article.event.as_ref().and_then(|event| event.date.as_ref()) {
            self.date("eventdate", date, "event.date", false);
        }
        if let Some(date) = self.article.original.as_ref().and_then(|work| work.date.as_ref()) {
            self.date("origdate", date, "original.date", false);
        }
    }

    fn date(&mut self, name: &str, date: &DateValue, path: &str, published: bool) {
        match date {
            DateValue::Literal(text) => {
                let tex = self.plain(text, path);
                // `year` may hold words (biblatex manual §2.3.8); `date` may not.
                let as_year = published && !self.is_kept("year");
                if !as_year {
                    self.lose(
                        LossKind::Approximated,
                        path,
                        "a date that is words was written as such",
                    );
                }
                self.year_is_words |= as_year;
                self.put(if as_year { "year" } else { name }, &tex);
            }
            date if self.dialect == Dialect::BibTex && published => self.year_and_month(date, path),
            date => self.whole_date(name, date, path),
        }
    }

    fn whole_date(&mut self, name: &str, date: &DateValue, path: &str) {
        let text = date.to_string();
        if text.parse().as_ref() != Ok(date) {
            let message = format!("`{text}` is no date, and is read as words");
            self.lose(LossKind::Approximated, path, message);
        }
        self.put(name, &text);
    }

    /// Writes what styles read of a date, and the date itself where that is not all.
    fn year_and_month(&mut self, date: &DateValue, path: &str) {
        let point = point_of(date);
        let whole = point.and_then(|point| Date::from_ymd(point.year, point.month, point.day));
        let fits = point.is_some_and(|point| (-9999..=9999).contains(&point.year));
        // A part that the record keeps as it stood takes the place of this one and those behind it;
        // without the date it would be read with the others.
        let [year, month, day] = DATE_PARTS.map(|part| self.is_kept(part));
        let read_on = year
            || day
            || month && point.is_some_and(|point| point.month.is_some())
            || self.article.extra.iter().any(|extra| {
                extra.origin == ORIGIN
                    && extra.name == "month"
                    && month_and_day(&extra.value).is_some()
            });
        let is_more = whole.map(DateValue::At).as_ref() != Some(date) || !fits;
        if is_more {
            let message = format!(
                "BibTeX's styles read a year, a month and a day; `{date}` stands beside these"
            );
            self.lose(LossKind::Approximated, path, message);
        }
        if is_more || read_on {
            self.whole_date("date", date, path);
        }
        let Some(point) = point.filter(|_| !year) else { return };
        self.put("year", &point.year.to_string());
        let Some(number) = point.month.filter(|_| !month) else { return };
        let name = MONTHS.get(usize::from(number).wrapping_sub(1)).and_then(|name| name.get(..3));
        match name {
            Some(name) if self.options.month_macros => {
                self.put_as_is("month", name.to_ascii_lowercase());
            }
            Some(_) => self.put("month", &number.to_string()),
            None => return,
        }
        if let Some(day) = point.day.filter(|_| !day) {
            self.put("day", &day.to_string());
        }
    }

    pub(super) fn pages(&mut self) {
        let Some(pages) = &self.article.pages else { return };
        let ranges = pages.ranges();
        let text = if ranges.is_empty() {
            pages.text.clone()
        } else {
            let one = |range: &PageRange| match &range.last {
                Some(last) => format!("{}--{last}", range.first),
                None => range.first.clone(),
            };
            ranges.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        // The dashes are TeX's: two hyphens are one dash.
        let parts: Vec<String> = text.split("--").map(|part| self.plain(part, "pages")).collect();
        let mut tex = parts.join("--");
        let back = |tex: &str| one_dash(&latex::Decoder::new(64).decode_plain(tex));
        if back(&tex) != pages.text {
            // As they stand, if that is read back.
            let whole = self.tex.encode_plain(&pages.text);
            if back(&whole) == pages.text {
                tex = whole;
            }
        }
        if back(&tex) != pages.text {
            let message = format!("`{}` was written as `{tex}`", pages.text);
            self.lose(LossKind::Approximated, "pages", message);
        }
        self.put("pages", &tex);
    }
}
