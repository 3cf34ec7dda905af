//! What a page asks to be checked: the rows and figures as the reader sees them, written as lines of text.
//!
//! Text, because the page's own program stays small without a reader and a writer of JSON. Each line is a word and its
//! values, separated by tabs; the page turns tabs and line feeds within a value into spaces.

/// The most rows that are checked of one page; pages show 50.
const MOST_ROWS: usize = 1_000;
/// The most figures of one row or one page: a payment may have many creators.
const MOST_FIGURES: usize = 10_000;

/// What is to be checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Job {
    /// Whether every entry of the record is to be checked, not only those of the page's rows.
    pub is_whole: bool,
    /// The key that the page shows, as a verifier key of a signed note; empty when it shows none.
    pub key: String,
    /// How many entries the record had when the page was made; 0 when the page does not say.
    pub size: u64,
    /// The rows of the page's table.
    pub rows: Vec<Row>,
    /// The totals and balances on the page: their names, as in `GBP:creators`, and their text.
    pub figures: Vec<Figure>,
}

/// A row of the page's table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The entry of the record that it shows, from 0.
    pub entry: u64,
    /// The ledger's number, as text.
    pub number: String,
    /// The payment that it says it is about; empty when it is about none.
    pub payment: String,
    /// Its figures by the names of `data-part`.
    pub parts: Vec<Figure>,
}

/// A figure by its name, with the text that the reader sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub name: String,
    /// What the page shows for it, without white space around it.
    pub shown: String,
}

impl Job {
    /// Reads a job. `None` when a line is not one, or there are more of them than any page has.
    pub fn parse(text: &str) -> Option<Self> {
        let mut job = Self::default();
        for line in text.lines() {
            let (word, values) = line.split_once('\t')?;
            let mut values = values.split('\t');
            let mut value = || values.next();
            match word {
                "check" => job.is_whole = value()? == "whole",
                "key" => value()?.clone_into(&mut job.key),
                "size" => job.size = value()?.parse().ok()?,
                "row" => job.rows.push(Row {
                    entry: value()?.parse().ok()?,
                    number: value()?.to_owned(),
                    payment: value()?.to_owned(),
                    parts: Vec::new(),
                }),
                "part" => job.rows.last_mut()?.parts.push(Figure::new(value()?, value()?)),
                "figure" => job.figures.push(Figure::new(value()?, value()?)),
                _ => return None,
            }
        }
        let parts = job.rows.iter().map(|row| row.parts.len()).max().unwrap_or(0);
        let fits = job.rows.len() <= MOST_ROWS && parts.max(job.figures.len()) <= MOST_FIGURES;
        fits.then_some(job)
    }
}

impl Figure {
    fn new(name: &str, shown: &str) -> Self {
        Self { name: name.to_owned(), shown: shown.trim().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_as_it_was_written() {
        let text =
            "check\twhole\nkey\tk+1+x\nsize\t3\nrow\t2\t1\tch_1\npart\tgross\t £1.00 \nfigure\tGBP:creators\t£0.75\n";
        let job = Job::parse(text).unwrap();
        assert!(job.is_whole);
        assert_eq!((job.key.as_str(), job.size), ("k+1+x", 3));
        assert_eq!((job.rows[0].entry, job.rows[0].payment.as_str()), (2, "ch_1"));
        assert_eq!(job.rows[0].parts, [Figure::new("gross", "£1.00")]);
        assert_eq!(job.figures, [Figure::new("GBP:creators", "£0.75")]);
    }

    #[test]
    fn what_no_page_writes_is_refused() {
        for text in ["check", "row\tx\t1\tch", "row\t1\t1", "part\tgross\t£1", "size\t-1", "wish\tmore"] {
            assert_eq!(Job::parse(text), None, "{text}");
        }
    }
}
