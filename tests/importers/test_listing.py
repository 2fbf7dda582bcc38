import dataclasses
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.importers.listing import Entry, Listing, NotAListing, Problem, parse_listing

SEED = (Path(__file__).parents[1] / "data" / "seed_listing.txt").read_text(encoding="utf-8")
HEAD = "www.coe.int\n\nIntercultural cities: good practice examples\n\nTemplate for Good practices >>\n\n"
TAIL = "Topic\n0 International outlook\nYear"
EXCERPT = "Purpose: Power for the young. Process: Elections are held in all schools of the city, and..."


def make_entry(**changes):
    entry = {
        "line": 7,
        "title": "Young Mayor",
        "country": "NO",
        "cities": ("Oslo",),
        "period": "2016-",
        "start_year": 2016,
        "end_year": None,
        "is_ongoing": True,
        "language": "en",
        "summary": EXCERPT.replace("...", "…"),
        "purpose": "Power for the young.",
        "rationale": "",
        "process": "Elections are held in all schools of the city, and…",
        "impact": "",
        "warnings": (),
    }
    return Entry(**entry | changes)


def make_text(title="Young Mayor", meta="Norway Oslo 2016-", excerpt=EXCERPT, more="Read More"):
    return "\n\n".join(filter(None, [title, meta, excerpt, more])) + "\n\n"


def without_lines(listing):
    return [dataclasses.replace(entry, line=0) for entry in listing.entries]


def test_seed_listing_holds_ten_entries():
    listing = parse_listing(SEED)
    assert [(e.line, e.title, e.country, e.cities, e.period, e.is_ongoing) for e in listing.entries] == [
        (
            16,
            "Educational equality in Oslo. Tackling educational segregation through raising standards",
            *("NO", ("Oslo",), "2016-", True),
        ),
        (24, "District Mothers", "DE", ("Berlin-Neukölln",), "2016", False),
        (32, "Nachbarschaftsheim Neukölln", "DE", ("Berlin-Neukölln",), "2016 onwards", True),
        (40, "A city international policy", "IT", ("Reggio Emilia",), "2016", False),
        (48, "Welcoming internationals to the city", "NO", ("Stavanger",), "Ongoing for several years", True),
        (56, "First Welcome", "IT", ("Reggio Emilia",), "2016", False),
        (64, "Young Mayor", "GB", ("London-Lewisham",), "2018 onwards", True),
        (72, "School Approaches for Family Empowerment (SAFE)", "IT", ("Reggio Emilia",), "2016", False),
        (
            80,
            "Johannes Learning Centre - a bilingual school which teaches and hires minorities",
            *("NO", ("Stavanger",), "Running for several decades", True),
        ),
        (
            88,
            "Don’t Feed the Rumour",
            "PT",
            ("Amadora",),
            "From September 2014 to May 2015 "
            "(still ongoing as part of the municipal strategy for promoting interculturality)",
            True,
        ),
    ]
    assert listing.problems == ()


