"""The columns of a list of confirmation, and what people call them."""

from app.core.tables.columns import Column, Columns
from app.people.roster.columns import COLUMNS as ROSTER

_SHARED = {column.field: column for column in ROSTER}


def _as_on_rosters(field: str, *more: str) -> Column:
    return Column(field, (*_SHARED[field].synonyms, *more))


COLUMNS = Columns(
    _as_on_rosters("first_name", "Imię uczestnika"),
    _as_on_rosters("last_name", "Nazwisko uczestnika"),
    _as_on_rosters(
        "full_name",
        *("Nazwisko i imię uczestnika", "Imię i nazwisko uczestnika", "Uczestnik", "Nauczyciel"),
        *("Uczestniczka/uczestnik", "Imię i nazwisko uczestniczki/uczestnika", "Name"),
    ),
    _as_on_rosters("email", "E-mail uczestnika", "Adres e-mail uczestnika", "Login"),
    _as_on_rosters("unit"),
    _as_on_rosters("rspo"),
    Column(
        "training",
        (
            *("Szkolenie", "Kod szkolenia", "Nazwa szkolenia", "Tytuł szkolenia", "Tytuł", "Kod"),
            *("Temat szkolenia", "Temat", "Kurs", "Nazwa kursu", "Training", "Course"),
        ),
    ),
    Column(
        "completed_on",
        (
            *("Data", "Data ukończenia", "Data szkolenia", "Data udziału", "Data zaliczenia"),
            *("Data ukończenia szkolenia", "Data obecności", "Data udziału w szkoleniu", "Dnia"),
            *("Dzień", "Dzień szkolenia", "Termin", "Termin szkolenia", "Ukończono"),
            *("Data testu", "Date", "Completion date", "Completed"),
        ),
    ),
    Column(
        "result",
        (
            *("Wynik", "Zaliczenie", "Zaliczono", "Zaliczył/a", "Status", "Rezultat", "Ocena"),
            *("Wynik testu", "Wynik końcowy", "Wynik szkolenia", "Ukończył/a", "Result"),
            *("Obecność", "Obecny", "Obecny/a", "Udział", "Potwierdzenie udziału", "Uczestnictwo"),
        ),
    ),
    Column(
        "score",
        (
            *("Procent", "Wynik procentowy", "Wynik w procentach", "Procent punktów"),
            *("Wynik testu w procentach", "Score", "Percent"),
        ),
    ),
    alternatives=(("email",), ("first_name", "last_name"), ("full_name",)),
)
