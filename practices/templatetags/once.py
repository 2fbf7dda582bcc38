"""Parts of a page that are the same on every page: rendered once, then only repeated."""

from django import template
from django.template.base import token_kwargs
from django.utils.translation import get_language

register = template.Library()


@register.tag
def once(parser, token):
    """Render what stands before `endonce` once for each language of the site, in the life of the process.

    Inside, only the values that are given are known (`{% once section=section %}`): of these, each set is rendered
    once. Give what has few values; what a visitor writes is not among them.
    """
    name, *bits = token.split_contents()
    values = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"{name} takes name=value only.")
    nodes = parser.parse(["endonce"])
    parser.delete_first_token()
    return OnceNode(nodes, values)


class OnceNode(template.Node):
    """Keeps what it has rendered; it lives as long as the template that it is a part of."""

    def __init__(self, nodelist, values):
        self.nodelist, self.values, self.rendered = nodelist, values, {}

    def render(self, context):
        values = {name: value.resolve(context) for name, value in self.values.items()}
        key = (get_language(), *values.values())
        if key not in self.rendered:
            self.rendered[key] = self.nodelist.render(context.new(values))
        return self.rendered[key]
