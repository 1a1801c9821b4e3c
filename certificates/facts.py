"""What a certificate says, frozen when it is issued; and what it is worth on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self


class State(StrEnum):
    """What a certificate is worth on a day; the first of these that fits."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    VALID = "valid"


def state_on(day: date, *, valid_until: date | None, is_revoked: bool) -> State:
    """The state on that day; on its last day a certificate is still valid."""
    if is_revoked:
        return State.REVOKED
    return State.EXPIRED if valid_until is not None and valid_until < day else State.VALID


@dataclass(frozen=True, slots=True)
class Facts:
    """Every fact on the document, in the words of the day of issue."""

    #: of the document: "pl"
    language: str
    name: str
    #: where the person worked on the day of completion; empty if nowhere
    schools: tuple[str, ...]
    title: str
    #: label of the version of the training
    programme: str
    #: sentences, as they stand on the document
    topics: tuple[str, ...]
    minutes: int
    #: of 45 minutes, to one decimal
    teaching_hours: Decimal
    completed_on: date
    #: None where no test was taken
    score_percent: int | None
    issuer: str
    issued_on: date
    #: the last day on which it is valid; None: it does not age
    valid_until: date | None

    def as_json(self) -> dict[str, Any]:
        """As the database keeps it."""
        return {
            "language": self.language,
            "name": self.name,
            "schools": list(self.schools),
            "title": self.title,
            "programme": self.programme,
            "topics": list(self.topics),
            "minutes": self.minutes,
            "teaching_hours": str(self.teaching_hours),
            "completed_on": self.completed_on.isoformat(),
            "score_percent": self.score_percent,
            "issuer": self.issuer,
            "issued_on": self.issued_on.isoformat(),
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """What `as_json` gave."""
        until = kept["valid_until"]
        days = {name: date.fromisoformat(kept[name]) for name in ("completed_on", "issued_on")}
        return cls(**{
            **kept,
            **days,
            "schools": tuple(kept["schools"]),
            "topics": tuple(kept["topics"]),
            "teaching_hours": Decimal(kept["teaching_hours"]),
            "valid_until": date.fromisoformat(until) if until else None,
        })


def public_address(base_url: str, code: str) -> str:
    """Where everybody can check the certificate with this code."""
    return f"{base_url}/v/{code}"
