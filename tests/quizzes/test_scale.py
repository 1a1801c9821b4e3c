"""However many people take a course, a page reads the rows of one person."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from app.core.db import db
from quizzes.queries import papers, standing, tokens


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "question",
    [
        pytest.param(papers._OPEN, id="the open paper"),
        pytest.param(papers._HANDED_IN, id="a result"),
        pytest.param(papers._ANSWERS, id="answers"),
        pytest.param(standing._TRIES, id="attempts"),
        pytest.param(tokens._FOR_ANSWER, id="the paper that an answer is for"),
    ],
)
def test_no_question_goes_through_all_who_take_the_course(
    app: Flask, question: Select[Any]
) -> None:
    """SQLite knows no statistics, so it shows which way is open at all."""
    statement = str(question.compile(dialect=sqlite.dialect()))

    with app.app_context():
        nothing = ("",) * statement.count("?")
        rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", nothing)
        plan = [row.detail for row in rows]

    assert plan
    assert not [step for step in plan if "SCAN" in step or "ix_enrolments_course_id" in step]
