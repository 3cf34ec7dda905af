//! Email addresses as people sign in with them: one spelling each.

use std::fmt;

/// The longest address that mail can be delivered to, in bytes (RFC 5321).
const EMAIL_MAX_BYTES: usize = 254;

/// An email address in lower case. Two spellings of one address are one account.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

/// The text is not an email address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that does not look like an email address, which is written like name@example.org")]
pub struct EmailError;

impl EmailAddress {
    /// Takes what somebody typed. Only the form is looked at: something, one `@`, something, no spaces; whether
    /// mail arrives can only be found out by sending some.
    ///
    /// # Errors
    /// [`EmailError`]
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | ',' | ';');
        let Some((name, domain)) = text.split_once('@') else { return Err(EmailError) };
        if name.is_empty()
            || domain.is_empty()
            || domain.contains('@')
            || text.len() > EMAIL_MAX_BYTES
            || text.contains(odd)
        {
            return Err(EmailError);
        }
        Ok(Self(text.to_lowercase()))
    }

    /// The address, for storing and comparing.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EmailAddress {
    /// Never shows the address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_address_are_one() {
        let plain = EmailAddress::parse("ada@example.org").unwrap();
        assert_eq!(EmailAddress::parse("  Ada@Example.ORG\n").unwrap(), plain);
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.org", "a".repeat(EMAIL_MAX_BYTES));
        for text in
            ["", "ada", "@", "ada@", "@example.org", "a@b@c", "a b@c", "a\0@c", "<a@c>", "a@c\r\nBcc: d@e", &long]
        {
            assert_eq!(EmailAddress::parse(text), Err(EmailError), "{text:?}");
        }
    }

    #[test]
    fn debug_output_shows_nobody() {
        assert!(!format!("{:?}", EmailAddress::parse("ada@example.org")).contains("ada"));
    }
}