def test_seed_entries_are_whole():
    entries = parse_listing(SEED).entries
    assert entries[1] == Entry(
        line=24,
        title="District Mothers",
        country="DE",
        cities=("Berlin-Neukölln",),
        period="2016",
        start_year=2016,
        end_year=2016,
        is_ongoing=False,
        language="en",
        summary="Purpose: Migrant mothers reaching out to and integrating other migrant mothers "
        "Stimulus/Rationale: Process: The “Stadtteilmütter” (District Mothers) project is targeted at areas "
        "under Neighbourhood…",
        purpose="Migrant mothers reaching out to and integrating other migrant mothers",
        rationale="",
        process="The “Stadtteilmütter” (District Mothers) project is targeted at areas under Neighbourhood…",
        impact="",
        warnings=(),
    )
    assert entries[6] == Entry(
        line=64,
        title="Young Mayor",
        country="GB",
        cities=("London-Lewisham",),
        period="2018 onwards",
        start_year=2018,
        end_year=None,
        is_ongoing=True,
        language="en",
        summary="Purpose: Putting power and responsibility in the hands of young people. "
        "Stimulus/Rationale: Lewisham Young Mayor is a robust attempt to put real power and responsibility "
        "in the hands of young…",
        purpose="Putting power and responsibility in the hands of young people.",
        rationale="Lewisham Young Mayor is a robust attempt to put real power and responsibility in the "
        "hands of young…",
        process="",
        impact="",
        warnings=(),
    )
    fight = (
        "Fight against misconceptions, prejudices, rumours and stereotypes about migrants and the city of "
        "Amadora, and provide correct information on migration and ethnic and cultural diversity “Immigrants…"
    )
    assert entries[9] == Entry(
        line=88,
        title="Don’t Feed the Rumour",
        country="PT",
        cities=("Amadora",),
        period="From September 2014 to May 2015 "
        "(still ongoing as part of the municipal strategy for promoting interculturality)",
        start_year=2014,
        end_year=2015,
        is_ongoing=True,
        language=None,
        summary=fight,
        purpose=fight,
        rationale="",
        process="",
        impact="",
        warnings=(),
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"\n+", "\n", text),
        lambda text: text.replace("\n\n", "\n\n\n\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: re.sub(r"(?m)^", " \t", text),
        lambda text: re.sub(r"(?m)$", " \xa0 ", text),
        lambda text: text.replace("Read More\n\n", ""),
        lambda text: re.sub(r"\n+", "\n", text.replace("Read More\n\n", "")),
        lambda text: text.replace("\n\nRead More", " Read More"),
        lambda text: text.replace("\n\nRead More", "Read More"),
        lambda text: text.replace("Read More", "READ MORE >>"),
        lambda text: text.replace("Read More", "Lire la suite"),
        lambda text: text.replace("Read More", "Lexo më shumë"),
        lambda text: text.replace("Read More", "Pročitaj više"),
        lambda text: text.replace("Topic\n", "Sujet\n").replace("Year", "Année"),
        lambda text: text.removesuffix("Topic\n0 International outlook\nYear"),
        lambda text: text[text.index("Educational") :],
        lambda text: "\ufeff" + text[text.index("Educational") :],
        lambda text: text.replace("Read More", "\u200bRead More\u200b"),
        lambda text: text.replace("...", "…"),
        lambda text: text.replace("...", " ..."),
    ],
)
def test_seed_saved_in_other_ways_gives_the_same_entries(change):
    assert without_lines(parse_listing(change(SEED))) == without_lines(parse_listing(SEED))


def test_two_pages_in_one_file_keep_identical_entries():
    listing = parse_listing(SEED + "\n" + SEED)
    assert without_lines(listing) == without_lines(parse_listing(SEED)) * 2
    assert listing.problems == ()


def test_one_entry_is_a_listing():
    assert parse_listing(HEAD + make_text() + TAIL) == Listing((make_entry(),), ())
    assert parse_listing(make_text()) == Listing((make_entry(line=1),), ())


def test_identical_entries_stay_two():
    assert len(parse_listing(HEAD + make_text() * 2 + TAIL).entries) == 2


TITLES = ["Norway supports its cities", "Spain’s network", "Norway Oslo 2016", "Germany", "Portugal Lisbon"]


@pytest.mark.parametrize("more", ["Read More", ""])
@pytest.mark.parametrize("titles", [TITLES, TITLES[::-1], TITLES[2:]])
def test_title_that_begins_with_a_country_is_a_title(titles, more):
    text = HEAD + "".join(make_text(title=title, more=more) for title in titles)
    assert [entry.title for entry in parse_listing(text).entries] == titles


@pytest.mark.parametrize("more", ["Read More", ""])
def test_excerpt_that_begins_with_a_country_is_an_excerpt(more):
    excerpts = [
        "Germany has welcomed newcomers since 1955 and its cities went their own ways…",
        "Portugal is one of the few countries in which every municipality has an office for migrants.",
        "Ukraine, 2018: in the middle of a war the city opened a centre for people who had to flee…",
    ]
    text = HEAD + "".join(make_text(excerpt=excerpt, more=more) for excerpt in excerpts)
    assert [entry.summary for entry in parse_listing(text).entries] == excerpts


def test_line_like_a_country_inside_an_excerpt_stays_there():
    excerpt = "It was carried out in three countries:\n\nNorway\n\nSpain Bilbao 2018\n\nPortugal, and more..."
    (entry,) = parse_listing(HEAD + make_text(excerpt=excerpt) + TAIL).entries
    assert entry == make_entry(
        summary="It was carried out in three countries:\nNorway\nSpain Bilbao 2018\nPortugal, and more…",
        purpose="It was carried out in three countries: Norway Spain Bilbao 2018 Portugal, and more…",
        process="",
    )


@pytest.mark.parametrize("more", ["Read More", ""])
def test_excerpt_that_begins_like_a_meta_line_is_an_excerpt(more):
    second = make_text(excerpt="Spain Bilbao 2018\n\nwas the first place, and...", more=more)
    entries = parse_listing(HEAD + make_text(more=more) + second).entries
    assert [entry.summary for entry in entries] == [
        make_entry().summary,
        "Spain Bilbao 2018\nwas the first place, and…",
    ]


