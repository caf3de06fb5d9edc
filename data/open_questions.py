"""What the mission has not settled: since when, who said so, and what settled it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.errors import RecordError
from data.model import Statement

SETTLES = ("deployed", "committed")
"""About the mission itself, only what is decided or in place answers a question."""


@dataclass(frozen=True, slots=True)
class Question:
    """
    One topic of one body of the mission, left open by `raised_by` (oldest first).

    `answered_by` holds the statements of the first later day that settle it.
    """

    actor: str
    component: str
    topic: str
    raised_by: tuple[Statement, ...]
    answered_by: tuple[Statement, ...]

    @property
    def since(self) -> date:
        """Return the day from which the question has stood open."""
        return self.raised_by[0].said_from

    @property
    def since_written(self) -> str:
        """Return `since` as it was written: a month stays a month."""
        return self.raised_by[0].said_on

    @property
    def answered_on(self) -> date | None:
        """Return the day it was settled, or None while it is open."""
        return self.answered_by[0].said_from if self.answered_by else None

    @property
    def answered_written(self) -> str | None:
        """Return `answered_on` as it was written: a month stays a month."""
        return self.answered_by[0].said_on if self.answered_by else None

    def days_open(self, *, on: date) -> int:
        """Count the days from the first statement to the answer, or to `on` while it is open."""
        return ((self.answered_on or on) - self.since).days


def open_questions(statements: Iterable[Statement]) -> tuple[Question, ...]:
    """
    List the mission's questions, those still open first, each by age.

    A question is raised by a statement of status `open` about a topic and closed
    by a later day's statement about the same topic that is decided or in place;
    said open again after that, it is a new question. Nothing is settled on a day
    on which it is also said to be open. Only the statements given are known:
    filter them by the two clocks first.
    """
    topics: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in statements:
        if statement.topic:
            key = (statement.actor, statement.component, statement.topic)
            topics.setdefault(key, []).append(statement)
    questions = [question for said in topics.values() for question in _spells(said)]
    return tuple(sorted(questions, key=lambda q: (bool(q.answered_by), q.since, q.actor, q.topic)))


def _spells(said: list[Statement]) -> list[Question]:
    spells: list[Question] = []
    raised: list[Statement] = []
    answered: list[Statement] = []
    said.sort(key=lambda s: (s.said_from, s.status != "open", s.statement_id))

    def close() -> None:
        if raised:
            first = raised[0]
            spells.append(
                Question(first.actor, first.component, first.topic, tuple(raised), tuple(answered))
            )
            raised.clear()
            answered.clear()

    for statement in said:
        if statement.status == "open":
            if answered:
                close()
            raised.append(statement)
        elif raised and statement.status in SETTLES:
            first_answer = not answered and statement.said_from > raised[-1].said_from
            same_day = answered and statement.said_from == answered[0].said_from
            if first_answer or same_day:
                answered.append(statement)
    close()
    return spells


def as_dict(question: Question, *, on: date) -> dict[str, object]:
    """Return a question under the stable names that files and the command line use."""
    answered_on = question.answered_on
    return {
        "actor": question.actor,
        "component": question.component,
        "topic": question.topic,
        "since": question.since.isoformat(),
        "raised_by": [statement.statement_id for statement in question.raised_by],
        "answered_on": answered_on.isoformat() if answered_on else None,
        "answered_by": [statement.statement_id for statement in question.answered_by],
        "days_open": question.days_open(on=on),
    }


def main(arguments: list[str] | None = None) -> int:
    """Print what is not settled on a day, then what has been settled by it."""
    from data import command  # the command line sits above the rules

    made = command.parser("data.open_questions", "Say what is not settled on a day.")
    made.add_argument("--on", metavar="DAY", required=True, help="the day to look at")
    asked = made.parse_args(arguments)
    record = command.open_or_leave(made, asked.mission)
    try:
        on = command.day(asked.on, name="--on", default=date.max)
        known = command.day(asked.known, name="--known", default=date.max)
    except RecordError as problem:
        made.error(str(problem))
    found = open_questions(record.heard(on=on, known=known))
    command.show(
        [as_dict(question, on=on) for question in found],
        as_json=asked.json,
        lines=[_line(question, on=on) for question in found] or ["No question by then."],
    )
    return 0


def _line(question: Question, *, on: date) -> str:
    days = question.days_open(on=on)
    answered_on = question.answered_on
    ended = f"answered {answered_on} after {days} days" if answered_on else f"open for {days} days"
    told = (*question.raised_by, *question.answered_by)
    return (
        f"{question.actor:6} {question.component:10} {question.topic:20} "
        f"since {question.since}, {ended}  {' '.join(s.statement_id for s in told)}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
