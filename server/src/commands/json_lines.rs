//! One line in, one line out: the stream that `blkout split` and `blkout tally` answer.
//!
//! Answers are kept together while more questions are already here, so that a million of them take
//! seconds, and sent off as soon as the reader would have to wait, so that a program on the other side of
//! a pipe gets its answer at once.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::marker::PhantomData;
use std::process::ExitCode;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::Serialize;

use super::CommandError;

/// The longest line that is read, in bytes: 16 MiB. A longer one is answered with an error and skipped.
pub const LINE_MAX_BYTES: usize = 16 * 1024 * 1024;
/// How much is read at a time, in bytes.
const READ_BUFFER_BYTES: usize = 256 * 1024;
/// How much is kept at most before it is sent off, in bytes.
const ANSWERS_MAX_BYTES: usize = 256 * 1024;

/// The answer to a case that is not allowed: `{"error":"…"}`.
#[derive(Debug, serde::Serialize)]
pub struct ErrorAnswer {
    /// What is wrong, in one sentence.
    pub error: String,
}

/// A record that has to be written as a JSON object. By itself, serde takes an array of the fields' values
/// for a record as well, and a case whose fields have no names is easily misread.
#[derive(Debug)]
pub struct Object<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Object)
            }
        }

        deserializer.deserialize_map(ObjectVisitor(PhantomData))
    }
}

