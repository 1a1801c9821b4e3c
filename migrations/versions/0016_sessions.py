"""Sessions, their meetings, who is invited, and the mails about them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "training_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("remarks", sa.String(length=1000), nullable=False),
        sa.Column("form", sa.String(length=30), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("walk_ins", sa.Boolean(), nullable=False),
        sa.Column("credit_percent", sa.Integer(), nullable=True),
        sa.Column("credit_minutes", sa.Integer(), nullable=True),
        sa.Column("opens_before_minutes", sa.Integer(), nullable=False),
        sa.Column("late_after_minutes", sa.Integer(), nullable=False),
        sa.Column("has_check_out", sa.Boolean(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_by", sa.String(length=210), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by", sa.String(length=210), nullable=True),
        sa.Column("cancelled_reason", sa.String(length=500), nullable=True),
        sa.CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_by IS NULL)"
            " AND (cancelled_at IS NULL) = (cancelled_reason IS NULL)",
            name=op.f("ck_training_sessions_cancelled_whole"),
        ),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_training_sessions_capacity_positive")),
        sa.CheckConstraint(
            "credit_minutes > 0", name=op.f("ck_training_sessions_credit_minutes_positive")
        ),
        sa.CheckConstraint(
            "credit_percent BETWEEN 1 AND 100",
            name=op.f("ck_training_sessions_credit_percent_range"),
        ),
        sa.CheckConstraint(
            "credit_percent IS NULL OR credit_minutes IS NULL",
            name=op.f("ck_training_sessions_one_credit_rule"),
        ),
        sa.CheckConstraint(
            "late_after_minutes BETWEEN 0 AND 240",
            name=op.f("ck_training_sessions_late_after_range"),
        ),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_training_sessions_title_given")),
        sa.CheckConstraint(
            "opens_before_minutes BETWEEN 0 AND 240",
            name=op.f("ck_training_sessions_opens_before_range"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["units.id"],
            name="fk_training_sessions_unit_id_units",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["training_versions.id"],
            name="fk_training_sessions_version_id_training_versions",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_training_sessions"),
    )
    op.create_index("ix_training_sessions_unit_id", "training_sessions", ["unit_id"])
    op.create_index("ix_training_sessions_version_id", "training_sessions", ["version_id"])
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meetings_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_sessions.id"],
            name="fk_meetings_session_id_training_sessions",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
    )
    op.create_index("ix_meetings_ends_at", "meetings", ["ends_at"])
    op.create_index("ix_meetings_session_id", "meetings", ["session_id"])
    op.create_index("ix_meetings_starts_at", "meetings", ["starts_at"])
    op.create_table(
        "session_trainers",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("function", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name="fk_session_trainers_account_id_accounts",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_sessions.id"],
            name="fk_session_trainers_session_id_training_sessions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", "account_id", name="pk_session_trainers"),
    )
    op.create_index("ix_session_trainers_account_id", "session_trainers", ["account_id"])
    op.create_table(
        "invited_units",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("teaching_only", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_sessions.id"],
            name="fk_invited_units_session_id_training_sessions",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name="fk_invited_units_unit_id_units", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("session_id", "unit_id", name="pk_invited_units"),
    )
    op.create_index("ix_invited_units_unit_id", "invited_units", ["unit_id"])
    op.create_table(
        "sign_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("signed_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_up_by", sa.String(length=210), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=210), nullable=True),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
            name=op.f("ck_sign_ups_withdrawn_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_sign_ups_person_id_persons", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_sessions.id"],
            name="fk_sign_ups_session_id_training_sessions",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sign_ups"),
    )
    op.create_index("ix_sign_ups_session_id", "sign_ups", ["session_id", "id"])
    op.create_index("ix_sign_ups_person_id", "sign_ups", ["person_id"])
    op.create_index(
        "uq_sign_ups_standing",
        "sign_ups",
        ["session_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_notices_person_id_persons", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_sessions.id"],
            name="fk_notices_session_id_training_sessions",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint(
            "session_id",
            "person_id",
            "kind",
            "occasion",
            name="uq_notices_session_id_person_id_kind_occasion",
        ),
    )
    op.create_index("ix_notices_person_id", "notices", ["person_id"])
    op.create_index("ix_notices_unsent", "notices", ["sent_at", "due_at"])


def downgrade() -> None:
    op.drop_table("notices")
    op.drop_table("sign_ups")
    op.drop_table("invited_units")
    op.drop_table("session_trainers")
    op.drop_table("meetings")
    op.drop_table("training_sessions")
