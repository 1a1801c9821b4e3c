"""The words of the document: it is a Polish one, whatever language the screen is in."""

from collections.abc import Iterable, Iterator

from flask_babel import force_locale
from flask_babel import gettext as _

from app.core.paper.codes import grouped
from app.training.models.trainings import Topic
from app.training.wording.register import minutes_label, teaching_hours_label, topic_sentence
from app.web.languages import date_full
from certificates.document.words import Detail, Words
from certificates.facts import Facts


class PolishLabels:
    """Labels of Polish documents."""

    language = "pl"

    def topics(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The topics as sentences."""
        with force_locale(self.language):
            return tuple(topic_sentence(Topic(code)) for code in codes)

    def words(self, facts: Facts, number: str, code: str, base_url: str) -> Words:
        """Everything that is printed."""
        with force_locale(self.language):
            return Words(
                language=self.language,
                issuer=facts.issuer,
                number=_("No. %(number)s", number=number),
                issued=_("issued on %(day)s", day=date_full(facts.issued_on)),
                heading=_("Certificate"),
                subheading=_("of a completed training"),
                recipient_label=_("Given to"),
                name=facts.name,
                schools=facts.schools,
                training_label=_("Completed training"),
                title=facts.title,
                programme=programme_label(facts.programme),
                details=tuple(_details(facts)),
                topics_label=_("What the training covered"),
                topics=facts.topics,
                check_heading=_("Is this certificate valid?"),
                check=_("The page that the QR code leads to will answer. Or type the code at:"),
                address=f"{base_url.partition('://')[2]}/v/",
                code=grouped(code),
                file_title=_("Certificate %(number)s: %(name)s", number=number, name=facts.name),
                file_subject=number,
            )


def programme_label(programme: str) -> str:
    return _("programme %(label)s", label=programme)


def _details(facts: Facts) -> Iterator[Detail]:
    yield Detail(_("Completed on"), date_full(facts.completed_on))
    hours = teaching_hours_label(facts.teaching_hours)
    yield Detail(_("Length"), minutes_label(facts.minutes), hours)
    if facts.score_percent is not None:
        yield Detail(_("Result of the test"), f"{facts.score_percent}%")
    until = facts.valid_until
    yield Detail(_("Valid until"), date_full(until) if until else _("without limit"))
