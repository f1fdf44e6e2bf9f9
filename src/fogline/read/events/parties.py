"""From the heads of an event's parties to mentions with names: pronouns in speech, joint phrases, inherited doers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from fogline.core.claim import CASUALTIES, SPEECH_ACTS, Attribution, ClaimType, Mention, Stance
from fogline.core.quick import quick
from fogline.core.span import Span
from fogline.read.actors import Actors
from fogline.read.attribution import Attributions, Chain, Voice
from fogline.read.document import Document
from fogline.read.events.candidates import Candidates
from fogline.read.events.caster import MIXED, Caster, blended, caster
from fogline.read.events.casting import (
    STANDS,
    Player,
    Role,
    allowed,
    choose,
    learned,
    likely,
    rather,
    scale,
    stands,
)
from fogline.read.events.certain import Certain
from fogline.read.events.joined import Joined
from fogline.read.events.links import Event
from fogline.read.events.only_said import may_act
from fogline.read.events.repeats import Told
from fogline.read.events.retold import goes_on, several
from fogline.read.events.roles import Roles
from fogline.read.events.scene import Words, is_passive
from fogline.read.events.talkers import one_voice
from fogline.read.models import Encoding
from fogline.read.numbers import Counted
from fogline.read.tokens import Token
from fogline.vocab import load

# What a participle has that is a verb of its own: "has accused", "that Oslo accused".
_VERBAL = ("aux", "nsubj")
# Types whose doer "in Iranian strikes" tells where nothing else does.
_CAUSED = (ClaimType.ATTACK, ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING)


@quick
@dataclass(frozen=True, slots=True)
class Sides:
    """Who does it, and to whom."""

    agents: tuple[Mention, ...]
    targets: tuple[Mention, ...]


class _Written(NamedTuple):
    """The words of a phrase and what they mention, if anything; ``speaking`` tells that it is "we" or "I"."""

    span: Span
    mention: Mention | None
    speaking: bool


def speaking(chain: Chain) -> tuple[Mention, ...]:
    """The first speaker of a chain as a party; none when the article speaks."""
    if not chain or not chain[0].text:
        return ()
    names = (chain[0].source, chain[0].affiliation)
    return (Mention(chain[0].text, tuple(n for n in names if n)),)


def _gloss(token: Token) -> bool:
    """A description beside a name, opened by an indefinite article."""
    return token.dep_ == "appos" and token.pos_ == "NOUN" and any(c.lower_ in ("a", "an") for c in token.lefts)


def others(agents: Sequence[Mention], targets: Sequence[Mention]) -> tuple[Mention, ...]:
    """The targets without the agents themselves: nobody accuses, threatens or supports himself."""
    own = {name for m in agents for name in m.actors}
    return tuple(m for m in targets if not m.actors or not own.issuperset(m.actors))


class Parties:
    """The parties of the events of one document; ask in text order, since later events inherit from earlier ones."""

    def __init__(
        self,
        words: Words,
        actors: Actors,
        voices: Attributions,
        counted: Sequence[Counted],
        encoding: Encoding | None = None,
    ) -> None:
        """With ``encoding`` the installed network weighs the candidates too."""
        self.words = words
        self.encoding = encoding
        self.document: Document = words.document
        self.roles = Roles(words)
        self.joined = Joined(words.document, actors)
        self.certain = Certain(words.document, actors, voices)
        self.actors = actors
        self.voices = voices
        self.counted = counted
        self.candidates = Candidates(words, actors, voices, self.roles, counted)
        self._doers: list[tuple[int, ClaimType, tuple[Mention, ...]]] = []
        self._written: dict[int, _Written] = {}

    def expect(self, events: Iterable[Event]) -> None:
        """Tells of all events of the report beforehand: who does one thing often does the next."""
        known = list(events)
        self.candidates.expect(known)
        self.certain.aftermath.expect(known)

    def of(self, told: Told, voice: Voice, numbers: Sequence[int]) -> Sides:
        """Both sides of an event said by ``voice``; ``numbers`` index the counts that hang on it."""
        return self._by_weights(told, voice) if learned() else self._by_slots(told, voice, numbers)

    # By what was learned -----------------------------------------------------

    def _by_weights(self, told: Told, voice: Voice) -> Sides:
        event, role = told.event, self._learned
        players = self.players(told, voice)
        scores = self._scores(players, event)
        rules, kind = load("en/roles.yaml"), event.type.value
        sure = self.certain.targets(players, event)
        accused = self._accused(players, sure) if event.type is ClaimType.ACCUSATION else ()
        chances = [0.0 if p in accused else likely(s) for p, (s, _) in zip(players, scores, strict=True)]
        chances = allowed(chances, players, role["agents"], lambda asked: self.certain.no_agents(asked, event, voice))
        doers = choose(
            role["agents"], players, chances, sure=kind in rules["always"]["agents"] and not self._unsaid(event)
        )
        doers = self._sharing(self._paired(doers, players, rules["pairing"]), players, "agents", kind)
        owners = self.certain.owners(players, event)
        known = owners or self.certain.agents(players, event)
        doers = owners or self._with_sure(doers, known)
        doers = self._told_apart(doers, players)
        if not doers and event.type in _CAUSED:
            doers = [p for p in players if self.certain.otherwise(p, event)]
        doers = one_voice(self.document.doc, doers, players, chances) if event.type in SPEECH_ACTS else doers
        acting = chances
        agents = self.joined.of(doers, players, chances, "agents", event) or self._said(event, voice)
        agents = agents or self._carried(told, voice)
        if event.type in SPEECH_ACTS:
            agents = (voice.also and speaking(voice.chain)) or self._with_bodies(agents, doers)
            agents = () if self._passed_on(event, voice) else agents
        beside = {at: self._share * scale().beside(at, len(doers), kind) for at in STANDS}
        chances = [likely(s + beside[at]) for at, (_, s) in zip(stands(players, doers), scores, strict=True)]
        chances = allowed(chances, players, role["targets"], lambda asked: self.certain.no_targets(asked, event))
        sufferers = choose(role["targets"], players, chances, sure=kind in rules["always"]["targets"])
        sufferers = self._with_sure(sufferers, sure)
        sufferers = self._sharing(self._losers(sufferers, doers, event), players, "targets", kind)
        struck = [p for p in doers if self._same(p, sufferers) and self._suffers(p, event)]
        both = [p for p in rather(players, chances, acting) if p in doers and p in sufferers]
        struck += both if len(both) < len(doers) else [p for p in both if p not in known]
        if struck:
            agents = self.joined.of([p for p in doers if p not in struck], players, chances, "agents", event)
        sufferers = [p for p in sufferers if p in struck or p not in doers]  # nobody is on both sides
        targets = self.joined.of(self._told_apart(sufferers, players), players, chances, "targets", event)
        spoken = [m for chain in voice.also for m in speaking(chain)]
        certain = agents if voice.stance is Stance.ASSERTED else ()
        self._doers.append((self.document.sentence_of(event.head).index, event.type, certain))
        if event.type in SPEECH_ACTS:
            return Sides(agents, others((*agents, *spoken), targets))
        if event.type is ClaimType.MATERIEL_LOSS:
            targets = others(agents, targets)  # "shot down by rebels": not one of theirs
        return Sides(agents, self._nobody_s_foe(agents, targets) if kind in rules["harm"] else targets)

    @staticmethod
    def _nobody_s_foe(agents: Sequence[Mention], targets: Sequence[Mention]) -> tuple[Mention, ...]:
        """As in "The group said it had killed nine militants": they are not the group, whoever else they are."""
        own, known = {name for m in agents for name in m.actors}, load("en/roles.yaml")["certain"]["told_before"]
        told = [m.text.islower() and not known.count(m.text.split()[0]) and own.issuperset(m.actors) for m in targets]
        return tuple(Mention(m.text, ()) if new and m.actors else m for m, new in zip(targets, told, strict=True))

    def _carried(self, told: Told, voice: Voice) -> tuple[Mention, ...]:
        """As in "Four more died in the attack on Tyre": "the attack" has the doer of the one told just before."""
        event, doc, links = told.event, self.document.doc, load("en/event_links.yaml")
        damage = event.type is ClaimType.PROPERTY_DAMAGE
        if not (damage or event.type in links["violent"]) or not goes_on(doc, (event.head, *event.parts)):
            return ()
        if any(c.dep_ == "agent" for i in (event.head, *event.parts) for c in doc[i].rights):
            return ()
        if self.certain.barred.condemned(event) is not None and several(self._doers, links["violent"]):
            return ()
        here = self.document.sentence_of(event.head).index
        for sentence, kind, before in reversed(self._doers):
            if here - sentence > links["carried_sentences"]:
                break
            if kind in links["violent"] and sentence < here:
                same = damage or kind is event.type
                return others(speaking(voice.chain), before) if same else ()
        return ()

    @staticmethod
    def _accused(players: Sequence[Player], charged: Sequence[Player]) -> list[Player]:
        """Those charged, and those of the same name."""
        named = {name for c in charged for name in c.names}
        return [p for p in players if p in charged or not named.isdisjoint(p.names)]

    @staticmethod
    def _same(player: Player, others: Sequence[Player]) -> bool:
        """Is it one of the others, or named like one? Nobody is on both sides of an event."""
        return any(player is o or player.text == o.text or (player.names and player.names == o.names) for o in others)

    def _suffers(self, player: Player, event: Event) -> bool:
        """As in "Soldiers were killed in an ambush": it was done to them."""
        harmed = event.type in load("en/roles.yaml")["harm"]
        return harmed and self.document.doc[player.candidate.token].dep_ == "nsubjpass"

    def _unsaid(self, event: Event) -> bool:
        """As in "The crossing was shut": the passive keeps its doer to itself."""
        head = self.document.doc[event.head]
        passive = head.pos_ == "VERB" and is_passive(head) and not any(c.dep_ == "agent" for c in head.rights)
        return passive and event.type not in SPEECH_ACTS

    def _passed_on(self, event: Event, voice: Voice) -> bool:
        """As in "Reuters reported that residents had been urged to leave": the agency urges nobody."""
        head = self.document.doc[event.head]
        if voice.saying is None or head.pos_ != "VERB" or not is_passive(head):
            return False
        teller = self.voices.sayings[voice.saying].source_head
        said_by = any(c.dep_ == "agent" for c in head.rights)
        return teller is not None and not said_by and self.actors.phrase(teller).kind == "media"

    def _with_bodies(self, agents: tuple[Mention, ...], doers: Sequence[Player]) -> tuple[Mention, ...]:
        """As in "the navy statement accused ...": a paper's charge is the charge of whoever issued it."""
        bodies = {p.text: self.actors.phrase(p.candidate.token).affiliation for p in doers if not p.names}
        return tuple(Mention(m.text, (body,)) if (body := bodies.get(m.text)) else m for m in agents)

    @cached_property
    def _share(self) -> float:
        """What the sums of weights count for beside the network."""
        return 1.0 if self._caster is None else 0.5

    @cached_property
    def _caster(self) -> Caster | None:
        return caster() if self.encoding is not None else None

    @cached_property
    def _learned(self) -> Mapping[str, Role]:
        """The weights of both roles, with the thresholds of whoever weighs."""
        if self._caster is None:
            return learned()
        return {name: replace(role, first=MIXED[name][0], further=MIXED[name][1]) for name, role in learned().items()}

    def _scores(self, players: Sequence[Player], event: Event) -> list[tuple[float, float]]:
        """Log-odds for agents and targets by the weights, and by the network where it runs."""
        seen = [p.candidate.seen for p in players]
        net = self._caster
        if net is None or self.encoding is None:
            return scale().scores(seen)
        deep = net.deep(seen, [p.candidate.token for p in players], event.head, self.encoding).tolist()
        return [(a + x / 2, t + y / 2) for (a, t), (x, y) in zip(blended().scores(seen), deep, strict=True)]

    def _paired(self, chosen: Sequence[Player], players: Sequence[Player], pairing: Sequence[str]) -> list[Player]:
        """With the other side of each one chosen that stands in a pair: "between A and B"."""
        found = list(chosen)
        for player in chosen:
            token = self.document.doc[player.candidate.token]
            first = next((t for t in (token, *token.conjuncts) if t.dep_ == "pobj"), token)
            if first.dep_ == "pobj" and first.head.lower_ in pairing:
                beside = {first.i, *(t.i for t in first.conjuncts)}
                found += [
                    p for p in players if p.candidate.token in beside and not any(p is f or p.nests(f) for f in found)
                ]
        return found

    def _sharing(self, chosen: Sequence[Player], players: Sequence[Player], role: str, kind: str) -> list[Player]:
        """With those joined to one chosen by "and", in acts all of them share ("urged the army and the rebels")."""
        found = list(chosen)
        if kind not in load("en/roles.yaml")["certain"]["sharing"][role]:
            return found
        for player in chosen:
            beside = {t.i for t in self.document.doc[player.candidate.token].conjuncts}
            joined = (p for p in players if p.candidate.token in beside and (p.names or self._party(p)))
            found += [p for p in joined if not any(p is f or p.nests(f) or f.nests(p) for f in found)]
        return found

    def _told_apart(self, chosen: Sequence[Player], players: Sequence[Player]) -> list[Player]:
        """Those named, and not what only says who they are: "the Front, an alliance of clans"."""
        doc, found = self.document.doc, dict[int, Player]()
        numbers = {p.candidate.token: p for p in players}
        for one in chosen:
            number = self.certain.things.counted(doc[one.candidate.token])
            player = one if number is None else numbers.get(number, one)
            token = doc[player.candidate.token]
            beside = [p for p in players if p.candidate.token == token.head.i] if _gloss(token) else []
            apposed = {c.i for c in token.children if c.dep_ == "appos"}
            beside = beside or [p for p in players if p.candidate.token in apposed and self._introduces(player, p)]
            meant = next((p for p in beside if self._own(p)), player)
            found.setdefault(meant.candidate.token, meant)
        return list(found.values())

    def _introduces(self, player: Player, other: Player) -> bool:
        """Of what stands beside it, as in "a small group, the Front"."""
        named = bool(other.names) and not player.names
        person = named and self.actors.phrase(other.candidate.token).kind == "person"
        lefts = self.document.doc[player.candidate.token].lefts
        return named and not person and any(c.lower_ in ("a", "an") for c in lefts)

    def _own(self, player: Player) -> bool:
        """Is it somebody by itself: a name, or a word for a party?"""
        proper = self.document.doc[player.candidate.token].pos_ == "PROPN"
        return bool(player.names) or proper or self._party(player)

    def _losers(self, chosen: list[Player], doers: Sequence[Player], event: Event) -> list[Player]:
        """Whose the things lost were, where that is told beside them."""
        lost = event.type is ClaimType.MATERIEL_LOSS
        owners = [p for p in chosen if self._own(p) and not self._same(p, doers)] if lost else []
        return owners or chosen

    def _party(self, player: Player) -> bool:
        token = self.document.doc[player.candidate.token]
        known = self.words.of(token) & {"force", "people", "partner"}
        return bool(known) or token.lemma_.lower() in load("en/roles.yaml")["certain"]["collectives"]

    @staticmethod
    def _with_sure(chosen: Sequence[Player], sure: Sequence[Player]) -> list[Player]:
        """Those chosen and those whom the grammar shows beyond doubt, who take the place of what lies inside them."""
        kept = [p for p in chosen if not any(p is s or s.nests(p) or (p.names and p.names == s.names) for s in sure)]
        return [*kept, *sure]

    def players(self, told: Told, voice: Voice) -> list[Player]:
        """Everyone who may be a party, with their words and names."""
        found = []
        for candidate in self.candidates.of(told.event, told.clause, voice):
            if not may_act(self.document.doc, told.event, self.document.doc[candidate.token]):
                continue
            written = self._written.get(candidate.token) or self._write(candidate.token)
            made = self._spoken(candidate.token, voice) if written.speaking and voice.chain else written.mention
            if made is not None:
                whole = None if made.actors else self.certain.things.whole(self.document.doc[candidate.token])
                names = made.actors if whole is None else self.actors.phrase(whole.i).names
                found.append(Player(candidate, written.span, made.text, names))
        return found

    def _said(self, event: Event, voice: Voice) -> tuple[Mention, ...]:
        """The speaker, for an act of speech that names no other doer."""
        return speaking(voice.chain) if self.roles.wants(event, "speaker") else ()

    # By slots alone ----------------------------------------------------------

    def _by_slots(self, told: Told, voice: Voice, numbers: Sequence[int]) -> Sides:
        event = told.event
        agents = self._agents(event, voice) or self._inherited(told)
        self._doers.append((self.document.sentence_of(event.head).index, event.type, agents))
        targets = self._mentions(self.roles.targets(event), voice)
        return Sides(
            agents + self._victims(told, numbers, "agents", agents, targets),
            targets + self._victims(told, numbers, "targets", agents, targets),
        )

    def speaker(self, event: Event) -> tuple[Attribution, ...]:
        """A speech act names its speaker even where no reporting clause does: the subject of a verb in the active."""
        head = self.document.doc[event.head]
        if head.pos_ != "VERB" or (head.tag_ in ("VBG", "VBN") and all(c.dep_ not in _VERBAL for c in head.lefts)):
            return ()
        if is_passive(head):
            return ()
        for token in self.roles.agents(event)[:1]:
            name, body = self.actors.source(token.i)
            mention = self.actors.phrase(token.i)
            cue = self.document.doc[event.head]
            return (Attribution(name, self.document.quote(mention.span), cue.text, None, None, body),)
        return ()

    def _agents(self, event: Event, voice: Voice) -> tuple[Mention, ...]:
        found = self._mentions([t for t in self.roles.agents(event) if not self._only_quoted(t, event, voice)], voice)
        return found or self._said(event, voice)

    def _only_quoted(self, token: Token, event: Event, voice: Voice) -> bool:
        """The one who tells of an event is no party to it."""
        if event.type in SPEECH_ACTS or voice.saying is None:
            return False
        saying = self.voices.sayings[voice.saying]
        head = self.document.doc[event.head]
        told_of = head.dep_ in ("ccomp", "parataxis", "ROOT") or head.pos_ in ("NOUN", "PROPN")
        return saying.source_head == token.i and told_of and saying.cue_token != event.head

    def _victims(
        self, told: Told, numbers: Sequence[int], role: str, agents: tuple[Mention, ...], targets: tuple[Mention, ...]
    ) -> tuple[Mention, ...]:
        """Victims who are parties as well: combatants killed, or anyone an armed attack was made on."""
        statuses = load("en/roles.yaml")["victims"].get(told.event.type.value, ())
        found: list[Mention] = []
        for n in numbers:
            number = self.counted[n]
            group = number.group
            if (
                group is None
                or number.measure not in CASUALTIES
                or number.total is not None
                or group.status.value not in statuses
            ):
                continue
            passive = number.predicate is not None and is_passive(self.document.doc[number.predicate])
            wanted = "agents" if told.event.type == ClaimType.CLASH and passive else "targets"
            known = agents if wanted == "agents" else targets
            text = self.document.quote(group.span)
            if (
                wanted == role
                and (wanted == "agents" or not known)
                and not any(text in m.text or m.text in text for m in (*known, *found))
            ):
                found.append(Mention(text, self.actors.phrase(group.head).names))
        return tuple(found)

    def _inherited(self, told: Told) -> tuple[Mention, ...]:
        """The doer of the last like event told just before, for an event that names none."""
        rules = load("en/event_links.yaml")
        kinds = rules["inherits"].get(told.event.type.value, ())
        here = self.document.sentence_of(told.event.head).index
        for sentence, kind, agents in reversed(self._doers):
            if here - sentence > rules["inherit_sentences"]:
                break
            if agents and kind.value in kinds:
                return agents
        if told.event.type in rules["sole_doer"]:
            before = {a for _, kind, a in self._doers if a and kind == told.event.type}
            return next(iter(before)) if len(before) == 1 else ()
        return ()

    def _mentions(self, tokens: Sequence[Token], voice: Voice) -> tuple[Mention, ...]:
        """One mention an actor: an apposition or a second name of the same actor adds none."""
        found: list[Mention] = []
        seen: set[str] = set()
        for token in tokens:
            made = self._mention(token, voice)
            if made and token.dep_ == "appos" and found and token.head.i in {t.i for t in tokens}:
                found[-1] = Mention(found[-1].text, max(found[-1].actors, made.actors, key=len))
                continue
            if made is None or (made.actors and set(made.actors) <= seen) or any(made.text in m.text for m in found):
                continue
            seen.update(made.actors)
            found.append(made)
        return tuple(found)

    def _mention(self, token: Token, voice: Voice) -> Mention | None:
        written = self._written.get(token.i) or self._write(token.i)
        return self._spoken(token.i, voice) if written.speaking and voice.chain else written.mention

    def _write(self, i: int) -> _Written:
        token, phrase = self.document.doc[i], self.actors.phrase(i)
        text = self.document.quote(phrase.span)
        speaking = "first_person" in self.words.of(token) and token.text != "US"
        mention = Mention(text, phrase.names) if text.strip() else None
        written = self._written[i] = _Written(phrase.span, mention, speaking)
        return written

    def _spoken(self, i: int, voice: Voice) -> Mention:
        """What "we" and "I" mean in the words of a speaker."""
        token, speaker = self.document.doc[i], voice.chain[0]
        body = speaker.affiliation if "first_sg" not in self.words.of(token) else None
        return Mention(token.text, (body or speaker.source,))
