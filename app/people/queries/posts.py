"""Answers about the catalogue of posts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.core.db import db
from app.core.errors import NotFound
from app.core.folding import polish_sort_key
from app.people.models import Employment, Post, PostAlias


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post in the catalogue, the other names it is known by, and how many employments hold it."""

    post: Post
    aliases: tuple[str, ...]
    employments: int


def post_or_404(post_id: int) -> Post:
    """The post with this number.

    Raises:
        NotFound: there is none.
    """
    post = db.session.scalars(select(Post).where(Post.id == post_id)).one_or_none()
    if post is None:
        raise NotFound
    return post


def catalogue() -> Sequence[PostRow]:
    """All posts: those nobody has decided about first, then in Polish order."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for alias in db.session.scalars(select(PostAlias).order_by(PostAlias.folded_name)):
        aliases[alias.post_id].append(alias.folded_name)
    held = select(Employment.post_id, func.count()).group_by(Employment.post_id)
    counts = dict(db.session.execute(held).all())
    posts = sorted(
        db.session.scalars(select(Post)),
        key=lambda post: (post.is_teaching is not None, polish_sort_key(post.name)),
    )
    return [
        PostRow(post, tuple(aliases.get(post.id, ())), counts.get(post.id, 0)) for post in posts
    ]


def post_choices() -> list[tuple[int, str]]:
    """(number, name) of every post, in Polish order."""
    posts = db.session.execute(select(Post.id, Post.name)).all()
    return [(row.id, row.name) for row in sorted(posts, key=lambda row: polish_sort_key(row.name))]


def decided_post_choices() -> list[tuple[int, str]]:
    """(number, name) of the posts that somebody has decided about, in Polish order."""
    decided = set(db.session.scalars(select(Post.id).where(Post.is_teaching.is_not(None))))
    return [(post_id, name) for post_id, name in post_choices() if post_id in decided]
