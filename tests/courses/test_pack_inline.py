"""One line of Markdown: emphasis and code, but nothing to press, and never anybody's HTML."""

import pytest

from courses.packs.markdown import MARKDOWN, BadMarkdown, inline_html


@pytest.mark.parametrize(
    "written,shown",
    [
        ("Zwykły tekst", "Zwykły tekst"),
        ("*raz* **dwa** `trzy`", "<em>raz</em> <strong>dwa</strong> <code>trzy</code>"),
        ("raz\n  dwa", "raz dwa"),
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("`<script>`", "<code>&lt;script&gt;</code>"),
        ("# 1. - nie lista", "# 1. - nie lista"),
        ("incydent.cert.pl", "incydent.cert.pl"),
        ("[x] i [ ]", "[x] i [ ]"),
    ],
)
def test_what_it_becomes(written: str, shown: str) -> None:
    assert inline_html(written) == shown


@pytest.mark.parametrize(
    "written,code",
    [
        ("<b>x</b>", "html"),
        ("x <!-- y -->", "html"),
        ("[x](https://example.pl)", "link_here"),
        ("<https://example.pl>", "link_here"),
        ("![x](y.png)", "picture_here"),
        ("[[iod]]", "notation_here"),
        ("[^rodo-33]", "notation_here"),
        ("[[iod", "notation"),
    ],
)
def test_what_it_may_not_contain(written: str, code: str) -> None:
    with pytest.raises(BadMarkdown) as bad:
        inline_html(written)

    assert bad.value.code == code


def test_html_would_be_text_if_it_were_ever_rendered() -> None:
    """It is recognised so that a pack can be refused, not so that it can pass."""
    html = MARKDOWN.render("<script>alert(1)</script>\n\na <b>c</b>")

    assert html == "&lt;script&gt;alert(1)&lt;/script&gt;\n<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"
