"""A version of a training that somebody completed cannot be changed, whatever the code does."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

USED = "SELECT 1 FROM completions WHERE version_id = OLD.id"
COMPLAINT = "a version that somebody completed is frozen"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER training_versions_keep BEFORE UPDATE ON training_versions "
            f"WHEN EXISTS ({USED}) BEGIN SELECT RAISE(ABORT, '{COMPLAINT}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION refuse_changing_used_version() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF EXISTS ({USED}) THEN RAISE EXCEPTION '{COMPLAINT}'; END IF; "
        "RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER training_versions_keep BEFORE UPDATE ON training_versions "
        "FOR EACH ROW EXECUTE FUNCTION refuse_changing_used_version()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER training_versions_keep")
        return
    op.execute("DROP TRIGGER training_versions_keep ON training_versions")
    op.execute("DROP FUNCTION refuse_changing_used_version()")
