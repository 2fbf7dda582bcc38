"""Citations."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache

from practices.exports import citation
from practices.exports.record import record
from practices.models import Practice
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOSTILE = 'A {brace}, “quotes" & 50 % of\n#1_x ~ ^ $5 \\end'


@pytest.fixture
def whole():
    make_practice(
        "Łódź talks",
        country="PL",
        cities=[make_city("Łódź", "PL"), make_city("Lublin", "PL")],
        topics=[make_topic("Education"), make_topic("Work & life", slug="work", position=2)],
        source_name="The list",
    )
    return stored("lodz-talks")


@pytest.fixture
def bare():
    make_practice(HOSTILE, slug="hostile", language="fr")
    return stored("hostile")


def stored(slug):
    Practice.objects.update(updated_at="2026-11-23T12:00Z")
    return record(Practice.objects.get(slug=slug), "https://p.example")


def test_in_words(whole):
    assert citation.in_words(whole, DAY) == (
        "“Łódź talks”, Łódź, Lublin, Poland. Intercultural Cities — Good Practices, 2026. Source: The list. "
        "Updated 23 November 2026. https://p.example/practices/lodz-talks/ (accessed 1 December 2026)."
    )


def test_in_words_is_one_paragraph(bare):
    assert citation.in_words(bare, DAY) == (
        '“A {brace}, “quotes" & 50 % of #1_x ~ ^ $5 \\end”, Norway. Intercultural Cities — Good Practices, 2026. '
        "Updated 23 November 2026. https://p.example/practices/hostile/ (accessed 1 December 2026)."
    )


def test_ris(whole):
    assert citation.ris(whole, DAY).split("\r\n") == [
        "TY  - ELEC",
        "TI  - Łódź talks",
        "T2  - Intercultural Cities — Good Practices",
        "PB  - The list",
        "PY  - 2026",
        "LA  - en",
        "KW  - Education",
        "KW  - Work & life",
        "KW  - Łódź",
        "KW  - Lublin",
        "KW  - Poland",
        "UR  - https://p.example/practices/lodz-talks/",
        "Y2  - 2026/12/01",
        "ER  - ",
        "",
    ]


def test_ris_has_a_value_a_line_whatever_is_in_it(bare):
    lines = citation.ris(bare, DAY).split("\r\n")
    assert lines[:4] == [
        "TY  - ELEC",
        'TI  - A {brace}, “quotes" & 50 % of #1_x ~ ^ $5 \\end',
        "T2  - Intercultural Cities — Good Practices",
        "PY  - 2026",
    ]


def test_bibtex(whole):
    assert citation.bibtex(whole, DAY) == (
        "@misc{lodz-talks,\n"
        "  title = {{Łódź talks}},\n"
        "  howpublished = {Intercultural Cities — Good Practices},\n"
        "  publisher = {The list},\n"
        "  year = {2026},\n"
        "  language = {en},\n"
        r"  keywords = {Education, Work \& life, Łódź, Lublin, Poland}," + "\n"
        "  url = {https://p.example/practices/lodz-talks/},\n"
        "  urldate = {2026-12-01}\n"
        "}\n"
    )


def test_bibtex_defuses_what_means_something_to_tex(bare):
    assert citation.bibtex(bare, DAY) == (
        "@misc{hostile,\n"
        r"  title = {{A \textbraceleft{}brace\textbraceright{}, “quotes"
        r'" \& 50 \% of \#1\_x \textasciitilde{} \textasciicircum{} \$5 \textbackslash{}end}},'
        "\n"
        "  howpublished = {Intercultural Cities — Good Practices},\n"
        "  year = {2026},\n"
        "  language = {fr},\n"
        "  keywords = {Norway},\n"
        "  url = {https://p.example/practices/hostile/},\n"
        "  urldate = {2026-12-01}\n"
        "}\n"
    )


@pytest.mark.parametrize("sign", ["{", "}", "}}", "\\", "\\}", "{\\"])
def test_braces_of_bibtex_stay_in_pairs(sign):
    written = citation.tex(f"a {sign} b")
    assert (written.count("{") - written.count("}"), "a " in written, " b" in written) == (0, True, True)


@pytest.mark.parametrize(
    ("ending", "content_type", "disposition"),
    [
        ("txt", "text/plain; charset=utf-8", None),
        ("ris", "application/x-research-info-systems; charset=utf-8", 'attachment; filename="young-mayor.ris"'),
        ("bib", "application/x-bibtex; charset=utf-8", 'attachment; filename="young-mayor.bib"'),
    ],
)
def test_citation_is_beside_the_page(client, ending, content_type, disposition):
    make_practice("Young Mayor")
    response = client.get(f"/practices/young-mayor.{ending}")
    names = ("Content-Type", "Content-Disposition", "X-Robots-Tag", "Access-Control-Allow-Origin")
    assert [response.headers.get(name) for name in names] == [content_type, disposition, "noindex", "*"]
    assert "http://testserver/practices/young-mayor/" in response.content.decode()


@pytest.mark.parametrize("ending", ["txt", "ris", "bib"])
@pytest.mark.parametrize(
    ("state", "answer"),
    [({"status": "draft", "published_at": None}, 404), ({"status": "withdrawn"}, 410)],
)
def test_practice_that_is_not_public_has_no_citation(client, ending, state, answer):
    practice = make_practice("A plan", purpose="Secret plan", **state)
    response = client.get(f"/practices/{practice.slug}.{ending}")
    assert (response.status_code, b"Secret plan" in response.content) == (answer, False)


@pytest.mark.parametrize("ending", ["txt", "ris", "bib"])
def test_unknown_parameter_is_refused(client, ending):
    make_practice("Young Mayor")
    response = client.get(f"/practices/young-mayor.{ending}?a=1")
    assert (response.status_code, [error["parameter"] for error in response.json()["errors"]]) == (400, ["a"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ending", ["txt", "ris", "bib"])
def test_citation_is_asked_about_again_and_renewed_every_day(client, ending, monkeypatch):
    cache.clear()
    make_practice("Young Mayor")
    address = f"/practices/young-mayor.{ending}"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=1))
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
