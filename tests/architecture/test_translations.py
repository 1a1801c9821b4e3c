"""Every text of code and templates is said in every language, whole and with its numbers.

English is the language of the source and needs no catalogue.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from gettext import c2py

import polib
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.plurals import get_plural

from app.web.languages import LANGUAGES
from tests.architecture.source import PRODUCT, ROOT, TEMPLATES

#: singular and plural; texts without a number have no plural
Message = tuple[str, str]

PATHS = {
    language: ROOT / f"app/web/translations/{language}/LC_MESSAGES/messages.po"
    for language in LANGUAGES
    if language != "en"
}
MAPPINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "_l": None}
#: filled in by gettext, or by a script in the browser
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{[a-z]\w*\}")
UNNAMED = re.compile(r"%[sd]|\{\d*\}")
POLISH_LETTER = re.compile(r"[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")

in_every_language = pytest.mark.parametrize("language", PATHS)


@cache
def messages() -> dict[Message, str]:
    """Every text to be translated, and where it stands."""
    methods = [(one["pattern"], one["method"]) for one in MAPPINGS]
    found: dict[Message, str] = {}
    for folder in PRODUCT:
        if not (ROOT / folder).is_dir():
            continue
        options = {pattern: {"silent": "false"} for pattern, _ in methods}
        for path, line, text, _comments, _context in extract_from_dir(
            ROOT / folder, methods, options, KEYWORDS
        ):
            message = (text, "") if isinstance(text, str) else (text[0], text[1])
            found.setdefault(message, f"{folder}/{path}:{line}")
    return found


@cache
def catalogue(language: str) -> dict[Message, polib.POEntry]:
    """What the language says for each text."""
    entries = polib.pofile(str(PATHS[language]))
    return {(entry.msgid, entry.msgid_plural): entry for entry in entries}


def said(entry: polib.POEntry) -> list[str]:
    """The translation, or all its forms by number."""
    forms = entry.msgstr_plural
    return [forms[number] for number in sorted(forms)] if forms else [entry.msgstr]


def placeholders(text: str) -> set[str]:
    """The names of what is filled in."""
    return set(PLACEHOLDER.findall(text))


def test_texts_of_the_source_are_english_and_name_what_is_filled_in() -> None:
    texts = [(text, place) for message, place in messages().items() for text in message]
    strange = [
        f"{place} {text}"
        for text, place in texts
        if UNNAMED.search(text) or POLISH_LETTER.search(text)
    ]
    assert strange == []


def test_a_singular_may_leave_out_the_number_but_add_nothing() -> None:
    adding = [
        f"{place} {one}"
        for (one, many), place in messages().items()
        if many and not placeholders(one) <= placeholders(many)
    ]
    assert adding == []


def test_templates_say_texts_in_one_way() -> None:
    """With `_()` and `ngettext()`, so that one reader of the source finds them all."""
    assert [path for path, text in TEMPLATES.items() if re.search(r"{%-?\s*trans\b", text)] == []


@in_every_language
def test_every_text_is_translated(language: str) -> None:
    known = catalogue(language)
    missing = [
        f"{place} {message[0]}"
        for message, place in messages().items()
        if message not in known or not all(said(known[message]))
    ]
    assert missing == []


@in_every_language
def test_nothing_is_left_of_texts_that_are_gone(language: str) -> None:
    left = [entry.msgid for entry in catalogue(language).values() if entry.obsolete]
    unknown = [message[0] for message in catalogue(language) if message not in messages()]
    assert [*left, *unknown] == []


@in_every_language
def test_nothing_is_only_guessed(language: str) -> None:
    assert [entry.msgid for entry in catalogue(language).values() if entry.fuzzy] == []


@in_every_language
def test_what_is_filled_in_is_the_same_in_translation(language: str) -> None:
    different = [
        f"{entry.msgid} → {text}"
        for entry in catalogue(language).values()
        for text, allowed in fillings(language, entry)
        if placeholders(text) not in allowed
    ]
    assert different == []


@in_every_language
def test_every_number_has_its_form(language: str) -> None:
    """The rule is the language's own, and each text with a number has as many forms as it asks."""
    header = polib.pofile(str(PATHS[language])).metadata["Plural-Forms"]
    expected = get_plural(language)
    rule = c2py(header.partition("plural=")[2].rstrip("; "))
    own_rule = c2py(expected.plural_expr)

    assert [n for n in range(1000) if rule(n) != own_rule(n)] == []
    counts = {
        entry.msgid: len(said(entry))
        for entry in catalogue(language).values()
        if entry.msgid_plural
    }
    assert {text for text, count in counts.items() if count != expected.num_plurals} == set()


def fillings(language: str, entry: polib.POEntry) -> Iterator[tuple[str, list[set[str]]]]:
    """Each form with the sets of names it may have: only that of 1 may leave out the number."""
    one, many = placeholders(entry.msgid), placeholders(entry.msgid_plural)
    if not entry.msgid_plural:
        yield entry.msgstr, [one]
        return
    rule = c2py(get_plural(language).plural_expr)
    for form, text in enumerate(said(entry)):
        of_one_alone = [n for n in range(200) if rule(n) == form] == [1]
        yield text, [many, one] if of_one_alone else [many]
