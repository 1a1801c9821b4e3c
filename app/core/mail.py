"""Mail: composed here, sent after the commit, to an SMTP server or into files."""

import logging
import secrets
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.utils import formatdate, make_msgid
from pathlib import Path

from app.core import clock
from app.core.smtp import Line

log = logging.getLogger(__name__)

#: what `Mailer.send` raises when one message is wrong while others can be sent
REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    #: with its parameters, if it has any: "text/calendar; charset=utf-8"
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends from one address by one route (see `KADRA_MAIL_URL`)."""

    url: str
    sender: str
    folder: Path

    def line(self) -> Line:
        """What `send` uses for many messages; to be closed, as a context, after the last."""
        return Line(self.url)

    def send(
        self,
        to: str,
        subject: str,
        body: str,
        attachment: Attachment | None = None,
        *,
        over: Line | None = None,
    ) -> None:
        """The message is with the server, or in a file of the mail folder.

        Raises:
            OSError, smtplib.SMTPException: the server did not take it.
            ValueError: the address or the subject has more than one line.
        """
        self._deliver(self._compose(to, subject, body, attachment), over)

    def later(
        self, to: str, subject: str, body: str, attachment: Attachment | None = None
    ) -> Callable[[], None]:
        """An action for `after_commit`: sends, and logs a failure instead of raising.

        The message is composed now, so that a bad one fails before the commit.

        Raises:
            ValueError: the address or the subject has more than one line.
        """
        message = self._compose(to, subject, body, attachment)

        def deliver() -> None:
            try:
                self._deliver(message)
            except (OSError, smtplib.SMTPException):
                log.exception("mail was not taken by the server")

        return deliver

    def _deliver(self, message: EmailMessage, over: Line | None = None) -> None:
        if self.url == "file":
            self._to_file(message)
        elif over is not None:
            over.send(message)
        else:
            with self.line() as line:
                line.send(message)

    def _compose(
        self, to: str, subject: str, body: str, attachment: Attachment | None
    ) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = to
        message["Subject"] = subject
        message["Date"] = formatdate(clock.now().timestamp(), localtime=False)
        message["Message-ID"] = make_msgid(domain="kadra")
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body)
        if attachment is not None:
            _attach(message, attachment)
        return message

    def _to_file(self, message: EmailMessage) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{clock.now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(4)}.eml"
        (self.folder / name).write_bytes(message.as_bytes())


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    """The bytes travel as they are, text among them: its lines are not broken anew."""
    header = Message()
    header["Content-Type"] = attachment.media_type
    message.add_attachment(
        attachment.content,
        maintype=header.get_content_maintype(),
        subtype=header.get_content_subtype(),
        filename=attachment.name,
        params=dict(header.get_params([])[1:]),
    )
