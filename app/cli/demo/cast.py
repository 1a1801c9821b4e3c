"""Whom the accounts of the demo belong to, of the people that are planned."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.cli.demo.plan import CITY, DOMAIN, PlannedPerson
from app.core import clock
from app.core.actors import Role


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """An account of the demo: who it plays, and whom of the planned people it belongs to."""

    role: Role
    address: str
    unit: str
    #: empty for somebody from outside
    post: str = ""
    name: str = ""

    @property
    def email(self) -> str:
        return f"{self.address}@{DOMAIN}"


SIGN_INS = (
    DemoSignIn(Role.COORDINATOR, "koordynator", CITY, "specjalista ds. bezpieczeństwa informacji"),
    DemoSignIn(Role.SCHOOL_HEAD, "dyrektor", "Szkoła Podstawowa nr 4", "dyrektor"),
    DemoSignIn(Role.LEARNER, "nauczyciel", "Szkoła Podstawowa nr 4", "nauczyciel"),
    DemoSignIn(Role.TRAINER, "trener", CITY, "specjalista"),
    DemoSignIn(Role.AUTHOR, "autor", CITY, "inspektor ochrony danych"),
    DemoSignIn(Role.AUDITOR, "audytor", CITY, name="Audytor"),
    DemoSignIn(Role.ADMIN, "administrator", CITY, "informatyk"),
)


def give_addresses(plan: Sequence[PlannedPerson]) -> None:
    """Whoever plays a role is known by an address that can be remembered."""
    for sign_in in SIGN_INS:
        player = next((one for one in plan if _plays(one, sign_in)), None)
        if player is not None:
            player.email = sign_in.email


def _plays(person: PlannedPerson, sign_in: DemoSignIn) -> bool:
    job = person.jobs[0]
    is_free = not person.email.startswith(tuple(f"{one.address}@" for one in SIGN_INS))
    at_unit = sign_in.unit in (CITY, job.unit)
    fits = _has_much_ahead(person) if sign_in.role is Role.LEARNER else True
    return is_free and at_unit and job.post == sign_in.post and fits


def _has_much_ahead(person: PlannedPerson) -> bool:
    """Works on, is not trained yet, and has a certificate all the same."""
    codes = {one.training for one in person.completions}
    return person.jobs[0].ended_on is None and "BI-2026" not in codes and "AI" in codes


def learners(plan: Sequence[PlannedPerson]) -> tuple[PlannedPerson, list[PlannedPerson]]:
    """The coordinator, and those who work today and whom nobody plays."""
    today, played = clock.today(), {one.email: one.role for one in SIGN_INS}
    coordinator = next(one for one in plan if played.get(one.email) is Role.COORDINATOR)
    return coordinator, [
        one
        for one in plan
        if one.email not in played
        and any(
            job.started_on <= today and (job.ended_on is None or job.ended_on >= today)
            for job in one.jobs
        )
    ]
