"""Decisions: put down one by one, listed, taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer
from rich.markup import escape

from fogline.cli import desk, words
from fogline.cli.desk import Author, Because
from fogline.cli.options import Csv, Db, Json
from fogline.cli.output import table, tell
from fogline.cli.sources import DEFAULT, day, stored
from fogline.core.claim import Claim, ClaimType, Quote
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.core.span import Span
from fogline.store import Store, open_store
from fogline.store.protocol import KEY_SHOWN

if TYPE_CHECKING:
    from fogline.core.incident import Incident, Picture, Statement
    from fogline.reconcile.judgements import Replayed

Set: TypeAlias = Annotated[
    list[str] | None, typer.Option("--set", help="For correct, add: FIELD=VALUE; repeat it. See --fields.")
]

TOGETHER = (Verb.MERGE, Verb.PIN)


def judge(
    verb: Annotated[
        Verb | None,
        typer.Argument(help="accept, reject, correct, add, merge, split, pin, duplicate, retract, note, undo."),
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="Claims as listed (REPORT/CLAIM); incidents to merge or split; reports to add to, to retract, or the "
            "original and its copies; decisions to undo.",
            show_default=False,
        ),
    ] = None,
    db: Db = DEFAULT,
    because: Because = "",
    author: Author = None,
    field: Annotated[str | None, typer.Option(help="For correct: place, time, origin, quantities.0 ...")] = None,
    value: Annotated[str | None, typer.Option(help="For correct: what it should be; empty: nothing.")] = None,
    set_: Set = None,
    adjudicate: Annotated[bool, typer.Option("--adjudicate", help="Decide between two coders; this stands.")] = False,
    words: Annotated[str | None, typer.Option(help="For add: the report's words that say it.")] = None,
    kind: Annotated[ClaimType | None, typer.Option("--type", help="For add: what they claim.", metavar="TYPE")] = None,
    source: Annotated[str | None, typer.Option(help="For add: who says it, if not the outlet.")] = None,
    place: Annotated[str | None, typer.Option(help="For add: where.")] = None,
    on: Annotated[str | None, typer.Option("--day", help="For add: when (YYYY-MM-DD).")] = None,
    killed: Annotated[str | None, typer.Option(help="For add: how many dead: 7, 7.. (at least), 5..9.")] = None,
    fields: Annotated[bool, typer.Option("--fields", help="List the fields that can be corrected.")] = False,
) -> None:
    """Record a decision: appended with author, time and reason, replayed on every rebuild, bound to the words.

    Examples:
        fogline judge reject 3f2a9c01d4b7/c4 --because "a caption, not the story"

        fogline judge correct 3f2a9c01d4b7/c4 --field time --value 2024-11-29

        fogline judge correct 3f2a9c01d4b7/c4 --set place=Saraqib --set "quantities.0=killed 5.. civilian"

        fogline judge correct 3f2a9c01d4b7/c4 --set agents="Syrian army; Russian Air Force" --set origin=SOHR

        fogline judge add 3f2a9c01d4b7 --words "two mortars fell on the bakery" --type shelling --place Douma

        fogline judge merge i-ece4a73418 i-e9092dab40 --because "one attack"

        fogline judge split i-ece4a73418 3f2a9c01d4b7/c4

        fogline judge duplicate 3f2a9c01d4b7 81aa02c3d5e6 --because "the second copies the first"

        fogline judge retract 3f2a9c01d4b7 --because "withdrawn by the outlet"

        fogline judge undo 0c5b7d81aa02c3d5
    """
    if fields:
        _fields()
        return
    told = _Told(field, value, tuple(set_ or ()), words, kind, source, place, day(on, "--day"), killed)
    if verb is None or not names:
        raise typer.BadParameter("name what to decide and on what: fogline judge reject REPORT/CLAIM")
    store = open_store(db, create=False)
    try:
        maker = _Maker(store, verb, desk.who(author), because, adjudicate, told)
        kept = [(name, j) for name, j in maker.made(names) if store.judge(j)]
        for name, j in kept:
            text = " ".join(part for part in (j.verb.value, name, desk.told(j)) if part)
            tell(f"kept [bold]{j.id}[/]  {escape(text)}")
        if not kept:
            tell("the same decision is there already")
        elif verb in (*TOGETHER, Verb.SPLIT):
            _where(store, [a for _, j in kept for a in (j.anchor, *j.others)])
    except KeyError as error:
        raise typer.BadParameter(str(error.args[0])) from None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    finally:
        store.close()


def _fields() -> None:
    from fogline.reconcile.fields import FIELDS

    table(({"field": f.name, "takes": f.takes} for f in FIELDS.values()), ("field", "takes"))
    tell("N counts from 0; the number after the last adds one: quantities.1 where there is one number")


@dataclass(frozen=True, slots=True)
class _Told:
    """The options of correct and add."""

    field: str | None
    value: str | None
    set: tuple[str, ...]
    words: str | None
    kind: ClaimType | None
    source: str | None
    place: str | None
    on: date | None
    killed: str | None

    def fields(self) -> list[tuple[str, str]]:
        """Pairs of field and value, in the order given. Raises ``ValueError``."""
        given = [(self.field, self.value or "")] if self.field else []
        for one in self.set:
            name, sign, value = one.partition("=")
            if not sign:
                raise ValueError(f"--set {one}: it reads FIELD=VALUE")
            given.append((name.strip(), value.strip()))
        return given

    def check(self, verb: Verb) -> None:
        """Raises ``ValueError`` where an option would be without effect."""
        adding = (self.words, self.kind, self.source, self.place, self.on, self.killed)
        if verb is not Verb.ADD and any(x is not None for x in adding):
            raise ValueError(
                f"--words, --type, --source, --place, --day and --killed are for add, not for {verb.value}"
            )
        if verb is not Verb.CORRECT and (self.field is not None or self.value is not None):
            raise ValueError(f"--field and --value are for correct, not for {verb.value}")
        if verb not in (Verb.CORRECT, Verb.ADD) and self.set:
            raise ValueError(f"--set is for correct and add, not for {verb.value}")


@dataclass(slots=True)
class _Maker:
    """Names and options to judgements. What cannot be is a ``KeyError`` or ``ValueError`` with a sentence."""

    store: Store
    verb: Verb
    author: str
    reason: str
    adjudicates: bool
    told: _Told
    opened: dict[str, desk.Opened] = field(default_factory=dict)

    def made(self, given: list[str]) -> Iterator[tuple[str, Judgement]]:
        """(what it is on, the judgement)."""
        self.told.check(self.verb)
        if self.verb is Verb.RENAME:
            raise ValueError("actors are renamed with `fogline actors rename`")
        if self.verb is Verb.UNDO:
            return iter([self._undo(name) for name in given])
        if self.verb is Verb.ADD:
            return iter([self._add(given)])
        if self.verb is Verb.CORRECT:
            return iter(list(self._correct(given)))
        if self.verb in (*TOGETHER, Verb.SPLIT):
            return iter(list(self._events(given)))
        if self.verb is Verb.DUPLICATE:
            return iter([self._copies(given)])
        return iter([(self._name(n), self._decision(self._anchor(n))) for n in given])

    def _decision(self, anchor: Anchor, others: tuple[Anchor, ...] = (), **more: Any) -> Judgement:
        last = desk.latest(self.store)
        adjudicates = self.adjudicates
        return desk.decision(
            self.verb, self.author, self.reason, anchor, others, adjudicates=adjudicates, last=last, **more
        )

    # --- names ---

    def _open(self, report: str) -> desk.Opened:
        if report not in self.opened:
            self.opened[report] = desk.opened(self.store, report)
        return self.opened[report]

    def _name(self, name: str) -> str:
        report, _, claim = name.rpartition("/")
        return f"{self._open(report).key}/{claim}" if report else self._open(claim).key

    def _anchor(self, name: str) -> Anchor:
        report, _, claim = name.rpartition("/")
        if report:
            found = self._open(report)
            found.line(claim)
            return found.sheet.anchor(claim)
        if self.verb not in (Verb.RETRACT, Verb.NOTE):
            raise ValueError(f"{name} is a report; {self.verb.value} takes claims (REPORT/CLAIM)")
        return Anchor(self._open(name).report.id)

    # --- verbs ---

    def _undo(self, name: str) -> tuple[str, Judgement]:
        found = [j for j in self.store.judgements() if j.id.startswith(name)]
        if len(found) != 1:
            many = "more than one decision" if found else "no decision"
            raise KeyError(f"{many} is called {name!r}; `fogline judgements` lists them")
        old = found[0]
        return "", self._decision(old.anchor, value=old.id)

    def _copies(self, given: list[str]) -> tuple[str, Judgement]:
        if len(given) < 2 or any("/" in name for name in given):
            raise ValueError("duplicate takes reports: the original first, then its copies")
        first, *others = (self._open(name) for name in given)
        copies = tuple(Anchor(o.report.id) for o in others)
        if any(o.report.id == first.report.id for o in others):
            raise ValueError("a report is no copy of itself")
        return f"{first.key} <- {', '.join(o.key for o in others)}", self._decision(Anchor(first.report.id), copies)

    def _correct(self, given: list[str]) -> Iterator[tuple[str, Judgement]]:
        from fogline.reconcile.fields import corrected, value_of

        fields = self.told.fields()
        if len(given) != 1 or not fields:
            raise ValueError("correct takes one claim and --field with --value, or --set; --fields lists the fields")
        found, name = desk.named(self.store, given[0])
        claim, anchor = found.line(name).statement.claim, found.sheet.anchor(name)
        for one, text in fields:
            text = placed(one, text, claim, found)
            was = value_of(claim, one)
            claim = corrected(claim, one, text)
            yield f"{found.key}/{name}", self._decision(anchor, field=one, value=text or None, was=was)

    def _add(self, given: list[str]) -> tuple[str, Judgement]:
        from fogline.link import head_of
        from fogline.reconcile.judgements import already, marked
        from fogline.reconcile.statements import statement

        if len(given) != 1 or "/" in given[0]:
            raise ValueError("add takes one report")
        if not self.told.words or self.told.kind is None:
            raise ValueError("add needs --words and --type")
        found = self._open(given[0])
        quote = found_once(found.report.text, self.told.words)
        base = marked(self.told.kind, quote, ())
        claim = marked(self.told.kind, quote, list(self._said(base, found)))
        anchor = Anchor(found.report.id, quote.span, quote.text, claim.type.value)
        lines = [line.statement for line in found.sheet.lines.values()]
        known = already(statement(head_of(found.report), claim), lines)
        if known:
            raise ValueError(
                f"the record has it: {found.key}/{known.claim.id}; correct that if something is wrong in it"
            )
        return f"{found.key}/{claim.id}", self._decision(anchor, claim=claim)

    def _said(self, base: Claim, found: desk.Opened) -> Iterator[tuple[str, str]]:
        t = self.told
        if t.source:
            yield "origin", t.source
        if t.place:
            yield "place", placed("place", t.place, base, found)
        if t.on:
            yield "time", t.on.isoformat()
        if t.killed:
            yield "quantities.0", f"killed {t.killed}"
        yield from ((name, placed(name, value, base, found)) for name, value in t.fields())

    def _events(self, given: list[str]) -> Iterator[tuple[str, Judgement]]:
        """Claims and incidents put together, or claims taken out of the incident they are in."""
        events = {name for name in given if "/" not in name}
        alone = self.verb is Verb.SPLIT and len(given) == 1
        groups = _groups(self.store) if events or alone else {}
        lost = sorted(name for name in events if name not in groups)
        if lost:
            raise KeyError(f"there is no incident {lost[0]!r} in the record; `fogline incidents` lists them")
        if self.verb is Verb.SPLIT:
            yield from self._split([n for n in given if n not in events], [n for n in given if n in events], groups)
            return
        anchors = [a for name in given for a in (groups[name] if name in events else [self._anchor(name)])]
        first, *others = dict.fromkeys(anchors)
        if not others:
            raise ValueError(f"{self.verb.value} takes two claims or more, or incidents")
        yield " ".join(given), self._decision(first, tuple(others))

    def _split(
        self, claims: list[str], events: list[str], groups: dict[str, list[Anchor]]
    ) -> Iterator[tuple[str, Judgement]]:
        if not claims or len(events) > 1:
            raise ValueError("split takes claims out of their incident: one claim, or the incident and the claims")
        out = [self._anchor(name) for name in claims]
        if events or len(claims) == 1:
            rest = groups[events[0]] if events else next((g for g in groups.values() if out[0] in g), [])
            lost = [name for name, a in zip(claims, out, strict=True) if a not in rest]
            if lost:
                raise ValueError(f"{lost[0]} is not in {events[0] if events else 'any incident'}")
            stay = tuple(a for a in rest if a not in out)
            if not stay:
                raise ValueError("nothing of the incident would be left")
            yield from ((name, self._decision(a, stay)) for name, a in zip(claims, out, strict=True))
        else:
            yield claims[0], self._decision(out[0], tuple(out[1:]))


def placed(field: str, text: str, claim: Claim, found: desk.Opened) -> str:
    """A place's bare name written out from the gazetteer, so that its region goes along with it; other fields' values
    as they are.
    """
    from fogline.atlas import written_out

    if not re.fullmatch(r"place|places\.\d+", field):
        return text
    rows = [claim, *(line.statement.claim for line in found.sheet.lines.values())]
    lands = [p.country for c in rows for p in c.places if p.country]
    return written_out(text, lands[0] if lands else None)


def found_once(text: str, wanted: str) -> Quote:
    """The words where they stand in the text, however its lines break. Raises ``ValueError`` unless that is once."""
    pattern = r"\s+".join(re.escape(part) for part in wanted.split())
    found = list(re.finditer(pattern, text))
    if len(found) != 1:
        raise ValueError(
            f"the words stand {len(found)} times in the report; add words beside them until they stand there once"
            if found
            else "the words stand nowhere in the report; give them as they are written there"
        )
    return Quote(Span(*found[0].span()), found[0].group())


def _groups(store: Store) -> dict[str, list[Anchor]]:
    """The anchors of each incident's claims."""
    picture, read = _picture(store)[0], _read(store)
    return {i.id: [_anchor_in(s, read) for s in i.statements] for i in picture.incidents}


