"""Likely duplicates in the admin: while a title is typed, after saving, on the page of the entry, and as a queue."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from practices.duplicates import likely_duplicates, queue
from practices.duplicates.comparing import Likeness
from practices.duplicates.finding import reasons
from practices.models import City, Country, NotDuplicates, Practice
from practices.models.verbs import may_curate

PAIRS_A_PAGE = 25
# So long the queue lets entries be compared that have changed since, before it answers.
SECONDS = 2


class KnownForm(forms.Form):
    """What is known of an entry while it is typed; anything may still be missing."""

    title = forms.CharField(max_length=300, required=False)
    country = forms.ModelChoiceField(Country.objects, required=False)
    cities = forms.ModelMultipleChoiceField(City.objects, required=False)
    language = forms.CharField(max_length=20, required=False)
    period = forms.CharField(max_length=300, required=False)
    text = forms.CharField(required=False)
    exclude = forms.ModelChoiceField(Practice.objects, required=False)


class PairForm(forms.Form):
    """A decision about two entries."""

    DECISIONS = ("apart", "doubt", "translation")
    first = forms.ModelChoiceField(Practice.objects)
    second = forms.ModelChoiceField(Practice.objects)
    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])

    def use(self, *, by) -> str:
        """Do what was decided; returns what to say. Raises ValidationError."""
        first, second, decision = (self.cleaned_data[name] for name in ("first", "second", "decision"))
        titles = {"first": first.title, "second": second.title}
        if decision == "translation":
            first.link_translation(second, by=by)
            return gettext("“%(first)s” and “%(second)s” are linked as translations.") % titles
        if decision == "apart":
            queue.set_apart(first, second, by=by)
            return gettext("“%(first)s” and “%(second)s” are two practices: they are not reported again.") % titles
        queue.doubt_again(first, second)
        return gettext("“%(first)s” and “%(second)s” are compared again.") % titles


class DuplicateWarnings:
    """Warns of likely duplicates of the entry that is being edited; never in the way (a mixin of ModelAdmin)."""

    @property
    def media(self):
        script = forms.Script("curation/duplicates.js", type="module")
        return super().media + forms.Media(css={"all": ["curation/duplicates.css"]}, js=[script])

    def get_urls(self):
        view = self.admin_site.admin_view(self.likely_duplicates_json)
        return [path("duplicates.json", view, name="practices_practice_likely_duplicates"), *super().get_urls()]

    def likely_duplicates_json(self, request):
        """{"duplicates": [{title, address, place, period, status, reasons, is_translation}]} for what is typed."""
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        form = KnownForm(request.GET)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=400)
        found = likely_duplicates(seen_by=request.user, **form.cleaned_data)
        return JsonResponse({"duplicates": [self.as_told(candidate, request.user) for candidate in found]})

    def as_told(self, candidate, person) -> dict:
        """A candidate for people: where to look at it, and why it is one."""
        practice = candidate.practice
        cities = [city.name for city in practice.cities.all()]
        return {
            "title": practice.title,
            "language": practice.language,
            "address": address_for(practice, person),
            "place": ", ".join([*cities, practice.country.label]),
            "period": practice.period,
            "status": practice.get_status_display(),
            "reasons": ", ".join(candidate.reasons),
            "is_translation": candidate.is_translation,
        }

    def duplicates_of(self, request, practice) -> list[dict]:
        """What is likely the same as a stored entry, for people; nothing where that is withdrawn."""
        if practice.status == Practice.Status.WITHDRAWN:
            return []
        found = likely_duplicates(
            title=practice.title,
            country=practice.country_id,
            cities=list(practice.cities.all()),
            language=practice.language,
            period=practice.period,
            text=practice.purpose or practice.summary,
            source_name=practice.source_name,
            external_id=practice.external_id,
            source_url=practice.source_url,
            exclude=practice,
            seen_by=request.user,
        )
        return [self.as_told(candidate, request.user) | {"id": candidate.practice.pk} for candidate in found]

    def response_add(self, request, practice, *args, **kwargs):
        """Say what it is likely a duplicate of, beside what is said anyway."""
        self.warn(request, practice)
        return super().response_add(request, practice, *args, **kwargs)

    def response_change(self, request, practice):
        self.warn(request, practice)
        return super().response_change(request, practice)

    def warn(self, request, practice):
        """A message with links when the entry is likely a duplicate."""
        if found := self.duplicates_of(request, practice):
            messages.warning(request, warning(found))

    def render_change_form(self, request, context, *args, **kwargs):
        """The form, and what is likely the same as the entry."""
        practice = context.get("original")
        context["duplicates"] = self.duplicates_of(request, practice) if practice else []
        context["duplicates_address"] = reverse("admin:practices_practice_likely_duplicates")
        context["may_merge"] = may_curate(request.user)
        return super().render_change_form(request, context, *args, **kwargs)


def address_for(practice, person) -> str:
    """Where a person may look at an entry: in the admin, or for contributors the public page of what others wrote."""
    if may_curate(person) or practice.author_id == person.pk:
        return reverse("admin:practices_practice_change", args=[practice.pk])
    return practice.get_absolute_url()


def warning(found) -> str:
    """The message after saving, with links."""
    links = format_html_join(
        "; ", '<a href="{}">{}</a> ({})', ((row["address"], row["title"], row["reasons"]) for row in found)
    )
    return format_html("{} {}", gettext("It looks like an entry that is there already:"), links)


class DuplicateQueue:
    """The queue of pairs that a curator decides about (a mixin of ModelAdmin)."""

    def get_urls(self):
        queue_view, decide = self.admin_site.admin_view(self.duplicates), self.admin_site.admin_view(self.decide)
        return [
            path("duplicates/", queue_view, name="practices_practice_duplicates"),
            path("duplicates/decide/", decide, name="practices_practice_decide"),
            *super().get_urls(),
        ]

    def duplicates(self, request):
        """The pairs, best first; with ?apart the decisions, to be taken back."""
        if not may_curate(request.user):
            raise PermissionDenied
        shows_apart = "apart" in request.GET
        left = 0 if shows_apart else queue.compare_due(seconds=SECONDS)
        rows = decisions() if shows_apart else queue.open_pairs()
        page = Paginator(rows, PAIRS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Likely duplicates"),
            "opts": self.opts,
            "page": page,
            "pairs": [pair if shows_apart else with_reasons(pair) for pair in page],
            "shows_apart": shows_apart,
            "left": left,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/practices/practice/duplicates.html", context)

    def decide(self, request):
        """Do what was decided about a pair, and go back to the queue."""
        if not may_curate(request.user):
            raise PermissionDenied
        form = PairForm(request.POST)
        if request.method == "POST" and form.is_valid():
            try:
                messages.success(request, form.use(by=request.user))
            except ValidationError as refusal:
                messages.error(request, " ".join(refusal.messages))
        else:
            messages.error(request, gettext("That pair is not there any more."))
        back = reverse("admin:practices_practice_duplicates")
        return redirect(f"{back}?apart" if request.POST.get("decision") == "doubt" else back)


def decisions():
    """What curators have decided, the latest first."""
    return (
        NotDuplicates.objects.select_related("first__country", "second__country", "decided_by")
        .prefetch_related("first__cities", "second__cities")
        .order_by("-decided_at", "-id")
    )


def with_reasons(pair):
    """A pair of the queue with why it is there, in words."""
    likeness = Likeness(
        key=pair.first_id,
        id=pair.second_id,
        score=pair.score,
        title=pair.title,
        text=pair.text,
        place=pair.place,
        is_translation=pair.is_translation,
        is_same_source=pair.is_same_source,
    )
    pair.reasons = reasons(likeness, pair.first, pair.second)
    return pair
