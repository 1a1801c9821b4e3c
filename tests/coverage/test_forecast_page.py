"""The page of the forecast: what is known, what is likely, and how it was reckoned."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from app.core import clock
from app.core.db import db, transaction
from app.coverage.models.rules import IndicatorRule, RuleVersion
from app.coverage.queries.forecasts import Forecast, forecast
from app.coverage.queries.ground import ground
from app.people.models import Employment
from tests.support.city import (
    City,
    add_absence,
    add_completion,
    add_employment,
    add_person,
    add_training,
)
from tests.support.pages import Visitor
from tests.support.sessions import add_session, add_sign_up

Visits = Callable[[str | None], Visitor]

NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Warsaw"))
TODAY = NOON.date()
REPORT = date(2026, 12, 31)


@pytest.fixture
def staffed(city: City) -> City:
    """Ten more teachers at school A, of whom four are trained; one of them leaves in December."""
    with city.app.app_context(), transaction():
        version = add_training()
        for number in range(10):
            person = add_person(f"Osoba{number}", "Nowa", f"osoba{number}@szkoly.example")
            city.persons[f"osoba{number}"] = person.id
            add_employment(person.id, city.units["a"], "nauczyciel")
            if number < 4:
                add_completion(person.id, version, date(2026, 9, 1) + timedelta(weeks=number))
        leaving = db.session.query(Employment).filter_by(person_id=city.persons["osoba0"]).one()
        leaving.ended_on = date(2026, 12, 15)
    return city


def found(city: City, key: str | None = None) -> Forecast:
    with city.app.app_context():
        known = forecast(ground(key), f"{city.units['city']}.", NOON)
        assert known is not None
        return known


def test_what_is_known_to_come_is_counted_and_nobody_is_taken_to_be_trained(
    staffed: City,
) -> None:
    with staffed.app.app_context(), transaction():
        add_absence(staffed.persons["osoba1"], date(2026, 12, 20), date(2027, 6, 30))

    total = found(staffed).total

    assert (total.today.eligible, total.today.trained) == (13, 4)
    assert (total.known.eligible, total.known.trained, total.known.excluded) == (11, 2, 1)
    assert total.known.missing == 7


def test_the_pace_counts_those_who_count_today(staffed: City) -> None:
    pace = found(staffed).total.pace

    assert pace is not None
    assert (pace.weeks, pace.gained, pace.fastest) == (26, 4, Fraction(1))


def test_the_range_ends_on_the_day_of_report(staffed: City) -> None:
    known = found(staffed)

    assert known.until == REPORT
    assert known.known[0].day == TODAY
    assert known.known[-1].day == known.outlooks[-1].day == REPORT
    last = known.outlooks[-1]
    assert (last.low.trained, last.usual.trained, last.high.trained) == (3, 3, 8)


def test_each_school_has_its_own_row(staffed: City) -> None:
    rows = {one.unit.short_name: one.prospect for one in found(staffed).units}

    assert rows["SP nr 1"].known.missing == 6
    assert (rows["SP nr 2"].known.eligible, rows["SP nr 2"].known.missing) == (1, 1)


def test_free_seats_are_those_of_sessions_ahead_that_help(staffed: City) -> None:
    with staffed.app.app_context(), transaction():
        partial = add_training("S1", topics=())
        for code, days, capacity, version in (
            ("before the report", 7, 5, None),
            ("after it", 60, 5, None),
            ("part of the programme", 7, 5, partial),
            ("everybody invited", 8, None, None),
        ):
            session = add_session(
                staffed.units["city"],
                starts_at=NOON + timedelta(days=days),
                invited=[staffed.units["a"]],
                title=code,
                capacity=capacity,
            )
            session.version_id = version or session.version_id
            if code == "before the report":
                add_sign_up(session, staffed.persons["osoba5"])
    rows = {one.unit.short_name: one.prospect.seats for one in found(staffed).units}

    assert (rows["SP nr 1"].sessions, rows["SP nr 1"].free) == (2, 4)
    assert rows["SP nr 1"].is_unlimited
    assert rows["SP nr 2"].sessions == 0


def test_who_expires_before_the_report_is_named(staffed: City) -> None:
    with staffed.app.app_context(), transaction():
        version = add_training("BI-2025")
        add_completion(staffed.persons["osoba9"], version, date(2026, 1, 1))

    assert found(staffed).expiring == ()
    assert found(staffed, "W9-12").expiring == ()

    with staffed.app.app_context(), transaction():
        shorter = db.session.query(IndicatorRule).filter_by(key="W9-12").one()
        settings = shorter.versions[0].settings | {"validity_months": 11}
        db.session.add(
            RuleVersion(
                rule_id=shorter.id,
                number=2,
                settings=settings,
                note="",
                drafted_at=clock.now(),
                drafted_by="Kadra",
                in_force_at=clock.now(),
                in_force_by="Kadra",
            )
        )

    [expiry] = found(staffed, "W9-12").expiring
    assert (expiry.name.first_name, expiry.completed_on) == ("Osoba9", date(2026, 1, 1))


def test_no_day_of_report_ahead(staffed: City) -> None:
    with staffed.app.app_context():
        late = NOON.replace(year=2028)
        assert forecast(ground(), "1.", late) is None


def test_the_page_says_how_it_was_reckoned(staffed: City, visitor: Visits) -> None:
    staffed.language = "en"
    page = visitor("kazimierz").get(f"/coverage/units/{staffed.units['city']}/forecast")

    assert "If nobody else were trained" in page
    assert "The range is not a probability." in page
    assert "SP nr 2" in page


def test_a_rule_that_does_not_exist(staffed: City, visitor: Visits) -> None:
    address = f"/coverage/units/{staffed.units['city']}/forecast?rule=W99"

    visitor("kazimierz").get(address, status=404)
