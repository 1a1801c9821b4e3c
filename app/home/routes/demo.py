"""Pages that only the demo has: every piece of the look, and the mail that went to files."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

from flask import Blueprint, current_app, render_template
from flask_babel import gettext as _
from wtforms import BooleanField, PasswordField, SelectField, TextAreaField

from app.core import clock
from app.core.paging import Page
from app.web.base_form import BaseForm, DayField, Given, TextField
from app.web.gate import public
from app.web.trend import trend_picture
from app.web.trend_values import Mark, TrendPoint

bp = Blueprint("demo", __name__, url_prefix="/demo", template_folder="../templates")

_SHOWN = 50


class SampleForm(BaseForm):
    """One field of each kind."""

    name = TextField("Name", validators=[Given("Write the name as it stands on the staff list.")])
    day = DayField("From", validators=[Given("Choose the first day of work.")])
    post = SelectField("Post", choices={"1": "teacher", "2": "head"})
    password = PasswordField("Password")
    note = TextAreaField("Note")
    agreed = BooleanField("The list is signed by the school head")


@bp.get("/style")
@public
def style() -> str:
    """Every piece in every state."""
    today = clock.today()
    days = [today - timedelta(days=30 * back) for back in range(8, -1, -1)]
    shares = (12.0, 18.5, 31.0, 44.2, 52.0, 58.9, 66.1, 71.0, 76.3)
    points = [
        TrendPoint(day, share, "76,3%" if day == today else "")
        for day, share in zip(days, shares, strict=True)
    ]
    ticks = [Mark(day, f"{day:%m}") for day in days]
    invalid = SampleForm(formdata=None, prefix="invalid-")
    invalid.validate()
    return render_template(
        "style.html",
        sample_trend=trend_picture(points, 80, today, ticks=ticks),
        sample_page=Page(range(25), 310, 4),
        sample_form=SampleForm(formdata=None, prefix="valid-"),
        sample_form_invalid=invalid,
    )


@bp.get("/mail")
@public
def mail() -> str:
    """The newest messages that would have been sent."""
    folder = current_app.extensions["settings"].mail_dir
    files = sorted(folder.glob("*.eml"), reverse=True)[:_SHOWN]
    messages = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
    return render_template("demo/mail.html", messages=[_as_shown(one) for one in messages])


def _as_shown(message: EmailMessage) -> dict[str, object]:
    body = message.get_body(("plain",))
    return {
        "to": message["To"],
        "subject": message["Subject"] or _("no subject"),
        "date": message["Date"].datetime if message["Date"] else None,
        "lines": (body.get_content() if body else "").splitlines(),
    }
