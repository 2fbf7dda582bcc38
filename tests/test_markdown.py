"""Markdown: to safe HTML, to plain text, and plain text to Markdown."""

import html

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from practices.markdown import escape, excerpt, plain, render


def test_render_keeps_what_a_section_may_contain():
    assert render("A **b** [c](https://c.example/)\n\n- d") == (
        '<p>A <strong>b</strong> <a href="https://c.example/" class="out" rel="nofollow noopener">c'
        '<span class="vh" lang="en"> (on another site)</span></a></p>\n'
        "<ul>\n<li>d</li>\n</ul>\n"
    )


@pytest.mark.parametrize(
    ("hostile", "rendered"),
    [
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html,x)", "<p>[x](data:text/html,x)</p>\n"),
        ("# Heading", "Heading\n"),
    ],
)
def test_render_lets_nothing_else_through(hostile, rendered):
    assert render(hostile) == rendered


def test_only_links_that_leave_the_site_are_marked():
    assert render("[a](/about/) [b](mailto:b@c.example) [d *e*](http://d.example/)") == (
        '<p><a href="/about/" rel="nofollow noopener">a</a> '
        '<a href="mailto:b@c.example" rel="nofollow noopener">b</a> '
        '<a href="http://d.example/" class="out" rel="nofollow noopener">d <em>e</em>'
        '<span class="vh" lang="en"> (on another site)</span></a></p>\n'
    )


def test_plain_is_one_line_without_signs():
    assert plain("A *b* & <c>\n\n- [d](https://d.example/)") == "A b & <c> d"


@pytest.mark.parametrize(
    "text",
    [
        "2016. A year",
        "# 1 in town",
        "- not a list",
        "*stars* and _lines_",
        "[a](b)",
        "1) one",
        "a &amp; b",
        "<b>",
        "`x`",
        "=== x",
        "\\*",
    ],
)
def test_escaped_text_renders_as_itself(text):
    assert plain(escape(text)) == text


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])))
def test_any_line_of_text_survives_escaping(text):
    line = " ".join(text.split())
    assert plain(escape(line)) == line


def test_excerpt_runs_through_the_sections_and_is_cut_between_words():
    assert excerpt(["To listen", "*By* talking."]) == "To listen. By talking."
    long = excerpt(["word " * 100])
    assert long.endswith("word…")
    assert 230 < len(long) <= 240


def test_excerpt_ends_where_the_source_was_cut():
    assert excerpt(["It began and…", "More."]) == "It began and…"


@given(st.text(st.sampled_from("ab \n.,-1)=#>&;~'\"é\t"), max_size=40))
def test_text_without_signs_is_read_without_the_parser_as_with_it(text):
    parsed = " ".join(
        html.unescape(nh3.clean(MarkdownIt("commonmark", {"html": False}).render(text), tags=set())).split()
    )
    assert plain(text) == parsed
