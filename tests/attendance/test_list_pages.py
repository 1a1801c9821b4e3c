"""Lists on the screen: the head accepts, others read, anybody checks, nobody else sees names."""

import csv
import hashlib
import io
import re
from collections.abc import Callable

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.attendance.models.lists import ListAcceptance, ParticipationList
from app.core.db import db
from app.core.paper.codes import grouped, new_code
from tests.attendance.closing import came, closed, corrected, held_session
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.readers import codes_of, words_of

Browser = Callable[[str | None], Visitor]

#: of the home page, where the figure is not remembered yet
COLD = 14


@pytest.fixture
def session_id(city: City) -> int:
    """Teresa of school A and Stefan of school B were there, and the session is closed."""
    number = held_session(city, invited=[city.units["a"], city.units["b"]])
    came(city, number, "teresa", "stefan")
    closed(city, number)
    return number


@pytest.fixture
def kept(city: City, session_id: int) -> ParticipationList:
    """The list of school A."""
    with city.app.app_context():
        of_a = select(ParticipationList).where(
            ParticipationList.session_id == session_id,
            ParticipationList.unit_id == city.units["a"],
        )
        found = db.session.scalars(of_a).one()
        db.session.expunge(found)
        return found


def test_the_head_accepts_the_list_of_the_own_school(
    city: City, visitor: Browser, kept: ParticipationList
) -> None:
    city.language = "en"
    head = visitor("hanna")
    assert "Accept the list" in head.get(f"/participation/{kept.id}")

    head.post(f"/participation/{kept.id}/accept")

    page = head.get(f"/participation/{kept.id}")
    assert "Accepted by" in page
    assert "Accept the list" not in page


@pytest.mark.parametrize("persona", ["kazimierz", "olga", "tomasz"])
def test_others_read_it_but_have_no_button(
    city: City, visitor: Browser, kept: ParticipationList, persona: str
) -> None:
    city.language = "en"
    page = visitor(persona).get(f"/participation/{kept.id}")

    assert "Łąka Teresa" in page
    assert "Accept the list" not in page


def test_the_head_finds_waiting_lists_at_home_and_nobody_elses(
    city: City, visitor: Browser, kept: ParticipationList
) -> None:
    city.language = "en"
    head = visitor("hanna")

    home = head.get("/", budget=COLD)
    assert "1 participation list waits for you" in home
    assert "completion waits to be accepted" not in home
    page = head.get("/participation/?state=waiting")
    assert "Szkoła Podstawowa nr 1" in page
    assert "Szkoła Podstawowa nr 2" not in page

    head.post(f"/participation/{kept.id}/accept")
    assert "participation list waits for you" not in head.get("/", budget=COLD)


def test_the_second_of_two_clicks_is_told_that_it_was_accepted(
    city: City, visitor: Browser, kept: ParticipationList
) -> None:
    city.language = "en"
    head = visitor("hanna")
    head.post(f"/participation/{kept.id}/accept")

    head.post(f"/participation/{kept.id}/accept")

    assert "was accepted already" in head.get(f"/participation/{kept.id}")


def test_the_csv_has_the_hash_that_is_printed(visitor: Browser, kept: ParticipationList) -> None:
    client = visitor("hanna").client

    content = client.get(f"/participation/{kept.id}.csv").data
    pdf = client.get(f"/participation/{kept.id}.pdf").data

    printed = hashlib.sha256(content).hexdigest()
    assert printed == kept.sha256
    assert printed in "".join(words_of(pdf).split())
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert any("Łąka" in row for row in rows)
    assert rows[0][1] == kept.number


def test_an_accepted_document_stays_the_same_to_the_byte(
    city: City, visitor: Browser, kept: ParticipationList
) -> None:
    head = visitor("hanna")
    head.post(f"/participation/{kept.id}/accept")

    first, second = (head.client.get(f"/participation/{kept.id}.pdf").data for _ in range(2))

    assert first == second
    assert "Hanna" in words_of(first)
    with city.app.app_context():
        frozen = db.session.scalars(select(ListAcceptance)).one()
        assert hashlib.sha256(first).hexdigest() == frozen.sha256


def test_the_printed_code_leads_a_stranger_to_the_state_without_names(
    city: City, visitor: Browser, kept: ParticipationList
) -> None:
    city.language = "en"
    pdf = visitor("hanna").client.get(f"/participation/{kept.id}.pdf").data
    address = codes_of(pdf)[0]

    page = visitor(None).get(address[address.index("/l/") :], budget=1)

    assert "genuine, but not accepted" in page
    assert kept.sha256 in page
    assert not re.search("Łąka|Teresa|Żak|Hanna", page)


def test_the_public_page_follows_acceptance_and_correction(
    city: City, visitor: Browser, session_id: int, kept: ParticipationList
) -> None:
    city.language = "en"
    head, stranger = visitor("hanna"), visitor(None)
    head.post(f"/participation/{kept.id}/accept")
    assert "genuine and accepted" in stranger.get(f"/l/{grouped(kept.code)}")

    corrected(city, session_id, "hanna", is_present=True)
    closed(city, session_id)

    page = stranger.get(f"/l/{kept.code}")
    assert "version 2 took its place" in page
    assert "Hanna" not in page


def test_a_code_that_is_typed_at_the_page_for_certificates_leads_on(
    visitor: Browser, kept: ParticipationList
) -> None:
    answer = visitor(None).client.get(f"/v/?code={kept.code}", follow_redirects=True)

    assert answer.request.path == f"/l/{kept.code}"


def test_unknown_codes_are_not_found_and_then_slowed_down(visitor: Browser) -> None:
    client = visitor(None).client

    answers = [client.get(f"/l/{new_code()}").status_code for _ in range(101)]

    assert answers == [404] * 100 + [429]


def test_the_register_can_be_taken_away(visitor: Browser, kept: ParticipationList) -> None:
    client = visitor("kazimierz").client

    sheet = client.get("/participation/register.xlsx").data
    text = client.get("/participation/register.csv").data.decode("utf-8-sig")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert len(rows) == 3
    assert kept.sha256 in rows[1] or kept.sha256 in rows[2]
    assert text.count("\r\n") == 3
