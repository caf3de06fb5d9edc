"""How a measurement is told: the ratio, the target beside it, and whether it was reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Target:
    """A limit for a number: `at most` or `at least`, in `unit` ("" for a plain ratio)."""

    bound: Literal["at most", "at least"]
    limit: float
    unit: str = ""

    def reached_by(self, value: float) -> bool:
        """
        Say whether a number keeps to the limit; the limit itself does.

        >>> Target("at most", 16, "kB").reached_by(16.0)
        True
        """
        return value <= self.limit if self.bound == "at most" else value >= self.limit


@dataclass(frozen=True, slots=True)
class Result:
    """One number that a part of the bench found, against its target; None has no target."""

    what: str
    value: float
    target: Target | None = None

    def line(self) -> str:
        """
        Write the number, its target and the verdict as one line.

        >>> Result("Steps", 61.27, Target("at least", 50)).line().split()
        ['Steps', '61.3', 'at', 'least', '50', 'reached']
        """
        unit = f" {self.target.unit}" if self.target and self.target.unit else ""
        told = f"  {self.what:<58}{_short(self.value) + unit:>10}"
        if self.target is None:
            return told
        verdict = "reached" if self.target.reached_by(self.value) else "not reached"
        return f"{told}   {self.target.bound} {self.target.limit:g}{unit:<4} {verdict}"


def show(title: str, results: Sequence[Result], notes: Sequence[str] = ()) -> None:
    """Print what a part found, at once, so that a reader sees the bench moving."""
    print(title, *(result.line() for result in results), sep="\n")
    for note in notes:
        print(f"    {note}")
    print(flush=True)


def _short(value: float) -> str:
    """Write a number with three figures, as far as they say anything."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
