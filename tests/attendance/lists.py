"""A list for tests that need one."""

from datetime import UTC, date, datetime

from app.attendance.participation import Attendance, Entry, Facts, Issue, Leader, Occasion
from app.core import clock

DAY = date(2026, 11, 23)
ISSUE = Issue("LP/2026/000012", 1, datetime(2026, 11, 23, 14, 40, tzinfo=UTC), "Tomasz Cień")
CODE = "7D0K4M2P8Q9RABCD"


def somebody(**more: object) -> Entry:
    """Teresa Łąka, who was there for all of 90 minutes; `more` are other facts about her."""
    said: dict[str, object] = {
        "person_id": 1,
        "last_name": "Łąka",
        "first_name": "Teresa",
        "post": "nauczyciel",
        "school": "SP nr 1",
        "attended": (Attendance(DAY, "13:52", 90, "room_code"),),
        "completed_on": DAY,
    }
    return Entry(**(said | more))  # type: ignore[arg-type]


def facts(*entries: Entry, **more: object) -> Facts:
    """What the list of school 1 says with these people on it; `more` are other facts."""
    said: dict[str, object] = {
        "session": "Ćwiczenie: co robimy, gdy nie działa e-dziennik",
        "training": "Bezpieczeństwo informacji w szkole",
        "category": "information_security",
        "programme": "2026.1",
        "topics": ("KRI.a", "KSC.b"),
        "organiser": "Gmina Starachowice",
        "leaders": (Leader("Tomasz Cień", "trener"),),
        "form": "on_site",
        "occasions": (Occasion(_at(13), _at(14, 30), "Sala 12, SP nr 1"),),
        "credit_percent": 80,
        "credit_minutes": None,
        "school": "Szkoła Podstawowa nr 1",
        "rspo": 101,
        "entitled": len(entries),
        "absent": 0,
        "excused": 0,
        "entries": entries,
    }
    return Facts(**(said | more))  # type: ignore[arg-type]


def _at(hour: int, minute: int = 0) -> datetime:
    return clock.local(datetime(2026, 11, 23, hour, minute, tzinfo=UTC))
