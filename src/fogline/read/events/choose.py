"""Rules and the learned reader side by side: which propositions stand, and how probable each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fogline.core.claim import ClaimType
from fogline.core.reader import Reader
from fogline.read.document import Document
from fogline.read.events.blows import is_answered, is_blow, owned_up, same_blow
from fogline.read.events.furniture import in_furniture
from fogline.read.events.lexicon import sure
from fogline.read.events.links import Event, causing, hangs_under, points_back, provided, sums_over
from fogline.read.events.repeats import Told
from fogline.read.events.repeats import points_back as told_before
from fogline.read.events.retold import claims_deed, points_at
from fogline.read.events.scene import under
from fogline.read.events.triggers import Trigger, says_nothing
from fogline.read.events.unproposed import condemned, tells_none
from fogline.read.models import Encoding, Hint, Proposal, available, propose
from fogline.read.tokens import Token
from fogline.vocab import load

# Chosen on annotated reports that were not learned from (docs/model-card.md): a proposition that a rule found stands
# from KEEP on, one that only the learned reader proposes from ADD on.
KEEP = 0.12
ADD = 0.33
# A clash proposed beside a toll is often only where people died; these are what killed them.
_CAUSES = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING, ClaimType.CHEMICAL_ATTACK, ClaimType.ATTACK)
_PLAIN = (ClaimType.CLASH, ClaimType.ATTACK)
_SEIZING = (ClaimType.CLASH, ClaimType.CAPTURE, ClaimType.WITHDRAWAL)
_HOLDING = (ClaimType.CONTROL, ClaimType.CAPTURE)
_MEANS = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING, ClaimType.CHEMICAL_ATTACK)
_DEADLY = (*_CAUSES, ClaimType.TOLL, ClaimType.CLASH)
# What the object of an event is no second event of ("dispersed the crowd").
_UNDERGONE = ((ClaimType.PROTEST, ClaimType.ATTACK), (ClaimType.DEPLOYMENT, ClaimType.WITHDRAWAL))
CLEAR = 0.43  # probability of a means that an attack takes on
TOLD = 0.15  # the same where a word tells that there was a blow, and of a blow that another is told to answer
# What hangs on one of these is asked, threatened or denied by it.
_ACTS = (ClaimType.DEMAND, ClaimType.THREAT, ClaimType.DENIAL)


def default_reader() -> Reader:
    """Both where the learned weights are installed, else the rules."""
    return Reader.BOTH if available() else Reader.RULES


def choose(
    document: Document,
    triggers: Sequence[Trigger],
    told: Sequence[Told],
    reader: Reader,
    encoding: Encoding | None = None,
    running: frozenset[int] = frozenset(),
    counted: frozenset[int] = frozenset(),
) -> tuple[Told, ...]:
    """The propositions that stand, in text order, each with its confidence (``None`` under ``rules``).

    Under ``both`` the patterns' finds are hints to the learned reader, which weighs them and may add its own.
    ``running`` are the words that govern cumulative figures, which hang on no single event; ``counted`` those that
    govern numbers of dead or wounded, which are told of whatever the learned reader says.
    Raises ``FileNotFoundError`` when the reader needs weights that are not installed.
    """
    if reader == Reader.RULES:
        return tuple(told)
    hints = [Hint(t.head, t.type) for t in triggers] if reader == Reader.BOTH else []
    proposals = propose(document, min(KEEP, ADD) / 2, hints, encoding)
    found = _once(document, _kept(document, told, proposals, counted)) if reader == Reader.BOTH else []
    kept = _relent(document, found, [_by_means(document, t, proposals) for t in found])
    sums = [t.event for t in kept if t.event.type == ClaimType.TOLL and running.intersection(t.event.parts)]
    added = [t for t in _added(document, kept, proposals) if not any(sums_over(document.doc, s, t.event) for s in sums)]
    return _ordered(_hung(document, kept, added, running))


def _cell(document: Document, head: int, kind: ClaimType) -> tuple[int, ClaimType]:
    return document.sentence_of(head).index, kind


def _kept(
    document: Document, told: Sequence[Told], proposals: Sequence[Proposal], counted: frozenset[int]
) -> list[Told]:
    """The patterns' finds that the learned reader does not speak against, and those that need no second opinion.

    What a denial denies needs none: the denial is read as one, and the denied act belongs to it; nor does an attack
    that is condemned (codebook 2.8).
    """
    odds: dict[tuple[int, ClaimType], float] = {}
    for p in proposals:
        cell = _cell(document, p.head, p.type)
        odds[cell] = max(odds.get(cell, 0.0), p.probability)
    weighed = [replace(t, confidence=_odds(document, t.event, odds)) for t in told]
    denials = {t.event.head for t in told if t.event.type == ClaimType.DENIAL}
    charges = {t.event.head for t in told if t.event.type == ClaimType.ACCUSATION}

    def plain(event: Event) -> bool:
        deadly = event.type in _DEADLY and not counted.isdisjoint(event.parts)
        head = document.doc[event.head]
        return deadly or event.rule in sure() or hangs_under(head, denials) or condemned(head, event.type, charges)

    return [t for t in weighed if (t.confidence or 0.0) >= KEEP or plain(t.event)]


def _once(document: Document, told: list[Told]) -> list[Told]:
    """What is told twice in one sentence, once: the raid that is claimed by who says that he killed nine in it, and the
    flight of those who sleep in the street.
    """
    doc, links, found = document.doc, load("en/event_links.yaml"), list(told)
    for t in told:
        if t.event.rule in links["lodging"]:
            fled = (o.event for o in told if o is not t and o.event.type is t.event.type)
            if any(doc[t.event.head].is_ancestor(doc[e.head]) for e in fled):
                found = [o for o in found if o is not t]
        if t.event.type not in _DEADLY or (over := owned_up(doc[t.event.head])) is None:
            continue
        claimed = next((o for o in found if over.i in o.event.words and o.event.type.value in links["violent"]), None)
        if claimed is not None:
            whole = replace(t, clause=claimed.clause.join(t.clause))
            found = [whole if o is t else o for o in found if o is not claimed]
    return found


def _by_means(document: Document, told: Told, proposals: Sequence[Proposal]) -> Told:
    """As in "killed nine in strikes on the camp": an attack by the means that the learned reader sees in its words."""
    guessed = told.event.rule in load("en/event_links.yaml")["plain_means"]
    if told.event.type != ClaimType.ATTACK and not guessed:
        return told
    clear = (p for p in proposals if p.type in _MEANS and p.probability >= _least(document.doc[p.head], guessed))
    means = [p for p in clear if _means_of(document.doc[p.head], told.event)]
    best = max(means, key=lambda p: (p.probability, -p.head), default=None)
    if best is None:
        return told
    parts = tuple(sorted({*told.event.parts, best.head}))
    return replace(told, event=replace(told.event, type=best.type, parts=parts))


def _least(token: Token, guessed: bool) -> float:
    """How probable a means must be: "killed nine in strikes" were strikes of some kind."""
    sure = is_answered(token) if guessed else token.dep_ == "pobj" and is_blow(token)
    return TOLD if sure else ADD if guessed else CLEAR


def _relent(document: Document, was: Sequence[Told], kept: list[Told]) -> list[Told]:
    """Of "the attack", which took its kind from a blow told before, the kind that this one has come to be."""
    violent, last, found = load("en/event_links.yaml")["violent"], None, list(kept)
    for n, told in enumerate(was):
        if told.event.type not in violent:
            continue
        lent = last is not None and told.event.type is was[last].event.type is found[n].event.type
        if last is not None and lent and points_at(document.doc, (told.event.head, *told.event.parts)):
            found[n] = replace(found[n], event=replace(found[n].event, type=found[last].event.type))
        last = n
    return found


def _means_of(token: Token, event: Event) -> bool:
    if token.i in event.parts or any(v.i in event.parts for v in _deeds(token)):
        return token.i != event.head
    tied = token.dep_ == "pobj" and token.head.lower_ in load("en/event_links.yaml")["means"]
    return tied and token.head.head.i in event.parts and not points_back(token)


def _odds(document: Document, event: Event, odds: dict[tuple[int, ClaimType], float]) -> float:
    """How probable an event is; one whose type is lent by an event before it, or is a guess, may be any violent one."""
    links = load("en/event_links.yaml")
    open_ = event.rule in links["nameless"] or event.rule in links["plain_means"]
    kinds = [event.type, *(map(ClaimType, links["violent"]) if open_ else ())]
    return max(odds.get(_cell(document, event.head, kind), 0.0) for kind in kinds)


def _added(document: Document, told: Sequence[Told], proposals: Sequence[Proposal]) -> list[Told]:
    """What only the learned reader found: where no pattern found the type, at a word that heads nothing yet."""
    taken = {_cell(document, t.event.head, t.event.type) for t in told}
    heads = {t.event.head for t in told}
    acts = {t.event.head for t in told if t.event.type in _ACTS}
    charges = {t.event.head for t in told if t.event.type == ClaimType.ACCUSATION}
    denials = {t.event.head for t in told if t.event.type == ClaimType.DENIAL}
    merged = {part: t.event.type for t in told for part in t.event.parts}
    blows = {word for t in told for word in t.event.words if t.event.type in _MEANS}
    broken = {word for t in told for word in t.event.words if t.event.type in _SEIZING}
    found: list[Told] = []
    for p in sorted(proposals, key=lambda p: (-p.probability, p.head)):
        if p.probability < (TOLD if p.type in _MEANS and is_answered(document.doc[p.head]) else ADD):
            continue
        cell = _cell(document, p.head, p.type)
        if p.type in _PLAIN and p.head in blows and any(c.i in blows for c in document.doc[p.head].lefts):
            continue  # "a drone attack" is no clash beside itself
        if p.type in _HOLDING and p.head in broken:  # "broke the siege", "took full control", "lost control"
            continue
        if cell in taken or p.head in heads or hangs_under(document.doc[p.head], acts):
            continue
        if _name_given(document, p.head, charges) or _called_false(document.doc[p.head], p.type, denials):
            continue
        if p.head in merged and _same_event(document, p, merged[p.head]):
            continue
        if (
            _discussed(document.doc[p.head], p.type)
            or _foretells(document.doc[p.head], p.type)
            or _rings(document.doc[p.head], p.type)
            or points_back(document.doc[p.head])
            or _claims_it(document, p, told)
            or _fired(document, p, merged)
        ):
            continue
        if in_furniture(document, document.sentence_of(p.head)) or says_nothing(document.doc[p.head]):
            continue
        if provided(document.doc[p.head], p.type) or same_blow(document.doc[p.head], p.type, merged):
            continue
        if _no_event(document.doc[p.head], p.type, merged) or _deal_again(document.doc[p.head], p.type, told):
            continue
        taken.add(cell)
        event = Event(p.head, p.type, "learned", (p.head,), (p.head,))
        found.append(Told(event, p.clause, confidence=p.probability))
    return found


def _foretells(verb: Token, kind: ClaimType) -> bool:
    """As in "warned that the clashes could turn into a war": nobody is blamed."""
    told = (c for c in verb.rights if c.dep_ == "ccomp")
    warns = kind is ClaimType.ACCUSATION and verb.lemma_ in load("en/event_links.yaml")["foretelling"]
    return warns and any(a.tag_ == "MD" for c in told for a in c.lefts)


def _rings(verb: Token, kind: ClaimType) -> bool:
    """As in "had called the leaders of both lands": nothing is asked of them by that."""
    words = load("en/event_links.yaml")["ringing"]
    if kind is not ClaimType.DEMAND or verb.lemma_ not in words["verbs"]:
        return False
    named = (c for c in verb.rights if c.dep_ in ("xcomp", "oprd", "ccomp"))
    asked = any(c.lower_ in words["for_what"] for c in verb.rights) or any(c.tag_ == "VB" for c in named)
    return not asked and any(c.dep_ == "dobj" for c in verb.rights)


def _discussed(noun: Token, kind: ClaimType) -> bool:
    """As in "discussed a truce": there is none yet."""
    words = load("en/roles.yaml")["certain"]["discussing"]
    return kind is ClaimType.AGREEMENT and noun.dep_ == "dobj" and noun.head.lemma_ in words


def _deal_again(noun: Token, kind: ClaimType, told: Sequence[Told]) -> bool:
    """As in "The deal was welcomed" after a deal: it is told already."""
    before = [t.event for t in told if t.event.type is kind and t.event.head < noun.i]
    marked = any(c.dep_ == "det" and c.lower_ in load("en/event_links.yaml")["definite"] for c in noun.lefts)
    return kind is ClaimType.AGREEMENT and marked and told_before(noun, before)


def _no_event(token: Token, kind: ClaimType, merged: Mapping[int, ClaimType]) -> bool:
    """As in "over their airspace", "a school sheltering displaced people": what only says where, whose or when."""
    if tells_none(token, kind, merged) or _undergoes(token, kind, merged):
        return True
    if kind is ClaimType.DISPLACEMENT:
        noun = token.head if token.dep_ == "amod" else token
        over = noun.head
        if _housed(noun):
            return True
        return token.dep_ == "amod" and noun.dep_ == "pobj" and over.head.pos_ in ("NOUN", "PROPN")
    if kind is ClaimType.CONTROL and token.dep_ == "amod":
        return True
    if kind is ClaimType.DETENTION and any(c.dep_ == "dobj" and c.lemma_ in _published() for c in token.rights):
        return True
    links = load("en/event_links.yaml")
    before = under(token)
    if kind is ClaimType.AGREEMENT:
        return bool(before & set(links["in_spite"]))
    if kind is ClaimType.CLASH and token.dep_ == "nsubj" and merged.get(token.head.i) is ClaimType.ASSESSMENT:
        return True  # "the clashes could turn into a war"
    begun = len(before) > 1 or token.lemma_ in links["wrapping"]
    if kind is ClaimType.CLASH and begun and before & set(links["period_words"]):
        return True
    shots = any(c.lower_ in links["small_arms"] for c in token.lefts)
    return kind in _MEANS and (shots or token.lemma_ in links["heights"])


def _undergoes(token: Token, kind: ClaimType, merged: Mapping[int, ClaimType]) -> bool:
    """As in "dispersed the crowd", "is bringing its troops home": of those to whom it is done nothing else is told."""
    return token.dep_ in ("dobj", "nsubjpass") and (kind, merged.get(token.head.i)) in _UNDERGONE


def _published() -> list[str]:
    """What is released when nobody is ("released a video of nine hostages")."""
    published: list[str] = load("en/classes.yaml")["published"]
    return published


def _housed(noun: Token) -> bool:
    """As in "a tent housing displaced families": who is in it, where they are not counted."""
    housing = load("en/event_links.yaml")["housing"]
    inside = noun.head.lower_ in housing or any(c.lower_ in housing for c in (noun, *noun.lefts))
    return inside and not any(c.dep_ == "nummod" for c in noun.lefts)


def _name_given(document: Document, head: int, charges: set[int]) -> bool:
    """As in "called the unrest an attack on the nation": what a charge calls something is no event beside it."""
    token = document.doc[head]
    return token.dep_ == "oprd" and token.head.i in charges


def _called_false(token: Token, kind: ClaimType, denials: set[int]) -> bool:
    """As in "denied it and described the reports as false propaganda": the words of a denial charge nobody."""
    if kind is not ClaimType.ACCUSATION:
        return False
    verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
    called = token.dep_ == "nsubj" and any(c.i in denials for c in token.head.rights)  # "the charge was groundless"
    return called or (verb is not None and verb.i in denials)


def _same_event(document: Document, proposal: Proposal, kind: ClaimType) -> bool:
    """Whether a word that the patterns made part of an event of ``kind`` tells no more than that event.

    The dead of an attack are told with it, and so is what its verb did; a noun may name a second act.
    """
    links = load("en/event_links.yaml")
    if kind not in links["carriers"]:
        return False
    verb = document.doc[proposal.head].pos_ in ("VERB", "AUX") or kind in links["lends_no_second"]
    if proposal.type in _MEANS and kind in _MEANS and _strikes(document.doc[proposal.head]):
        return True
    return proposal.type == ClaimType.TOLL or (verb and proposal.type in links["violent"])


def _strikes(noun: Token) -> bool:
    return any(v.pos_ == "VERB" for v in _deeds(noun))


def _deeds(noun: Token) -> list[Token]:
    """What a blow did, in "the strike killed two" and "a strike that killed two": both are one event."""
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return [noun.head]
    return [c for c in noun.rights if c.dep_ == "relcl"]


def _fired(document: Document, proposal: Proposal, merged: Mapping[int, ClaimType]) -> bool:
    """As in "launched missiles at the port", "missiles hit the port", "shot down a bomber": what is fired, fired at or
    lost is no second blow.
    """
    token = document.doc[proposal.head]
    if token.dep_ == "pobj" and token.head.lower_ in load("en/event_links.yaml")["fired_at"]:
        return proposal.type in _MEANS and merged.get(token.head.head.i) in _MEANS
    over = merged.get(token.head.i)
    if token.dep_ == "nsubj" and token.pos_ == "NOUN":
        return proposal.type is ClaimType.AIR_STRIKE and over is ClaimType.SHELLING
    if proposal.type in _MEANS and (_counted_among(token, merged) or _thrown(token, merged)):
        return True
    first = token.head if token.dep_ == "conj" and token.pos_ == "NOUN" else token  # "fired drones and missiles"
    lost = first.dep_ == "dobj" and merged.get(first.head.i) in (*_MEANS, ClaimType.MATERIEL_LOSS)
    return lost and proposal.type in _MEANS


def _counted_among(token: Token, merged: Mapping[int, ClaimType]) -> bool:
    """As in "shot down 118 of the drones and five of the missiles", "downed or jammed 40 of 60 drones"."""
    top = token
    while (top.dep_ == "conj" and top.head.i < top.i) or (top.dep_ in ("pobj", "prep") and _of(top)):
        top = top.head
    lost = top.dep_ in ("dobj", "nsubjpass") and merged.get(top.head.i) is ClaimType.MATERIEL_LOSS
    return top is not token and (lost or merged.get(top.i) is ClaimType.MATERIEL_LOSS)


def _thrown(token: Token, merged: Mapping[int, ClaimType]) -> bool:
    """As in "rockets fired at Ashkelon", "shot down drones and missiles that Oslo fired": whose they are fires them."""
    first = token.head if token.dep_ == "conj" else token
    told = (c for t in (first, *first.conjuncts) for c in t.rights if merged.get(c.i) in _MEANS)
    return any(c.dep_ == "relcl" or (c.dep_ == "acl" and c.tag_ == "VBN") for c in told)


def _of(token: Token) -> bool:
    return (token if token.dep_ == "prep" else token.head).lower_ == "of"


def _claims_it(document: Document, proposal: Proposal, told: Sequence[Told]) -> bool:
    """As in "claimed responsibility for the bombing": what is claimed is told, and no second attack."""
    links, head = load("en/event_links.yaml"), document.doc[proposal.head]
    if head.lemma_ not in links["claimed"]:
        return False
    sentence = document.sentence_of(proposal.head).index
    beside = [t.event for t in told if document.sentence_of(t.event.head).index == sentence]
    deed = claims_deed(document.doc, {proposal.head, head.head.i}, [e.head for e in beside])
    return deed or any(e.type in links["violent"] for e in beside)


def _hung(document: Document, kept: Sequence[Told], added: Sequence[Told], running: frozenset[int]) -> list[Told]:
    """Casualties that a pattern found hang on the event that the learned reader found to have caused them."""
    every = [*kept, *added]
    for toll in (t for t in kept if t.event.type == ClaimType.TOLL and not running.intersection(t.event.parts)):
        sentence = document.sentence_of(toll.event.head).index
        beside = [t for t in every if document.sentence_of(t.event.head).index == sentence and t is not toll]
        event = causing(document.doc, toll.event, [t.event for t in beside])
        cause = next((t for t in beside if t in added and t.event == event and event.type in _CAUSES), None)
        if cause is not None:
            whole = replace(cause, event=cause.event.with_part(toll.event), clause=cause.clause.join(toll.clause))
            every = [whole if t is cause else t for t in every if t is not toll]
    return every


def _ordered(told: Sequence[Told]) -> tuple[Told, ...]:
    return tuple(sorted(told, key=lambda t: (t.clause.start, t.event.head, t.event.type.value)))
