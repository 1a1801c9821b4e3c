"""Accounts, the roles they hold, and the short-lived rows that sign-in needs."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.engine.interfaces import ExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.actors import Actor, Role
from app.core.db import Base, Coded, UtcDateTime, ordered_text
from app.core.folding import fold, polish_sort_key
from app.people.models import Person, Unit


class AccountState(StrEnum):
    """How far an account has come: nobody stores it, it follows from the facts."""

    INVITED = "invited"
    ACTIVE = "active"
    CLOSED = "closed"


def _folded_text(context: ExecutionContext) -> str:
    row = context.get_current_parameters()  # type: ignore[attr-defined]
    return fold(f"{row['display_name']} {row['email']}")


def _sort_key(context: ExecutionContext) -> str:
    """Surname first: the last word of the name leads."""
    name = context.get_current_parameters()["display_name"]  # type: ignore[attr-defined]
    first_names, _, last_name = str(name).rpartition(" ")
    return polish_sort_key(f"{last_name} {first_names}")[:420]


class Account(Base):
    """Somebody who may sign in. An employee's account belongs to her person."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower"),
        Index("ix_accounts_sort_key_id", "sort_key", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    display_name: Mapped[str] = mapped_column(String(210))
    #: name and address without diacritics, for search
    folded_text: Mapped[str] = mapped_column(String(470), default=_folded_text)
    #: the name in Polish alphabetical order
    sort_key: Mapped[str] = mapped_column(ordered_text(420), default=_sort_key)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), unique=True
    )
    #: argon2id; None until the invitation is accepted
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="pl")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: since when the account is closed to its owner; None while it is open
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person | None] = relationship()
    role_grants: Mapped[list["RoleGrant"]] = relationship(back_populates="account")

    @property
    def scope_paths(self) -> Iterable[str]:
        """Where the account holds or held a role."""
        return {grant.unit.path for grant in self.role_grants}

    @property
    def state(self) -> AccountState:
        if self.closed_at is not None:
            return AccountState.CLOSED
        return AccountState.INVITED if self.password_hash is None else AccountState.ACTIVE

    def as_actor(self, request_id: str | None) -> Actor:
        """The owner, who has just proved to be one, acting on nothing but this account."""
        return Actor(self.display_name, self.id, self.person_id, request_id=request_id)


class RoleGrant(Base):
    """An account holds a role at a unit, and below it, from one date to another, both included."""

    __tablename__ = "role_grants"
    __table_args__ = (
        UniqueConstraint("account_id", "role", "unit_id", "started_on"),
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="RESTRICT"), index=True
    )
    role: Mapped[Role] = mapped_column(Coded(Role))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"), index=True)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]

    account: Mapped[Account] = relationship(back_populates="role_grants")
    unit: Mapped[Unit] = relationship()

    @property
    def scope_paths(self) -> Iterable[str]:
        return (self.unit.path,)

    def is_held(self, on: date) -> bool:
        """Whether the role is held on that day."""
        return self.started_on <= on and not self.is_over(on)

    def is_over(self, on: date) -> bool:
        """Whether the last day with the role lies before that day."""
        return self.ended_on is not None and self.ended_on < on


class SignInSession(Base):
    """One browser that is signed in. The browser keeps the token, we keep its hash."""

    __tablename__ = "sign_in_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: what the browser called itself, so that the owner recognises it
    user_agent: Mapped[str] = mapped_column(String(200))


class LinkPurpose(StrEnum):
    """What a mailed link lets its bearer do."""

    INVITATION = "invitation"
    RESET = "reset"


class AccessLink(Base):
    """A mailed link that works once, until it expires. The mail has the token, we keep its hash."""

    __tablename__ = "access_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[LinkPurpose] = mapped_column(Coded(LinkPurpose))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    account: Mapped[Account] = relationship()


class Guess(Base):
    """One failed try at something guessable; counted to slow guessing down across processes."""

    __tablename__ = "guesses"
    __table_args__ = (Index("ix_guesses_bucket_at", "bucket", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: hash of what is being guessed at: the address, or where the guesses come from
    bucket: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
