"""Scans come in any order, several times, from two phones: the ledger is the same."""

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.attendance.queries.ledger import ledger_of
from tests.attendance.desk import Desk, set_desk
from tests.support.city import City

PEOPLE = ("teresa", "hanna", "stefan")


@dataclass(frozen=True, slots=True)
class Scanned:
    """Somebody was scanned so long ago."""

    number: int
    name: str
    minutes_ago: int
    out: bool
    is_offline: bool
    phone: str


@st.composite
def scanned(draw: st.DrawFn) -> list[Scanned]:
    """What two phones scanned: in time, late, too early, too late, with a network or without."""
    one = st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from([-100, -30, 0, 3, 7, 10, 24, 30]),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["phone-1", "phone-2"]),
    )
    return [Scanned(n, *told) for n, told in enumerate(draw(st.lists(one, min_size=2, max_size=7)))]


@given(data=st.data())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_ledger_does_not_depend_on_the_order_of_scans(city: City, data: st.DataObject) -> None:
    scans = data.draw(scanned())
    again = data.draw(st.lists(st.sampled_from(scans), max_size=4))
    shuffled = data.draw(st.permutations([*scans, *again]))
    straight, other = set_desk(city, late_after_minutes=5), set_desk(city, late_after_minutes=5)
    assert _ledger(straight, scans) == _ledger(other, shuffled)


def _ledger(desk: Desk, scans: list[Scanned]) -> set[object]:
    """What the ledger comes to after all that was told, in time since the meeting began."""
    for one in scans:
        desk.tell(
            one.name,
            one.minutes_ago,
            out=one.out,
            is_offline=one.is_offline,
            device=one.phone,
            key=f"{desk.meeting_id}-{one.number}",
        )
    with desk.city.app.app_context():
        lines = ledger_of(desk.door())

    def since(instant: object) -> timedelta | None:
        return instant - desk.starts_at if instant is not None else None  # type: ignore[operator]

    return {
        (
            line.person.person_id,
            line.presence.is_present,
            since(line.presence.arrived_at),
            since(line.presence.left_at),
            line.presence.minutes,
            line.presence.is_late,
            line.asks_for_review,
            line.check_in.review if line.check_in else None,
        )
        for line in lines
        if line.check_in or line.check_out
    }
