"""What a list changes about one person, and what it must not touch."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.people.roster.facts import KnownJob, Line, Name
from app.people.roster.plans import Change, Days
from tests.people.roster_people import (
    IN_JUNE,
    JOB,
    NOW,
    TODAY,
    codes,
    person,
    planned,
    said,
)


def test_what_is_known_already_changes_nothing() -> None:
    """The same file twice."""
    plan = planned(person(), said())

    assert plan.change is Change.UNCHANGED
    assert [step.change for step in plan.jobs] == [Change.UNCHANGED]
    assert plan.warnings == plan.refusals == []


def test_a_stranger_is_new_with_every_employment() -> None:
    """Two units, one person."""
    plan = planned(None, said(), said(3, unit_id=2, fte=Decimal("0.28")))

    assert plan.change is Change.NEW
    assert [step.change for step in plan.jobs] == [Change.NEW, Change.NEW]
    assert all(step.is_correction for step in plan.jobs)


@pytest.mark.parametrize(
    "known_name,listed,expected",
    [
        pytest.param(Name("Jan", "Kot"), Name("Jan", "Kot"), False, id="the same"),
        pytest.param(Name("Jan", "Kot"), Name("Jan", "Kót"), True, id="another letter"),
        pytest.param(Name("Jan", "Kot"), Name("JAN", "KOT"), False, id="only capitals"),
        pytest.param(Name("JAN", "KOT"), Name("Jan", "Kot"), True, id="out of capitals"),
        pytest.param(
            Name("Anna Maria", "Kot"),
            Name("Maria", "Kot Anna", is_split=True),
            False,
            id="another guess at one column",
        ),
        pytest.param(
            Name("Anna Maria", "Kot"), Name("Anna", "Kot", is_split=True), True, id="one word less"
        ),
    ],
)
def test_a_name_is_changed_only_by_better_knowledge(
    known_name: Name, listed: Name, expected: bool
) -> None:
    """Neither shouting nor guessing is knowledge."""
    plan = planned(person(name=known_name), said(name=listed))

    assert plan.is_renamed is expected
    assert plan.change is (Change.CHANGED if expected else Change.UNCHANGED)


@pytest.mark.parametrize(
    "known,listed,days,expected",
    [
        pytest.param(None, date(2026, 8, 31), NOW, date(2026, 8, 31), id="an end is told"),
        pytest.param(date(2026, 8, 31), None, NOW, None, id="empty: there is no end"),
        pytest.param(date(2027, 8, 31), None, NOW, None, id="empty: also a later end is gone"),
        pytest.param(
            date(2026, 6, 30), None, IN_JUNE, date(2026, 6, 30), id="an older list cannot know"
        ),
        pytest.param(date(2026, 6, 29), None, IN_JUNE, None, id="but it knows who worked then"),
    ],
)
def test_an_end_is_told_or_denied(
    known: date | None, listed: date | None, days: Days, expected: date | None
) -> None:
    """The column is there."""
    plan = planned(person(job=replace(JOB, ended_on=known)), said(ended_on=listed), days=days)

    assert plan.jobs[0].after.ended_on == expected


def test_a_missing_column_erases_nothing() -> None:
    """Post, start, end, share of time: what the list does not say stays."""
    silent = said(post_id=None, started_on=None, fte=None, says_end=False)
    known = person(job=replace(JOB, ended_on=date(2027, 8, 31), fte=Decimal("0.72")))

    plan = planned(known, silent)

    assert [step.change for step in plan.jobs] == [Change.UNCHANGED]


def test_a_later_start_is_not_taken_over() -> None:
    """It would erase days gone by; the user is told."""
    plan = planned(person(), said(started_on=date(2026, 9, 1), fte=Decimal("0.5")))

    assert plan.jobs[0].after == replace(JOB, fte=Decimal("0.5"))
    assert codes(plan.warnings) == ["start_kept"]


def test_an_earlier_start_is_a_correction() -> None:
    """Days gone by are added."""
    plan = planned(person(), said(started_on=date(2019, 9, 1)))

    assert (plan.jobs[0].change, plan.jobs[0].is_correction) == (Change.CHANGED, True)


def test_a_new_employment_without_a_start_begins_on_the_day_of_the_list() -> None:
    """With a warning; full time is assumed likewise."""
    plan = planned(None, said(started_on=None, fte=None))

    assert plan.jobs[0].after.started_on == TODAY
    assert plan.jobs[0].after.fte == 1
    assert codes(plan.warnings) == ["start_assumed", "fte_assumed"]
    assert not plan.jobs[0].is_correction


@pytest.mark.parametrize(
    "lines,refused,warned",
    [
        pytest.param([said(), said(3)], [], ["line_repeated"], id="repeated"),
        pytest.param(
            [said(), said(3, fte=Decimal("0.5"))], ["lines_disagree"], [], id="another share"
        ),
        pytest.param(
            [said(), said(3, started_on=date(2021, 9, 1))], ["lines_disagree"], [], id="overlapping"
        ),
        pytest.param(
            [said(ended_on=date(2021, 8, 31)), said(3, started_on=date(2021, 9, 1))],
            [],
            [],
            id="one after the other",
        ),
        pytest.param(
            [said(), said(3, unit_id=2, name=Name("Ola", "Kot"))], ["two_names"], [], id="two names"
        ),
        pytest.param(
            [said(), said(3, unit_id=2, name=Name("KOT", "Jan", is_split=True))],
            [],
            [],
            id="the same name, shouted and turned round",
        ),
        pytest.param([said(post_id=None)], ["post_missing"], [], id="a stranger without a post"),
        pytest.param(
            [said(started_on=None, ended_on=date(2020, 8, 31))],
            ["start_unknown"],
            [],
            id="ended, nobody knows since when",
        ),
    ],
)
def test_lines_that_contradict_are_refused_and_repeated_ones_counted_once(
    lines: list[Line], refused: list[str], warned: list[str]
) -> None:
    """The earlier line is used."""
    plan = planned(None, *lines)

    assert codes(plan.refusals) == refused
    assert codes(plan.warnings) == warned
    assert len(plan.jobs) == len(lines) - len(refused) - len(warned)


def test_a_refused_person_is_nobody() -> None:
    """No person comes into being without an employment."""
    assert planned(None, said(post_id=None)).change is None


def test_nobody_holds_one_post_twice() -> None:
    """The widened employment would run into an older one."""
    older = KnownJob(6, replace(JOB, started_on=date(2010, 9, 1), ended_on=date(2015, 8, 31)))
    known = replace(person(), jobs=(older, KnownJob(7, JOB)))

    plan = planned(known, said(started_on=date(2015, 8, 31)))

    assert codes(plan.refusals) == ["job_overlaps"]
