//! The communication kit: what an item says, which files it may hold, what a name of a file looks like.

use crate::codes::KitAudience;
use crate::text::fold;
use crate::validation::{FieldErrors, codes, optional_text, text};

/// Longest title, in characters.
pub const TITLE_MAX: usize = 120;
/// Longest text about an item, in characters.
pub const DESCRIPTION_MAX: usize = 1_000;
/// Longest note about a version, in characters.
pub const NOTE_MAX: usize = 300;
/// Longest name of a file, in characters.
pub const FILENAME_MAX: usize = 200;
/// Largest file, in bytes: what a small connection of the Lot still gets in a minute.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;

/// An item as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KitItemInput {
    /// Title.
    pub title: String,
    /// What it is for.
    pub description: Option<String>,
    /// Codes of those whom it is for.
    pub audiences: Vec<String>,
}

/// What is known of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitItemFacts {
    /// Title.
    pub title: String,
    /// What it is for.
    pub description: Option<String>,
    /// Whom it is for; at least one.
    pub audiences: Vec<KitAudience>,
}

impl KitItemFacts {
    /// Reads an item.
    ///
    /// # Errors
    /// Every wrong field; an item is for somebody.
    pub fn parse(input: &KitItemInput) -> Result<KitItemFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let title = errors.keep("/title", text(&input.title, TITLE_MAX));
        let description =
            errors.keep("/description", optional_text(input.description.as_deref(), DESCRIPTION_MAX)).flatten();
        let mut audiences = codes(&mut errors, "/audiences", &input.audiences, KitAudience::parse);
        if input.audiences.is_empty() {
            errors.push("/audiences", "required");
        }
        audiences.sort_unstable();
        errors.finish(title.map(|title| KitItemFacts { title, description, audiences }))
    }

    /// Folded key that sorts items by title.
    #[must_use]
    pub fn sort_title(&self) -> String {
        fold(&self.title)
    }

    /// Folded words by which an item is found.
    #[must_use]
    pub fn search_text(&self) -> String {
        let told = [Some(self.title.as_str()), self.description.as_deref()];
        fold(&told.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

/// What a file of the kit may be. Nothing that runs in a browser: an SVG may carry a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KitFormat {
    /// A document to read or print.
    Pdf,
    /// An image.
    Png,
    /// A photograph.
    Jpeg,
    /// Several files at once.
    Zip,
    /// A text to adapt.
    Docx,
    /// Slides to adapt.
    Pptx,
    /// A short film.
    Mp4,
}

impl KitFormat {
    /// Every format.
    pub const ALL: [KitFormat; 7] = [
        KitFormat::Pdf,
        KitFormat::Png,
        KitFormat::Jpeg,
        KitFormat::Zip,
        KitFormat::Docx,
        KitFormat::Pptx,
        KitFormat::Mp4,
    ];

    /// Media type, as it is sent and served.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            KitFormat::Pdf => "application/pdf",
            KitFormat::Png => "image/png",
            KitFormat::Jpeg => "image/jpeg",
            KitFormat::Zip => "application/zip",
            KitFormat::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            KitFormat::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            KitFormat::Mp4 => "video/mp4",
        }
    }

    /// The endings that a name may have; the first is the usual one.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            KitFormat::Pdf => &["pdf"],
            KitFormat::Png => &["png"],
            KitFormat::Jpeg => &["jpg", "jpeg"],
            KitFormat::Zip => &["zip"],
            KitFormat::Docx => &["docx"],
            KitFormat::Pptx => &["pptx"],
            KitFormat::Mp4 => &["mp4"],
        }
    }

    /// The format of a media type, its parameters left aside.
    #[must_use]
    pub fn of_media_type(sent: &str) -> Option<KitFormat> {
        let essence = sent.split(';').next().unwrap_or_default().trim();
        KitFormat::ALL.into_iter().find(|format| format.media_type().eq_ignore_ascii_case(essence))
    }

    /// Whether the bytes begin as this format does: whoever downloads a picture gets a picture.
    #[must_use]
    pub fn fits(self, bytes: &[u8]) -> bool {
        match self {
            KitFormat::Pdf => bytes.starts_with(b"%PDF-"),
            KitFormat::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            KitFormat::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
            KitFormat::Zip | KitFormat::Docx | KitFormat::Pptx => bytes.starts_with(b"PK\x03\x04"),
            KitFormat::Mp4 => bytes.get(4..8) == Some(b"ftyp"),
        }
    }
}

