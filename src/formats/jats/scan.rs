//! Finds where each article of an input begins and ends, without parsing what is in it.

use super::tags::{self, Kind, Tag, Tags};
use crate::error::{ReadError, ReadErrorKind};
use crate::reader::Input;

/// Where the next article is, once its window holds all of it.
pub(super) enum Next {
    /// It is the first so many bytes of the window.
    Article(usize),
    /// It begins the window and the input ends in it.
    Cut,
    /// There is no further one.
    End,
}

/// Looks for articles in an input, however much of it the window shows. What it has seen it does
/// not look at again.
pub(super) struct Scanner {
    tags: Tags<'static>,
    /// How far the window has been looked at.
    seen: usize,
    /// How many articles are open at `seen`; one may stand in another.
    open: usize,
    /// Whether the article that is open is too long and only its end is looked for.
    lost: bool,
    done: bool,
    /// The name of the first element of the input, with its prefix.
    pub(super) root: Option<String>,
}

impl Default for Scanner {
    fn default() -> Self {
        let tags = Tags::of(b"article");
        Self { tags, seen: 0, open: 0, lost: false, done: false, root: None }
    }
}

impl Scanner {
    /// Consumes what is before the next article and finds its end.
    pub(super) fn next(&mut self, input: &mut Input<'_>) -> Result<Next, ReadError> {
        while !self.done {
            let Some(tag) = self.tag(input)? else {
                self.done = true;
                if self.open > 0 && !self.lost {
                    return input.check_record(input.window().len()).map(|()| Next::Cut);
                }
                input.consume(input.window().len());
                return Ok(Next::End);
            };
            self.seen = tag.end;
            match tag.kind {
                Kind::Start | Kind::Empty if self.open == 0 => {
                    input.consume(tag.start);
                    self.seen = tag.end - tag.start;
                    if tag.kind == Kind::Empty {
                        return self.article(input);
                    }
                    self.open = 1;
                }
                Kind::Start => self.open += 1,
                Kind::Empty => {}
                Kind::Finish => {
                    let is_last = self.open == 1;
                    self.open = self.open.saturating_sub(1);
                    if is_last && !std::mem::take(&mut self.lost) {
                        return self.article(input);
                    }
                }
            }
        }
        Ok(Next::End)
    }

    /// The article that has been seen, if it is not too long.
    fn article(&mut self, input: &Input<'_>) -> Result<Next, ReadError> {
        input.check_record(self.seen)?;
        Ok(Next::Article(std::mem::take(&mut self.seen)))
    }

    /// The next tag of an article. `None` at the end of the input, which may be inside a tag.
    fn tag(&mut self, input: &mut Input<'_>) -> Result<Option<Tag>, ReadError> {
        loop {
            let window = input.window();
            if self.root.is_none() {
                let rest = window.get(self.seen..).unwrap_or_default();
                self.root = tags::first_name(rest, input.is_complete());
            }
            match self.tags.next(window, self.seen, input.is_complete()) {
                Ok(tag) => return Ok(Some(tag)),
                Err(at) => self.seen = at,
            }
            let before = window.len() - self.seen;
            self.fetch(input)?;
            if input.window().len() - self.seen <= before {
                return Ok(None);
            }
        }
    }

    /// Fetches more of the input, without what is not needed any more.
    fn fetch(&mut self, input: &mut Input<'_>) -> Result<(), ReadError> {
        if self.open == 0 || self.lost {
            input.consume(std::mem::take(&mut self.seen));
        }
        let longest = input.limits().record_bytes;
        if input.window().len() > longest.max(1 << 20) && !input.is_complete() {
            if self.open > 0 && !self.lost {
                self.lost = true;
                return input.check_record(input.window().len());
            }
            self.done = true;
            let message = "a comment or tag here is longer than any record may be";
            return Err(ReadError::new(ReadErrorKind::Limit, message).at(input.position()));
        }
        input.more().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    /// Gives a byte at a time.
    struct Drip<'a>(&'a [u8]);

    impl std::io::Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let take = self.0.len().min(out.len()).min(1);
            out[..take].copy_from_slice(&self.0[..take]);
            self.0 = &self.0[take..];
            Ok(take)
        }
    }

    fn articles(mut input: Input<'_>) -> Vec<String> {
        let mut scanner = Scanner::default();
        let mut found = Vec::new();
        loop {
            match scanner.next(&mut input) {
                Ok(Next::Article(len)) => {
                    found.push(String::from_utf8(input.window()[..len].to_vec()).unwrap());
                    input.consume(len);
                }
                Ok(Next::Cut) => found.push("cut".into()),
                Ok(Next::End) => return found,
                Err(error) => found.push(format!("{:?}", error.kind())),
            }
        }
    }

    #[test]
    fn articles_are_found_among_anything() {
        let table: &[(&str, &[&str])] = &[
            ("", &[]),
            ("<a><b/></a>", &[]),
            ("<article/>", &["<article/>"]),
            ("<article-meta><article >x</article ></article-meta>", &["<article >x</article >"]),
            (
                "<!DOCTYPE article [<!ENTITY x '<article>'><!-- > ' -->]><r><j:article a='>'/><article>2</article>",
                &["<j:article a='>'/>", "<article>2</article>"],
            ),
            (
                "<article><article>1</article><!-- </article> --><![CDATA[</article>]]></article>z",
                &[
                    "<article><article>1</article><!-- </article> --><![CDATA[</article>]]></article>",
                ],
            ),
            ("1 < 2 <article>x", &["cut"]),
            ("<article><p", &["cut"]),
            ("</article><article/>", &["<article/>"]),
        ];
        for (text, expected) in table {
            let input = Input::from_slice(text.as_bytes(), Limits::default());
            assert_eq!(&articles(input), expected, "{text}");
            let drip = Box::new(Drip(text.as_bytes()));
            assert_eq!(&articles(Input::from_reader(drip, Limits::default())), expected, "{text}");
        }
    }

    #[test]
    fn an_article_that_is_too_long_costs_itself() {
        let long = format!("<article>{}</article><article>b</article>", "<x/>".repeat(700_000));
        let limits = Limits::default().with_record_bytes(1000);
        let expected = ["Limit", "<article>b</article>"];
        assert_eq!(articles(Input::from_slice(long.as_bytes(), limits)), expected);
        let stream = Input::from_reader(Box::new(long.as_bytes()), limits);
        assert_eq!(articles(stream), expected);
    }
}
