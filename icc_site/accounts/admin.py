"""People and their failures to sign in, for administrators."""

from axes.models import AccessAttempt
from django.contrib import admin, messages
from django.contrib.admin import ActionLocation
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.db.models import Exists, OuterRef
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_totp.models import TOTPDevice

from icc_site.accounts import passwords, second_factor

# django-otp registers its devices with their secrets in sight; what administrators need is an action of the person.
for device in second_factor.DEVICES:
    admin.site.unregister(device)
admin.site.unregister(get_user_model())

EVERYWHERE = [ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]


@admin.register(get_user_model())
class PersonAdmin(UserAdmin):
    """People who curate, with what they sign in by."""

    # What a person may do comes from groups, shown as boxes to tick: a few lines instead of hundreds of permissions.
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (gettext_lazy("Personal info"), {"fields": ["first_name", "last_name", "email"]}),
        (gettext_lazy("Permissions"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (gettext_lazy("Important dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    filter_horizontal = []
    list_display = ["username", "email", "is_staff", "is_active", "has_second_factor", "last_login"]
    actions = ["send_link", "reset_second_factor"]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["username", "email", "usable_password", "password1", "password2"],
                "description": gettext_lazy(
                    "Without a password, save the person and then send them a link to set one (in the actions)."
                ),
            },
        )
    ]

    def get_queryset(self, request):
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(is_paired=Exists(devices))

    def get_readonly_fields(self, request, person=None):
        """Only who may do everything makes others so, or themselves."""
        return ["last_login", "date_joined", *([] if request.user.is_superuser else ["is_superuser"])]

    def has_change_permission(self, request, person=None):
        """Nor does anybody else change such a person: their password, their address, their second factor."""
        is_above = person is not None and person.is_superuser and not request.user.is_superuser
        return not is_above and super().has_change_permission(request, person)

    def formfield_for_manytomany(self, field, request, **options):
        return super().formfield_for_manytomany(field, request, widget=CheckboxSelectMultiple, **options)

    @admin.display(description=gettext_lazy("second factor"), boolean=True, ordering="is_paired")
    def has_second_factor(self, person):
        return person.is_paired

    @admin.action(
        description=gettext_lazy("Send a link to set a password"), permissions=["change"], location=EVERYWHERE
    )
    def send_link(self, request, people):
        """Mail each a link by which they set their own password; who has no address is named."""
        for person in self.manageable(request, people):
            if passwords.invite(person, by=request.user, request=request):
                text = _("A link to set a password is on its way to %(address)s; it works for three days.")
                self.message_user(request, text % {"address": person.email})
            else:
                text = _("%(person)s has no mail address or is not active; nothing was sent.")
                self.message_user(request, text % {"person": person}, messages.WARNING)

    @admin.action(description=gettext_lazy("Reset the second factor"), permissions=["change"], location=EVERYWHERE)
    def reset_second_factor(self, request, people):
        """Forget app and recovery codes of each, for who has lost both; they set up a new one when they sign in."""
        for person in self.manageable(request, people):
            if second_factor.reset(person, by=request.user):
                self.message_user(request, _("The second factor of %(person)s was reset.") % {"person": person})
            else:
                text = _("%(person)s has no second factor.")
                self.message_user(request, text % {"person": person}, messages.WARNING)

    def manageable(self, request, people):
        """The chosen people without those of more power than the administrator, who are named."""
        for person in people:
            if not self.has_change_permission(request, person):
                text = _("%(person)s may do everything: only somebody who may too can change how they sign in.")
                self.message_user(request, text % {"person": person}, messages.WARNING)
            else:
                yield person

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """Leave out the link where no mail can be sent."""
        actions = super().get_actions(request, action_location=action_location)
        if not passwords.can_send_mail():
            actions.pop("send_link", None)
        return actions


@admin.register(AccessAttempt)
class FailureAdmin(admin.ModelAdmin):
    """Failures to sign in that still count, to look at; deleting one lets its person try again at once."""

    list_display = ["attempt_time", "username", "ip_address", "failures_since_start"]
    list_display_links = None
    search_fields = ["username", "ip_address"]
    search_help_text = gettext_lazy("Username or address; deleting a line lets the person try again at once")
    ordering = ["-attempt_time"]
    fields = list_display

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, attempt=None):
        return False
