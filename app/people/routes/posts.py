"""The catalogue of posts, and the decisions about them."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import clock
from app.core.permissions import Permission
from app.people import facts
from app.people.forms.posts import Decision, NewPostForm, PostForm
from app.people.models import Post
from app.people.queries.history import changes_of
from app.people.queries.posts import catalogue, post_or_404
from app.people.routes.offers import decision_offers
from app.people.routes.saving import saved
from app.people.routes.tables import posts_table
from app.people.services import posts as services
from app.people.wording import history
from app.people.wording.posts import decision_choices
from app.web.gate import actor, requires

bp = Blueprint("posts", __name__, url_prefix="/posts", template_folder="../templates")


@bp.get("/")
@requires(Permission.POST_READ)
def index() -> str:
    rows = catalogue()
    return render_template(
        "posts/index.html",
        undecided=[row for row in rows if row.post.is_teaching is None],
        decided=[row for row in rows if row.post.is_teaching is not None],
        fingerprint=lambda post: facts.fingerprint(facts.of_post(post)),
    )


@bp.get("/table.<any(csv, xlsx):ending>")
@requires(Permission.POST_READ)
def table(ending: str) -> Response:
    return posts_table(ending, catalogue())


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.POST_EDIT)
def new() -> ResponseReturnValue:
    form = NewPostForm()
    form.offer({"decision": decision_choices()})
    post = saved(
        form,
        lambda: services.create_post(
            form.name.data or "", form.decision.data == Decision.TEACHING, by=actor()
        ),
    )
    if post:
        flash(_("The post “%(name)s” is in the catalogue.", name=post.name), "success")
        return redirect(url_for("posts.index"))
    return render_template("posts/new.html", form=form)


@bp.route("/<int:post_id>", methods=["GET", "POST"])
@requires(Permission.POST_EDIT, load=post_or_404)
def edit(post: Post) -> ResponseReturnValue:
    form = _form_of(post)
    name = post.name
    kept = saved(form, lambda: _decide(post, form))
    if kept is None:
        log = changes_of("post", post.id)
        return render_template(
            "posts/edit.html", form=form, post=post, history=log, wording=history
        )
    if kept is post:
        flash(_("The post “%(name)s” has been saved.", name=post.name), "success")
    else:
        flash(
            _("“%(name)s” is now another name of “%(kept)s”.", name=name, kept=kept.name), "success"
        )
    return redirect(url_for("posts.index"))


def _form_of(post: Post) -> PostForm:
    decisions = {None: None, True: Decision.TEACHING, False: Decision.OTHER}
    stored = facts.of_post(post)
    form = PostForm(
        data={
            "name": post.name,
            "decision": decisions[post.is_teaching],
            "seen": facts.fingerprint(stored),
        }
    )
    form.offer(decision_offers(post))
    return form


def _decide(post: Post, form: PostForm) -> Post:
    seen, today = form.seen.data or "", clock.today()
    if form.decision.data == Decision.SAME:
        into = post_or_404(form.same_as.data or 0)
        return services.merge_post(post, into, seen, by=actor(), today=today)
    return services.change_post(
        post,
        form.name.data or "",
        form.decision.data == Decision.TEACHING,
        seen,
        form.reason.data or "",
        by=actor(),
        today=today,
    )
