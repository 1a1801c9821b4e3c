"""A sound pack becomes lessons as they are shown, and what belongs to them."""

import hashlib
from pathlib import Path

import pytest

from tests.support.packs import FIRST, SECOND, good_pack, write_pack


def lesson_html(folder: Path, text: str) -> str:
    """The first lesson of the small pack with `text` after what it has, all of it together."""
    old = (write_pack(folder) / FIRST).read_text()
    lesson = good_pack(write_pack(folder, **{FIRST: f"{old}\n{text}\n"})).lessons[0]
    return "".join(part.get("html", "") for part in lesson.parts)


def test_a_pack_says_what_course_yaml_says(tmp_path: Path) -> None:
    pack = good_pack(write_pack(tmp_path))

    assert (pack.code, pack.language, pack.title) == ("MINI", "pl", "Pomyłki i zgłoszenia")
    assert pack.summary == "Krótki kurs o tym, co zrobić, gdy coś pójdzie nie tak."
    assert pack.training.programme == "2026.1"
    assert pack.training_line == 9
    assert (pack.quiz.draw, pack.quiz.pass_percent, pack.quiz.attempts) == (8, 80, None)
    assert [fact.id for fact in pack.facts] == ["rodo-33"]
    assert pack.glossary["iod"].term == "IOD"


def test_a_lesson_is_named_after_its_file(tmp_path: Path) -> None:
    """Without the number, so that lessons can change places."""
    lessons = good_pack(write_pack(tmp_path)).lessons

    assert [lesson.slug for lesson in lessons] == ["pomylka-w-adresie", "komu-zglosic"]
    assert [lesson.minutes for lesson in lessons] == [5, 4]


def test_a_check_parts_the_text_around_it(tmp_path: Path) -> None:
    """The sources come last, in a part of their own."""
    parts = good_pack(write_pack(tmp_path)).lessons[0].parts

    assert [list(part) for part in parts] == [["html"], ["check"], ["html"], ["html"]]
    assert parts[3]["html"].startswith('<section class="sources"')


def test_a_check_keeps_which_options_are_right_and_why(tmp_path: Path) -> None:
    check = good_pack(write_pack(tmp_path)).lessons[1].parts[1]["check"]

    assert check["key"] == "co-zapisac"
    assert check["prompt"] == "<p>Co warto mieć zapisane?</p>\n"
    assert check["several"] is True
    assert check["options"][2] == {
        "html": "Hasło do dziennika",
        "is_right": False,
        "why": "Hasła nie zapisujemy w kontaktach.",
    }


def test_one_right_option_means_one_choice(tmp_path: Path) -> None:
    check = good_pack(write_pack(tmp_path)).lessons[0].parts[1]["check"]

    assert check["several"] is False
    assert [option["is_right"] for option in check["options"]] == [False, True, False]


def test_a_term_is_explained_in_place_without_script(tmp_path: Path) -> None:
    """Each occurrence has an id of its own; other words may stand for the term."""
    html = lesson_html(tmp_path, "[[iod]] i [[iod|inspektorowi\nochrony]]")

    for number, words in ((3, "IOD"), (4, "inspektorowi ochrony")):
        assert f'popovertarget="term-{number}">{words}</button>' in html
        assert f'<span class="term-meaning" id="term-{number}" popover=""><strong>IOD' in html


def test_a_fact_leads_to_its_source_and_back(tmp_path: Path) -> None:
    """One number for each fact, however often it is named; back to where it was named first."""
    html = lesson_html(tmp_path, "Znowu 72 godziny[^rodo-33].")

    assert html.count('href="#source-rodo-33"') == 2
    assert html.count('aria-label="Źródło 1">1</a>') == 2
    assert html.count('id="first-rodo-33"') == 1
    assert 'href="#first-rodo-33"' in html
    assert 'id="source-rodo-33">Szkoła ma 72 godziny' in html
    assert "Sprawdzono 22.11.2026, ponownie do 22.11.2027." in html


def test_a_fact_that_only_an_explanation_names_has_no_way_back(tmp_path: Path) -> None:
    """Before somebody has answered, there would be nowhere to go."""
    change = ("72 godziny[^rodo-33]", "72 godziny")
    parts = good_pack(write_pack(tmp_path, **{FIRST: change})).lessons[0].parts

    assert 'href="#source-rodo-33"' in parts[1]["check"]["options"][0]["why"]
    assert 'id="source-rodo-33"' in parts[3]["html"]
    assert 'class="back"' not in parts[3]["html"]


def test_a_source_without_an_address_is_named_all_the_same(tmp_path: Path) -> None:
    url = "  url: https://eur-lex.europa.eu/eli/reg/2016/679/oj\n"
    parts = good_pack(write_pack(tmp_path, **{"facts.yaml": (url, "")})).lessons[0].parts

    assert "<cite>Rozporządzenie (UE) 2016/679, art. 33 ust. 1</cite>" in parts[3]["html"]


