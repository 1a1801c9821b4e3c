"""The encoding of a CSV file is recognised by its letters, and never guessed."""

import io

import pytest

from app.core.tables.columns import Column, Columns
from app.core.tables.errors import BadValue, TableError
from app.core.tables.opening import open_table
from app.core.tables.rows import Row

COLUMNS = Columns(Column("last_name", ("nazwisko",), required=True))


def rows_of(content: bytes) -> list[Row]:
    with open_table(io.BytesIO(content), "kadra.csv") as table:
        (sheet,) = table.sheets(COLUMNS)
        return list(sheet.rows())


def names_of(content: bytes) -> list[str]:
    return [row.text("last_name") for row in rows_of(content)]


def refusal_of(content: bytes) -> TableError:
    with pytest.raises(TableError) as refusal:
        rows_of(content)
    return refusal.value


@pytest.mark.parametrize(
    "codec, encoding",
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1250", "cp1250"),
        ("iso8859_2", "iso8859_2"),
        ("cp852", "cp852"),
    ],
)
def test_every_polish_encoding_is_recognised(codec: str, encoding: str) -> None:
    content = "Imię;Nazwisko\nŻaneta;Śćwiąkała\nJoë;Müller\nŹdzisław;Gąśćź\n".encode(
        codec, "replace"
    )

    with open_table(io.BytesIO(content)) as table:
        assert table.encoding == encoding
    assert names_of(content) == ["Śćwiąkała", "Müller", "Gąśćź"]


@pytest.mark.parametrize(
    "text, codec, line",
    [
        ("Imię;Nazwisko\nТарас;Шевченко\nІван;Франко\n", "cp1251", 2),
        ("Imię;Nazwisko\n\nFrançois;Lefèvre\nÈve;Bâle\n", "cp1252", 3),
        ("Nazwisko\nMüller\nKöhler\n", "latin-1", 2),
        ("Nazwisko\r\nΠαπαδόπουλος\r\n", "iso8859_7", 2),
    ],
)
def test_letters_of_no_polish_encoding_are_refused(text: str, codec: str, line: int) -> None:
    refusal = refusal_of(text.encode(codec, "replace"))

    assert (refusal.code, refusal.data) == ("undecodable", {"line": line})


def test_a_byte_order_mark_is_a_promise() -> None:
    assert refusal_of(b"\xef\xbb\xbfNazwisko\nKowal\nSk\xb3ad\n").data == {"line": 3}
    assert refusal_of(b"\xff\xfeN\0a\0z\0").code == "header_not_found"
    assert refusal_of(b"\xff\xfeN\0a\0z").code == "undecodable"


def test_one_lost_letter_spoils_its_cell_only() -> None:
    good, spoilt = rows_of(
        "Nazwisko;Uwagi\nŻółciński;\nŁ\x00ęg;źdźbło\n".encode("cp1250").replace(b"\0", b"\x83")
    )

    assert good.text("last_name") == "Żółciński"
    with pytest.raises(BadValue) as refusal:
        spoilt.text("last_name")
    assert (refusal.value.code, refusal.value.field) == ("unreadable", "last_name")
