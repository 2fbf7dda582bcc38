"""Places: the world's countries, and the cities and boroughs that practices come from."""

from babel import Locale
from django.apps import apps as installed_apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practices.models.folding import folded_field
from practices.models.history import recorded
from practices.models.naming import NamedInTwoLanguages
from practices.models.slugs import SLUG_LENGTH, PermanentSlugField, ascii_slug

# What CLDR lists beside countries: unions, regions, and codes for private use. XK is Kosovo.
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}


class Country(NamedInTwoLanguages, models.Model):
    """A country of the world, with or without practices."""

    code = models.CharField(_("ISO code"), max_length=2, primary_key=True)
    slug = models.SlugField(_("slug"), max_length=SLUG_LENGTH, unique=True)
    name = models.CharField(_("name in English"), max_length=80)
    name_key = folded_field("name", 80)
    name_fr = models.CharField(_("name in French"), max_length=80)
    name_fr_key = folded_field("name_fr", 80)

    class Meta:
        ordering = ["name_key"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            models.CheckConstraint(condition=Q(code__regex="^[A-Z]{2}$"), name="country_code_is_iso"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("country", args=[self.slug])


def world_countries() -> dict[str, tuple[str, str]]:
    """ISO 3166-1 alpha-2 code → (English name, French name) of every country. Source: CLDR through Babel."""
    english, french = Locale("en").territories, Locale("fr").territories
    return {
        code: (english[code], french[code])
        for code in sorted(english)
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    }


def write_countries(*, apps=installed_apps, using="default", **kwargs):
    """Bring the table of countries up to date with CLDR; safe to repeat. Connected to post_migrate.

    A country's slug is permanent, so an existing row keeps its own when CLDR renames the country.
    """
    try:
        apps.get_model("practices", "Country")
    except LookupError:
        return  # migrated back to nothing: there is no table to write to
    countries = Country.objects.using(using)
    slugs = dict(countries.values_list("code", "slug"))
    rows = [
        Country(
            code=code,
            slug=slugs.get(code) or ascii_slug(name, fallback=code.lower()),
            name=name,
            name_fr=name_fr,
        )
        for code, (name, name_fr) in world_countries().items()
    ]
    countries.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["slug", "name", "name_fr"]
    )


class CityManager(models.Manager):
    """Finds cities by slug, which is how fixtures and addresses name them."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class City(models.Model):
    """A city, borough or region as the programme names it."""

    slug = PermanentSlugField()
    name = models.CharField(
        _("name"), max_length=120, help_text=_("As the city writes it: Reggio Emilia, not Reggio nell'Emilia.")
    )
    name_key = folded_field("name", 120)
    aliases = ArrayField(
        models.CharField(max_length=120),
        verbose_name=_("other names"),
        default=list,
        blank=True,
        help_text=_("Separated by commas: Genève, Genf."),
    )
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="cities", verbose_name=_("country"))
    latitude = models.FloatField(_("latitude"), null=True, blank=True, help_text=_("Degrees north, −90 to 90."))
    longitude = models.FloatField(_("longitude"), null=True, blank=True, help_text=_("Degrees east, −180 to 180."))

    objects = CityManager()
    history = recorded("name_key")

    class Meta:
        ordering = ["name_key", "id"]
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="city_name_is_given"),
            models.CheckConstraint(
                # A check passes when it is unknown, so the second half says "is not null" aloud.
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="city_coordinates_are_whole",
                violation_error_message=_("Give both latitude (−90 to 90) and longitude (−180 to 180), or neither."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("city", args=[self.country.slug, self.slug])

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["practices.country"]

    def proposed_slugs(self):
        """The slugs to try for a new city, best first: `salisbury`, then `salisbury-gb`."""
        plain = ascii_slug(self.name, fallback="city")
        yield plain
        yield f"{plain[: SLUG_LENGTH - 3].rstrip('-')}-{self.country_id.lower()}"

    def clean(self):
        """Refuse another country while practices of this one name the city (the trigger's rule, said politely)."""
        if self.pk and self.practices.exclude(country_id=self.country_id).exists():
            raise ValidationError({"country": _("Practices of another country name this city: move them first.")})