/// What is said beside the bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitFileFacts {
    /// What it is.
    pub format: KitFormat,
    /// Name under which it is saved.
    pub filename: String,
    /// What changed since the version before.
    pub note: Option<String>,
}

impl KitFileFacts {
    /// Reads what is said beside the bytes.
    ///
    /// # Errors
    /// Every wrong field: a name without folders that ends like its format, bytes that are of that format.
    pub fn parse(
        format: KitFormat,
        (filename, note): (&str, Option<&str>),
        bytes: &[u8],
    ) -> Result<KitFileFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let filename = errors.keep("filename", filename_of(format, filename));
        let note = errors.keep("note", optional_text(note, NOTE_MAX)).flatten();
        if !format.fits(bytes) {
            errors.push("", "content_mismatch");
        }
        errors.finish(filename.map(|filename| KitFileFacts { format, filename, note }))
    }
}

fn filename_of(format: KitFormat, sent: &str) -> Result<String, &'static str> {
    let name = text(sent, FILENAME_MAX)?;
    if name.starts_with('.') || name.contains(['/', '\\', '"', '\n', '\r', '\t']) {
        return Err("invalid");
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if format.endings().contains(&ending.as_str()) { Ok(name) } else { Err("content_mismatch") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults<T>(read: Result<T, FieldErrors>) -> Vec<(String, &'static str)> {
        let errors = read.err().map(FieldErrors::into_vec).unwrap_or_default();
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn an_item_has_a_title_and_is_for_somebody() {
        let bare = KitItemInput::default();
        let expected = [("/title".to_owned(), "required"), ("/audiences".to_owned(), "required")];
        assert_eq!(faults(KitItemFacts::parse(&bare)), expected);
        let codes = ["partner", "employer"].map(str::to_owned).to_vec();
        let item = KitItemInput { title: " Affiche A3 ".to_owned(), description: None, audiences: codes };
        let facts = KitItemFacts::parse(&item).unwrap();
        assert_eq!(
            (facts.title.as_str(), facts.audiences),
            ("Affiche A3", vec![KitAudience::Employer, KitAudience::Partner])
        );
    }

    #[test]
    fn a_file_is_what_it_says_it_is() {
        let read = |name: &str, bytes: &[u8]| faults(KitFileFacts::parse(KitFormat::Pdf, (name, None), bytes));
        assert!(read("affiche.PDF", b"%PDF-1.7").is_empty());
        assert_eq!(read("affiche.pdf", b"<svg onload=alert(1)>"), [(String::new(), "content_mismatch")]);
        assert_eq!(read("affiche.exe", b"%PDF-1.7"), [("filename".to_owned(), "content_mismatch")]);
        assert_eq!(read("../affiche.pdf", b"%PDF-1.7"), [("filename".to_owned(), "invalid")]);
        assert_eq!(read("a\"b.pdf", b"%PDF-1.7"), [("filename".to_owned(), "invalid")]);
    }

    #[test]
    fn formats_are_known_by_their_media_types() {
        for format in KitFormat::ALL {
            assert_eq!(KitFormat::of_media_type(format.media_type()), Some(format));
            assert!(!format.fits(b""));
        }
        assert_eq!(KitFormat::of_media_type("Application/PDF; charset=binary"), Some(KitFormat::Pdf));
        assert_eq!(KitFormat::of_media_type("image/svg+xml"), None);
        assert!(KitFormat::Mp4.fits(b"\0\0\0\x18ftypmp42"));
    }
}