def test_country_alone_is_a_meta_line_above_a_short_excerpt():
    text = HEAD + make_text(meta="Portugal", excerpt="Short.") + make_text(meta="Portugal", excerpt="Short.\n\nToo.")
    assert [entry.summary for entry in parse_listing(text).entries] == ["Short.", "Short.\nToo."]


def test_excerpt_of_several_paragraphs_is_kept_as_printed():
    excerpt = "Purpose: first  line\nsecond line\n\n- third\xa0: line..."
    (entry,) = parse_listing(make_text(excerpt=excerpt)).entries
    assert entry.summary == "Purpose: first  line\nsecond line\n- third\xa0: line…"
    assert entry.purpose == "first line second line - third : line…"


def test_entry_without_excerpt_has_a_warning():
    listing = parse_listing(HEAD + make_text() + make_text(title="Bare", excerpt="") + make_text() + TAIL)
    assert listing == Listing(
        (
            make_entry(),
            make_entry(
                **{"line": 15, "title": "Bare", "summary": "", "purpose": "", "process": ""},
                warnings=("the entry has no excerpt",),
            ),
            make_entry(line=21),
        ),
        (),
    )


def test_entry_without_city_or_period():
    text = HEAD + make_text(meta="Belgium 2021") + make_text(meta="Norvège Oslo") + make_text(meta="Portugal") + TAIL
    entries = parse_listing(text).entries
    assert [(e.country, e.cities, e.period, e.start_year, e.language, e.warnings) for e in entries] == [
        ("BE", (), "2021", 2021, "en", ()),
        ("NO", ("Oslo",), "", None, "en", ()),
        ("PT", (), "", None, "en", ()),
    ]


def test_unreadable_period_is_a_warning():
    (entry,) = parse_listing(make_text(meta="Sweden Botkyrka N/A")).entries
    assert (entry.cities, entry.period, entry.warnings) == (
        ("Botkyrka",),
        "N/A",
        ("The period “N/A” could not be read as years.",),
    )


def test_meta_line_of_an_unknown_country_is_a_problem_and_the_rest_goes_in():
    text = HEAD + make_text() + make_text(title="Lost city", meta="Atlantis Poseidonia 2016") + make_text() + TAIL
    assert parse_listing(text) == Listing(
        (make_entry(), make_entry(line=23)),
        (
            Problem(
                17,
                "“Atlantis Poseidonia 2016” does not begin with the name of a known country, "
                "so the entry “Lost city” was left out",
            ),
        ),
    )


def test_problem_is_found_in_the_first_and_in_the_last_entry():
    lost = make_text(title="Lost city", meta="Atlantis Poseidonia 2016")
    assert [problem.line for problem in parse_listing(HEAD + lost + make_text() + TAIL).problems] == [9]
    assert [problem.line for problem in parse_listing(HEAD + make_text() + lost + TAIL).problems] == [17]
    unfinished = make_text(title="Lost city", meta="Atlantis Poseidonia 2016", more="")
    assert [problem.line for problem in parse_listing(HEAD + make_text() + unfinished).problems] == [17]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            "Norway Oslo 2016\n\nAn excerpt...\n\nRead More\n",
            "“Norway Oslo 2016” has no title above it, so the entry was left out",
        ),
        (
            "Title\n\nNorway Oslo has for many years been a city with many newcomers.\n\nRead More\n",
            "“Norway Oslo has for many years been a city with many newcomers.” could not be read, "
            "so the entry “Title” was left out",
        ),
        (
            "Title\n\nNorway Oslo 2016 was...\n\nRead More\n",
            "“Norway Oslo 2016 was...” could not be read, so the entry “Title” was left out",
        ),
        ("Only a title\n\nRead More\n", "an entry should stand here, but there is only “Only a title”"),
        (
            "Title\n\nNorway is where it is, a sentence tells.\n\nRead More\n",
            "“Norway is where it is, a sentence tells.” could not be read, so the entry “Title” was left out",
        ),
    ],
)
def test_entry_with_a_part_missing_is_a_problem(entry, sentence):
    (problem,) = parse_listing(make_text() + entry).problems
    assert problem.sentence == sentence


def test_missing_read_more_between_two_entries():
    text = HEAD + make_text(more="") + make_text(title="Second", meta="Portugal Amadora") + make_text() + TAIL
    assert [entry.title for entry in parse_listing(text).entries] == ["Young Mayor", "Second", "Young Mayor"]


def test_hidden_entry_in_a_page_without_read_more_is_warned_of():
    text = HEAD + make_text(more="") + make_text(title="Lost", meta="Atlantis 2016", more="") + make_text(more="")
    assert [entry.warnings for entry in parse_listing(text).entries] == [
        ("the excerpt goes on after a cut end; another entry may be hidden in it",),
        (),
    ]


