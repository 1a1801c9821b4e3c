"""Once a week the school head hears of who is a week late, and the office of three weeks."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from app.accounts.models import Account
from app.core.db import db, transaction
from app.people.models import Person
from tests.reminders.conftest import Ask
from tests.support.city import City, add_completion, add_employment, add_person
from tests.support.reminders import MONDAY, Told, planned, sent, told, wall
from tests.support.smtp import Mailbox

SetClock = Callable[[datetime], None]
WEEK_LATE = date(2026, 11, 16)


def digests(city: City) -> set[Told]:
    return {one for one in told(city) if one.stage in {"told_head", "told_office"}}


@pytest.fixture
def ewa(city: City) -> str:
    """A teacher of school A beside Teresa and Hanna."""
    with city.app.app_context(), transaction():
        person = add_person("Ewa", "Lis", "ewa@szkoly.example")
        add_employment(person.id, city.units["a"], "nauczyciel")
    city.persons["ewa"] = person.id
    return "ewa"


@pytest.mark.usefixtures("ewa")
def test_a_head_hears_of_her_people_and_not_of_herself(city: City, ask: Ask) -> None:
    ask(WEEK_LATE, "city")

    planned(city, wall(MONDAY))

    assert digests(city) == {
        Told("hanna", "told_head", "teresa"),
        Told("hanna", "told_head", "ewa"),
    }


def test_the_office_hears_after_three_weeks_of_those_without_a_head_too(
    city: City, ask: Ask
) -> None:
    ask(MONDAY - timedelta(days=21), "city")

    planned(city, wall(MONDAY))

    of_office = {one.person for one in digests(city) if one.addressee == "kazimierz"}
    assert of_office == {"teresa", "hanna", "stefan", "tomasz"}


def test_on_other_days_of_the_week_nobody_hears_of_others(city: City, ask: Ask) -> None:
    ask(WEEK_LATE, "city")

    planned(city, wall(MONDAY + timedelta(days=1)))

    assert digests(city) == set()


def test_each_person_is_named_once(city: City, ask: Ask, ewa: str) -> None:
    ask(WEEK_LATE, "a")
    planned(city, wall(MONDAY))
    with city.app.app_context(), transaction():
        since = db.session.get_one(Person, city.persons[ewa]).employments[0]
        since.started_on = MONDAY

    planned(city, wall(MONDAY + timedelta(days=7)))

    assert len(digests(city)) == 2


@pytest.mark.usefixtures("ewa")
def test_a_digest_names_who_is_still_late_when_it_is_sent(
    city: City, ask: Ask, mailbox: Mailbox
) -> None:
    ask(WEEK_LATE, "a")
    planned(city, wall(MONDAY))
    with city.app.app_context(), transaction():
        add_completion(city.persons["teresa"], 1, MONDAY)
        db.session.get_one(Person, city.persons["hanna"]).email = "inny@szkoly.example"

    sent(city, mailbox.url)

    (message,) = mailbox.to("hanna@szkoly.example")
    text = message.get_content()
    assert "Lis Ewa, SP nr 1" in text
    assert "Teresa" not in text
    assert f"/coverage/units/{city.units['a']}/people?standing=not_trained" in text


def test_a_head_who_is_no_head_any_more_is_not_written_to(
    city: City, ask: Ask, mailbox: Mailbox, set_clock: SetClock
) -> None:
    ask(WEEK_LATE, "a")
    planned(city, wall(MONDAY))
    with city.app.app_context(), transaction():
        db.session.get_one(Account, city.accounts["hanna"]).role_grants[0].ended_on = MONDAY
    set_clock(wall(MONDAY + timedelta(days=1)))

    sent(city, mailbox.url)

    assert len(mailbox.to("hanna@szkoly.example")) == 1  # about her own