def _picture(store: Store) -> tuple[Picture, Replayed]:
    from fogline.reconcile.record import rebuild

    return rebuild(stored(store), list(store.judgements()))


def _read(store: Store) -> dict[str, list[Statement]]:
    """By report, as read."""
    from fogline.reconcile.statements import statements

    out: dict[str, list[Statement]] = {}
    for s in statements(stored(store)):
        out.setdefault(s.head.id, []).append(s)
    return out


def _anchor_in(s: Statement, read: dict[str, list[Statement]]) -> Anchor:
    """The anchor of a claim that stands: that of its words as they were read."""
    from fogline.reconcile.judgements import anchor_of

    mine = read.get(s.head.id, [])
    return anchor_of(next((r for r in mine if r.claim.id == s.claim.id), s), mine)


def _where(store: Store, anchors: list[Anchor]) -> None:
    """Tells in which incidents the claims are now."""
    picture, read = _picture(store)[0], _read(store)
    wanted = set(anchors)
    found = [i for i in picture.incidents if any(_anchor_in(s, read) in wanted for s in i.statements)]
    for i in found:
        tell(f"now  {escape(_line(i))}")


def _line(i: Incident) -> str:
    from fogline.cli.incidents import ranges
    from fogline.reconcile.sums import label

    counted = ", ".join(f"{text} {measure.value}" for measure, text in ranges(i).items())
    return f"{i.id}  {label(i)}: {counted or 'no number'} ({len(i.statements)} claims)"