def test_title_of_two_lines_is_joined():
    text = make_text() + "A long title that was\nwrapped\nNorway Oslo 2016-\nAn excerpt...\nRead More\n"
    assert parse_listing(text).entries[1].title == "A long title that was wrapped"


def test_line_above_the_title_is_left_out_with_a_warning():
    text = make_text() + "Advertisement\n\n" + make_text(title="Second")
    entry = parse_listing(text).entries[1]
    assert (entry.title, entry.warnings) == (
        "Second",
        ("what stands above the title was left out: “Advertisement”",),
    )


def test_country_in_an_address_is_no_entry():
    head = "Council of Europe\n\nAvenue de l'Europe\n\nFrance\n\nTel. +33 (0)3 88 41 20 00\n\n"
    assert [entry.country for entry in parse_listing(head + HEAD + make_text() + TAIL).entries] == ["NO"]


@pytest.mark.parametrize(
    ("meta", "excerpt", "language"),
    [
        ("Norvège Oslo", "Un musée pour tous les habitants de la ville, et...", "fr"),
        ("Ireland QË NGA VITI 2020", "Qëllimi: Krijimi i kushteve...", "sq"),
        ("Ireland 2020", "Text without any heading...", "en"),
        ("Belgium 2021", "Svrha: Poboljšanje...", "sr"),
        ("Canada Sherbrooke depuis 2014", "But: La Semaine sherbrookoise...", "fr"),
        ("Canada Sherbrooke depuis 2014", "La Semaine sherbrookoise...", None),
        ("Portugal Amadora", "Impact: all...", None),
    ],
)
def test_language_comes_from_headings_then_from_the_country(meta, excerpt, language):
    assert parse_listing(make_text(meta=meta, excerpt=excerpt)).entries[0].language == language


def test_french_page():
    text = (
        "Cités interculturelles : exemples de bonnes pratiques\n\nModèle pour les Bonnes pratiques >>\n\n"
        "Trouver où agir\n\nNorvège Oslo 2022\n\nDes données But\xa0: la ville a lancé un projet, et...\n\n"
        "Lire la suite\n\nThème\n0 Vision internationale\nAnnée\n"
    )
    assert parse_listing(text) == Listing(
        (
            Entry(
                line=5,
                title="Trouver où agir",
                country="NO",
                cities=("Oslo",),
                period="2022",
                start_year=2022,
                end_year=2022,
                is_ongoing=False,
                language="fr",
                summary="Des données But\xa0: la ville a lancé un projet, et…",
                purpose="Des données la ville a lancé un projet, et…",
                rationale="",
                process="",
                impact="",
                warnings=(),
            ),
        ),
        (),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "Just a note.",
        "# Readme\n\nSpain\n\nPortugal\n",
        "Read More\n" * 3,
        "Title\n\nNorway Oslo 2016\n",
        HEAD + TAIL,
    ],
)
def test_other_text_is_not_a_listing(text):
    with pytest.raises(NotAListing, match=r"^notes\.txt is not a listing of good practices: [^.]*\.$"):
        parse_listing(text, name="notes.txt")


LINES = [
    "Norway Oslo 2016-",
    "Portugal",
    "Read More",
    "Title",
    "An excerpt...",
    "",
    "Topic",
    "1 Topic",
    "Italy is",
    "2016",
]


@given(st.text() | st.lists(st.sampled_from(LINES), max_size=30).map("\n".join))
def test_any_text_is_a_listing_or_not_a_listing(text):
    try:
        listing = parse_listing(text)
    except NotAListing:
        return
    last = len(text.split("\n")) + text.count("\r")
    assert all(1 <= item.line <= last for item in (*listing.entries, *listing.problems))
    assert all(entry.title and entry.country for entry in listing.entries)


@pytest.mark.parametrize("text", [SEED, re.sub(r"\n+", "\n", SEED), SEED.replace("Read More", "")])
def test_a_megabyte_is_read_in_seconds(text):
    start = time.process_time()
    listing = parse_listing(text * (1_000_000 // len(text)))
    assert len(listing.entries) > 2_000
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "text",
    ["Norway Oslo 2016\n", "Portugal\n", "Read More\n", "Norway ", "Norway is\n", "x", " \t", "...", "Purpose: "],
)
def test_odd_megabyte_is_read_in_linear_time(text):
    """Four times the text takes about four times as long, not sixteen: a bound in seconds would measure the machine."""
    assert seconds_to_read(text, 1_000_000) < 8 * max(seconds_to_read(text, 250_000), 0.1)


def seconds_to_read(text, size) -> float:
    """Processor time for so many characters."""
    start = time.process_time()
    try:
        parse_listing(text * (size // len(text)))
    except NotAListing:
        pass
    return time.process_time() - start
