"""Certificates for a whole list: nothing is issued before a person saw for whom."""

import re
from collections.abc import Callable

import pytest

from app.core import clock
from app.core.db import db, transaction
from app.training.models.completions import Completion, Source
from app.training.services.completions import NewCompletion, record_completion, revoke
from certificates.models import Certificate
from certificates.queries.awaiting import Choice, awaiting
from tests.certificates.issuing import AT, BY, DAY, certify, numbers, people_trained
from tests.support.city import City, add_completion, add_employment, add_person, add_training
from tests.support.pages import Visitor

Browser = Callable[[str | None], Visitor]

LIST = "reference=lista+1%2F2026"


def test_a_coordinator_first_sees_for_what_and_for_how_many(city: City, visitor: Browser) -> None:
    people_trained(city, 3, "a")

    page = visitor("kazimierz").get("/certificates/issue")

    assert "lista 1/2026" in page
    assert re.search(r'<td data-label="People" class="n">\s*3\s*</td>', page)


def test_a_coordinator_then_sees_the_people(city: City, visitor: Browser) -> None:
    ids = people_trained(city, 3, "a")

    page = visitor("kazimierz").get(f"/certificates/issue?{LIST}")

    assert "Certificates for 3 people" in page
    assert page.count("Testowa Osoba") == 3
    assert marked(page) == ids
    with city.app.app_context():
        assert numbers() == []


def test_those_who_were_left_marked_get_certificates(city: City, visitor: Browser) -> None:
    first, second, third = people_trained(city, 3, "a")

    response = visitor("kazimierz").post("/certificates/issue", {"completion": [third, first]})

    assert response.headers["Location"] == f"/certificates/?numbers={clock.today().year}.1-2"
    with city.app.app_context():
        kept = db.session.query(Certificate).order_by(Certificate.serial).all()
        assert [one.completion_id for one in kept] == [first, third]
        assert kept[0].issued_by == "Kazimierz"
    left = visitor("kazimierz").get(f"/certificates/issue?{LIST}")
    assert marked(left) == [second]


def test_the_register_then_offers_exactly_those_as_one_file(
    city: City, visitor: Browser, issued: Certificate
) -> None:
    ids = people_trained(city, 2, "a")
    kazimierz = visitor("kazimierz")

    response = kazimierz.post("/certificates/issue", {"completion": ids})
    register = response.headers["Location"]
    page = kazimierz.get(register)

    assert "2 certificates are issued." in page
    assert issued.number not in page
    assert register.replace("/certificates/?", "/certificates/together.pdf?") in page


def test_the_same_form_sent_twice_issues_once(city: City, visitor: Browser) -> None:
    ids = people_trained(city, 2, "a")

    for _ in range(2):
        visitor("kazimierz").post("/certificates/issue", {"completion": ids})

    with city.app.app_context():
        assert len(numbers()) == 2


@pytest.mark.parametrize("count", [0, 201])
def test_nobody_and_too_many_at_once_are_refused(city: City, visitor: Browser, count: int) -> None:
    kazimierz = visitor("kazimierz")

    kazimierz.post("/certificates/issue", {"completion": list(range(1, count + 1))})

    assert "Mark at least one person, and at most 200." in kazimierz.get("/certificates/issue")
    with city.app.app_context():
        assert numbers() == []


@pytest.mark.parametrize(
    "sent", [["abc"], ["-1"], ["999999999999999999999"], ["12345"], ["1", "2; DROP TABLE"]]
)
@pytest.mark.usefixtures("city")
def test_numbers_of_nothing_issue_nothing(visitor: Browser, sent: list[str]) -> None:
    visitor("kazimierz").post("/certificates/issue", {"completion": sent})


def test_only_what_can_be_certified_is_offered(city: City) -> None:
    with city.app.app_context(), transaction():
        version_id = add_training("BI-WIELU")
        people = {
            name: employed(city, name)
            for name in ("passed", "failed", "revoked", "pending", "online", "elsewhere", "has")
        }
        ids = {
            name: add_completion(
                people[name],
                version_id,
                DAY,
                is_passed=name != "failed",
                is_confirmed=name != "pending",
            ).id
            for name in ("passed", "failed", "revoked", "pending", "has")
        }
        revoke(db.session.get_one(Completion, ids["revoked"]), reason="błąd", by=BY, at=AT)
        for name, source, is_confirmed in (
            ("online", Source.ONLINE, False),
            ("elsewhere", Source.EXTERNAL, True),
        ):
            achieved = NewCompletion(people[name], version_id, DAY)
            ids[name] = record_completion(
                achieved,
                source=source,
                reference="lista 1/2026",
                is_confirmed=is_confirmed,
                by=BY,
                at=AT,
            ).id
    with city.app.app_context():
        certify([ids["has"]])

        found = awaiting(Choice(reference="lista 1/2026"), ("",))

        assert {one.id for one in found.completions} == {ids["passed"], ids["online"]}
        assert (found.total, found.unconfirmed) == (2, 1)


def test_who_waits_for_confirmation_is_counted_and_linked(city: City, visitor: Browser) -> None:
    with city.app.app_context(), transaction():
        add_completion(city.persons["teresa"], add_training(), DAY, is_confirmed=False)

    page = visitor("kazimierz").get(f"/certificates/issue?{LIST}")

    assert "1 more completion waits for confirmation" in page
    assert "/completions/?state=pending" in page
    assert "Nobody here waits for a certificate" in page


def test_a_name_that_cannot_be_printed_is_explained(city: City, visitor: Browser) -> None:
    with city.app.app_context(), transaction():
        completion_id = add_completion(employed(city, "ნინო"), add_training(), DAY).id
    kazimierz = visitor("kazimierz")

    response = kazimierz.post("/certificates/issue", {"completion": [completion_id]})

    assert "Latin or Cyrillic letters" in kazimierz.get(response.headers["Location"])


@pytest.mark.parametrize("query", ["training=99999999999999999999", "reference=%00", "training=x"])
@pytest.mark.usefixtures("city")
def test_a_strange_address_shows_a_page(visitor: Browser, query: str) -> None:
    visitor("kazimierz").get(f"/certificates/issue?{query}")


@pytest.mark.usefixtures("city")
def test_other_pages_lead_here(visitor: Browser) -> None:
    assert "/certificates/issue" in visitor("kazimierz").get("/completions/")
    assert "/certificates/issue" not in visitor("hanna").get("/completions/")
    assert "/certificates/" in visitor("hanna").get("/completions/")


def employed(city: City, name: str) -> int:
    """A new person of school A."""
    person_id = add_person(name, "Testowa", f"{len(name)}.{name}@example.pl").id
    add_employment(person_id, city.units["a"], "nauczyciel")
    return person_id


def marked(page: str) -> list[int]:
    """The completions whose boxes are marked."""
    boxes = re.findall(r'name="completion" value="(\d+)" checked', page)
    return [int(number) for number in boxes]
