"""Views of a selection."""

from functools import wraps

from django.shortcuts import redirect

from practices.directory import directory_at
from practices.filters import PracticeFilter
from practices.views.remembering import remembered


def selecting(selection_class=PracticeFilter):
    """A remembered view that gets the request and its selection.

    A query string in another spelling than the one of the selection is answered by a 301 to that; not so where
    something could not be read: the page says what.
    """

    def decorate(view):
        @remembered
        @wraps(view)
        def answer(request, *args, **kwargs):
            selection = selection_class(request.GET, directory_at(request.catalogue_version))
            if selection.problems or selection.is_canonical:
                return view(request, selection, *args, **kwargs)
            return redirect(request.path + selection.query(), permanent=True)

        return answer

    return decorate
