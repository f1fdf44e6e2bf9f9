"""Frames of reporting verbs: what stands to the right, what stands to the left, who speaks."""

from __future__ import annotations

from fogline.core.claim import Stance
from fogline.read.attribution import bare, content, nearby, speakers
from fogline.read.attribution.frames import Frame, Range, finite, kids, left_edge, right_end
from fogline.read.attribution.lexicon import Verb, lexicon
from fogline.read.attribution.model import Kind, Names
from fogline.read.attribution.unable import manner, unable
from fogline.read.document import Document, Sentence
from fogline.read.tense import falls_back
from fogline.read.tokens import Token
from fogline.vocab import load

_SOON = 4


def verb_frames(document: Document, sentence: Sentence, names: Names) -> list[Frame]:
    """Frames of one sentence in the order of their cues."""
    found: list[Frame] = []
    known, seldom = lexicon().verbs, lexicon().seldom
    for token in document.doc[sentence.start : sentence.end]:
        lemma = token.lemma_.lower()
        readings = known.get(lemma) or (_seldom(token, seldom[lemma]) if lemma in seldom else None)
        if readings and _whole(token) and _verbal(token):
            frame = _frame(token, readings, sentence, found, names)
            if frame:
                found.append(frame)
    return found


def _seldom(token: Token, readings: tuple[Verb, ...]) -> tuple[Verb, ...] | None:
    """As in "Oslo holds that", "holds the army responsible", "local people, he went on, could fish": verbs that mostly
    report nothing.
    """
    fitting = tuple(v for v in readings if _FITS[v.when or ""](token))
    return fitting if fitting and speakers.subject(token) is not None else None


def _holds_that(token: Token) -> bool:
    that = lexicon().small["that"]
    clauses = (m for c in kids(token, "ccomp") for m in kids(c, "mark"))
    return any(m.lower_ in that and m.i - token.i < _SOON for m in clauses)


def _responsible(token: Token) -> bool:
    if token.tag_ == "VBG" and token.dep_ == "acl":
        return False
    guilty = lexicon().small["guilty"]
    judged = [
        *kids(token, "oprd", "acomp", "ccomp", "xcomp"),
        *(a for c in kids(token, "dobj") for a in kids(c, "amod")),
    ]
    return any(c.lower_ in guilty and c.i > token.i for c in judged)


def _between_commas(token: Token) -> bool:
    """Nothing but the speaker and its particle stand between two commas around a verb."""
    own = kids(token, "nsubj") if token.dep_ in ("parataxis", "ROOT") else []
    doc, first = token.doc, left_edge(own[0]) if own else 0
    after = token.i + 2
    return 0 < first < token.i and doc[first - 1].text == "," and after < len(doc) and doc[after].text == ","


def _has_it(token: Token) -> bool:
    """As in "nine died, as the mayor has it"."""
    marked = any(c.lower_ in lexicon().small["as"] for c in kids(token, "mark"))
    return marked and token.dep_ == "advcl" and any(c.lower_ in lexicon().small["it"] for c in kids(token, "dobj"))


def _records(token: Token) -> bool:
    """As in "the hospital received 14 wounded", which nobody else tells of it."""
    told = token.dep_ == "ccomp" or (token.dep_ == "conj" and token.head.dep_ == "ccomp")
    return not told and any(c.lemma_.lower() in lexicon().small["recorders"] for c in kids(token, "nsubj"))


def _seen(token: Token) -> bool:
    """As in "residents saw nine bodies", which nobody else tells of them."""
    told = token.dep_ == "ccomp" or (token.dep_ == "conj" and token.head.dep_ == "ccomp")
    eyes = any(c.lemma_.lower() in lexicon().small["eyes"] for c in kids(token, "nsubj"))
    seen = (c for c in kids(token, "dobj", "ccomp") if c.pos_ in ("NOUN", "VERB", "AUX"))
    return not told and eyes and token.tag_ == "VBD" and any(seen)


_FITS = {
    "seen": _seen,
    "as": _has_it,
    "counted": _records,
    "that": _holds_that,
    "responsible": _responsible,
    "aside": _between_commas,
}


