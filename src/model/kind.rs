//! What sort of work a record describes.

open_enum! {
    /// The sort of a work. The terms are those of CSL 1.0.2, and a few that tell apart what CSL
    /// puts together.
    ///
    /// ```
    /// use polybib::Kind;
    ///
    /// assert_eq!(Kind::ArticleJournal.as_str(), "article-journal");
    /// assert!(Kind::Chapter.is_part());
    /// assert_eq!(Kind::default(), Kind::Document);
    /// ```
    pub enum Kind = Document {
        /// An article that is not known to be in a journal; a preprint or working paper.
        Article = "article",
        /// An article in a scholarly journal.
        ArticleJournal = "article-journal",
        /// An article in a magazine.
        ArticleMagazine = "article-magazine",
        /// An article in a newspaper.
        ArticleNewspaper = "article-newspaper",
        /// A proposed law.
        Bill = "bill",
        /// A book by its authors, or any other that is no `collection`.
        Book = "book",
        /// A radio or television programme.
        Broadcast = "broadcast",
        /// A part of a book with a title of its own.
        Chapter = "chapter",
        /// A work of antiquity or of the canon, cited by its own numbering.
        Classic = "classic",
        /// A gathering of archival material.
        Collection = "collection",
        /// Data.
        Dataset = "dataset",
        /// Any work; what is used where nothing more is known.
        Document = "document",
        /// An entry of a database or catalogue.
        Entry = "entry",
        /// An entry of a dictionary.
        EntryDictionary = "entry-dictionary",
        /// An entry of an encyclopedia.
        EntryEncyclopedia = "entry-encyclopedia",
        /// A conference, an exhibition, any happening.
        Event = "event",
        /// A figure inside another work.
        Figure = "figure",
        /// A picture.
        Graphic = "graphic",
        /// A hearing of a parliament.
        Hearing = "hearing",
        /// An interview.
        Interview = "interview",
        /// A decision of a court.
        LegalCase = "legal_case",
        /// A law.
        Legislation = "legislation",
        /// A text that was not published.
        Manuscript = "manuscript",
        /// A map.
        Map = "map",
        /// A film or video.
        MotionPicture = "motion_picture",
        /// Printed music.
        MusicalScore = "musical_score",
        /// A bound print without a publisher.
        Pamphlet = "pamphlet",
        /// A paper in proceedings.
        PaperConference = "paper-conference",
        /// A patent.
        Patent = "patent",
        /// A performance.
        Performance = "performance",
        /// A whole journal, or one issue of it.
        Periodical = "periodical",
        /// A letter, a message, a conversation.
        PersonalCommunication = "personal_communication",
        /// A post in a forum or a network.
        Post = "post",
        /// A post in a blog.
        PostWeblog = "post-weblog",
        /// An order of an administration.
        Regulation = "regulation",
        /// A report.
        Report = "report",
        /// A review of anything but a book.
        Review = "review",
        /// A review of a book.
        ReviewBook = "review-book",
        /// A program.
        Software = "software",
        /// A recording of sound.
        Song = "song",
        /// A talk.
        Speech = "speech",
        /// A standard.
        Standard = "standard",
        /// A thesis for a degree; `Article::genre` says which.
        Thesis = "thesis",
        /// A treaty.
        Treaty = "treaty",
        /// A page on the web.
        Webpage = "webpage",
        /// A book whose parts are by different authors.
        EditedBook = "edited-book",
        /// A work of reference: a dictionary, an encyclopedia.
        ReferenceBook = "reference-book",
        /// The papers of a conference, together.
        Proceedings = "proceedings",
        /// A book that first stood alone, printed as part of another.
        BookInBook = "book-in-book",
        /// A foreword, an afterword, any part that belongs to a book rather than stands in it.
        Supplement = "supplement",
        /// Technical documentation.
        Manual = "manual",
        /// A preprint.
        Preprint = "preprint",
    }
}

impl Kind {
    /// Whether works of this sort appear inside another one that has a title: an article in a
    /// journal, a chapter in a book. The numbers of that other work (ISSN, ISBN) are then its own.
    #[must_use]
    pub const fn is_part(&self) -> bool {
        matches!(
            self,
            Self::ArticleJournal
                | Self::ArticleMagazine
                | Self::ArticleNewspaper
                | Self::BookInBook
                | Self::Chapter
                | Self::Entry
                | Self::EntryDictionary
                | Self::EntryEncyclopedia
                | Self::PaperConference
                | Self::Review
                | Self::ReviewBook
                | Self::Supplement
        )
    }
}
