"""A trainer checks in whom the meeting may know, and learns nobody's name by trying numbers."""

import pytest

from app.attendance.models.ledger import CheckIn
from app.core.db import transaction
from tests.attendance.desk import Desk, scan, send, set_desk, told
from tests.support.city import City, add_person
from tests.support.pages import Visitor


@pytest.fixture
def desk(city: City) -> Desk:
    """Walk-ins are welcome: with a badge."""
    return set_desk(city)


@pytest.fixture
def tomasz(city: City) -> Visitor:
    """The trainer."""
    return Visitor(city, "tomasz")


@pytest.fixture
def stranger(city: City) -> int:
    """Somebody who works at no unit of the session."""
    with city.app.app_context(), transaction():
        return add_person("Obca", "Daleka", "obca@daleko.example").id


@pytest.mark.parametrize("offline", [False, True])
def test_a_number_without_a_badge_names_no_stranger(
    desk: Desk, tomasz: Visitor, stranger: int, offline: bool
) -> None:
    sent = scan(person_id=stranger, offline=offline)
    (answer,) = told(send(tomasz, desk.meeting_id, sent))["results"]

    assert (answer["result"], answer["name"], answer["person_id"]) == ("refused", "", None)
    assert desk.count(CheckIn) == 0


def test_a_mark_beside_a_stranger_tells_nothing_and_does_nothing(
    desk: Desk, tomasz: Visitor, stranger: int
) -> None:
    page = f"/meetings/{desk.meeting_id}/paper"
    marks = {"person": [stranger], f"at-{stranger}": "xx"}

    found = tomasz.send(page, {**marks, "go": "find", "words": "kto"})
    tomasz.post(page, marks)

    assert "Daleka" not in found.text
    assert desk.count(CheckIn) == 0