def _verbal(token: Token) -> bool:
    """A verb in use, not a participle before a noun ("the reported raid")."""
    if (
        token.i > 0
        and token.nbor(-1).text == '"'
        and token.tag_ in ("VBN", "VBD", "VBZ")
        and token.lemma_ in lexicon().inverting
    ):
        return True
    if token.text[:1].isupper() and not (token.is_sent_start or token.nbor(-1).text == '"'):
        return False
    if token.lower_ in lexicon().small["according"] or (
        token.dep_ in ("amod", "compound", "nmod") and token.tag_ not in ("VBD", "VBZ", "VBP")
    ):
        return False
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.dep_ in ("ROOT", "ccomp", "conj") and bool(kids(token, "nsubj")) and bool(kids(token, "ccomp", "dobj"))


def _frame(
    token: Token, readings: tuple[Verb, ...], sentence: Sentence, before: list[Frame], names: Names
) -> Frame | None:
    if _untold(token) or _taken_in(token):
        return None
    if _estimated(token) or _left_unsaid(token) or _withheld(token) or _names_it(token) or _fetches(token):
        return None
    if _thanks_god(token) or _answers_with(token) or _sends(token) or speakers.undergoes(token):
        return None
    if _said_to_be(token) or _thought_to(token, readings):
        _, end = clause(token.head, sentence)
        return Frame(token, "impersonal", Kind.SAY, Stance.ALLEGED, None, ((int(token.head.i), end),), "impersonal")
    if _charged(token, readings) or (_passive(token) and not _adjectival(token, readings)):
        return _passive_frame(token, next((v for v in readings if _toll_by(token, v)), readings[0]), sentence)
    who = _spoken_by(token, sentence, before, names)
    frames = [f for f in (_active_frame(token, verb, sentence, before, *who) for verb in readings) if f is not None]
    figure = (f for f in frames if f.content and f.group == "put-at")  # "put it at 90, a figure that nobody checked"
    return next(figure, next((f for f in frames if f.content), frames[0] if frames else None))


def _untold(token: Token) -> bool:
    """An infinitive of purpose ("to identify the dead") says nothing; "went on to say" and "continue to urge" do."""
    if token.tag_ != "VB" or not any(c.lower_ in lexicon().small["to"] and c.dep_ == "aux" for c in token.children):
        return False
    return not (token.dep_ == "xcomp" and token.head.lemma_.lower() in lexicon().light)


def _taken_in(token: Token) -> bool:
    """As in "nine wounded admitted to hospitals"."""
    wards = lexicon().small["wards"]
    into = (p for p in kids(token, "prep") if p.lower_ in lexicon().small["to"])
    return any(o.lemma_.lower() in wards for p in into for o in kids(p, "pobj"))


def _passive(token: Token) -> bool:
    by = [a for a in kids(token, "agent") if not all(manner(o) for o in kids(a, "pobj"))]
    return bool(kids(token, "auxpass", "nsubjpass")) or (
        token.tag_ == "VBN" and bool(by) and not kids(token, "aux", "dobj")
    )


def _charged(token: Token, readings: tuple[Verb, ...]) -> bool:
    """As in "freed nine men accused of arson": who accused them is not told."""
    bare = token.tag_ == "VBN" and token.dep_ == "acl" and not kids(token, "dobj", "aux")
    return bare and any(v.kind is Kind.ACCUSE and "of" in v.takes for v in readings)


def _said_to_be(token: Token) -> bool:
    """As in "jets thought to be theirs": hearsay in a participle after its noun."""
    if token.tag_ != "VBN" or token.dep_ != "acl" or token.lemma_.lower() not in lexicon().passive_hedges:
        return False
    return bool(kids(token, "xcomp")) and not kids(token, "agent", "aux")


def _thought_to(token: Token, readings: tuple[Verb, ...]) -> bool:
    """As in "jets believed to be theirs struck": nobody "believes to"."""
    if token.tag_ not in ("VBN", "VBD") or token.lemma_.lower() not in lexicon().passive_hedges or kids(token, "aux"):
        return False
    if any("infinitive" in v.takes for v in readings) or token.i + 2 >= len(token.doc):
        return False
    return token.nbor(1).lower_ in lexicon().small["to"] and token.nbor(2).tag_ == "VB"


