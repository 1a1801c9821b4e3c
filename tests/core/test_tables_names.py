"""First name and surname in one column are parted by the order the header promises."""

import pytest

from app.core.tables.errors import BadValue
from app.core.tables.names import FullName, NameOrder, name_order, split_full_name


@pytest.mark.parametrize(
    "header, order",
    [
        ("Nazwisko i imię", "last_first"),
        ("NAZWISKO I IMIONA", "last_first"),
        ("Imię i nazwisko", "first_last"),
        ("imiona, nazwisko", "first_last"),
        ("First and last name", "first_last"),
        ("Nazwisko", None),
        ("Pracownik", None),
    ],
)
def test_a_header_tells_the_order(header: str, order: NameOrder | None) -> None:
    assert name_order(header) == order


@pytest.mark.parametrize(
    "text, order, expected",
    [
        ("Bociek-Sereda Rozalia", "last_first", FullName("Rozalia", "Bociek-Sereda", True)),
        ("Bociek – Sereda Rozalia", "last_first", FullName("Rozalia", "Bociek-Sereda", True)),
        ("Rozalia Bociek - Sereda", "first_last", FullName("Rozalia", "Bociek-Sereda", True)),
        ("Anna Maria Kowalska", "first_last", FullName("Anna Maria", "Kowalska", False)),
        ("Kowalska Anna Maria", "last_first", FullName("Anna Maria", "Kowalska", False)),
        (
            "Kowalska Nowak, Anna Maria",
            "last_first",
            FullName("Anna Maria", "Kowalska Nowak", True),
        ),
        ("van Gogh, Vincent", "first_last", FullName("Vincent", "van Gogh", True)),
        ("Żak Ewa,", "last_first", FullName("Ewa", "Żak", True)),
        ("Шевченко Тарас", "last_first", FullName("Тарас", "Шевченко", True)),
    ],
)
def test_a_name_is_parted(text: str, order: NameOrder, expected: FullName) -> None:
    assert split_full_name(text, order) == expected


@pytest.mark.parametrize("text", ["Kowalska", "Kowalska,", ",", "", "Kowalska -  Nowak"])
def test_one_word_is_not_enough(text: str) -> None:
    with pytest.raises(BadValue, match="name") as refusal:
        split_full_name(text)

    assert refusal.value.code == "name_single"
