"""Whether a post is a teaching post is decided by people, once; another name becomes an alias."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.people.models import Employment, Post, PostAlias
from app.people.services.posts import create_post
from tests.people.forms import filled
from tests.people.personas import actor_of
from tests.support.city import City, add_employment
from tests.support.pages import Visitor

Reader = Callable[[str], Visitor]


@pytest.fixture
def undecided(city: City) -> int:
    """Teresa also holds a post that nobody has decided about."""
    with city.app.app_context(), transaction():
        post = create_post("n-l informatyki", None, by=actor_of(city, "kazimierz"))
        add_employment(city.persons["teresa"], city.units["a"], "n-l informatyki")
        return post.id


def post(city: City, post_id: int) -> Post | None:
    with city.app.app_context():
        return db.session.get(Post, post_id)


def post_named(city: City, name: str) -> int:
    with city.app.app_context():
        return db.session.scalars(select(Post.id).where(Post.name == name)).one()


def last_entry(city: City) -> AuditEntry:
    with city.app.app_context():
        return db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()


@pytest.mark.usefixtures("undecided")
def test_what_waits_for_a_decision_stands_on_top(office: Visitor) -> None:
    page = office.get("/posts/")

    assert "1 post waits for a decision" in page
    assert page.index("n-l informatyki") < page.index("bibliotekarz")


def test_a_catalogue_without_open_questions_asks_none(office: Visitor) -> None:
    page = office.get("/posts/")

    assert "To be decided" not in page
    assert "nauczyciel bibliotekarz" in page


@pytest.mark.parametrize("answer, is_teaching", [("teaching", True), ("other", False)])
def test_a_decision_needs_one_press(
    city: City, office: Visitor, undecided: int, answer: str, is_teaching: bool
) -> None:
    url = f"/posts/{undecided}"
    office.post(url, {**filled(office, url), "decision": answer})

    decided = post(city, undecided)
    assert decided
    assert decided.is_teaching is is_teaching
    assert last_entry(city).is_correction  # Teresa holds it since 2020


def test_another_decision_later_needs_a_reason(city: City, office: Visitor) -> None:
    post_id = post_named(city, "nauczyciel")
    url = f"/posts/{post_id}"
    answers = {**filled(office, url), "decision": "other"}

    assert "Write in a few words why." in office.post(url, answers, status=200).text
    office.post(url, {**answers, "reason": "zmiana wykładni"})
    assert last_entry(city).reason == "zmiana wykładni"


def test_another_name_becomes_an_alias_and_employments_move(
    city: City, office: Visitor, undecided: int
) -> None:
    known = post_named(city, "bibliotekarz")
    url = f"/posts/{undecided}"
    answers = {**filled(office, url), "decision": "same", "same_as": str(known)}
    office.post(url, answers)

    assert post(city, undecided) is None
    with city.app.app_context():
        alias = db.session.get_one(PostAlias, "n-l informatyki")
        assert alias.post_id == known
        held = select(Employment.post_id).where(Employment.person_id == city.persons["teresa"])
        assert known in db.session.scalars(held).all()
    assert last_entry(city).action == "people.post_merged"


def test_posts_held_together_are_not_merged(city: City, office: Visitor, undecided: int) -> None:
    url = f"/posts/{undecided}"
    same = str(post_named(city, "nauczyciel"))  # Teresa is one at the same school
    answers = {**filled(office, url), "decision": "same", "same_as": same}

    page = office.post(url, answers, status=200).text
    assert "Teresa Łąka" in page
    assert post(city, undecided)


def test_the_same_as_what_has_to_be_said(office: Visitor, undecided: int) -> None:
    url = f"/posts/{undecided}"
    answers = {**filled(office, url), "decision": "same", "same_as": ""}

    assert (
        "Choose the post that this one is the same as."
        in office.post(url, answers, status=200).text
    )


@pytest.mark.parametrize(
    "name, message",
    [
        ("BIBLIOTEKARZ", "The catalogue has this post already, under the name “bibliotekarz”."),
        ("pedagog  szkolny", "The catalogue has this post already, under the name “pedagog”."),
        ("", "Write the name of the post."),
        ("x" * 121, "Use at most 120 characters."),
    ],
)
def test_a_post_stands_in_the_catalogue_once(office: Visitor, name: str, message: str) -> None:
    page = office.post("/posts/new", {"name": name, "decision": "teaching"}, status=200).text

    assert message in page


def test_a_post_is_added_with_its_decision(city: City, office: Visitor) -> None:
    office.post("/posts/new", {"name": "asystent międzykulturowy", "decision": "other"})

    added = post(city, post_named(city, "asystent międzykulturowy"))
    assert added
    assert added.is_teaching is False


def test_a_post_added_without_an_answer_is_refused(office: Visitor) -> None:
    page = office.post("/posts/new", {"name": "asystent"}, status=200).text

    assert "Choose one of the answers." in page


def test_the_second_of_two_editors_is_told(office: Visitor, undecided: int) -> None:
    url = f"/posts/{undecided}"
    seen_by_both = filled(office, url)
    office.post(url, {**seen_by_both, "decision": "teaching"})

    late = office.post(url, {**seen_by_both, "decision": "other"}, status=200)
    assert "changed this in the meantime" in late.text


@pytest.mark.parametrize("persona", ["hanna", "olga"])
def test_others_may_read_the_catalogue_only(reader: Reader, persona: str) -> None:
    assert "/posts/new" not in reader(persona).get("/posts/")
    reader(persona).get("/posts/1", status=403)


def test_the_catalogue_can_be_taken_away(office: Visitor) -> None:
    assert "nauczyciel bibliotekarz" in office.get("/posts/table.csv")


def test_a_first_decision_about_a_post_nobody_held_is_no_correction(
    city: City, office: Visitor, today: date
) -> None:
    with city.app.app_context(), transaction():
        post_id = create_post("druh", None, by=actor_of(city, "kazimierz")).id
        add_employment(city.persons["hanna"], city.units["a"], "druh", today)
    url = f"/posts/{post_id}"
    office.post(url, {**filled(office, url), "decision": "other"})

    assert not last_entry(city).is_correction
