"""What period phrases mean."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.periods import Period, find_period, read_period

SAMPLE = Path(__file__).parent / "data" / "meta_lines_sample.tsv"

# Text, start year, end year, whether it goes on (None: not said). The first line of each group was decided by us;
# the others are its neighbours.
READINGS = [
    ("2011-14", 2011, 2014, False),
    ("2015-2020 / 2021-25", 2015, 2025, False),
    ("2021 (ongoing since 2017)", 2017, None, True),
    ("2018 à ...", 2018, None, True),
    ("2018 à …", 2018, None, True),
    ("From September 2014 to May 2015 (still ongoing as part of the municipal strategy)", 2014, 2015, True),
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
    ("N/A", None, None, None),
    ("é020", None, None, None),
    ("", None, None, None),
    ("n.a.", None, None, None),
    ("-", None, None, None),
    ("?", None, None, None),
    ("tbc", None, None, None),
    ("2014/2015", 2014, 2015, False),
    ("2014/15", 2014, 2015, False),
    ("2014 - 2016", 2014, 2016, False),
    ("2014–2016", 2014, 2016, False),
    ("Sept. 2014 - May 2015", 2014, 2015, False),
    ("01/09/2014 - 31/05/2015", 2014, 2015, False),
    ("01.09.2014-31.05.2015", 2014, 2015, False),
    ("2014-09-01", 2014, 2014, False),
    ("September 2014", 2014, 2014, False),
    ("Autumn 2019", 2019, 2019, False),
    ("Spring/Summer 2018", 2018, 2018, False),
    ("Early 2015", 2015, 2015, False),
    ("mid-2016", 2016, 2016, False),
    ("end of 2017", 2017, 2017, False),
    ("Q3 2019", 2019, 2019, False),
    ("1st semester of 2020", 2020, 2020, False),
    ("school year 2016/2017", 2016, 2017, False),
    ("año 2018", 2018, 2018, False),
    ("Desde 2012", 2012, None, True),
    ("desde 2012 hasta la actualidad", 2012, None, True),
    ("2012-actualidad", 2012, None, True),
    ("2012 - hoy", 2012, None, True),
    ("en curso", None, None, True),
    ("en marcha", None, None, True),
    ("Dal 2015", 2015, None, True),
    ("dal 2015 ad oggi", 2015, None, True),
    ("2015 - oggi", 2015, None, True),
    ("in corso", None, None, True),
    ("seit 2010", 2010, None, True),
    ("seit 2010 laufend", 2010, None, True),
    ("laufend", None, None, True),
    ("ab 2018", 2018, None, True),
    ("bis 2020", None, 2020, False),
    ("von 2015 bis 2018", 2015, 2018, False),
    ("Depuis 2020", 2020, None, True),
    ("à partir de 2017", 2017, None, True),
    ("dès 2015", 2015, None, True),
    ("de 2015 à 2018", 2015, 2018, False),
    ("2015 à aujourd'hui", 2015, None, True),
    ("2015 - aujourd’hui", 2015, None, True),
    ("2015 jusqu'à présent", 2015, None, True),
    ("A partir de 2016", 2016, None, True),
    ("em curso", None, None, True),
    ("a decorrer", None, None, True),
    ("2016 - atualidade", 2016, None, True),
    ("od 2018. godine", 2018, None, True),
    ("2018. godina", 2018, 2018, False),
    ("u toku", None, None, True),
    ("nga 2018", 2018, None, True),
    ("që nga 2015", 2015, None, True),
    ("në vazhdim", None, None, True),
    ("every year since 2008", 2008, None, True),
    ("annual, since 2008", 2008, None, True),
    ("annually", None, None, True),
    ("permanent", None, None, True),
    ("since the 1990s", None, None, True),
    ("the 90s", None, None, None),
    ("2 years", None, None, None),
    ("3 ans", None, None, None),
    ("12 mois", None, None, None),
    ("Started in 2015", 2015, None, None),
    ("Launched 2016", 2016, None, None),
    ("2015, 2016 and 2017", 2015, 2017, False),
    ("2015 & 2017", 2015, 2017, False),
    ("2009 and ongoing", 2009, None, True),
    ("2009, ongoing", 2009, None, True),
    ("2016 (pilot), 2017 onwards", 2016, None, True),
    ("2018-2020, renewed 2021-2023", 2018, 2023, False),
    ("2020-21 (Covid)", 2020, 2021, False),
    ("2013-2016 and since 2018", 2013, None, True),
    ("Since January 2015 until now", 2015, None, True),
    ("until 2019", None, 2019, False),
    ("Jan 2016 - ", 2016, None, True),
    ("from 2016", 2016, None, True),
    ("from 2016 on", 2016, None, True),
    ("From May 2017", 2017, None, True),
    ("As of 2019", 2019, None, True),
    ("Piloted in 2012; rolled out 2014-", 2012, None, True),
    ("2017-2018 (finished)", 2017, 2018, False),
    ("completed in 2019", None, 2019, False),
    ("no longer active", None, None, False),
    ("not ongoing", None, None, False),
    ("Ongoing (start 2011)", 2011, None, True),
    ("2010 - ?", 2010, None, None),
    ("ca. 2005", 2005, 2005, False),
    ("2010-9", 2010, 2010, False),
    ("12345", None, None, None),
    ("1066", None, None, None),
    ("B2016X", None, None, None),
    ("Casalecchio di Reno, Italie", None, None, None),
    ("Bradford 2022", 2022, 2022, False),
    ("2018-2015", None, None, None),
    ("Present", None, None, True),
    ("Date: 2018", 2018, 2018, False),
    ("1.º semestre 2019", 2019, 2019, False),
    ("Од 2016", 2016, None, True),
    ("à partir 2016", 2016, None, True),
    ("Three years - 2017, 2018 and 2019", 2017, 2019, False),
    ("Since 2009 until 2012", 2009, 2012, False),
    ("January - February 2018", 2018, 2018, False),
    ("Four months from March to June 2017 (pilot in one neighbourhood)", 2017, 2017, False),
    ("2018-ongoing", 2018, None, True),
    ("du 12 au 15 mai 2019", 2019, 2019, False),
    ("Du 3 septembre 2018 au 4 juin 2019", 2018, 2019, False),
    ("November 2018 – March 2019", 2018, 2019, False),
    ("2017 to present", 2017, None, True),
    ("May-June 2022", 2022, 2022, False),
    ("2005-2010 and ongoing", 2005, 2010, True),
    ("Depuis 2016 (en cours)", 2016, None, True),
    ("1999/00", 1999, 2000, False),
    ("2015-05", 2015, 2015, False),
    ("Since autumn 2015", 2015, None, True),
    ("From the beginning of 2016", 2016, None, True),
    ("2016 et suivants", 2016, None, True),
    ("2016+", 2016, None, True),
    ("2022-2025 (planned)", 2022, 2025, False),
    ("Since its creation in 2004", 2004, None, True),
    ("2016-2017-2018", 2016, 2018, False),
    ("Every year in May since 2010", 2010, None, True),
]
UNREADABLE = {
    "N/A",
    "é020",
    "n.a.",
    "-",
    "?",
    "tbc",
    "the 90s",
    "2 years",
    "3 ans",
    "12 mois",
    "no longer active",
    "not ongoing",
    "since the 1990s",
    "12345",
    "1066",
    "B2016X",
    "Casalecchio di Reno, Italie",
    "2018-2015",
}


@pytest.mark.parametrize(("text", "start", "end", "is_ongoing"), READINGS)
def test_period_is_read(text, start, end, is_ongoing):
    reading = read_period(text)
    assert (reading.start_year, reading.end_year, reading.is_ongoing) == (start, end, is_ongoing)


@pytest.mark.parametrize("text", [row[0] for row in READINGS])
def test_only_what_cannot_be_read_gets_a_warning(text):
    warnings = read_period(text).warnings
    assert bool(warnings) is (text in UNREADABLE)
    assert all(text in warning for warning in warnings)


def sample_rows():
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", sample_rows(), ids=lambda row: row["meta_line"])
def test_real_lines_are_read_right(row):
    reading = read_period(row["period"])
    years = [int(row[name]) if row[name] else None for name in ("start_year", "end_year")]
    ongoing = {"true": True, "false": False, "": None}[row["ongoing"]]
    assert (reading.start_year, reading.end_year, reading.is_ongoing) == (*years, ongoing)


def test_blank_text_is_no_period_and_no_mistake():
    assert read_period("") == read_period(" \u00a0 ") == Period()


def test_a_reversed_range_is_refused_and_not_turned_round():
    assert read_period("2018-2015") == Period(warnings=("The period “2018-2015” ends before it starts.",))


# Where the period begins in a line from which the country is gone: after the bar, nowhere without one.
LINES = [
    "Berlin-Neukölln |2016 onwards",
    "Stavanger |Running for several decades",
    "Neuchâtel |Chaque année autour du 21 mars, depuis 1995",
    "Haifa |Four months from March to June 2017 (pilot)",
    "Amadora |From September 2014 to May 2015 (still ongoing)",
    "|JAN - DEC 2020",
    "Oslo",
    "Reggio Emilia",
    "La Haye |en cours",
    "Paris |À partir de 2017",
    "Casalecchio di Reno Casalecchio di Reno, Italie",
    "Santa Maria da Feira |ongoing",
    "Novi Sad |2018",
    "Castelvetro di Modena |Dal 2015",
    "San Sebastian |depuis 2014",
    "Sankt Pölten |ab 2018",
    "La Spezia",
    "Nea Smyrni",
    "May Pen",
    "Villa Seca |2nd half 2021",
    "Montréal |12 mois, de janvier à décembre 2017",
    "Patras |23/02/2021",
    "Fermo |January - February 2018",
    "Tirana |QË NGA VITI 2020",
    "|QË NGA VITI 2020",
    "Zavidovići |OD 2020",
    "|é020",
    "Oslo |N/A",
    "Stavanger |Ongoing for several years",
    "Donegal |Since 2017 - Ongoing",
    "Vila Real de Santo António |2019",
    "Vila Verde |Em curso",
    "Erlangen |June 2017",
    "Lublin Krakow Wroclaw |2nd half 2021",
    "Torino |2018-ongoing",
    "Kristiansand |The 1990s",
    "Mechelen |Every year since 2008",
    "Bilbao |18 months",
    "Vic |From 2021 to 2027",
    "Montreuil |du 12 au 15 mai 2019",
    "Limassol |End of 2017",
    "Ioannina |1st semester of 2020",
    "Kobe |01.09.2014-31.05.2015",
    "Melitopol |annual",
    "Lodi |Started in 2015",
    "Swansea |School year 2016/2017",
    "Gland |until 2019",
    "Cork |Summer 2018",
    "Milan |Q3 2019",
    "Mexico City |2016",
    "Rijeka |2018. godina",
    "Val-de-Marne |2016-",
    "Le Mans |2016-",
    "Noisy-le-Sec |Depuis 2015",
    "|Start date: January 2015",
    "|U periodu 2016-2018",
    "Bradford |8 décembre 2020",
    "Bilbao |Three years - 2017, 2018 and 2019",
    "Leeds |Present",
]


@pytest.mark.parametrize("line", LINES)
def test_beginning_of_the_period_is_found(line):
    place, bar, _ = line.partition("|")
    assert find_period(line.replace("|", "")) == (len(place) if bar else None)


PIECES = [
    "2016",
    "2011-14",
    "1999/00",
    "since",
    "depuis",
    "od",
    "-",
    "–",
    "to",
    "à",
    "…",
    "...",
    "ongoing",
    "en cours",
    "(",
    ")",
    ",",
    "21 mars",
    "January",
    "not",
    "no longer",
    "until",
    "from",
    "N/A",
    "90s",
    "/",
    "2018",
    "2030",
    "12",
    "mois",
    "ends",
]
PHRASES = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))


@given(PHRASES)
def test_any_text_is_read_without_an_error_or_an_inverted_range(text):
    reading = read_period(text)
    assert reading == read_period(text)
    years = [year for year in (reading.start_year, reading.end_year) if year is not None]
    assert years == sorted(years)
    assert all(1900 <= year <= 2099 for year in years)


@given(PHRASES)
def test_beginning_of_any_text_lies_in_it_at_a_word(text):
    start = find_period(text)
    if start is not None:
        assert 0 <= start < len(text)
        assert start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())


@pytest.mark.parametrize("piece", ["2016 ", "since ", "- ", "1.2.", "jan ", "a", "20", "ongoing 2016-"])
def test_long_text_is_read_in_linear_time(piece):
    started = time.process_time()
    read_period(piece * (100_000 // len(piece)))
    find_period(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 5
