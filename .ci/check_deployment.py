"""Run Django's deployment checks on production settings, against the embedded server as if it were a real one.

The checks ask the server for its version, so there must be one.
"""

import os
import secrets
import subprocess
import sys

import django
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "icc_site.settings")


def main() -> int:
    django.setup()
    connection.ensure_connection()
    server = connection.settings_dict
    production = {
        "DATABASE_URL": f"postgres://{server['USER']}@/{server['NAME']}?host={server['HOST']}&port={server['PORT']}",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "example.org",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=os.environ | production, check=False).returncode  # noqa: S603 -- our own


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    sys.exit(main())
