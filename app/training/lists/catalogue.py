"""Which training a line names, and which version of it was in force."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from app.core.folding import fold
from app.people.roster.facts import Place, Refused
from app.training.models.trainings import Training, TrainingVersion, version_in_force


class Catalogue:
    """All trainings, found by code or by title; `chosen` is the one of lines that name none."""

    def __init__(self, trainings: Iterable[Training], chosen: str | None = None) -> None:
        self._by_code: dict[str, Training] = {}
        self._by_title: dict[str, list[Training]] = defaultdict(list)
        for training in trainings:
            self._by_code[fold(training.code)] = training
            self._by_title[fold(training.title)].append(training)
        self._chosen = self._by_code.get(fold(chosen)) if chosen else None
        #: what lines call the chosen training, as far as it is neither its code nor its title
        self.other_names: dict[str, Place] = {}

    def version_of(self, text: str, day: date, place: Place) -> TrainingVersion:
        """The version, in force on that day, of the training that the text names.

        A text that names none means the chosen training, and is noted in `other_names`.

        Raises:
            Refused: ``training_missing``, ``training_unknown``, ``training_ambiguous``, or
                ``training_without_version``.
        """
        training = self._named(text) or self._otherwise(text, place)
        version = version_in_force(training.versions, day)
        if version is None:
            raise Refused("training_without_version", training=training.code)
        return version

    def _named(self, text: str) -> Training | None:
        key = fold(text)
        if key in self._by_code:
            return self._by_code[key]
        titled = self._by_title.get(key, [])
        if len(titled) > 1 and self._chosen not in titled:
            raise Refused("training_ambiguous", training=text)
        return self._chosen if self._chosen in titled else next(iter(titled), None)

    def _otherwise(self, text: str, place: Place) -> Training:
        if self._chosen is None:
            code = "training_unknown" if text else "training_missing"
            raise Refused(code, training=text)
        if text:
            self.other_names.setdefault(text, place)
        return self._chosen
