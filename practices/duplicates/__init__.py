"""Entries that may be one practice entered twice, or one practice in two languages.

`comparing.py` has the statement that compares; `finding.py` is what the form and the importers call.
"""

from practices.duplicates.finding import Candidate, Sought, find, likely_duplicates

__all__ = ["Candidate", "Sought", "find", "likely_duplicates"]
