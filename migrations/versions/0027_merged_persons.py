"""Records follow a person into the one she was merged into, and nowhere else."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

FACTS = ("version_id", "completed_on", "source", "is_passed", "score_percent", "recorded_at")
#: rows of these never change, but for the number of a person who is another one now
FOLLOWING = (
    *("completions", "certificates"),
    *("check_ins", "check_outs", "further_scans", "attendance_corrections"),
)
#: what is written about somebody who was merged would be seen by nobody
CLOSED = ("employments", "absences", "completions")

SUCCESSOR_OF = "(SELECT merged_into_id FROM persons WHERE id = {}.person_id)"
MOVES = f"NEW.person_id IS NOT {SUCCESSOR_OF.format('OLD')}"
IS_MERGED = f"{SUCCESSOR_OF.format('NEW')} IS NOT NULL"
LOOK = SUCCESSOR_OF.format("NEW")[1:-1].replace(" FROM", " INTO successor FROM") + " FOR KEY SHARE;"
GONE = "this person was merged into another"


def upgrade() -> None:
    _create_functions()
    for table in FOLLOWING:
        _drop(f"{table}_keep", table)
        _guard_facts(table, _facts_of(table))
        _guard_person(table)
    for table in CLOSED:
        _close(table)


def downgrade() -> None:
    for table in CLOSED:
        _drop(f"{table}_not_of_merged", table)
    for table in FOLLOWING:
        _drop(f"{table}_follow", table)
        _drop(f"{table}_keep", table)
        columns = ("person_id", *FACTS) if table == "completions" else ()
        _guard_facts(table, columns)
    if _is_postgresql():
        op.execute("DROP FUNCTION refuse_moving()")
        op.execute("DROP FUNCTION refuse_merged()")


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _facts_of(table: str) -> tuple[str, ...]:
    if table == "completions":
        return FACTS
    columns = sa.inspect(op.get_bind()).get_columns(table)
    return tuple(column["name"] for column in columns if column["name"] != "person_id")


def _drop(name: str, table: str) -> None:
    op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if _is_postgresql() else ""))


def _guard_facts(table: str, columns: tuple[str, ...]) -> None:
    event = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
    op.execute(
        f"CREATE TRIGGER {table}_keep BEFORE {event} ON {table} "
        + (
            "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
            if _is_postgresql()
            else f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    )


def _guard_person(table: str) -> None:
    action = (
        "FOR EACH ROW EXECUTE FUNCTION refuse_moving()"
        if _is_postgresql()
        else f"WHEN {MOVES} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
    op.execute(f"CREATE TRIGGER {table}_follow BEFORE UPDATE OF person_id ON {table} {action}")


def _close(table: str) -> None:
    action = (
        "FOR EACH ROW EXECUTE FUNCTION refuse_merged()"
        if _is_postgresql()
        else f"WHEN {IS_MERGED} BEGIN SELECT RAISE(ABORT, '{GONE}'); END"
    )
    op.execute(f"CREATE TRIGGER {table}_not_of_merged BEFORE INSERT ON {table} {action}")


def _create_functions() -> None:
    if not _is_postgresql():
        return
    op.execute(
        "CREATE FUNCTION refuse_moving() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF NEW.person_id IS DISTINCT FROM {SUCCESSOR_OF.format('OLD')} "
        "THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF; "
        "RETURN NEW; END $$"
    )
    # the lock waits for a merge that goes on at this moment, and then sees what it did
    op.execute(
        "CREATE FUNCTION refuse_merged() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "DECLARE successor integer; BEGIN "
        f"{LOOK} "
        "IF successor IS NOT NULL "
        f"THEN RAISE EXCEPTION '{GONE}'; END IF; "
        "RETURN NEW; END $$"
    )
