"""The version of the catalogue: a number that every committed change of something shown raises.

PostgreSQL raises it by triggers (migration 0009) at the end of the changing transaction. What is remembered under a
version that was read before the data is never older than that version.
"""

from django.db import OperationalError, connection


def catalogue_version() -> int | None:
    """The version that is committed; one query, the first of a page: it also tells whether a kept connection is alive.

    None within a transaction that has written something itself: what it reads next is nobody else's yet, so nothing
    may be remembered under a version.
    """
    if is_unchecked(connection):
        # Django would ask SELECT 1 first: one wait of four.
        connection.health_check_done = True
        try:
            return read()
        except OperationalError:
            connection.close()
    return read()


def is_unchecked(connection) -> bool:
    """Whether the connection was kept from an earlier request, and nothing has been asked of it in this one."""
    is_kept = connection.connection is not None and connection.health_check_enabled
    return is_kept and not connection.health_check_done and not connection.in_atomic_block


def read() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT version, pg_current_xact_id_if_assigned() IS NOT NULL FROM practices_catalogue_version")
        version, has_written = cursor.fetchone()
    return None if has_written else version
