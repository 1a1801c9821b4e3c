"""What tests of certificates of other organisers share."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from app.core.db import transaction
from tests.recognition.papers import pdf
from tests.support.city import City, add_training
from tests.support.outside import add_outside
from tests.support.pages import Visitor

SEND = "/my-certificates/elsewhere/new"
TYPED = {
    "title": "Cyberbezpieczeństwo w szkole",
    "organiser": "ODN w Poznaniu",
    "number": "ODN/12/2026",
    "completed_on": "2026-02-10",
    "minutes": "360",
}

Sender = Callable[..., Any]


@pytest.fixture
def send(visitor: Callable[[str], Visitor]) -> Sender:
    """Send in a certificate as somebody: `send("teresa", title=…)` is the answer."""

    def sent(persona: str, content: bytes | None = None, **typed: str) -> Any:  # noqa: ANN401
        file = (BytesIO(pdf() if content is None else content), "zaświadczenie.pdf")
        answer = visitor(persona).send(SEND, {**TYPED, **typed, "file": file})
        answer.request.environ["wsgi.input"].close()  # a large one is a file, which nobody closes
        return answer

    return sent


@pytest.fixture
def version(city: City) -> int:
    """The number of the version of a training that certificates may count as."""
    with city.app.app_context(), transaction():
        return add_training()


@pytest.fixture
def sent(city: City) -> int:
    """The number of a certificate that Teresa has sent in."""
    with city.app.app_context(), transaction():
        return add_outside(city.persons["teresa"], completed_on=date(2026, 2, 10)).id
