//! The secrets of the payment processor's webhook: given as they are, or in a file.

use std::path::PathBuf;

use blkout_core::payments::webhook::{Secret, SecretError};

use super::ConfigError;

/// The largest file of secrets, in bytes.
const MAX_FILE_BYTES: u64 = 64 << 10;

/// Where the secrets come from.
#[derive(Clone, Debug, Default)]
pub enum WebhookSetting {
    /// There are none, and so no webhook.
    #[default]
    Off,
    /// From the setting.
    Given(Vec<Secret>),
    /// From this file, one on each line or with commas between.
    File(PathBuf),
}

impl WebhookSetting {
    pub(super) fn resolve(secrets: Option<&str>, file: Option<&PathBuf>) -> Result<Self, ConfigError> {
        match (secrets, file) {
            (None, None) => Ok(Self::Off),
            (Some(secrets), None) => Secret::list(secrets)
                .map(Self::Given)
                .map_err(|error| wrong("BLKOUT_STRIPE_WEBHOOK_SECRET", "--stripe-webhook-secret", error.to_string())),
            (None, Some(file)) => Ok(Self::File(file.clone())),
            (Some(_), Some(_)) => {
                let both = "BLKOUT_STRIPE_WEBHOOK_SECRET_FILE is set too".to_owned();
                Err(wrong("BLKOUT_STRIPE_WEBHOOK_SECRET", "--stripe-webhook-secret", both))
            }
        }
    }

    /// The secrets; none when the webhook is off.
    ///
    /// # Errors
    /// [`ConfigError`] when the file cannot be read or holds something else. No secret is ever repeated.
    pub fn secrets(&self) -> Result<Vec<Secret>, ConfigError> {
        let file = match self {
            Self::Off => return Ok(Vec::new()),
            Self::Given(secrets) => return Ok(secrets.clone()),
            Self::File(file) => file,
        };
        let refused = |problem: String| {
            let problem = format!("the file {}: {problem}", file.display());
            wrong("BLKOUT_STRIPE_WEBHOOK_SECRET_FILE", "--stripe-webhook-secret-file", problem)
        };
        let size = std::fs::metadata(file).map_err(|error| refused(error.to_string()))?.len();
        if size > MAX_FILE_BYTES {
            return Err(refused("it is too large to hold secrets".to_owned()));
        }
        let text = std::fs::read_to_string(file).map_err(|error| refused(error.to_string()))?;
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        Secret::list(&lines.join(",")).map_err(|error: SecretError| refused(error.to_string()))
    }
}

fn wrong(setting: &'static str, flag: &'static str, problem: String) -> ConfigError {
    ConfigError {
        setting,
        flag,
        value: "not shown".to_owned(),
        problem,
        remedy: "Write the webhook’s signing secret as the processor shows it (whsec_…), several with commas between, \
                 in one of the two settings, or leave both out."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_never_repeats_a_secret() {
        for (secrets, file) in [("whsec_hush hush", None), ("", None), ("whsec_hush", Some(PathBuf::from("/tmp/x")))] {
            let error = WebhookSetting::resolve(Some(secrets), file.as_ref()).unwrap_err().to_string();
            assert!(error.contains("BLKOUT_STRIPE_WEBHOOK_SECRET") && !error.contains("hush"), "{error}");
        }
    }

    #[test]
    fn a_file_holds_one_or_several() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secrets");
        let read = |text: &str| {
            std::fs::write(&file, text).unwrap();
            WebhookSetting::File(file.clone()).secrets().map(|secrets| secrets.len())
        };
        assert_eq!(read("whsec_one\n").unwrap(), 1);
        assert_eq!(read("whsec_one,whsec_two\n\nwhsec_three\n").unwrap(), 3);
        for text in ["", "\n", "hush hush"] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains("_FILE") && !error.contains("hush"), "{error}");
        }
        let missing = WebhookSetting::File(folder.path().join("nowhere")).secrets().unwrap_err();
        assert!(missing.to_string().contains("nowhere"));
        assert!(WebhookSetting::Off.secrets().unwrap().is_empty());
    }
}
