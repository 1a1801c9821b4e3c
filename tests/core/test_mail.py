"""Mail arrives as it was written, by a server or in files, and never undoes what was saved."""

import logging
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.core.mail import Attachment, Mailer
from tests.support.smtp import smtp_server

SUBJECT = "Zaproszenie do Kadry: hasło dla Żanety Gęślą"
BODY = """Dzień dobry,

proszę wybrać hasło: https://kadra.example.pl/link/abc

Pozdrawiamy „CUW” ї
"""
SENDER = "Kadra Płock <kadra@plock.example>"
TO = "zaneta@szkoly.example"


def to_files(folder: Path) -> Mailer:
    """A mailer that writes files."""
    return Mailer("file", SENDER, folder)


def mails_in(folder: Path) -> list[EmailMessage]:
    """The messages of the folder, the oldest first."""
    files = sorted(folder.glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def assert_as_written(message: EmailMessage) -> None:
    assert message["Subject"] == SUBJECT
    assert message["To"] == TO
    assert message["From"] == SENDER
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime is not None
    assert message["Message-ID"].endswith("@kadra>")
    assert message.get_content().replace("\r\n", "\n") == BODY


def test_a_server_receives_polish_letters_as_they_were_written(tmp_path: Path) -> None:
    with smtp_server() as mailbox:
        Mailer(mailbox.url, SENDER, tmp_path).send(TO, SUBJECT, BODY)

    (message,) = mailbox.to(TO)
    assert_as_written(message)


@pytest.mark.parametrize(
    "bears, is_cut, connections",
    [
        pytest.param(1000, False, 1, id="the server bears it"),
        pytest.param(2, False, 2, id="the server wants another after two"),
        pytest.param(1000, True, 3, id="each time it is lost before the next"),
    ],
)
def test_many_messages_go_over_one_connection_while_it_lasts(
    tmp_path: Path, bears: int, is_cut: bool, connections: int
) -> None:
    with smtp_server() as mailbox:
        mailbox.bears = bears
        mailer = Mailer(mailbox.url, SENDER, tmp_path)
        with mailer.line() as line:
            for number in range(3):
                mailer.send(TO, f"{SUBJECT} {number}", BODY, over=line)
                if is_cut and line._smtp and line._smtp.sock:
                    line._smtp.sock.shutdown(socket.SHUT_RDWR)

    assert [str(message["Subject"])[-1] for message in mailbox.messages] == ["0", "1", "2"]
    assert mailbox.connections == connections


def test_a_file_that_goes_with_it_arrives_byte_for_byte(tmp_path: Path) -> None:
    text = "BEGIN:VCALENDAR\r\nSUMMARY:Ćwiczenie\r\nEND:VCALENDAR\r\n".encode()
    sent = Attachment("szkolenie.ics", "text/calendar; charset=utf-8; method=PUBLISH", text)

    with smtp_server() as mailbox:
        Mailer(mailbox.url, SENDER, tmp_path).send(TO, SUBJECT, BODY, sent)

    (part,) = mailbox.messages[0].iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "PUBLISH"
    assert part.get_filename() == "szkolenie.ics"
    assert part.get_payload(decode=True) == text
    body = mailbox.messages[0].get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == BODY.splitlines()


def test_a_file_holds_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    to_files(folder).send(TO, SUBJECT, BODY)

    (message,) = mails_in(folder)
    assert_as_written(message)


def test_files_stand_in_the_order_of_sending_and_none_replaces_another(tmp_path: Path) -> None:
    for number in range(50):
        to_files(tmp_path).send(TO, f"{number}", BODY)

    assert [message["Subject"] for message in mails_in(tmp_path)] == [str(one) for one in range(50)]


@pytest.mark.parametrize(
    "to, subject",
    [
        pytest.param("a@szkoly.example\nBcc: all@szkoly.example", "x", id="in the address"),
        pytest.param("a@szkoly.example\r\nBcc: all@szkoly.example", "x", id="as carriage return"),
        pytest.param("a@szkoly.example", "x\nBcc: all@szkoly.example", id="in the subject"),
    ],
)
def test_a_second_line_in_a_header_is_refused_before_anything_is_saved(
    tmp_path: Path, to: str, subject: str
) -> None:
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        to_files(tmp_path).later(to, subject, BODY)

    assert mails_in(tmp_path) == []


def test_nothing_is_sent_until_it_is_due(tmp_path: Path) -> None:
    due = to_files(tmp_path).later(TO, SUBJECT, BODY)
    assert mails_in(tmp_path) == []

    due()

    assert_as_written(mails_in(tmp_path)[0])


def test_a_server_that_is_down_is_logged_not_raised(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mailer = Mailer(f"smtp://127.0.0.1:{closed_port()}", SENDER, tmp_path)

    mailer.later(TO, SUBJECT, BODY)()

    (record,) = caplog.records
    assert (record.levelno, record.exc_info is not None) == (logging.ERROR, True)
    assert TO not in record.getMessage(), "a log for operators holds no personal data"


def test_whoever_sends_at_once_is_told_that_the_server_is_down(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="refused"):
        Mailer(f"smtp://127.0.0.1:{closed_port()}", SENDER, tmp_path).send(TO, SUBJECT, BODY)
