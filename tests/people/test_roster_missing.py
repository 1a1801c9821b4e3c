"""Who is in Kadra but not in the list: told, and ended only if the user says so."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.db import db
from app.people.models import Employment, Person
from app.people.roster.outcome import Outcome
from app.people.services.roster import Ending
from tests.people.roster_runs import NEW, imported, looked_at, task
from tests.people.rosters import rows, written

pytestmark = pytest.mark.usefixtures("opened")


def missing_of(outcome: Outcome) -> list[str]:
    """Who is not in the list."""
    return [item["name"] for item in outcome.lists["not_in_file"]]


def test_who_is_missing_is_told_only_for_the_units_of_the_list(tmp_path: Path) -> None:
    """Teresa and Hanna work at school A; the head of school B is not asked about."""
    outcome = looked_at(task(written(tmp_path, rows(NEW))))

    assert missing_of(outcome) == ["Teresa Łąka", "Hanna Żak"]


def test_whoever_stands_on_a_refused_line_is_not_missing(tmp_path: Path) -> None:
    """A typing error must not end an employment."""
    line = "Teresa;Łąka;teresa@szkoly.example;SP 1;;nauczyciel;1;31.02.2020;"

    outcome = looked_at(task(written(tmp_path, rows(NEW, line))))

    assert missing_of(outcome) == ["Hanna Żak"]


@pytest.mark.parametrize(
    "choose,ended",
    [
        pytest.param(lambda _ids: None, ["hanna", "teresa"], id="all"),
        pytest.param(lambda ids: frozenset(ids[:1]), ["teresa"], id="some"),
        pytest.param(lambda _ids: frozenset(), [], id="nobody"),
    ],
)
def test_the_chosen_ones_end_on_the_chosen_day(
    tmp_path: Path,
    choose: Callable[[list[int]], frozenset[int] | None],
    ended: list[str],
) -> None:
    """And nobody else."""
    what = task(written(tmp_path, rows(NEW)))
    ids = [item["id"] for item in looked_at(what).lists["not_in_file"]]

    outcome = imported(what, ending=Ending(date(2026, 10, 31), choose(ids)))

    over = select(Person.email).join(Employment).where(Employment.ended_on == date(2026, 10, 31))
    assert sorted(email.partition("@")[0] for email in db.session.scalars(over)) == ended
    assert outcome.ended == len(ended)
    assert looked_at(what).counts.not_in_file == 2 - len(ended)
