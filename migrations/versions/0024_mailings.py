"""Mailings by hand and by themselves, mails that are not sent any more, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

OPEN = sa.text("sent_at IS NULL AND dropped_at IS NULL")
BY_ITSELF = sa.text("NOT is_by_hand")


def upgrade() -> None:
    with op.batch_alter_table("mailings") as mailings:
        mailings.add_column(
            sa.Column("is_by_hand", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        mailings.drop_constraint(op.f("ck_mailings_decided_once"), type_="check")
    with op.batch_alter_table("mailings") as mailings:
        mailings.alter_column("is_by_hand", server_default=None)
    op.create_index(
        "uq_mailings_planned_once_a_day",
        "mailings",
        ["unit_id", "planned_on"],
        unique=True,
        sqlite_where=BY_ITSELF,
        postgresql_where=BY_ITSELF,
    )
    with op.batch_alter_table("reminders") as reminders:
        reminders.add_column(sa.Column("dropped_because", sa.String(length=30), nullable=True))
        reminders.create_check_constraint(
            op.f("ck_reminders_ended_once"), "sent_at IS NULL OR dropped_at IS NULL"
        )
        reminders.create_check_constraint(
            op.f("ck_reminders_dropped_whole"),
            "(dropped_at IS NULL) = (dropped_because IS NULL)",
        )
    op.create_index(
        "ix_reminders_open",
        "reminders",
        ["day", "id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_index("ix_reminders_open", "reminders")
    with op.batch_alter_table("reminders") as reminders:
        reminders.drop_constraint(op.f("ck_reminders_dropped_whole"), type_="check")
        reminders.drop_constraint(op.f("ck_reminders_ended_once"), type_="check")
        reminders.drop_column("dropped_because")
    op.drop_index("uq_mailings_planned_once_a_day", "mailings")
    op.execute(
        "UPDATE mailings SET released_at = NULL, released_by = NULL WHERE cancelled_at IS NOT NULL"
    )
    with op.batch_alter_table("mailings") as mailings:
        mailings.drop_column("is_by_hand")
        mailings.create_check_constraint(
            op.f("ck_mailings_decided_once"), "released_at IS NULL OR cancelled_at IS NULL"
        )
