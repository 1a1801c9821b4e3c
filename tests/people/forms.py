"""What a page's form would send if nothing in it were changed."""

from html.parser import HTMLParser

from tests.support.pages import Visitor


def filled(browser: Visitor, url: str) -> dict[str, str]:
    """The answers that the form of the page at `url` already shows."""
    reader = _Answers()
    reader.feed(browser.get(url))
    reader.close()
    return reader.answers


class _Answers(HTMLParser):
    """Reads the last form that is sent by POST."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, str] = {}
        self.inside = False
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = "form" in given.get("class", "").split()
        if not self.inside:
            return
        if tag == "select":
            self.select = given["name"]
            self.answers[self.select] = ""
        elif tag == "option" and "selected" in given:
            self.answers[self.select] = given["value"]
        elif tag == "input" and (given.get("type") != "radio" or "checked" in given):
            self.answers[given["name"]] = given.get("value", "")
