"""Units and people are invited; nobody is mailed before somebody says so, and nobody twice."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.attendance.models.notices import Notice, NoticeKind
from app.attendance.models.sessions import TrainingSession
from app.core.db import db, transaction
from tests.attendance.planning import ahead, mails_at_most, stored
from tests.support.city import City, add_employment, add_person
from tests.support.pages import Visitor
from tests.support.sessions import add_sign_up

Browser = Callable[[str | None], Visitor]


@pytest.fixture(autouse=True)
def _in_english(city: City) -> None:
    city.language = "en"


def notices(city: City, kind: NoticeKind) -> list[int]:
    with city.app.app_context():
        found = select(Notice.person_id).where(Notice.kind == kind).order_by(Notice.person_id)
        return list(db.session.scalars(found))


def test_units_are_invited_each_on_its_own_terms(city: City, visitor: Browser) -> None:
    session_id = ahead(city, invited=())
    url, kazimierz = f"/sessions/{session_id}/invited", visitor("kazimierz")

    kazimierz.post(url, {"units": [str(city.units["a"])], "audience": "everybody"})
    kazimierz.post(url, {"units": [str(city.units["b"])], "audience": "teaching"})
    page = kazimierz.get(url)
    kazimierz.post(f"{url}/{city.units['a']}/remove")

    assert "Szkoła Podstawowa nr 1" in page
    assert "teaching posts" in page
    assert [(one.unit_id, one.teaching_only) for one in stored(city, session_id).invited] == [
        (city.units["b"], True)
    ]
    assert notices(city, NoticeKind.INVITED) == []


def test_a_unit_out_of_reach_is_not_invited(city: City, visitor: Browser) -> None:
    session_id = ahead(city, invited=())

    page = visitor("kazimierz").post(
        f"/sessions/{session_id}/invited", {"units": ["999"], "audience": "teaching"}, status=200
    )

    assert "This is no longer on the list." in page.text


def test_invitations_go_out_once_to_whoever_was_not_told(city: City, visitor: Browser) -> None:
    session_id = ahead(city)
    url, tomasz = f"/sessions/{session_id}/invited/mail", visitor("tomasz")

    page = tomasz.get(url)
    tomasz.post(url)
    with city.app.app_context(), transaction():
        newcomer = add_person("Ewa", "Nowa", "ewa@szkoly.example").id
        add_employment(newcomer, city.units["a"], "nauczyciel")
    later = tomasz.get(url)
    tomasz.post(url)

    assert "2 people get a mail." in page
    assert "1 person gets a mail." in later
    assert "Nowa Ewa" in later
    assert notices(city, NoticeKind.INVITED) == [
        city.persons["teresa"],
        city.persons["hanna"],
        newcomer,
    ]


def test_many_invitations_ask_for_a_second_look(city: City, visitor: Browser) -> None:
    mails_at_most(city, 1)
    session_id = ahead(city)
    url, tomasz = f"/sessions/{session_id}/invited/mail", visitor("tomasz")

    page = tomasz.post(url, status=200).text
    none_yet = notices(city, NoticeKind.INVITED)
    tomasz.post(url, {"seen": "y"})

    assert "2 people would get a mail." in page
    assert none_yet == []
    assert len(notices(city, NoticeKind.INVITED)) == 2


def test_people_are_invited_by_name_and_stand_in_line(city: City, visitor: Browser) -> None:
    session_id = ahead(city, capacity=1)
    url, tomasz = f"/sessions/{session_id}/guests", visitor("tomasz")

    found = tomasz.get(f"{url}?q=nowak")
    tomasz.post(f"{url}/{city.persons['stefan']}/add")
    tomasz.post(f"{url}/{city.persons['teresa']}/add")
    tomasz.post(f"{url}/{city.persons['teresa']}/add")
    page = tomasz.get(url)

    assert "Stefan Nowak" in found
    assert "This person stands on the list already." in page
    assert page.index("has a seat") < page.index("waits, place 1")


def test_whoever_waited_gets_the_seat_that_is_taken_back_and_a_mail(
    city: City, visitor: Browser
) -> None:
    session_id = ahead(city, capacity=1)
    with city.app.app_context(), transaction():
        session = db.session.get_one(TrainingSession, session_id)
        for name in ("teresa", "hanna"):
            add_sign_up(session, city.persons[name])
    url, tomasz = f"/sessions/{session_id}/guests", visitor("tomasz")

    tomasz.post(f"{url}/{city.persons['teresa']}/remove")
    tomasz.post(f"{url}/{city.persons['teresa']}/remove")
    page = tomasz.get(url)

    assert "This person is not on the list any more." in page
    assert "Żak Hanna" in page
    assert "Łąka Teresa" not in page
    assert notices(city, NoticeKind.SEAT) == [city.persons["hanna"]]


def test_a_person_out_of_reach_cannot_be_named(city: City, visitor: Browser) -> None:
    session_id = ahead(city)
    with city.app.app_context(), transaction():
        stranger = add_person("Obca", "Osoba", "obca@gdzie.example").id

    for person_id in (stranger, 99_999):
        visitor("tomasz").post(f"/sessions/{session_id}/guests/{person_id}/add", status=404)
