"""The head accepts the list of the school: then its people count, and the document is frozen."""

import pytest
from sqlalchemy import select

from app.attendance.models.lists import ListAcceptance, ParticipationList
from app.attendance.participation import sha256_of
from app.attendance.queries.lists import State, list_or_404, sheet_of
from app.attendance.services.acceptance import NotWaiting, accept
from app.attendance.wording.paper_list import PolishPrinter
from app.core import clock
from app.core.db import db, transaction
from app.coverage.indicator.judgement import judge
from app.coverage.indicator.values import Reason, Standing, Verdict
from app.coverage.queries.figures import overview
from app.coverage.queries.ground import ground
from app.coverage.queries.records import Population, records_of
from app.training.models.completions import Completion
from tests.attendance.closing import BASE_URL, BY, came, closed, corrected, held_session
from tests.support.at_once import at_once
from tests.support.city import City


def accepted(city: City, list_id: int) -> int:
    with city.app.app_context(), transaction():
        return accept(list_or_404(list_id), printer=PolishPrinter(BASE_URL), by=BY, at=clock.now())


def list_of(city: City, unit: str) -> int:
    """The newest list of the unit."""
    with city.app.app_context():
        of_unit = select(ParticipationList.id).where(ParticipationList.unit_id == city.units[unit])
        newest = of_unit.order_by(ParticipationList.version.desc()).limit(1)
        return db.session.scalars(newest).one()


def closed_session(city: City, *names: str) -> int:
    session_id = held_session(city, invited=[city.units["a"], city.units["b"]])
    came(city, session_id, *names)
    closed(city, session_id)
    return session_id


def confirmed(city: City) -> set[str]:
    names = {number: name for name, number in city.persons.items()}
    with city.app.app_context():
        kept = db.session.scalars(select(Completion).where(Completion.confirmed_at.is_not(None)))
        return {names[one.person_id] for one in kept}


def test_the_people_on_the_list_are_confirmed_and_nobody_else(city: City) -> None:
    closed_session(city, "teresa", "stefan")

    assert accepted(city, list_of(city, "a")) == 1
    assert confirmed(city) == {"teresa"}


def test_the_document_with_the_acceptance_is_frozen(city: City) -> None:
    closed_session(city, "teresa")

    accepted(city, list_of(city, "a"))

    with city.app.app_context():
        kept = db.session.scalars(select(ListAcceptance)).one()
        assert kept.document.startswith(b"%PDF")
        assert kept.sha256 == sha256_of(kept.document)


def test_a_list_is_accepted_once(city: City) -> None:
    closed_session(city, "teresa")
    list_id = list_of(city, "a")
    accepted(city, list_id)

    with pytest.raises(NotWaiting) as refused:
        accepted(city, list_id)

    assert refused.value.fate.accepted_by == BY.name


def test_of_two_heads_at_once_one_accepts(city: City) -> None:
    closed_session(city, "teresa", "hanna")
    list_id = list_of(city, "a")

    def attempt() -> int | None:
        try:
            return accepted(city, list_id)
        except NotWaiting:
            return None

    assert sorted(at_once(attempt, attempt), key=str) == [2, None]
    assert confirmed(city) == {"teresa", "hanna"}


def test_a_version_that_was_replaced_is_not_accepted(city: City) -> None:
    session_id = closed_session(city, "teresa")
    first = list_of(city, "a")
    corrected(city, session_id, "hanna", is_present=True)
    closed(city, session_id)

    with pytest.raises(NotWaiting) as refused:
        accepted(city, first)

    assert refused.value.fate.replaced_by == 2
    assert confirmed(city) == set()


def test_an_accepted_list_stays_when_a_correction_makes_the_next(city: City) -> None:
    """Who was confirmed stays so; who is new waits for the acceptance of the new version."""
    session_id = closed_session(city, "teresa")
    first = list_of(city, "a")
    accepted(city, first)
    corrected(city, session_id, "hanna", is_present=True)
    closed(city, session_id)

    with city.app.app_context():
        sheet = sheet_of(list_or_404(first))
        assert (sheet.state, sheet.fate.accepted_by) == (State.REPLACED, BY.name)
    assert confirmed(city) == {"teresa"}
    assert accepted(city, list_of(city, "a")) == 1
    assert confirmed(city) == {"teresa", "hanna"}


def test_the_figure_counts_people_from_the_acceptance_on(city: City) -> None:
    """Before, the explanation says what they wait for."""
    closed_session(city, "teresa", "stefan")
    before = verdict_of(city, "teresa")
    assert trained_in(city) == 0

    accepted(city, list_of(city, "a"))

    assert (before.standing, before.reason) == (Standing.NOT_TRAINED, Reason.PENDING)
    assert trained_in(city) == 1
    assert verdict_of(city, "teresa").standing is Standing.TRAINED
    assert verdict_of(city, "stefan").reason is Reason.PENDING


def verdict_of(city: City, name: str) -> Verdict:
    """How the city's figure counts the person today."""
    with city.app.app_context():
        person_id = city.persons[name]
        record = records_of(Population.of_person(person_id))[person_id]
        return judge(record, ground().rule, clock.today())


def trained_in(city: City) -> int:
    """How many people the figure of the city counts as trained today."""
    with city.app.app_context():
        return overview(ground(), f"{city.units['city']}.", clock.today()).total.trained
