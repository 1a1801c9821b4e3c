"""The way to a mail server: one connection, for as many messages as it bears."""

import contextlib
import smtplib
import ssl
from email.message import EmailMessage
from functools import cache
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

_TIMEOUT_SECONDS = 20
_DONE = 250


class Line:
    """The server at `url`, for messages one after another. The first one opens the connection.

    A server may hang up between two, after so many or after so long: the next opens another.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._smtp: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """The message is with the server.

        Only what the server cannot have is tried again. When the connection is lost later than
        that, nobody knows whether it has the message.

        Raises:
            OSError, smtplib.SMTPException: the server did not take it.
        """
        was_open = self._is_open()
        try:
            self._send(message)
        except smtplib.SMTPSenderRefused:  # it has not heard yet whom it is for
            if not was_open:
                raise
            self._send(message)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._smtp is not None:
            with contextlib.suppress(OSError):
                self._smtp.quit()
            self._hang_up()

    def _is_open(self) -> bool:
        """Whether a connection stands; one that was lost is forgotten."""
        if self._smtp is None:
            return False
        with contextlib.suppress(OSError):
            if self._smtp.noop()[0] == _DONE:
                return True
        self._hang_up()
        return False

    def _send(self, message: EmailMessage) -> None:
        try:
            if self._smtp is None:
                self._smtp = _connected(self._url)
            self._smtp.send_message(message)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError):
            raise  # it is about this message; the next may go the same way
        except BaseException:
            self._hang_up()
            raise

    def _hang_up(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _connected(url: str) -> smtplib.SMTP:
    """Greeted, encrypted if the server can, and signed in if the address says as whom."""
    server = urlsplit(url)
    secure = server.scheme == "smtps"
    host, port = server.hostname or "localhost", server.port or (465 if secure else 25)
    smtp = (
        smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT_SECONDS, context=_trust())
        if secure
        else smtplib.SMTP(host, port, timeout=_TIMEOUT_SECONDS)
    )
    try:
        smtp.ehlo()
        if not secure and smtp.has_extn("starttls"):
            smtp.starttls(context=_trust())
        if server.username:
            smtp.login(unquote(server.username), unquote(server.password or ""))
    except BaseException:
        smtp.close()
        raise
    return smtp


@cache
def _trust() -> ssl.SSLContext:
    """Whom we believe; reading that takes 40 ms."""
    return ssl.create_default_context()
