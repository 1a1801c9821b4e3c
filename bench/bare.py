"""What Flask costs alone: one route, one query, one small template; and one durable INSERT."""

from flask import Flask, render_template, request
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import text

from app.core.settings import Settings

_PAGE = "<!doctype html><title>{{ name }}</title><h1>{{ name }}</h1><p>{{ number }}</p>"

app = Flask("bare")
app.jinja_loader = DictLoader({"bare.html": _PAGE})
app.config["SQLALCHEMY_DATABASE_URI"] = Settings.from_env().database_url
database = SQLAlchemy(app)


@app.get("/")
def index() -> str:
    """One row, shown."""
    row = database.session.execute(text("SELECT id, name FROM units WHERE id = 1")).one()
    return render_template("bare.html", name=row.name, number=row.id)


@app.post("/marks")
def mark() -> dict[str, str]:
    """One row, on disk before it is acknowledged."""
    key = request.get_json()["key"]
    database.session.execute(text('INSERT INTO marks ("key") VALUES (:key)'), {"key": key})
    database.session.commit()
    return {"key": key}
