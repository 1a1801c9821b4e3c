"""The few words that Kadra itself puts into a lesson, in the language of the pack."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Labels:
    """Words of one language."""

    #: kind of block → what stands above it; a scene speaks for itself
    blocks: Mapping[str, str]
    sources: str
    source: str
    table: str
    back: str
    checked: str
    day: str

    def checked_on(self, checked: date, again: date) -> str:
        """When a fact was checked, and by when it is checked again."""
        return self.checked.format(checked.strftime(self.day), again.strftime(self.day))


LABELS: Mapping[str, Labels] = {
    "pl": Labels(
        blocks={
            "scene": "",
            "note": "Warto wiedzieć",
            "tip": "Wskazówka",
            "warning": "Uwaga",
            "task": "Do zrobienia",
            "summary": "Na jednym ekranie",
        },
        sources="Źródła",
        source="Źródło {}",
        table="Tabela {}",
        back="Wróć do miejsca w tekście",
        checked="Sprawdzono {}, ponownie do {}.",
        day="%d.%m.%Y",
    ),
    "en": Labels(
        blocks={
            "scene": "",
            "note": "Good to know",
            "tip": "Tip",
            "warning": "Take care",
            "task": "To do",
            "summary": "On one screen",
        },
        sources="Sources",
        source="Source {}",
        table="Table {}",
        back="Back to the place in the text",
        checked="Checked on {}, again by {}.",
        day="%Y-%m-%d",
    ),
    "uk": Labels(
        blocks={
            "scene": "",
            "note": "Варто знати",
            "tip": "Порада",
            "warning": "Увага",
            "task": "До виконання",
            "summary": "На одному екрані",
        },
        sources="Джерела",
        source="Джерело {}",
        table="Таблиця {}",
        back="Повернутися до місця в тексті",
        checked="Перевірено {}, наступна перевірка до {}.",
        day="%d.%m.%Y",
    ),
}
