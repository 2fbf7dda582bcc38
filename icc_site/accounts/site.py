"""The admin with its one door."""

from django.contrib.admin import AdminSite
from django.http import HttpResponseRedirect
from django.urls import path, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from icc_site.accounts import passwords, views


def guarded(view):
    """For pages before the door: never kept, protected against forgery, nothing of their forms in error reports."""
    return sensitive_post_parameters()(csrf_protect(never_cache(view)))


class CurationSite(AdminSite):
    """Django's admin; /admin/login/ is the only place to sign in, everything about that lies below /admin/."""

    site_url = reverse_lazy("catalogue")

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """The door; who is in already goes on."""
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(views.SignIn(request=request).get_success_url())
        return views.SignIn.as_view()(request)

    def get_urls(self):
        """The pages of signing in before those of the admin."""
        inside = self.admin_view
        return [
            path("login/code/", guarded(views.code), name="code"),
            path("login/recovery-code/", guarded(views.recovery), name="recovery"),
            path("login/set-up/", guarded(views.set_up_second_factor), name="set_up_second_factor"),
            path(
                "second-factor/",
                inside(sensitive_post_parameters()(views.second_factor_page)),
                name="second_factor",
            ),
            path("second-factor/recovery-codes/", inside(views.recovery_codes), name="recovery_codes"),
            path("second-factor/recovery-codes.txt", inside(views.recovery_codes_text), name="recovery_codes_text"),
            *passwords.patterns,
            *super().get_urls(),
        ]
