//! Dates and pages.

use std::borrow::Cow;

use super::values::{Value, Values, one_dash, point_of, take_repeated_date};
use super::write::EntryWriter;
use super::{Dialect, ORIGIN, dates, fields};
use crate::model::{DateKind, DateValue, Dated, PageRange};
use crate::report::LossKind;
use crate::value::latex;
use crate::value::months::ENGLISH;

/// What BibTeX has of a date.
const DATE_PARTS: [&str; 3] = ["year", "month", "day"];

impl EntryWriter<'_> {
    pub(super) fn dates(&mut self) {
        // They are read in the order of the table, wherever they stand.
        let mut found: Vec<Option<(usize, &Dated)>> = vec![None; fields::DATE_FIELDS.len()];
        let (mut last, mut in_order) = (0, true);
        for (at, dated) in self.article.dates.iter().enumerate() {
            let path = format!("dates[{at}]");
            let Some(rank) = fields::DATE_FIELDS.iter().position(|(_, kind)| *kind == dated.kind)
            else {
                continue;
            };
            let Some(place @ None) = found.get_mut(rank) else {
                let message = format!("an entry has one date that is `{}`", dated.kind);
                self.lose(LossKind::Dropped, &path, message);
                continue;
            };
            *place = Some((at, dated));
            in_order &= rank >= last;
            last = last.max(rank);
        }
        if !in_order {
            let message = "they are read back with the date of publication first";
            self.lose(LossKind::Approximated, "dates", message);
        }
        for ((name, kind), place) in fields::DATE_FIELDS.iter().zip(found) {
            let Some((at, dated)) = place else { continue };
            self.date(name, &dated.value, &format!("dates[{at}]"), *kind == DateKind::Published);
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
                // `year` may hold words (biblatex manual §2.3.8); `date` may not.
                let as_year = published && !self.is_kept("year");
                if let Some(said) = as_year.then(|| dates::said_by_year(text)).flatten() {
                    let message = format!("the words `{text}` are read as a date");
                    self.lose(LossKind::Approximated, path, message);
                    return self.date(name, &said, path, published);
                }
                let tex = self.plain(text, path);
                if !as_year {
                    let message = "a date that is words was written as such";
                    self.lose(LossKind::Approximated, path, message);
                }
                self.put(if as_year { "year" } else { name }, &tex);
            }
            date if self.dialect == Dialect::BibTex && published => self.year_and_month(date, path),
            date => self.whole_date(name, date, path),
        }
    }

    fn whole_date(&mut self, name: &str, date: &DateValue, path: &str) {
        let says = |text: &str| dates::parse(text).is_some_and(|read| read.0 == *date);
        let own = self.said(name, says);
        let text = own.unwrap_or_else(|| date.to_string());
        if !says(&text) {
            let message = format!("`{text}` is no date, and is read as words");
            self.lose(LossKind::Approximated, path, message);
        }
        self.put(name, &text);
    }

    /// Writes what styles read of a date, and the date itself where that is not all.
    fn year_and_month(&mut self, date: &DateValue, path: &str) {
        let (point, parts) = (point_of(date), dates::in_parts(date));
        // A part that the record keeps as it stood takes the place of this one and those behind it;
        // without the date it would be read with the others.
        let [year, month, day] = DATE_PARTS.map(|part| self.is_kept(part));
        let read_on = match date {
            DateValue::At(point) => {
                month && point.month.is_some()
                    || day && point.day.is_some()
                    || self
                        .article
                        .extra
                        .iter()
                        .any(|extra| extra.origin == ORIGIN && self.joins_year(extra))
            }
            _ => false,
        };
        if parts.is_none() {
            let message = format!(
                "BibTeX's styles read a year, a month and a day; `{date}` stands beside these"
            );
            self.lose(LossKind::Approximated, path, message);
        }
        let parts = parts.filter(|_| !year && !read_on);
        if parts.is_none() {
            self.whole_date("date", date, path);
        }
        let Some(point) = point.filter(|_| !year) else { return };
        let is_point = matches!(date, DateValue::At(_));
        let is_whole = parts.is_some();
        // A percent sign must not begin a comment.
        let text = parts.map_or(point.year.to_string(), |text| text.replace('%', "\\%"));
        self.put("year", &text);
        if is_whole && !is_point {
            return;
        }
        let Some(number) = point.month.filter(|_| !month) else { return };
        let name = ENGLISH.get(usize::from(number).wrapping_sub(1)).and_then(|name| name.get(..3));
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

    /// Reports the parts of a date that were kept as they stood, by their paths and names, and will be
    /// taken for repetitions of `date`.
    pub(super) fn report_repeated_dates(&mut self, kept: &[(String, &str)]) {
        if self.dialect == Dialect::BibLatex || !self.has("date") {
            return;
        }
        let Some(date) = self.article.date(&DateKind::Published) else { return };
        let parts = self.fields.iter().filter(|(name, _)| DATE_PARTS.contains(&name.as_str()));
        let mut values: Values<'_> = parts
            .map(|(name, tex)| {
                let bare = tex.strip_prefix('{').and_then(|tex| tex.strip_suffix('}'));
                Value::new(Cow::Borrowed(name), bare.unwrap_or(tex), 0)
            })
            .collect();
        let before: Vec<String> = values.iter().map(|value| value.name.to_string()).collect();
        take_repeated_date(date, &mut values);
        let taken = |name: &str| {
            before.iter().any(|of| of == name) && !values.iter().any(|value| value.name == name)
        };
        let lost: Vec<String> =
            kept.iter().filter(|(_, name)| taken(name)).map(|(path, _)| path.clone()).collect();
        for path in lost {
            let message = "it says what `date` says, and is read as a part of that";
            self.lose(LossKind::Dropped, &path, message);
        }
    }

    pub(super) fn pages(&mut self) {
        let Some(pages) = &self.article.pages else { return };
        let ranges = pages.ranges();
        let text = if ranges.is_empty() {
            pages.text.to_string()
        } else {
            let one = |range: &PageRange| match &range.last {
                Some(last) => format!("{}--{last}", range.first),
                None => range.first.to_string(),
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
