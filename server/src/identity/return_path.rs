//! Where somebody is taken after signing in: back to where they were, and never to another site.

/// The longest way back that is followed, in bytes.
const MAX_BYTES: usize = 512;

/// Where somebody is taken who came from nowhere in particular.
pub const HOME: &str = "/";

/// Takes `wanted` only when it is a path of this site, else [`HOME`].
///
/// Browsers read `//host`, `/\host` and, because they drop tabs and line breaks, `/<tab>/host` as another site.
/// So after one `/` there must be a letter, digit or nothing, and no sign outside what paths are written with
/// may follow. The pages of signing in and out are no place to return to.
pub fn return_path(wanted: Option<&str>) -> &str {
    match wanted {
        Some(path) if is_own_path(path) => path,
        _ => HOME,
    }
}

fn is_own_path(path: &str) -> bool {
    let Some(rest) = path.strip_prefix('/') else { return false };
    let starts_plainly = rest.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric() || first == b'?');
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/?=&%+,;:#".contains(&byte);
    // Whoever tidies `..` and `//` as text would find another site in what is left, and a page of ours has neither.
    let page = path.split(['?', '#']).next().unwrap_or_default();
    let untidy = page.contains("//") || page.split('/').any(|part| part == "." || part == "..");
    let circular = ["sign-in", "sign-out", "leave"].iter().any(|page| rest.starts_with(page));
    starts_plainly && path.len() <= MAX_BYTES && rest.bytes().all(plain) && !untidy && !circular
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_pages_are_returned_to() {
        for path in ["/", "/ledger", "/proposals/0190-aa?show=all#ballot", "/creators/ada-l", "/?page=2"] {
            assert_eq!(return_path(Some(path)), path);
        }
    }

    #[test]
    fn nothing_leads_to_another_site() {
        let long = format!("/{}", "a".repeat(MAX_BYTES));
        for wanted in [
            "",
            "ledger",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "https://evil.example",
            "HTTPS:evil.example",
            "javascript:alert(1)",
            "/ /evil.example",
            "/%2f",
            "/.//evil.example",
            "/../evil",
            "/a/../..//evil.example",
            "/a//evil.example",
            "/a/.",
            "/@evil.example",
            "/ledger\r\nSet-Cookie: a=b",
            "/\u{2f}\u{2f}evil",
            "/sign-in",
            "/sign-out",
            "/leave",
            "/sign-in?return_to=/sign-in",
            " /ledger",
            &long,
        ] {
            assert_eq!(return_path(Some(wanted)), HOME, "{wanted:?}");
        }
        assert_eq!(return_path(None), HOME);
    }
}
