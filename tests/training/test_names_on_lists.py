"""A name on a list has as many readings as its heading leaves open."""

import pytest

from app.core.tables.names import NameOrder
from app.training.lists.names import ListedName, name_in_one_column, name_in_two_columns


def test_two_columns_leave_no_doubt_but_may_be_swapped() -> None:
    """Letters are folded, blanks around the dash of a double surname dropped."""
    name = name_in_two_columns("Łucja", "Kowalska - Żak")

    assert name == ListedName(
        "Kowalska - Żak Łucja", ("kowalska-zak lucja",), ("lucja kowalska-zak",)
    )


@pytest.mark.parametrize(
    "text,order,keys,swapped",
    [
        pytest.param(
            "Nowak Anna", "last_first", ("nowak anna",), ("anna nowak",), id="surname first"
        ),
        pytest.param(
            "Anna Nowak", "first_last", ("nowak anna",), ("anna nowak",), id="first name first"
        ),
        pytest.param(
            "Anna Nowak", None, ("anna nowak", "nowak anna"), (), id="the heading promises nothing"
        ),
        pytest.param(
            "Nowak, Anna", "first_last", ("nowak anna",), ("anna nowak",), id="a comma decides"
        ),
        pytest.param(
            "Anna Maria Nowak",
            "first_last",
            ("maria nowak anna", "nowak anna maria"),
            ("anna maria nowak",),
            id="three words part in two places",
        ),
        pytest.param("Nowak", "last_first", ("nowak",), (), id="one word"),
    ],
)
def test_one_column_is_read_as_its_heading_promises(
    text: str, order: NameOrder | None, keys: tuple[str, ...], swapped: tuple[str, ...]
) -> None:
    """What the heading promises first, the other readings as swapped parts."""
    name = name_in_one_column(text, order)

    assert name is not None
    assert (name.keys, name.swapped) == (keys, swapped)


def test_an_empty_cell_is_no_name() -> None:
    """Then only an e-mail address can help."""
    assert name_in_one_column("", "last_first") is None
    assert name_in_two_columns("", "") is None
