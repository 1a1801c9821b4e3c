"""`kadra evidence`: what proves a published figure, as a file."""

from io import BytesIO
from pathlib import Path
from typing import IO

import click

from app.cli.context import application
from app.core.actors import command_line
from app.core.db import transaction
from app.core.errors import NotFound
from app.coverage.evidence.kept import write_whole
from app.coverage.evidence.pack import pack_of, page_address, report_bytes
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries.snapshots import snapshot_or_404
from app.coverage.services.evidence import note_taken


@click.command()
@click.argument("snapshot", type=int)
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--report", "only_report", is_flag=True, help="Write only the report, as a PDF.")
@click.pass_context
def evidence(
    context: click.Context,
    snapshot: int,
    file: Path,
    only_report: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Write the evidence pack of the publication with number SNAPSHOT to FILE, a ZIP.

    It names people: keep it where only those can read it who may. The log says that it was made.
    """
    with application(context) as app:
        try:
            found = snapshot_or_404(snapshot)
        except NotFound as unknown:
            raise click.ClickException(f"There is no publication {snapshot}.") from unknown
        address = page_address(app.extensions["settings"].base_url, found)
        if only_report:
            _write(file, BytesIO(report_bytes(found, address)))
        else:
            _write_pack(found, file, address)


def _write_pack(snapshot: Snapshot, file: Path, address: str) -> None:
    made = pack_of(snapshot, address)
    with made.file:
        with transaction():
            note_taken(snapshot, made.sha256, by=command_line("kadra evidence"))
        _write(file, made.file)
    click.echo(f"{made.sha256}  {file}")


def _write(path: Path, content: IO[bytes]) -> None:
    try:
        write_whole(path, content)
    except OSError as why:
        raise click.ClickException(f"{path} cannot be written: {why.strerror}.") from why
