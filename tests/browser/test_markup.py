"""The Nu HTML checker finds no error on any kind of page."""

import json
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.kinds import KINDS

pytestmark = pytest.mark.django_db(transaction=True)

CHECKER = Path(settings.BASE_DIR, ".tools/vnu.jar")


def messages(files) -> list[str]:
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--stdout", "--errors-only", *map(str, files)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603 -- ours
    return [f"{Path(m['url']).name}:{m['lastLine']} {m['message']}" for m in json.loads(answer)["messages"]]


def test_markup_of_every_kind_of_page_is_valid(client, seed, tmp_path):
    for kind, address in KINDS.items():
        (tmp_path / f"{kind}.html").write_bytes(client.get(address).content)
    assert messages(sorted(tmp_path.iterdir())) == []


def test_checker_finds_a_planted_error(tmp_path):
    page = tmp_path / "planted.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p><div></div></p>")
    assert messages([page]) != []
