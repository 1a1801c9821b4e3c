"""A completion has at most one certificate, frozen, with a number without gaps in its year."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.people.models import Person, Unit, UnitKind
from app.training.models.completions import Completion
from app.training.services.completions import revoke
from certificates.facts import Facts
from certificates.models import Certificate, CertificateCount, CertificateFile
from certificates.queries.issuing import issuers
from certificates.services.issuing import Obstacle
from tests.certificates.issuing import AT, BY, DAY, certify, content_of, numbers, people_trained
from tests.support.city import (
    City,
    add_completion,
    add_employment,
    add_person,
    add_unit,
)
from tests.support.readers import words_of


@pytest.mark.usefixtures("context")
def test_a_certificate_says_what_was_true_on_the_day(completion_id: int) -> None:
    certificate = certify([completion_id]).new[0]

    facts = Facts.from_json(certificate.facts)
    assert certificate.number == "KA/2026/000001"
    assert (facts.name, facts.schools) == ("Teresa Łąka", ("Szkoła Podstawowa nr 1",))
    assert facts.issuer == "Centrum Usług Wspólnych"
    assert (facts.title, facts.programme) == ("Bezpieczeństwo informacji", "2026.1")
    assert (facts.minutes, facts.teaching_hours) == (215, Decimal("4.7"))
    assert (facts.completed_on, facts.issued_on) == (DAY, date(2026, 5, 13))
    assert facts.valid_until == certificate.valid_until == date(2027, 5, 12)
    assert len(facts.topics) == 9


@pytest.mark.usefixtures("context")
def test_the_file_is_kept_with_its_hash(completion_id: int) -> None:
    certificate = certify([completion_id]).new[0]

    content = content_of(certificate.id)
    assert certificate.sha256 == hashlib.sha256(content).hexdigest()
    assert "Teresa Łąka" in words_of(content)


def test_a_renamed_person_leaves_the_certificate_as_it_was(
    context: City, completion_id: int
) -> None:
    certificate = certify([completion_id]).new[0]
    before = content_of(certificate.id)

    with transaction():
        db.session.get_one(Person, context.persons["teresa"]).last_name = "Nowak"

    db.session.expire_all()
    assert content_of(certificate.id) == before
    assert certificate.facts["name"] == "Teresa Łąka"


@pytest.mark.usefixtures("context")
def test_the_second_issue_returns_the_first(completion_id: int) -> None:
    first = certify([completion_id])
    again = certify([completion_id])

    assert again.new == ()
    assert again.certificates[completion_id].code == first.new[0].code
    assert numbers() == ["KA/2026/000001"]


@pytest.mark.usefixtures("context")
def test_asking_twice_at_once_issues_once(completion_id: int) -> None:
    assert len(certify([completion_id, completion_id]).new) == 1


@pytest.mark.usefixtures("context")
def test_each_document_is_in_the_log(completion_id: int) -> None:
    certify([completion_id])

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.area == "certificates")).one()
    assert entry.action == "certificates.issued"
    assert entry.subject_label == "KA/2026/000001: Teresa Łąka"


def test_what_was_not_passed_gets_none(context: City, completion_id: int) -> None:
    with transaction():
        version_id = db.session.get_one(Completion, completion_id).version_id
        person_id = context.persons["hanna"]
        failed = add_completion(person_id, version_id, DAY, is_passed=False).id

    issued = certify([failed])

    assert (issued.new, issued.obstacles) == ((), {failed: Obstacle.NOT_PASSED})
    assert db.session.scalars(select(CertificateCount)).all() == []


@pytest.mark.usefixtures("context")
def test_what_was_revoked_gets_none(completion_id: int) -> None:
    with transaction():
        revoke(db.session.get_one(Completion, completion_id), reason="błąd", by=BY, at=AT)

    issued = certify([completion_id])

    assert (issued.new, issued.obstacles) == ((), {completion_id: Obstacle.REVOKED})


@pytest.mark.usefixtures("context")
def test_a_name_that_cannot_be_printed_stops_only_itself(completion_id: int) -> None:
    with transaction():
        version_id = db.session.get_one(Completion, completion_id).version_id
        person = add_person("ნინო", "ბერიძე", "nino@example.pl")
        unprintable = add_completion(person.id, version_id, DAY).id

    issued = certify([unprintable, completion_id])

    assert issued.obstacles == {unprintable: Obstacle.UNPRINTABLE}
    assert [one.number for one in issued.new] == ["KA/2026/000001"]


@pytest.mark.usefixtures("context")
def test_what_nobody_sees_in_a_name_is_not_on_the_document(completion_id: int) -> None:
    with transaction():
        person = db.session.get_one(Completion, completion_id).person
        person.first_name, person.last_name = "\u202eZoe\u0301\u200b", "\u00a0<b>Maj</b> "

    assert certify([completion_id]).new[0].facts["name"] == "Zoé <b>Maj</b>"


def test_schools_are_those_of_the_day_of_completion(context: City, completion_id: int) -> None:
    teresa, units = context.persons["teresa"], context.units
    with transaction():
        add_employment(teresa, units["k"], "nauczyciel", date(2026, 1, 1), date(2026, 5, 12))
        add_employment(teresa, units["b"], "nauczyciel", date(2026, 5, 13))

    facts = certify([completion_id]).new[0].facts

    assert facts["schools"] == ["Przedszkole Miejskie nr 3", "Szkoła Podstawowa nr 1"]


@pytest.mark.usefixtures("context")
def test_whoever_worked_nowhere_gets_a_certificate_without_a_school(city: City) -> None:
    completion_id = people_trained(city, 1)[0]

    facts = certify([completion_id]).new[0].facts

    assert (facts["schools"], facts["issuer"]) == ([], "Centrum Usług Wspólnych")


@pytest.mark.parametrize(
    "centres, issuer",
    [
        pytest.param((), "Gmina", id="none: the root"),
        pytest.param(("city",), "CUW city", id="one for the whole tree"),
        pytest.param(("city", "district"), "CUW district", id="a nearer one"),
        pytest.param(("city", "elsewhere"), "CUW city", id="one of another district"),
        pytest.param(("school",), "CUW school", id="one below the school"),
    ],
)
def test_the_nearest_shared_services_centre_issues(
    context: City, centres: tuple[str, ...], issuer: str
) -> None:
    with transaction():
        units = {"city": db.session.get_one(Unit, context.units["city"])}
        units["city"].rename("Gmina", "Gmina")
        office = db.session.get_one(Unit, context.units["office"])
        office.kind = UnitKind.OTHER
        for name, above in (("district", "city"), ("elsewhere", "city"), ("school", "district")):
            units[name] = add_unit(units[above], UnitKind.SCHOOL_COMPLEX, name, name, None)
        for name in centres:
            centre = f"CUW {name}"
            add_unit(units[name], UnitKind.SHARED_SERVICE_CENTRE, centre, centre, None)
        path = units["school"].path

    assert issuers([path]) == {path: issuer}


@pytest.mark.parametrize("table", [Certificate, CertificateFile])
@pytest.mark.usefixtures("context")
def test_what_was_issued_can_neither_be_changed_nor_removed(
    completion_id: int, table: type[Certificate | CertificateFile]
) -> None:
    certify([completion_id])
    change = {"issued_by": "ktoś"} if table is Certificate else {"content": b"%PDF"}

    for statement in (update(table).values(change), delete(table)):
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(statement)
