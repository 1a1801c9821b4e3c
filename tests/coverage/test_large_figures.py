"""A figure of very many people is published by a worker, and its evidence pack written by one."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.core.jobs.claims import MOST_ATTEMPTS
from app.core.jobs.models import Job
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries import snapshots
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.snapshots import D, publish_figure, teachers, turned_out_trained

Visit = Callable[..., Visitor]

#: what these ask of it is asked by the others on both
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

#: what the page of a waiting browser asks
ASKS = "progress-poll"


@pytest.fixture(autouse=True)
def large(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people are many."""
    monkeypatch.setattr(snapshots, "LARGEST", 1)
    with city.app.app_context(), transaction():
        teachers(city)


def work(city: City) -> None:
    """A worker does what is due."""
    city.app.extensions["workshop"].runner.run_due()


def address(city: City) -> str:
    return f"/coverage/units/{city.units['city']}/snapshots/new"


def jobs(city: City) -> int:
    with city.app.app_context():
        return db.session.scalar(select(func.count()).select_from(Job)) or 0


def test_two_clicks_make_one_publication_by_the_one_who_clicked(city: City, visitor: Visit) -> None:
    kazimierz, asked = visitor("kazimierz"), f"?as_of={D}"
    for _click in range(2):
        kazimierz.post(f"{address(city)}{asked}", {"after": "0"})
    page = kazimierz.get(f"{address(city)}{asked}", budget=16)
    assert ASKS in page
    assert 'name="after"' not in page
    progress = f"{address(city)}/progress{asked}"
    assert kazimierz.client.get(progress).json == {"finished_url": None}

    work(city)

    there = kazimierz.client.get(progress).json
    assert there is not None
    page = kazimierz.get(there["finished_url"], budget=16)
    assert "Kazimierz" in page
    assert "evidence.zip" in page  # it was made as well
    assert jobs(city) == 2
    with city.app.app_context():
        entries = AuditEntry.action == "coverage.figure_published"
        assert db.session.scalars(select(AuditEntry.actor_name).where(entries)).all() == [
            "Kazimierz"
        ]


def test_what_says_nothing_new_is_not_published_and_the_page_says_so(
    city: City, visitor: Visit
) -> None:
    with city.app.app_context():
        publish_figure(city.units["city"], D)
    kazimierz, asked = visitor("kazimierz"), f"{address(city)}?as_of={D}"
    kazimierz.post(asked, {"after": "1"}, status=200)  # nothing says why
    kazimierz.post(asked, {"after": "0", "note": "Dalej"})  # somebody was first
    assert jobs(city) == 0

    kazimierz.post(asked, {"after": "1", "note": "Jeszcze raz"})
    work(city)
    page = kazimierz.get(asked, budget=16)
    assert "notice-warn" in page.partition('id="publish"')[2]
    assert ASKS not in page

    with city.app.app_context():
        turned_out_trained(city.persons["hanna"], date(2026, 4, 1))
    kazimierz.post(asked, {"after": "1", "note": "Lista z kwietnia"})
    work(city)
    with city.app.app_context():
        numbers = select(Snapshot.number).order_by(Snapshot.id)
        assert db.session.scalars(numbers).all() == [1, 2]


@on_one_database
def test_what_failed_is_told_and_can_be_asked_for_again(city: City, visitor: Visit) -> None:
    kazimierz, asked = visitor("kazimierz"), f"{address(city)}?as_of={D}"
    kazimierz.post(asked, {"after": "0"})
    with city.app.app_context(), transaction():
        job = db.session.scalars(select(Job)).one()
        job.attempts, job.given_up_at = MOST_ATTEMPTS, job.due_at

    assert 'name="after"' in kazimierz.get(asked, budget=16)
    kazimierz.post(asked, {"after": "0"})
    work(city)

    assert jobs(city) == 3  # given up, done, and the pack
    with city.app.app_context():
        assert db.session.scalars(select(Snapshot.number)).all() == [1]


@on_one_database
def test_its_pack_is_written_once_and_then_handed_out(city: City, visitor: Visit) -> None:
    with city.app.app_context():
        page = f"/coverage/snapshots/{publish_figure(city.units['city'], D).id}"
    olga = visitor("olga")
    for paper in ("report.pdf", "evidence.zip"):
        assert olga.client.get(f"{page}/{paper}").headers["Location"] == page
    for _click in range(2):
        visitor("kazimierz").post(f"{page}/evidence")
    assert ASKS in olga.get(page, budget=16)

    work(city)

    assert jobs(city) == 1
    assert olga.client.get(f"{page}/evidence/progress").json == {"finished_url": page}
    assert f"{page}/evidence.zip" in olga.get(page, budget=16)
    with olga.client.get(f"{page}/evidence.zip") as answer:
        assert answer.content_length == len(answer.data)
        archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert archive.testzip() is None
    assert olga.client.get(f"{page}/report.pdf").data == archive.read("raport.pdf")
    with city.app.app_context():
        assert db.session.scalars(
            select(AuditEntry.actor_name).where(AuditEntry.action == "evidence.pack_taken")
        ).all() == ["Olga"]
