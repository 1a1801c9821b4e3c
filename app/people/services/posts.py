"""Commands that change the catalogue of posts."""

from datetime import date

from sqlalchemy import and_, delete, exists, or_, select, update
from sqlalchemy.orm import aliased

from app.core import audit
from app.core.actors import Actor
from app.core.db import db
from app.core.folding import fold
from app.people import facts
from app.people.models import Employment, Person, Post, PostAlias
from app.people.refusals import PostNameTaken, PostsHeldTogether, ReasonMissing

_NAMED_AT_MOST = 10
_FOLDED_LENGTH = 120


def create_post(name: str, is_teaching: bool | None, *, by: Actor) -> Post:  # noqa: FBT001 - a fact
    """The catalogue has the post; `is_teaching` is None while nobody has decided.

    Raises:
        PostNameTaken: a post is called so, or known by that name as well.
    """
    _demand_new_name(None, name)
    post = Post(name=name, folded_name=_folded(name), is_teaching=is_teaching)
    db.session.add(post)
    db.session.flush()
    _log("people.post_added", post, {}, facts.of_post(post), by=by)
    return post


def change_post(
    post: Post,
    name: str,
    is_teaching: bool | None,  # noqa: FBT001 - a fact
    seen: str,
    reason: str = "",
    *,
    by: Actor,
    today: date,
) -> Post:
    """The post is called so, and is a teaching post or not.

    Deciding about a post that people held before today changes figures of days gone by.

    Raises:
        ChangedMeanwhile: what is stored is not what the fingerprint `seen` was made of.
        PostNameTaken: another post is called so.
        ReasonMissing: an earlier decision about a post somebody held is altered without `reason`.
    """
    before = _locked(post, seen)
    _demand_new_name(post.id, name)
    post.name, post.folded_name, post.is_teaching = name, _folded(name), is_teaching
    after = facts.of_post(post)
    decided = before["is_teaching"] != is_teaching
    was_held = decided and _was_held(post, today)
    if was_held and before["is_teaching"] is not None and not reason:
        raise ReasonMissing
    db.session.flush()
    if before != after:
        action = "people.post_decided" if decided else "people.post_renamed"
        _log(action, post, before, after, by=by, is_correction=was_held, reason=reason)
    return post


def merge_post(post: Post, into: Post, seen: str, *, by: Actor, today: date) -> Post:
    """`post` is another name for `into`: who held it holds that one, and `post` is gone.

    Raises:
        ChangedMeanwhile: what is stored is not what the fingerprint `seen` was made of.
        PostsHeldTogether: somebody holds both at one unit at the same time.
    """
    before = _locked(post, seen)
    _demand_apart(post, into)
    was_held = _was_held(post, today)
    for moved in (
        update(Employment).where(Employment.post_id == post.id).values(post_id=into.id),
        update(PostAlias).where(PostAlias.post_id == post.id).values(post_id=into.id),
        delete(Post).where(Post.id == post.id),
    ):
        db.session.execute(moved, execution_options={"synchronize_session": False})
    db.session.expunge(post)
    db.session.add(PostAlias(folded_name=post.folded_name, post_id=into.id))
    db.session.flush()
    after = {"name": into.name, "is_teaching": into.is_teaching}
    _log("people.post_merged", into, before, after, by=by, is_correction=was_held)
    return into


def _locked(post: Post, seen: str) -> facts.Facts:
    db.session.refresh(post, with_for_update=True)
    before = facts.of_post(post)
    facts.demand_unchanged(seen, before)
    return before


def _demand_new_name(post_id: int | None, name: str) -> None:
    folded = _folded(name)
    alias_of = select(PostAlias.post_id).where(PostAlias.folded_name == folded)
    called_so = select(Post).where(or_(Post.folded_name == folded, Post.id.in_(alias_of)))
    with db.session.no_autoflush:
        other = db.session.scalars(called_so.where(Post.id != (post_id or 0))).first()
    if other is not None:
        raise PostNameTaken(other.name)


def _folded(name: str) -> str:
    return fold(name)[:_FOLDED_LENGTH]


def _demand_apart(post: Post, into: Post) -> None:
    """Nobody holds both posts at one unit on the same day."""
    one, other = aliased(Employment), aliased(Employment)
    together = and_(
        one.post_id == post.id,
        other.post_id == into.id,
        one.person_id == other.person_id,
        one.unit_id == other.unit_id,
        or_(other.ended_on.is_(None), one.started_on <= other.ended_on),
        or_(one.ended_on.is_(None), other.started_on <= one.ended_on),
    )
    both = select(one.person_id).join(other, together)
    people = select(Person).where(Person.id.in_(both)).order_by(Person.sort_key)
    names = [person.full_name for person in db.session.scalars(people.limit(_NAMED_AT_MOST))]
    if names:
        raise PostsHeldTogether(names)


def _was_held(post: Post, today: date) -> bool:
    held = exists().where(Employment.post_id == post.id, Employment.started_on < today)
    return bool(db.session.scalar(select(held)))


def _log(
    action: str,
    post: Post,
    before: facts.Facts,
    after: facts.Facts,
    *,
    by: Actor,
    is_correction: bool = False,
    reason: str = "",
) -> None:
    audit.record(
        action,
        audit.Subject("post", post.id, post.name),
        by=by,
        changes=audit.difference(before, after),
        is_correction=is_correction,
        reason=reason,
    )
