"""Long lists are cut into pages, numbered from 1."""

import pytest

from app.core.paging import Page


@pytest.mark.parametrize(
    "total, pages",
    [
        pytest.param(0, 1, id="an empty list has one page"),
        pytest.param(1, 1, id="one item"),
        pytest.param(25, 1, id="a full page"),
        pytest.param(26, 2, id="one more"),
        pytest.param(50, 2, id="two full pages"),
    ],
)
def test_a_list_has_as_many_pages_as_it_takes(total: int, pages: int) -> None:
    assert Page((), total, 1).pages == pages


@pytest.mark.parametrize(
    "number, has_previous, has_next",
    [
        pytest.param(1, False, True, id="the first"),
        pytest.param(2, True, True, id="one between"),
        pytest.param(3, True, False, id="the last"),
        pytest.param(4, True, False, id="beyond the last"),
    ],
)
def test_a_page_knows_its_neighbours(number: int, has_previous: bool, has_next: bool) -> None:
    page: Page[int] = Page((), total=60, number=number)

    assert (page.has_previous, page.has_next) == (has_previous, has_next)


@pytest.mark.parametrize(
    "number, items, shown",
    [
        pytest.param(1, [0, 1, 2], 1, id="the first"),
        pytest.param(3, [6], 3, id="the last, not full"),
        pytest.param(4, [6], 3, id="too high is the last"),
        pytest.param(0, [0, 1, 2], 1, id="too low is the first"),
        pytest.param(-5, [0, 1, 2], 1, id="below zero too"),
    ],
)
def test_a_page_is_cut_out_of_a_list(number: int, items: list[int], shown: int) -> None:
    page = Page.cut(range(7), number, size=3)

    assert (list(page.items), page.number, page.total) == (items, shown, 7)


def test_an_empty_list_is_cut_into_one_empty_page() -> None:
    page: Page[int] = Page.cut([], 3)

    assert (page.items, page.number, page.pages) == ([], 1, 1)
