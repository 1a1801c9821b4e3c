"""What only a person can decide before a list is imported: unknown posts, and who has left."""

import re

import pytest
from sqlalchemy import select

from app.core.db import db
from app.people.models import Employment, Post
from tests.people.roster_browsing import committed, settled, uploaded
from tests.people.rosters import CLEAN, rows
from tests.support.pages import Visitor

GURU = "Ala;Nowa;ala.nowa@szkoly.example;SP 1;;guru;1;2020-09-01;"


def field_of(page: str) -> str:
    """The name of the first question about a post."""
    found = re.search(r'name="(post_\w+)"', page)
    assert found is not None
    return found[1]


def test_an_unknown_post_is_decided_about_before_anything_is_imported(office: Visitor) -> None:
    """The button appears once it is."""
    url = uploaded(office, rows(GURU))
    page = office.get(url)
    assert "1 post that the catalogue does not have" in page
    assert "/commit" not in page

    office.post(f"{url}/posts", {field_of(page): "teaching"})
    committed(office, settled(office, url))

    with office.city.app.app_context():
        assert db.session.scalars(select(Post).where(Post.name == "guru")).one().is_teaching


def test_no_decision_is_asked_for_again(office: Visitor) -> None:
    """In words, beside the question."""
    url = uploaded(office, rows(GURU))

    response = office.post(f"{url}/posts", {}, status=200)

    assert "Choose an answer" in response.text


def test_who_is_missing_can_be_ended(office: Visitor) -> None:
    """Only the one that is ticked."""
    url = uploaded(office, CLEAN[:3])
    page = office.get(url)
    assert "2 employments are not in the list" in page
    ticked = re.findall(r'name="employments"\s+value="(\d+)"', page)[:1]

    page = committed(office, url, ending="some", employments=ticked, last_day="2026-11-20")

    assert "1 employment has ended" in page
    with office.city.app.app_context():
        over = db.session.scalars(select(Employment).where(Employment.ended_on.is_not(None))).all()
    assert [str(one.id) for one in over if str(one.ended_on) == "2026-11-20"] == ticked


@pytest.mark.parametrize(
    "answers,message",
    [
        ({"ending": "all", "last_day": ""}, "Choose the last day"),
        ({"ending": "some", "last_day": "2026-11-20"}, "Tick somebody"),
        (
            {"ending": "some", "employments": "999", "last_day": "2026-11-20"},
            "The list has changed",
        ),
        ({"ending": "all", "last_day": "20.11.2026"}, "This is not a date"),
    ],
)
def test_an_incomplete_decision_is_not_carried_out(
    office: Visitor, answers: dict[str, str], message: str
) -> None:
    """The page says what is missing."""
    url = uploaded(office, CLEAN[:3])

    response = office.post(f"{url}/commit", {"seen": "x", **answers}, status=200)

    assert message in response.text
