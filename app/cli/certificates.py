"""`kadra certificates`: is this file a certificate, and what is it worth?"""

from pathlib import Path
from typing import Any

import click

from app.cli.context import application, print_json
from app.core import clock
from certificates.queries.verification import Verified, by_number, by_sha256
from certificates.reading import LARGEST, Fault, NoCertificate, number_in, sha256_of

_FAULTS = {
    Fault.EMPTY: "The file is empty.",
    Fault.TOO_LARGE: f"The file is larger than {LARGEST >> 20} MB, and no certificate is.",
    Fault.NO_PDF: "The file is not a readable PDF.",
    Fault.ENCRYPTED: "The file is encrypted, and no certificate is.",
    Fault.NO_NUMBER: "The file is a PDF, but not one of our certificates.",
}
_NEVER_ISSUED = "The file claims a number that was never issued."
_CHANGED = "The file is not the one that was issued under this number."


@click.group()
def certificates() -> None:
    """Look after certificates."""


@certificates.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def verify(
    context: click.Context,
    file: Path,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Say whether the PDF FILE is a certificate as it was issued, and whether it is valid today.

    Exits with 0 only if it is both, else with 1.
    """
    with application(context):
        found, is_same, remark = _looked_up(file)
        print_json(as_json_object(found, is_same)) if as_json else _print(found)
        if remark:
            click.echo(remark, err=True)
        if not (is_same and found and found.state == "valid"):
            context.exit(1)


def as_json_object(found: Verified | None, is_same: bool) -> dict[str, Any]:  # noqa: FBT001
    """The answer as the documented JSON object."""
    return {
        "state": found.state.value if found else "unknown",
        "number": found.number if found else None,
        "sha256_matches": is_same,
    }


def _looked_up(file: Path) -> tuple[Verified | None, bool, str]:
    """The certificate, whether the file is the one that was issued, and what is wrong with it."""
    today = clock.today()
    try:
        found = by_sha256(sha256_of(file), today)
        if found:
            return found, True, ""
        found = by_number(*number_in(file), today)
    except NoCertificate as no:
        return None, False, _FAULTS[no.fault]
    return found, False, _CHANGED if found else _NEVER_ISSUED


def _print(found: Verified | None) -> None:
    if found is None:
        click.echo("unknown")
        return
    facts = found.facts
    dates = [f"issued {facts.issued_on}"]
    if facts.valid_until:
        dates.append(f"valid until {facts.valid_until}")
    if found.revoked_on:
        dates.append(f"revoked {found.revoked_on}")
    click.echo(f"{found.state.value}: {found.number}, {facts.name}, {facts.title}")
    click.echo(", ".join(dates))
