"""The form of an entry."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.admin.conflict import WORDS, YEARS, Conflict
from practices.admin.hints import HINTS
from practices.gazetteer import fold_name
from practices.models import City, Practice
from practices.models.practice import SECTIONS
from practices.models.versions import VERSIONS
from practices.periods import Period, read_period

ROWS = {"purpose": 5, "rationale": 6, "process": 10, "impact": 6, "key_references": 4}
ROWS |= {"provenance": 2, "summary": 4, "curator_notes": 4}


def text_area(name: str) -> forms.Textarea:
    """The widget of a long text; those in Markdown can be previewed."""
    attrs = {"class": "vLargeTextField", "rows": ROWS[name]}
    return forms.Textarea(attrs | ({"data-markdown": ""} if name in (*SECTIONS, "key_references") else {}))


class PracticeForm(forms.ModelForm):
    """A practice as curators edit it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    city_names = forms.CharField(label=_("More cities"), required=False, max_length=500)
    # Where somebody else has saved meanwhile, and the differences with it.
    conflict = None
    # A preview is of what was typed, whatever is stored.
    is_preview = False

    class Meta:
        model = Practice
        fields = WORDS
        help_texts = HINTS
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "period": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "topics": forms.CheckboxSelectMultiple,
            **{name: text_area(name) for name in ROWS},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = None
        self.initial["based_on"] = self.instance.version
        self.fields["city_names"].help_text = HINTS["city_names"]
        if self.is_bound:
            self.data = self.data.copy()
            taken = set(self.data.getlist("take_stored")) & set(self.fields)
            self.take_stored(self.instance, {*taken, *(("period_is_overruled", *YEARS) if "period" in taken else ())})

    def take_stored(self, practice, names):
        """Fill fields in with what the stored entry says, instead of what was typed."""
        stored = forms.model_to_dict(practice, names)
        for name, value in stored.items():
            keys = [row.pk for row in value] if isinstance(value, list) else ["" if value is None else value]
            self.data.setlist(self.add_prefix(name), [str(key) for key in keys])

    def clean(self):
        cleaned = super().clean()
        self.find_city_names(cleaned)
        self.refuse_cities_elsewhere(cleaned)
        if not self.is_preview:
            self.stop_at_a_newer_version(cleaned)
        if self.stored is None:
            self.refuse_years_that_would_be_lost(cleaned)
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if self.stored:
            self.conflict = Conflict(self, self.stored, self.base)

    def find_city_names(self, cleaned):
        """Cities that were typed by name (the way without JavaScript) join the chosen ones."""
        country, names = cleaned.get("country"), re.split(r"\s*[,;\n]\s*", cleaned.get("city_names") or "")
        if country is None or not any(names):
            return
        known = {fold_name(name): city for city in country.cities.all() for name in (*city.aliases, city.name)}
        for name in filter(None, names):
            if fold_name(name) not in known:
                message = gettext("The catalogue has no city “%(name)s” in %(country)s yet; a curator can add it.")
                self.add_error("city_names", message % {"name": name, "country": country.label})
        found = [known[fold_name(name)] for name in names if fold_name(name) in known]
        cleaned["cities"] = City.objects.filter(pk__in={city.pk for city in (*cleaned.get("cities", ()), *found)})

    def refuse_cities_elsewhere(self, cleaned):
        """Say at the field which city lies in another country, before the database has to."""
        country, cities = cleaned.get("country"), cleaned.get("cities")
        if country and cities:
            elsewhere = [city for city in cities if city.country_id != country.code]
            for city in elsewhere:
                self.add_error(
                    "cities",
                    _("%(city)s is in %(its)s; the country of the practice is %(country)s.")
                    % {"city": city, "its": city.country.label, "country": country.label},
                )

    def stop_at_a_newer_version(self, cleaned):
        """Stop where somebody else has saved the entry since the form was made; saving again overwrites knowingly.

        The row stays locked until the transaction ends, so that nobody saves between this question and the answer.
        """
        based_on = cleaned.get("based_on")
        if self.instance.pk is None or based_on is None:
            return
        stored = Practice.objects.select_for_update(of=["self"]).get(pk=self.instance.pk)
        if max(based_on, 1) == max(stored.version, 1):
            return
        self.stored = stored
        self.base = VERSIONS.model.objects.filter(id=stored.pk, version=based_on).first()
        self.data["based_on"] = stored.version
        untyped = [name for name in YEARS if self.base and cleaned.get(name) == getattr(self.base, name)]
        self.take_stored(stored, untyped)
        message = _("Somebody else has saved this entry since you opened it. Nothing of yours is lost, nor saved yet.")
        self.add_error(None, forms.ValidationError(message, code="conflict"))

    def refuse_years_that_would_be_lost(self, cleaned):
        """Years typed by hand without the tick would be read from the period again: say so instead of dropping them."""
        reading = read_period(cleaned.get("period", ""))
        typed = {name for name in YEARS if name in self.changed_data}
        if not cleaned.get("period_is_overruled") and any(cleaned.get(n) != getattr(reading, n) for n in typed):
            message = _("Tick this to keep the years you typed: the period is read as “%(reading)s”.")
            self.add_error("period_is_overruled", message % {"reading": period_in_words(reading)})


def period_in_words(reading: Period) -> str:
    """A reading of a period for curators: "2016, ongoing", "no years"."""
    if reading.start_year is None and reading.end_year is None:
        years = gettext("no years")
    elif reading.start_year == reading.end_year:
        years = str(reading.start_year)
    else:
        years = f"{reading.start_year or '…'}–{reading.end_year or ''}"
    ongoing = {
        True: gettext("ongoing"),
        False: gettext("not ongoing"),
        None: gettext("unknown whether ongoing"),
    }
    return f"{years}, {ongoing[reading.is_ongoing]}"