def _estimated(token: Token) -> bool:
    """As in "a force estimated at 300": a figure, nobody's word."""
    if token.tag_ != "VBN" or token.dep_ not in ("acl", "relcl") or token.i + 1 >= len(token.doc):
        return False
    at = token.nbor(1)
    return at.lower_ in lexicon().small["figure"] and not kids(token, "agent") and not kids(at, "pcomp")


def _names_it(token: Token) -> bool:
    """As in "launched what it called a raid", "a band calling itself an army", "an operation called Dawn": a word for
    it, nobody's tale.
    """
    links = load("en/event_links.yaml")
    if token.lemma_ not in links["wordings"]:
        return False
    what = any(c.tag_ == "WP" and c.i < token.i and c.dep_ in ("dobj", "oprd") for c in token.children)
    named = token.tag_ == "VBN" and token.dep_ == "acl" and not kids(token, "agent", "prep")
    return what or named or any(c.lower_ in links["selves"] for c in token.rights)


def _left_unsaid(token: Token) -> bool:
    """As in "without specifying how many"."""
    return token.dep_ == "pcomp" and token.head.lower_ in lexicon().small["without"]


def _withheld(token: Token) -> bool:
    """As in "a claim which Oslo has not confirmed": who keeps his word to himself says nothing."""
    mute = token.lemma_.lower() in lexicon().small["withheld"] and bool(kids(token, "neg"))
    return mute and not kids(token, "ccomp", "xcomp")


def _fetches(token: Token) -> bool:
    """As in "recalled its ambassador"."""
    small = lexicon().small
    if token.lemma_.lower() not in small["fetching"]:
        return False
    return any(c.lemma_.lower() in small["fetched"] for c in kids(token, "dobj", "nsubjpass"))


def _thanks_god(token: Token) -> bool:
    """As in "We are alive, thank God"."""
    small = lexicon().small
    return token.lemma_.lower() in small["thanking"] and any(c.lower_ in small["god"] for c in token.rights)


def _sends(token: Token) -> bool:
    """As in "ordered unarmed men to the river bank": a deed, told by nobody; troops are sent by a word."""
    if token.lemma_.lower() not in lexicon().small["sending"] or kids(token, "xcomp", "ccomp", "dative"):
        return False
    to = (p for p in kids(token, "prep") if p.lower_ in lexicon().small["to"] and p.i > token.i)
    whom = [o for o in kids(token, "dobj") if o.lemma_.lower() not in lexicon().small["sent"]]
    return bool(whom) and any(kids(p, "pobj") for p in to)


def _answers_with(token: Token) -> bool:
    """As in "responded by shelling the port", "responded with air strikes"."""
    small = lexicon().small
    if token.lemma_.lower() not in small["answering"]:
        return False
    return any(p.lower_ in small["answered_with"] and p.i > token.i for p in kids(token, "prep", "agent"))


def _adjectival(token: Token, readings: tuple[Verb, ...]) -> bool:
    """As in "was closing": run-on text that the parser took for a participle."""
    return token.tag_ == "VBN" and token.dep_ == "acl" and not speakers.agent(token) and bool(readings)


def _passive_frame(token: Token, verb: Verb, sentence: Sentence) -> Frame | None:
    """As in "was reported by X", "is believed to", "it was reported that"."""
    if verb.objects and not _toll_by(token, verb):
        return None
    if token.i == sentence.start:
        return None
    start, end = clause(token, sentence)
    if token.dep_ in ("acl", "relcl"):
        start = min(start, int(token.head.i))
    by = speakers.agent(token)
    if verb.group == "cite":
        saying = next((t for t in token.subtree if t.i > token.i and speakers.quoted(t)), None)
        by = by or (speakers.agent(saying) if saying is not None else None)
        if by is None or saying is None:
            return None
        told = _trim(saying.i + 1, end, by)
        if not any(t.pos_ in ("VERB", "AUX") for a, b in told for t in token.doc[a:b]):
            told = next((c for _, c in content.quoted_above(token, sentence)), told)
        return Frame(token, "cite", verb.kind, Stance.ASSERTED, by, told, "passive-quoted")
    made = token.head.lemma_.lower() in lexicon().small["made_by_word"]  # "a truce declared by Oslo"
    if by is not None and token.dep_ in ("acl", "relcl") and (made or verb.kind is Kind.SUPPORT):
        return None
    if by is not None and not nearby.is_time(by) and verb.kind is not Kind.SHOW:
        return Frame(
            token, verb.group, verb.kind, verb.stance, by, ((start, end),), "passive-by", speakers.conjuncts(by)
        )
    # "Clashes were reported" states them; "they were reported to have fled" is hearsay.
    plain_report = token.lemma_ in lexicon().small["report"] and not kids(token, "xcomp", "ccomp", "oprd", "expl")
    if token.lemma_.lower() in lexicon().passive_hedges and not plain_report:
        return Frame(token, "impersonal", Kind.SAY, Stance.ALLEGED, None, (_hearsay(token, start, end),), "impersonal")
    return None


