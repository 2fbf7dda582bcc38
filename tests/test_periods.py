"""What period phrases mean, and where one begins in a line."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices import period_words
from practices.periods import LONGEST, Period, find_period, read_period

SAMPLE = Path(__file__).parent / "data" / "meta_lines_sample.tsv"

NO_YEAR = "could not be read as years"
NO_START = "does not say in which year it began"
NO_END = "has an end that could not be read"
ROUGH = "gives its years only roughly"
BACKWARDS = "ends before it starts"
BOTH = "says both that it goes on and that it has ended"

# Text, start year, end year, whether it goes on, and the problem that the warning names, if any.
DECIDED = [
    ("2011-14", 2011, 2014, False),
    ("2015-2020 / 2021-25", 2015, 2025, False),
    ("2021 (ongoing since 2017)", 2017, None, True),
    ("2018 à ...", 2018, None, True),
    ("2018 à …", 2018, None, True),
    ("From September 2014 to May 2015 (still ongoing as part of the municipal strategy …)", 2014, 2015, True),
    ("Chaque année autour du 21 mars, depuis 1995", 1995, None, True),
    ("JAN - DEC 2020", 2020, 2020, False),
    ("23/02/2021", 2021, 2021, False),
    ("2nd half 2021", 2021, 2021, False),
    ("12 mois, de janvier à décembre 2017", 2017, 2017, False),
    ("From 2021 to 2027", 2021, 2027, False),
    ("2019-2023 (ongoing)", 2019, 2023, True),
    ("Running for several decades", None, None, True),
    ("Ongoing for several years", None, None, True),
    ("en cours", None, None, True),
    ("current", None, None, True),
    ("ongoing", None, None, True),
    ("QË NGA VITI 2020", 2020, None, True),
    ("OD 2020", 2020, None, True),
    ("2016-", 2016, None, True),
    ("2016 –", 2016, None, True),
    ("2016 onwards", 2016, None, True),
    ("2018 onward", 2018, None, True),
    ("since 2009", 2009, None, True),
    ("Since 2017 - Ongoing", 2017, None, True),
    ("From 2018 - ongoing", 2018, None, True),
    ("2019 - present", 2019, None, True),
    ("2019 to date", 2019, None, True),
    ("2015 - now", 2015, None, True),
    ("2013 →", 2013, None, True),
    ("2016", 2016, 2016, False),
    ("N/A", None, None, None, NO_YEAR),
    ("é020", None, None, None, NO_YEAR),
    ("n.a.", None, None, None, NO_YEAR),
    ("-", None, None, None, NO_YEAR),
    ("?", None, None, None, NO_YEAR),
    ("tbc", None, None, None, NO_YEAR),
]
FORMS = [
    # Ranges; two digits are a year only right after a year. A school year is a range, but not after "since".
    ("2014/2015", 2014, 2015, False),
    ("2014/15", 2014, 2015, False),
    ("2014 – 15", 2014, 2015, False),
    ("1999/00", 1999, 2000, False),
    ("school year 2016/2017", 2016, 2017, False),
    ("Winter 2018/19", 2018, 2019, False),
    ("since 2014/15", 2014, None, True),
    ("Since 2015-2016", 2015, None, True),
    ("from 2014/15", 2014, None, True),
    ("2014/15 onwards", 2014, None, True),
    ("from 2015-2018", 2015, 2018, False),
    ("since 2015-2018", 2015, 2018, True),
    ("2010-9", 2010, None, None, NO_END),
    ("2014/15/16", 2014, None, None, NO_END),
    ("2011-12", 2011, 2012, False),
    # Could only be a month; could be a month or a year.
    ("2014-09", 2014, 2014, False),
    ("1998-02", 1998, None, None, NO_END),
    ("2018-2015", None, None, None, BACKWARDS),
    ("2018-15", None, None, None, BACKWARDS),
    ("2018-2015, 2020-2021", None, None, None, BACKWARDS),
    ("started in 2018, ended in 2015", None, None, False, BACKWARDS),
    ("2015-2016-2017", 2015, 2017, False),
    ("2015, 2016 and 2017", 2015, 2017, False),
    ("2015,2016,2017", 2015, 2017, False),
    ("2017, 2016, 2015", 2015, 2017, False),
    ("2015 & 2017", 2015, 2017, False),
    ("2018-2020, renewed 2021-2023", 2018, 2023, False),
    ("2018-2020, extended until at least 2023", 2018, 2023, False),
    ("2020-21 (Covid)", 2020, 2021, False),
    ("2015 - 2016_2017", 2015, 2017, False),
    # Days, months, seasons, parts of a year.
    ("2014 - 2016", 2014, 2016, False),
    ("2014–2016", 2014, 2016, False),
    ("Sept. 2014 - May 2015", 2014, 2015, False),
    ("01/09/2014 - 31/05/2015", 2014, 2015, False),
    ("01.09.2014-31.05.2015", 2014, 2015, False),
    ("09/15/2014 - 05/31/2015", 2014, 2015, False),
    ("01/2016-12/2018", 2016, 2018, False),
    ("2014-09-01", 2014, 2014, False),
    ("2014-09-01 - 2015-05-31", 2014, 2015, False),
    ("01/09 - 31/10/2014", 2014, 2014, False),
    ("15-20 March 2016", 2016, 2016, False),
    ("March 21, 2016", 2016, 2016, False),
    ("2016 - 21 mars 2017", 2016, 2017, False),
    ("September 2014", 2014, 2014, False),
    ("Autumn 2019", 2019, 2019, False),
    ("Spring/Summer 2018", 2018, 2018, False),
    ("Early 2015", 2015, 2015, False),
    ("mid-2016", 2016, 2016, False),
    ("since mid-2016", 2016, None, True),
    ("end of 2017", 2017, 2017, False),
    ("Q3 2019", 2019, 2019, False),
    ("1st semester of 2020", 2020, 2020, False),
    ("año 2018", 2018, 2018, False),
    ("Four months from March to June 2017 (pilot in one neighbourhood)", 2017, 2017, False),
    # One of the two years is not named.
    ("November - February 2018", None, 2018, False, NO_START),
    ("01/11 - 28/02/2015", None, 2015, False, NO_START),
    ("March 2017 - June", 2017, None, None, NO_END),
    ("1990s", None, None, None, NO_START),
    ("since the 1990s", None, None, True, NO_START),
    ("the 90s", None, None, None, NO_START),
    ("les années 90", None, None, None, NO_START),
    ("late 1990s - 2005", None, 2005, False, NO_START),
    ("before 2010", None, None, None, NO_START),
    ("since Covid", None, None, True, NO_START),
    ("depuis plus de 10 ans", None, None, True, NO_START),
    # Open-ended.
    ("2018...", 2018, None, True),
    ("2016+", 2016, None, True),
    ("Jan 2016 - ", 2016, None, True),
    ("2016 (pilot) -", 2016, None, True),
    ("from 2016", 2016, None, True),
    ("from 2016 on", 2016, None, True),
    ("From May 2017", 2017, None, True),
    ("As of 2019", 2019, None, True),
    ("Since January 2015 until now", 2015, None, True),
    ("since launch in 2015", 2015, None, True),
    ("2009 and ongoing", 2009, None, True),
    ("2009, ongoing", 2009, None, True),
    ("Ongoing (start 2011)", 2011, None, True),
    ("2016 (pilot), 2017 onwards", 2016, None, True),
    ("Piloted in 2012; rolled out 2014-", 2012, None, True),
    ("2013-2016 and since 2018", 2013, None, True),
    ("ongoing until end of 2025", None, 2025, True),
    ("every year since 2008", 2008, None, True),
    ("annual, since 2008", 2008, None, True),
    ("annually", None, None, True),
    ("yearly", None, None, True),
    ("permanent", None, None, True),
    ("continuous", None, None, True),
    ("no end date", None, None, True),
    ("not yet finished", None, None, True),
    # A beginning or one edition: whether it goes on is not said. Beside a range the words add nothing.
    ("Started in 2015", 2015, None, None),
    ("Launched 2016", 2016, None, None),
    ("Established in 1998", 1998, None, None),
    ("founded 2003", 2003, None, None),
    ("First edition 2015", 2015, None, None),
    ("Début 2016", 2016, None, None),
    ("annual, 2016", 2016, None, None),
    ("annual 2015-2018", 2015, 2018, False),
    ("Started in 2015 and ended in 2018", 2015, 2018, False),
    # Over.
    ("until 2019", None, 2019, False),
    ("- 2018", None, 2018, False),
    ("2017-2018 (finished)", 2017, 2018, False),
    ("completed in 2019", None, 2019, False),
    ("closed since 2020", None, 2020, False),
    ("no longer active", None, None, False),
    ("not ongoing", None, None, False),
    ("currently not active", None, None, False),
    ("Since 2016, not ongoing", 2016, None, False),
    ("2016 onwards (completed in 2019)", 2016, 2019, False),
    ("Phase 1 completed in 2019, ongoing", None, 2019, None, BOTH),
    # In doubt.
    ("2010 - ?", 2010, None, None, NO_END),
    ("2016 - ongoing?", 2016, None, None, NO_END),
    ("2016 - jätkuv", 2016, None, None, NO_END),
    ("od jeseni pa 2018", 2018, None, None, NO_END),
    ("2016?", 2016, 2016, False, ROUGH),
    ("ca. 2005", 2005, 2005, False, ROUGH),
    ("around 2005", 2005, 2005, False, ROUGH),
    ("approx. 2010", 2010, 2010, False, ROUGH),
    # Durations and other numbers are no years.
    ("2 years", None, None, None, NO_YEAR),
    ("3 ans", None, None, None, NO_YEAR),
    ("18 months", None, None, None, NO_YEAR),
    ("12 mois", None, None, None, NO_YEAR),
    ("12345", None, None, None, NO_YEAR),
    ("1066", None, None, None, NO_YEAR),
    ("3000", None, None, None, NO_YEAR),
    ("20160", None, None, None, NO_YEAR),
    ("B2016X", None, None, None, NO_YEAR),
    ("2015-2099", 2015, 2099, False),
    ("2018-2020 (Agenda 2030)", 2018, 2020, False),
    # What else is typed into the field.
    ("Casalecchio di Reno, Italie", None, None, None, NO_YEAR),
    ("Bradford 2022", 2022, 2022, False),
    ("Oslo - 2018", 2018, 2018, False),
    ("a 2015 project", 2015, 2015, False),
    ("Câmara Municipal do Porto 2018", 2018, 2018, False),
    ("2016 à Oslo", 2016, 2016, False),
]
LANGUAGES = [
    ("Depuis 2020", 2020, None, True),
    ("depuis début 2016", 2016, None, True),
    ("à partir de 2017", 2017, None, True),
    ("A partir de 2016", 2016, None, True),
    ("dès 2015", 2015, None, True),
    ("de 2015 à 2018", 2015, 2018, False),
    ("du 1er septembre 2018 au 30 juin 2019", 2018, 2019, False),
    ("2015 à aujourd'hui", 2015, None, True),
    ("2015 - aujourd’hui", 2015, None, True),
    ("2015 jusqu'à présent", 2015, None, True),
    ("jusqu'à présent", None, None, True),
    ("2016, n'est plus en cours", 2016, 2016, False),
    ("Desde 2012", 2012, None, True),
    ("desde 2012 hasta la actualidad", 2012, None, True),
    ("2012-actualidad", 2012, None, True),
    ("2012 - hoy", 2012, None, True),
    ("en curso", None, None, True),
    ("en marcha", None, None, True),
    ("en vigor", None, None, True),
    ("em curso", None, None, True),
    ("a decorrer", None, None, True),
    ("até hoje", None, None, True),
    ("2016 - atualidade", 2016, None, True),
    ("Dal 2015", 2015, None, True),
    ("dal 2015 ad oggi", 2015, None, True),
    ("dal 2015 al 2018", 2015, 2018, False),
    ("2015 - oggi", 2015, None, True),
    ("in corso", None, None, True),
    ("tra il 2015 e il 2018", 2015, 2018, False),
    ("seit 2010", 2010, None, True),
    ("seit 2010 laufend", 2010, None, True),
    ("laufend", None, None, True),
    ("ab 2018", 2018, None, True),
    ("bis 2020", None, 2020, False),
    ("von 2015 bis 2018", 2015, 2018, False),
    ("ab Mitte 2016 bis Ende 2018", 2016, 2018, False),
    ("od 2018. godine", 2018, None, True),
    ("od 2015. do 2018. godine", 2015, 2018, False),
    ("do 2018. godine", None, 2018, False),
    ("2018. godina", 2018, 2018, False),
    ("od 2015 do danas", 2015, None, True),
    ("u toku", None, None, True),
    ("traje", None, None, True),
    ("do danas", None, None, True),
    ("од 2018. године", 2018, None, True),
    ("nga 2018", 2018, None, True),
    ("që nga 2015", 2015, None, True),
    ("nga viti 2015 deri në vitin 2018", 2015, 2018, False),
    ("në vazhdim", None, None, True),
    ("aktualisht", None, None, True),
]
ROWS = DECIDED + FORMS + LANGUAGES


def expected(text, start, end, is_ongoing, problem=None):
    warnings = (f"The period “{text}” {problem}.",) if problem else ()
    return Period(start, end, is_ongoing, warnings)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_period_is_read(row):
    assert read_period(row[0]) == expected(*row)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_case_spaces_and_invisible_marks_do_not_matter(row):
    plain = read_period(row[0])
    typed = "\u200f\u00a0" + row[0].upper().replace(" ", "\u00a0 ") + "\u200e\t"
    reading = read_period(typed)
    assert (reading.start_year, reading.end_year, reading.is_ongoing) == (
        plain.start_year,
        plain.end_year,
        plain.is_ongoing,
    )


@pytest.mark.parametrize("text", ["", " ", "\u00a0\t\n", "\u200b\u200f", " " * 100_000])
def test_blank_text_is_no_period_and_no_mistake(text):
    assert read_period(text) == Period()


def test_digits_of_other_scripts_are_read():
    assert read_period("２０１６－") == Period(2016, None, True)
    assert read_period("٢٠١٤-٢٠١٦") == Period(2014, 2016, False)


def test_warning_shows_long_or_dirty_text_as_one_short_line():
    assert read_period("a\0b\ud800\nc").warnings == ("The period “a b c” could not be read as years.",)
    assert read_period("x" * 100).warnings == (f"The period “{'x' * 79}…” {NO_YEAR}.",)
    assert read_period("x" * LONGEST + " 2016") == Period(
        warnings=(f"The period “{'x' * 79}…” is too long to be read.",)
    )


def sample_rows():
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", sample_rows(), ids=lambda row: row["meta_line"])
def test_real_periods_are_read_right(row):
    start, end = (int(row[name]) if row[name] else None for name in ("start_year", "end_year"))
    is_ongoing = {"true": True, "false": False, "": None}[row["ongoing"]]
    assert read_period(row["period"]) == Period(start, end, is_ongoing)


@pytest.mark.parametrize("row", sample_rows(), ids=lambda row: row["meta_line"])
def test_beginning_of_real_periods_is_found(row):
    begins = len(row["meta_line"]) - len(row["period"]) if row["period"] else None
    assert find_period(row["meta_line"]) == begins


# The period begins after the bar; without a bar there is none.
LINES = [
    "Berlin-Neukölln |2016 onwards",
    "Stavanger |Running for several decades",
    "Neuchâtel |Chaque année autour du 21 mars, depuis 1995",
    "Haifa |Four months from March to June 2017 (pilot…)",
    "Amadora |From September 2014 to May 2015 (still ongoing…)",
    "|JAN - DEC 2020",
    "La Haye |en cours",
    "Paris |À partir de 2017",
    "Paris |A\u0300 partir de 2017",
    "Oslo\u00a0|2016",
    "Oslo |é020",
    "Oslo |N/A",
    "Oslo |tbc",
    "Oslo |18 months",
    "Oslo |annually",
    "Oslo |not ongoing",
    "Oslo |The 1990s",
    "Oslo |until 2019",
    "Oslo |Started in 2015",
    "Oslo |every March since 2010",
    "Oslo |21 March 2016",
    "Oslo |March 21, 2016",
    "Oslo |15-20 March 2016",
    "Oslo |2nd half 2021",
    "Oslo |Q3 2019",
    "Oslo |01.09.2014-31.05.2015",
    "Oslo |de mars à juin 2017",
    "Oslo |de mai 2016 à juin 2017",
    "Oslo |du 12 au 15 mai 2019",
    "Oslo |12 mois, de janvier à décembre 2017",
    "Oslo |Spring/Summer 2018",
    "Oslo |School year 2016/2017",
    "Tirana |QË NGA VITI 2020",
    "Zavidovići |OD 2020",
    "Novi Sad |u toku",
    "Reggio nell’Emilia |dal 2015",
    # Commas, dashes, colons and brackets between name and period are neither's.
    "Oslo, |2016",
    "Oslo – |from 2016",
    "Oslo: |2016",
    "Oslo (|2016)",
    # No period.
    "",
    "Oslo",
    "Reggio Emilia",
    "Casalecchio di Reno Casalecchio di Reno, Italie",
    "May Pen",
    "Mars",
    "March",
    "Oslo since the beginning",
    "Oslo2016",
    "Paris 75013",
    # Names that end in a word of periods.
    "Santa Maria da Feira |ongoing",
    "San Sebastian |depuis 2014",
    "Castelvetro di Modena |Dal 2015",
    "Villa Seca |2nd half 2021",
    "Sankt Pölten |ab 2018",
    "La Spezia |2016",
    "Nea Smyrni |2016",
    "Odense |od 2018",
    "May Pen |2016",
    "Mars, |depuis 2016",
    "March |since 2016",
    "March |March 2016",
    "Lloret de Mar |2018",
    "Lloret de Mar |2016 to 2018",
    "Lloret de Mar |until 2016",
    "Lloret de Mar |2nd half 2021",
    "Lloret de Mar, |May 2016",
    "Catia La Mar |2018",
    "Marseille Belle de Mai |2016",
    "Berlin-Mitte |2016",
    "Bourg-en-Bresse |2016-",
    "Egypt Lake-Leto |2016",
    "Bao'an |2016",
    "Land's End |2016",
    "Praha 2 |2016",
    "Paris 13e |2016-",
    "Dos Hermanas |2016",
    "Ans |2016",
    "Die |2016",
    "Castelló de la Plana |2018",
    # As well a month as a town: the month.
    "|March 2016",
]


@pytest.mark.parametrize("line", LINES)
def test_beginning_of_the_period_is_found(line):
    name, bar, _ = line.partition("|")
    assert find_period(line.replace("|", "")) == (len(name) if bar else None)


VOCABULARY = [phrase.strip() for phrases in period_words.LISTS.values() for phrase in phrases.split(",")]
VOCABULARY += [phrase.strip() for phrases in period_words.MONTHS.values() for phrase in phrases.split(",")]
PIECES = st.one_of(
    st.sampled_from(VOCABULARY),
    st.sampled_from(
        [
            "2016",
            "2018",
            "1999",
            "2099",
            "14",
            "00",
            "09",
            "3",
            "1066",
            "3000",
            "1990s",
            "23/02/2021",
            "é020",
            "Oslo",
        ]
    ),
    st.sampled_from(["-", "–", "/", ",", ";", "(", ")", "?", "…", "...", "→", "+", ".", "'", "\u200f", "\0"]),
)
SEPARATORS = st.sampled_from(["", " ", " ", " "])
PHRASES = st.lists(st.tuples(PIECES, SEPARATORS).map("".join), max_size=12).map("".join)
TEXTS = st.one_of(st.text(), PHRASES)


@given(TEXTS)
def test_any_text_is_read_without_an_error_or_an_impossible_year(text):
    reading = read_period(text)
    assert reading == read_period(text)
    years = [year for year in (reading.start_year, reading.end_year) if year is not None]
    assert years == sorted(years)
    assert all(1900 <= year <= 2099 for year in years)


@given(TEXTS)
def test_what_is_not_understood_gets_a_warning(text):
    if read_period(text) == Period():
        assert not any(character.isalnum() for character in text)


@given(TEXTS)
def test_beginning_of_a_period_is_a_word_of_the_text(text):
    begins = find_period(text)
    if begins is not None:
        assert text[begins].isalnum() or text[begins] == "~"
        assert begins == 0 or not (text[begins - 1].isalnum() and text[begins].isalnum())
        assert find_period(text) == begins


@given(st.sampled_from(["Oslo", "Santa Maria da Feira", "Berlin-Mitte", "Dos Hermanas"]), PHRASES)
def test_period_after_a_name_leaves_the_name_whole(name, phrase):
    begins = find_period(f"{name} {phrase}")
    assert begins is None or begins > len(name)


@pytest.mark.parametrize("size", [LONGEST, 100_000])
@pytest.mark.parametrize(
    "piece",
    ["2016 ", "2016-", "since ", "- ", "1 ", "1.2.", "jan ", "6 jan ", "a", "20", "not ", "de ", "(", "… "],
)
def test_long_text_is_read_in_less_than_a_second(piece, size):
    text = (piece * size)[:size]
    started = time.process_time()
    read_period(text)
    find_period(text)
    assert time.process_time() - started < 1
