"""The catalogue of trainings and their versions."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.core.errors import NotFound
from app.core.folding import fold
from app.training.models.completions import Completion
from app.training.models.trainings import Category, Training, TrainingVersion, version_in_force
from app.training.queries.reach import of_units


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A training with the version in force; None while it has no version at all."""

    training: Training
    version: TrainingVersion | None
    #: standing, passed or not, dated in the calendar year, of people within reach
    completions_this_year: int


@dataclass(frozen=True, slots=True)
class VersionUse:
    """How often a version was completed."""

    #: standing completions of people within reach
    completions: int
    #: somebody, anywhere, completed it, even if that was revoked
    is_frozen: bool


def catalogue(on: date, category: Category | None, paths: tuple[str, ...]) -> list[CatalogueRow]:
    """Every training (of the category, if one is given) in order of its code, as it is on that day.

    Completions are counted for people of the units below `paths`.
    """
    wanted = select(Training).options(selectinload(Training.versions)).order_by(Training.code)
    if category is not None:
        wanted = wanted.where(Training.category == category)
    counts = _completions_by_training(on.year, paths)
    return [
        CatalogueRow(training, version_in_force(training.versions, on), counts.get(training.id, 0))
        for training in db.session.scalars(wanted)
    ]


def training_or_404(training_id: int) -> Training:
    """The training with its versions, the newest first.

    Raises:
        NotFound
    """
    wanted = select(Training).where(Training.id == training_id)
    training = db.session.scalars(wanted.options(selectinload(Training.versions))).one_or_none()
    if training is None:
        raise NotFound
    return training


def training_by_code(code: str) -> Training:
    """The training with this code, however its letters are typed, with its versions.

    Raises:
        NotFound
    """
    wanted = fold(code)
    found = next((one for one in every_training() if fold(one.code) == wanted), None)
    if found is None:
        raise NotFound
    return found


def every_training() -> list[Training]:
    """The whole catalogue with its versions, in order of codes."""
    wanted = select(Training).options(selectinload(Training.versions)).order_by(Training.code)
    return list(db.session.scalars(wanted))


def version_or_404(version_id: int) -> TrainingVersion:
    """The version with its training.

    Raises:
        NotFound
    """
    version = db.session.get(TrainingVersion, version_id)
    if version is None:
        raise NotFound
    return version


def use_of_versions(training_id: int, paths: tuple[str, ...]) -> dict[int, VersionUse]:
    """How often each version was completed, by id; counted for people of units below `paths`."""
    within = Completion.revoked_at.is_(None) & of_units(paths)
    rows = db.session.execute(
        select(TrainingVersion.id, func.count().filter(within), func.count())
        .join(Completion, Completion.version_id == TrainingVersion.id)
        .where(TrainingVersion.training_id == training_id)
        .group_by(TrainingVersion.id)
    )
    return {version_id: VersionUse(standing, used > 0) for version_id, standing, used in rows}


def is_frozen(version_id: int) -> bool:
    """Whether somebody completed the version, even if that was revoked."""
    return bool(db.session.scalar(select(exists().where(Completion.version_id == version_id))))


def _completions_by_training(year: int, paths: tuple[str, ...]) -> dict[int, int]:
    rows = db.session.execute(
        select(TrainingVersion.training_id, func.count())
        .join(Completion, Completion.version_id == TrainingVersion.id)
        .where(
            Completion.completed_on.between(date(year, 1, 1), date(year, 12, 31)),
            Completion.revoked_at.is_(None),
            of_units(paths),
        )
        .group_by(TrainingVersion.training_id)
    )
    return dict(rows.all())
