"""Quizzes, questions, attempts and answers."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quizzes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_version_id", sa.Integer(), nullable=False),
        sa.Column("draw", sa.Integer(), nullable=False),
        sa.Column("pass_percent", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=True),
        sa.Column("pause_minutes", sa.Integer(), nullable=True),
        sa.Column("time_limit_minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint("attempts > 0", name=op.f("ck_quizzes_attempts_positive")),
        sa.CheckConstraint("draw > 0", name=op.f("ck_quizzes_draw_positive")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_quizzes_minutes_positive")),
        sa.CheckConstraint(
            "pass_percent BETWEEN 1 AND 100", name=op.f("ck_quizzes_pass_percent_range")
        ),
        sa.CheckConstraint("pause_minutes >= 0", name=op.f("ck_quizzes_pause_not_negative")),
        sa.CheckConstraint("time_limit_minutes > 0", name=op.f("ck_quizzes_time_limit_positive")),
        sa.ForeignKeyConstraint(
            ["course_version_id"],
            ["course_versions.id"],
            name="fk_quizzes_course_version_id_course_versions",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_quizzes"),
        sa.UniqueConstraint("course_version_id", name="uq_quizzes_course_version_id"),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quizzes.id"], name="fk_questions_quiz_id_quizzes", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("quiz_id", "key", name="uq_questions_quiz_id_key"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=43), nullable=False),
        sa.Column("paper", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("is_passed", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "(submitted_at IS NULL) = (percent IS NULL)"
            " AND (submitted_at IS NULL) = (is_passed IS NULL)",
            name=op.f("ck_attempts_submitted_with_result"),
        ),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_attempts_percent_range")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name="fk_attempts_enrolment_id_enrolments",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quizzes.id"], name="fk_attempts_quiz_id_quizzes", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.UniqueConstraint("enrolment_id", "number", name="uq_attempts_enrolment_id_number"),
        sa.UniqueConstraint("token", name="uq_attempts_token"),
    )
    op.create_index("ix_attempts_quiz_id", "attempts", ["quiz_id"])
    op.create_index(
        "uq_attempts_open",
        "attempts",
        ["enrolment_id"],
        unique=True,
        sqlite_where=sa.text("submitted_at IS NULL"),
        postgresql_where=sa.text("submitted_at IS NULL"),
    )
    op.create_table(
        "answers",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("credit_percent", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "credit_percent BETWEEN 0 AND 100", name=op.f("ck_answers_credit_range")
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempts.id"],
            name="fk_answers_attempt_id_attempts",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("attempt_id", "position", name="pk_answers"),
    )


def downgrade() -> None:
    op.drop_table("answers")
    op.drop_table("attempts")
    op.drop_table("questions")
    op.drop_table("quizzes")
