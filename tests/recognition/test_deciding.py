"""The head says that it is genuine, the office what it counts as; only then does it count."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from app.accounts.models import RoleGrant
from app.core.actors import Role
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.coverage.queries.figures import overview
from app.coverage.queries.ground import ground
from app.people.models import Employment
from app.training.models.completions import Completion, Source, State
from tests.support.at_once import at_once
from tests.support.city import START, City, add_completion
from tests.support.outside import add_outside
from tests.support.pages import Visitor

Browser = Callable[[str], Visitor]
YES, NO = {"verdict": "yes"}, {"verdict": "no", "reason": "Nieczytelna pieczęć."}


def completions(city: City) -> list[Completion]:
    with city.app.app_context():
        return list(db.session.scalars(select(Completion)))


def trained(city: City) -> int:
    with city.app.app_context():
        return overview(ground(), "1.", date(2026, 6, 30)).total.trained


def mails(city: City) -> list[str]:
    folder = city.app.extensions["settings"].mail_dir
    return [path.read_text() for path in sorted(folder.glob("*.eml"))] if folder.exists() else []


def sent_by(city: City, persona: str, **more: str) -> int:
    with city.app.app_context(), transaction():
        return add_outside(city.persons[persona], **more).id  # type: ignore[arg-type]


def waiting(visitor: Visitor) -> bool:
    return "Cyberbezpieczeństwo" in visitor.get("/recognition/?state=mine")


def test_it_counts_once_the_office_has_accepted_it(
    city: City, visitor: Browser, sent: int, version: int
) -> None:
    hanna, office = visitor("hanna"), visitor("kazimierz")
    assert (waiting(hanna), waiting(office), trained(city)) == (True, False, 0)

    hanna.post(f"/recognition/{sent}/confirm", YES)
    assert (waiting(hanna), waiting(office), trained(city)) == (False, True, 0)
    assert mails(city) == []

    office.post(f"/recognition/{sent}/decide", {**YES, "version": str(version)})
    (completion,) = completions(city)
    assert (completion.state, completion.source) == (State.CONFIRMED, Source.EXTERNAL)
    assert completion.reference == "Ośrodek Doskonalenia Nauczycieli, 12/2026"
    assert completion.completed_on == date(2026, 2, 10)
    assert trained(city) == 1
    assert "To: teresa@szkoly.example" in mails(city)[0]
    visitor("teresa").get(f"/recognition/{sent}")


def test_a_late_acceptance_is_a_recorded_correction(
    city: City, visitor: Browser, sent: int, version: int
) -> None:
    visitor("hanna").post(f"/recognition/{sent}/confirm", YES)
    visitor("kazimierz").post(f"/recognition/{sent}/decide", {**YES, "version": str(version)})

    with city.app.app_context():
        entries = db.session.execute(
            select(AuditEntry.action, AuditEntry.is_correction).order_by(AuditEntry.id)
        ).all()
    assert [tuple(one) for one in entries] == [
        ("recognition.confirmed", False),
        ("training.completion_recorded", True),
        ("recognition.accepted", False),
    ]


@pytest.mark.parametrize("step", ["confirm", "decide"])
def test_a_refusal_ends_it_and_tells_why(
    city: City, visitor: Browser, sent: int, step: str
) -> None:
    if step == "decide":
        visitor("hanna").post(f"/recognition/{sent}/confirm", YES)
    persona = "hanna" if step == "confirm" else "kazimierz"

    unsaid = visitor(persona).send(f"/recognition/{sent}/{step}", {"verdict": "no"})
    assert unsaid.status_code == 200
    visitor(persona).post(f"/recognition/{sent}/{step}", NO)

    assert completions(city) == []
    assert NO["reason"] in visitor("teresa").get(f"/recognition/{sent}")
    assert len(mails(city)) == 1
    assert not waiting(visitor("kazimierz"))


def test_the_office_does_not_go_before_the_head(
    city: City, visitor: Browser, sent: int, version: int
) -> None:
    visitor("kazimierz").post(f"/recognition/{sent}/decide", {**YES, "version": str(version)})

    assert completions(city) == []


@pytest.mark.parametrize("persona", ["hanna", "tomasz"])
def test_without_another_head_it_waits_for_the_office_at_once(
    city: City, visitor: Browser, persona: str
) -> None:
    """A head does not confirm her own certificate; an office has no head."""
    number = sent_by(city, persona)

    assert waiting(visitor("kazimierz"))
    assert not waiting(visitor("hanna"))
    visitor("hanna").send(f"/recognition/{number}/confirm", YES)
    with city.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == 0


def test_the_office_does_not_decide_about_its_own(
    city: City, visitor: Browser, version: int
) -> None:
    number = sent_by(city, "kazimierz")

    answer = visitor("kazimierz").send(
        f"/recognition/{number}/decide", {**YES, "version": str(version)}
    )

    assert answer.status_code == 403
    assert completions(city) == []


@pytest.mark.usefixtures("sent")
def test_a_head_of_a_school_that_she_left_does_not_confirm(city: City, visitor: Browser) -> None:
    with city.app.app_context(), transaction():
        job = db.session.scalars(
            select(Employment).where(Employment.person_id == city.persons["teresa"])
        ).one()
        job.ended_on = date(2026, 8, 31)

    assert not waiting(visitor("hanna"))
    assert waiting(visitor("kazimierz"))


@pytest.mark.usefixtures("sent")
def test_a_head_whose_role_is_over_is_not_waited_for(city: City, visitor: Browser) -> None:
    with city.app.app_context(), transaction():
        grant = db.session.scalars(
            select(RoleGrant).where(
                RoleGrant.role == Role.SCHOOL_HEAD, RoleGrant.unit_id == city.units["a"]
            )
        ).one()
        grant.ended_on = START

    assert waiting(visitor("kazimierz"))


def test_what_was_withdrawn_waits_for_nobody(city: City, visitor: Browser, sent: int) -> None:
    visitor("teresa").post(f"/recognition/{sent}/withdraw")

    assert not waiting(visitor("hanna"))
    visitor("hanna").post(f"/recognition/{sent}/confirm", YES)
    visitor("teresa").post(f"/recognition/{sent}/withdraw")
    with city.app.app_context():
        actions = list(db.session.scalars(select(AuditEntry.action)))
    assert actions == ["recognition.withdrawn"]


def test_what_stands_in_the_register_is_not_recorded_twice(
    city: City, visitor: Browser, sent: int, version: int
) -> None:
    city.language = "en"
    with city.app.app_context(), transaction():
        add_completion(city.persons["teresa"], version, date(2026, 2, 10))
    visitor("hanna").post(f"/recognition/{sent}/confirm", YES)
    assert "stands in the register" in visitor("kazimierz").get(f"/recognition/{sent}")

    answer = visitor("kazimierz").send(
        f"/recognition/{sent}/decide", {**YES, "version": str(version)}
    )

    assert "already holds this training" in answer.text
    assert len(completions(city)) == 1
    assert waiting(visitor("kazimierz"))


def test_two_who_decide_at_once_make_one_decision(
    city: City, visitor: Browser, version: int
) -> None:
    number = sent_by(city, "tomasz")
    answer = {**YES, "version": str(version)}
    one, other = visitor("kazimierz"), visitor("kazimierz")

    statuses = at_once(
        lambda: one.send(f"/recognition/{number}/decide", answer).status_code,
        lambda: other.send(f"/recognition/{number}/decide", answer).status_code,
    )

    assert set(statuses) == {302}
    assert len(completions(city)) == 1


def test_the_queue_is_filtered_paged_and_taken_away(city: City, visitor: Browser) -> None:
    with city.app.app_context(), transaction():
        for number in range(30):
            add_outside(city.persons["teresa"], f"Kurs {number}", number=str(number))
    kazimierz = visitor("kazimierz")

    assert "Kurs 29" in kazimierz.get("/recognition/")
    assert "Kurs 0<" in kazimierz.get("/recognition/?page=2")
    assert "Kurs 29" not in visitor("stefan").get("/recognition/")
    table = kazimierz.get("/recognition/table.csv?state=waits_for_head")
    assert table.count("Kurs ") == 30
    city.language = "en"
    home = visitor("hanna").client.get("/").text
    assert "30 trainings taken elsewhere wait for you" in home
