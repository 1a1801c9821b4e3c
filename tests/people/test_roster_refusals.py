"""Bad input: each refusal is a sentence with its line, and the rest of the file is used."""

import io
from pathlib import Path

import pytest
import xlsxwriter

from app.core.tables.errors import TableError
from tests.people.roster_runs import NEW, codes, files, imported, task
from tests.people.rosters import CLEAN, rows, written
from tests.support.city import City

pytestmark = pytest.mark.usefixtures("opened")


@pytest.mark.parametrize(
    "line,code",
    [
        pytest.param(NEW.replace("2020-09-01", "31.02.2026"), "date_impossible", id="31 February"),
        pytest.param(NEW + "2019-01-01", "ends_before_start", id="end before start"),
        pytest.param(NEW.replace("SP 1", "SP 99"), "unit_unknown", id="unknown unit"),
        pytest.param(NEW.replace("SP 1;", "SP 1;999"), "unit_unknown", id="unknown number"),
        pytest.param(NEW.replace("SP 1;", "SP 1;abc"), "rspo_format", id="no number"),
        pytest.param(NEW.replace("SP 1", ""), "unit_missing", id="no unit"),
        pytest.param(NEW.replace("Nowa", "=1+1"), "formula", id="formula"),
        pytest.param(NEW.replace("Ala", ""), "name_missing", id="no first name"),
        pytest.param(NEW.replace("ala.nowa@szkoly.example", ""), "email_missing", id="no address"),
        pytest.param(NEW.replace("@", "(at)"), "email", id="no address at all"),
        pytest.param(NEW.replace(";1;", ";18/18;"), "fraction", id="a fraction"),
        pytest.param(NEW.replace(";1;", ";2,1;"), "fte_range", id="too much work"),
        pytest.param(NEW.replace(";1;", ";0;"), "fte_range", id="no work"),
        pytest.param(NEW.replace("nauczyciel", ""), "post_missing", id="no post"),
        pytest.param(NEW.replace("nauczyciel", "x" * 121), "too_long", id="a novel as post"),
        pytest.param(
            "Ola;Inna;lucja.zak@szkoly.example;SP 2;;nauczyciel;1;2020-09-01;",
            "two_names",
            id="an address of somebody else",
        ),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_the_others_are_used(
    tmp_path: Path, line: str, code: str
) -> None:
    """In one transaction, from one file."""
    outcome = imported(task(written(tmp_path, [*CLEAN, line])))

    assert codes(outcome) == [(6, code)]
    assert outcome.counts.persons_new == 3
    assert outcome.counts.rows_read == 5


@pytest.mark.parametrize(
    "content,code",
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"%PDF-1.7 \x00\x01", "wrong_type", id="another kind of file"),
        pytest.param(b"PK\x03\x04broken", "broken", id="broken workbook"),
        pytest.param(
            "Imię;Nazwisko\nAla;Nowa\n".encode(), "columns_missing", id="no address column"
        ),
        pytest.param(b"a;b\n1;2\n", "header_not_found", id="no header"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(
    tmp_path: Path, content: bytes, code: str
) -> None:
    """With the reason."""
    path = tmp_path / "kadra.xlsx"
    path.write_bytes(content)

    with pytest.raises(TableError) as error:
        imported(task(path))

    assert error.value.code == code


def test_a_unit_outside_the_import_does_not_exist(opened: City, tmp_path: Path) -> None:
    """A list for school A cannot touch school B."""
    outcome = imported(task(files(tmp_path)["clean"], f"1.{opened.units['a']}."))

    assert codes(outcome) == [(4, "unit_unknown"), (5, "unit_unknown")]
    assert outcome.counts.employments_new == 2


def test_a_list_of_one_school_need_not_name_it(opened: City, tmp_path: Path) -> None:
    """When the import is for that school."""
    lines = ["Imię;Nazwisko;E-mail;Stanowisko", "Ala;Nowa;ala@szkoly.example;nauczyciel"]

    outcome = imported(task(written(tmp_path, lines), f"1.{opened.units['a']}."))

    assert outcome.counts.employments_new == 1
    assert codes(outcome, "warnings") == [(2, "start_assumed"), (2, "fte_assumed")]


def test_a_sheet_that_names_no_unit_is_refused_once(tmp_path: Path) -> None:
    """Not once for every line."""
    path = tmp_path / "kadra.xlsx"
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as book:
        sheet = book.add_worksheet("Arkusz1")
        sheet.write_row(0, 0, ("Imię", "Nazwisko", "E-mail", "Stanowisko"))
        for at in range(1, 4):
            sheet.write_row(at, 0, ("Ala", "Nowa", f"ala{at}@szkoly.example", "nauczyciel"))
    path.write_bytes(output.getvalue())

    outcome = imported(task(path))

    assert codes(outcome) == [(1, "sheet_without_unit")]


def test_the_number_wins_over_the_name(tmp_path: Path) -> None:
    """With a warning."""
    outcome = imported(task(written(tmp_path, rows(NEW.replace("SP 1;", "SP 1;102")))))

    assert codes(outcome, "warnings") == [(2, "unit_contradicted")]
    assert outcome.lists["new"][0]["unit"] == "SP nr 2"
