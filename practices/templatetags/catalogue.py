"""What templates say about a practice beyond its fields."""

from functools import lru_cache, partial
from html import escape

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from practices import languages, markdown
from practices.models.practice import SECTIONS
from practices.patterns import in_a_row, pattern, remembered
from practices.year_bar import spans

register = template.Library()

BAR = '<svg class="yrs" viewBox="0 0 130 10" preserveAspectRatio="none" aria-hidden="true"><path d="M0 5H130"/>%s</svg>'


@register.simple_tag
def year_bar(practice, axis):
    """The practice's time as a bar over `axis`. Hidden from screen readers: the period stands beside it in words."""
    paths = (f'<path class="{kind}" d="{path}"/>' for kind, path in spans(practice, axis.first, axis.last))
    return SafeString(BAR % "".join(paths))  # numbers and two letters of ours


CARD = ("country", "cities", "period", "bar", "address", "title", "section", "text", "tags", "slug")


@register.simple_tag
def cards(shown, axis, query=""):
    """The cards of a page of practices, over the year `axis`; `query` says in which selection they stand."""
    # One address for all of them, with a slug that no practice has: resolving one takes longer than filling a card.
    start, _, end = reverse("practice", args=["--"]).partition("--")
    tags = {pk: tag(topic) for pk, topic in {topic.pk: topic for card in shown for topic in card.topics}.items()}
    row, language = remembered(card_pattern), get_language()
    return in_a_row(
        card_row(partial(row, language), card, axis, f"{start}{card.practice.slug}{end}{query}", tags) for card in shown
    )


@lru_cache(maxsize=1000)
def card_pattern(language, tag, has_passage, has_text):
    """A card in the present language, which is `language`, of a practice in the one with a tag."""
    attribute = lang_of(tag) if tag != language else ""
    return pattern("catalogue/_card.html#card", CARD, lang=attribute, has_passage=has_passage, has_text=has_text)


def card_row(row, card, axis, address: str, tags: dict[int, SafeString]) -> SafeString:
    """A card; `row` gives the pattern of its shape."""
    practice, hit = card.practice, card.hit
    passage = hit.passage if hit else ""
    text = passage or markdown.excerpt(practice.texts)
    return row(practice.language, bool(passage), bool(text)).fill(
        country=card.country.label,
        cities=SafeString(", ".join([f"<b>{escape(city.name)}</b>" for city in card.cities])),
        period=in_words(practice.period),
        bar=year_bar(practice, axis),
        address=address,
        title=hit.title if hit else practice.title,
        section=section_label(hit.section) if passage else "",
        text=text,
        tags=in_a_row([tags[topic.pk] for topic in card.topics]),
        slug=practice.slug,
    )


@register.simple_tag
def tag(topic):
    """A topic as a tag that leads to its practices."""
    return remembered(tag_of)(get_language(), topic.tint, topic.slug, topic.label)


@lru_cache(maxsize=1000)
def tag_of(language, tint, slug, name):
    """The tag of a topic in the present language, which is `language`."""
    return pattern("catalogue/_card.html#tag", ("tint", "slug", "name")).fill(tint=str(tint), slug=slug, name=name)


@register.filter
def as_markdown(text):
    """The text of a section as safe HTML."""
    return markdown.render(text)


@register.filter
def excerpt(practice):
    """The beginning of the practice's text, plain."""
    return markdown.excerpt(text for name, label, text in practice.sections)


@register.filter
def is_cut(text):
    """Whether the source printed only the beginning of this text."""
    return text.rstrip().endswith("…")


@register.filter
def in_words(period):
    """The period as written, or that there is none."""
    return period or gettext("Period not given")


@register.filter
def section_label(name):
    """ "In purpose": the section that a passage is from."""
    return gettext("In %(section)s") % {"section": str(SECTIONS[name]).lower()}


@register.simple_tag
def lang(practice):
    """The lang attribute for the practice's own text, where that is in another language than the page."""
    return lang_of(practice.language) if practice.language != get_language() else ""


def lang_of(tag: str) -> SafeString:
    """The attribute that names a language."""
    return format_html(' lang="{}"', tag)


@register.simple_tag
def out():
    """What screen readers say after a link that leaves the site."""
    return markdown.links_out_in_words()


register.filter("language_name", languages.name)
