"""Every page a test fetches is also checked: title, labels, ids, nothing inline, query budget."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.city import City, counted_queries

QUERY_BUDGET = 10
_LABELLED = {"input", "select", "textarea"}
_NO_LABEL_NEEDED = {"hidden", "submit", "button"}
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect", "use", "wbr"}


@dataclass
class Visitor:
    """A browser of one persona, which complains about bad pages."""

    city: City
    persona: str | None = None
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.city.client(self.persona)

    def get(self, url: str, *, status: int = 200, budget: int = QUERY_BUDGET) -> str:
        """The text of the page at `url`, which is well made and took `budget` queries at most."""
        with counted_queries(self.city.app) as statements:
            response = self.client.get(url)
        return self._checked(url, response, status, statements, budget)

    def post(
        self, url: str, data: dict[str, Any] | None = None, *, status: int = 302
    ) -> TestResponse:
        """The answer to a form sent to `url`, with a valid token against forgery."""
        response = self.send(url, data)
        assert response.status_code == status, response.text[:3000]
        return response

    def send(self, url: str, data: dict[str, Any] | None = None) -> TestResponse:
        """The same, whatever the answer."""
        return self.client.post(url, data={**(data or {}), "csrf_token": self._token()})

    def _checked(
        self, url: str, response: TestResponse, status: int, statements: list[str], budget: int
    ) -> str:
        assert response.status_code == status, f"{url} answered {response.status_code}"
        assert len(statements) <= budget, "\n".join([
            f"{url}: {len(statements)} queries",
            *statements,
        ])
        if response.content_type.startswith("text/html"):
            faults = faults_of(response.text)
            assert not faults, f"{url}: {'; '.join(faults)}"
        return response.text

    def _token(self) -> str:
        from flask import g  # noqa: PLC0415
        from flask_wtf.csrf import generate_csrf  # noqa: PLC0415

        with self.client.session_transaction() as session:
            kept = dict(session)
        with self.city.app.test_request_context():
            from flask import session as inside  # noqa: PLC0415

            inside.update(kept)
            g.pop("csrf_token", None)
            token = generate_csrf()
            raw = inside["csrf_token"]
        with self.client.session_transaction() as session:
            session["csrf_token"] = raw
        return str(token)


def faults_of(html: str) -> list[str]:
    """What is wrong with the page, in words; empty if nothing is."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.faults()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.ids: list[str] = []
        self.label_targets: set[str] = set()
        self.references: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.headings: list[str] = []
        self.inline: list[str] = []
        self.open: list[str] = []
        self.wrapped_in_label: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        self.inline += [
            f"{tag} has {name}" for name in attributes if name == "style" or name[:2] == "on"
        ]
        if tag == "style" or (tag == "script" and "src" not in attributes):
            self.inline.append(f"inline <{tag}>")
        if tag == "label" and attributes.get("for"):
            self.label_targets.add(str(attributes["for"]))
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            self.references |= set((attributes.get(name) or "").split())
        if tag in _LABELLED and attributes.get("type") not in _NO_LABEL_NEEDED:
            self.controls.append(attributes)
            self.wrapped_in_label.append("label" in self.open)
        if tag == "h1":
            self.headings.append(tag)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += data

    def faults(self) -> list[str]:
        doubled = sorted({one for one in self.ids if self.ids.count(one) > 1})
        unlabelled = [
            str(control.get("name") or control.get("id"))
            for control, wrapped in zip(self.controls, self.wrapped_in_label, strict=True)
            if not wrapped
            and control.get("id") not in self.label_targets
            and not control.get("aria-label")
            and not control.get("aria-labelledby")
        ]
        missing = sorted(self.references - set(self.ids))
        return [
            *([] if "Kadra" in self.title else [f"title is {self.title!r}"]),
            *([] if len(self.headings) == 1 else [f"{len(self.headings)} h1 headings"]),
            *(f"id {one} stands twice" for one in doubled),
            *(f"no label for {one}" for one in unlabelled),
            *(f"nothing has the id {one}" for one in missing),
            *self.inline,
        ]
