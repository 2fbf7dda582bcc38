"""How large our own style sheets and scripts are, and that nothing is said twice."""

import re
from collections import Counter
from itertools import chain

from django.conf import settings

STYLES = sorted((settings.BASE_DIR / "static" / "css").glob("*.css"))
SCRIPTS = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))


def rules(text):
    """(selector, declarations) of the rules of a style sheet, without white space that says nothing."""
    text = re.sub(r"/\*.*?\*/", "", "{" + text, flags=re.DOTALL)
    for selector, body in re.findall(r"(?<=[{}])([^{}]+)\{([^{}]+)\}", text):
        yield " ".join(selector.split()), " ".join(body.split())


def test_style_sheets_are_small():
    assert STYLES
    assert sum(style.stat().st_size for style in STYLES) < 45_000
    lengths = {style.name: len(style.read_text().splitlines()) for style in STYLES}
    assert {name: length for name, length in lengths.items() if length >= 300} == {}


def test_no_declarations_are_written_twice():
    bodies = Counter(body for style in STYLES for _, body in rules(style.read_text()) if body.count(":") > 2)
    assert bodies
    assert [body for body, number in bodies.items() if number > 1] == []


def test_raw_colours_stand_in_the_tokens_only():
    raw = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\boklch\(", re.IGNORECASE)
    said = {style.name: [body for _, body in rules(style.read_text()) if raw.search(body)] for style in STYLES}
    assert [name for name, bodies in said.items() if bodies] == ["tokens.css"]


def test_own_scripts_are_small():
    assert SCRIPTS
    assert sum(script.stat().st_size for script in SCRIPTS) < 12_000
    assert sum(len(script.read_text().splitlines()) for script in SCRIPTS) < 400


def test_every_style_sheet_and_script_is_used():
    """A file that no template or module names is left over."""
    root = settings.BASE_DIR
    texts = chain(root.glob("templates/**/*.html"), SCRIPTS, root.glob("practices/views/*.py"))
    named = "".join(path.read_text() for path in texts)
    assert [path.name for path in STYLES + SCRIPTS if f"/{path.name}" not in named] == []
