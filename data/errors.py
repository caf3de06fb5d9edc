"""The record layer's one error and the form in which problems are told: where, what, rule, fix."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing in the files that breaks a rule; `row` counts the header as row 1."""

    file: str
    row: int | None
    row_id: str
    field: str
    value: str
    rule: str
    fix: str

    def __str__(self) -> str:
        where = self.file
        if self.row is not None:
            where += f" row {self.row}"
        if self.row_id:
            where += f" ({self.row_id})"
        return f"{where}: {self.field} '{self.value}': {self.rule} {self.fix}"

    def as_dict(self) -> dict[str, object]:
        """Return the parts by name, for tables."""
        return asdict(self)


class RecordError(ValueError):
    """A question the record cannot answer: the message says where, what, rule and fix."""