/// Appends `answer` as JSON, without a line end.
pub fn write_json(answer: &impl Serialize, line: &mut Vec<u8>) {
    let start = line.len();
    if let Err(error) = serde_json::to_writer(&mut *line, answer) {
        // Writing to memory does not fail, and the answers have text keys only; if that ever changes,
        // the caller still gets one valid line.
        line.truncate(start);
        line.extend_from_slice(br#"{"error":"the answer cannot be written: "#);
        line.extend(error.to_string().bytes().filter(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20)));
        line.extend_from_slice(br#""}"#);
    }
}

/// Answers standard input on standard output. Every line gets its answer, so this succeeds also where some
/// of the answers are errors, and where the other side has heard enough and closes the pipe.
///
/// # Errors
/// When standard input cannot be read or standard output cannot be written.
pub fn answer_standard_input(answer: impl FnMut(&[u8], &mut Vec<u8>)) -> Result<ExitCode, CommandError> {
    match answer_lines(io::stdin().lock(), io::stdout().lock(), answer) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CommandError::io("answer the lines of standard input")(error))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Answers the one case that was given by flags: exit code 0 for an answer, 1 for an error.
///
/// # Errors
/// When standard output cannot be written.
pub fn answer_one_case<A: Serialize>(result: Result<A, String>) -> Result<ExitCode, CommandError> {
    let mut line = Vec::new();
    let code = match result {
        Ok(answer) => {
            write_json(&answer, &mut line);
            ExitCode::SUCCESS
        }
        Err(error) => {
            write_json(&ErrorAnswer { error }, &mut line);
            ExitCode::FAILURE
        }
    };
    line.push(b'\n');
    io::stdout().write_all(&line).map_err(CommandError::io("write the answer"))?;
    Ok(code)
}

/// Answers each line of `input` that is not blank with the line that `answer` appends to its buffer.
///
/// # Errors
/// What reading or writing answers. A bad line is not an error here: it is answered, and the next one is read.
pub fn answer_lines(
    input: impl Read,
    mut output: impl Write,
    mut answer: impl FnMut(&[u8], &mut Vec<u8>),
) -> io::Result<()> {
    let mut input = BufReader::with_capacity(READ_BUFFER_BYTES, input);
    let mut line = Vec::new();
    let mut answers = Vec::with_capacity(ANSWERS_MAX_BYTES);
    loop {
        // Without a whole line here, reading may wait for the other side, which may wait for these answers.
        let would_wait = !input.buffer().contains(&b'\n');
        if !answers.is_empty() && (would_wait || answers.len() >= ANSWERS_MAX_BYTES) {
            output.write_all(&answers)?;
            output.flush()?;
            answers.clear();
        }
        match read_line(&mut input, &mut line)? {
            Line::End => return Ok(()),
            Line::TooLong => {
                let error = format!("a line can have {LINE_MAX_BYTES} bytes at most");
                write_json(&ErrorAnswer { error }, &mut answers);
                answers.push(b'\n');
            }
            Line::Read => {
                let text = line.trim_ascii();
                if !text.is_empty() {
                    answer(text, &mut answers);
                    answers.push(b'\n');
                }
            }
        }
    }
}

enum Line {
    Read,
    TooLong,
    End,
}

/// Reads up to and without the next line end into `line`; of a line that is too long nothing is kept.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let (mut any, mut too_long) = (false, false);
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        any |= !buffer.is_empty();
        too_long |= line.len() + piece.len() > LINE_MAX_BYTES;
        if too_long {
            line.clear();
        } else {
            line.extend_from_slice(piece);
        }
        let finished = end.is_some() || buffer.is_empty();
        let used = piece.len() + usize::from(end.is_some());
        input.consume(used);
        if finished {
            return Ok(match (any, too_long) {
                (false, _) => Line::End,
                (true, true) => Line::TooLong,
                (true, false) => Line::Read,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    fn echo(line: &[u8], answers: &mut Vec<u8>) {
        answers.push(b'=');
        answers.extend_from_slice(line);
    }

    fn answered(input: &[u8]) -> String {
        let mut output = Vec::new();
        answer_lines(input, &mut output, echo).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[derive(Debug, serde::Deserialize)]
    struct Pair {
        #[expect(dead_code, reason = "only whether it can be read matters")]
        left: u8,
    }

    #[test]
    fn a_record_without_names_is_refused() {
        assert!(serde_json::from_str::<Object<Pair>>(r#"{"left":1,"other":[]}"#).is_ok());
        for line in ["[1]", "1", "null", "{}", r#"{"left":1,"left":1}"#, r#"{"left":1} {}"#] {
            assert!(serde_json::from_str::<Object<Pair>>(line).is_err(), "{line}");
        }
    }

    #[test]
    fn every_line_that_says_something_is_answered() {
        assert_eq!(answered(b""), "");
        assert_eq!(answered(b"\n \r\n\n"), "");
        assert_eq!(answered(b"a\r\n\nb"), "=a\n=b\n");
        assert_eq!(answered(b"a\nb\n"), "=a\n=b\n");
    }

    #[test]
    fn a_line_that_is_too_long_is_answered_and_the_next_one_read() {
        let mut input = vec![b'x'; LINE_MAX_BYTES + 1];
        input.extend_from_slice(b"\nnext\n");
        assert_eq!(
            answered(&input),
            format!("{{\"error\":\"a line can have {LINE_MAX_BYTES} bytes at most\"}}\n=next\n")
        );
        assert_eq!(answered(&input[1..]).len(), LINE_MAX_BYTES + "=\n=next\n".len());
    }

    /// Gives one line at a time, and looks at what was answered before it gives the next.
    struct Asker {
        lines: Vec<&'static [u8]>,
        heard: Rc<RefCell<Vec<u8>>>,
        asked: Vec<u8>,
    }

    impl Read for Asker {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            assert_eq!(*self.heard.borrow(), self.asked, "an answer is missing before the next question");
            let Some(line) = self.lines.pop() else { return Ok(0) };
            buffer[..line.len()].copy_from_slice(line);
            self.asked.push(b'=');
            self.asked.extend_from_slice(line);
            Ok(line.len())
        }
    }

    #[derive(Clone)]
    struct Listener(Rc<RefCell<Vec<u8>>>);

    impl Write for Listener {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn an_interactive_reader_is_answered_at_once() {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let asker = Asker { lines: vec![b"c\n", b"b\n", b"a\n"], heard: Rc::clone(&heard), asked: Vec::new() };
        answer_lines(asker, Listener(Rc::clone(&heard)), echo).unwrap();
        assert_eq!(*heard.borrow(), b"=a\n=b\n=c\n");
    }
}
