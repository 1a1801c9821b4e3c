"""Published figures."""

from datetime import date

from sqlalchemy import select

from app.core import clock
from app.core.actors import Actor, command_line
from app.core.db import db, transaction
from app.core.steady import steady_reading
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.drawing import Drawn, draw_up
from app.coverage.queries.ground import ground
from app.coverage.queries.rules import rule_names
from app.coverage.services.snapshots import publish
from app.coverage.wording.snapshots import PolishWords
from app.people.models import Unit
from app.training.models.trainings import TrainingVersion
from certificates.services.issuing import issue
from certificates.wording.document import PolishLabels
from tests.support.city import City, add_absence, add_completion, add_employment, add_training

#: the first day of report
D = date(2026, 6, 30)


def drawn_figure(unit_id: int, as_of: date, *, rule: str | None = None) -> Drawn:
    """The figure of the unit as it would be published now."""
    with steady_reading():
        base = ground(rule)
        words = PolishWords(base.rule, rule_names())
        return draw_up(db.session.get_one(Unit, unit_id), base, as_of, words)


def publish_figure(
    unit_id: int,
    as_of: date,
    *,
    rule: str | None = None,
    after: int = 0,
    note: str = "",
    by: Actor | None = None,
) -> Snapshot:
    """The figure of the unit is published, in transactions of its own."""
    drawn = drawn_figure(unit_id, as_of, rule=rule)
    with transaction():
        by = by or command_line("test")
        return publish(drawn, after=after, note=note, by=by, at=clock.now())


def teachers(city: City) -> None:
    """Teresa is trained, Hanna is not, Stefan is away; Teresa teaches at school B as well."""
    version = add_training()
    completion = add_completion(city.persons["teresa"], version, date(2026, 3, 2))
    add_employment(city.persons["teresa"], city.units["b"], "nauczyciel", fte="0.5")
    add_absence(city.persons["stefan"], date(2026, 5, 1))
    by, at = command_line("test"), clock.now()
    issue([completion], labels=PolishLabels(), base_url="https://k.pl", by=by, at=at)


def turned_out_trained(person_id: int, day: date) -> None:
    """The person turns out to have been trained on that day; a transaction of its own."""
    with transaction():
        version = db.session.scalars(select(TrainingVersion.id)).one()
        add_completion(person_id, version, day)
