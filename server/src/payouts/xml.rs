//! Just enough XML for the bank's file: elements within elements, text and one attribute, all of it escaped.

/// A document that is being written.
pub(super) struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    /// A document of one root element in `namespace`, with what `within` writes into it.
    pub(super) fn document(root: &str, namespace: &str, within: impl FnOnce(&mut Self)) -> String {
        let mut xml = Self { text: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), depth: 0 };
        xml.line(&format!("<{root} xmlns=\"{}\">", escaped(namespace)));
        xml.depth = 1;
        within(&mut xml);
        xml.depth = 0;
        xml.line(&format!("</{root}>"));
        xml.text
    }

    /// An element with other elements in it.
    pub(super) fn element(&mut self, name: &str, within: impl FnOnce(&mut Self)) {
        self.line(&format!("<{name}>"));
        self.depth += 1;
        within(self);
        self.depth -= 1;
        self.line(&format!("</{name}>"));
    }

    /// An element with text in it.
    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        self.line(&format!("<{name}>{}</{name}>", escaped(text)));
    }

    /// An element with an attribute and text in it.
    pub(super) fn leaf_with(&mut self, name: &str, (attribute, value): (&str, &str), text: &str) {
        self.line(&format!("<{name} {attribute}=\"{}\">{}</{name}>", escaped(value), escaped(text)));
    }

    /// Elements within elements, each the only one in the one before, with text in the innermost.
    pub(super) fn nested(&mut self, names: &[&str], text: &str) {
        match names {
            [] => {}
            [name] => self.leaf(name, text),
            [name, within @ ..] => self.element(name, |xml| xml.nested(within, text)),
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(&"  ".repeat(self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup() {
        let document = Xml::document("A", "urn:x", |xml| {
            xml.element("B", |xml| xml.leaf_with("C", ("d", "\"e\""), "</C>&'"));
            xml.nested(&["F", "G"], "h");
        });
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<A xmlns=\"urn:x\">\n  <B>\n    \
                        <C d=\"&quot;e&quot;\">&lt;/C&gt;&amp;&apos;</C>\n  </B>\n  <F>\n    <G>h</G>\n  </F>\n</A>\n";
        assert_eq!(document, expected);
    }
}
