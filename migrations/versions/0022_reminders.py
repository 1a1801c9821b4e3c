"""Assignments by post and by start of work, waivers, and mails that remind."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("assignments") as assignments:
        assignments.add_column(sa.Column("due_days", sa.Integer(), nullable=True))
        assignments.alter_column("due_on", existing_type=sa.Date(), nullable=True)
        assignments.create_check_constraint(
            op.f("ck_assignments_due_one_way"), "(due_on IS NULL) <> (due_days IS NULL)"
        )
        assignments.create_check_constraint(
            op.f("ck_assignments_due_days_range"), "due_days BETWEEN 1 AND 730"
        )
    op.create_table(
        "assignment_posts",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name="fk_assignment_posts_assignment_id_assignments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name="fk_assignment_posts_post_id_posts", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("assignment_id", "post_id", name="pk_assignment_posts"),
    )
    op.create_index("ix_assignment_posts_post_id", "assignment_posts", ["post_id"])

    op.create_table(
        "waivers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("waived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waived_by", sa.String(length=210), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=210), nullable=True),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
            name=op.f("ck_waivers_withdrawn_whole"),
        ),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_waivers_reason_given")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_waivers_person_id_persons", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["trainings.id"],
            name="fk_waivers_training_id_trainings",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_waivers"),
    )
    op.create_index("ix_waivers_person_id", "waivers", ["person_id"])
    op.create_index("ix_waivers_training_id", "waivers", ["training_id"])
    op.create_index(
        "uq_waivers_standing",
        "waivers",
        ["person_id", "training_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )

    op.create_table(
        "mailings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_by", sa.String(length=210), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.String(length=210), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by", sa.String(length=210), nullable=True),
        sa.CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_by IS NULL)",
            name=op.f("ck_mailings_cancelled_whole"),
        ),
        sa.CheckConstraint(
            "(released_at IS NULL) = (released_by IS NULL)", name=op.f("ck_mailings_released_whole")
        ),
        sa.CheckConstraint(
            "released_at IS NULL OR cancelled_at IS NULL", name=op.f("ck_mailings_decided_once")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name="fk_mailings_unit_id_units", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mailings"),
    )
    op.create_index("ix_mailings_unit_id", "mailings", ["unit_id"])

    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailing_id", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_digest", sa.Boolean(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailing_id"],
            ["mailings.id"],
            name="fk_reminders_mailing_id_mailings",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.UniqueConstraint(
            "addressee",
            "day",
            "is_digest",
            "mailing_id",
            name="uq_reminders_addressee_day_is_digest_mailing_id",
        ),
    )
    op.create_index("ix_reminders_mailing_id", "reminders", ["mailing_id"])

    op.create_table(
        "reminder_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.String(length=30), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name="fk_reminder_items_person_id_persons",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["reminder_id"],
            ["reminders.id"],
            name="fk_reminder_items_reminder_id_reminders",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["trainings.id"],
            name="fk_reminder_items_training_id_trainings",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_items"),
        sa.UniqueConstraint(
            "addressee",
            "person_id",
            "training_id",
            "due_on",
            "stage",
            "round",
            name="uq_reminder_items_told_once",
        ),
    )
    op.create_index("ix_reminder_items_person_id", "reminder_items", ["person_id"])
    op.create_index("ix_reminder_items_reminder_id", "reminder_items", ["reminder_id"])
    op.create_index("ix_reminder_items_training_id", "reminder_items", ["training_id"])


def downgrade() -> None:
    op.drop_table("reminder_items")
    op.drop_table("reminders")
    op.drop_table("mailings")
    op.drop_table("waivers")
    op.drop_table("assignment_posts")
    op.execute(
        "DELETE FROM assignments WHERE due_on IS NULL"
    )  # the older schema has no word for it
    with op.batch_alter_table("assignments") as assignments:
        assignments.drop_constraint(op.f("ck_assignments_due_one_way"), type_="check")
        assignments.drop_constraint(op.f("ck_assignments_due_days_range"), type_="check")
        assignments.alter_column("due_on", existing_type=sa.Date(), nullable=False)
        assignments.drop_column("due_days")