def _whole(token: Token) -> bool:
    """Verbs that tell nothing without their particle: "pointed out", and no "exchange points"."""
    particles = lexicon().particles.get(token.lemma_.lower())
    return particles is None or (token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ in particles)


def _toll_by(token: Token, verb: Verb) -> bool:
    """As in "tolls provided by officials"."""
    return "toll" in verb.takes and token.dep_ in ("acl", "relcl") and token.head.lemma_.lower() in verb.objects


def _hearsay(token: Token, start: int, end: int) -> Range:
    """The reach of "was reported": its own clause, without the clauses hung on it or joined to it."""
    for beside in kids(token, "advcl", "conj"):
        if beside.i > token.i and kids(beside, "nsubj", "nsubjpass"):
            end = min(end, left_edge(beside))
    heads = kids(token, "nsubjpass", "nsubj")
    if heads and token.dep_ != "relcl":
        start = max(start, left_edge(heads[0]))
    return start, max(end, token.i + 1)


def _trim(start: int, end: int, out: Token | None) -> tuple[Range, ...]:
    if out is not None and start <= out.i < end:
        return ((out.i + 1, end),) if out.i + 1 < end else ()
    return ((start, end),) if start < end else ()


def clause(token: Token, sentence: Sentence) -> Range:
    """The clause a token heads, within its sentence; the whole sentence for the root."""
    if token.dep_ == "ROOT":
        return sentence.start, sentence.end
    return max(sentence.start, left_edge(token)), min(sentence.end, right_end(token))


def _spoken_by(
    token: Token, sentence: Sentence, before: list[Frame], names: Names
) -> tuple[Token | None, bare.Bare | None]:
    """Who speaks, and the words right before the verb where they tell it better than the parse."""
    source = speakers.quoted(token) or _going_on(token, before)
    near: bare.Bare | None = None
    if source is None:
        source, near = speakers.speaker(token, sentence.start), _near(token, sentence, names)
        if near is not None and not _rather(near, source):
            near = None
        source = near.head if near is not None else _voiced(token, source, before, names)
    if source is not None and source.i < token.i and any(t.text == '"' for t in token.doc[source.i : token.i]):
        source = nearby.after_quotation(token, sentence.start) or source
    return source, near


def _active_frame(
    token: Token, verb: Verb, sentence: Sentence, before: list[Frame], source: Token | None, near: bare.Bare | None
) -> Frame | None:
    if source is not None and _nobody(source):
        return None
    if verb.kind is Kind.SHOW and source is not None and not _shows(source):
        return None
    addressee = _addressee(token)
    first = near.first if near is not None else None
    for rule, said in content.readings(token, verb, sentence, before, source, first):
        if source is None and rule != "closing":
            source = _beside_left(token, sentence)
        if source is None and token.tag_ in ("VBD", "VBZ", "VBP"):
            source = nearby.beside(token, sentence.start, sentence.end)
        if source is None or unable(source):
            return None
        joint = speakers.conjuncts(source) or (near.joint if near is not None else ())
        return Frame(
            token, verb.group, verb.kind, verb.stance, source, said, rule, joint, addressee, verb.channel, first=first
        )
    return None


def _voiced(token: Token, source: Token | None, before: list[Frame], names: Names) -> Token | None:
    """As in "reported the blast, saying four died" and "said A had fled but denied it": the last speaker's word."""
    last = before[-1].source if before else None
    if source is None or last is None or source.pos_ == "PRON":
        return source
    if falls_back(token) and before[-1].cue.i < token.head.i:
        return last
    if token.dep_ == "conj" and source.head == token.head and token.head.pos_ == "AUX" and source.i > before[-1].cue.i:
        return last  # what is described inside a saying ("warned that the port was a red line and threatened war")
    if source.pos_ == "NOUN":
        mute = source.lemma_.lower() in lexicon().mute
        return last if not speakers.speaks(source) and (mute or names.phrase(source.i).kind == "none") else source
    aside = token.tag_ == "VBG" and token.dep_ == "acl" and source.dep_ == "pobj"
    return last if aside and lexicon().verb(before[-1].cue.lemma_.lower()) else source


