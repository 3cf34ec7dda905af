//! A misspelt variable is silently not a setting: this says so at the start.

/// Every variable that blkout or its scripts read.
pub(super) const KNOWN: [&str; 18] = [
    "BLKOUT_DATABASE_URL",
    "BLKOUT_DATA_DIR",
    "BLKOUT_ADDRESS",
    "BLKOUT_METRICS_ADDRESS",
    "BLKOUT_SITE_DIR",
    "BLKOUT_WORKERS",
    "BLKOUT_LOG",
    "BLKOUT_TRUSTED_PROXY",
    "BLKOUT_SECRETS_KEY_FILE",
    "BLKOUT_STRIPE_WEBHOOK_SECRET",
    "BLKOUT_STRIPE_WEBHOOK_SECRET_FILE",
    "BLKOUT_RECORD_NAME",
    "BLKOUT_DESIGN",
    "BLKOUT_SERVICE_WORKER",
    "BLKOUT_DEMO_PASSWORD",
    "BLKOUT_TEST_POSTGRES_URL",
    "BLKOUT_CACHE",
    "BLKOUT_CHECKOUT",
];

/// How many letters may differ for a name to look like a slip of another.
const SLIP_LETTERS: usize = 3;

/// Writes a warning for each `BLKOUT_` variable that looks like a slip of a known one.
pub fn warn_about_unknown_settings() {
    for (name, _) in std::env::vars_os() {
        let Some(name) = name.to_str() else { continue };
        if let Some(meant) = probable_meaning(name) {
            tracing::warn!("{name} is not a setting of blkout and has no effect; did you mean {meant}?");
        }
    }
}

/// The known setting that `name` is probably a slip of; `None` when it is known or looks like none.
fn probable_meaning(name: &str) -> Option<&'static str> {
    if !name.starts_with("BLKOUT") || KNOWN.contains(&name) {
        return None;
    }
    KNOWN
        .into_iter()
        .map(|known| (distance(name, known), known))
        .filter(|(letters, _)| *letters <= SLIP_LETTERS)
        .min()
        .map(|(_, known)| known)
}

/// The number of letters to insert, delete or replace to get from `a` to `b` (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised() {
        assert_eq!(probable_meaning("BLKOUT_ADRESS"), Some("BLKOUT_ADDRESS"));
        assert_eq!(probable_meaning("BLKOUT_DATABASEURL"), Some("BLKOUT_DATABASE_URL"));
        assert_eq!(probable_meaning("BLKOUTLOG"), Some("BLKOUT_LOG"));
    }

    #[test]
    fn known_and_unrelated_names_are_left_alone() {
        assert_eq!(probable_meaning("BLKOUT_ADDRESS"), None);
        assert_eq!(probable_meaning("BLKOUT_SOMETHING_ELSE_ENTIRELY"), None);
        assert_eq!(probable_meaning("PATH"), None);
    }
}
