//! Line breaks of every system as one, so that lines are counted alike: the library for CSV counts line feeds.

use std::io::{self, Read};
use std::mem;

/// Reads `inner` with a line feed for each end of a line, the last one too, and counts quotes on the way.
pub(super) struct LineEnds<R> {
    inner: R,
    after_return: bool,
    /// Whether the last line that was begun is not ended.
    within_line: bool,
    /// How many have been read so far.
    quotes: u64,
    /// Whether there is no more.
    is_over: bool,
}

impl<R> LineEnds<R> {
    pub(super) fn of(inner: R) -> Self {
        Self { inner, after_return: false, within_line: false, quotes: 0, is_over: false }
    }
}

impl<R> LineEnds<R> {
    /// Whether the file ended within a quoted cell. What was read ahead counts too, so that it means something at the end of the file only.
    pub(super) const fn is_open(&self) -> bool {
        self.is_over && self.quotes % 2 == 1
    }
}

impl<R: Read> Read for LineEnds<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.inner.read(buffer)?;
            self.is_over = read == 0;
            let mut kept = 0;
            for at in 0..read {
                let byte = buffer[at];
                let after_return = mem::replace(&mut self.after_return, byte == b'\r');
                if after_return && byte == b'\n' {
                    continue;
                }
                if byte == b'"' {
                    self.quotes += 1;
                }
                buffer[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
            if let Some(last) = kept.checked_sub(1) {
                self.within_line = buffer[last] != b'\n';
                return Ok(kept);
            }
            // Nothing at all is the end for whoever reads.
            if read == 0 {
                let ends = mem::take(&mut self.within_line) && !buffer.is_empty();
                if ends {
                    buffer[0] = b'\n';
                }
                return Ok(usize::from(ends));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time.
    struct Slowly<'a>(&'a [u8]);

    impl Read for Slowly<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let [first, rest @ ..] = self.0 else { return Ok(0) };
            buffer[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    #[test]
    fn every_end_of_a_line_is_one_line_feed() {
        let text = b"a\r\nb\rc\nd\r\r\n\n\"e\"\r";
        for whole in [true, false] {
            let slow: Box<dyn Read> = if whole { Box::new(&text[..]) } else { Box::new(Slowly(text)) };
            let mut lines = LineEnds::of(slow);
            let mut read = String::new();
            lines.read_to_string(&mut read).expect("text");
            assert_eq!((read.as_str(), lines.quotes), ("a\nb\nc\nd\n\n\n\"e\"\n", 2));
        }
    }

    #[test]
    fn the_last_line_ends_like_the_others() {
        for (text, read) in [("a\nb", "a\nb\n"), ("a\nb\r\n", "a\nb\n"), ("", ""), ("a", "a\n")] {
            let mut lines = String::new();
            LineEnds::of(text.as_bytes()).read_to_string(&mut lines).expect("text");
            assert_eq!(lines, read, "{text:?}");
        }
    }
}
