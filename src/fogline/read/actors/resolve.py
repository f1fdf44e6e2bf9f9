"""From a noun phrase to the actors it stands for, by rules in a fixed order."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import accumulate

from fogline.core.actor import Actor
from fogline.core.span import Span
from fogline.read.actors.back import Back
from fogline.read.actors.beside import Beside
from fogline.read.actors.context import Ground, context, day_of, place_words
from fogline.read.actors.flags import flag
from fogline.read.actors.given import given_name
from fogline.read.actors.groups import Groups
from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.matcher import Match, find, settle
from fogline.read.actors.mention import NAMELESS, ActorMention, Found, NameAt, Owner, kind_of
from fogline.read.actors.minted import Minted
from fogline.read.actors.offices import Offices
from fogline.read.actors.owners import Owners
from fogline.read.actors.people import People, person_named, person_of
from fogline.read.actors.phrase import left_edge, nominal, of_others, right_edge
from fogline.read.actors.pronouns import Pronouns
from fogline.read.actors.short import with_short_forms
from fogline.read.bands import bands
from fogline.read.document import Document
from fogline.read.places import Places
from fogline.read.places.dateline import find_dateline
from fogline.read.places.roles import EVENT
from fogline.read.tokens import Token
from fogline.vocab.actors import registry

_NOBODY = Found((), "none", "none")
_PRONOUNS = frozenset({"PRP", "PRP$"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})


class Resolver:
    """One report's reading of its noun phrases, in order of the text, so that later ones can point back."""

    def __init__(self, document: Document, theatre: str | None, places: Places) -> None:
        self.document = document
        self.doc = document.doc
        self.tokens = list(document.doc)
        self.on = day_of(document.report.published)
        self.lex = lexicon()
        self.matches, self.folded = find(self.tokens, document.plain)
        self.sentence = list(accumulate(int(bool(t.is_sent_start)) for t in self.tokens))
        self.outlet = registry().named(document.report.outlet or "", self.on)
        filed = (find_dateline(document.plain) or (None, ""))[1]
        told = f"{document.report.title}\n{document.plain}"
        ground = Ground.of(places.mentions, document.plain)
        self.context = context(told, self.matches, theatre, self.outlet, filed, ground)
        found, kept = self.matches, settle(self.matches, self.context.theatre.name, self.folded, self.tokens)
        self.matches = with_short_forms(kept, self.tokens, document.plain)
        self.by_token = {i: m for m in self.matches for i in range(m.start, m.end)}
        self.unknown = {m.start: m for m in found if m.common and m.start not in self.by_token}
        self.bands = {i: band for band in bands(self.doc) for i in range(*band)}
        scenes = (m.span for m in places.mentions if m.role == EVENT and m.kind is not None)
        placed = frozenset(t.i for span in scenes for t in document.tokens_in(span))
        self.people = People(self.tokens, document.plain, self.by_token, placed)
        self.owners = Owners(self)
        self.offices = Offices(self)
        self.back = Back(self)
        self.minted = Minted(self)
        self.pronouns = Pronouns(self)
        self.groups = Groups(self)
        self.beside = Beside(self)
        self.seen: dict[int, ActorMention] = {}
        self.decided: dict[int, Found] = {}
        self.pending: set[int] = set()
        self.log: list[ActorMention] = []
        for token in self.tokens:
            if nominal(token) and token.dep_ not in {"compound", "nmod"} and not self._no_one(token):
                self.log.append(self.mention(token.i))

    def _no_one(self, token: Token) -> bool:
        """A common noun that no rule would take for someone: not worth a place in the log."""
        if token.pos_ == "NUM":
            return True
        if token.pos_ != "NOUN" or token.n_rights or token.i in self.by_token or not token.text.islower():
            return False
        if token.dep_ in {"amod", "poss"} or self.owners.arm(token) is not None:
            return False
        return not any(t.dep_ == "det" and t.lower_ in self.lex.sets["definite"] for t in token.lefts)

    def name_at(self, i: int) -> NameAt | None:
        """The known name, person named in this report, or noun for some body, that token ``i`` is part of."""
        run = self.people.runs.get(i)
        if run is not None:
            return NameAt(*run, "person")
        match = self.by_token.get(i)
        if match is None:
            unknown = self.unknown.get(i)
            return NameAt(unknown.start, unknown.end, "outlet") if unknown else None
        actor = match.actors[0] if match.actors else None
        if actor is not None:
            outlet = "outlet" if actor.kind in {"media", "monitor"} else "body"
            return NameAt(match.start, match.end, "person" if actor.kind == "person" else outlet)
        return NameAt(match.start, match.end, "adjective" if match.of("adjective") else "country")

    def mention(self, head: int) -> ActorMention:
        known = self.seen.get(head)
        if known is not None:
            return known
        token = self.tokens[head]
        if head in self.pending:  # asked for on the way to itself ("our ... we")
            return ActorMention(self.document.span_of([token]), head, (), "none", None, False, "none")
        found = self.who(head)
        made = self.seen[head] = ActorMention(
            self._span(token, found), head, found.names, found.kind, found.affiliation, found.proper, found.rule
        )
        return made

    def who(self, head: int) -> Found:
        """What the mention at ``head`` stands for, before its words are looked at."""
        found = self.decided.get(head)
        if found is None:
            self.pending.add(head)
            found = self.decided[head] = self._decide(self.tokens[head])
            self.pending.discard(head)
        return found

    def _span(self, head: Token, found: Found) -> Span:
        start, end = left_edge(head), right_edge(head)
        match = self.by_token.get(head.i)
        if match is not None:
            start, end = min(start, match.start), max(end, match.end)
        band = self.bands.get(head.i) if found.rule == "band" else None
        if band is not None:
            start, end = min(start, band[0]), max(end, band[1])
        last = self.tokens[end - 1]
        return Span(self.tokens[start].idx, last.idx + len(last.text))

    def _decide(self, token: Token) -> Found:
        if token.lower_ in self.lex.not_names and token.tag_ not in _PRONOUNS and token.i not in self.by_token:
            return _NOBODY
        common = self._common(token)
        if common and self._nobody(token):
            return _NOBODY
        for rule in self.common_rules if common else self.rules:
            found = rule(token)
            if found is not None:
                return found
        return _NOBODY

    @cached_property
    def rules(self) -> tuple[Callable[[Token], Found | None], ...]:
        """The first one that finds somebody decides."""
        return (
            self.pronouns.find,
            self._band,
            self._modifier,
            self._given,
            self._titled,
            self._person,
            self.known,
            self.beside.named_after,
            self.beside.apposed,
            self.beside.inner,
            self.groups.tied,
            self.minted.band,
            self._owned,
            self._back,
            self.minted.name,
            self._plain,
        )

    @cached_property
    def common_rules(self) -> tuple[Callable[[Token], Found | None], ...]:
        """Those that may find somebody in a common word."""
        nameless = (self.pronouns.find, self._band, self._person, self.minted.name)
        return tuple(r for r in self.rules if r not in nameless)

    def _common(self, token: Token) -> bool:
        """A word in small letters that is no pronoun and no part of a name."""
        i = token.i
        plain = token.text.islower() and token.tag_ not in _PRONOUNS and "-" not in token.text
        return plain and not (i in self.by_token or i in self.people.runs or i in self.bands)

    def _nobody(self, token: Token) -> bool:
        """A common word that no rule takes for someone: of no class, with no word beside it that tells more."""
        if self.owners.arm(token) is not None or not self.lex.telling.isdisjoint((token.lemma_.lower(), token.lower_)):
            return False
        if token.dep_ in _MODIFIERS and self.owners.at(token.i):
            return False
        definite = self.lex.sets["definite"]
        return not any(c.dep_ in ("appos", "acl") or (c.dep_ == "det" and c.lower_ in definite) for c in token.children)

    def _band(self, token: Token) -> Found | None:
        """A name of several parts with "of" between them that no pack knows as a whole."""
        name = self.bands.get(token.i)
        match = self.by_token.get(token.i)
        if name is None or (match is not None and match.start <= name[0] and match.end >= name[1]):
            return None
        return Found((self.doc.between(*name),), "armed_group", "band", None, True)

    # -- names ---------------------------------------------------------------------------------------------------

    def _given(self, token: Token) -> Found | None:
        """The name that somebody goes by: "a resident who gave her name as Ann"."""
        name = given_name(token)
        if name is None:
            return None
        body = self.offices.affiliation(token, list(self.tokens[left_edge(token) : name[0]]))
        written = self.people.words(*name)
        return Found((written, body) if body else (written,), "person", "person.given", body, True)

    def _titled(self, token: Token) -> Found | None:
        """A role at the head with the name beside it: "the mayor of Oslo, Ann Example", "a student named Wong"."""
        lemma = token.lemma_.lower()
        if token.i in self.by_token or not (lemma in self.lex.human or lemma in self.lex.sets["partners"]):
            return None
        start, stop = left_edge(token), token.right_edge.i + 1
        for child in token.subtree:
            if child.i != token.i and start <= child.i < min(stop, token.i + 18) and self._beside(child, token):
                region = [t for t in self.tokens[start : min(stop, token.i + 12)] if t.i != child.i]
                found = self._person(child, region)
                if found is not None or child.dep_ in {"oprd", "dobj"}:
                    return found or Found((child.text,), "person", "person.called", None, True)
        return self._bordering(token, start)

    def _bordering(self, role: Token, start: int) -> Found | None:
        """A role right before a name, or after one with a comma lost: "Ann Example a party spokesman"."""
        run = self.people.bordering(role.i, start)
        return self._person(self.tokens[run[1] - 1]) if run is not None else None

    def _beside(self, child: Token, role: Token) -> bool:
        """True when the name at ``child`` is the name of the one in the role, not of another in its of-phrase."""
        named = child.pos_ == "PROPN" or (child.dep_ == "appos" and child.i in self.people.runs)
        if not named or (child.dep_ == "compound" and child.head.i != role.i):
            return False
        if child.head.i == role.i:
            if child.dep_ == "appos" and role.tag_ == "NNS" and not child.conjuncts:
                return False
            return child.dep_ == "appos" or (
                child.dep_ == "compound" and child.i == role.i - 1 and self._named_person(child)
            )
        if child.dep_ == "oprd" or child.dep_ == "dobj":
            if child.head.dep_ == "relcl" and not any(c.dep_ == "auxpass" for c in child.head.lefts):
                return False  # "a witness who named Smith"
            return child.head.lemma_ in self.lex.sets["called"] or child.head.head.lemma_ in self.lex.sets["named"]
        if child.dep_ == "appos":
            return child.head.dep_ in {"pobj", "appos"}
        start = left_edge(child)
        return child.dep_ == "pobj" and any(
            i in self.by_token and person_of(self.by_token[i]) is None for i in range(start, child.i)
        )

    def _person(self, token: Token, region: list[Token] | None = None) -> Found | None:
        """A person by name, known or not; ``region`` are words that tell the office from further away."""
        whole = self.people.runs.get(token.i)
        if whole is not None and whole[1] - 1 > token.i:
            token = self.tokens[whole[1] - 1]
        match = self.by_token.get(token.i)
        known = person_of(match)
        written = self._name_words(token)
        if known is None and written is None:
            return None
        if known is not None and (
            written is None or " " not in written or (match is not None and match.end - match.start > 1)
        ):
            full = self.people.fullest(written) if written else known.name
            name = known.name if full == written or full.lower() in {n.lower() for n in known.names()} else full
            self.people.written.setdefault(known.name, full if " " in full else known.name)
        else:
            name = self.people.fullest(written or "")
            known = person_named(name)
        region = self.offices.region(token) + (region or [])
        office = known.office(self.on) if known else None
        body = self._body(token, region, name, office.body if office else None)
        if body:
            self.people.affiliations[name] = body
        held = (office.title.lower(),) if office else ()
        for role in (*held, *self.offices.roles(region)):
            self.people.offices[role] = name
        return Found(
            (name, body) if body else (name,), "person", "person.known" if known else "person.written", body, True
        )

    def _body(self, token: Token, region: list[Token], name: str, office: str | None) -> str | None:
        """Whom a person speaks for: as the text says, but who holds office in one state does not move to another."""
        told = self.offices.affiliation(token, region) or self.people.affiliations.get(name)
        if told is not None and office is not None and told != office and told in self.owners.governments:
            return office
        return told or office or self.offices.home_office(region)

    def _named_person(self, token: Token) -> bool:
        """True at the last word of a person's name, of the packs or of this report."""
        if person_of(self.by_token.get(token.i)) is not None:
            return True
        found = self.people.name_run(token.i)
        return (
            found is not None
            and found[1] == token.i + 1
            and found[1] - found[0] > 1
            and self.people.person_words(*found)
        )

    def _name_words(self, token: Token) -> str | None:
        """The words of an unknown person's name at ``token``; ``None`` when it does not look like one."""
        noted = self.people.runs.get(token.i)
        nounlike = token.pos_ in {"PROPN", "NOUN"} and (token.is_title or "-" in token.text)
        if noted is None and not nounlike:
            return None
        found = noted or self.people.name_run(token.i)
        if found is None:
            return None
        start, end = found
        name = self.people.words(start, end)
        if name.lower() in self.lex.not_names or name in place_words():
            return None
        if token.pos_ == "NOUN" and not self.people.known(name):
            return None
        if not start <= token.i < end or not self.people.person_words(start, end):
            return None
        titled = (
            start > 0
            and not self.tokens[start].is_sent_start
            and self.tokens[start - 1].lower_.strip(".") in lexicon().titles - self.lex.sets["articles"]
            and self.tokens[start - 1].i not in self.by_token
        )
        if end - start > 1 or titled or self.people.known(name):
            return name
        return None

    def known(self, token: Token) -> Found | None:
        """A name of the packs stands at the head."""
        match = self.by_token.get(token.i)
        if match is None:
            return flag(token) or self._led(token)
        actor = None if self.owners.of_descent(match.start) else self.actor_of(match)
        if actor is not None:
            return self._joined(token, match, actor) or Found((actor.name,), kind_of(actor), "known", None, True)
        state = match.state
        if state is None:
            return None
        if match.of("country") or match.of("metonym"):
            return Found((state.government,), "state", "state" if match.of("country") else "metonym", None, True)
        if (
            match.of("people")
            and token.dep_ in {"nsubj", "agent", "pobj", "dobj"}
            and self.tokens[max(0, match.start - 1)].lower_ == "the"
        ):
            if token.dep_ == "nsubj" and token.head.lemma_ in self.lex.saying and of_others(token.head):
                return Found((state.government,), "state", "people.say", None, True)
            return Found((state.unit("forces"),), "army", "people.the", None, True)
        if match.of("people") or token.pos_ in {"NOUN", "PROPN"}:
            return Found((), "civilians", "people", None, True)
        return None

    def _joined(self, token: Token, match: Match, actor: Actor) -> Found | None:
        """Two owners of one noun: "Syrian and Russian warplanes"."""
        if actor.country is None or match.start == 0 or self.tokens[match.start - 1].dep_ != "cc":
            return None
        start = left_edge(token)
        owners = [o for i in range(start, match.start - 1) for o in self.owners.at(i)]
        if not owners:
            return None
        found = self.owners.combine(owners, self.owners.arm(token), token, "known.joined")
        return Found(tuple(dict.fromkeys((*found.names, actor.name))), kind_of(actor), "known.joined", None, True)

    def _led(self, token: Token) -> Found | None:
        """Here "US-led" alone, as an adjective, is the coalition."""
        led = token.lower_ in self.lex.led and token.i > 1 and self.tokens[token.i - 1].text == "-"
        owners = self.owners.at(token.i - 2) if led else []
        return Found((owners[0].name,), "coalition", "led", None, True) if owners and owners[0].name else None

    def actor_of(self, match: Match) -> Actor | None:
        """The likeliest actor of a match: of this theatre, then alive on the report's day, then first listed."""
        theatre = self.context.theatre.name

        def rank(a: Actor) -> tuple[bool, bool]:
            return (not any(s.theatre == theatre for s in a.sides), not a.exists(self.on))

        found = [a for a in match.actors if a.kind != "person"]
        return found[0] if len(found) == 1 else min(found, key=rank, default=None)

    # -- description ---------------------------------------------------------------------------------------------

    def _modifier(self, token: Token) -> Found | None:
        """An adjective or noun before another noun: "Russian" in "Russian strikes"."""
        if token.dep_ not in _MODIFIERS or token.head.i <= token.i or token.pos_ == "PRON":
            return None
        if token.dep_ == "poss" or (token.dep_ == "compound" and self._same_name(token)):
            return None
        owners = self.owners.at(token.i)
        if not owners:
            return None
        arm = self.owners.arm(token.head, acts=True)
        if self._hyphened(token):
            names = [o.state.government for i in (token.i - 2, token.i) for o in self.owners.at(i) if o.state]
            return Found(tuple(dict.fromkeys(names)), "state", "modifier.pair", None, True)
        if arm is None or (arm == "officials" and person_of(self.by_token.get(token.i))):
            return None
        return self._itself(token, owners, arm) or self.owners.combine(owners, arm, token.head, "modifier")

    def _hyphened(self, token: Token) -> bool:
        """The second of two peoples: "French-Malian"."""
        if token.i < 2 or self.tokens[token.i - 1].text != "-":
            return False
        pair = (self.by_token.get(token.i - 2), self.by_token.get(token.i))
        return all(m is not None and m.of("adjective") is not None and m.state is not None for m in pair)

    def _itself(self, token: Token, owners: list[Owner], arm: str) -> Found | None:
        """A modifier that names a body or a regime is that body, whatever it has or says ("regime strikes")."""
        owner = owners[0]
        match = self.by_token.get(token.i)
        if owner.state is not None and (owner.regime or (match is not None and self.actor_of(match) is not None)):
            army = self.lex.is_a("army", token.lemma_.lower())
            name = owner.state.unit("army") if army else owner.state.government
            return Found((name,), "army" if army else "state", "modifier.regime", None, True)
        if owner.actor is not None and owner.actor.kind != "person" and arm in {"source", "media", "civilians"}:
            return Found((owner.actor.name,), kind_of(owner.actor), "modifier.itself", None, True)
        return None

    def _same_name(self, token: Token) -> bool:
        match = self.by_token.get(token.i)
        return match is not None and match.end > token.head.i

    def _owned(self, token: Token) -> Found | None:
        """A common noun with its owner before or after it: "Syrian warplanes", "units of the army"."""
        arm = self.owners.arm(token)
        if arm is None:
            return None
        if (
            arm == "civilians"
            and token.lower_ in self.lex.sets["own_men"]
            and any(c.tag_ == "PRP$" for c in token.lefts)
        ):
            arm = "fighters"  # "a militia commander said his men had"
        told = arm == "source" and token.lemma_.lower() in self.lex.papers
        owners = self.owners.before(token) or ([] if told else self.owners.after(token)) or self.owners.shared(token)
        if not owners:
            return None
        return self.owners.combine(owners, arm, token, "owned")

    def _back(self, token: Token) -> Found | None:
        """A definite common noun points back: "the group", "the army"."""
        return self.back.find(token)

    def _plain(self, token: Token) -> Found | None:
        arm = self.owners.arm(token)
        if arm is None and token.pos_ == "PROPN" and token.is_title and token.dep_ in {"nsubj", "nsubjpass"}:
            return self._bare_name(token)
        return Found((), NAMELESS.get(arm, arm), "plain") if arm else None

    def _bare_name(self, token: Token) -> Found | None:
        """An unknown single name as a subject: a person when it speaks or is something, else just the name."""
        name, lower = token.text, token.text.lower()
        barred = any(lower in words for words in (self.lex.not_names, self.lex.place_nouns, self.lex.titles))
        if barred or token.i in self.by_token:
            return None
        speaks = token.head.lemma_.lower() in self.lex.saying or token.head.lemma_ == "be"
        speaks = speaks and not (token.i and self.tokens[token.i - 1].lower_ in self.lex.sets["locative"])
        return Found((name,), "person" if speaks else "none", "name.bare", None, True)

    # -- looking back ------------------------------------------------------------------------------------------------

    def last(self, before: int, want: Callable[[ActorMention], bool], sentences: int = 4) -> ActorMention | None:
        return self.pronouns.last(before, want, sentences)
