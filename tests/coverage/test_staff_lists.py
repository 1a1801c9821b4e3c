"""The head stands for the list of a day; a list that changed is not the one that was confirmed."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.coverage.models.snapshots import StaffConfirmation
from app.coverage.queries.confirmations import (
    StaffList,
    State,
    confirmation_of,
    open_days,
    staff_list,
    states,
)
from app.coverage.queries.ground import ground
from app.coverage.report_days import day_in_question, days_in_question
from app.coverage.services.confirmations import ListChanged, TooEarly, confirm
from app.people.models import Employment, Person, Unit
from tests.coverage.cases import RULE
from tests.support.city import City, add_absence, add_employment, add_person
from tests.support.pages import Visitor
from tests.support.snapshots import D, publish_figure

HANNA = command_line("Hanna Żak")


@pytest.fixture
def inside(city: City) -> Iterator[City]:
    """The city, inside its application."""
    with city.app.app_context():
        yield city


def school(city: City, key: str = "a") -> Unit:
    return db.session.get_one(Unit, city.units[key])


def confirmed(city: City, as_of: date = D) -> StaffList:
    """Hanna confirms what she sees."""
    unit = school(city)
    with transaction():
        seen = staff_list(unit, as_of).sha256
        return confirm(unit, as_of, seen=seen, by=HANNA, at=clock.now())


def state(city: City) -> State:
    """Of school A on the day."""
    found = {one.unit.id: one.state for one in states(("1.",), ground().rule, D)}
    return found[city.units["a"]]


def test_the_list_has_everybody_on_the_day_with_absences_and_no_reason(inside: City) -> None:
    with transaction():
        add_absence(inside.persons["teresa"], date(2026, 6, 1), date(2026, 7, 15))
        left = add_person("Jan", "Były", "jan@szkoly.example").id
        add_employment(left, inside.units["a"], "nauczyciel", ended_on=date(2026, 6, 29))

    members = staff_list(school(inside), D).members

    assert [(one.last_name, one.post) for one in members] == [
        ("Łąka", "nauczyciel"),
        ("Żak", "dyrektor"),
    ]
    assert [len(one.absent) for one in members] == [1, 0]


CHANGES: dict[str, Callable[[City], object]] = {
    "somebody was hired before": lambda city: add_employment(
        city.persons["tomasz"], city.units["a"], "nauczyciel"
    ),
    "the share of full time is corrected": lambda city: setattr(_employment(city), "fte", 0.5),
    "an absence is entered": lambda city: add_absence(city.persons["teresa"], D, D),
    "the hire date is corrected": lambda city: setattr(
        _employment(city), "started_on", date(2026, 7, 1)
    ),
}


def _employment(city: City) -> Employment:
    teresa = select(Employment).where(Employment.person_id == city.persons["teresa"])
    return db.session.scalars(teresa).one()


def test_a_list_that_changed_has_to_be_confirmed_again(inside: City) -> None:
    for change, made in CHANGES.items():
        confirmed(inside)
        assert state(inside) is State.CONFIRMED, change
        with transaction():
            made(inside)
        assert state(inside) is State.OLDER, change


def test_another_spelling_of_a_name_changes_nothing(inside: City) -> None:
    confirmed(inside)
    with transaction():
        db.session.get_one(Person, inside.persons["teresa"]).last_name = "Łąka-Nowak"

    assert state(inside) is State.CONFIRMED


def test_what_changed_while_it_was_on_the_screen_is_not_confirmed(inside: City) -> None:
    unit = school(inside)
    seen = staff_list(unit, D).sha256
    with transaction():
        add_absence(inside.persons["teresa"], D)

    with pytest.raises(ListChanged), transaction():
        confirm(unit, D, seen=seen, by=HANNA, at=clock.now())


def test_twice_is_as_good_as_once(inside: City) -> None:
    confirmed(inside)
    confirmed(inside)

    assert len(db.session.scalars(select(StaffConfirmation)).all()) == 1


def test_a_list_opens_two_weeks_before_its_day(inside: City) -> None:
    unit, as_of = school(inside), date(2026, 12, 31)
    seen = staff_list(unit, as_of).sha256
    day_before, first = datetime(2026, 12, 16, 12, tzinfo=UTC), datetime(2026, 12, 17, tzinfo=UTC)

    with pytest.raises(TooEarly) as early, transaction():
        confirm(unit, as_of, seen=seen, by=HANNA, at=day_before)
    with transaction():
        confirm(unit, as_of, seen=seen, by=HANNA, at=first)

    assert early.value.opens_on == date(2026, 12, 17)


@pytest.mark.parametrize(
    "today, asked, shown",
    [
        (date(2026, 6, 15), [], date(2026, 6, 30)),
        (date(2026, 6, 16), [date(2026, 6, 30)], date(2026, 6, 30)),
        (date(2026, 8, 29), [date(2026, 6, 30)], date(2026, 6, 30)),
        (date(2026, 8, 30), [], date(2026, 12, 31)),
        (date(2028, 6, 1), [], date(2027, 12, 31)),
    ],
)
def test_a_day_is_asked_for_from_14_days_before_to_60_days_after(
    today: date, asked: list[date], shown: date
) -> None:
    assert days_in_question(RULE, today) == asked
    assert day_in_question(RULE, today) == shown


def test_a_head_is_asked_for_own_lists_that_are_missing(inside: City) -> None:
    own = (school(inside).path,)
    (day,) = open_days(own, [ground().rule], date(2026, 7, 10))
    assert (day.as_of, [one.short_name for one in day.units]) == (D, ["SP nr 1"])

    confirmed(inside)

    assert open_days(own, [ground().rule], date(2026, 7, 10)) == []


def test_a_figure_is_final_once_every_list_is_confirmed(inside: City) -> None:
    assert publish_figure(inside.units["a"], D).is_provisional
    confirmed(inside)

    final = publish_figure(inside.units["a"], D, after=1, note="Lista potwierdzona")

    assert not final.is_provisional


def test_the_confirmation_is_the_one_of_the_list_as_it_is(inside: City) -> None:
    listed = confirmed(inside)
    with transaction():
        absence = add_absence(inside.persons["teresa"], D, D)
    confirmed(inside)
    with transaction():
        db.session.delete(absence)

    again = confirmation_of(school(inside), D, staff_list(school(inside), D))
    assert again
    assert (again.state, again.sha256) == (State.CONFIRMED, listed.sha256)


def test_the_head_confirms_with_one_button(city: City, visitor: Callable[..., Visitor]) -> None:
    hanna, address = visitor("hanna"), f"/staff/{city.units['a']}"
    page = hanna.get(f"{address}?as_of={D}")
    seen = page.partition('name="seen" value="')[2][:64]
    hanna.post(f"{address}/confirm?as_of={D}", {"seen": "0" * 64})
    hanna.post(f"{address}/confirm?as_of={D}", {"seen": seen})

    assert 'name="seen"' in page
    assert 'name="seen"' not in hanna.get(f"{address}?as_of={D}")
    assert "chip-met" in visitor("kazimierz").get(f"/staff/?as_of={D}")
    with city.app.app_context():
        assert db.session.scalars(select(StaffConfirmation.confirmed_by)).all() == ["Hanna"]


def test_the_figure_of_a_day_of_report_says_which_lists_are_missing(
    city: City, visitor: Callable[..., Visitor]
) -> None:
    own, whole = city.units["a"], city.units["city"]
    hanna, kazimierz, list_page = visitor("hanna"), visitor("kazimierz"), f"/staff/{own}?as_of={D}"
    assert list_page in hanna.get(f"/coverage/units/{own}?as_of={D}")
    assert f"/staff/?as_of={D}" in kazimierz.get(f"/coverage/units/{whole}?as_of={D}")
    assert f"/staff/{own}" not in hanna.get(f"/coverage/units/{own}?as_of=2026-06-29")

    with city.app.app_context():
        confirmed(city)

    assert list_page not in hanna.get(f"/coverage/units/{own}?as_of={D}")
    only = f"/staff/{city.units['b']}?as_of={D}"
    assert only in kazimierz.get(f"/coverage/units/{whole}?as_of={D}")
