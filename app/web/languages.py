"""Languages of the interface, and dates and numbers as each of them writes them."""

from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from flask import Flask, has_request_context, request
from flask_babel import Babel, format_date, format_decimal, get_locale
from flask_login import current_user

from app.core import clock
from app.core.typography import bound

LANGUAGES = {"pl": "Polski", "en": "English", "uk": "Українська"}
_LOCALES = {code: Locale.parse(code) for code in LANGUAGES}
DEFAULT_LANGUAGE = "pl"
COOKIE = "language"


def select_language() -> str:
    """The chosen language: of this browser, else of the account, else Polish."""
    if not has_request_context():
        return DEFAULT_LANGUAGE
    chosen = request.cookies.get(COOKIE)
    if chosen not in LANGUAGES and current_user.is_authenticated:
        chosen = current_user.language
    return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE


def _select_locale() -> Locale:
    """The same, known by now: Babel would look it up on every page."""
    return _LOCALES[select_language()]


def init_languages(app: Flask) -> None:
    """Texts are translated; templates have filters for dates, times, percentages and headings."""
    Babel(app, default_locale=DEFAULT_LANGUAGE, locale_selector=_select_locale)
    app.jinja_env.filters.update(
        bound=bound,
        date_full=date_full,
        date_short=date_short,
        moment=moment,
        number=number,
        percent=percent,
    )


def date_full(day: date) -> str:
    """The day in words, as in "30 czerwca 2026"."""
    return format_date(day, "d MMMM y")


def date_short(day: date) -> str:
    """The day in figures, as in "30.06.2026"; "30 Jun 2026" in English."""
    return format_date(day, "d MMM y" if str(get_locale()) == "en" else "dd.MM.y")


def moment(instant: datetime) -> str:
    """The day and the minute on a Warsaw clock, as in "30.06.2026, 14:36"."""
    local = clock.local(instant)
    return f"{date_short(local.date())}, {local:%H:%M}"


def percent(tenths: int | None) -> str:
    """A share from tenths of a percent, as in "76,3%" from 763; whoever computes them truncates."""
    if tenths is None:
        return "–"
    return f"{format_decimal(Decimal(tenths) / 10, format='0.0')}%"


def number(value: float | Decimal) -> str:
    """A number with the separators of the language."""
    return format_decimal(value)


class Count(int):
    """A number for `ngettext` that the sentence holds as its language writes it: "135 146"."""

    def __str__(self) -> str:
        return number(int(self))
