"""Read the line under a listing entry's title: "Country City Period", with only spaces between.

"Norway Oslo 2016-" → NO, ("Oslo",), "2016-". The city and the period may be missing, the cities may be
several, the country may be named in any of the languages of the pages. The gazetteer knows where a city ends,
periods.find_period where a period begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from practices import period_words
from practices.gazetteer import find, fold_name, split_run, split_start
from practices.periods import find_period

# Warnings; a meta line is remembered, so that they are put into words for whoever reads them.
NO_COUNTRY = gettext_lazy("the line {line} does not begin with the name of a country")
SECOND_COUNTRY = gettext_lazy("a second country, {name}, was left out; an entry has one")
ONE_CITY = gettext_lazy("“{name}” was taken as one city; the gazetteer does not know all of it")

# Language of the text → the CLDR locales whose country names it uses.
LOCALES = {
    "en": ["en"],
    "fr": ["fr"],
    "de": ["de"],
    "es": ["es"],
    "it": ["it"],
    "pt": ["pt_PT", "pt"],
    "sr": ["sr_Latn", "sr"],
    "sq": ["sq"],
}
# CLDR regions that are no countries: unions, the world, "unknown", outlying islands.
NOT_COUNTRIES = frozenset("EU EZ UN ZZ QO XA XB AC TA IC EA DG CP CQ".split())

# Spellings that CLDR lacks: language, then "CODE name, name; CODE name". Albanian needs its definite forms,
# Serbian pages also use Croatian names, the Council of Europe long forms. Accents, case and hyphens do not
# matter.
SPELLINGS = """
en GB UK, Great Britain, England, Scotland, Wales, Northern Ireland, The United Kingdom
en GB United Kingdom of Great Britain and Northern Ireland
en US US, USA, United States of America, The United States; NL The Netherlands, Holland
en CZ Czech Republic, The Czech Republic; SK Slovak Republic; MD Republic of Moldova, Moldova (Republic of)
en BA Bosnia and Herzegovina, Bosnia
en MK Macedonia, Republic of North Macedonia, FYROM
en MK The former Yugoslav Republic of Macedonia, former Yugoslav Republic of Macedonia
en TR Turkey, Republic of Türkiye; RU Russian Federation, The Russian Federation
en KR Korea, Republic of Korea, Korea (Republic of); IE Republic of Ireland; CY Republic of Cyprus
en RS Republic of Serbia; FO The Faroe Islands, Faroes; PS Palestine; CV Cabo Verde; VA Holy See
en HK Hong Kong
fr GB Grande-Bretagne, Angleterre, Écosse, Pays de Galles, Irlande du Nord, Le Royaume-Uni
fr US États-Unis d'Amérique, Les États-Unis, USA; NL Les Pays-Bas, Hollande; CZ République tchèque
fr SK République slovaque; MD République de Moldova, République de Moldavie
fr BA Bosnie et Herzégovine, Bosnie
fr MK Macédoine, République de Macédoine du Nord
fr MK Ex-République yougoslave de Macédoine, L'ex-République yougoslave de Macédoine
fr TR Türkiye; RU Fédération de Russie; KR Corée, République de Corée; FO Féroé; PS Palestine; HK Hong Kong
de GB Großbritannien, England, Schottland, Wales, Nordirland, Das Vereinigte Königreich
de US USA, Vereinigte Staaten von Amerika; NL Die Niederlande, Holland; CZ Tschechische Republik
de SK Slowakische Republik; MD Moldau, Moldawien, Moldova; BA Bosnien-Herzegowina, Bosnien; MK Mazedonien
de RU Russische Föderation; KR Korea, Republik Korea
es GB Gran Bretaña, Inglaterra, Escocia, Gales, Irlanda del Norte; US Estados Unidos de América, EE.UU., USA
es NL Los Países Bajos, Holanda; CZ República Checa; SK República Eslovaca
es MD República de Moldavia, República de Moldova; BA Bosnia; MK Macedonia
es RU Federación Rusa, Federación de Rusia; KR Corea, República de Corea; MX Méjico
it GB Gran Bretagna, Inghilterra, Scozia, Galles, Irlanda del Nord; US Stati Uniti d'America, USA
it NL I Paesi Bassi, Olanda; CZ Repubblica Ceca; SK Repubblica Slovacca
it MD Repubblica di Moldova, Repubblica di Moldavia, Moldova; BA Bosnia-Erzegovina, Bosnia; MK Macedonia
it RU Federazione Russa; KR Corea, Repubblica di Corea
pt GB Grã-Bretanha, Inglaterra, Escócia, País de Gales, Irlanda do Norte
pt US Estados Unidos da América, EUA, USA; NL Os Países Baixos, Holanda; CZ República Checa
pt SK República Eslovaca; MD República da Moldávia; BA Bósnia, Bósnia-Herzegovina; MK Macedónia
pt RU Federação Russa; KR Coreia, República da Coreia
sr GB Velika Britanija, Engleska, Škotska, Vels, Severna Irska, Велика Британија, Енглеска
sr US Sjedinjene Američke Države, SAD, Сједињене Америчке Државе, САД; NL Nizozemska, Низоземска
sr CZ Republika Češka, Češka Republika; MD Republika Moldavija; BA Bosna
sr MK Makedonija, Sjeverna Makedonija, Македонија; RU Ruska Federacija; KR Koreja, Republika Koreja
sr DE Njemačka; CH Švicarska; ES Španjolska; CY Cipar; FI Finska; FR Francuska; RO Rumunjska; LV Latvija
sr BY Bjelorusija; GE Gruzija; AM Armenija; ME Crna Gora; NO Norvežka; XK Косово*
sq GB Britania e Madhe, Anglia, Skocia, Uellsi, Irlanda e Veriut
sq US Shtetet e Bashkuara, Shtetet e Bashkuara të Amerikës; NL Holanda, Vendet e Ulëta
sq CZ Republika Çeke, Çekia; SK Sllovakia; MD Moldavia, Republika e Moldavisë
sq BA Bosnjë dhe Hercegovinë, Bosnja dhe Hercegovina, Bosnja-Hercegovina; MK Maqedonia e Veriut, Maqedonia
sq RU Rusia, Federata Ruse; KR Korea e Jugut; XK Kosova; AL Shqipëria; GR Greqia; IT Italia; ES Spanja
sq CH Zvicra; DE Gjermania; FR Franca; BE Belgjika; NO Norvegjia; PT Portugalia; PL Polonia; SE Suedia
sq IE Irlanda; UA Ukraina; AT Austria; HR Kroacia; RS Serbia; CY Qipro, Qiproja; TR Turqia; RO Rumania
sq DK Danimarka; FI Finlanda; IS Islanda; LU Luksemburgu; HU Hungaria; SI Sllovenia; ME Mali i Zi
sq BG Bullgaria; LT Lituania; LV Letonia; EE Estonia; GE Gjeorgjia; AM Armenia; AZ Azerbajxhani; IL Izraeli
sq JP Japonia; CA Kanadaja; AU Australia; NZ Zelanda e Re; MX Meksika; MA Maroku; MT Malta
"""
# Parts of other states with a country code of their own: "France La Réunion 2019" names one country.
_TERRITORIES = frozenset("RE GP MQ GF YT NC PF PM BL MF GL FO AX SJ GI JE GG IM PR GU VI HK MO AW CW BQ SX".split())

_COUNTRY_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_SEPARATORS = " ,;:/|*–—-"
# Small words inside names of places; any other word in lower case shows that a city's name has ended.
_PARTICLES = frozenset(
    "a aan al alla am an and bei by d da das de dei del della delle den der des di do dos du e el en et i im "
    "in l la las le les lez los lès na nad of on op pod s sous sul sulla sur ten ter the und upon van von y "
    "zu".split()
)
_NO_PERIOD = re.compile(r"n\.?\s*[/.]\s*a\.?|n[/.]?[dcr]\.?|tb[acd]|unknown|inconnue?|[-–—?.…/]+", re.IGNORECASE)
# Words that belong to a period though they may begin with a capital: "Bilbao October", "Parma Various".
_PERIOD_WORD = re.compile(
    r"date|present|various|varios|vari|divers|during|covid\w*|approved"
    r"|adopt\w+|strategy|plan|programme?|phase|edition|x|premiere?|deuxieme|segundo|secondo|qysh|gjate|од|у|u"
)
_MONTHS_AND_SEASONS = frozenset(
    fold_name(word)
    for words in (period_words.MONTHS, period_words.SEASONS)
    for phrases in words.values()
    for word in phrases.split(",")
)
_LIST = re.compile(r"\s*[,;]\s*(?:and|et|und|y|e|i|dhe)\s+|\s*[,;]\s*|\s+(?:/|&|and|et|und|y|e|dhe)\s+")
LONGEST_PLACE = 30  # words at the end of a line that are tried as a repeated place


@dataclass(frozen=True, slots=True)
class MetaLine:
    """What a meta line says.

    country is an ISO 3166-1 alpha-2 code (XK for Kosovo), None when the line does not begin with a country's
    name; cities and period are as written, () and "" when missing; language is that of the country's name,
    None when several languages write it so; warnings are sentences for the curators.
    """

    country: str | None
    cities: tuple[str, ...] = ()
    period: str = ""
    country_name: str = ""
    language: str | None = None
    warnings: tuple[str, ...] = ()


def split_meta_line(line: str) -> MetaLine:
    """Split a meta line into country, cities and period; runs of white space count as one space."""
    line = " ".join(line.split())
    found = match_country(line)
    if found is None:
        return MetaLine(None, warnings=(format_lazy(NO_COUNTRY, line=repr(line)),))
    country, name, language, rest = found
    rest, warnings = _skip_second_country(rest, country)
    rest, place = _take_repeated_place(rest, country)
    run, period, run_warnings = _part(rest, country)
    cities = _split_cities(run or place, country)
    return MetaLine(country, cities, period, name, language, (*warnings, *run_warnings))


def match_country(line: str) -> tuple[str, str, str | None, str] | None:
    """The country that `line` begins with: (code, name as written, its language or None, rest of the line).

    The longest name wins; it must start with a capital and end at a word's end. None when there is no such
    name.
    """
    names = _country_names()
    words = []
    for match in _COUNTRY_WORD.finditer(line[:80]):
        if not words and (match.start() > 1 or fold_name(match[0]) not in _first_words()):
            return None
        words.append(match)
    for match in reversed(words):
        written = line[: match.end()].lstrip("[(*\"'“")
        code, languages = names.get(fold_name(written), (None, frozenset()))
        if code and _is_written_as_name(written):
            language = next(iter(languages)) if len(languages) == 1 else None
            return code, written, language, line[match.end() :].lstrip(_SEPARATORS + "])")
    return None


def _is_written_as_name(written: str) -> bool:
    """A country's name begins with a capital, an abbreviation ("UK", not "us") is all capitals."""
    return written.isupper() if len(fold_name(written)) <= 3 else not written[0].islower()


