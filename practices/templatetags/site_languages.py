"""The page in the languages of the site: `versions` are those of practices/context_processors.py."""

from django import template

from practices.patterns import in_a_row, pattern

register = template.Library()


@register.simple_tag
def alternates(versions, request):
    """What tells machines of every version, by its whole address."""
    site, row = f"{request.scheme}://{request.get_host()}", pattern("_languages.html#alternate", ("code", "address"))
    return in_a_row(row.fill(code=version.code, address=site + version.address) for version in versions)


@register.simple_tag
def language_switch(versions):
    """A link to every version."""
    return in_a_row(filled("switch", version, is_present=version.is_present) for version in versions)


@register.simple_tag
def suggested_language(versions):
    """The version that the visitor would sooner read, in its own words; nothing where that is this one."""
    return in_a_row(filled("suggestion", version) for version in versions if version.is_suggested)


def filled(partial, version, **shape):
    link = pattern(f"_languages.html#{partial}", ("code", "short", "name", "address"), **shape)
    return link.fill(code=version.code, short=version.code.upper(), name=version.name, address=version.address)
