"""A real SMTP server that keeps what it is sent."""

from asyncio import Server
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(slots=True)
class Mailbox:
    """What the server at `url` has received, oldest first."""

    url: str = ""
    messages: list[EmailMessage] = field(default_factory=list)
    #: called when a message is in the box, before its sender hears so
    on_message: Callable[[], None] = field(default=lambda: None)
    #: how many connections came in, and after how many messages the server wants another one
    connections: int = 0
    bears: int = 1000
    #: what the sender hears; a message is kept only with 250
    answer: str = "250 kept"

    def to(self, address: str) -> list[EmailMessage]:
        """The messages addressed to `address`."""
        return [message for message in self.messages if address in str(message["To"])]

    async def handle_EHLO(  # noqa: N802 - the name aiosmtpd calls
        self, _server: SMTP, session: Session, _envelope: Envelope, name: str, said: list[str]
    ) -> list[str]:
        """A sender came in."""
        session.host_name = name
        session.left = self.bears  # type: ignore[attr-defined]
        self.connections += 1
        return said

    async def handle_MAIL(  # noqa: N802 - the name aiosmtpd calls
        self, _server: SMTP, session: Session, envelope: Envelope, sender: str, _more: list[str]
    ) -> str:
        """The next message is announced."""
        session.left -= 1  # type: ignore[attr-defined]
        if session.left < 0:  # type: ignore[attr-defined]
            return "421 come again"
        envelope.mail_from = sender
        return "250 go on"

    async def handle_DATA(  # noqa: N802 - the name aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """The message is in the box once the sender hears 250."""
        content = envelope.content
        assert isinstance(content, bytes)
        if self.answer.startswith("250"):
            self.messages.append(message_from_bytes(content, policy=policy.default))
            self.on_message()
        return self.answer


class _FreePort(Controller):
    """A controller for port 0: the system chooses the port."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def smtp_server() -> Iterator[Mailbox]:
    """A server listens at `mailbox.url` on this machine while the block runs."""
    mailbox = Mailbox()
    controller = _FreePort(mailbox, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        mailbox.url = f"smtp://127.0.0.1:{controller.port}"
        yield mailbox
    finally:
        controller.stop()
