"""Closing a session: who earns credit has a completion, a certificate, and stands on a list."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.attendance.models.lists import Closing, EarnedCompletion, ParticipationList
from app.attendance.models.sessions import TrainingSession
from app.attendance.participation import Facts
from app.attendance.queries.closing import Obstacle
from app.attendance.queries.finding import session_or_404
from app.attendance.services.closing import CannotClose, NotSeen, Outdated, Seen, close
from app.attendance.wording.paper_list import PolishPrinter
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.training.models.completions import Completion, Source, State
from app.training.services.completions import revoke
from certificates.models import Certificate
from tests.attendance.closing import BASE_URL, BY, came, closed, corrected, held_session, seen_of
from tests.support.city import City, add_completion
from tests.support.sessions import add_meeting


def standing(city: City) -> dict[str, State]:
    """Who has a completion that stands, and in which state."""
    names = {number: name for name, number in city.persons.items()}
    with city.app.app_context():
        kept = db.session.scalars(select(Completion).where(Completion.revoked_at.is_(None)))
        return {names[one.person_id]: one.state for one in kept}


def newest_lists(city: City) -> dict[str, tuple[str, list[str]]]:
    """By short name of the school: number of the newest list, and surnames on it."""
    with city.app.app_context():
        found = db.session.scalars(select(ParticipationList).order_by(ParticipationList.version))
        return {
            one.unit.short_name: (
                one.number.partition("/")[2].partition("/")[2],
                [entry.last_name for entry in Facts.from_json(one.facts).entries],
            )
            for one in found
        }


def test_who_was_there_long_enough_has_a_completion_that_waits(city: City) -> None:
    session_id = held_session(city)
    came(city, session_id, "teresa")
    came(city, session_id, "hanna", late_minutes=40)

    done = closed(city, session_id)

    assert (done.recorded, done.revoked, len(done.lists)) == (1, 0, 1)
    assert standing(city) == {"teresa": State.PENDING}
    with city.app.app_context():
        completion = db.session.scalars(select(Completion)).one()
        session = session_or_404(session_id)
        assert completion.source is Source.SESSION
        assert completion.completed_on == session.meetings[-1].day
        assert db.session.scalars(select(EarnedCompletion)).one().completion_id == completion.id


def test_the_certificate_is_issued_at_once_and_stands_on_the_list(city: City) -> None:
    session_id = held_session(city)
    came(city, session_id, "teresa", "hanna")

    closed(city, session_id)

    with city.app.app_context():
        certificates = {one.number for one in db.session.scalars(select(Certificate))}
        facts = Facts.from_json(db.session.scalars(select(ParticipationList)).one().facts)
        assert {one.certificate for one in facts.entries} == certificates
        assert len(certificates) == 2


def test_every_school_that_came_or_was_expected_has_a_list(city: City) -> None:
    """People stand on the lists of their schools that were invited; if none was, of all theirs."""
    session_id = held_session(city, invited=[city.units["a"], city.units["k"]])
    came(city, session_id, "teresa", "stefan")

    closed(city, session_id)

    assert newest_lists(city) == {"SP nr 1": ("000001", ["Łąka"]), "SP nr 2": ("000002", ["Nowak"])}


def test_a_completion_that_stands_already_is_leaned_on(city: City) -> None:
    session_id = held_session(city)
    came(city, session_id, "teresa")
    with city.app.app_context(), transaction():
        session = session_or_404(session_id)
        add_completion(city.persons["teresa"], session.version_id, session.meetings[-1].day)

    done = closed(city, session_id)

    assert done.recorded == 0
    assert standing(city) == {"teresa": State.CONFIRMED}


def test_a_preview_that_no_longer_holds_is_refused(city: City) -> None:
    session_id = held_session(city)
    came(city, session_id, "teresa")
    with city.app.app_context():
        before = seen_of(session_or_404(session_id))
    came(city, session_id, "hanna")

    with city.app.app_context(), pytest.raises(Outdated), transaction():
        attempt(session_or_404(session_id), before)

    assert standing(city) == {}


def test_more_than_the_limit_asks_for_a_tick(city: City) -> None:
    session_id = held_session(city)
    came(city, session_id, "teresa", "hanna")

    with city.app.app_context():
        shown = seen_of(session_or_404(session_id), mass_limit=1)
    with city.app.app_context(), pytest.raises(NotSeen) as refused, transaction():
        attempt(session_or_404(session_id), shown)
    with city.app.app_context(), transaction():
        attempt(session_or_404(session_id), replace(shown, is_read=True))

    assert refused.value.size == 2
    assert set(standing(city)) == {"teresa", "hanna"}


def test_closing_again_without_a_change_is_refused(city: City) -> None:
    session_id = held_session(city)
    closed(city, session_id)

    with pytest.raises(CannotClose) as refused:
        closed(city, session_id)

    assert refused.value.obstacle is Obstacle.UNCHANGED


@pytest.mark.parametrize("minutes_before_the_end,is_refused", [(1, True), (0, False)])
def test_a_session_is_closed_when_its_last_meeting_is_over(
    city: City, minutes_before_the_end: int, is_refused: bool
) -> None:
    session_id = held_session(city)
    with city.app.app_context():
        end = session_or_404(session_id).meetings[-1].ends_at
    at = end - timedelta(minutes=minutes_before_the_end)

    if not is_refused:
        closed(city, session_id, at)
        return
    with pytest.raises(CannotClose) as refused:
        closed(city, session_id, at)
    assert refused.value.obstacle is Obstacle.NOT_OVER


def test_a_correction_mends_completions_and_the_lists_that_changed(city: City) -> None:
    session_id = held_session(city, invited=[city.units["a"], city.units["b"]])
    came(city, session_id, "teresa", "stefan")
    closed(city, session_id)
    corrected(city, session_id, "teresa", is_present=False)
    corrected(city, session_id, "hanna", is_present=True)

    done = closed(city, session_id)

    assert (done.recorded, done.revoked, len(done.lists)) == (1, 1, 1)
    assert set(standing(city)) == {"hanna", "stefan"}
    assert newest_lists(city) == {
        "SP nr 1": ("000001/2", ["Żak"]),
        "SP nr 2": ("000002", ["Nowak"]),
    }
    with city.app.app_context():
        lost = db.session.scalars(select(Completion).where(Completion.revoked_at.is_not(None)))
        assert "Ćwiczenie" in (lost.one().revoked_reason or "")


def test_a_school_of_which_nobody_is_left_gets_an_empty_list(city: City) -> None:
    session_id = held_session(city)
    came(city, session_id, "teresa", "stefan")
    closed(city, session_id)
    corrected(city, session_id, "stefan", is_present=False)

    closed(city, session_id)

    assert newest_lists(city)["SP nr 2"] == ("000002/2", [])


def test_what_somebody_revoked_on_purpose_is_not_brought_back(city: City) -> None:
    session_id = held_session(city)
    came(city, session_id, "teresa")
    closed(city, session_id)
    with city.app.app_context(), transaction():
        completion = db.session.scalars(select(Completion)).one()
        revoke(completion, reason="nie ta osoba", by=BY, at=clock.now())

    done = closed(city, session_id)

    assert (done.recorded, len(done.lists)) == (0, 1)
    assert standing(city) == {}


def test_what_a_closing_revoked_comes_back_with_the_next_correction(city: City) -> None:
    session_id = held_session(city)
    came(city, session_id, "teresa")
    closed(city, session_id)
    corrected(city, session_id, "teresa", is_present=False)
    closed(city, session_id)
    corrected(city, session_id, "teresa", is_present=True)

    assert closed(city, session_id).recorded == 1
    assert standing(city) == {"teresa": State.PENDING}


def test_credit_is_dated_by_the_last_meeting_that_was_attended(city: City) -> None:
    session_id = held_session(
        city, starts_at=clock.now() - timedelta(days=3), credit_percent=None, credit_minutes=60
    )
    came(city, session_id, "teresa")
    with city.app.app_context(), transaction():
        add_meeting(session_or_404(session_id), clock.now() - timedelta(days=1))

    closed(city, session_id)

    with city.app.app_context():
        session = session_or_404(session_id)
        assert db.session.scalars(select(Completion)).one().completed_on == session.meetings[0].day


def test_the_log_tells_what_closing_did_and_the_hash_of_the_ledger(city: City) -> None:
    session_id = held_session(city)
    came(city, session_id, "teresa")

    closed(city, session_id)

    with city.app.app_context():
        wanted = select(AuditEntry).where(AuditEntry.action == "attendance.session_closed")
        entry = db.session.scalars(wanted).one()
        assert entry.changes["completions"] == [None, 1]
        assert len(entry.changes["ledger"][1]) == 64
        assert db.session.scalar(select(func.count()).select_from(Closing)) == 1


def attempt(session: TrainingSession, seen: Seen) -> None:
    close(session, seen, labels=PolishPrinter(BASE_URL), by=BY, at=clock.now())
