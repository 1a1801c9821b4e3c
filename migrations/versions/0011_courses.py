"""Courses, their versions and lessons, and how far somebody is."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "courses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(code) > 0", name=op.f("ck_courses_code_given")),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["trainings.id"],
            name="fk_courses_training_id_trainings",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_courses"),
        sa.UniqueConstraint("code", name="uq_courses_code"),
    )
    op.create_index("ix_courses_training_id", "courses", ["training_id"])
    op.create_table(
        "course_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("training_version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=600), nullable=False),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.Column("glossary", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("search_text", sa.String(length=4000), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(length=210), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_course_versions_digest_length")),
        sa.CheckConstraint("number > 0", name=op.f("ck_course_versions_number_positive")),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name="fk_course_versions_course_id_courses",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["training_version_id"],
            ["training_versions.id"],
            name="fk_course_versions_training_version_id_training_versions",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_course_versions"),
        sa.UniqueConstraint("course_id", "number", name="uq_course_versions_course_id_number"),
    )
    op.create_index(
        "ix_course_versions_training_version_id", "course_versions", ["training_version_id"]
    )
    op.create_table(
        "lessons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_lessons_minutes_positive")),
        sa.CheckConstraint("position > 0", name=op.f("ck_lessons_position_positive")),
        sa.ForeignKeyConstraint(
            ["course_version_id"],
            ["course_versions.id"],
            name="fk_lessons_course_version_id_course_versions",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lessons"),
        sa.UniqueConstraint(
            "course_version_id", "position", name="uq_lessons_course_version_id_position"
        ),
        sa.UniqueConstraint("course_version_id", "slug", name="uq_lessons_course_version_id_slug"),
    )
    op.create_table(
        "course_pictures",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_course_pictures_digest_length")),
        sa.PrimaryKeyConstraint("digest", name="pk_course_pictures"),
    )
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("course_version_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completion_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(finished_at IS NULL) = (completion_id IS NULL)",
            name=op.f("ck_enrolments_finished_with_completion"),
        ),
        sa.ForeignKeyConstraint(
            ["completion_id"],
            ["completions.id"],
            name="fk_enrolments_completion_id_completions",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name="fk_enrolments_course_id_courses",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["course_version_id"],
            ["course_versions.id"],
            name="fk_enrolments_course_version_id_course_versions",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name="fk_enrolments_person_id_persons",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_enrolments"),
    )
    op.create_index("ix_enrolments_completion_id", "enrolments", ["completion_id"])
    op.create_index("ix_enrolments_course_id", "enrolments", ["course_id"])
    op.create_index("ix_enrolments_course_version_id", "enrolments", ["course_version_id"])
    op.create_index("ix_enrolments_person_id", "enrolments", ["person_id"])
    op.create_index(
        "uq_enrolments_unfinished",
        "enrolments",
        ["person_id", "course_id"],
        unique=True,
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "lesson_progress",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=True),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_lesson_progress_seconds_not_negative")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name="fk_lesson_progress_enrolment_id_enrolments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"],
            ["lessons.id"],
            name="fk_lesson_progress_lesson_id_lessons",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("enrolment_id", "lesson_id", name="pk_lesson_progress"),
    )
    op.create_index("ix_lesson_progress_lesson_id", "lesson_progress", ["lesson_id"])
    op.create_table(
        "check_answers",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("check_key", sa.String(length=80), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name="fk_check_answers_enrolment_id_enrolments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"],
            ["lessons.id"],
            name="fk_check_answers_lesson_id_lessons",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("enrolment_id", "lesson_id", "check_key", name="pk_check_answers"),
    )
    op.create_index("ix_check_answers_lesson_id", "check_answers", ["lesson_id"])


def downgrade() -> None:
    op.drop_table("check_answers")
    op.drop_table("lesson_progress")
    op.drop_table("enrolments")
    op.drop_table("course_pictures")
    op.drop_table("lessons")
    op.drop_table("course_versions")
    op.drop_table("courses")
