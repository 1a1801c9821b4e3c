"""Which employment a line speaks of: the rules in their order, each with its boundary."""

from datetime import date
from decimal import Decimal

import pytest

from app.people.roster.facts import Job, KnownJob, Line, Name, Place
from app.people.roster.matching import match

SCHOOL, OTHER_SCHOOL = 1, 2
TEACHER, PEDAGOGUE = 10, 11
AS_OF = date(2026, 11, 22)


def job(number: int, post: int, start: str, end: str | None = None, unit: int = SCHOOL) -> KnownJob:
    """An employment that Kadra has."""
    last = date.fromisoformat(end) if end else None
    return KnownJob(number, Job(unit, post, date.fromisoformat(start), last, Decimal(1)))


def line(post: int | None, start: str | None, end: str | None = None, unit: int = SCHOOL) -> Line:
    """A line of the list."""
    return Line(
        place=Place("", 2),
        email="jan.kot@szkoly.example",
        name=Name("Jan", "Kot"),
        unit_id=unit,
        post_id=post,
        started_on=date.fromisoformat(start) if start else None,
        ended_on=date.fromisoformat(end) if end else None,
        fte=Decimal(1),
    )


@pytest.mark.parametrize(
    "lines,known,expected",
    [
        pytest.param([line(TEACHER, "2020-09-01")], [], [None], id="nothing known: new"),
        pytest.param(
            [line(TEACHER, "2020-09-01")],
            [job(1, TEACHER, "2020-09-01")],
            [1],
            id="the same unit, post and start",
        ),
        pytest.param(
            [line(TEACHER, "2020-09-01", unit=OTHER_SCHOOL)],
            [job(1, TEACHER, "2020-09-01")],
            [None],
            id="another unit: new",
        ),
        pytest.param(
            [line(TEACHER, None)],
            [job(1, TEACHER, "2010-09-01", "2015-08-31"), job(2, TEACHER, "2020-09-01")],
            [2],
            id="no start: the active one goes before",
        ),
        pytest.param(
            [line(TEACHER, None)],
            [
                job(1, TEACHER, "2010-09-01", "2015-08-31"),
                job(2, TEACHER, "2016-09-01", "2020-08-31"),
            ],
            [2],
            id="no start and none active: the latest",
        ),
        pytest.param(
            [line(TEACHER, "2020-09-01")],
            [job(1, TEACHER, "2021-02-01")],
            [1],
            id="began earlier than known",
        ),
        pytest.param(
            [line(TEACHER, "2021-02-01")],
            [job(1, TEACHER, "2020-09-01")],
            [1],
            id="began later, while the known one goes on",
        ),
        pytest.param(
            [line(TEACHER, "2026-09-01")],
            [job(1, TEACHER, "2025-09-01", "2026-08-31")],
            [None],
            id="begins the day after the known one ended: new",
        ),
        pytest.param(
            [line(TEACHER, "2026-08-31")],
            [job(1, TEACHER, "2025-09-01", "2026-08-31")],
            [1],
            id="begins on the last day of the known one: the same",
        ),
        pytest.param(
            [line(PEDAGOGUE, "2020-09-01")],
            [job(1, TEACHER, "2020-09-01")],
            [1],
            id="another post since the same day: the post is changed",
        ),
        pytest.param(
            [line(PEDAGOGUE, "2021-09-01")],
            [job(1, TEACHER, "2020-09-01")],
            [None],
            id="another post since another day: new",
        ),
        pytest.param(
            [line(PEDAGOGUE, None)],
            [job(1, TEACHER, "2020-09-01")],
            [None],
            id="another post and no start: new",
        ),
        pytest.param(
            [line(None, None)],
            [job(1, TEACHER, "2020-09-01")],
            [1],
            id="no post and no start: the present one",
        ),
        pytest.param(
            [line(None, None)],
            [job(1, TEACHER, "2020-09-01", "2026-11-21")],
            [None],
            id="no post and no start, ended the day before: new",
        ),
        pytest.param(
            [line(PEDAGOGUE, "2020-09-01"), line(TEACHER, "2020-09-01")],
            [job(1, TEACHER, "2020-09-01")],
            [None, 1],
            id="a certain match goes before an earlier line",
        ),
    ],
)
def test_a_line_finds_its_employment(
    lines: list[Line], known: list[KnownJob], expected: list[int | None]
) -> None:
    """By number; None is a new employment."""
    found = match(lines, known, AS_OF)

    assert [one and one.id for one in found] == expected
