"""How often somebody may guess: failures counted by django-axes, and the address they are counted for."""

from ipaddress import IPv6Address, ip_address, ip_network

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render


class SignInHandler(AxesDatabaseHandler):
    """Counts failures for a user name at an address, and far more leniently for the address alone.

    An office shares one address: AXES_FAILURE_LIMIT holds for one name there, its
    SIGN_IN_ADDRESS_FACTOR-fold for all names together. Unknown names count as known ones do.
    """

    def get_failures(self, request, credentials=None) -> int:
        """The failures to compare with AXES_FAILURE_LIMIT: the higher of both counts, that of the address scaled."""
        by_name, by_address = (
            attempts.aggregate(number=Sum("failures_since_start"))["number"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(by_name, by_address // settings.SIGN_IN_ADDRESS_FACTOR)

    def reset_user_attempts(self, request, credentials=None) -> int:
        """Forget the failures of the name that signed in, not those of others at its address."""
        of_name, _of_address = self.filter_user_attempts(request, credentials)
        return of_name.delete()[0]


def client_address(request) -> str | None:
    """The address that failures are counted for: of IPv6 the /64 network, which one customer has as a whole.

    Behind TRUSTED_PROXIES proxies it is the one that the outermost of them saw: the last but so many of
    X-Forwarded-For. What stands further left came from the client and may be made up.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= settings.TRUSTED_PROXIES:
            return readable(forwarded[-settings.TRUSTED_PROXIES]) or readable(seen)
    return readable(seen)


def readable(text: str) -> str | None:
    """An address as it is counted; None for what is none (a Unix socket has no address)."""
    try:
        address = ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), 64), strict=False).network_address)


def locked_out(request, response=None, credentials=None) -> HttpResponse:
    """Say that there were too many failures: the same whether or not there is such a user."""
    hours = int(settings.AXES_COOLOFF_TIME.total_seconds() // 3600)
    response = render(request, "sign_in/locked_out.html", {"hours": hours}, status=429)
    response.headers["Retry-After"] = str(hours * 3600)
    response.headers["Cache-Control"] = "no-store"
    return response
