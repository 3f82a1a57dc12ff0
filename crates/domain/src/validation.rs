//! Validation is parsing: every wrong field of an input is collected before anything is refused.

/// One wrong field of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer of the field inside the input, for example `/members/0/email`.
    pub pointer: String,
    /// Stable machine code: `required`, `invalid_email`, `too_long`, `unknown_code`…
    pub code: &'static str,
}

/// Collects field errors while an input is parsed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// Nothing wrong so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes that the field at `pointer` is wrong for the reason `code`.
    pub fn push(&mut self, pointer: impl Into<String>, code: &'static str) {
        self.0.push(FieldError { pointer: pointer.into(), code });
    }

    /// Keeps the value of a parse, or notes its reason under `pointer`.
    pub fn keep<T>(&mut self, pointer: impl Into<String>, parsed: Result<T, &'static str>) -> Option<T> {
        parsed.map_err(|code| self.push(pointer, code)).ok()
    }

    /// Takes over the errors of a nested input, placed under `prefix`.
    pub fn nest(&mut self, prefix: &str, inner: FieldErrors) {
        self.0.extend(inner.0.into_iter().map(|e| FieldError { pointer: format!("{prefix}{}", e.pointer), ..e }));
    }

    /// Whether every field seen so far was right.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The parsed value when every field was right, all the errors otherwise.
    ///
    /// # Errors
    /// The collected errors; a `None` value without an error is reported as `invalid` at the root.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<T, FieldErrors> {
        match value {
            Some(value) if self.is_empty() => Ok(value),
            Some(_) => Err(self),
            None => {
                if self.is_empty() {
                    self.push("", "invalid");
                }
                Err(self)
            }
        }
    }

    /// The errors in the order in which they were met.
    #[must_use]
    pub fn into_vec(self) -> Vec<FieldError> {
        self.0
    }
}

/// A text trimmed and non-empty, at most `max` characters long.
///
/// # Errors
/// `required` when blank, `too_long` above `max` characters, `invalid` with control characters other than line breaks.
pub fn text(raw: &str, max: usize) -> Result<String, &'static str> {
    let trimmed = raw.trim();
    if trimmed.is_empty() {
        return Err("required");
    }
    if trimmed.chars().count() > max {
        return Err("too_long");
    }
    if trimmed.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err("invalid");
    }
    Ok(trimmed.to_owned())
}

/// An optional text: blank counts as absent.
///
/// # Errors
/// As [`text`], except `required`.
pub fn optional_text(raw: Option<&str>, max: usize) -> Result<Option<String>, &'static str> {
    match raw.map(str::trim) {
        None | Some("") => Ok(None),
        Some(raw) => text(raw, max).map(Some),
    }
}

/// A code of one of the lists.
///
/// # Errors
/// `unknown_code` when `parse` does not know it.
pub fn code<T>(raw: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, &'static str> {
    parse(raw.trim()).ok_or("unknown_code")
}

/// An optional code: blank counts as absent.
///
/// # Errors
/// As [`code`].
pub fn optional_code<T>(raw: Option<&str>, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, &'static str> {
    match raw.map(str::trim) {
        None | Some("") => Ok(None),
        Some(raw) => code(raw, parse).map(Some),
    }
}

/// A list of codes without repetition; errors are noted under `pointer/<index>`, and the wrong codes left out.
pub fn codes<T: PartialEq>(
    errors: &mut FieldErrors,
    pointer: &str,
    raw: &[String],
    parse: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    let mut kept = Vec::with_capacity(raw.len());
    for (index, raw) in raw.iter().enumerate() {
        match code(raw, &parse) {
            Ok(value) if kept.contains(&value) => errors.push(format!("{pointer}/{index}"), "duplicate"),
            Ok(value) => kept.push(value),
            Err(reason) => errors.push(format!("{pointer}/{index}"), reason),
        }
    }
    kept
}
