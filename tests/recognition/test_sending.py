"""Whoever completed a training elsewhere sends in its certificate; what was typed is never lost."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.recognition.drafts import Drafts
from app.recognition.models import OutsideCertificate, OutsideFile
from app.recognition.papers.taking import PDF, Paper
from tests.recognition.conftest import SEND, TYPED, Sender
from tests.recognition.papers import pdf, picture, with_script
from tests.support.at_once import at_once
from tests.support.city import City
from tests.support.pages import Visitor

Browser = Callable[[str], Visitor]
TOMORROW = str(clock.today() + timedelta(days=1))

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def stored(city: City) -> list[OutsideCertificate]:
    with city.app.app_context():
        return list(db.session.scalars(select(OutsideCertificate).order_by(OutsideCertificate.id)))


def test_a_teacher_sends_in_a_photo(city: City, send: Sender) -> None:
    answer = send("teresa", picture())

    (certificate,) = stored(city)
    assert answer.headers["Location"] == f"/recognition/{certificate.id}"
    assert certificate.person_id == city.persons["teresa"]
    assert (certificate.folded_number, certificate.media_type) == ("odn122026", "image/jpeg")
    assert certificate.filename == "zaświadczenie.pdf"


@on_one_database
@pytest.mark.parametrize(
    "answered, said",
    [
        pytest.param({"title": ""}, "Write the title", id="no title"),
        pytest.param({"completed_on": TOMORROW}, "has not come yet", id="tomorrow"),
        pytest.param({"completed_on": "1999-12-31"}, "too long ago", id="1999"),
        pytest.param({"minutes": "0"}, "greater than zero", id="no time"),
        pytest.param({"number": "9" * 71}, "at most 70", id="long number"),
    ],
)
def test_a_bad_answer_is_refused_and_the_paper_kept(
    city: City, visitor: Browser, send: Sender, answered: dict[str, str], said: str
) -> None:
    city.language = "en"

    answer = send("teresa", **answered)

    assert said in answer.text
    assert TYPED["organiser"] in answer.text
    kept = answer.text.partition('name="kept" type="hidden" value="')[2][:64]
    visitor("teresa").post(SEND, {**TYPED, "kept": kept, "kept_name": "a.pdf"})
    assert [one.sha256 for one in stored(city)] == [kept]


@on_one_database
@pytest.mark.parametrize(
    "content, said",
    [
        pytest.param(b"", "The file is empty", id="empty"),
        pytest.param(pdf(with_script), "holds more than pages", id="script"),
        pytest.param(b"%PDF-" + b"x" * 40_000_000, "larger than 15 MB", id="40 MB"),
        pytest.param(pdf()[:200], "only a part of it arrived", id="half sent"),
    ],
)
def test_a_bad_file_is_refused_and_what_was_typed_kept(
    city: City, send: Sender, content: bytes, said: str
) -> None:
    city.language = "en"

    answer = send("teresa", content)

    assert answer.status_code == 200
    assert said in answer.text
    assert all(value in answer.text for value in TYPED.values())
    assert stored(city) == []


def test_a_paper_kept_for_somebody_else_is_not_found(
    city: City, visitor: Browser, send: Sender
) -> None:
    answer = send("teresa", title="")
    kept = answer.text.partition('name="kept" type="hidden" value="')[2][:64]

    for stolen in (kept, "../" * 20, "f" * 64):
        assert visitor("hanna").send(SEND, {**TYPED, "kept": stolen}).status_code == 200

    assert stored(city) == []


def test_a_draft_that_somebody_else_drops_meanwhile_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to("nowhere")
    paper = Paper(b"%PDF-", PDF, "f" * 64)

    Drafts(tmp_path, 1).keep(paper, clock.now())

    assert Drafts(tmp_path, 1).find(paper.sha256) == paper


TWINS = {
    "own file": ("teresa", {}, pdf(), "The same file, sent in by Teresa Łąka"),
    "file": ("stefan", {}, pdf(), "The same file, sent in by somebody else"),
    "number": (
        "stefan",
        {"number": "odn 12-2026", "organiser": "ODN w poznaniu"},
        picture(),
        "The same number and organiser",
    ),
    "day": ("teresa", {"number": "7", "organiser": "X"}, picture(), "same title and day"),
}


@pytest.mark.parametrize("name", TWINS)
def test_what_may_be_the_same_is_shown_first_and_can_be_sent_all_the_same(
    city: City, visitor: Browser, send: Sender, name: str
) -> None:
    persona, typed, content, said = TWINS[name]
    city.language = "en"
    send("teresa")

    answer = send(persona, content, **typed)
    assert said in answer.text
    assert persona == "teresa" or "Łąka" not in answer.text
    assert len(stored(city)) == 1

    seen = answer.text.partition('"seen" type="hidden" value="')[2].partition('"')[0]
    again = {**TYPED, **typed, "seen": seen, "file": (BytesIO(content), "drugi.pdf")}
    visitor(persona).post(SEND, again)
    assert len(stored(city)) == 2


def test_a_button_pressed_twice_sends_in_one(city: City, send: Sender) -> None:
    statuses = at_once(*[lambda: send("teresa").status_code] * 3)

    assert sorted(statuses) == [200, 200, 302]
    assert len(stored(city)) == 1


def test_another_certificate_is_no_twin(city: City, send: Sender) -> None:
    send("teresa")

    send("teresa", picture(), number="13/2026", title="Inne szkolenie")
    send("stefan", picture(size=(9, 9)), organiser="Inny ośrodek")

    assert len(stored(city)) == 3


@on_one_database
@pytest.mark.parametrize(
    "persona, status", [("teresa", 200), ("hanna", 200), ("stefan", 404), ("tomasz", 403)]
)
def test_the_file_is_served_to_few_and_runs_nowhere(
    city: City, visitor: Browser, send: Sender, persona: str, status: int
) -> None:
    send("teresa", picture())

    answer = visitor(persona).client.get(f"/recognition/{stored(city)[0].id}/file")

    assert answer.status_code == status
    if status == 200:
        disposition = answer.headers["Content-Disposition"]
        assert disposition.startswith("attachment")
        assert disposition.isascii()  # as a server sends it, whatever the person is called
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "private, no-cache"  # for the next at this phone
        with city.app.app_context():
            assert answer.data == db.session.scalar(select(OutsideFile.content))
            assert db.session.scalar(select(func.count()).select_from(OutsideFile)) == 1
