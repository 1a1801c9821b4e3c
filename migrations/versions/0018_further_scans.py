"""Scans that say more of somebody who is known to be there. What is kept stays."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLE = "further_scans"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_departure", sa.Boolean(), nullable=False),
        sa.Column("way", sa.String(length=30), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("confirmed_by", sa.String(length=210), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("is_offline", sa.Boolean(), nullable=False),
        sa.Column("review", sa.String(length=30), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name="fk_further_scans_meeting_id_meetings",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name="fk_further_scans_person_id_persons",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_further_scans"),
        sa.UniqueConstraint("key", name="uq_further_scans_key"),
    )
    op.create_index("ix_further_scans_meeting_id", TABLE, ["meeting_id", "person_id"])
    op.create_index("ix_further_scans_person_id", TABLE, ["person_id"])
    _guard(f"{TABLE}_keep", "UPDATE")
    _guard(f"{TABLE}_stay", "DELETE")


def downgrade() -> None:
    on_table = f" ON {TABLE}" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER {TABLE}_keep{on_table}")
    op.execute(f"DROP TRIGGER {TABLE}_stay{on_table}")
    op.drop_table(TABLE)


def _guard(name: str, event: str) -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} "
        + (
            f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )
    )
