"""What stands under each field of an entry's form: what belongs there, with an example worth following."""

from django.utils.translation import gettext_lazy as _

HINTS = {
    "title": _("Its own name, in the language of the text, without the city. Example: District Mothers"),
    "country": _("Where it takes place."),
    "cities": _("None, one or several of that country. Example: Bergen and Oslo"),
    "city_names": _("More cities by name, separated by commas. Example: Bergen, Oslo"),
    "period": _("When it ran or runs, as you would write it. Example: 2016 onwards; March 2019 – June 2021"),
    "period_is_overruled": _("Tick to keep the years below; otherwise they are read from the period on every save."),
    "start_year": _("Example: 2016"),
    "end_year": _("Example: 2021; empty if it goes on"),
    "topics": _("Those under which somebody would look for it; one to four, as a rule."),
    "language": _("The language of the text as a tag. Example: en, fr, pt-BR"),
    "purpose": _(
        "What it is meant to achieve and for whom, in two to five sentences. Example: To help mothers of migrant "
        "families find their way to schools, doctors and authorities, through neighbours who speak their language."
    ),
    "rationale": _(
        "Why it began: the problem or the chance, with figures. Example: In 2003, half of the children starting school "
        "in the district did not speak its language, and few families came to parents’ evenings."
    ),
    "process": _(
        "How it works, step by step: who does what, how often, with what money. Example: Twenty-five mothers train "
        "for six months, then visit ten families each, ten times; the city pays them for each visit."
    ),
    "impact": _(
        "What has changed, and how you know. Example: 400 families visited by 2010; an evaluation by the university "
        "found that three of four children now go to a nursery (before: one of two)."
    ),
    "key_references": _("A list, one a line. Example: - [Evaluation 2010](https://city.example/report), City, 2010"),
    "source_name": _("Where the entry came from. Example: Intercultural Cities, good practices"),
    "source_url": _("The page where it can be read. Example: https://city.example/district-mothers"),
    "external_id": _("The source’s own number or key for the entry. Example: 2021-117"),
    "provenance": _(
        "How the text came about; shown on the page. Example: Written by the city in 2021, shortened by the editors."
    ),
    "summary": _("The excerpt as the listing printed it. Kept as it was; not shown on the page."),
    "curator_notes": _("For curators only; never public. Example: Asked the city for figures on 3 May."),
    "last_confirmed_on": _("The day somebody checked that this is still so. Example: the day the city answered."),
}
