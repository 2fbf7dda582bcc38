"""Parts of a page that are rendered once."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

HEADING = Template(
    "{% load i18n once %}{% once section=section %}{% translate 'Topics' %} {{ section }}{{ words }}{% endonce %}"
)


def test_part_is_rendered_once_for_each_language_and_value():
    rendered = []

    class Section:
        def __init__(self, name):
            self.name = name

        def __hash__(self):
            return hash(self.name)

        def __eq__(self, other):
            return self.name == other.name

        def __str__(self):
            rendered.append(self.name)
            return self.name

    for _ in range(2):
        assert HEADING.render(Context({"section": Section("about")})) == "Topics about"
        assert HEADING.render(Context({"section": Section("map")})) == "Topics map"
        with translation.override("fr"):
            assert HEADING.render(Context({"section": Section("map")})) == "Thèmes map"
    assert rendered == ["about", "map", "map"]


def test_nothing_of_the_page_is_known_inside_but_what_is_given():
    assert HEADING.render(Context({"section": "list", "words": "of one visitor"})) == "Topics list"


def test_value_is_escaped_like_any_other():
    assert HEADING.render(Context({"section": "<b>"})) == "Topics &lt;b&gt;"


def test_value_without_a_name_is_refused():
    with pytest.raises(TemplateSyntaxError, match="once takes name=value only"):
        Template("{% load once %}{% once section %}{% endonce %}")
