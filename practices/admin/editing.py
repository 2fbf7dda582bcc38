"""Editing an entry: saving it as one version, the buttons, and what stands around the form."""

from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import ModelMultipleChoiceField
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.admin.completeness import Completeness
from practices.admin.conflict import marked
from practices.admin.form import ROWS, period_in_words
from practices.admin.places import PlainCountries
from practices.admin.verbs import PAGES
from practices.models import Practice, Verb
from practices.models.verbs import may_curate
from practices.periods import read_period

# Button → the verb that follows the saving.
BUTTONS = {"_submit": (Verb.SUBMITTED, Practice.submit), "_publish": (Verb.PUBLISHED, Practice.publish)}
TYPED = ("title", "period", *ROWS, "source_name", "source_url", "external_id")
OF_CURATORS = {"external_id", "summary", "curator_notes", "last_confirmed_on"}


class LabelledCities(ModelMultipleChoiceField):
    """Cities with their countries: there is a Salisbury in several."""

    def label_from_instance(self, city):
        return f"{city.name}, {city.country.label}"


class CityAutocomplete(AutocompleteSelectMultiple):
    """Finds cities while one types, in the country that is chosen."""

    def get_url(self):
        return reverse("admin:practices_practice_cities")

    def build_attrs(self, *args, **kwargs):
        """Without the button that clears all: each city has its own, and it would stand amid a list."""
        return super().build_attrs(*args, **kwargs) | {"data-allow-clear": "false"}


class Editing(PlainCountries):
    """Gives the admin of entries their form (a mixin of ModelAdmin)."""

    def get_fieldsets(self, request, practice=None):
        """For contributors without what only curators use."""
        if may_curate(request.user):
            return self.fieldsets
        sets = [(name, [f for f in options["fields"] if f not in OF_CURATORS]) for name, options in self.fieldsets]
        return [(name, {"fields": fields}) for name, fields in sets if fields]

    def formfield_for_manytomany(self, field, request, **kwargs):
        if field.name == "cities":
            kwargs |= {"widget": CityAutocomplete(field, self.admin_site), "form_class": LabelledCities}
            kwargs["queryset"] = field.related_model.objects.select_related("country")
        formfield = super().formfield_for_manytomany(field, request, **kwargs)
        if field.name == "topics":
            formfield.label_from_instance = lambda topic: topic.label
        return formfield

    def formfield_for_dbfield(self, field, request, **kwargs):
        """Topics are added elsewhere: a box to tick cannot take a new one in."""
        formfield = super().formfield_for_dbfield(field, request, **kwargs)
        if field.name == "topics":
            formfield.widget.can_add_related = formfield.widget.can_view_related = False
        return formfield

    def save_model(self, request, practice, form, change):
        """Nothing yet: `save_related` stores the row with its cities and topics, as one version."""

    def save_related(self, request, form, formsets, change):
        """Store the entry as one version; say what the period does not tell; then the verb of the button pressed."""
        practice, typed = form.instance, form.cleaned_data
        links = {name: typed.get(name) for name in ("cities", "topics")}
        practice.revise(by=request.user, based_on=typed.get("based_on") if change else None, **links)
        if not practice.period_is_overruled:
            for warning in read_period(practice.period).warnings:
                messages.warning(request, warning)
        for button, (verb, use) in BUTTONS.items():
            if button in request.POST:
                self.use_after_saving(request, practice, verb, use)

    def use_after_saving(self, request, practice, verb, use):
        """What was saved stays saved when the verb refuses."""
        try:
            use(practice, by=request.user)
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
        except PermissionDenied:
            messages.warning(request, gettext("It is saved; this is for curators."))
        else:
            messages.success(request, PAGES[verb].done % {"title": practice.title})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form. What cannot be saved any more is shown, not lost."""
        practice = self.get_object(request, object_id) if object_id else None
        if request.method == "POST" and object_id and not self.is_open(request, practice):
            return self.show_what_was_typed(request, practice)
        context = self.around_the_form(request, practice) | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, context)

    def is_open(self, request, practice) -> bool:
        """Whether the entry is there to be saved."""
        return practice is not None and self.has_change_permission(request, practice)

    def around_the_form(self, request, practice) -> dict:
        """What stands around the form: the buttons, the verbs, and what is reported."""
        verbs = practice.possible_verbs(request.user) if practice else [Verb.SUBMITTED, Verb.PUBLISHED]
        return {
            "verb_links": self.verb_links(request, practice) if practice else [],
            "may_submit": Verb.SUBMITTED in verbs,
            "may_publish": Verb.PUBLISHED in verbs and may_curate(request.user),
            "may_reopen": Verb.REOPENED in verbs,
            "may_preview": practice is None or practice.may_be_edited_by(request.user),
            "show_save_and_add_another": False,
        }

    def render_change_form(self, request, context, *args, **kwargs):
        """Add what the filled-in form has to say of itself."""
        form = context["adminform"].form
        context["completeness"] = Completeness(form)
        context["is_unsaved"] = form.is_bound
        return super().render_change_form(request, context, *args, **kwargs)

    def show_what_was_typed(self, request, practice):
        """A page with the texts of a form that came too late: the entry has gone on, or is gone."""
        labels = {name: Practice._meta.get_field(name).verbose_name for name in TYPED if name in request.POST}
        texts = [
            {
                "label": label,
                "typed": marked(request.POST[name], getattr(practice, name)) if practice else request.POST[name],
                "stored": marked(getattr(practice, name), request.POST[name]) if practice else "",
            }
            for name, label in labels.items()
            if request.POST[name].strip() != (getattr(practice, name).strip() if practice else "")
        ]
        last = practice and practice.history.select_related("history_user").first()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Not saved: what you typed"),
            "practice": practice,
            "last": last,
            "texts": texts,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/practices/practice/too_late.html", context, status=409)

    def period_reading(self, practice):
        """What the text of the period says, and what could not be read; beside it, what a curator has set instead."""
        reading = read_period(practice.period)
        lines = [period_in_words(reading), *reading.warnings]
        if practice.period_is_overruled:
            lines.append(gettext("Overruled: the years below are used."))
        return format_html(
            '<div data-period-reading="{}" aria-live="polite">{}</div>',
            reverse("admin:practices_practice_read_period"),
            format_html_join("\n", "<p>{}</p>", ((line,) for line in lines)),
        )

    period_reading.short_description = _("the period is read as")