@cache
def _country_names() -> dict[str, tuple[str, frozenset[str]]]:
    """Folded name → (code, languages that call the country so)."""
    names: dict[str, tuple[str, frozenset[str]]] = {}
    for language, code, name in _spellings():
        known, languages = names.get(fold_name(name), (code, frozenset()))
        if known == code:
            names[fold_name(name)] = (code, languages | {language})
    return names


@cache
def _first_words() -> frozenset[str]:
    """The folded first words of all names of countries, to turn other lines away quickly."""
    return frozenset(fold_name(match[0]) for *_, name in _spellings() if (match := _COUNTRY_WORD.search(name)))


def _spellings() -> Iterator[tuple[str, str, str]]:
    """Every (language, code, name) from CLDR and from SPELLINGS."""
    for language, locales in LOCALES.items():
        for locale in locales:
            for code, name in Locale.parse(locale).territories.items():
                if len(code) == 2 and code not in NOT_COUNTRIES:
                    yield language, code, name
    for line in SPELLINGS.strip().splitlines():
        for group in line[3:].split("; "):
            for name in group[3:].split(", "):
                yield line[:2], group[:2], name


def _skip_second_country(rest: str, country: str) -> tuple[str, list[str]]:
    """Drop the names of further countries after the first, with a warning: an entry has one country.

    A city that is also called like a country (Luxembourg, Mexico) is kept.
    """
    warnings: list[str] = []
    while (other := match_country(rest)) and other[0] != country and other[0] not in _TERRITORIES:
        if split_start(rest, country)[0]:
            break
        warnings.append(format_lazy(SECOND_COUNTRY, name=other[1]))
        rest = other[3]
    return rest, warnings


