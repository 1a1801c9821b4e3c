"""A fault in a lesson is told in the line where it stands."""

from pathlib import Path

import pytest

from tests.support.packs import SECOND, told, write_pack

LESSONS = [
    ("<script>alert(1)</script>", 0, "html"),
    ("Tekst <b>gruby</b>", 0, "html"),
    ("Tekst <!-- uwaga -->", 0, "html"),
    ("<img src=x onerror=alert(1)>", 0, "html"),
    ("- punkt\n\n  <div onclick='x'>", 2, "html"),
    ("[x](javascript:alert(1))", 0, "link"),
    ("[x](JaVaScRiPt:alert(1))", 0, "link"),
    ("[x](java&#115;cript:alert(1))", 0, "link"),
    ("[x](&#1;javascript:alert(1))", 0, "link"),
    ("[x](data:text/html;base64,PHNjcmlwdD4=)", 0, "link"),
    ("[x](//example.pl)", 0, "link"),
    ("[x](http://example.pl)", 0, "link"),
    ("[x](02-komu-zglosic.md)", 0, "link"),
    ("[x]()", 0, "link"),
    ("<javascript:alert(1)>", 0, "link"),
    ("[x]\n\n[x]: javascript:alert(1)", 0, "link"),
    ("[x](#nie-ma)", 0, "unknown_heading"),
    ("![](../pictures/koperta.svg)", 0, "no_alt_text"),
    ("![ ](../pictures/koperta.svg)", 0, "no_alt_text"),
    ("![obraz](../pictures/nie-ma.svg)", 0, "unknown_picture"),
    ("![obraz](https://example.pl/x.png)", 0, "unknown_picture"),
    ("![obraz](../course.yaml)", 0, "unknown_picture"),
    ("![obraz](javascript:alert(1))", 0, "unknown_picture"),
    ("Tekst ![obraz](../pictures/koperta.svg)", 0, "picture_in_text"),
    ("![a <b>](../pictures/koperta.svg)", 0, "html"),
    ("![[[iod]]](../pictures/koperta.svg)", 0, "notation_here"),
    ("[[nie-ma]]", 0, "unknown_term"),
    ("[[iod", 0, "notation"),
    ("[[iod|a|b]]", 0, "notation"),
    ("[^nie-ma]", 0, "unknown_fact"),
    ("[^rodo-33", 0, "notation"),
    ("[tekst [[iod]]](https://example.pl)", 0, "notation"),
    ("[tekst](https://example.pl/z spacja)", 0, "notation"),
    ("# Tytuł", 0, "heading_level"),
    ("Tytuł\n===", 0, "heading_level"),
    ("#### Za głęboko", 0, "heading_level"),
    ("##### Piąty", 0, "heading_level"),
    ("## …", 0, "heading_empty"),
    ("::: uwaga\nTekst.\n:::", 0, "unknown_block"),
    ("::: note Tytuł\nTekst.\n:::", 0, "block_words"),
    ("::: note\nTekst.", 0, "block_open"),
    ("::: note\n::: tip\nTekst.\n:::", 1, "block_in_block"),
    (":::", 0, "stray_colons"),
    (":: note", 0, "stray_colons"),
]


@pytest.mark.parametrize("text,offset,code", LESSONS)
def test_lessons(tmp_path: Path, text: str, offset: int, code: str) -> None:
    """The text begins in the third line; a fault may stand some lines below."""
    found = told(write_pack(tmp_path, **{SECOND: f"Tekst.\n\n{text}\n"}))

    assert found[0] == (SECOND, 3 + offset, code)


def test_a_fault_is_told_with_its_own_line_of_a_paragraph(tmp_path: Path) -> None:
    text = "Raz\n*dwa*\n[[trzy]] cztery\n[^piec] <b>\n\n| a |\n|---|\n| b |\n| [[c]] |\n"

    assert told(write_pack(tmp_path, **{SECOND: text})) == [
        (SECOND, 3, "unknown_term"),
        (SECOND, 4, "html"),
        (SECOND, 4, "unknown_fact"),
        (SECOND, 9, "unknown_term"),
    ]
