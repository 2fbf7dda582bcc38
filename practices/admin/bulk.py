"""Verbs for many entries at once: each is asked on its own, and a page tells what was done and what was refused."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.admin.verbs import PAGES, ReasonForm, ReturnForm, VerbForm
from practices.models import Practice, Topic, Verb
from practices.models.verbs import may_curate


class AddTopicForm(VerbForm):
    """Gives entries one more topic, as a version of each."""

    topic = forms.ModelChoiceField(label=_("Topic"), queryset=Topic.objects.all())
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        help_text=_("For the history. Example: New topic, agreed in spring."),
    )

    def use(self, practice, *, by):
        topics = {*practice.topics.all(), self.cleaned_data["topic"]}
        reason = self.cleaned_data["reason"]
        # The version guards the topics that were just read.
        if not practice.revise(by=by, topics=topics, reason=reason, based_on=practice.version):
            raise ValidationError(_("It has this topic already."))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry; without a refusal it was done."""

    practice: Practice
    refusal: str = ""


def outcome(form, practice, person) -> Outcome:
    """Use a verb on one entry, in a transaction of its own."""
    try:
        form.use(practice, by=person)
    except ValidationError as refusal:
        return Outcome(practice, " ".join(refusal.messages))
    except PermissionDenied:
        return Outcome(practice, gettext("This is for curators."))
    return Outcome(practice)


def bulk_verb(label, form_class, permission, verb=None):
    """An action of the list that uses a verb on each chosen entry, after asking for what its form needs to know."""

    @admin.action(description=label, permissions=[permission])
    def action(self, request, practices):
        needs_answers, is_answered = bool(form_class.base_fields), "answered" in request.POST
        form = form_class(request.POST if is_answered or not needs_answers else None)
        if form.is_bound and form.is_valid():
            outcomes = [outcome(form, practice, request.user) for practice in practices]
            return self.tell_outcomes(request, label, outcomes)
        return self.ask_for_all(request, label, form, practices, verb)

    return action


class BulkVerbs:
    """Gives the list of entries its bulk verbs (a mixin of ModelAdmin)."""

    actions = ["submit_all", "publish_all", "return_all", "withdraw_all", "add_topic_to_all"]

    submit_all = bulk_verb(PAGES[Verb.SUBMITTED].label, PAGES[Verb.SUBMITTED].form, "change")
    publish_all = bulk_verb(PAGES[Verb.PUBLISHED].label, PAGES[Verb.PUBLISHED].form, "curate")
    return_all = bulk_verb(PAGES[Verb.RETURNED].label, ReturnForm, "curate", Verb.RETURNED)
    withdraw_all = bulk_verb(PAGES[Verb.WITHDRAWN].label, ReasonForm, "curate", Verb.WITHDRAWN)
    add_topic_to_all = bulk_verb(_("Add a topic"), AddTopicForm, "change")

    def has_curate_permission(self, request) -> bool:
        """Whether the person may use verbs that are for curators."""
        return may_curate(request.user)

    def ask_for_all(self, request, label, form, practices, verb):
        """The page between the list and the verb: what it will do, to which entries, and why."""
        context = {
            **self.about(label),
            "what": PAGES[verb].what if verb else "",
            "form": form,
            "practices": practices,
            "action": request.POST["action"],
            "is_across": request.POST.get("select_across") == "1",
        }
        return self.bulk_page(request, "bulk.html", context)

    def tell_outcomes(self, request, label, outcomes):
        """The page after it: entry by entry."""
        done = [found for found in outcomes if not found.refusal]
        refused = [found for found in outcomes if found.refusal]
        return self.bulk_page(request, "bulk_report.html", {**self.about(label), "done": done, "refused": refused})

    def about(self, label) -> dict:
        return {"title": label, "opts": self.opts, "media": self.media}

    def bulk_page(self, request, name, context):
        context = {**self.admin_site.each_context(request), **context}
        return TemplateResponse(request, f"admin/practices/practice/{name}", context)
