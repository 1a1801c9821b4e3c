"""The audit log and the facts of completions cannot be rewritten, whatever the code does."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FACTS = "person_id, version_id, completed_on, source, is_passed, score_percent, recorded_at"
#: name, event, table
GUARDS = (
    ("audit_entries_keep", "UPDATE", "audit_entries"),
    ("audit_entries_stay", "DELETE", "audit_entries"),
    ("completions_keep", f"UPDATE OF {FACTS}", "completions"),
    ("completions_stay", "DELETE", "completions"),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, event, table in GUARDS:
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for name, event, table in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for name, _event, table in GUARDS:
        op.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}")
    if postgresql:
        op.execute("DROP FUNCTION refuse_rewriting()")
