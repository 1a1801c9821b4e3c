"""The only clock. Instants are aware UTC; "today" is today in Poland."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Europe/Warsaw")


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present date in Europe/Warsaw, the zone of every deadline in the plan."""
    return local(now()).date()


def local(instant: datetime) -> datetime:
    """The same instant as a Warsaw wall clock shows it."""
    return instant.astimezone(LOCAL_ZONE)
