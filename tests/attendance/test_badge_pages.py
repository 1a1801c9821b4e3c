"""Badges on pages, by mail and replaced: trainers know whose they are, strangers learn nothing."""

from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from app.attendance.badges import grouped
from app.attendance.queries.badges import bearers
from app.attendance.queries.links import badge_codes
from app.attendance.routes import badges as routes
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.people.models import Unit
from tests.support.city import City, add_employment, add_person
from tests.support.pages import Visitor
from tests.support.readers import codes_in, codes_of, facts_of, faults_of, fonts_of, text_of

DAY = date(2026, 11, 25)


def code_of(city: City, name: str) -> str:
    with city.app.app_context():
        return badge_codes([city.persons[name]])[city.persons[name]]


def replace(city: City, name: str, persona: str) -> None:
    person = city.persons[name]
    Visitor(city, persona).post(f"/people/{person}/badge/replace")


@pytest.mark.parametrize("persona", ["teresa", "hanna", "kazimierz"])
def test_whoever_may_replaces_a_badge_by_another_code(city: City, persona: str) -> None:
    """That the old one no longer opens the door is held in `test_scans`."""
    codes = [code_of(city, "teresa")]
    for _ in range(2):
        replace(city, "teresa", persona)
        codes.append(code_of(city, "teresa"))

    assert len(set(codes)) == 3


def test_a_badge_is_no_business_of_a_school_that_its_bearer_left(city: City) -> None:
    left = date(2026, 1, 31)
    with city.app.app_context(), transaction():
        gone = add_person("Irena", "Lis", "irena@szkoly.example").id
        add_employment(gone, city.units["a"], "nauczyciel", ended_on=left)
    hanna = Visitor(city, "hanna")
    hanna.get(f"/people/{gone}/badge")  # she works nowhere else

    with city.app.app_context(), transaction():
        add_employment(gone, city.units["b"], "nauczyciel", left)

    assert f"/people/{gone}/badge" not in hanna.get(f"/people/{gone}")
    hanna.get(f"/people/{gone}/badge", status=404)
    hanna.post(f"/people/{gone}/badge/replace", status=404)
    Visitor(city, "stefan").get(f"/people/{gone}/badge")


def test_a_replacement_is_in_the_log_without_the_code(app: Flask, city: City) -> None:
    replace(city, "teresa", "hanna")

    with app.app_context():
        query = select(AuditEntry).where(AuditEntry.action == "attendance.badge_replaced")
        entry = db.session.scalars(query).one()
        assert (entry.actor_name, entry.subject_label) == ("Hanna", "Teresa Łąka")
        assert entry.changes == {}


def test_it_is_asked_before_a_badge_is_replaced(city: City) -> None:
    before = code_of(city, "teresa")
    person = city.persons["teresa"]
    page = Visitor(city, "teresa").get(f"/people/{person}/badge/replace")

    assert "/my-code" in page
    assert code_of(city, "teresa") == before


def test_the_own_code_shows_whose_it_is(city: City) -> None:
    page = Visitor(city, "teresa").get("/my-code")

    assert "Teresa Łąka" in page
    assert "Szkoła Podstawowa nr 1" in page
    assert grouped(code_of(city, "teresa")) in page
    assert 'class="qr"' in page


def test_a_stranger_learns_nothing_from_a_badge(city: City) -> None:
    genuine, forged = code_of(city, "teresa"), "000001000000000000"
    stranger = city.client()
    pages = [stranger.get(f"/b/{code}") for code in (genuine, grouped(genuine), forged, "x")]

    assert [page.status_code for page in pages] == [200] * 4
    assert {page.headers["X-Robots-Tag"] for page in pages} == {"noindex, nofollow, noarchive"}
    assert "Teresa" not in pages[0].text
    assert genuine not in pages[0].text
    assert _without_token(pages[0].text) == _without_token(pages[2].text)


