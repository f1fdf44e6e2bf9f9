"""Walking through what is doubtful, and how far the coders agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from fogline.cli import desk
from fogline.cli.claims import excerpt
from fogline.cli.desk import Author, Opened
from fogline.cli.options import Csv, Db, Json
from fogline.cli.output import console, table, tell
from fogline.cli.sources import DEFAULT, stored
from fogline.core.judgement import Judgement, Verb
from fogline.store import Store, open_store

if TYPE_CHECKING:
    from fogline.reconcile.review import Doubt

ASKED = "[a]ccept, [r]eject, [c]orrect, [n]ote, [s]kip, [u]ndo, the whole repor[t], [q]uit"
_VERDICTS = {"a": Verb.ACCEPT, "r": Verb.REJECT, "n": Verb.NOTE}


def review(
    db: Db = DEFAULT,
    author: Author = None,
    list_only: Annotated[bool, typer.Option("--list", help="Show the list and ask nothing.")] = False,
    agreement: Annotated[bool, typer.Option("--agreement", help="How far the coders agree, and what is open.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Walk through what most needs a human: contradictions, hedges, the unlocated, big numbers.

    Each claim is shown in its report with all that was read from it. What you have judged is not asked again; what
    others have judged is, so that two coders decide independently.

    Examples:
        fogline review --list

        fogline review --author maria --limit 50

        fogline review --agreement
    """
    from fogline.reconcile.judgements import in_force
    from fogline.reconcile.record import rebuild
    from fogline.reconcile.review import doubts
    from fogline.reconcile.sides import sides

    store = open_store(db, create=False)
    try:
        judgements = list(store.judgements())
        if agreement:
            rows = _agreement(store, judgements)
            if not table(rows, ("coders", "items", "agree", "kappa", "open"), as_json=json, as_csv=csv):
                tell("no two coders have judged the same claim yet")
            return
        who = desk.who(author)
        picture, judged = rebuild(stored(store), judgements)
        mine = [j for j in in_force(judgements) if j.author == who]
        if judged.conflicts:
            tell(f"{len(judged.conflicts)} decisions no longer fit the reading: fogline judgements --conflicts")
        found = doubts(picture, mine, judged.statements, sides())
        if list_only or json or csv:
            keys = desk.keys(store)
            table((_doubt(d, keys) for d in found[:limit]), ("claim", "why", "who", "words"), as_json=json, as_csv=csv)
        else:
            _Walk(store, who).through(found[:limit], len(found))
    finally:
        store.close()


def _doubt(d: Doubt, keys: dict[str, str]) -> dict[str, Any]:
    s = d.statement
    return {
        "claim": desk.key_of(s, keys),
        "why": "; ".join(d.reasons),
        "who": s.origin,
        "words": " ".join(s.claim.evidence.text.split()),
    }


