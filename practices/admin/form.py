"""The form of an entry."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.models import Practice
from practices.periods import Period, read_period


class PracticeForm(forms.ModelForm):
    """A practice as curators edit it."""

    class Meta:
        model = Practice
        fields = (
            *("title", "country", "cities", "period", "period_is_overruled", "start_year", "end_year", "is_ongoing"),
            *("topics", "language", "purpose", "rationale", "process", "impact", "key_references"),
            *("source_name", "source_url", "external_id", "provenance", "summary"),
            *("curator_notes", "last_confirmed_on"),
        )
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "period": forms.TextInput(attrs={"class": "vLargeTextField"}),
            **{
                name: forms.Textarea(attrs={"class": "vLargeTextField", "rows": rows})
                for name, rows in (("purpose", 5), ("provenance", 2), ("summary", 4), ("curator_notes", 4))
            },
        }

    def clean(self):
        """Say at the field which city lies in another country, before the database has to."""
        cleaned = super().clean()
        country, cities = cleaned.get("country"), cleaned.get("cities")
        if country and cities:
            elsewhere = [city for city in cities if city.country_id != country.code]
            for city in elsewhere:
                self.add_error(
                    "cities",
                    _("%(city)s is in %(its)s; the country of the practice is %(country)s.")
                    % {"city": city, "its": city.country, "country": country},
                )
        self.refuse_years_that_would_be_lost(cleaned)
        return cleaned

    def refuse_years_that_would_be_lost(self, cleaned):
        """Years typed by hand without the tick would be read from the period again: say so instead of dropping them."""
        reading = read_period(cleaned.get("period", ""))
        typed = {name for name in ("start_year", "end_year", "is_ongoing") if name in self.changed_data}
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
