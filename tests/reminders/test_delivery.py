"""Mails go out in working hours, composed of what still holds, and are kept as they were sent."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, transaction
from app.people.models import Person
from app.reminders.models import Mailing
from app.reminders.services.mailings import cancel, release
from app.reminders.services.sending import RETRY_AFTER
from app.reminders.stages import Dropped
from tests.reminders.conftest import Ask
from tests.support.assignments import add_assignment, add_waiver
from tests.support.at_once import at_once
from tests.support.city import City, add_absence, add_completion, add_employment, add_training
from tests.support.reminders import BY, DOWN, MONDAY, mails, planned, recipients, sent, wall
from tests.support.smtp import Mailbox

SetClock = Callable[[datetime], None]
DUE = date(2026, 11, 26)


def decided(city: City, decide: Callable[..., None]) -> None:
    with city.app.app_context(), transaction():
        mailing = db.session.scalars(select(Mailing).order_by(Mailing.id.desc())).first()
        assert mailing is not None
        decide(mailing, by=BY, at=clock.now())


def test_each_gets_one_mail_and_it_is_kept(city: City, ask: Ask, mailbox: Mailbox) -> None:
    ask(DUE)
    planned(city, wall(MONDAY))

    assert sent(city, mailbox.url) == 2
    assert sent(city, mailbox.url) == 0

    assert recipients(mailbox) == ["hanna", "teresa"]
    assert mailbox.connections == 1
    (message,) = mailbox.to("teresa@szkoly.example")
    kept = next(one for one in mails(city) if one.email == "teresa@szkoly.example")
    assert kept.sent_at == clock.now()
    assert message["Subject"] == kept.subject
    assert message.get_content().replace("\r\n", "\n") == kept.body


@pytest.mark.parametrize(
    "at,count",
    [
        pytest.param(wall(MONDAY, 6, 59), 0, id="before seven"),
        pytest.param(wall(MONDAY, 7), 2, id="from seven"),
        pytest.param(wall(MONDAY, 18), 0, id="in the evening"),
        pytest.param(wall(MONDAY + timedelta(days=1), 7), 2, id="on the next day"),
        pytest.param(wall(MONDAY + timedelta(days=5)), 0, id="on a Saturday"),
    ],
)
def test_mails_go_out_in_working_hours(
    city: City, mailbox: Mailbox, set_clock: SetClock, at: datetime, count: int
) -> None:
    with city.app.app_context(), transaction():
        add_training()
        add_assignment(city.units["a"], DUE)
    planned(city, wall(MONDAY, 6))

    set_clock(at)

    assert sent(city, mailbox.url) == count


def _moved_away(person_id: int) -> None:
    work = db.session.get_one(Person, person_id).employments
    work[0].ended_on = MONDAY - timedelta(days=1)


@pytest.mark.parametrize(
    "settle",
    [
        pytest.param(lambda p: add_completion(p, 1, MONDAY, is_confirmed=False), id="completed"),
        pytest.param(add_waiver, id="waived"),
        pytest.param(lambda p: add_absence(p, date(2026, 10, 1)), id="away for long"),
        pytest.param(_moved_away, id="left"),
    ],
)
def test_what_no_longer_holds_is_dropped_right_before_sending(
    city: City, ask: Ask, mailbox: Mailbox, settle: Callable[[int], object]
) -> None:
    ask(DUE)
    planned(city, wall(MONDAY))
    with city.app.app_context(), transaction():
        settle(city.persons["teresa"])

    sent(city, mailbox.url)

    assert recipients(mailbox) == ["hanna"]
    dropped = [one.dropped_because for one in mails(city) if one.dropped_at]
    assert dropped == [Dropped.NOTHING_HOLDS]


def test_what_waits_goes_out_once_it_is_released(city: City, ask: Ask, mailbox: Mailbox) -> None:
    ask(DUE)
    planned(city, wall(MONDAY), at_most=1)
    assert sent(city, mailbox.url) == 0

    decided(city, release)

    assert sent(city, mailbox.url) == 2


def test_what_was_cancelled_is_neither_sent_nor_planned_anew(
    city: City, ask: Ask, mailbox: Mailbox, set_clock: SetClock
) -> None:
    ask(DUE)
    planned(city, wall(MONDAY))
    decided(city, cancel)
    set_clock(wall(MONDAY + timedelta(days=1)))

    assert planned(city, clock.now()) == 0
    assert sent(city, mailbox.url) == 0
    assert {one.dropped_because for one in mails(city)} == {Dropped.CANCELLED}


def test_of_two_that_waited_only_the_later_one_goes_out(
    city: City, ask: Ask, mailbox: Mailbox, set_clock: SetClock
) -> None:
    ask(date(2026, 12, 7))
    planned(city, wall(MONDAY), at_most=1)
    set_clock(wall(date(2026, 12, 4)))
    planned(city, clock.now())
    decided(city, lambda _newest, **more: release(db.session.get_one(Mailing, 1), **more))

    sent(city, mailbox.url)

    assert recipients(mailbox) == ["hanna", "teresa"]
    reasons = [one.dropped_because for one in mails(city)]
    assert reasons == [Dropped.NOTHING_HOLDS, Dropped.NOTHING_HOLDS, None, None]


def test_a_server_that_is_down_for_a_day_loses_nothing_and_repeats_nothing(
    city: City, ask: Ask, mailbox: Mailbox, set_clock: SetClock
) -> None:
    ask(DUE)
    planned(city, wall(MONDAY))
    for minutes in range(0, 9 * 60, 90):
        set_clock(wall(MONDAY) + timedelta(minutes=minutes))
        assert sent(city, DOWN) == 0

    set_clock(wall(MONDAY + timedelta(days=1)))

    assert planned(city, clock.now()) == 0
    assert sent(city, mailbox.url) == 2
    assert recipients(mailbox) == ["hanna", "teresa"]


def test_what_could_not_be_sent_for_weeks_is_given_up(
    city: City, ask: Ask, mailbox: Mailbox, set_clock: SetClock
) -> None:
    ask(DUE)
    planned(city, wall(MONDAY))

    set_clock(wall(MONDAY + timedelta(days=14), 10))

    assert sent(city, mailbox.url) == 0
    assert {one.dropped_because for one in mails(city)} == {Dropped.TOO_LATE}


def test_an_address_that_is_refused_does_not_hold_up_the_others(
    city: City, ask: Ask, mailbox: Mailbox
) -> None:
    ask(DUE)
    planned(city, wall(MONDAY))
    with city.app.app_context(), transaction():
        db.session.get_one(Person, city.persons["teresa"]).email = "teresa\n@szkoly.example"

    assert sent(city, mailbox.url) == 1
    assert [one.dropped_because for one in mails(city) if one.dropped_at] == [Dropped.REFUSED]


def test_a_mail_that_the_server_puts_off_is_tried_again(
    city: City, ask: Ask, mailbox: Mailbox, set_clock: SetClock
) -> None:
    ask(DUE, "b")
    planned(city, wall(MONDAY))
    mailbox.answer = "451 try later"

    assert sent(city, mailbox.url) == 0
    mailbox.answer = "250 kept"
    assert sent(city, mailbox.url) == 0
    set_clock(wall(MONDAY) + RETRY_AFTER)
    assert sent(city, mailbox.url) == 1

    assert recipients(mailbox) == ["stefan"]


def test_two_who_send_at_once_share_the_work(city: City, ask: Ask, mailbox: Mailbox) -> None:
    ask(DUE, "city")
    planned(city, wall(MONDAY))

    counts = at_once(*[lambda: sent(city, mailbox.url)] * 3)

    assert sum(counts) == 5
    assert recipients(mailbox) == ["hanna", "kazimierz", "stefan", "teresa", "tomasz"]


def test_one_mail_gathers_everything(city: City, ask: Ask, mailbox: Mailbox) -> None:
    ask(DUE, "a")
    with city.app.app_context(), transaction():
        add_training("CYF-1", title="Umiejętności cyfrowe")
        add_employment(city.persons["teresa"], city.units["b"], "nauczyciel")
        add_assignment(city.units["b"], MONDAY, code="CYF-1")
    planned(city, wall(MONDAY))

    sent(city, mailbox.url)

    (message,) = mailbox.to("teresa@szkoly.example")
    assert "Bezpieczeństwo informacji" in message.get_content()
    assert "Umiejętności cyfrowe" in message.get_content()
