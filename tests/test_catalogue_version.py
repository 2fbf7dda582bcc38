"""The version of the catalogue: raised by what is committed, and by nothing else."""

import threading
import time

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.http import QueryDict

from practices.catalogue_version import catalogue_version
from practices.directory import current_directory
from practices.filters import PracticeFilter, UnpagedSelection
from practices.models import City, Country, Practice, Synonym, Topic
from tests.builders import make_city, make_practice, make_topic

pytestmark = pytest.mark.django_db(transaction=True)


def in_another_connection(work):
    """The result of `work`, run as another process would run it."""
    result = []

    def run():
        try:
            result.append(work())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return result[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Practice.objects.update(title="Another"),
        lambda: Practice.objects.get().cities.clear(),
        lambda: Practice.objects.get().topics.clear(),
        lambda: City.objects.update(name="Christiania"),
        lambda: Topic.objects.update(name="Schooling"),
        lambda: Country.objects.filter(pk="NO").update(name="Norway"),
        lambda: Synonym.objects.create(words=["a", "b"]),
        lambda: Practice.objects.all().delete(),
    ],
)
def test_every_committed_change_raises_it_once(change):
    make_practice(cities=[make_city()], topics=[make_topic()])
    before = catalogue_version()
    with transaction.atomic():
        change()
    assert catalogue_version() == in_another_connection(catalogue_version) == before + 1


def test_reading_and_what_is_rolled_back_do_not_raise_it():
    make_practice()
    before = catalogue_version()
    list(Practice.objects.all())
    with transaction.atomic():
        Practice.objects.update(title="Another")
        transaction.set_rollback(True)
    assert catalogue_version() == before


def test_there_is_none_for_a_transaction_that_has_written():
    with transaction.atomic():
        before = catalogue_version()
        make_practice()
        assert (catalogue_version(), in_another_connection(catalogue_version)) == (None, before)
    assert catalogue_version() == before + 1


def test_two_transactions_can_change_the_catalogue_at_once():
    make_practice("One")
    make_practice("Two")
    before = catalogue_version()
    with transaction.atomic():
        Practice.objects.filter(title="One").update(purpose="Here.")
        # The version is not held before the end: another one can be saved meanwhile.
        assert in_another_connection(lambda: Practice.objects.filter(title="Two").update(purpose="There.")) == 1
    assert catalogue_version() == before + 2


def test_directory_is_read_anew_after_a_change_of_another_process(django_assert_num_queries):
    make_practice(cities=[make_city("Oslo")])
    assert [city.name for city in current_directory().used_cities] == ["Oslo"]
    with django_assert_num_queries(1):
        current_directory()
    in_another_connection(lambda: City.objects.update(name="Christiania"))
    assert [city.name for city in current_directory().used_cities] == ["Christiania"]


def test_whole_catalogue_is_counted_once_for_each_version(django_assert_num_queries):
    def counted(directory, query=""):
        return PracticeFilter(QueryDict(query), directory).counted

    make_practice(cities=[make_city("Oslo")])
    directory = current_directory()
    with django_assert_num_queries(1):
        whole = counted(directory)
    assert (directory.everything, whole.country) == (whole, {"NO": 1})
    with django_assert_num_queries(0):
        # A picture, which has no page.
        assert UnpagedSelection(QueryDict(), directory).counted.country == {"NO": 1}
    in_another_connection(lambda: make_practice(country="IT"))
    assert counted(current_directory(), "country=NO").country == {"NO": 1, "IT": 1}
    assert counted(current_directory()).country == {"NO": 1, "IT": 1}


def test_numbers_of_a_transaction_that_has_written_are_not_kept():
    make_practice()
    with transaction.atomic():
        make_practice(country="IT")
        directory = current_directory()
        assert PracticeFilter(QueryDict(), directory).counted.total == 2
        assert directory.everything is None


def test_change_around_a_practice_is_not_lost_to_another_one_at_the_same_time():
    """Each refresh of the narrow row sees what the one before it has written, although it began earlier."""
    practice = make_practice(cities=[make_city("Oslo")])
    topic, started, release = make_topic("Education"), threading.Event(), threading.Event()

    def rename():
        with transaction.atomic():
            City.objects.update(name="Christiania")
            started.set()
            release.wait(10)
        connection.close()

    def add_topic():
        practice.topics.add(topic)  # waits for the other transaction
        connection.close()

    threads = [threading.Thread(target=rename), threading.Thread(target=add_topic)]
    threads[0].start()
    started.wait(10)
    threads[1].start()
    wait_until_somebody_waits()
    release.set()
    for thread in threads:
        thread.join(20)
    row = practice.published
    row.refresh_from_db()
    assert (row.topic_ids, "christiania" in row.search_vector, row.city_key) == ([topic.pk], True, "christiania")


def wait_until_somebody_waits():
    """Until a connection of this database waits for another one to end its transaction."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def end_connection(pid):
    """What a restart of the server does to a connection that a process has kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", [pid])
            if not cursor.fetchone():
                return


def pid_of_connection():
    return connection.connection.info.backend_pid


@pytest.fixture
def sent(monkeypatch):
    """What is sent to the server, Django's own question about the connection's health included."""
    statements = []
    execute = psycopg.Cursor.execute

    def note(cursor, statement, *arguments, **options):
        statements.append(str(statement).split()[1])
        return execute(cursor, statement, *arguments, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", note)
    return statements


def test_a_kept_connection_is_asked_once_for_its_health_and_the_version(sent):
    before = catalogue_version()
    connection.close_if_unusable_or_obsolete()  # as at the start of every request
    del sent[:]
    assert (catalogue_version(), catalogue_version()) == (before, before)
    assert sent == ["version,", "version,"]


def test_a_connection_that_died_is_replaced():
    before, pid = catalogue_version(), pid_of_connection()
    in_another_connection(lambda: end_connection(pid))
    connection.close_if_unusable_or_obsolete()
    assert catalogue_version() == before
    assert pid_of_connection() != pid


def test_a_connection_that_dies_within_a_request_is_not_replaced_in_silence():
    catalogue_version()
    connection.close_if_unusable_or_obsolete()
    catalogue_version()
    pid = pid_of_connection()
    in_another_connection(lambda: end_connection(pid))
    with pytest.raises(OperationalError):
        catalogue_version()
    connection.close()
