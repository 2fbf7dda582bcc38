import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.importers.meta_line import MetaLine, match_country, split_meta_line

DATA = Path(__file__).parents[1] / "data"


def read_table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


TABLE = read_table("meta_lines_sample.tsv") + read_table("meta_lines_more.tsv")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["meta_line"])
def test_line_of_the_table(row):
    meta = split_meta_line(row["meta_line"])
    assert (meta.country, "; ".join(meta.cities), meta.period) == (
        row["country"],
        row["cities"],
        row["period"],
    )


def test_whole_value():
    assert split_meta_line("Suisse Genève depuis 2003") == MetaLine(
        country="CH",
        cities=("Genève",),
        period="depuis 2003",
        country_name="Suisse",
        language="fr",
        warnings=(),
    )


@pytest.mark.parametrize(
    "line",
    [
        "Norway\tOslo   2016-",
        "Norway\xa0Oslo\xa02016-",
        "  Norway Oslo 2016- ",
        "NORWAY Oslo 2016-",
        "Norway, Oslo, 2016-",
    ],
)
def test_spaces_case_and_commas_do_not_matter(line):
    meta = split_meta_line(line)
    assert (meta.country, meta.cities, meta.period) == ("NO", ("Oslo",), "2016-")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("UK London 2018", "GB"),
        ("U.K. London 2018", "GB"),
        ("England London 2018", "GB"),
        ("US Rochester 2018", "US"),
        ("The United States Rochester 2018", "US"),
        ("États-Unis d'Amérique Rochester 2018", "US"),
        ("États-Unis d’Amérique Rochester 2018", "US"),
        ("SAD Rochester 2018", "US"),
        ("САД Rochester 2018", "US"),
        ("Korea (Republic of) Ansan 2018", "KR"),
        ("Türkei Bursa 2018", "TR"),
        ("Czechia Brno 2018", "CZ"),
        ("Tchéquie Brno 2018", "CZ"),
        ("Moldova Chișinău 2018", "MD"),
        ("Bosnia & Herzegovina Mostar 2018", "BA"),
        ("Bosnia-Herzegovina Mostar 2018", "BA"),
        ("L’ex-République yougoslave de Macédoine Tetovo 2018", "MK"),
        ("Severna Makedonija Tetovo 2018", "MK"),
        ("Maqedonia e Veriut Tetovo 2018", "MK"),
        ("Kosovo* Prizren 2018", "XK"),
        ("[Kosovo*] Prizren 2018", "XK"),
        ("Kosova Prizren 2018", "XK"),
        ("Russie Ijevsk 2018", "RU"),
        ("Les Pays-Bas Tilburg 2018", "NL"),
        ("Holandija Tilburg 2018", "NL"),
        ("Шпанија Билбао 2018", "ES"),
        ("Njemačka Berlin 2018", "DE"),
        ("Polónia Lublin 2018", "PL"),
        ("Polônia Lublin 2018", "PL"),
        ("Guinea-Bissau Bissau 2018", "GW"),
        ("Guinea Conakry 2018", "GN"),
        ("Georgia Tbilisi 2018", "GE"),
    ],
)
def test_country_is_known_in_many_spellings(line, code):
    assert match_country(line)[0] == code
    assert split_meta_line(line).period == "2018"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "2016",
        "Atlantis Poseidonia 2016",
        "us Boston 2018",
        "portugal is",
        "Spain's network of cities",
        "Spain’s network of cities",
        "Norwaylike Oslo 2016",
        "The Oslo model",
        "European Union Brussels 2018",
    ],
)
def test_line_without_a_country_has_none_and_a_warning(line):
    assert split_meta_line(line) == MetaLine(
        None, warnings=(f"the line {line!r} does not begin with the name of a country",)
    )


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Norvège Oslo", "fr"),
        ("Norway Oslo", "en"),
        ("Norwegen Oslo", "de"),
        ("Norveška Oslo", "sr"),
        ("Норвешка Осло", "sr"),
        ("Norvegjia Oslo", "sq"),
        ("Italie Turin", "fr"),
        ("Ireland QË NGA VITI 2020", "en"),
        ("Portugal Amadora", None),
        ("Canada Sherbrooke", None),
        ("Türkiye Bursa", None),
    ],
)
def test_language_is_that_of_the_country_when_only_one_calls_it_so(line, language):
    assert split_meta_line(line).language == language


