"""manage.py generate_practices."""

import io

import pytest
from django.core.management import CommandError, call_command

from practices.models import City, Practice
from practices.synthetic import catalogue
from tests.builders import make_topic

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self):
        return True


def run(*words, stderr=None, **options):
    """(standard output, standard error) of the command."""
    out, err = io.StringIO(), stderr or io.StringIO()
    call_command("generate_practices", *words, stdout=out, stderr=err, no_color=True, **options)
    return out.getvalue(), err.getvalue()


def test_practices_come_and_go():
    make_topic()
    assert run("12") == ("12 synthetic practices added.\n", "")
    assert (Practice.objects.published().count(), catalogue.synthetic().count()) == (12, 12)
    assert run("--remove") == ("12 synthetic practices removed.\n", "")
    assert (Practice.objects.count(), City.objects.count()) == (0, 0)


def test_seed_decides_the_content():
    make_topic()
    titles = []
    for seed in ("1", "1", "2"):
        run("5", "--seed", seed)
        titles.append(list(Practice.objects.order_by("id").values_list("title", flat=True)))
        run("--remove")
    assert titles[0] == titles[1] != titles[2]


def test_terminal_gets_a_bar(monkeypatch):
    make_topic()
    monkeypatch.setattr(catalogue, "BATCH", 2)
    assert run("4", stderr=Terminal())[1] == f"\r{'█' * 20}{'░' * 20} 2 of 4\r{'█' * 40} 4 of 4\n"


def test_verbosity_0_is_silent():
    make_topic()
    assert run("4", stderr=Terminal(), verbosity=0) == ("", "")


def test_interrupt_leaves_whole_batches_and_says_so(monkeypatch):
    make_topic()
    monkeypatch.setattr(catalogue, "BATCH", 2)

    class Interrupting(Terminal):
        def write(self, text):
            if text.endswith(" 4 of 6"):
                raise KeyboardInterrupt
            return super().write(text)

    err = Interrupting()
    with pytest.raises(SystemExit) as end:
        run("6", stderr=err)
    assert (end.value.code, Practice.objects.count()) == (130, 4)
    assert err.getvalue().splitlines()[-1] == "Interrupted: 4 of 6 added."


def test_catalogue_without_topics_gets_one_line():
    with pytest.raises(CommandError, match="^There are no topics; load the topics first: manage.py loaddata topics$"):
        run("1")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["0"], "N must be 1 or more."),
        (["--", "-3"], "N must be 1 or more."),
        (["many"], "invalid positive value: 'many'"),
        ([], "one of the arguments N --remove is required"),
        (["3", "--remove"], "not allowed with argument"),
    ],
)
def test_what_cannot_be_done_is_refused(words, message):
    with pytest.raises(CommandError, match=message):
        run(*words)
