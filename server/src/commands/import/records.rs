//! The records of a CSV file one by one (RFC 4180), each with the line on which it begins.
//!
//! Where a quotation mark is missing, the rows after it run into one field: payments would be lost, and who made them
//! would stand in a title. So a field in quotation marks has to end where the RFC says, which the `csv` crate does not
//! ask for; nor does it count the lines of files from Windows and of those with empty lines.

use std::io::{self, BufRead};

use csv::StringRecord;

use super::FileError;

/// The mark that some programs put at the start of a UTF-8 file.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
/// What is wrong with a file that ends within a field.
const NOT_CLOSED: &str = "a quotation mark is opened here and never closed";
/// The longest record, in bytes: many times that of a payment of a thousand creators.
const MAX_RECORD_BYTES: usize = 1 << 20;

/// A CSV file that is being read.
#[derive(Debug)]
pub(super) struct Records<R> {
    input: R,
    /// The line that is read now, counted from 1.
    line: u64,
    is_first: bool,
    /// The last byte was a carriage return: a line feed behind it ends the same line.
    after_return: bool,
    /// The fields of the record that is read now, without quotation marks around them, one behind the other.
    text: Vec<u8>,
    /// Where each field but the last ends in `text`.
    ends: Vec<usize>,
}

/// Where in a record the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// At the start of the record.
    First,
    /// At the start of another field.
    Start,
    /// In a field without quotation marks.
    Plain,
    /// In a field in quotation marks that was opened on this line.
    Quoted(u64),
    /// Behind a quotation mark that ends such a field, or is the first of two that stand for one.
    Closed(u64),
}

impl<R: BufRead> Records<R> {
    /// Reads from the start of a file.
    pub(super) fn new(input: R) -> Self {
        Self { input, line: 1, is_first: true, after_return: false, text: Vec::new(), ends: Vec::new() }
    }

    /// Reads the next record that is not an empty line; answers its first line, or `None` at the end of the file.
    ///
    /// # Errors
    /// [`FileError::Csv`]
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>, FileError> {
        let Some(line) = self.split()? else { return Ok(None) };
        self.is_first = false;
        record.clear();
        let mut rest = self.text.as_slice();
        let ends = self.ends.iter().copied().chain([self.text.len()]);
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        for length in ends.zip(starts).map(|(end, start)| end - start) {
            // Field by field: the end of one and the start of the next could make a letter together.
            let (field, behind) = rest.split_at(length);
            let field = str::from_utf8(field).map_err(|_| {
                let reason = "is not UTF-8 text; export the report again as CSV in UTF-8".to_owned();
                FileError::Csv { line, reason }
            })?;
            record.push_field(field);
            rest = behind;
        }
        Ok(Some(line))
    }

    /// Takes the fields of the next record apart; answers its first line.
    fn split(&mut self) -> Result<Option<u64>, FileError> {
        self.text.clear();
        self.ends.clear();
        let (mut first_line, mut place) = (self.line, Place::First);
        while let Some(byte) = self.byte()? {
            let is_second_half = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            let ends_line = matches!(byte, b'\n' | b'\r') && !is_second_half;
            self.line += u64::from(ends_line);
            match place {
                // An empty line, or the second half of the end of the one before.
                Place::First if ends_line || is_second_half => {
                    first_line = self.line;
                    continue;
                }
                Place::Start | Place::Plain | Place::Closed(_) if ends_line => return Ok(Some(first_line)),
                _ => {}
            }
            place = self.take(place, byte)?;
            if self.text.len() + self.ends.len() > MAX_RECORD_BYTES {
                let reason = "is longer than any payment; a quotation mark may be missing or not closed".to_owned();
                return Err(FileError::Csv { line: first_line, reason });
            }
        }
        match place {
            Place::First => Ok(None),
            Place::Quoted(line) => Err(FileError::Csv { line, reason: NOT_CLOSED.to_owned() }),
            _ => Ok(Some(first_line)),
        }
    }

