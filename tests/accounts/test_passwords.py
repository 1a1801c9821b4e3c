"""A password is long, not personal, and not among those that are tried first."""

import pytest

from app.accounts.passwords import PasswordFault, fault_of

TERESA = ("Teresa Łąka-Żuk", "t.laka@sp1.jesionow.example")


@pytest.mark.parametrize(
    "password, fault",
    [
        pytest.param("ab1cd2ef3gh", PasswordFault.TOO_SHORT, id="11 characters"),
        pytest.param("ab1cd2ef3ghi", None, id="12 characters"),
        pytest.param("ąęćłóśńźżĄĘĆ", None, id="12 Polish letters"),
        pytest.param("konik polny je trawę", None, id="four words, no capitals or digits"),
        pytest.param("x1y2 " * 200, None, id="1000 characters"),
        pytest.param("x1y2 " * 200 + "z", PasswordFault.TOO_LONG, id="1001 characters"),
        pytest.param("Teresa.Laka-2026!", PasswordFault.PERSONAL, id="the name"),
        pytest.param("tŁĄKAteresaŻUK", None, id="the name around one more letter"),
        pytest.param("łąka żuk teresa", PasswordFault.PERSONAL, id="the name in another order"),
        pytest.param("t.laka@sp1.jesionow.example", None, id="a whole address has short words"),
        pytest.param(
            "laka@jesionow.example", PasswordFault.PERSONAL, id="the parts of the address"
        ),
        pytest.param("Szkola2026!!!", PasswordFault.COMMON, id="a common word with a year"),
        pytest.param("ZAQ!2wsxZAQ!2wsx", PasswordFault.COMMON, id="keys in a row"),
        pytest.param("haslohaslo123", PasswordFault.COMMON, id="a common word twice"),
        pytest.param("Hasło Teresy 1", None, id="a word that is in no list"),
        pytest.param("Hasło Teresa 1", PasswordFault.COMMON, id="a common word and the name"),
        pytest.param("839201748392", PasswordFault.COMMON, id="digits alone"),
        pytest.param("!!!@@@###$$$%%%", PasswordFault.COMMON, id="signs alone"),
        pytest.param("abababababab", PasswordFault.COMMON, id="two letters"),
        pytest.param("кіт їсть рибу вдень", None, id="Ukrainian words"),
        pytest.param("<script>alert(1)</script>", None, id="markup"),
    ],
)
def test_a_password_is_judged_by_what_makes_it_easy_to_guess(
    password: str, fault: PasswordFault | None
) -> None:
    assert fault_of(password, own=TERESA) is fault


def test_a_short_personal_password_is_told_first_that_it_is_short() -> None:
    assert fault_of("Teresa1", own=TERESA) is PasswordFault.TOO_SHORT
