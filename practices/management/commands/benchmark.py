"""manage.py benchmark: how long the pages take, beside two yardsticks of the same run."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.utils import DEFAULT_DB_ALIAS
from psycopg import sql

from practices.benchmark.load import Times, manage, server
from practices.benchmark.selections import MIX, selections

SMALLEST = 100
SIZES = (1_000, 10_000, 100_000)
PLAIN_REQUESTS = {1_000: 40, 10_000: 20, 100_000: 4}
# How often the answers that are compared with constant bytes are asked for.
REPEATS = 400
OPTIONS = {
    "topic": "SELECT topic.slug FROM practices_topic topic JOIN practices_practice_topics link"
    " ON link.topic_id = topic.id GROUP BY 1 ORDER BY count(*) DESC, 1",
    "country": "SELECT country_id FROM practices_publishedpractice GROUP BY 1 ORDER BY count(*) DESC, 1",
    "city": "SELECT city.slug FROM practices_city city JOIN practices_practice_cities link ON link.city_id = city.id"
    " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 200",
    "language": "SELECT language FROM practices_publishedpractice GROUP BY 1 ORDER BY count(*) DESC, 1",
}
WORDS = "SELECT word FROM practices_word WHERE is_name AND length(word) > 4 ORDER BY md5(word) LIMIT 60"


HEAD = """\
| practices | encoding | constant | pages | pages : constant | p95 : p50 | worst | plain way | plain : pages |
|---|---|---|---|---|---|---|---|---|"""


class Command(BaseCommand):
    """Everything in one run: what one run says of absolute times holds for its machine and its moment alone."""

    help = "Measures the pages over HTTP at several sizes, in a database of its own that it makes and drops."

    def add_arguments(self, parser):
        parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="numbers of practices")
        parser.add_argument("--requests", type=int, default=200, help="selections at each size (default: 200)")

    def handle(self, *, sizes, requests, **options):
        if min(sizes) < SMALLEST:
            raise CommandError(f"--sizes starts at {SMALLEST}: the fifth page of a list is among what is asked for.")
        mix = ", ".join(f"{share} % {kind}" for kind, share in MIX.items())
        self.stdout.write(f"{requests} selections a size ({mix}); milliseconds, p50 / p95.\n\n{HEAD}")
        name = settings.DATABASES[DEFAULT_DB_ALIAS]["NAME"] + "_benchmark"
        drop(name)
        create(name)
        try:
            manage("collectstatic", "--verbosity=0", "--no-input")
            manage("migrate", "--verbosity=0")
            manage("loaddata", "--verbosity=0", "topics", "synonyms")
            present = 0
            for size in sorted(sizes):
                manage("generate_practices", str(size - present), f"--seed={size}", "--verbosity=0")
                present = size
                self.measure(size, questions(name, requests))
        finally:
            drop(name)

    def measure(self, size: int, asked: list[tuple[str, str]]):
        """Print the rows of one size: answers compressed, as browsers ask for them, and not."""
        with server(remembers=False) as client:
            paths = [client.spelled(f"/?{query}" if query else "/") for _, query in asked]
            # The page of middling length; and everything is warm.
            usual = sorted(paths, key=lambda path: len(client.ask(path)[1]))[len(paths) // 2]
            plain_paths = [f"/benchmark/plain/{path[1:]}" for path in paths[: PLAIN_REQUESTS.get(size, 10)]]
            plain = client.times(plain_paths)
            for client.is_compressed in (True, False):
                constant = client.times([constant_of(usual)] * len(paths))
                pages = client.times(paths)
                self.row(size, client, constant, pages, plain)
            for kind in MIX:
                times = [seconds for seconds, (k, _) in zip(pages.seconds, asked, strict=True) if k == kind]
                self.stdout.write(f"{kind}, uncompressed: {in_ms(Times(times))}")
        with server(remembers=True) as client:
            tags = {path: client.ask(path)[2] for path in dict.fromkeys(paths[:40])}
            again = list(tags) * -(-REPEATS // len(tags))
            for client.is_compressed in (True, False):
                beside = client.times([constant_of(usual)] * len(again))
                known = client.times(again)
                same = Times([client.ask(p, status=304, **{"If-None-Match": tags[p]})[0] for p in again])
                self.stdout.write(
                    f"asked before, {encoding(client)}: constant {in_ms(beside)}, known {in_ms(known)}"
                    f" ({known.p50 / beside.p50:.1f} ×), 304 {in_ms(same)} ({same.p50 / beside.p50:.1f} ×)"
                )

    def row(self, size, client, constant, pages, plain):
        cells = [
            *(f"{size:,}", encoding(client), in_ms(constant), in_ms(pages), f"{pages.p50 / constant.p50:.1f}"),
            *(f"{pages.p95 / pages.p50:.1f}", f"{pages.worst * 1000:.0f}"),
            *(in_ms(plain), f"{plain.p50 / pages.p50:.0f}"),
        ]
        self.stdout.write(f"| {' | '.join(cells)} |")
        self.stdout.flush()


def encoding(client) -> str:
    return "gzip" if client.is_compressed else "none"


def constant_of(path: str) -> str:
    """Where the bytes of a page are to be had without making it."""
    return f"/benchmark/constant/?{urlencode({'of': path})}"


def in_ms(times: Times) -> str:
    return f"{times.p50 * 1000:.1f} / {times.p95 * 1000:.1f}"


def questions(name: str, number: int) -> list[tuple[str, str]]:
    """What is asked of the benchmark's database, after its statistics are brought up to date."""
    with connected(name) as cursor:
        cursor.execute("VACUUM ANALYZE")
        lists = {}
        for facet, statement in (*OPTIONS.items(), ("words", WORDS)):
            cursor.execute(statement)
            lists[facet] = [row[0] for row in cursor.fetchall()]
    words = lists.pop("words")
    return selections(number, lists, words)


def connected(name: str):
    """A cursor on another database of the same server, each statement a transaction of its own."""
    other = connections[DEFAULT_DB_ALIAS].copy()
    other.settings_dict = other.settings_dict | {"NAME": name}
    return other.cursor()


def create(name: str):
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def drop(name: str):
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
