"""The ledger of presence, the lists drawn from it, and personal codes. What is kept stays."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

#: rows of these are added, and neither changed nor removed
APPEND_ONLY = (
    "check_ins",
    "check_outs",
    "attendance_corrections",
    "session_closings",
    "participation_lists",
    "list_acceptances",
    "replaced_links",
)


def upgrade() -> None:
    op.create_table(
        "check_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=30), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("confirmed_by", sa.String(length=210), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("is_offline", sa.Boolean(), nullable=False),
        sa.Column("shares_device", sa.Boolean(), nullable=False),
        sa.Column("review", sa.String(length=30), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name="fk_check_ins_meeting_id_meetings",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name="fk_check_ins_person_id_persons",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_check_ins"),
        sa.UniqueConstraint("key", name="uq_check_ins_key"),
        sa.UniqueConstraint("meeting_id", "person_id", name="uq_check_ins_meeting_id_person_id"),
    )
    op.create_index("ix_check_ins_person_id", "check_ins", ["person_id"])
    op.create_table(
        "check_outs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=30), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("confirmed_by", sa.String(length=210), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("is_offline", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name="fk_check_outs_meeting_id_meetings",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name="fk_check_outs_person_id_persons",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_check_outs"),
        sa.UniqueConstraint("key", name="uq_check_outs_key"),
        sa.UniqueConstraint("meeting_id", "person_id", name="uq_check_outs_meeting_id_person_id"),
    )
    op.create_index("ix_check_outs_person_id", "check_outs", ["person_id"])
    op.create_table(
        "attendance_corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_excused", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrected_by", sa.String(length=210), nullable=False),
        sa.CheckConstraint(
            "NOT (is_present AND is_excused) AND (is_present OR arrived_at IS NULL)"
            " AND (is_present OR left_at IS NULL)",
            name=op.f("ck_attendance_corrections_absent_without_times"),
        ),
        sa.CheckConstraint(
            "left_at IS NULL OR left_at >= arrived_at",
            name=op.f("ck_attendance_corrections_left_after_arrival"),
        ),
        sa.CheckConstraint(
            "length(reason) > 0", name=op.f("ck_attendance_corrections_reason_given")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name="fk_attendance_corrections_meeting_id_meetings",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name="fk_attendance_corrections_person_id_persons",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_corrections"),
    )
    op.create_index(
        "ix_attendance_corrections_meeting_id",
        "attendance_corrections",
        ["meeting_id", "person_id"],
    )
    op.create_index("ix_attendance_corrections_person_id", "attendance_corrections", ["person_id"])
    op.create_table(
        "refused_scans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("presented_by", sa.String(length=210), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name="fk_refused_scans_meeting_id_meetings",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name="fk_refused_scans_person_id_persons",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_refused_scans"),
        sa.UniqueConstraint("key", name="uq_refused_scans_key"),
    )
    op.create_index("ix_refused_scans_meeting_id", "refused_scans", ["meeting_id", "recorded_at"])
    op.create_index("ix_refused_scans_person_id", "refused_scans", ["person_id"])
    op.create_table(
        "session_closings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(length=210), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_session_closings_number_positive")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_sessions.id"],
            name="fk_session_closings_session_id_training_sessions",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_session_closings"),
        sa.UniqueConstraint("session_id", "number", name="uq_session_closings_session_id_number"),
    )
    op.create_table(
        "earned_completions",
        sa.Column("completion_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["completion_id"],
            ["completions.id"],
            name="fk_earned_completions_completion_id_completions",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_sessions.id"],
            name="fk_earned_completions_session_id_training_sessions",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("completion_id", name="pk_earned_completions"),
    )
    op.create_index("ix_earned_completions_session_id", "earned_completions", ["session_id"])
    op.create_table(
        "participation_lists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("drawn_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(sha256) = 64", name=op.f("ck_participation_lists_sha256_length")
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_participation_lists_version_positive")),
        sa.ForeignKeyConstraint(
            ["closing_id"],
            ["session_closings.id"],
            name="fk_participation_lists_closing_id_session_closings",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["training_sessions.id"],
            name="fk_participation_lists_session_id_training_sessions",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["units.id"],
            name="fk_participation_lists_unit_id_units",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_participation_lists"),
        sa.UniqueConstraint("code", name="uq_participation_lists_code"),
        sa.UniqueConstraint(
            "session_id",
            "unit_id",
            "version",
            name="uq_participation_lists_session_id_unit_id_version",
        ),
        sa.UniqueConstraint(
            "year", "serial", "version", name="uq_participation_lists_year_serial_version"
        ),
    )
    op.create_index("ix_participation_lists_closing_id", "participation_lists", ["closing_id"])
    op.create_index("ix_participation_lists_unit_id", "participation_lists", ["unit_id"])
    op.create_table(
        "participation_list_counts",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("drawn_up", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_participation_list_counts"),
    )
    op.create_table(
        "list_acceptances",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_by", sa.String(length=210), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name="fk_list_acceptances_account_id_accounts",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["participation_lists.id"],
            name="fk_list_acceptances_list_id_participation_lists",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("list_id", name="pk_list_acceptances"),
    )
    op.create_index("ix_list_acceptances_account_id", "list_acceptances", ["account_id"])
    op.create_table(
        "link_keys",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_link_keys"),
    )
    op.create_table(
        "replaced_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_by", sa.String(length=210), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name="fk_replaced_links_person_id_persons",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_replaced_links"),
    )
    op.create_index("ix_replaced_links_person_id", "replaced_links", ["person_id", "kind"])
    for table in APPEND_ONLY:
        _guard(f"{table}_keep", "UPDATE", table)
        _guard(f"{table}_stay", "DELETE", table)
    keys = sa.table("link_keys", sa.column("id"), sa.column("secret"))
    op.bulk_insert(keys, [{"id": 1, "secret": secrets.token_hex(32)}])


def downgrade() -> None:
    for table in APPEND_ONLY:
        on_table = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
        op.execute(f"DROP TRIGGER {table}_keep{on_table}")
        op.execute(f"DROP TRIGGER {table}_stay{on_table}")
    op.drop_table("replaced_links")
    op.drop_table("link_keys")
    op.drop_table("list_acceptances")
    op.drop_table("participation_list_counts")
    op.drop_table("participation_lists")
    op.drop_table("earned_completions")
    op.drop_table("session_closings")
    op.drop_table("refused_scans")
    op.drop_table("attendance_corrections")
    op.drop_table("check_outs")
    op.drop_table("check_ins")


def _guard(name: str, event: str, table: str) -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
        + (
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )
    )