def _without_token(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf_token" not in line]


def test_the_badge_comes_by_mail_as_a_picture(app: Flask, city: City) -> None:
    Visitor(city, "teresa").post("/my-code/mail")

    (letter,) = _mails(app)
    code = code_of(city, "teresa")
    (picture,) = letter.iter_attachments()
    assert letter["To"] == "teresa@szkoly.example"
    assert grouped(code) in letter.get_body().get_content()  # type: ignore[union-attr]
    assert picture.get_content_type() == "image/png"
    with app.app_context():
        base_url = current_app.extensions["settings"].base_url
    assert codes_in(picture.get_content()) == [f"{base_url}/b/{code}"]


def test_the_badge_is_not_mailed_again_and_again(app: Flask, city: City) -> None:
    visitor = Visitor(city, "teresa")
    for _time in range(5):
        visitor.post("/my-code/mail")
    Visitor(city, "hanna").post("/my-code/mail")

    assert sorted(letter["To"].partition("@")[0] for letter in _mails(app)) == [
        "hanna",
        *["teresa"] * 3,
    ]


def _mails(app: Flask) -> list[EmailMessage]:
    folder = app.extensions["settings"].mail_dir
    found = [
        message_from_bytes(one.read_bytes(), policy=policy.default) for one in folder.iterdir()
    ]
    return list(found)


def test_a_sheet_holds_whoever_works_there_by_school_and_name(app: Flask, city: City) -> None:
    with app.app_context(), transaction():
        add_employment(city.persons["hanna"], city.units["b"], "nauczyciel")
        add_employment(
            city.persons["tomasz"], city.units["a"], "nauczyciel", ended_on=date(2026, 1, 1)
        )
        found = bearers(db.session.get_one(Unit, city.units["city"]), DAY, 500) or []
        assert [(one.name, one.school) for one in found] == [
            ("Tomasz Cień", "Centrum Usług Wspólnych"),
            ("Kazimierz Ćwik", "Centrum Usług Wspólnych"),
            ("Teresa Łąka", "Szkoła Podstawowa nr 1"),
            ("Hanna Żak", "Szkoła Podstawowa nr 1"),
            ("Stefan Nowak", "Szkoła Podstawowa nr 2"),
        ]


@pytest.mark.parametrize("limit, count", [(4, None), (5, 5)])
def test_a_sheet_that_would_be_too_long_is_not_made(
    app: Flask, city: City, limit: int, count: int | None
) -> None:
    with app.app_context():
        found = bearers(db.session.get_one(Unit, city.units["city"]), DAY, limit)
        assert (found if found is None else len(found)) == count


def test_too_many_people_are_told_to_choose_a_school(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "_MOST", 4)
    unit = city.units["city"]
    visitor = Visitor(city, "kazimierz")

    assert "badges.pdf" not in visitor.get(f"/units/{unit}/badges")
    assert visitor.client.get(f"/units/{unit}/badges.pdf").status_code == 302


def test_the_sheet_is_a_well_made_pdf_with_names_and_codes(city: City) -> None:
    visitor = Visitor(city, "hanna")
    pdf = visitor.client.get(f"/units/{city.units['a']}/badges.pdf").data
    text = text_of(pdf)

    assert faults_of(pdf) == ""
    assert all(font.is_embedded and font.is_subset for font in fonts_of(pdf))
    assert facts_of(pdf)["Pages"] == "1"
    for name in ("teresa", "hanna"):
        assert grouped(code_of(city, name)) in text
    assert "Teresa Łąka" in text
    assert sorted(code.rpartition("/")[2] for code in codes_of(pdf)) == sorted(
        code_of(city, name) for name in ("teresa", "hanna")
    )


def test_a_name_that_cannot_be_printed_is_listed_and_has_a_badge(app: Flask, city: City) -> None:
    with app.app_context(), transaction():
        person = add_person("明", "李", "li@szkoly.example")
        add_employment(person.id, city.units["a"], "nauczyciel")
        city.persons["li"] = person.id
    visitor = Visitor(city, "hanna")
    page = visitor.get(f"/units/{city.units['a']}/badges")
    pdf = visitor.client.get(f"/units/{city.units['a']}/badges.pdf").data

    assert page.count("明 李") == 2  # in the list of all, and beside its code
    assert grouped(code_of(city, "li")) in page
    assert grouped(code_of(city, "li")) in text_of(pdf)