    /// Takes in a byte of a record; answers where the one after it stands.
    fn take(&mut self, place: Place, byte: u8) -> Result<Place, FileError> {
        let next = match (place, byte) {
            (Place::First | Place::Start, b'"') => return Ok(Place::Quoted(self.line)),
            (Place::Quoted(opened), b'"') => return Ok(Place::Closed(opened)),
            (Place::First | Place::Start | Place::Plain | Place::Closed(_), b',') => {
                self.ends.push(self.text.len());
                return Ok(Place::Start);
            }
            (Place::Closed(opened), b'"') | (Place::Quoted(opened), _) => Place::Quoted(opened),
            (Place::First | Place::Start | Place::Plain, _) => Place::Plain,
            (Place::Closed(opened), _) => {
                let reason =
                    format!("has text behind a quotation mark that closes one of line {opened}; one is missing");
                return Err(FileError::Csv { line: self.line, reason });
            }
        };
        self.text.push(byte);
        if self.is_first && self.ends.is_empty() && self.text == BYTE_ORDER_MARK {
            self.text.clear();
            return Ok(Place::First);
        }
        Ok(next)
    }

    fn byte(&mut self) -> Result<Option<u8>, FileError> {
        let line = self.line;
        let waiting = loop {
            match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(FileError::Csv { line, reason: format!("cannot be read: {error}") }),
                Ok(waiting) => break waiting,
            }
        };
        let byte = waiting.first().copied();
        self.input.consume(usize::from(byte.is_some()));
        Ok(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &[u8]) -> Result<Vec<(u64, Vec<String>)>, String> {
        // Two bytes at a time: nothing may depend on where a read ends.
        let mut records = Records::new(io::BufReader::with_capacity(2, file));
        let (mut record, mut found) = (StringRecord::new(), Vec::new());
        while let Some(line) = records.next(&mut record).map_err(|error| error.to_string())? {
            found.push((line, record.iter().map(str::to_owned).collect()));
        }
        Ok(found)
    }

    fn lines(file: &str) -> Vec<u64> {
        read(file.as_bytes()).unwrap().into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn every_record_has_the_line_that_an_editor_shows() {
        for end in ["\n", "\r\n", "\r"] {
            let file = "a,b\n1,2\n\n\n3,\"x\ny\"\n4,5\n".replace('\n', end);
            assert_eq!(lines(&file), [1, 2, 5, 7], "{end:?}");
            assert_eq!(lines(file.trim_end()), [1, 2, 5, 7], "{end:?}, no end of the last line");
            assert_eq!(lines(&format!("{end}{file}")), [2, 3, 6, 8], "{end:?}, an empty line first");
        }
        assert_eq!(read(b"").unwrap(), []);
        assert_eq!(read(b"\r\n\r\n").unwrap(), []);
    }

    #[test]
    fn fields_are_those_of_rfc_4180() {
        let file = "\u{feff}\"a\",b\r\n\"say \"\"hi\"\"\",\"x,\r\ny\"\r\n12\" vinyl,\"\"\r\n";
        let fields: Vec<_> = read(file.as_bytes()).unwrap().into_iter().map(|(_, fields)| fields).collect();
        assert_eq!(fields, [["a", "b"], ["say \"hi\"", "x,\r\ny"], ["12\" vinyl", ""]]);
    }

    #[test]
    fn a_missing_quotation_mark_never_swallows_the_rows_behind_it() {
        let never_closed = "id,title\n1,\"Zine\n2,payer@example.org\n";
        assert_eq!(read(never_closed.as_bytes()).unwrap_err(), format!("line 2: {NOT_CLOSED}"));
        let closed_by_the_next = "id,title\n1,\"Zine\n2,\"payer@example.org\"\n";
        let error = read(closed_by_the_next.as_bytes()).unwrap_err();
        assert_eq!(error, "line 3: has text behind a quotation mark that closes one of line 2; one is missing");
    }

    #[test]
    fn no_record_fills_the_memory() {
        let mut endless = Records::new(io::BufReader::new(io::repeat(b'x')));
        let error = endless.next(&mut StringRecord::new()).unwrap_err().to_string();
        assert!(error.starts_with("line 1: is longer than any payment"), "{error}");
    }

    #[test]
    fn other_encodings_are_refused() {
        let utf16: Vec<u8> = "a,b".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&[0xff, 0xfe], utf16.as_slice()].concat();
        assert!(read(&marked).unwrap_err().contains("is not UTF-8 text"));
        assert!(read(b"a,b\ncaf\xe9,1\n").unwrap_err().starts_with("line 2: is not UTF-8 text"));
        assert!(read(b"a,b\ncaf\xc3,\xa9\n").unwrap_err().starts_with("line 2: is not UTF-8 text"));
    }
}
