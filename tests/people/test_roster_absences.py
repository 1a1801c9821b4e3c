"""Absences in a staff list: told, told again, told differently."""

from datetime import date
from typing import Any

import pytest

from app.people.roster.facts import KnownAbsence
from app.people.roster.plans import Change
from tests.people.roster_people import codes, person, planned, said


def test_an_absence_is_new_once_however_many_lines_tell_it() -> None:
    """It changes the person, not the employment."""
    away: dict[str, Any] = {"absence_from": date(2026, 3, 1), "absence_to": date(2026, 6, 30)}

    plan = planned(person(), said(**away), said(3, **away))

    assert [(step.change, step.started_on) for step in plan.absences] == [
        (Change.NEW, date(2026, 3, 1))
    ]
    assert plan.change is Change.CHANGED
    assert [step.change for step in plan.jobs] == [Change.UNCHANGED]


@pytest.mark.parametrize(
    "listed_to,says_end,expected",
    [
        pytest.param(date(2026, 6, 30), True, Change.UNCHANGED, id="the same"),
        pytest.param(date(2026, 7, 31), True, Change.CHANGED, id="longer"),
        pytest.param(None, True, Change.CHANGED, id="empty: it still goes on"),
        pytest.param(None, False, Change.UNCHANGED, id="no column: nothing is said"),
    ],
)
def test_a_known_absence_is_told_again(
    listed_to: date | None, says_end: bool, expected: Change
) -> None:
    """By its unit and its first day."""
    known = person(KnownAbsence(5, date(2026, 3, 1), date(2026, 6, 30), unit_id=1))
    line = said(absence_from=date(2026, 3, 1), absence_to=listed_to, says_absence_end=says_end)

    plan = planned(known, line)

    assert [step.change for step in plan.absences] == [expected]


def test_one_absence_from_all_work_answers_for_every_unit() -> None:
    """Two lines that disagree about its end cannot swing it to and fro."""
    known = person(KnownAbsence(5, date(2026, 3, 1), date(2026, 6, 30)))
    here = said(absence_from=date(2026, 3, 1), absence_to=date(2026, 6, 30))
    there = said(3, unit_id=2, absence_from=date(2026, 3, 1), absence_to=date(2026, 8, 31))

    plan = planned(known, here, there)

    assert [step.change for step in plan.absences] == [Change.UNCHANGED]
    assert codes(plan.warnings) == ["absences_disagree"]