def _near(token: Token, sentence: Sentence, names: Names) -> bare.Bare | None:
    """The speaker right before a finite verb."""
    plain = token.tag_ in ("VBD", "VBZ", "VBP") or (token.tag_ == "VBN" and bool(kids(token, "aux")))
    return bare.before(token, sentence.start, names) if plain else None


def _rather(near: bare.Bare, source: Token | None) -> bool:
    """Whether position tells the speaker better than the parse, or tells the same."""
    if source is None or source == near.head or source in near.joint:
        return True
    if source.pos_ == "PRON" or source.i >= near.first:
        return source.pos_ != "PRON"
    between = source.doc[source.i + 1 : near.first]
    if source.pos_ == "NOUN" and source.lemma_.lower() in lexicon().mute and source.doc[near.first - 1].text == ",":
        return True  # "A strike on Bor, a border town, wounded two, a nurse said"
    marked = between[:1] and (between[0].lower_ in lexicon().pronouns["relative"] or between[0].text == ",")
    described = any(
        c.dep_ == "acl" and (c.tag_ == "VBG" or c.lemma_ in lexicon().small["describing"]) for c in source.children
    )
    # Two phrases with nothing between them are two phrases: "the port of Kismayo | activists".
    opening = source.doc[near.first]
    fresh = opening.pos_ == "DET" or (opening.pos_ in ("NOUN", "ADJ") and opening.text.islower())
    if fresh and source.doc[near.first - 1].pos_ in ("NOUN", "PROPN", "NUM"):
        return True
    lead = source.doc[near.first - 1]
    if (
        near.first > 0
        and lead.pos_ == "ADP"
        and (speakers.speaks(source) or (lead.head is source and kids(source, "poss")))
    ):
        return False  # "the Front's branch in Mali said"
    if marked or (described and speakers.speaks(source)) or any(t.text == "," for t in between):
        return False
    return not speakers.speaks(source) or any(t.pos_ == "VERB" and t.dep_ != "amod" for t in between)


def _shows(source: Token) -> bool:
    """What can "show" something in somebody's words: a speaker, a report, a video; no sanctions and no shells."""
    return source.pos_ in ("PROPN", "PRON") or source.lemma_.lower() in lexicon().telling


def _going_on(token: Token, before: list[Frame]) -> Token | None:
    """As in "..., adding that": a participle after another cue of the sentence goes on with its speaker."""
    if token.tag_ != "VBG" or token.dep_ not in ("acl", "advcl") or not before or kids(token, "nsubj"):
        return None
    if token.dep_ == "acl" and speakers.speaks(token.head) and token.head.dep_ != "pobj":
        return None
    last = before[-1]
    if (
        last.source is not None
        and token.i - last.cue.i <= 4
        and not any(finite(t) for t in token.doc[last.cue.i + 1 : token.i])
    ):
        return last.source
    return last.source if last.group not in ("impersonal", "noun") and token.head.i >= last.cue.i else None


def _nobody(source: Token) -> bool:
    return source.lower_ in lexicon().nobody or any(c.lower_ in lexicon().small["no"] for c in kids(source, "det"))


def _beside_left(token: Token, sentence: Sentence) -> Token | None:
    found = nearby.beside(token, sentence.start, token.i + 1)
    return found if found is not None and found.i < token.i else None


def _addressee(token: Token) -> Token | None:
    for found in kids(token, "dative", "dobj", "nsubj"):
        if found.i > token.i and found.pos_ in ("NOUN", "PROPN", "PRON") and found.dep_ != "nsubj":
            if found.dep_ == "dative" and found.pos_ == "ADP":
                return next(iter(kids(found, "pobj")), None)
            return found
    for prep in kids(token, "prep"):
        if prep.lower_ in lexicon().small["addressing"] and prep.i > token.i:
            return next(iter(kids(prep, "pobj")), None)
    return None
