"""Staff lists that tests write: the dirty ways in which the same staff is told."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

HEADER = "Imię;Nazwisko;E-mail;Szkoła;RSPO;Stanowisko;Etat;Zatrudniony od;Zatrudniony do"
CLEAN = [
    HEADER,
    "Łucja;Żak;lucja.zak@szkoly.example;Szkoła Podstawowa nr 1;101;nauczyciel;1,00;2019-09-01;",
    "Jan;Kot;jan.kot@szkoly.example;SP nr 1;101;nauczyciel;0,72;2020-09-01;2027-08-31",
    "Jan;Kot;jan.kot@szkoly.example;Szkoła Podstawowa nr 2;102;pedagog;0,28;2020-09-01;",
    "Ewa;Maj;ewa.maj@szkoly.example;Centrum Usług Wspólnych;;księgowa;1,00;2015-01-01;",
]
DIRTY = [
    "Wykaz pracowników – stan na 22.11.2026 r.;;;;;;;;",
    "",
    "Lp.;Nazwisko i imię;adres e–mail;Placówka;stanowisko służbowe;wymiar etatu;Od;Umowa do",
    "1;Żak Łucja;Lucja.ZAK@szkoly.example;SZKOŁA PODSTAWOWA NR 1;Nauczyciel;1;01.09.2019;",
    "2;Kot Jan;jan.kot@szkoly.example;SP 1;nauczycielka;0,720;1.9.2020 r.;31.08.2027",
    "3;Kot Jan;jan.kot@szkoly.example;Szk. Podst. nr 2;pedagog szkolny;0,28;1 września 2020;",
    "4;Maj Ewa;ewa.maj@szkoly.example;CUW;księgowa;1,0;01.01.2015;",
]


def written(folder: Path, lines: Sequence[str], *, encoding: str = "utf-8-sig") -> Path:
    """A CSV file with these lines."""
    path = folder / "kadra.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def rows(*lines: str) -> list[str]:
    """Lines below the usual header."""
    return [HEADER, *lines]


def workbook() -> bytes:
    """The same staff again, one sheet per unit, which only the title names."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for name, title, people in SHEETS:
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, title)
            sheet.write_row(2, 0, ("Nazwisko", "Imię", "Poczta", "Stanowisko", "Etat", "Od", "Do"))
            for at, (*words, fte, first, last) in enumerate(people, start=3):
                sheet.write_row(at, 0, words)
                sheet.write_number(at, 4, fte)
                sheet.write_datetime(at, 5, first, day)
                if last:
                    sheet.write_datetime(at, 6, last, day)
    return output.getvalue()


ZAK = ("Żak", "Łucja", "lucja.zak@szkoly.example", "nauczyciel", 1.0, date(2019, 9, 1), None)
KOT = ("Kot", "Jan", "jan.kot@szkoly.example")
SHEETS = (
    (
        "SP nr 1",
        "Szkoła Podstawowa nr 1, RSPO 101: kadra na rok szkolny 2026/2027",
        [ZAK, (*KOT, "nauczyciel", 0.72, date(2020, 9, 1), date(2027, 8, 31))],
    ),
    (
        "SP nr 2",
        "Szkoła Podstawowa nr 2: kadra",
        [(*KOT, "pedagog", 0.28, date(2020, 9, 1), None)],
    ),
    (
        "CUW",
        "Centrum Usług Wspólnych, RSPO —: kadra",
        [("Maj", "Ewa", "ewa.maj@szkoly.example", "księgowa", 1.0, date(2015, 1, 1), None)],
    ),
)
