"""Pictures are asked for once, and nothing runs in them."""

from collections.abc import Callable

import pytest

from app.core.db import db, transaction
from courses.models import CoursePicture
from tests.support.city import City
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

DIGEST = "d" * 64
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PICTURE = f"/courses/pictures/{DIGEST}.svg"


@pytest.fixture(autouse=True)
def picture(city: City) -> None:
    """A lesson shows a picture."""
    with city.app.app_context(), transaction():
        db.session.add(CoursePicture(digest=DIGEST, media_type="image/svg+xml", content=SVG))


def test_a_picture_is_kept_for_ever(visitor: Visit) -> None:
    answer = visitor("teresa").client.get(PICTURE)

    assert answer.data == SVG
    assert answer.content_type == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["ETag"] == f'"{DIGEST}"'


def test_a_browser_that_has_it_is_not_sent_it_again(visitor: Visit) -> None:
    answer = visitor("teresa").client.get(PICTURE, headers={"If-None-Match": f'"{DIGEST}"'})

    assert answer.status_code == 304
    assert not answer.data


def test_nothing_runs_in_a_picture_that_is_opened_by_itself(visitor: Visit) -> None:
    headers = visitor("teresa").client.get(PICTURE).headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param(PICTURE.replace(".svg", ".png"), id="another ending"),
        pytest.param(PICTURE.replace(".svg", ".html"), id="an ending of no picture"),
        pytest.param(PICTURE.replace("ddd", "eee"), id="another digest"),
        pytest.param("/courses/pictures/nic.svg", id="no digest"),
    ],
)
def test_what_is_no_picture_is_not_found(visitor: Visit, url: str) -> None:
    visitor("teresa").get(url, status=404)


def test_pictures_are_for_those_who_are_signed_in(visitor: Visit) -> None:
    assert visitor(None).client.get(PICTURE).location.startswith("/sign-in")
