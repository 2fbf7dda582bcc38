"""manage.py benchmark: how long the pages take, beside two yardsticks of the same run."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, connections
from django.db.utils import DEFAULT_DB_ALIAS
from psycopg import sql

from practices.benchmark.load import Times, manage, server
from practices.benchmark.selections import MIX, selections

SIZES = (1_000, 10_000, 100_000)
PLAIN_REQUESTS = {1_000: 40, 10_000: 20, 100_000: 6}
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


class Command(BaseCommand):
    """Everything in one run: what one run says of absolute times holds for its machine and its moment alone."""

    help = "Measures the pages over HTTP at several sizes, in a database of its own that it makes and drops."

    def add_arguments(self, parser):
        parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="numbers of practices")
        parser.add_argument("--requests", type=int, default=200, help="selections at each size (default: 200)")

    def handle(self, *, sizes, requests, **options):
        self.stdout.write(
            f"{requests} selections a size: {', '.join(f'{v} % {k}' for k, v in MIX.items())}. ms, p50 / p95."
        )
        self.stdout.write("| practices | constant | pages | × | worst | plain | × | known | 304 | constant | × |")
        self.stdout.write("|---|---|---|---|---|---|---|---|---|---|---|")
        name = settings.DATABASES[DEFAULT_DB_ALIAS]["NAME"] + "_benchmark"
        drop(name)
        create(name)
        try:
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
        """Print the row of one size."""
        with server(remembers=False) as client:
            paths = [client.spelled(f"/?{query}" if query else "/") for _, query in asked]
            usual = sorted(len(client.ask(path)[1]) for path in paths)[len(paths) // 2]  # and everything is warm
            constant = client.times([f"/benchmark/constant/{usual}/"] * len(paths))
            pages = client.times(paths)
            plain_paths = [f"/benchmark/plain/{path[1:]}" for path in paths]
            plain = client.times(plain_paths[: PLAIN_REQUESTS.get(size, 10)])
        with server(remembers=True) as client:
            tags = {path: client.ask(path)[2] for path in dict.fromkeys(paths[:40])}
            again = list(tags) * -(-REPEATS // len(tags))
            known = client.times(again)
            unchanged = Times([client.ask(path, status=304, **{"If-None-Match": tags[path]})[0] for path in again])
            beside = client.times([f"/benchmark/constant/{usual}/"] * len(again))
        self.row(size, constant, pages, plain, known, unchanged, beside)
        for kind in MIX:
            times = Times([s for s, (k, _) in zip(pages.seconds, asked, strict=True) if k == kind])
            self.stdout.write(f"  {kind}: {in_ms(times)}")

    def row(self, size, constant, pages, plain, known, unchanged, beside):
        cells = [
            *(
                f"{size:,}",
                in_ms(constant),
                in_ms(pages),
                f"{pages.p50 / constant.p50:.1f}",
                f"{pages.worst * 1000:.0f}",
            ),
            *(in_ms(plain), f"{plain.p50 / pages.p50:.1f}", in_ms(known), in_ms(unchanged), in_ms(beside)),
            f"{known.p50 / beside.p50:.1f} / {unchanged.p50 / beside.p50:.1f}",
        ]
        self.stdout.write(f"| {' | '.join(cells)} |")
        self.stdout.flush()


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
