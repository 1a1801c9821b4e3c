"""What is waived is neither due nor late, until the last day or until somebody withdraws it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.training.models.assignments import Waiver
from app.training.queries.open_dues import dues_of_all, working_below
from tests.support.assignments import add_assignment, add_waiver
from tests.support.city import City, add_completion
from tests.support.pages import Visitor
from tests.training.asking import LATER, TODAY, TOMORROW, YESTERDAY, asked, states
from tests.training.courses import add_training

Browser = Callable[[str | None], Visitor]


@pytest.fixture
def training_id(city: City) -> int:
    return add_training(city)["training"]


@pytest.mark.usefixtures("training_id")
@pytest.mark.parametrize(
    "until_on,is_withdrawn,expected",
    [
        pytest.param(None, False, [], id="without an end"),
        pytest.param(TODAY, False, [], id="on its last day"),
        pytest.param(YESTERDAY, False, ["due"], id="after its last day"),
        pytest.param(None, True, ["due"], id="withdrawn"),
        pytest.param(TOMORROW, True, ["due"], id="withdrawn before its last day"),
    ],
)
def test_what_is_waived_is_not_asked(
    city: City, until_on: date | None, is_withdrawn: bool, expected: list[str]
) -> None:
    with city.app.app_context(), transaction():
        asked(city, "a", LATER)
        add_waiver(city.persons["teresa"], until_on=until_on, is_withdrawn=is_withdrawn)

        open_dues = dues_of_all(working_below(("",), TODAY), TODAY)

    assert states(city) == expected
    assert ((city.persons["teresa"], 1) in open_dues) is bool(expected)
    assert states(city, "hanna") == ["due"]


def test_a_coordinator_waives_and_withdraws(city: City, visitor: Browser, training_id: int) -> None:
    kazimierz, teresa = visitor("kazimierz"), city.persons["teresa"]
    sent = {"training": str(training_id), "reason": "Szkoli innych", "until_on": ""}

    kazimierz.get(f"/people/{teresa}/waivers/new")
    kazimierz.post(f"/people/{teresa}/waivers/new", sent)
    again = kazimierz.post(f"/people/{teresa}/waivers/new", sent, status=200)
    page, head = (visitor(who).get(f"/people/{teresa}/completions") for who in ("olga", "hanna"))
    kazimierz.post("/waivers/1/withdraw")
    kazimierz.post("/waivers/1/withdraw")
    after = kazimierz.get(f"/people/{teresa}/completions")

    assert "This training is waived already." in again.text
    assert "Szkoli innych" in page
    assert "Szkoli innych" in head
    assert "Withdraw" not in page
    assert "Somebody has taken back this waiver already." in after
    with city.app.app_context():
        entries = select(AuditEntry).where(AuditEntry.action.contains("waive"))
        waived, withdrawn = db.session.scalars(entries.order_by(AuditEntry.id))
    assert (waived.action, waived.reason) == ("training.waived", "Szkoli innych")
    assert withdrawn.action == "training.waiver_withdrawn"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "changed,message",
    [
        pytest.param({"reason": "  "}, "Write why.", id="no reason"),
        pytest.param({"training": ""}, "Choose a training.", id="no training"),
        pytest.param({"until_on": "2026-01-05"}, "5 January 2026 is over.", id="over"),
    ],
)
def test_a_waiver_has_a_training_a_reason_and_no_day_gone_by(
    city: City, visitor: Browser, training_id: int, changed: dict[str, str], message: str
) -> None:
    sent = {"training": str(training_id), "reason": "Szkoli innych", **changed}

    url = f"/people/{city.persons['teresa']}/waivers/new"
    answer = visitor("kazimierz").post(url, sent, status=200)

    assert message in answer.text


def test_after_the_last_day_it_can_be_waived_anew(
    city: City, visitor: Browser, training_id: int
) -> None:
    with city.app.app_context(), transaction():
        add_waiver(city.persons["teresa"], until_on=clock.today() - timedelta(days=1))

    url = f"/people/{city.persons['teresa']}/waivers/new"
    visitor("kazimierz").post(url, {"training": str(training_id), "reason": "Znów"})

    with city.app.app_context():
        old, new = db.session.scalars(select(Waiver).order_by(Waiver.id))
    assert (old.withdrawn_at is None, new.withdrawn_at) == (False, None)


@pytest.mark.usefixtures("training_id")
def test_the_list_of_an_assignment_tells_it_apart(city: City, visitor: Browser) -> None:
    with city.app.app_context(), transaction():
        number = add_assignment(city.units["city"], clock.today() + timedelta(days=9)).id
        for who in ("teresa", "stefan"):
            add_waiver(city.persons[who])
        add_completion(city.persons["stefan"], 1, date(2026, 3, 1))

    page = visitor("kazimierz").get(f"/trainings/assignments/{number}?state=waived")
    index = visitor("kazimierz").get("/trainings/1/assignments")

    assert "<h1>1 of 4 people have completed it</h1>" in page
    assert ">Łąka Teresa</a>" in page
    assert ">Nowak Stefan</a>" not in page
    assert "waived for 1 person" in index