class _Walk:
    """One person's way through the list; what was decided on the way can be taken back."""

    def __init__(self, store: Store, who: str) -> None:
        self.store, self.who, self.out = store, who, console()
        self.mine: list[Judgement] = []

    def through(self, found: list[Doubt], total: int) -> None:
        keys = desk.keys(self.store)
        for n, d in enumerate(found, 1):
            name = desk.key_of(d.statement, keys)
            self.out.print(f"\n[bold]{n}/{total}  {escape(name)}[/]")
            self.out.print(f"[dim]{escape('; '.join(d.reasons))}[/]\n")
            if not self._asked(name):
                break
        if not found:
            tell(f"nothing here that {self.who} has not judged")
        tell(f"{len(self.mine)} decision{'' if len(self.mine) == 1 else 's'} kept")

    def _asked(self, name: str) -> bool:
        """Asks until there is an answer that leads on; ``False``: no more."""
        self._show(name)
        while True:
            answer = _ask(ASKED, "s").lower()[:1]
            if answer in ("s", "q"):
                return answer == "s"
            if answer in _VERDICTS:
                self._keep(name, _VERDICTS[answer], _ask("why", ""))
                if answer != "n":
                    return True
            elif answer == "c":
                self._correct(name)
            elif answer == "u":
                self._undo()
            elif answer == "t":
                self._show(name, whole=True)
            else:
                tell("please answer with one of the letters in brackets")

    def _show(self, name: str, *, whole: bool = False) -> None:
        found, claim = desk.named(self.store, name)
        line = found.sheet.lines[claim]
        about = ", ".join((found.report.outlet or "unknown outlet", found.report.published or "no date"))
        self.out.print(f"[dim]{escape(about)}: {escape(found.report.title or 'untitled')}[/]")
        self.out.print(excerpt(found.report.text, line.statement.claim.evidence.span, None if whole else 300, self.out))
        self.out.print("\n" + desk.drawn(desk.facts(line)))

    def _keep(self, name: str, verb: Verb, reason: str, **more: Any) -> None:
        found, claim = desk.named(self.store, name)
        last = desk.latest(self.store)
        made = desk.decision(verb, self.who, reason, found.sheet.anchor(claim), last=last, **more)
        if self.store.judge(made):
            self.mine.append(made)

    def _correct(self, name: str) -> None:
        """Field after field, until none is named; then the claim as it stands now."""
        from fogline.cli.judge import placed
        from fogline.reconcile.fields import FIELDS, corrected, value_of

        while field := _ask("which field (? lists them, nothing: done)", "").strip():
            if field == "?":
                self.out.print(desk.drawn((f.name, f.takes) for f in FIELDS.values()))
                continue
            found, claim = desk.named(self.store, name)
            now = found.sheet.lines[claim].statement.claim
            try:
                was = value_of(now, field)
                value = placed(field, _ask(f"{field} is {was or 'nothing'}; it should be", ""), now, found)
                corrected(now, field, value)
            except ValueError as error:
                tell(escape(str(error)))
                continue
            self._keep(name, Verb.CORRECT, _ask("why", ""), field=field, value=value or None, was=was)
        self._show(name)

    def _undo(self) -> None:
        if not self.mine:
            tell("nothing of this walk to take back; `fogline judgements` lists earlier decisions")
            return
        old = self.mine.pop()
        last = desk.latest(self.store)
        self.store.judge(desk.decision(Verb.UNDO, self.who, "", old.anchor, value=old.id, last=last))
        what = " ".join(part for part in (old.verb.value, desk.told(old)) if part)
        tell(f"taken back: {escape(what)} on {escape(old.anchor.quote[:60])!r}")


def _ask(question: str, default: str) -> str:
    try:
        return str(typer.prompt(question, default=default, show_default=False))
    except typer.Abort:  # the end of the input, or Ctrl-C: what was decided is kept
        tell("")
        return "q" if question == ASKED else ""


def _agreement(store: Store, judgements: list[Judgement]) -> Iterator[dict[str, Any]]:
    from fogline.reconcile.agreement import agreement, coders
    from fogline.reconcile.judgements import in_force

    rows = in_force(judgements)
    names, opened = coders(rows), dict[str, Opened]()
    for n, a in enumerate(names):
        for b in names[n + 1 :]:
            got = agreement(rows, a, b)
            if not got.items:
                continue
            kappa = None if got.kappa is None else round(got.kappa, 3)
            about = {"coders": f"{a}, {b}", "items": got.items, "agree": round(got.observed, 3), "kappa": kappa}
            differ = [f"{_claim(store, d.anchor, opened)}: {a} {d.first}; {b} {d.second}" for d in got.open]
            yield about | {"open": "\n".join(differ)}


def _claim(store: Store, anchor: Any, opened: dict[str, Opened]) -> str:
    """REPORT/CLAIM of the words that two coders judged."""
    from fogline.reconcile.judgements import find

    if anchor.report not in opened:
        opened[anchor.report] = desk.opened(store, anchor.report)
    sheet = opened[anchor.report].sheet
    found = find(anchor, [line.statement for line in sheet.lines.values()])
    return f"{opened[anchor.report].key}/{found.claim.id}" if found else anchor.quote[:60]


COMMANDS = (review,)
