"""Every reason is one sentence, which names the nearest missing thing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from app.core import clock
from app.core.db import transaction
from app.coverage.indicator.values import Reason, Standing, Verdict
from app.coverage.queries.chances import Chance
from app.coverage.queries.rules import TrainingName
from app.coverage.wording.codes import code_list
from app.coverage.wording.reasons import reason_label, sentence
from app.web.languages import init_languages
from tests.coverage.cases import RULE
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.sessions import add_session, add_sign_up

NAMES = {number: TrainingName(f"S{number}", f"Lekcja {number}") for number in range(1, 9)}
DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    "codes, said",
    [
        pytest.param([], "", id="none"),
        pytest.param(["S1", "S2"], "S1, S2", id="two stay two"),
        pytest.param(["S3", "S1", "S2", "S4"], "S1–S4", id="a row"),
        pytest.param(["S10", "S9", "S8", "S2"], "S2, S8–S10", id="by number, not by letter"),
        pytest.param(["S1", "T2", "T3", "T4"], "S1, T2–T4", id="of one kind only"),
        pytest.param(["BI-2026", "BI"], "BI, BI-2026", id="with and without a number"),
        pytest.param(["KSC.a", "KRI.c", "KRI.a", "KRI.b"], "KRI.a–c, KSC.a", id="letters"),
    ],
)
def test_codes_in_a_row_are_a_range(codes: list[str], said: str) -> None:
    assert code_list(codes) == said


@pytest.fixture
def english() -> Iterator[None]:
    """Nothing is translated."""
    app = Flask("words")
    init_languages(app)
    with app.test_request_context(headers={"Cookie": "language=en"}):
        yield


def verdict(reason: Reason, **more: object) -> Verdict:
    standing = {
        Reason.TRAINED: Standing.TRAINED,
        Reason.LONG_ABSENCE: Standing.EXCLUDED,
    }.get(reason, Standing.NOT_TRAINED)
    return replace(Verdict(standing, reason, DAY, "Bezpieczeństwo"), **more)  # type: ignore[arg-type]


@pytest.mark.usefixtures("english")
def test_what_is_missing_is_named_with_the_next_chance() -> None:
    missing = verdict(Reason.PARTS_MISSING, passed_trainings=(1, 2, 3, 4), missing_trainings=(6, 7))

    assert sentence(missing, RULE, NAMES, Chance(5, 6, "S6", date(2026, 12, 3))) == (
        "Not counted as trained yet: passed S1–S4; missing: S6, S7."
        " The next session with free seats is on 3 December 2026 (S6)."
    )


@pytest.mark.usefixtures("english")
def test_every_reason_has_a_sentence_and_a_name() -> None:
    for reason in Reason:
        assert sentence(verdict(reason), RULE, NAMES).endswith(".")
        assert reason_label(reason)


SESSIONS = [
    pytest.param({"taken": 1}, True, id="one seat is free"),
    pytest.param({"taken": 2}, False, id="all seats are taken"),
    pytest.param({"taken": 2, "capacity": None}, True, id="without a number of seats"),
    pytest.param({"days": -1}, False, id="it has begun"),
    pytest.param({"unit": "b"}, False, id="another school is invited"),
    pytest.param({"unit": "city"}, True, id="the whole city is invited"),
]


@pytest.mark.parametrize("more, is_told", SESSIONS)
def test_a_session_is_a_chance_where_there_is_a_seat_for_her(
    visitor: Callable[[str | None], Visitor], city: City, more: dict[str, Any], is_told: bool
) -> None:
    with city.app.app_context(), transaction():
        session = add_session(
            city.units["city"],
            starts_at=clock.now() + timedelta(days=more.get("days", 7)),
            invited=[city.units[more.get("unit", "a")]],
            capacity=more.get("capacity", 2),
        )
        for persona in ("stefan", "tomasz")[: more.get("taken", 0)]:
            add_sign_up(session, city.persons[persona])

    page = visitor("hanna").get(f"/coverage/units/{city.units['a']}/people?q=laka")

    assert ("BI-2026" in page) is is_told
