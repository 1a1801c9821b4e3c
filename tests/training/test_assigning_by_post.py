"""A coordinator asks some posts, or gives each person so many days after the start."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, transaction
from app.people.models import Post
from app.training.models.assignments import Assignment
from app.training.queries.assignments import dues_of
from tests.support.assignments import add_assignment
from tests.support.city import City, add_employment, add_person
from tests.support.pages import Visitor
from tests.training.courses import add_training

Browser = Callable[[str | None], Visitor]


@pytest.fixture
def url(city: City) -> str:
    """The address of the training's assignments."""
    return f"/trainings/{add_training(city)['training']}/assignments"


def typed(city: City, **changed: object) -> dict[str, object]:
    whole = {"unit": str(city.units["city"]), "audience": "everybody", "timing": "start"}
    return {**whole, "due_days": "30", **changed}


def test_named_posts_within_some_days(city: City, visitor: Browser, url: str) -> None:
    kazimierz = visitor("kazimierz")
    with city.app.app_context():
        post = db.session.scalars(select(Post.id).where(Post.name == "dyrektor")).one()

    kazimierz.post(f"{url}/new", typed(city, audience="posts", posts=[str(post)]))
    page = kazimierz.get(url)

    with city.app.app_context():
        stored = db.session.scalars(select(Assignment)).one()
        hanna = dues_of(city.persons["hanna"], clock.today())
        teresa = dues_of(city.persons["teresa"], clock.today())
    assert (stored.due_on, stored.due_days, stored.teaching_only) == (None, 30, False)
    assert [one.due_on for one in hanna] == [clock.today() + timedelta(days=30)]
    assert teresa == []
    assert "It concerns 2 people today." in page
    assert "30 days after starting" in page
    assert "dyrektor" in page
    assert "Days after the first day of work: 30" in kazimierz.get("/log")
    assert "on these posts: dyrektor. Within 30 days" in kazimierz.get(
        url.removesuffix("/assignments")
    )


@pytest.mark.parametrize(
    "changed,message",
    [
        pytest.param({"audience": "posts"}, "Tick the posts that are meant.", id="no post"),
        pytest.param(
            {"audience": "posts", "posts": ["99999"]}, "This is no longer on the list.", id="other"
        ),
        pytest.param({"due_days": ""}, "Write how many days, like 30.", id="no days"),
        pytest.param({"due_days": "0"}, "Write a number of days from 1 to 730.", id="no time"),
        pytest.param({"due_days": "731"}, "Write a number of days from 1 to 730.", id="too long"),
        pytest.param({"timing": "day"}, "Choose a date.", id="a day, and none given"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_missing_is_said(
    city: City, visitor: Browser, url: str, changed: dict[str, object], message: str
) -> None:
    answer = visitor("kazimierz").post(f"{url}/new", typed(city, **changed), status=200)

    assert message in answer.text


def test_each_has_a_day_of_her_own(city: City, visitor: Browser, url: str) -> None:
    assert url
    with city.app.app_context(), transaction():
        ewa = add_person("Ewa", "Lis", "ewa@szkoly.example")
        add_employment(ewa.id, city.units["a"], "nauczyciel", date(2026, 1, 2))
        long_ago = clock.now() - timedelta(days=400)
        days = timedelta(days=(clock.today() - date(2026, 1, 2)).days)
        number = add_assignment(city.units["a"], days, assigned_at=long_ago).id

    page = visitor("hanna").get(f"/trainings/assignments/{number}")

    assert page.count(">late</span>") == 2  # Teresa and Hanna, who worked there before
    assert page.count(">not completed</span>") == 1
