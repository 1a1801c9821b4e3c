"""Trainings and the versions of their programmes."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import exists, select

from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict
from app.core.folding import fold
from app.training.models.completions import Completion
from app.training.models.trainings import Category, Topic, Training, TrainingVersion
from app.training.queries.trainings import is_frozen


class CodeTaken(Conflict):
    """Another training has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class VersionTaken(Conflict):
    """The training has a version with this label, or else one in force from this day."""

    def __init__(self, *, by_label: bool) -> None:
        super().__init__(by_label)
        self.by_label = by_label


class VersionInUse(Conflict):
    """Somebody completed this version, so its programme stays as it was: make a new version."""

    def __init__(self, version_id: int) -> None:
        super().__init__(version_id)
        self.version_id = version_id


def create_training(
    *, code: str, title: str, category: Category, validity_months: int | None, by: Actor
) -> Training:
    """A training without versions stands in the catalogue; `validity_months` None: it does not age.

    Raises:
        CodeTaken: however its letters are typed.
    """
    _demand_free_code(code, None)
    training = Training(code=code, title=title, category=category, validity_months=validity_months)
    db.session.add(training)
    db.session.flush()
    changes = audit.difference({}, _training_facts(training))
    audit.record("training.training_created", _training_subject(training), by=by, changes=changes)
    return training


def edit_training(
    training: Training,
    *,
    code: str,
    title: str,
    category: Category,
    validity_months: int | None,
    by: Actor,
) -> None:
    """The training bears these facts.

    A change of category or validity counts as a correction once somebody completed the training,
    because figures of days gone by follow it.

    Raises:
        CodeTaken: however its letters are typed.
    """
    _demand_free_code(code, training.id)
    before = _training_facts(training)
    training.code, training.title = code, title
    training.category, training.validity_months = category, validity_months
    db.session.flush()
    changes = audit.difference(before, _training_facts(training))
    if not changes:
        return
    audit.record(
        "training.training_edited",
        _training_subject(training),
        by=by,
        changes=changes,
        is_correction=bool({"category", "validity_months"} & set(changes)) and _is_used(training),
    )


def add_version(
    training: Training,
    *,
    label: str,
    in_force_from: date,
    minutes: int,
    topics: Iterable[Topic],
    by: Actor,
) -> TrainingVersion:
    """The training has one more version; completions of the others keep theirs.

    Raises:
        VersionTaken: by label or by day.
    """
    _demand_free_version(training.id, None, label, in_force_from)
    version = TrainingVersion(
        training=training,
        label=label,
        in_force_from=in_force_from,
        minutes=minutes,
        topics=_codes(topics),
    )
    db.session.add(version)
    db.session.flush()
    changes = audit.difference({}, _version_facts(version))
    audit.record("training.version_added", _version_subject(version), by=by, changes=changes)
    return version


def edit_version(
    version: TrainingVersion,
    *,
    label: str,
    in_force_from: date,
    minutes: int,
    topics: Iterable[Topic],
    by: Actor,
) -> None:
    """The version, which nobody has completed, bears these facts.

    Raises:
        VersionInUse: somebody completed it, even if that was revoked.
        VersionTaken: by label or by day.
    """
    _demand_unused(version)
    _demand_free_version(version.training_id, version.id, label, in_force_from)
    before = _version_facts(version)
    version.label, version.in_force_from = label, in_force_from
    version.minutes, version.topics = minutes, _codes(topics)
    db.session.flush()
    changes = audit.difference(before, _version_facts(version))
    if changes:
        audit.record("training.version_edited", _version_subject(version), by=by, changes=changes)


def _demand_free_code(code: str, own_id: int | None) -> None:
    others = select(Training.id, Training.code).where(Training.id != (own_id or 0))
    if any(fold(other) == fold(code) for _, other in db.session.execute(others)):
        raise CodeTaken(code)


def _demand_free_version(
    training_id: int, own_id: int | None, label: str, in_force_from: date
) -> None:
    others = select(TrainingVersion.label, TrainingVersion.in_force_from).where(
        TrainingVersion.training_id == training_id, TrainingVersion.id != (own_id or 0)
    )
    for other_label, other_day in db.session.execute(others):
        if label == other_label or in_force_from == other_day:
            raise VersionTaken(by_label=label == other_label)


def _demand_unused(version: TrainingVersion) -> None:
    """Holds the row, so that nobody completes the version while it is being changed."""
    held = select(TrainingVersion.id).where(TrainingVersion.id == version.id).with_for_update()
    db.session.execute(held)
    if is_frozen(version.id):
        raise VersionInUse(version.id)


def _is_used(training: Training) -> bool:
    used = (
        exists()
        .where(Completion.version_id == TrainingVersion.id)
        .where(TrainingVersion.training_id == training.id)
    )
    return bool(db.session.scalar(select(used)))


def _codes(topics: Iterable[Topic]) -> list[str]:
    chosen = set(topics)
    return [topic.value for topic in Topic if topic in chosen]


def _training_subject(training: Training) -> Subject:
    return Subject("training", training.id, f"{training.code}: {training.title}")


def _training_facts(training: Training) -> dict[str, object]:
    fields = ("code", "title", "category", "validity_months")
    return {field: getattr(training, field) for field in fields}


def _version_subject(version: TrainingVersion) -> Subject:
    return Subject("training_version", version.id, f"{version.training.code} {version.label}")


def _version_facts(version: TrainingVersion) -> dict[str, object]:
    fields = ("label", "in_force_from", "minutes", "topics")
    return {field: getattr(version, field) for field in fields}
