"""Mail that was not sent when two entries became one goes to the one that stays, once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.core import clock
from app.core.db import db, transaction
from app.people.models import Person
from app.reminders.services.sending import Letter, mark_sent
from tests.people.merging import merged, second_entry
from tests.reminders.conftest import Ask
from tests.support.city import City
from tests.support.reminders import BY, MONDAY, mails, planned, recipients, sent, wall
from tests.support.smtp import Mailbox


def _nothing(_city: City) -> None:
    """Both have a mail that waits."""


def _left(city: City) -> None:
    db.session.get_one(Person, city.persons["teresa"]).employments[0].ended_on = date(2026, 11, 1)


def _has_hers(city: City) -> None:
    letter = Letter("teresa@szkoly.example", "", "")
    hers = f"person:{city.persons['teresa']}"
    (number,) = (one.id for one in mails(city) if one.addressee == hers)
    mark_sent(number, letter, by=BY, at=clock.now())


@pytest.mark.parametrize(
    "before, after, received",
    [
        pytest.param(_nothing, _nothing, ["hanna", "teresa"], id="both wait: one goes out"),
        pytest.param(_left, _nothing, ["hanna", "teresa"], id="to the address that stays"),
        pytest.param(_nothing, _has_hers, ["hanna"], id="she was told: not again"),
    ],
)
def test_mail_to_the_old_entry_goes_to_the_one_that_stays(
    city: City,
    ask: Ask,
    mailbox: Mailbox,
    *,
    before: Callable[[City], None],
    after: Callable[[City], None],
    received: list[str],
) -> None:
    ask(MONDAY + timedelta(days=3))
    double = second_entry(city)
    with city.app.app_context(), transaction():
        before(city)
    planned(city, wall(MONDAY))
    with city.app.app_context():
        waiting = mails(city)
        assert f"person:{double}" in {one.addressee for one in waiting}
        with transaction():
            after(city)

    merged(city, double, city.persons["teresa"])

    sent(city, mailbox.url)
    assert recipients(mailbox) == received
    assert planned(city, wall(MONDAY + timedelta(days=1))) == 0
