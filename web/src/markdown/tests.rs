//! What authors write, and what attackers would.

use super::*;

fn html(source: &str) -> String {
    render(source).0
}

#[test]
fn ordinary_text_is_rendered() {
    assert_eq!(
        html("One *two* **three** ~~four~~"),
        "<p>One <em>two</em> <strong>three</strong> <del>four</del></p>\n"
    );
    assert_eq!(
        html("> said\n\n1. a\n2. b"),
        "<blockquote>\n<p>said</p>\n</blockquote>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"
    );
    assert_eq!(html("3. third"), "<ol start=\"3\">\n<li>third</li>\n</ol>\n");
    assert_eq!(html("a & b < c \"d\""), "<p>a &amp; b &lt; c “d”</p>\n");
}

#[test]
fn headings_stand_below_the_title_and_skip_no_level() {
    let levels = |source: &str| {
        html(source).lines().filter_map(|line| line.strip_prefix("<h")?.chars().next()).collect::<String>()
    };
    assert_eq!(levels("# a\n## b\n### c\n# d"), "2342");
    assert_eq!(levels("### a\n# b\n#### c"), "223");
    assert_eq!(levels("# a\n## b\n### c\n#### d\n##### e\n###### f"), "234566");
    let mut outline = Outline::default();
    render_part("# before", &mut outline);
    assert!(render_part("## after", &mut outline).0.starts_with("<h3>"));
}

#[test]
fn links_lead_only_where_links_may() {
    assert_eq!(
        html("[a](https://example.org/?b=c&d)"),
        "<p><a href=\"https://example.org/?b=c&amp;d\" rel=\"noopener noreferrer nofollow\">a</a></p>\n"
    );
    for good in ["/ledger", "#part", "mailto:a@example.org"] {
        assert!(html(&format!("[a]({good})")).contains(&format!("href=\"{good}\"")), "{good}");
    }
    for bad in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        "%0Ajavascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "tel:999",
        "blob:x",
        "//example.org",
        "ledger",
    ] {
        for source in [format!("[a]({bad})"), format!("[a](<{bad}>)"), format!("<{bad}>"), format!("[a]\n\n[a]: {bad}")]
        {
            let html = html(&source);
            assert!(!html.contains("href"), "{source}: {html}");
        }
    }
}

#[test]
fn no_element_of_the_author_gets_through() {
    for hostile in [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script> b",
        "<img src=x onerror=alert(1)>",
        "a <img src=x onerror=alert(1)> b",
        "<svg onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg>",
        "<iframe src=//example.org></iframe>",
        "<style>body{display:none}</style>",
        "<details open ontoggle=alert(1)>",
        "<form action=/proposals/1/ballot method=post><button>x</button></form>",
        "<base href=//example.org>",
        "<meta http-equiv=refresh content=0>",
        "</div></main><div class=way-out>",
        "<!-- --><b>x</b>",
        "<math><mi//xlink:href=\"data:x\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "```\"><script>alert(1)</script>\n<b>x</b>\n```",
        "`<b>x</b>`",
        "![x](https://example.org/pixel.png \"t\")",
        "![x\" onerror=\"alert(1)](x)",
        "[a](https://example.org \"title\" onclick=alert(1))",
        "# a {#main .way-out onclick=alert(1)}",
    ] {
        let html = html(hostile);
        for tag in html.split('<').skip(1) {
            let name =
                tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            assert!(ELEMENTS.contains(&name), "{hostile}: {html}");
            let attributes = tag.split('>').next().unwrap_or_default();
            let plain =
                !["on", "style", "class", "id=", "src"].iter().any(|word| attributes.contains(&format!(" {word}")));
            assert!(plain, "{hostile}: {html}");
        }
    }
}

#[test]
fn what_was_typed_stays_readable() {
    assert!(html("a <b>bold</b> claim").contains("&lt;b&gt;bold&lt;/b&gt;"));
    assert_eq!(html("![A table of zines](/x.png)"), "<p>A table of zines</p>\n");
}

#[test]
fn deep_nesting_neither_hangs_nor_overflows() {
    for source in [">".repeat(20_000), "*".repeat(50_000), "[".repeat(50_000), "- ".repeat(5_000), "<b>".repeat(20_000)]
    {
        render(&source);
    }
}
