"""manage.py reset_second_factor: the last resort, when app and recovery codes of an only administrator are lost."""

from django.contrib.auth import get_user_model
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from icc_site.accounts import second_factor


class Command(BaseCommand):
    """Forget what a person has paired; they set up a new second factor when they sign in next."""

    help = "Removes the second factor and the recovery codes of a user."

    def add_arguments(self, parser):
        parser.add_argument("username", help="whose second factor is reset")

    def handle(self, *, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no user {username}.")
        if not second_factor.reset(user, by=None):
            raise CommandError(f"{username} has no second factor.")
        self.stdout.write(f"The second factor of {username} was reset.")
