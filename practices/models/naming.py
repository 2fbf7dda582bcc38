"""Names in the languages of the site."""

from django.utils.translation import get_language


class NamedInTwoLanguages:
    """A row with `name` in English and `name_fr` in French; it is labelled in the language of the page."""

    @property
    def label(self) -> str:
        """The name in the language of the page."""
        return self.name_fr if get_language() == "fr" else self.name

    @property
    def label_key(self) -> str:
        """The folded name in the language of the page, by which A–Z goes."""
        return self.name_fr_key if get_language() == "fr" else self.name_key