# --- what was decided ---


def judgements(
    db: Db = DEFAULT,
    author: Annotated[str | None, typer.Option("--author", help="Only this person's.")] = None,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only those that fit the reading no more.")] = False,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List every decision in the order it was made: who, when, why, whether it stands, or what it no longer fits.

    Examples:
        fogline judgements --author maria

        fogline judgements --conflicts
    """
    from fogline.core.codec import judgement_to_json
    from fogline.reconcile.judgements import in_force

    store = open_store(db, create=False)
    try:
        rows = list(store.judgements())
        standing = {j.id for j in in_force(rows)}
        found = {c.judgement: c.message for c in _picture(store)[1].conflicts} if rows else {}
        keys, read = desk.keys(store), _read(store)
    finally:
        store.close()
    wanted = [j for j in rows if author in (None, j.author) and (j.id in found or not conflicts)]

    def line(j: Judgement) -> dict[str, Any]:
        stands = "yes" if j.id in standing or j.verb is Verb.UNDO else "taken back"
        row = judgement_to_json(j) | {"stands": found.get(j.id, stands)}
        return (
            row
            if json
            else row
            | {
                "when": f"{j.at:%Y-%m-%d %H:%M}",
                "on": _on(j, keys, read),
                "what": desk.told(j),
            }
        )

    columns = ("id", "when", "author", "verb", "on", "what", "reason", "stands")
    if not table((line(j) for j in wanted), columns, as_json=json, as_csv=csv):
        tell("no such decision")


def _on(j: Judgement, keys: dict[str, str], read: dict[str, list[Statement]]) -> str:
    """What it is on, as the commands name it."""
    if j.verb is Verb.DUPLICATE:
        return f"{_name(j.anchor, keys, read)} <- {', '.join(_name(o, keys, read) for o in j.others)}"
    if j.verb is Verb.ADD and j.claim:
        return f"{keys.get(j.anchor.report, j.anchor.report[:KEY_SHOWN])}/{j.claim.id}"
    return _name(j.anchor, keys, read)


def _name(anchor: Anchor, keys: dict[str, str], read: dict[str, list[Statement]]) -> str:
    """REPORT/CLAIM where the words are still read, else the report and the words."""
    from fogline.reconcile.judgements import find

    if not anchor.report:
        return ""
    key = keys.get(anchor.report, anchor.report[:KEY_SHOWN])
    if not anchor.quote:
        return key
    found = find(anchor, read.get(anchor.report, ()))
    return f"{key}/{found.claim.id}" if found else f"{key} {words.shortened(anchor.quote, 40)!r}"


COMMANDS = (judge, judgements)