@pytest.mark.parametrize(
    ("line", "cities", "period"),
    [
        ("Italie Casalecchio di Reno Casalecchio di Reno, Italie", ("Casalecchio di Reno",), ""),
        ("Norway Bergen 2016 Bergen", ("Bergen",), "2016"),
        ("Norway Bergen Bergen, Norvège 2016", ("Bergen",), "2016"),
        ("Norway Bergen (Norway) 2016", ("Bergen",), "2016"),
        ("Norway 2016 Bergen, Norway", ("Bergen",), "2016"),
        ("Luxembourg Luxembourg", ("Luxembourg",), ""),
        ("Luxembourg Luxembourg Luxembourg, Luxembourg", ("Luxembourg",), ""),
        ("Mexico Mexico City Mexico City, Mexico", ("Mexico City",), ""),
        ("Portugal Lisbon 2009 -", ("Lisbon",), "2009 -"),
        ("United Kingdom March 2018", (), "March 2018"),  # March is also a town in Cambridgeshire
        ("Switzerland Neuchâtel (canton) 2018", ("Neuchâtel (canton)",), "2018"),
        ("Italy Unione Valle di Fantasia 2018", ("Unione Valle di Fantasia",), "2018"),
        ("Italy Nowhere sul Nulla 2018", ("Nowhere sul Nulla",), "2018"),
        ("Italy Rubiera, Nowhere and Novellara 2018", ("Rubiera", "Nowhere", "Novellara"), "2018"),
        ("Italy Rubiera; Nowhere 2018", ("Rubiera", "Nowhere"), "2018"),
        ("Germany Sankt Nirgendwo am Fluss", ("Sankt Nirgendwo am Fluss",), ""),
        ("Belgium Brussels Bruxelles 2018", ("Brussels",), "2018"),
        ("Spain Bilbao October", ("Bilbao",), "October"),
        ("Spain Bilbao May-June", ("Bilbao",), "May-June"),
        ("Spain October", (), "October"),
        ("Canada Swift Current 2018", ("Swift Current",), "2018"),  # "current" also begins periods
        ("Spain Date: 2018", (), "Date: 2018"),
        ("Switzerland Plan-les-Ouates 2018", ("Plan-les-Ouates",), "2018"),
        ("Spain Bilbao Approved 2018", ("Bilbao",), "Approved 2018"),
        ("Spain Bilbao Various", ("Bilbao",), "Various"),
    ],
)
def test_repeated_and_unknown_places(line, cities, period):
    meta = split_meta_line(line)
    assert (meta.cities, meta.period) == (cities, period)


def test_run_that_is_known_only_in_part_is_one_city_with_a_warning():
    assert split_meta_line("Norway Bergen Poseidonia 2016") == MetaLine(
        country="NO",
        cities=("Bergen Poseidonia",),
        period="2016",
        country_name="Norway",
        language="en",
        warnings=("“Bergen Poseidonia” was taken as one city; the gazetteer does not know all of it",),
    )


def test_city_called_like_another_country_is_a_city():
    meta = split_meta_line("Portugal Cuba 2019")  # a town in the Alentejo
    assert (meta.country, meta.cities, meta.period, meta.warnings) == ("PT", ("Cuba",), "2019", ())


def test_second_country_is_left_out_with_a_warning():
    meta = split_meta_line("Norway, Sweden Oslo 2018")
    assert (meta.country, meta.cities, meta.warnings) == (
        "NO",
        ("Oslo",),
        ("a second country, Sweden, was left out; an entry has one",),
    )


@given(st.text(max_size=200))
def test_any_line_is_answered(line):
    meta = split_meta_line(line)
    assert (meta.country is None) == bool(not meta.country_name)


@given(st.sampled_from(TABLE), st.text(max_size=40))
def test_any_ending_is_answered(row, ending):
    assert split_meta_line(row["meta_line"] + ending).country or ending


def test_very_long_line_is_read_in_linear_time():
    start = time.process_time()
    split_meta_line("Norway " + "Bergen Oslo " * 10_000)
    assert time.process_time() - start < 10
