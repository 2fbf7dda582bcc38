"""What the templates of the admin show beside Django's own."""

from django import template

from practices.quality import counts

register = template.Library()


@register.inclusion_tag("admin/_quality_desk.html", takes_context=True)
def quality_desk(context):
    """The concerns of the person who is signed in, each with its number and the address of its list."""
    rows = [
        {"label": concern.label, "count": count, "address": concern.address}
        for concern, count in counts(context["request"].user)
    ]
    return {"open": [row for row in rows if row["count"]], "done": [row for row in rows if not row["count"]]}
