"""Coordinators see every mailing, release or cancel it, and read each mail before it is sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from tests.reminders.conftest import Ask
from tests.support.assignments import add_waiver
from tests.support.city import City, add_completion
from tests.support.pages import Visitor
from tests.support.reminders import MONDAY, mails, planned, recipients, sent, wall
from tests.support.smtp import Mailbox

Browser = Callable[[str | None], Visitor]
DUE = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _english(city: City) -> None:
    city.language = "en"


def actions(city: City) -> list[str]:
    with city.app.app_context():
        entries = select(AuditEntry.action).where(AuditEntry.area == "reminders")
        return list(db.session.scalars(entries.order_by(AuditEntry.id)))


def test_many_mails_wait_until_a_coordinator_releases_them(
    city: City, ask: Ask, visitor: Browser, mailbox: Mailbox
) -> None:
    ask(DUE)
    planned(city, wall(MONDAY), at_most=1)
    kazimierz = visitor("kazimierz")

    index, page = kazimierz.get("/reminders/"), kazimierz.get("/reminders/1")
    home = kazimierz.get("/", budget=30)
    kazimierz.post("/reminders/1/release")
    after = kazimierz.get("/reminders/1")
    sent(city, mailbox.url)
    done = kazimierz.get("/reminders/1")

    assert "waits for release" in index
    assert "2 mails wait for a coordinator to release them." in page
    assert "2 mails wait for you" in home
    assert "0 of 2 sent" in after
    assert "2 of 2 sent" in done
    assert actions(city) == ["reminders.planned", "reminders.released"]
    assert "Reminders released" in kazimierz.get("/log")


def test_a_mailing_is_cancelled_and_says_so(city: City, ask: Ask, visitor: Browser) -> None:
    ask(DUE)
    planned(city, wall(MONDAY), at_most=1)
    kazimierz = visitor("kazimierz")

    kazimierz.post("/reminders/1/cancel")
    kazimierz.post("/reminders/1/release")
    page = kazimierz.get("/reminders/1")

    assert "Somebody has cancelled it already." in page
    assert "Cancelled by Kazimierz" in page
    assert "Release the mails" not in page
    assert actions(city)[-1] == "reminders.cancelled"


def test_what_is_read_before_is_what_is_sent_and_kept(
    city: City, ask: Ask, visitor: Browser, mailbox: Mailbox
) -> None:
    ask(DUE, "b")
    planned(city, wall(MONDAY))
    olga = visitor("olga")

    before = olga.get("/reminders/mails/1")
    sent(city, mailbox.url)
    with city.app.app_context(), transaction():
        add_completion(city.persons["stefan"], 1, MONDAY)
    after = olga.get("/reminders/mails/1")

    (mail,) = mails(city)
    assert "It would be sent exactly so now." in before
    assert "exactly so." in after
    for line in (mail.subject, *mail.body.splitlines()):
        assert line.partition("http")[0] in before
        assert line.partition("http")[0] in after


def test_a_mail_that_would_say_nothing_says_so(city: City, ask: Ask, visitor: Browser) -> None:
    ask(DUE, "b")
    planned(city, wall(MONDAY))
    with city.app.app_context(), transaction():
        add_waiver(city.persons["stefan"])

    assert "It will not be sent" in visitor("olga").get("/reminders/mails/1")


def test_a_head_does_not_see_the_mailings_of_the_city(
    city: City, ask: Ask, visitor: Browser
) -> None:
    ask(DUE)
    planned(city, wall(MONDAY))

    assert "Nobody had to be reminded yet" in visitor("hanna").get("/reminders/")


def test_the_lists_can_be_taken_away(city: City, ask: Ask, visitor: Browser) -> None:
    ask(DUE, "b")
    planned(city, wall(MONDAY))
    client = visitor("olga").client

    mailings = client.get("/reminders/table.csv").text
    people = client.get("/reminders/1/mails.csv").text

    assert "1;2026-11-23;" in mailings
    assert "Nowak Stefan;stefan@szkoly.example;Bezpieczeństwo informacji;not sent yet;" in people


@pytest.mark.usefixtures("ask")
@pytest.mark.parametrize("limit", [2, 1])
def test_a_head_reminds_those_of_her_school(
    city: City, visitor: Browser, mailbox: Mailbox, limit: int
) -> None:
    """Nobody has assigned a day; the mail names the training that the rule asks for."""
    limit_mails(city, limit)
    hanna, url = visitor("hanna"), f"/reminders/units/{city.units['a']}"

    page = hanna.get(url, budget=25)
    preview = hanna.get(f"{url}/people/{city.persons['teresa']}", budget=25)
    answer = hanna.post(url, {"seen": "y"})
    mailing = hanna.get(answer.headers["Location"])
    again = hanna.get(url, budget=25)
    sent(city, mailbox.url)

    assert "2 mails to people who are not trained" in page
    assert "Bezpieczeństwo informacji" in preview
    assert "Hanna" in preview
    assert "2 reminders" in mailing
    assert ("0 of 2 sent" in mailing) is (limit == 2)
    assert ("2 mails wait for a coordinator to release them." in mailing) is (limit == 1)
    assert again.count("one is sent or planned for that day already") == 2
    assert len(mailbox.messages) == (2 if limit == 2 else 0)
    assert actions(city) == ["reminders.asked_for"]


def limit_mails(city: City, limit: int) -> None:
    settings = city.app.extensions["settings"]
    city.app.extensions["settings"] = replace(settings, mass_limit=limit)


@pytest.mark.usefixtures("ask")
def test_whoever_is_unticked_gets_no_mail_and_the_log_says_how_many(
    city: City, visitor: Browser, mailbox: Mailbox
) -> None:
    hanna, url = visitor("hanna"), f"/reminders/units/{city.units['a']}"

    page = hanna.get(url, budget=25)
    nobody = hanna.post(url, {"ticks": "y"}, status=200).text
    hanna.post(url, {"ticks": "y", "person": str(city.persons["teresa"])})
    sent(city, mailbox.url)

    assert (page.count(" checked"), nobody.count(" checked")) == (2, 0)
    assert "Nobody was reminded: nobody is ticked." in nobody
    assert recipients(mailbox) == ["teresa"]
    with city.app.app_context():
        (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.area == "reminders"))
    assert entry.changes == {"mails": [None, 1], "excluded": [None, 1]}


@pytest.mark.usefixtures("ask")
def test_many_need_a_tick_and_a_coordinator_lets_them_go(
    city: City, visitor: Browser, mailbox: Mailbox
) -> None:
    limit_mails(city, 1)
    kazimierz, url = visitor("kazimierz"), f"/reminders/units/{city.units['city']}"

    refused = kazimierz.post(url, status=200)
    kazimierz.post(url, {"seen": "y"})
    again = kazimierz.post(url, {"seen": "y"}, status=200)

    assert "These are 3 mails, more than 1 at once." in refused.text
    assert "Nobody was reminded" in again.text
    assert sent(city, mailbox.url) == 3


def test_by_hand_leaves_out_who_can_do_nothing(
    city: City, ask: Ask, visitor: Browser, mailbox: Mailbox
) -> None:
    ask(MONDAY + timedelta(days=30))
    with city.app.app_context(), transaction():
        add_completion(city.persons["teresa"], 1, date(2026, 3, 1), is_confirmed=False)
        add_waiver(city.persons["hanna"])
    url = f"/reminders/units/{city.units['city']}"

    page = visitor("kazimierz").get(url, budget=25)
    visitor("kazimierz").post(url)
    with city.app.app_context(), transaction():
        add_completion(city.persons["stefan"], 1, clock.today())

    assert "Remind 1 person" in page
    assert "it waits to be confirmed" in page
    assert "it is waived" in page
    assert sent(city, mailbox.url) == 0  # Stefan has completed it since


def test_the_planner_leaves_alone_whom_somebody_reminds_that_day(
    city: City, ask: Ask, visitor: Browser
) -> None:
    ask(DUE, "b")
    visitor("stefan").post(f"/reminders/units/{city.units['b']}")

    assert planned(city, wall(MONDAY)) == 0
    assert planned(city, wall(MONDAY + timedelta(days=1))) == 1


@pytest.mark.usefixtures("ask")
def test_an_unknown_rule_is_not_found(city: City, visitor: Browser) -> None:
    visitor("kazimierz").get(f"/reminders/units/{city.units['a']}?rule=X", status=404)
    visitor("kazimierz").get(
        f"/reminders/units/{city.units['a']}?rule=W9-P&as_of=2026-12-31", budget=25
    )
