"""The secret key of a local start, made once and kept beside the local database."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_key(directory: Path) -> str:
    """The key in `directory`/secret_key; written first, readable by its owner only, when there is none.

    Two processes may start at once: the file appears whole, by a hard link that only one of them can make.
    """
    path = directory / "secret_key"
    if not path.exists():
        directory.mkdir(mode=0o700, exist_ok=True)
        draft = directory / f"secret_key.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # the other process was first: its key is the one to use
        finally:
            draft.unlink()
    return path.read_text()
