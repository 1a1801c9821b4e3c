"""A publication as it may have been: a few schools, and everybody in them, without a database."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime

from app.coverage.canonical import (
    CERTIFICATES,
    FORMAT,
    LISTS,
    PEOPLE,
    SNAPSHOT,
    UNITS,
    CertificateLine,
    Line,
    ListLine,
    PersonLine,
    UnitLine,
    header_bytes,
    json_bytes,
    lines_bytes,
    sha256_of,
    unit_object,
)
from tests.coverage.cases import RULE

AT = datetime(2026, 7, 3, 7, 12, 30, tzinfo=UTC)
DAY = date(2026, 6, 30)
FIRST, LAST = ("Anna", "Bożena", "Żaneta", "Łukasz", "Śliwia"), ("Łącka", "Źrebiec", "Nowak", "Ćma")
LIST_CSV, LIST_PDF = b"Numer;LP/2026/000001\r\n", b"%PDF-1.4 a list"


def person(number: int, standing: str, unit: int, units: Mapping[int, str]) -> PersonLine:
    """Somebody at that unit, trained in the spring where she is."""
    trained = standing == "trained"
    day = date(2026, 2 + number % 5, 1 + number % 27) if trained else None
    title = "Bezpieczeństwo informacji" if trained else ""
    reasons = {"trained": "trained", "not_trained": "no_training", "excluded": "long_absence"}
    return PersonLine(
        person_id=number,
        last_name=LAST[number % 4],
        first_name=FIRST[number % 5],
        units=units[unit],
        standing=standing,
        reason=reasons[standing],
        sentence=f"Zdanie o osobie {number}.",
        day=day,
        training=title,
        weight=1,
        counted_in=f"{unit}:{standing}:1",
    )


def content(
    sizes: Mapping[int, tuple[int, int, int]], *, unconfirmed: int = 0, **said: object
) -> dict[str, bytes]:
    """The files of a publication; `sizes` are trained, not trained and left out in each school."""
    names = {unit: f"SP nr {unit}" for unit in sizes}
    people: list[PersonLine] = []
    for unit, counts in sizes.items():
        standings = zip(("trained", "not_trained", "excluded"), counts, strict=True)
        for standing in [one for one, count in standings for _ in range(count)]:
            people.append(person(len(people) + 1, standing, unit, names))
    units = [unit_line(unit, sizes[unit], is_confirmed=unit > unconfirmed) for unit in sizes]
    tables: dict[str, list[Line]] = {
        PEOPLE: list(people),
        UNITS: list(units),
        LISTS: [list_line()],
        CERTIFICATES: [certificate_line(one) for one in people if one.standing == "trained"],
    }
    return together(tables, units, people, said)


def list_line() -> ListLine:
    """An accepted list, whose files are `LIST_CSV` and `LIST_PDF`."""
    return ListLine(
        number="LP/2026/000001",
        session="Szkolenie rady",
        training="Bezpieczeństwo informacji",
        school="SP nr 1",
        day=date(2026, 3, 10),
        present=3,
        credited=3,
        accepted_at=AT,
        accepted_by="Hanna Żak",
        sha256=sha256_of(LIST_CSV),
        document_sha256=sha256_of(LIST_PDF),
    )


def certificate_line(one: PersonLine) -> CertificateLine:
    """The certificate of somebody who is trained."""
    return CertificateLine(
        number=f"KA/2026/{one.person_id:06}",
        person_id=one.person_id,
        last_name=one.last_name,
        first_name=one.first_name,
        training=one.training,
        completed_on=one.day or DAY,
        issued_at=AT,
        valid_until=None,
        sha256="c" * 64,
    )


def unit_line(unit: int, counts: tuple[int, int, int], *, is_confirmed: bool = True) -> UnitLine:
    """The row of a school with so many trained, not trained and left out."""
    trained, not_trained, excluded = counts
    eligible = trained + not_trained
    return UnitLine(
        id=unit,
        name=f"Szkoła Podstawowa nr {unit}",
        short_name=f"SP nr {unit}",
        rspo=1000 + unit,
        eligible=eligible,
        trained=trained,
        excluded=excluded,
        tenths=1000 * trained // eligible if eligible else None,
        is_met=100 * trained >= 80 * eligible if eligible else None,
        unconfirmed=int(not is_confirmed),
        confirmed_at=AT if is_confirmed else None,
        confirmed_by="Hanna Żak" if is_confirmed else "",
        staff_sha256="a" * 64 if is_confirmed else "",
    )


def together(
    tables: Mapping[str, list[Line]],
    units: list[UnitLine],
    people: list[PersonLine],
    said: Mapping[str, object],
) -> dict[str, bytes]:
    """The four tables, and `snapshot.json` that names their hashes."""
    files = {name: header_bytes(name) + lines_bytes(lines) for name, lines in tables.items()}
    document = {
        "format": FORMAT,
        "unit": {"id": 1, "name": "Gmina Starachowice", "short_name": "Starachowice", "rspo": None},
        "rule": {
            "code": RULE.code,
            "title": "Nauczyciele szkół podstawowych przeszkoleni z bezpieczeństwa informacji",
            "settings": RULE.settings(),
            "sentence": "Liczy się każdego nauczyciela, który w tym dniu pracuje w szkole.",
        },
        "as_of": DAY.isoformat(),
        "number": 1,
        "figure": figure(people),
        "undecided_posts": 0,
        "people": len(people),
        "units": [unit_object(one) for one in units],
        "unconfirmed": [
            {"id": one.id, "name": one.name, "rspo": one.rspo} for one in units if one.unconfirmed
        ],
        "parts": {name: sha256_of(file) for name, file in files.items()},
        "log": {"position": 417, "hash": "b" * 64},
        "published_at": AT.isoformat(),
        "published_by": "Kazimierz Ćwik",
        "note": "",
        **said,
    }
    return {SNAPSHOT: json_bytes(document), **files}


def figure(people: list[PersonLine]) -> dict[str, object]:
    """What these people add up to."""
    sums = Counter(one.standing for one in people)
    trained, eligible = sums["trained"], sums["trained"] + sums["not_trained"]
    return {
        "eligible": eligible,
        "trained": trained,
        "excluded": sums["excluded"],
        "target_percent": RULE.target_percent,
        "is_fte": False,
        "tenths": 1000 * trained // eligible if eligible else None,
        "is_met": 100 * trained >= 80 * eligible if eligible else None,
    }
