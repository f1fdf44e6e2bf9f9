"""Which group "the rebels" are: what the report ties to a common noun, and whom such nouns point back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fogline.read.actors.mention import ActorMention, Found
from fogline.read.actors.phrase import left_edge
from fogline.read.tokens import Token
from fogline.vocab.actors import fold, registry

if TYPE_CHECKING:
    from fogline.read.actors.resolve import Resolver

_ARMED = frozenset({"armed_group", "party"})
_SIDES = frozenset({"state", "army", "armed_group", "party", "coalition"})
_BANDS = frozenset({"fighters", "group", "rebels", "opposition", "army", "air_force", "things"})


class Groups:
    """Bands of fighters named by what stands beside them, in order of the text."""

    def __init__(self, resolver: Resolver) -> None:
        self.r = resolver
        self.doc = resolver.doc
        self.tokens = resolver.tokens
        self.lex = resolver.lex
        self.introduced: tuple[str, ...] = ()

    # -- tied to a name ------------------------------------------------------------------------------------------------

    def _described(self, token: Token) -> Found | None:
        """As in "Jaysh al-Islam, the rebel group that held Douma": what stands beside a group's name is the group."""
        named = self.r.mention(token.head.i) if token.tag_ == "NN" and token.head.i in self.r.by_token else None
        if named is None or named.kind != "armed_group" or len(named.names) != 1 or token.head.i > token.i:
            return None
        return Found(named.names, "armed_group", "described", None, True)

    def tied(self, token: Token) -> Found | None:
        """A band with its leader, its master or its members named: "rebels led by X", "militias such as X"."""
        arm = self.r.owners.arm(token)
        if arm not in _BANDS or token.i in self.r.by_token:
            return None
        if token.dep_ == "appos" and (same := self._described(token)) is not None:
            return same
        told = any(c.lower_ in self.lex.sets["definite"] for c in token.lefts if c.dep_ == "det")
        for child in token.rights:
            if child.i - token.i > 6:
                break
            if told and child.dep_ == "relcl" and self.tokens[token.i + 1].text == ",":
                continue  # "The group, which is allied with X": who it is was told before
            found = self._by_clause(token, child, arm) or self._listed(child)
            if found is not None:
                return found
        return None

    def _by_clause(self, token: Token, child: Token, arm: str) -> Found | None:
        """Here "led by X", "loyal to X", "affiliated with X"."""
        verb = child.lemma_.lower()
        if child.dep_ not in {"acl", "amod", "relcl", "appos", "advcl"} or verb not in self.lex.ties:
            return None
        if any(t.lower_ in self.lex.sets["others"] for t in self.tokens[left_edge(token) : token.i]):
            return None
        for prep in child.children:
            if prep.i < child.i or prep.lower_ not in self.lex.sets["tie_prepositions"]:
                continue
            names = self._objects(prep)
            if verb in self.lex.sets["leading_verbs"]:
                return self._led(token, names)
            return self._loyal(token, names, arm)
        return None

    def _led(self, token: Token, leaders: list[ActorMention]) -> Found | None:
        names = tuple(dict.fromkeys(n for m in leaders if m.kind in _ARMED for n in m.names))
        if not names:
            return None
        if self._rebellious(token):
            self.introduced = names
        return Found(names, "armed_group", "tied.led", None, True)

    def _rebellious(self, token: Token) -> bool:
        words = {t.lemma_.lower() for t in self.tokens[left_edge(token) : token.i + 1]}
        return bool(words & self.lex.rebel)

    def _loyal(self, token: Token, masters: list[ActorMention], arm: str) -> Found | None:
        names: list[str] = []
        for m in masters:
            body = m.affiliation if m.kind == "person" else None
            for name in (body,) if body else m.names:
                names += self._forces_of(name, arm, token)
        if not names:
            return None
        return Found(tuple(dict.fromkeys(names)), "armed_group", "tied.loyal", None, True)

    def _forces_of(self, name: str, arm: str, token: Token) -> Iterator[str]:
        """Loyal to a state of another land is nobody by name ("militias loyal to Tehran")."""
        owner = self.r.owners.named(name)
        if owner.state is None:
            yield name
        elif arm == "air_force":
            yield owner.state.unit("air_force")
        elif arm != "things" and owner.state is self.r.context.home:
            default = self.r.owners.default("pro_government")
            yield default or f"{(owner.state.adjectives or (owner.state.name,))[0]} pro-government forces"

    def _listed(self, child: Token) -> Found | None:
        """Here "such as X and Y", "like X"."""
        if child.dep_ != "prep" or child.lower_ not in self.lex.sets["listing_prepositions"]:
            return None
        names = tuple(dict.fromkeys(n for m in self._objects(child) if m.kind in _ARMED for n in m.names))
        return Found(names, "armed_group", "tied.listed", None, True) if names else None

    def _objects(self, prep: Token) -> list[ActorMention]:
        """Who stands behind a preposition; where the parse gives no one, the known name right behind it."""
        objects = [obj for obj in prep.children if obj.dep_ == "pobj"]
        heads = [h for obj in objects for h in (obj, *(c for c in obj.conjuncts if c.i > obj.i))]
        found = [self.r.mention(h.i) for h in heads]
        if any(m.names for m in found):
            return found
        for i in range(prep.i + 1, min(prep.i + 5, len(self.tokens))):
            match = self.r.by_token.get(i)
            if match is not None and match.actors:
                return [self.r.mention(match.end - 1)]
        return []

    # -- pointing back -------------------------------------------------------------------------------------------------

    def before(self, token: Token, arm: str) -> Found | None:
        """The armed group a definite noun points back to: "the groups", "the militants", "the two sides"."""
        plural = token.tag_ in {"NNS", "NNPS"}
        labels = self.lex.sets["labels"]
        rest = {t.lemma_.lower() for t in self.tokens[left_edge(token) : token.i] if t.dep_ not in {"det", "predet"}}
        if token.lemma_.lower() in self.lex.sets["side_nouns"] and rest <= self.lex.sets["both"] and plural:
            return self.both(token)
        if not rest <= self.lex.sets["band_modifiers"]:
            return None
        if self.introduced and arm in {"group", "fighters"} and plural:
            return Found(self.introduced, "armed_group", "back.introduced")
        if arm == "fighters" and token.lemma_.lower() in self.lex.sets["band_nouns"]:
            return self._last_armed(token, 3) or self._last_so_called(token)
        return self._last_armed(token, 5) if arm == "group" and plural and not rest & labels else None

    def _last_so_called(self, token: Token) -> Found | None:
        """As in "the militants" long after "Islamic State militants": who was last called so."""
        lemma = token.lemma_.lower()

        def fits(m: ActorMention) -> bool:
            named = m.kind == "armed_group" and len(m.names) == 1 and m.proper
            return named and self.tokens[m.head].lemma_.lower() == lemma and not self._unlike(token, m)

        last = self.r.last(token.i, fits, 30)
        return Found(last.names, "armed_group", "back.so_called") if last is not None else None

    def _last_armed(self, token: Token, sentences: int) -> Found | None:
        last = self.r.last(
            token.i,
            lambda m: m.kind == "armed_group" and bool(m.names) and not self._default(m) and not self._unlike(token, m),
            sentences,
        )
        if last is None:
            return None
        head = self.tokens[last.head]
        heads = {head.i, *(c.i for c in head.conjuncts), *self._counted_beside(head)}
        mentions = [self.r.mention(i) for i in sorted(heads) if i < token.i]
        names = tuple(dict.fromkeys(n for m in mentions if m.kind == "armed_group" for n in m.names))
        return Found(names, "armed_group", "back.armed")

    @staticmethod
    def _counted_beside(head: Token) -> list[int]:
        """As in "80 members of X, 19 members of Y and 54 soldiers": those of whom the same list counts some."""
        top = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head
        while top.dep_ in ("conj", "appos") and top.head.pos_ == "NOUN":
            top = top.head
        listed = [top, *(t for t in top.subtree if t.dep_ in ("conj", "appos"))]
        beside = [p for t in listed for p in t.rights if p.dep_ == "prep" and p.lower_ == "of"]
        return [o.i for p in beside for o in p.children if o.dep_ == "pobj"]

    def _unlike(self, token: Token, m: ActorMention) -> bool:
        """No insurgents stand on the side of a government."""
        lemma = token.lemma_.lower()
        rebels = lemma in self.lex.rebel or lemma in self.lex.sets["labels"]
        actors = registry().by_name.get(fold(m.names[0]), ())
        return rebels and any(s.side == "government" for a in actors for s in a.sides)

    def _default(self, m: ActorMention) -> bool:
        """A side by the common name of its theatre is no group that a report has introduced."""
        return not m.proper and m.rule in {"theatre", "owned", "modifier"}

    def both(self, token: Token) -> Found | None:
        """The two last named parties of one sentence."""
        here = self.r.sentence[token.i]
        by_sentence: dict[int, dict[str, None]] = {}
        for m in self.r.log:
            if m.head >= token.i or here - self.r.sentence[m.head] > 3:
                continue
            if m.kind in _SIDES and m.names and self.tokens[m.head].tag_ not in {"PRP", "PRP$"}:
                told = by_sentence.setdefault(self.r.sentence[m.head], {})
                told.update(dict.fromkeys(m.names if m.kind == "army" else m.names[:1]))
        for names in reversed(by_sentence.values()):
            if len(names) == 2 and not self._one_state(names):
                return Found(tuple(names), "party", "back.both")
        return self._foes(token)

    def _one_state(self, names: Iterable[str]) -> bool:
        """An army and its own government are no two sides."""
        lands = {s.code for n in names if (s := self.r.owners.named(n).state) is not None}
        actors = [a for n in names for a in registry().by_name.get(fold(n), ())]
        lands |= {a.country for a in actors if a.country and a.kind in ("army", "state", "air_force")}
        return len(lands) == 1 and all(a.kind != "armed_group" for a in actors)

    def _foes(self, token: Token) -> Found | None:
        """The army or government and the armed group that the report names most up to here."""
        uses = Counter(
            (m.kind == "armed_group", m.names[0])
            for m in self.r.log
            if m.head < token.i and m.kind in ("army", "armed_group", "state") and len(m.names) == 1
        )
        groups = [name for (armed, name), _ in uses.most_common() if armed]
        states = [name for (armed, name), _ in uses.most_common() if not armed]
        if len(groups) != 1 or not states:
            return None
        return Found((states[0], groups[0]), "party", "back.foes")
