"""Somebody is told to have come or left: how that becomes durable."""

from contextlib import AbstractContextManager, nullcontext

from app.attendance.queries.doors import Door
from app.core.db import transaction


def telling(door: Door) -> AbstractContextManager[object]:
    """Inside `row_by_row`: where seats are limited, one after the other; else nobody waits."""
    return transaction() if door.seats.capacity is not None else nullcontext()
