"""Two entries of one human, to be made one."""

from datetime import date

from app.core import clock
from app.core.actors import command_line
from app.core.db import transaction
from app.people.services.merging import merge
from tests.support.city import (
    City,
    add_employment,
    add_person,
)

OFFICE = command_line("test")


def second_entry(city: City) -> int:
    """The number of Teresa's second entry: under another address, at school A and at school B."""
    with city.app.app_context(), transaction():
        person = add_person("Teresa", "Łąka", "laka@sp1.example")
        add_employment(person.id, city.units["a"], "nauczyciel", date(2021, 9, 1), fte="0.5")
        add_employment(person.id, city.units["b"], "nauczyciel", date(2024, 9, 1))
        return person.id


def merged(city: City, gone: int, into: int) -> None:
    with city.app.app_context(), transaction():
        merge(gone, into, "Potwierdził sekretariat.", by=OFFICE, at=clock.now())
