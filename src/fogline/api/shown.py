"""Claims, incidents and sums as a notebook shows them: plain HTML, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from fogline.core.claim import Claim
from fogline.core.incident import Account as AccountRecord
from fogline.core.incident import Incident
from fogline.core.interval import Count, Days
from fogline.core.ledger import Line, Sum

_CELL = "text-align:left;vertical-align:top;padding:2px 10px 2px 0"


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]], title: str = "") -> str:
    """A small table. ``None`` is an empty cell."""
    top = "".join(f'<th style="{_CELL}">{escape(h)}</th>' for h in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape("" if v is None else str(v))}</td>' for v in row) + "</tr>"
        for row in rows
    )
    head = f"<thead><tr>{top}</tr></thead>" if heads else ""
    return f"<div><strong>{escape(title)}</strong><table>{head}<tbody>{body}</tbody></table></div>"


def count(value: Count) -> str:
    """As "16", "16+", "up to 40" or "10-15"."""
    if value.high is None:
        return f"{value.low}+"
    if value.low is None:
        return f"up to {value.high}"
    return str(value.low) if value.exact else f"{value.low}-{value.high}"


def days(value: Days) -> str:
    if value.start == value.end:
        return value.start.isoformat() if value.start else ""
    return f"{value.start or ''}..{value.end or ''}"


def _passed(shown: Any, field: str, name: str) -> Any:
    """A field of the record that is shown; while a copy is being made there is none yet."""
    if name == field or name.startswith("__"):
        raise AttributeError(name)
    return getattr(object.__getattribute__(shown, field), name)


def _many(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


@dataclass(frozen=True, slots=True, repr=False)
class ShownClaim:
    """A claim with where it stands; every field of ``claim`` can be asked of it directly."""

    claim: Claim
    key: str = ""
    outlet: str | None = None
    published: str | None = None

    def __getattr__(self, name: str) -> Any:
        return _passed(self, "claim", name)

    def __repr__(self) -> str:
        words = " ".join(self.claim.evidence.text.split())
        return f"<{self.claim.type.value} {self.key}: {self.who or 'own voice'}: {words!r}>"

    @property
    def who(self) -> str:
        """From the origin to the outlet."""
        chain = [link.source for link in self.claim.attribution]
        return " > ".join([*chain, *([self.outlet] if self.outlet else [])])

    @property
    def numbers(self) -> str:
        return ", ".join(f"{count(q.count)} {q.measure.value}" for q in self.claim.quantities)

    def rows(self) -> Iterator[tuple[str, str]]:
        c = self.claim
        yield "what", c.type.value.replace("_", " ")
        yield "who says it", self.who
        yield "how", f"{c.stance.value}, {c.polarity.value}, {c.modality.value}"
        yield "by", ", ".join(m.text for m in c.agents)
        yield "against", ", ".join(m.text for m in c.targets)
        yield "where", ", ".join(p.name for p in c.places)
        yield "when", days(c.time.days)
        yield "numbers", self.numbers
        yield "words", " ".join(c.evidence.text.split())

    def _repr_html_(self) -> str:
        return table((), ((k, v) for k, v in self.rows() if v), self.key)


class ClaimList(tuple[ShownClaim, ...]):
    """The claims of one text, in its order."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        rows = ((c.type.value, c.who, c.numbers, " ".join(c.evidence.text.split())) for c in self)
        return table(("what", "who says it", "numbers", "words"), rows, _many(len(self), "claim"))


@dataclass(frozen=True, slots=True, repr=False)
class ShownIncident:
    """An incident; every field of ``incident`` can be asked of it directly."""

    incident: Incident

    def __getattr__(self, name: str) -> Any:
        return _passed(self, "incident", name)

    def __repr__(self) -> str:
        from fogline.reconcile.sums import label

        return f"<incident {self.incident.id}: {label(self.incident)}>"

    def _repr_html_(self) -> str:
        from fogline.reconcile.grades import grade
        from fogline.reconcile.sums import label

        i, graded = self.incident, grade(self.incident)
        rows = [(w.origin, f"{count(w.count)} {w.measure.value}", w.said, w.accounts[0].quote) for w in i.latest]
        ranges = "; ".join(f"{r.low}-{r.high}{'+' if r.open else ''} {r.measure.value}" for r in i.ranges)
        title = f"{label(i)}: {ranges or 'no number'} ({graded.name.value}: {graded.reason})"
        return table(("origin", "last word", "said", "words"), rows, title)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A sum with its lines; iterating gives the lines."""

    sum: Sum

    def __getattr__(self, name: str) -> Any:
        return _passed(self, "sum", name)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.sum.lines)

    def __len__(self) -> int:
        return len(self.sum.lines)

    def _repr_html_(self) -> str:
        s = self.sum
        rows = (("+" if x.sign == 1 else "", x.text, x.low, "open" if x.high is None else x.high) for x in s.lines)
        high = "open" if s.high is None else s.high
        title = f"{s.label}: low {s.low}, best {s.best}, high {high} {s.measure.value} ({s.rule})"
        return table(("", "line", "low", "high"), rows, title)


@dataclass(frozen=True, slots=True)
class Account:
    account: AccountRecord

    def __getattr__(self, name: str) -> Any:
        return _passed(self, "account", name)


class Rows(list[Account]):
    """Accounts side by side."""

    def _repr_html_(self) -> str:
        rows = ((a.origin, f"{count(a.count)} {a.measure.value}", a.said, a.report, a.quote) for a in self)
        return table(("origin", "number", "said", "report", "words"), rows, _many(len(self), "account"))


def counted(where: str, counts: Mapping[str, int]) -> str:
    return table(tuple(counts), [tuple(counts.values())], f"Fogline record {where}")


__all__ = ["Account", "Arithmetic", "ClaimList", "Rows", "ShownClaim", "ShownIncident", "count", "table"]
