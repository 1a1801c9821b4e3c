"""What happened low in the house and matters higher up. Receivers are connected in the factory.

They run inside the transaction of the sender, so both happen or neither does.
"""

from blinker import Signal

#: somebody finished an online course: sender `Completion`, with `by: Actor` and `at: datetime`
course_completed = Signal()

#: a session earned people credit: sender `Sequence[Completion]`, with `by: Actor`, `at: datetime`;
#: a receiver may answer with numbers of documents (`Mapping[int, str]`, by completion), which then
#: stand on the lists of the session
session_completed = Signal()

#: a job was written down and is durable now; no sender
job_enqueued = Signal()

#: two entries of one human became one: sender the `Person` that goes, with `into: Person`,
#: `by: Actor` and `at: datetime`; whoever keeps rows about persons gives them to `into`. A receiver
#: that cannot raises a `Refusal` of `app.people.refusals`
person_merged = Signal()
