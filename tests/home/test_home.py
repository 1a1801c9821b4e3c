"""One landing page per role that answers "what do I do now?"."""

from collections.abc import Callable
from datetime import date

import pytest

from app.core import audit, clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.people.models import Post
from tests.support.city import City, add_completion, add_training
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]


def note_change() -> None:
    subject = audit.Subject("person", None, "test")
    audit.record("people.person_changed", subject, by=command_line("test"))


@pytest.mark.parametrize(
    "persona", ["teresa", "hanna", "stefan", "tomasz", "kazimierz", "olga", "adam"]
)
def test_every_role_has_a_landing_page(visitor: Visit, persona: str) -> None:
    assert "<h1>" in visitor(persona).get("/")


def test_a_head_sees_how_many_are_missing_in_her_school(visitor: Visit, city: City) -> None:
    page = visitor("hanna").get("/")

    assert f"/coverage/units/{city.units['a']}/people?standing=not_trained" in page
    assert f"/coverage/units/{city.units['b']}" not in page


def test_a_head_is_asked_for_the_staff_list_two_weeks_before_its_day(
    visitor: Visit, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanna, card = visitor("hanna"), f"/staff/{city.units['a']}?as_of=2026-12-31"

    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 16))
    assert card not in hanna.get("/")
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 17))
    assert card in hanna.get("/")


def test_a_coordinator_is_told_what_waits(visitor: Visit, city: City) -> None:
    with city.app.app_context(), transaction() as session:
        session.add(Post(name="edukator", folded_name="edukator", is_teaching=None))
        version = add_training()
        add_completion(city.persons["teresa"], version, date(2026, 3, 1), is_confirmed=False)
        note_change()

    page = visitor("kazimierz").get("/")

    assert 'href="/posts/"' in page
    assert "state=pending" in page


def test_a_page_that_was_looked_at_before_takes_few_queries(visitor: Visit) -> None:
    kazimierz = visitor("kazimierz")
    kazimierz.get("/")

    kazimierz.get("/", budget=7)


def test_nobody_decides_about_posts_who_may_not(visitor: Visit, city: City) -> None:
    with city.app.app_context(), transaction() as session:
        session.add(Post(name="edukator", folded_name="edukator", is_teaching=None))
        note_change()

    assert 'class="button button-primary" href="/posts/"' not in visitor("olga").get("/")


def test_an_administrator_sees_invitations_that_were_not_accepted(visitor: Visit) -> None:
    assert 'href="/accounts/' in visitor("adam").get("/")


def test_an_empty_city_is_told_to_begin_with_a_list(visitor: Visit, city: City) -> None:
    with city.app.app_context(), transaction():
        for unit in ("a", "b"):
            db.session.execute(
                db.text("DELETE FROM role_grants WHERE unit_id = :id"), {"id": city.units[unit]}
            )
            db.session.execute(
                db.text("DELETE FROM employments WHERE unit_id = :id"), {"id": city.units[unit]}
            )
            db.session.execute(
                db.text("DELETE FROM units WHERE id = :id"), {"id": city.units[unit]}
            )
        note_change()

    assert 'href="/people/imports/"' in visitor("kazimierz").get("/")
