"""What a published figure would be today, and what was written since that makes the difference."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.core.audit import AuditEntry
from app.core.db import db
from app.coverage.canonical import PEOPLE, PersonLine, read_lines
from app.coverage.indicator.values import Figure
from app.coverage.models.rules import RuleVersion
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.confirmations import State, states
from app.coverage.queries.drawing import Words, draw_up
from app.coverage.queries.ground import Ground, ground, rule_of
from app.coverage.queries.snapshots import figure_of, is_large, pieces_of
from app.coverage.queries.tally import tally
from app.people.models import Unit
from app.training.models.completions import Completion

_SHOWN = 50
_AREAS = ("people", "training")
_SHARED = ("post", "training", "training_version")
#: what of a line of people.csv makes a difference to a figure
_COUNTING = ("standing", "reason", "weight", "counted_in")

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody about whom the list says something else today; None: not on the list."""

    person_id: int
    name: str
    was: Cells | None
    now: Cells | None
    #: what was corrected about the person since, the newest first
    entries: Sequence[AuditEntry]


@dataclass(frozen=True, slots=True)
class Today:
    """The figure of the same day under the same rule, as it would be drawn up now."""

    published: Figure
    figure: Figure
    #: None: there are too many people to tell
    moved: tuple[Moved, ...] | None
    #: corrections of what many people share
    others: Sequence[AuditEntry]

    @property
    def is_same(self) -> bool:
        """Whether everything that counts is as it was published."""
        return self.published == self.figure and not self.moved


def ground_of(version: RuleVersion) -> Ground:
    """What an answer under this version stands on, whether it still holds or not."""
    base, rule = ground(version.rule.key), rule_of(version)
    return replace(base, rule=rule, version_id=version.id)


def written_since(snapshot: Snapshot) -> bool:
    """Whether anything was written since that a figure is made of."""
    newer = _since(snapshot).with_only_columns(AuditEntry.id).limit(1)
    return db.session.scalar(newer) is not None


def unconfirmed_now(snapshot: Snapshot) -> int | None:
    """Of a provisional figure, how many staff lists are missing by now; None: of no other."""
    if not snapshot.is_provisional or is_large(figure_of(snapshot)):
        return None
    asked = states((snapshot.unit.path,), rule_of(snapshot.version), snapshot.as_of)
    return sum(one.state is not State.CONFIRMED for one in asked)


def today_of(snapshot: Snapshot, words: Words) -> Today:
    """What the same publication would say today, and why; of a large unit the figure alone."""
    base = ground_of(snapshot.version)
    if is_large(figure_of(snapshot)):
        figure = tally(base.rule, snapshot.unit.path, snapshot.as_of).total
        return Today(figure_of(snapshot), figure, None, ())
    drawn = draw_up(snapshot.unit, base, snapshot.as_of, words)
    then = _people(b"".join(pieces_of(snapshot, PEOPLE)))
    now = _people(b"".join(drawn.parts[PEOPLE].unpacked()))
    changed = sorted(
        key for key in then.keys() | now.keys() if _differ(then.get(key), now.get(key))
    )
    entries = _about(changed, snapshot)
    return Today(
        published=figure_of(snapshot),
        figure=drawn.total,
        moved=tuple(_moved(then.get(key), now.get(key), entries[key]) for key in changed),
        others=_others(snapshot) if changed else (),
    )


def _people(content: bytes) -> dict[int, Cells]:
    lines = read_lines(PEOPLE, content)
    return {int(cells[0]): dict(zip(PersonLine._fields, cells, strict=True)) for cells in lines}


def _differ(was: Cells | None, now: Cells | None) -> bool:
    if was is None or now is None:
        return was is not now
    return any(was[name] != now[name] for name in _COUNTING)


def _moved(was: Cells | None, now: Cells | None, entries: Sequence[AuditEntry]) -> Moved:
    known = was or now or {}
    return Moved(
        person_id=int(known["person_id"]),
        name=f"{known['last_name']} {known['first_name']}",
        was=was,
        now=now,
        entries=entries,
    )


def _since(snapshot: Snapshot) -> Select[AuditEntry]:
    return select(AuditEntry).where(
        AuditEntry.area.in_(_AREAS), AuditEntry.id > snapshot.log_position
    )


def _about(people: Collection[int], snapshot: Snapshot) -> Mapping[int, list[AuditEntry]]:
    """Corrections since, by the person that they are about, the newest first."""
    found: dict[int, list[AuditEntry]] = defaultdict(list)
    if not people:
        return found
    rows = db.session.execute(
        _since(snapshot)
        .add_columns(Completion.person_id)
        .outerjoin(Completion, _is_about_completion())
        .where(
            AuditEntry.is_correction,
            or_(
                and_(AuditEntry.subject_type == "person", AuditEntry.subject_id.in_(people)),
                Completion.person_id.in_(people),
            ),
        )
        .order_by(AuditEntry.id.desc())
    )
    for entry, person_id in rows:
        found[person_id or entry.subject_id].append(entry)
    return found


def _is_about_completion() -> ColumnElement[bool]:
    """A completion by itself, or a list on which it stood."""
    alone = and_(AuditEntry.subject_type == "completion", AuditEntry.subject_id == Completion.id)
    listed = and_(
        AuditEntry.subject_type == "completion_list",
        AuditEntry.subject_label == Completion.reference,
    )
    return or_(alone, listed)


def _others(snapshot: Snapshot) -> Sequence[AuditEntry]:
    """Corrections since of what many people share: posts, trainings, units of this subtree."""
    below = select(Unit.id).where(Unit.below(snapshot.unit.path))
    shared = or_(
        AuditEntry.subject_type.in_(_SHARED),
        and_(AuditEntry.subject_type == "unit", AuditEntry.subject_id.in_(below)),
    )
    found = _since(snapshot).where(AuditEntry.is_correction, shared)
    return db.session.scalars(found.order_by(AuditEntry.id.desc()).limit(_SHOWN)).all()
