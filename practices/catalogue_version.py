"""The version of the catalogue: a number that every committed change of something shown raises.

PostgreSQL raises it by triggers (migration 0009) at the end of the changing transaction. What is remembered under a
version that was read before the data is never older than that version.
"""

from django.db import connection


def catalogue_version() -> int | None:
    """The version that is committed; one query.

    None within a transaction that has written something itself: what it reads next is nobody else's yet, so nothing
    may be remembered under a version.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT version, pg_current_xact_id_if_assigned() IS NOT NULL FROM practices_catalogue_version")
        version, has_written = cursor.fetchone()
    return None if has_written else version
