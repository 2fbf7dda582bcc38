"""Import and export in one: the mixin that the admin of entries takes."""

from practices.admin.exporting import Exporting
from practices.admin.importing import Importing
from practices.admin.listing_import import ListingImporting


class Exchange(ListingImporting, Importing, Exporting):
    """Gives the admin of entries import and export (a mixin of ModelAdmin)."""

    ie_base_change_list_template = None

    def init_change_list_template(self):
        """Nothing: the list keeps its own template, change_list_object_tools.html has the two links."""
