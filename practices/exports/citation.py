"""How to cite a practice: in words, for reference managers (RIS) and for LaTeX (BibTeX), from its record.

There is no author: a record does not name one. The publisher is the source as the record names it.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

CATALOGUE = _("Intercultural Cities — Good Practices")
# Characters that mean something to TeX. Braces become commands, since BibTeX counts even escaped ones.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)


def in_words(record: dict, accessed_on: date) -> str:
    """The citation in one paragraph, in the language of the page."""
    place = ", ".join([*(city["name"] for city in record["cities"]), record["country"]["name"]])
    sentences = [
        gettext("“%(title)s”, %(place)s.") % {"title": record["title"], "place": place},
        gettext("%(catalogue)s, %(year)s.") % {"catalogue": CATALOGUE, "year": year(record)},
        gettext("Updated %(day)s.") % {"day": date_format(date.fromisoformat(record["updated_at"][:10]), "j F Y")},
        gettext("%(address)s (accessed %(day)s).")
        % {"address": record["url"], "day": date_format(accessed_on, "j F Y")},
    ]
    if source := record["source"]["name"]:
        sentences.insert(2, gettext("Source: %(source)s.") % {"source": source})
    return in_one_line(" ".join(sentences))


def ris(record: dict, accessed_on: date) -> str:
    """The citation as RIS: a tag a line, lines ended by CRLF. Source: the RIS format specification, type ELEC."""
    lines = [
        ("TY", "ELEC"),
        ("TI", record["title"]),
        ("T2", str(CATALOGUE)),
        ("PB", record["source"]["name"]),
        ("PY", year(record)),
        ("LA", record["language"]),
        *(("KW", keyword) for keyword in keywords(record)),
        ("UR", record["url"]),
        ("Y2", accessed_on.strftime("%Y/%m/%d")),
    ]
    return "".join(f"{tag}  - {in_one_line(value)}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def bibtex(record: dict, accessed_on: date) -> str:
    """The citation as BibTeX (UTF-8). The title stands in two pairs of braces, so that its capitals are kept."""
    texts = {
        "title": f"{{{tex(record['title'])}}}",
        "howpublished": tex(str(CATALOGUE)),
        "publisher": tex(record["source"]["name"]),
        "year": year(record),
        "language": tex(record["language"]),
        "keywords": tex(", ".join(keywords(record))),
        "url": record["url"],
        "urldate": accessed_on.isoformat(),
    }
    fields = ",\n".join(f"  {name} = {{{text}}}" for name, text in texts.items() if text)
    return f"@misc{{{record['slug']},\n{fields}\n}}\n"


def year(record: dict) -> str:
    """The year in which the practice was published in the catalogue."""
    return record["published_at"][:4]


def keywords(record: dict) -> list[str]:
    """What the practice is about: topics, cities, country."""
    return [named["name"] for named in (*record["topics"], *record["cities"], record["country"])]


def tex(text: str) -> str:
    return in_one_line(text).translate(TEX)


def in_one_line(text: str) -> str:
    return " ".join(text.split())
