"""A check has a name, a question, options of both sorts, and a reason for every one."""

from pathlib import Path

import pytest

from tests.support.packs import SECOND, told, write_pack

SOUND = """\
::: check co-teraz
Co teraz?

- [ ] Czekamy
  > Nie ma na co.
- [x] Zgłaszamy
  > Tak.
:::
"""

CHECKS = [
    ("co-teraz", "", 1, "check_id"),
    ("co-teraz", "Co teraz", 1, "check_id"),
    ("co-teraz", "co_teraz", 1, "check_id"),
    ("Co teraz?\n", "", 1, "check_prompt"),
    ("Co teraz?\n", "## Co teraz?\n", 2, "check_form"),
    ("Co teraz?", "<b>Co</b> teraz?", 2, "html"),
    ("Co teraz?", "Co [[teraz]]?", 2, "unknown_term"),
    ("- [ ] Czekamy\n  > Nie ma na co.\n", "", 4, "check_options"),
    ("[ ] Czekamy", "[x] Czekamy", 4, "check_no_wrong"),
    ("[x] Zgłaszamy", "[ ] Zgłaszamy", 4, "check_no_right"),
    ("[ ] Czekamy", "Czekamy", 4, "check_mark"),
    ("[ ] Czekamy", "[v] Czekamy", 4, "check_mark"),
    ("[ ] Czekamy", "[ ]", 4, "check_mark"),
    ("Czekamy", "Zgłaszamy", 4, "check_same"),
    ("  > Tak.\n", "", 6, "check_why"),
    ("> Tak.", "> Tak.\n  >\n  > I już.", 6, "check_form"),
    ("> Tak.", "> Tak.\n\n  I już.", 6, "check_form"),
    ("Zgłaszamy", "[Zgłaszamy](https://example.pl)", 6, "link_here"),
    ("Zgłaszamy", "Zgłaszamy [[iod]]", 6, "notation_here"),
    ("> Tak.", "> Tak, [[nie-ma]].", 7, "unknown_term"),
    ("> Tak.", "> [Tak](javascript:alert(1)).", 7, "link"),
    ("> Tak.\n", "> Tak.\n\nI jeszcze.\n", 9, "check_form"),
    (SOUND, "::: check co-teraz\nCo teraz?\n:::\n", 1, "check_options"),
    (SOUND, SOUND.replace("\n:::", ""), 1, "block_open"),
    (SOUND, f"{SOUND}\n{SOUND}", 10, "duplicate_id"),
    (SOUND, SOUND.replace(":::", "::::") + ":::", 9, "stray_colons"),
    (SOUND, "".join(f"> {line}\n" for line in SOUND.splitlines()), 1, "block_in_block"),
]


def test_the_check_that_is_spoilt_below_is_sound(tmp_path: Path) -> None:
    assert told(write_pack(tmp_path, **{SECOND: SOUND})) == []


@pytest.mark.parametrize("old,new,line,code", CHECKS)
def test_checks(tmp_path: Path, old: str, new: str, line: int, code: str) -> None:
    """Each needs a name, a question, options of both sorts, and a reason for every one."""
    spoilt = SOUND.replace(old, new, 1)

    assert told(write_pack(tmp_path, **{SECOND: spoilt}))[0] == (SECOND, line, code)
