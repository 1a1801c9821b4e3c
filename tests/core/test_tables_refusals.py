"""What is no table is refused by its content, with a code to translate, before it can do harm."""

import io
import string

import pytest

from app.core.tables.columns import Column, Columns
from app.core.tables.errors import TABLE_MESSAGES, VALUE_MESSAGES, TableError
from app.core.tables.opening import open_table


def refusal_of(content: bytes, filename: str = "kadra.csv", max_bytes: int = 1000) -> TableError:
    with pytest.raises(TableError) as refusal:
        open_table(io.BytesIO(content), filename, max_bytes=max_bytes)
    return refusal.value


@pytest.mark.parametrize(
    "content, kind",
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
        (b"MZ\x90\0", "exe"),
        (b"\x7fELF", "exe"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{\\rtf1", "rtf"),
        (b"\xef\xbb\xbf\r\n <HTML><table>", "html"),
        (b"<!DOCTYPE html>", "html"),
        (b"<?xml version='1.0'?>", "xml"),
        (bytes(range(1, 32)), "binary"),
    ],
)
def test_other_kinds_of_files_are_named(content: bytes, kind: str) -> None:
    refusal = refusal_of(content)

    assert (refusal.code, refusal.data) == ("wrong_type", {"kind": kind})


def test_an_empty_file_is_refused() -> None:
    assert refusal_of(b"").code == "empty"


@pytest.mark.parametrize("content", [b"\r\n \r\n", b"\xef\xbb\xbf", b";;;\n;;;\n", b"\0\0\0"])
def test_a_file_of_blanks_has_no_rows(content: bytes) -> None:
    with open_table(io.BytesIO(content)) as table, pytest.raises(TableError) as refusal:
        table.sheets(Columns(Column("email")))
    assert refusal.value.code == "no_rows"


def test_a_file_of_exactly_the_limit_opens() -> None:
    open_table(io.BytesIO(b"a" * 1000), max_bytes=1000).close()

    assert refusal_of(b"a" * 1001).data["limit"] == 1000


def test_an_endless_stream_is_cut_at_the_limit() -> None:
    with pytest.raises(TableError) as refusal:
        open_table(Endless(), max_bytes=1000)

    assert refusal.value.code == "too_large"


class Endless(io.BytesIO):
    """A stream that never stops and cannot go back."""

    def seekable(self) -> bool:
        return False

    def read(self, size: int | None = -1, /) -> bytes:
        return b"a" * (size or 0)


@pytest.mark.parametrize("template", TABLE_MESSAGES.values())
def test_every_message_of_a_refusal_can_be_filled(template: str) -> None:
    fields = {name: "x" for _, name, _, _ in string.Formatter().parse(template) if name}

    assert template.format(**fields)


def test_codes_are_words() -> None:
    assert all(code.isidentifier() for code in [*TABLE_MESSAGES, *VALUE_MESSAGES])