def _take_repeated_place(rest: str, country: str) -> tuple[str, str]:
    """Take the place off the end of `rest` where the line repeats it: (what stays, the place without its
    country).

    "Bergen 2016 Bergen, Norway" → ("Bergen 2016", "Bergen"). Without a country's name after it only a place
    that `rest` also begins with is taken.
    """
    starts = [match.start() for match in re.finditer(r"\S+", rest)]
    folded = fold_name(rest)
    for start in starts[-LONGEST_PLACE:]:
        place, has_country, is_parted = _strip_country(rest[start:], country)
        if not fold_name(place):
            continue
        is_repeated = 0 < start and folded.startswith(fold_name(place)) and fold_name(rest[:start]) != ""
        is_place = is_repeated or (is_parted and split_run(place, country) is not None)
        goes_on = has_country or len(fold_name(rest[:start])) > len(fold_name(place))
        if is_place and goes_on:
            return rest[:start].rstrip(_SEPARATORS + "("), place
    return rest, ""


def _strip_country(text: str, country: str) -> tuple[str, bool, bool]:
    """`text` without the country's own name at its end, whether there was one, and whether a comma or bracket
    set it off. A text that is nothing but the country's name stays whole."""
    words = list(re.finditer(r"\S+", text))
    for match in words[1:][-6:]:
        ending = text[match.start() :]
        if _country_names().get(fold_name(ending), ("",))[0] == country:
            before = text[: match.start()].rstrip()
            is_parted = before.endswith((",", ";", "-", "–", "/")) or ending.startswith("(")
            return before.rstrip(_SEPARATORS), True, is_parted
    return text, False, False


