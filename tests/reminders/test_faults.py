"""A process that sends is killed at the worst moments: nothing is lost, one repeated at most."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from app.reminders.delivery import run
from app.reminders.services.sending import RETRY_AFTER
from tests.reminders.conftest import Ask
from tests.support.city import City
from tests.support.reminders import MONDAY, mails, planned, recipients, sent, told, wall
from tests.support.smtp import Mailbox

SetClock = Callable[[datetime], None]
DUE = date(2026, 11, 26)
#: the command as it is, on a Monday at nine
COMMAND = (
    "from datetime import UTC, datetime; from app.core import clock;"
    "clock.now = lambda: datetime(2026, 11, 23, 8, tzinfo=UTC);"
    "from app.command import main; main()"
)


@contextmanager
def running(city: City, mail_url: str, what: str = "send") -> Iterator[subprocess.Popen[str]]:
    """The command runs in a process of its own."""
    settings = city.app.extensions["settings"]
    environment = {
        **os.environ,
        "KADRA_DATA_DIR": str(settings.data_dir),
        "KADRA_DATABASE_URL": settings.database_url,
        "KADRA_SECRET_KEY": "t" * 32,
        "KADRA_MAIL_URL": mail_url,
    }
    command = [sys.executable, "-c", COMMAND, "reminders", what]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        yield process


def test_whoever_is_killed_between_claim_and_send_has_lost_nothing(
    city: City, ask: Ask, mailbox: Mailbox, set_clock: SetClock
) -> None:
    ask(DUE)
    planned(city, wall(MONDAY))
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        url = f"smtp://127.0.0.1:{server.getsockname()[1]}"
        with running(city, url) as process:
            connection, _address = server.accept()  # a mail is claimed: its sender waits for us
            process.kill()
            connection.close()
    assert process.returncode == -signal.SIGKILL

    assert sent(city, mailbox.url) == 1
    set_clock(wall(MONDAY) + RETRY_AFTER)
    assert sent(city, mailbox.url) == 1
    assert recipients(mailbox) == ["hanna", "teresa"]


def test_whoever_is_killed_before_the_mark_repeats_one_mail(
    city: City, ask: Ask, mailbox: Mailbox, set_clock: SetClock
) -> None:
    """The one case of two: nobody can know whether the server had it already."""
    ask(DUE)
    planned(city, wall(MONDAY))
    with running(city, mailbox.url) as process:
        mailbox.on_message = process.kill
    mailbox.on_message = lambda: None

    sent(city, mailbox.url)
    set_clock(wall(MONDAY) + RETRY_AFTER)
    sent(city, mailbox.url)
    set_clock(wall(MONDAY) + 2 * RETRY_AFTER)
    sent(city, mailbox.url)

    received = recipients(mailbox)
    assert set(received) == {"hanna", "teresa"}
    assert len(received) == 3


def test_the_command_plans_and_sends(city: City, ask: Ask, mailbox: Mailbox) -> None:
    ask(DUE, "b")

    with running(city, mailbox.url, "run") as process:
        assert process.stdout is not None
        said = process.stdout.read()

    assert said == "Mails planned: 1\nMails sent: 1\n"
    assert recipients(mailbox) == ["stefan"]


def test_the_job_does_nothing_at_night(city: City, ask: Ask, set_clock: SetClock) -> None:
    ask(DUE, "b")
    with city.app.app_context():
        set_clock(wall(MONDAY, 6, 59))
        run({})
        assert told(city) == []
        for hour in (7, 8):
            set_clock(wall(MONDAY, hour))
            run({})
        (mail,) = mails(city)
        assert mail.sent_at == wall(MONDAY, 7)
        set_clock(wall(MONDAY - timedelta(days=1)))
        run({})
    assert len(mails(city)) == 1
