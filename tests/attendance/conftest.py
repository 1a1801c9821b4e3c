"""What tests of sessions and presence share."""

from collections.abc import Iterator

import pytest

from tests.support.smtp import Mailbox, smtp_server


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A real server of mail."""
    with smtp_server() as box:
        yield box
