//! The lines of an entry: writing them, and reading them in their order.

use std::{
    fmt::{Display, Write as _},
    str::FromStr,
};

use super::{HEAD, MAX_ENTRY_BYTES};

/// Why bytes are not an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// More bytes than an entry can have.
    #[error("has more than {MAX_ENTRY_BYTES} bytes")]
    TooLong,
    /// Not UTF-8.
    #[error("is not text")]
    NotText,
    /// Does not end with a line feed.
    #[error("ends in the middle of a line")]
    Unfinished,
    /// The first line is not `blkout-record/1 KIND`.
    #[error("does not begin with `{HEAD}` and a kind")]
    Head,
    /// A kind that this version does not know.
    #[error("is of the kind `{0}`, which this version of the program does not know")]
    UnknownKind(String),
    /// A field is not where it has to be.
    #[error("has no field `{0}` where it has to stand")]
    Missing(&'static str),
    /// The value of a field is not of its type.
    #[error("has a field `{0}` with a value that it cannot have")]
    Value(&'static str),
    /// Something stands after the last field.
    #[error("goes on after its last field")]
    Trailing,
    /// Says something in another form than the one form it has.
    #[error("is not written in its one form")]
    NotCanonical,
}

/// Writes the lines of an entry.
pub(super) struct Writer(String);

impl Writer {
    pub(super) fn new(kind: &str) -> Self {
        let mut text = String::with_capacity(512);
        text.push_str(HEAD);
        text.push(' ');
        text.push_str(kind);
        text.push('\n');
        Self(text)
    }

    /// A line `name value`.
    pub(super) fn field(&mut self, name: &str, value: impl Display) {
        self.begin(name, value);
        self.0.push('\n');
    }

    /// A line `name first text`.
    pub(super) fn pair(&mut self, name: &str, first: impl Display, text: &str) {
        self.begin(name, first);
        self.0.push(' ');
        self.push_escaped(text);
        self.0.push('\n');
    }

    /// A line `name text`; none when the text is empty.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.0.push_str(name);
            self.0.push(' ');
            self.push_escaped(text);
            self.0.push('\n');
        }
    }

    /// A line when there is a value.
    pub(super) fn optional(&mut self, name: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.field(name, value);
        }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    /// What has been written so far.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    fn begin(&mut self, name: &str, value: impl Display) {
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{name} {value}");
    }

    fn push_escaped(&mut self, text: &str) {
        if !text.bytes().any(|byte| matches!(byte, b'\\' | b'\n')) {
            self.0.push_str(text);
            return;
        }
        for letter in text.chars() {
            match letter {
                '\\' => self.0.push_str("\\\\"),
                '\n' => self.0.push_str("\\n"),
                _ => self.0.push(letter),
            }
        }
    }
}

/// The lines of an entry, read from the first to the last.
pub(super) struct Lines<'a> {
    kind: &'a str,
    rest: &'a str,
}

impl<'a> Lines<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        if bytes.len() > MAX_ENTRY_BYTES {
            return Err(DecodeError::TooLong);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::NotText)?;
        if !text.ends_with('\n') {
            return Err(DecodeError::Unfinished);
        }
        let (head, rest) = text.split_once('\n').ok_or(DecodeError::Unfinished)?;
        let kind = head.strip_prefix(HEAD).and_then(|rest| rest.strip_prefix(' ')).ok_or(DecodeError::Head)?;
        Ok(Self { kind, rest })
    }

    pub(super) fn kind(&self) -> &'a str {
        self.kind
    }

    /// The value of the next line, if it is called `name`.
    pub(super) fn next_if(&mut self, name: &'static str) -> Option<&'a str> {
        let (line, rest) = self.rest.split_once('\n')?;
        let value = line.strip_prefix(name)?.strip_prefix(' ')?;
        self.rest = rest;
        Some(value)
    }

    /// The value of the next line, which has to be called `name`.
    pub(super) fn value(&mut self, name: &'static str) -> Result<&'a str, DecodeError> {
        self.next_if(name).ok_or(DecodeError::Missing(name))
    }

    /// A field that has to be there.
    pub(super) fn field<T: FromStr>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        self.value(name)?.parse().map_err(|_| DecodeError::Value(name))
    }

    /// A field that may be there.
    pub(super) fn optional<T: FromStr>(&mut self, name: &'static str) -> Result<Option<T>, DecodeError> {
        self.next_if(name).map(|value| value.parse().map_err(|_| DecodeError::Value(name))).transpose()
    }

    /// Free text; empty when there is no such line.
    pub(super) fn text(&mut self, name: &'static str) -> Result<String, DecodeError> {
        self.next_if(name).map_or_else(|| Ok(String::new()), |value| unescaped(value).ok_or(DecodeError::Value(name)))
    }

    /// The next line `name first text`, if there is one.
    pub(super) fn pair<T: FromStr>(&mut self, name: &'static str) -> Result<Option<(T, String)>, DecodeError> {
        let Some(value) = self.next_if(name) else { return Ok(None) };
        let (first, text) = value.split_once(' ').ok_or(DecodeError::Value(name))?;
        let first = first.parse().map_err(|_| DecodeError::Value(name))?;
        Ok(Some((first, unescaped(text).ok_or(DecodeError::Value(name))?)))
    }

    /// Nothing may be left.
    pub(super) fn end(&self) -> Result<(), DecodeError> {
        if self.rest.is_empty() { Ok(()) } else { Err(DecodeError::Trailing) }
    }
}

fn unescaped(text: &str) -> Option<String> {
    if !text.contains('\\') {
        return Some(text.to_owned());
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next()? {
                '\\' => '\\',
                'n' => '\n',
                _ => return None,
            },
            other => other,
        });
    }
    Some(plain)
}