def _part(text: str, country: str) -> tuple[str, str, list[str]]:
    """Part `text` into (the run of cities, the period, warnings).

    Known cities settle it first, then the words that begin a period; what stands before those is the run.
    """
    begins = find_period(text)
    begins = len(text) if begins is None else begins
    if begins == 0:
        return "", text, []
    head = text[:begins].rstrip(_SEPARATORS)
    if head.endswith("(") and text.endswith(")") and text.count("(") == text.count(")") == 1:
        head, text = head.rstrip("( "), text[:-1]  # "Bergen (2016)"
    without_country, _, is_parted = _strip_country(head, country)
    if is_parted and not split_run(head, country):
        head = without_country  # "Bergen, Norway 2016"
    if split_run(head, country):
        return head, text[begins:], []
    names, end = split_start(text, country)
    if not names and (_is_period_word(head) or _NO_PERIOD.fullmatch(head)):
        return "", text, []  # "Norway October", "Norway Date: 2018"
    if names and (end > begins or _is_no_name(text[end:begins])):
        return text[:end], text[end:].strip(_SEPARATORS.replace("-", "").replace("–", "")), []
    warnings = [format_lazy(ONE_CITY, name=head)] if names else []
    return head, text[begins:], warnings


def _is_no_name(text: str) -> bool:
    """Whether words after a known city cannot be the rest of its name: "Social network -", "N/A"."""
    text = text.strip(" ,;:")
    words = re.findall(r"[^\W_]+", text)
    if _NO_PERIOD.fullmatch(text) or (words and _is_period_word(text.split()[0])):
        return True
    return any(word[0].isdigit() or (word[0].islower() and word not in _PARTICLES) for word in words)


def _is_period_word(text: str) -> bool:
    """Whether `text` is a word of periods, or some with hyphens: "May-June", but not "Plan-les-Ouates"."""
    parts = [fold_name(part) for part in re.split("[-–/]", text)]
    return all(part in _MONTHS_AND_SEASONS or _PERIOD_WORD.fullmatch(part) for part in parts)


def _split_cities(run: str, country: str) -> tuple[str, ...]:
    """The cities of a run as written, each once.

    A run that is not known as a whole is one city, unless its commas make it a list of three or more.
    """
    run = _without_brackets(run)
    if not run:
        return ()
    names = split_run(run, country)
    if names is None:
        parts = [part.strip() for part in _LIST.split(run) if part.strip()]
        is_list = len(parts) >= 3 or (len(parts) == 2 and ";" in run)
        names = [name for part in parts for name in split_run(part, country) or [part]] if is_list else [run]
    return tuple(_each_once(names, country))


def _without_brackets(run: str) -> str:
    """A run that stands in brackets as a whole, without them."""
    run = run.strip(" ,;:")
    return run[1:-1].strip() if run.startswith(("(", "[")) and run.endswith((")", "]")) else run


def _each_once(names: list[str], country: str) -> list[str]:
    """The names without those that name a place already named ("Brussels/Bruxelles")."""
    kept: dict[str, str] = {}
    for name in names:
        place = find(name, country)
        kept.setdefault(place.key if place else fold_name(name), name)
    return list(kept.values())