def test_a_lesson_without_facts_has_no_list_of_sources(tmp_path: Path) -> None:
    parts = good_pack(write_pack(tmp_path)).lessons[1].parts

    assert not any("sources" in part.get("html", "") for part in parts)


def test_a_picture_has_its_size_and_its_caption(tmp_path: Path) -> None:
    """The address names the content, so browsers may keep it for ever."""
    pack = good_pack(write_pack(tmp_path))

    digest = hashlib.sha256((tmp_path / "pictures/koperta.svg").read_bytes()).hexdigest()
    html = pack.lessons[0].parts[0]["html"]
    assert f'<figure><img src="/courses/pictures/{digest}.svg"' in html
    assert 'alt="Koperta, z której strzałka prowadzi do niewłaściwej osoby"' in html
    assert 'width="340" height="200"' in html
    assert "<figcaption>Adres podpowiada program pocztowy.</figcaption></figure>" in html
    assert [picture.digest for picture in pack.pictures] == [digest]


def test_headers_of_a_table_say_what_they_head(tmp_path: Path) -> None:
    """An empty first header makes the first cell of each row a header."""
    html = good_pack(write_pack(tmp_path)).lessons[0].parts[0]["html"]

    assert 'role="region" tabindex="0" aria-label="Tabela 1"' in html
    assert "<td></td>" in html
    assert '<th scope="col">Dzieje się</th>' in html
    assert '<th scope="row">Mail</th>' in html
    assert '<td class="cell-right">zgłaszamy</td>' in html


@pytest.mark.parametrize(
    "language,label", [("pl", "Do zrobienia"), ("en", "To do"), ("uk", "До виконання")]
)
def test_call_outs_are_labelled_in_the_language_of_the_pack(
    tmp_path: Path, language: str, label: str
) -> None:
    pack = good_pack(
        write_pack(tmp_path, **{"course.yaml": ("language: pl", f"language: {language}")})
    )

    html = pack.lessons[1].parts[0]["html"]
    assert f'data-kind="task">\n<p class="callout-label">{label}</p>' in html


def test_headings_can_be_linked_to(tmp_path: Path) -> None:
    """Two of one name are told apart; letters are written without diacritics."""
    html = lesson_html(tmp_path, "## Żółty kot\n\n## Żółty kot\n\n[drugi](#zolty-kot-2)")

    assert '<h2 id="h-zolty-kot">' in html
    assert '<h2 id="h-zolty-kot-2">' in html
    assert '<a href="#h-zolty-kot-2">drugi</a>' in html


@pytest.mark.parametrize(
    "written,shown",
    [
        ("<https://incydent.cert.pl>", '<a href="https://incydent.cert.pl" rel="noopener'),
        ("[mail](mailto:iod@example.pl)", '<a href="mailto:iod@example.pl"'),
        ("[8080](sms:8080)", '<a href="sms:8080"'),
        ("5 < 6 &amp; `<b>`", "5 &lt; 6 &amp; <code>&lt;b&gt;</code>"),
        (r"\*bez\* `[[kursywy]]`", "*bez* <code>[[kursywy]]</code>"),
        ("3. trzy\n4. cztery", '<ol start="3">'),
        ("> cytat", "<blockquote>"),
    ],
)
def test_what_markdown_becomes(tmp_path: Path, written: str, shown: str) -> None:
    assert shown in lesson_html(tmp_path, written)


def test_the_digest_follows_every_file_and_every_name(tmp_path: Path) -> None:
    """What does not belong to the pack changes nothing."""
    before = good_pack(write_pack(tmp_path / "a")).digest

    same = write_pack(tmp_path / "b", **{"README.md": "x", "lessons/.hidden.md": "x"})
    assert good_pack(same).digest == before
    for name in ("course.yaml", FIRST, "questions/02-komu-zglosic.yaml", "pictures/koperta.svg"):
        text = (tmp_path / "a" / name).read_text()
        changed = write_pack(tmp_path / name.replace("/", "-"), **{name: f"{text}\n"})
        assert good_pack(changed).digest != before, name


def test_a_pack_needs_neither_glossary_nor_facts(tmp_path: Path) -> None:
    left_out = ("glossary.yaml", "facts.yaml", "pictures/koperta.svg")
    plain = {FIRST: "Tekst.", SECOND: "Tekst.", "questions/01-pomylka-w-adresie.yaml": "[]"}

    pack = good_pack(write_pack(tmp_path, **dict.fromkeys(left_out), **plain))

    assert (pack.glossary, pack.facts, pack.pictures) == ({}, (), ())
    assert pack.lessons[0].parts == ({"html": "<p>Tekst.</p>\n"},)


def test_windows_files_read_alike(tmp_path: Path) -> None:
    """A byte order mark and line ends of two characters do no harm."""
    text = (write_pack(tmp_path) / FIRST).read_text()
    windows = "\ufeff" + text.replace("\n", "\r\n")
    plain = good_pack(tmp_path).lessons[0].parts

    assert good_pack(write_pack(tmp_path, **{FIRST: windows})).lessons[0].parts == plain
