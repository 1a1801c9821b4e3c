"""Sprawdza ten pakiet dowodów. Nie potrzebuje Kadry ani sieci, tylko Pythona 3.8 lub nowszego.

    python verify.py            sprawdza pliki, które leżą obok
    python verify.py SKRÓT      porównuje też skrót publikacji z podanym

Kończy się kodem 0, gdy wszystko się zgadza, a kodem 1, gdy coś się różni. Niczego nie zapisuje.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Iterator  # noqa: UP035 - so that Python 3.8 runs it

FOLDER = Path(__file__).resolve().parent
MANIFEST, FORMAT = "manifest.json", "kadra-evidence/1"
FIGURE, LISTS = "publikacja", "listy"
#: co systemy same dokładają do folderów
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}

#: jak po polsku nazywa się to, co wymienia snapshot.json
NAMES = {
    "eligible": "policzeni",
    "trained": "przeszkoleni",
    "excluded": "pominięci",
    "tenths": "dziesiąte części procentu",
    "is_met": "czy cel osiągnięty",
}


def read_json(name: str) -> Any:  # noqa: ANN401 - it is whatever the file says
    return json.loads((FOLDER / name).read_text("utf-8"))


def read_rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / FIGURE / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=";", strict=True)


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def judged(sums: Counter[str], target: int) -> dict[str, Any]:
    """Co wynika z sum: policzeni, przeszkoleni, pominięci, odsetek i czy cel jest osiągnięty."""
    trained = sums["trained"]
    eligible = trained + sums["not_trained"]
    return {
        "eligible": eligible,
        "trained": trained,
        "excluded": sums["excluded"],
        "tenths": 1000 * trained // eligible if eligible else None,
        "is_met": 100 * trained >= target * eligible if eligible else None,
    }


def differing(what: str, said: dict[str, Any], found: dict[str, Any]) -> list[str]:
    return [
        f"{what}: {NAMES[name]}: opublikowano {said.get(name)}, a z listy osób wynika {value}"
        for name, value in found.items()
        if said.get(name) != value
    ]


def check_files(faults: list[str]) -> str:
    """Czy są wszystkie pliki ze spisu, bez zmian, i żadne inne."""
    manifest = read_json(MANIFEST)
    if list(manifest) != ["format", "publication", "files"] or manifest["format"] != FORMAT:
        faults.append(f"{MANIFEST} nie jest spisem pakietu dowodów")
    listed = {one["name"]: one for one in manifest["files"]}
    found = {
        path.relative_to(FOLDER).as_posix(): path
        for path in FOLDER.rglob("*")
        if (path.is_file() or path.is_symlink()) and path.name not in LITTER
    }
    found.pop(MANIFEST, None)
    faults += [f"brakuje pliku {name}" for name in sorted(listed.keys() - found.keys())]
    faults += [
        f"plik {name} nie należy do pakietu" for name in sorted(found.keys() - listed.keys())
    ]
    for name in sorted(listed.keys() & found.keys()):
        if sha256(found[name]) != listed[name]["sha256"]:
            faults.append(f"plik {name} został zmieniony: ma inny skrót SHA-256 niż w spisie")
        elif found[name].stat().st_size != listed[name]["bytes"]:
            faults.append(f"plik {name} ma inną wielkość niż w spisie")
    return f"Pliki: {len(listed)}, każdy taki jak w spisie {MANIFEST}."


def check_publication(faults: list[str]) -> str:
    """Czy snapshot.json jest tym, co opublikowano, i czy wymienia te same tabele."""
    path = FOLDER / FIGURE / "snapshot.json"
    document = read_json(f"{FIGURE}/snapshot.json")
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if path.read_bytes() != f"{text}\n".encode():
        faults.append("snapshot.json nie ma postaci, w jakiej Kadra publikuje")
    rule, unit = document["rule"]["code"], document["unit"]["name"]
    about = {name: document[name] for name in ("as_of", "number")}
    about.update(sha256=sha256(path), rule=rule, unit=unit)
    if read_json(MANIFEST)["publication"] != about:
        faults.append(f"{MANIFEST} mówi o innej publikacji")
    for name, digest in sorted(document["parts"].items()):
        if sha256(FOLDER / FIGURE / name) != digest:
            faults.append(f"{name} nie jest tą tabelą, którą wymienia snapshot.json")
    return "Publikacja: snapshot.json i jego tabele pasują do siebie."


def check_figure(faults: list[str]) -> str:
    """Czy wskaźnik wynika z listy osób."""
    document = read_json(f"{FIGURE}/snapshot.json")
    said = document["figure"]
    sums: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for row in read_rows("people.csv"):
        sums[row["standing"]] += int(row["weight"])
        seen[row["person_id"]] += 1
    unknown = sums.keys() - {"trained", "not_trained", "excluded"}
    faults += [f"people.csv: nieznane położenie {one!r}" for one in sorted(unknown)]
    faults += [f"people.csv: osoba {one} stoi więcej niż raz" for one in seen if seen[one] > 1]
    found = judged(sums, said["target_percent"])
    faults += differing("wskaźnik", said, found)
    if len(seen) != document["people"]:
        faults.append(f"people.csv: {len(seen)} osób, a opublikowano {document['people']}")
    amounts = (found["trained"], found["eligible"])
    counted = " z ".join(f"{one / 1000:.3f}" if said["is_fte"] else f"{one}" for one in amounts)
    tenths = found["tenths"]
    share = "nie dotyczy" if tenths is None else f"{tenths // 10},{tenths % 10}%"
    met = {True: "osiągnięty", False: "nieosiągnięty", None: "nie dotyczy"}[found["is_met"]]
    return (
        f"Wskaźnik policzony na nowo z {len(seen)} osób: {counted.replace('.', ',')},"
        f" czyli {share}; cel {said['target_percent']}%: {met}."
    )


def check_units(faults: list[str]) -> str:
    """Czy wiersz każdej szkoły wynika z listy osób."""
    document = read_json(f"{FIGURE}/snapshot.json")
    sums: dict[str, Counter[str]] = {}
    for row in read_rows("people.csv"):
        for place in filter(None, row["counted_in"].split(", ")):
            unit, standing, weight = place.split(":")
            sums.setdefault(unit, Counter())[standing] += int(weight)
    rows = {row["id"]: row for row in read_rows("units.csv")}
    units = {str(unit["id"]): unit for unit in document["units"]}
    if list(rows) != [str(unit["id"]) for unit in document["units"]]:
        faults.append("units.csv i snapshot.json wymieniają inne szkoły")
    for unit_id, unit in units.items():
        target = document["figure"]["target_percent"]
        found = judged(sums.pop(unit_id, Counter()), target)
        faults += differing(unit["name"], unit, found)
        row = rows.get(unit_id, {})
        faults += [
            f"units.csv: {unit['name']}: {name} inne niż w snapshot.json"
            for name in unit
            if row.get(name) != as_cell(unit[name])
        ]
    faults += [f"people.csv: nieznana jednostka {one}" for one in sums]
    return f"Szkoły: {len(units)}, każda policzona na nowo."


def as_cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def check_lists(faults: list[str]) -> str:
    """Czy listy potwierdzenia udziału są tymi, na które powołuje się publikacja."""
    rows = list(read_rows("lists.csv"))
    expected = set()
    for row in rows:
        name = row["number"].replace("/", "-")
        for ending, digest in ((".csv", row["sha256"]), (".pdf", row["document_sha256"])):
            path = FOLDER / LISTS / f"{name}{ending}"
            expected.add(path)
            if not path.is_file():
                faults.append(f"brakuje listy {row['number']} ({path.name})")
            elif sha256(path) != digest:
                faults.append(f"lista {row['number']} ({path.name}) nie jest tą, którą przyjęto")
    others = {path for path in FOLDER.glob(f"{LISTS}/*") if path.name not in LITTER} - expected
    faults += [f"nikt nie powołuje się na {LISTS}/{path.name}" for path in sorted(others)]
    return f"Listy potwierdzenia udziału: {len(rows)}, każda taka, jak ją przyjęto."


def check_certificates(faults: list[str]) -> str:
    """Czy każde zaświadczenie należy do osoby przeszkolonej."""
    standing = {row["person_id"]: row["standing"] for row in read_rows("people.csv")}
    count = 0
    for count, row in enumerate(read_rows("certificates.csv"), start=1):  # noqa: B007
        if standing.get(row["person_id"]) != "trained":
            faults.append(f"zaświadczenie {row['number']} należy do osoby, której nie policzono")
    return f"Zaświadczenia: {count}, każde należy do osoby przeszkolonej."


CHECKS = (
    check_files,
    check_publication,
    check_figure,
    check_units,
    check_lists,
    check_certificates,
)


def main(arguments: list[str]) -> int:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    differences = 0
    for check in CHECKS:
        faults: list[str] = []
        try:
            good = check(faults)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
            faults.append(f"{check.__doc__} Nie da się tego sprawdzić: {error!r}")
        differences += len(faults)
        say([f"RÓŻNICA  {one}" for one in faults] or [f"OK       {good}"])
    differences += compare(arguments)
    result = f"różnic: {differences}" if differences else "wszystko się zgadza"
    say(["", f"WYNIK: {result}."])
    return 1 if differences else 0


def compare(arguments: list[str]) -> int:
    """Odcisk publikacji, do porównania z tym, który ogłoszono."""
    path = FOLDER / FIGURE / "snapshot.json"
    digest = sha256(path) if path.is_file() else "brak"
    expected = "".join(arguments).lower()
    say(["", "Odcisk publikacji (SHA-256):", f"  {digest}"])
    if not expected:
        say(["Proszę go porównać ze skrótem, który ogłoszono, na przykład w protokole rady."])
        return 0
    is_same = digest == expected
    say(["OK       podany skrót jest taki sam" if is_same else "RÓŻNICA  podany skrót jest inny"])
    return int(not is_same)


def say(lines: list[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
