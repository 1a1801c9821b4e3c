"""Three dirty lists of the same invented staff, as three offices would send them."""

import io
from dataclasses import dataclass

import xlsxwriter


@dataclass(frozen=True, slots=True)
class Worker:
    """A line of every list."""

    first_name: str
    last_name: str
    school: str
    rspo: int
    post: str

    @property
    def email(self) -> str:
        letters = str.maketrans("ąćęłńóśźż", "acelnoszz")
        name = f"{self.first_name}.{self.last_name}".lower().translate(letters)
        return f"{name}@nowe.example"


SCHOOLS = (("Szkoła Podstawowa nr 1", 990101), ("Szkoła Podstawowa nr 2", 990102))
STAFF = tuple(
    Worker(first_name, last_name, *SCHOOLS[number % 2], post)
    for number, (first_name, last_name, post) in enumerate((
        ("Łucja", "Żółkiewska", "nauczyciel"),
        ("Świętosława", "Źrebiec", "pedagog"),
        ("Ewa", "Ćma-Gęś", "bibliotekarz"),
        ("Bożena", "Łaska", "wychowawca świetlicy"),
        ("Jan", "Kowal", "woźny"),
        ("Zofia", "Nowacka", "nauczyciel"),
    ))
)


def utf8_csv() -> bytes:
    """UTF-8 with a mark, semicolons, first name before surname, ISO dates."""
    lines = ["Imię;Nazwisko;E-mail;Szkoła;RSPO;Stanowisko;Etat;Zatrudniony od;Zatrudniony do"]
    lines += [
        f"{w.first_name};{w.last_name};{w.email};{w.school};{w.rspo};{w.post};1,00;2020-09-01;"
        for w in STAFF
    ]
    return "\r\n".join(lines).encode("utf-8-sig")


def windows_1250_csv() -> bytes:
    """windows-1250, a title above the header, one column for the whole name, Polish dates."""
    lines = [
        "Wykaz pracowników – stan na 22.11.2026 r.;;;;;;",
        "",
        "Lp.;Nazwisko i imię;adres e–mail;Placówka;stanowisko służbowe;etat;Data zatrudnienia",
    ]
    lines += [
        f"{n};{w.last_name} {w.first_name};{w.email.upper()};{w.school};{w.post};1,00;01.09.2020"
        for n, w in enumerate(STAFF, start=1)
    ]
    return "\r\n".join(lines).encode("cp1250")


def workbook() -> bytes:
    """A sheet per school, named only in its title row; real dates and numbers."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    date_format = book.add_format({"num_format": "dd.mm.yyyy"})
    for school, rspo in SCHOOLS:
        sheet = book.add_worksheet(school.replace("Szkoła Podstawowa", "SP"))
        sheet.merge_range("A1:G1", f"{school}, RSPO {rspo}: kadra na rok szkolny 2026/2027")
        sheet.write_row("A3", ["Nazwisko", "Imię", "Poczta", "Stanowisko", "Etat", "Od", "Do"])
        members = [one for one in STAFF if one.school == school]
        for row, one in enumerate(members, start=3):
            sheet.write_row(row, 0, [one.last_name, one.first_name, one.email, one.post, 1])
            sheet.write_number(row, 5, 44075, date_format)
    book.close()
    return file.getvalue()


def confirmation_list() -> bytes:
    """Who took part in the training of 14 May 2026, and with what result."""
    lines = ["Nazwisko i imię;Szkoła;Data;Wynik"]
    lines += [
        f"{one.last_name} {one.first_name};{one.school};14.05.2026;"
        f"{'niezaliczony' if one.last_name == 'Łaska' else 'zaliczony'}"
        for one in STAFF
        if one.post != "woźny"
    ]
    return "\n".join(lines).encode("cp1250")
