"""The columns of a staff list, and what people call them."""

from app.core.tables.columns import Column, Columns

COLUMNS = Columns(
    Column("first_name", ("Imię", "Pierwsze imię", "Imiona", "Imię (pierwsze)", "First name")),
    Column("last_name", ("Nazwisko", "Last name", "Surname")),
    Column(
        "full_name",
        (
            *("Nazwisko i imię", "Imię i nazwisko", "Nazwisko, imię", "Imię, nazwisko"),
            *("Nazwisko i imię pracownika", "Imię i nazwisko pracownika", "Pracownik"),
            *("Nazwisko i imię nauczyciela", "Imię i nazwisko nauczyciela", "Osoba", "Full name"),
        ),
    ),
    Column(
        "email",
        (
            *("E-mail", "Adres e-mail", "E-mail służbowy", "Służbowy e-mail", "Mail"),
            *("Służbowy adres e-mail", "Adres e-mail służbowy", "Adres mailowy", "Adres email"),
            *("Poczta", "Poczta elektroniczna", "Adres poczty elektronicznej", "Adres poczty"),
        ),
        required=True,
    ),
    Column(
        "unit",
        (
            *("Szkoła", "Placówka", "Jednostka", "Jednostka organizacyjna", "Przedszkole"),
            *("Nazwa szkoły", "Nazwa placówki", "Nazwa jednostki", "Nazwa szkoły lub placówki"),
            *("Szkoła/placówka", "Szkoła lub placówka", "Szkoła/przedszkole", "Zakład pracy"),
            *("Miejsce pracy", "Miejsce zatrudnienia", "Firma", "School", "Workplace"),
        ),
    ),
    Column(
        "rspo",
        (
            *("RSPO", "Nr RSPO", "Numer RSPO", "RSPO szkoły", "RSPO placówki", "Nr w RSPO"),
            *("Numer w RSPO", "Identyfikator RSPO", "Nr RSPO szkoły", "Numer RSPO szkoły"),
        ),
    ),
    Column(
        "post",
        (
            *("Stanowisko", "Stanowisko służbowe", "Stanowisko pracy", "Zajmowane stanowisko"),
            *("Nazwa stanowiska", "Rodzaj stanowiska", "Funkcja", "Position", "Job title"),
        ),
    ),
    Column(
        "fte",
        (
            *("Etat", "Wymiar etatu", "Wymiar", "Wymiar zatrudnienia", "Część etatu", "Etaty"),
            *("Wymiar czasu pracy", "Wielkość etatu", "Liczba etatów"),
        ),
    ),
    Column(
        "started_on",
        (
            *("Zatrudniony od", "Zatrudniona od", "Zatrudnienie od", "Od", "Data zatrudnienia"),
            *("Data rozpoczęcia", "Data rozpoczęcia pracy", "Data rozpoczęcia zatrudnienia"),
            *("Data nawiązania stosunku pracy", "Data nawiązania umowy", "Data zawarcia umowy"),
            *("Umowa od", "Początek zatrudnienia", "Data przyjęcia", "Pracuje od", "Start date"),
        ),
    ),
    Column(
        "ended_on",
        (
            *("Zatrudniony do", "Zatrudniona do", "Zatrudnienie do", "Do", "Data zwolnienia"),
            *("Data zakończenia", "Data zakończenia pracy", "Data zakończenia zatrudnienia"),
            *("Data rozwiązania umowy", "Data rozwiązania stosunku pracy", "Data końca umowy"),
            *("Umowa do", "Koniec zatrudnienia", "Data ustania zatrudnienia", "End date"),
        ),
    ),
    Column(
        "absence_from",
        (
            *("Nieobecność od", "Nieobecny od", "Nieobecna od", "Długa nieobecność od"),
            *("Początek nieobecności", "Data początku nieobecności", "Absencja od", "Urlop od"),
            *("Nieobecność długotrwała od", "Długotrwała nieobecność od"),
        ),
    ),
    Column(
        "absence_to",
        (
            *("Nieobecność do", "Nieobecny do", "Nieobecna do", "Długa nieobecność do"),
            *("Koniec nieobecności", "Data końca nieobecności", "Absencja do", "Urlop do"),
            *("Nieobecność długotrwała do", "Długotrwała nieobecność do"),
        ),
    ),
    alternatives=(("first_name", "last_name"), ("full_name",)),
)

#: fields whose absence is worth telling: what is stored for them stays as it is
TOLD_WHEN_ABSENT = ("unit", "post", "fte", "started_on", "ended_on", "absence_from")
