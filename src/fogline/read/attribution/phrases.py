"""Content that is a phrase: an object, or what follows of, for and on; and where reported content stops."""

from __future__ import annotations

from collections.abc import Iterator

from fogline.read.attribution.frames import Range, finite, kids, left_edge, right_end
from fogline.read.attribution.lexicon import Verb, lexicon
from fogline.read.attribution.model import Kind
from fogline.read.attribution.speakers import speaks
from fogline.read.document import Sentence
from fogline.read.tokens import Token
from fogline.vocab import load

_PROMPTED = (Kind.DEMAND, Kind.THREATEN, Kind.SUPPORT, Kind.ACCUSE, Kind.DENY)


def phrases(
    token: Token, verb: Verb, sentence: Sentence, source: Token | None
) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """The phrase readings of a verb: at most one."""
    end = _before_prompt(token, verb, stop(token, sentence))
    found = _clause_for(token, verb, end) or _after_preposition(token, verb, end)
    if found is not None:
        yield found
    elif "label" in verb.takes:
        small = [
            c for c in kids(token, "oprd", "ccomp", "xcomp") if c.i > token.i and c.pos_ in ("NOUN", "PROPN", "ADJ")
        ]
        if small and "as" not in verb.takes:
            yield "label", ((token.i + 1, sentence.end),)
    elif "counted" in verb.takes:
        yield from _counted(token, verb, sentence, source)
    elif "toll" in verb.takes:
        yield from _of_toll(token, verb, sentence, source)
    elif "at" in verb.takes:
        yield from _put_at(token, verb, sentence)
    elif verb.objects:
        yield from _with(token, verb, sentence)
    else:
        yield from _object(token, verb, end, source)


def _before_prompt(token: Token, verb: Verb, end: int) -> int:
    """As in "urged calm after a raid that killed two": what prompts a demand or a threat is told by the report."""
    if verb.kind not in _PROMPTED:
        return end
    links = load("en/event_links.yaml")
    answers = {word for listed in links["elapsed"]["answers"].values() for word in listed}
    for prep in kids(token, "prep", "advcl"):
        word = prep if prep.dep_ == "prep" else next(iter(kids(prep, "mark")), prep)
        answer = any(o.lemma_ in answers for o in kids(word, "pobj"))
        if token.i + 1 < word.i < end and (answer or word.lower_ in links["prompting"]):
            return word.i
    return end


def _clause_for(token: Token, verb: Verb, end: int) -> tuple[str, tuple[Range, ...]] | None:
    """As in "called for the bill to be dropped"."""
    for late in kids(token, "advcl", "xcomp") if "for" in verb.takes else ():
        for mark in kids(late, "mark"):
            if mark.lower_ in lexicon().small["for"] and mark.i > token.i:
                return "of-for", ((mark.i, end),)
    return None


def _after_preposition(token: Token, verb: Verb, end: int) -> tuple[str, tuple[Range, ...]] | None:
    """As in "accused A of X", "blamed A for X", "called on A to X", "described X as Y"."""
    takes = verb.takes
    for prep in kids(token, "prep"):
        word = prep.lower_
        if prep.i < token.i:
            continue
        if "label" in takes and word == "as" and kids(token, "dobj"):
            return "label", ((kids(token, "dobj")[0].i, end),)
        if "only-of" in takes and word == "of":
            return "of-of", ((prep.i, end),)
        if ("of" in takes and word in lexicon().small["charge"]) or ("for" in takes and word == "for"):
            return f"of-{word}", ((prep.i, end),)
        if "to" in takes and word in lexicon().small["to"] and kids(prep, "pcomp"):
            return "to", ((prep.i + 1, end),)
        if "on" in takes and word in ("on", "upon"):
            return "call-on", ((prep.i, end),)
    return None


def _object(token: Token, verb: Verb, end: int, source: Token | None) -> Iterator[tuple[str, tuple[Range, ...]]]:
    known = lexicon()
    out = known.particles.get(token.lemma_.lower(), frozenset())
    objects = [c for c in kids(token, "dobj") if c.i > token.i]
    objects += [o for p in kids(token, "prep") if p.lower_ in out for o in kids(p, "pcomp", "pobj")]
    if not objects:
        return
    recorded = source is not None and source.lemma_.lower() in known.recorded
    lives = objects[0].lemma_.lower() in known.not_content and verb.kind is Kind.CLAIM
    if verb.kind is Kind.SHOW and recorded:
        yield "shown", ((token.i + 1, end),)
    elif "object" in verb.takes and not kids(token, "dative") and not lives:
        yield "object", ((max(token.i + 1, left_edge(objects[0])), end),)
    elif "person" in verb.takes:
        yield "person", ((objects[0].i + 1, end),)


def _counted(
    token: Token, verb: Verb, sentence: Sentence, source: Token | None
) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """As in "the monitor recorded 14 raids", "the rebels gave 14 dead": who keeps a count says what it counted."""
    if source is None or not speaks(source):
        return
    found = verb.when == "counted"
    if found and source.lemma_.lower() not in lexicon().small["recorders"]:
        return
    for noun in kids(token, "dobj", "ccomp"):
        end = right_end(noun) if found else sentence.end  # "received 14 wounded after the raid": nobody's raid
        told = noun.doc[left_edge(noun) : end if found else noun.i + 1]
        fits = not verb.objects or any(t.lower_ in verb.objects for t in noun.doc[noun.i : noun.i + 2])
        if noun.i > token.i and fits and any(t.like_num for t in told):
            yield "counted", ((left_edge(noun), end),)
            return


def _of_toll(
    token: Token, verb: Verb, sentence: Sentence, source: Token | None
) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """As in "the Observatory gave a lower toll of 14 killed": who has a toll says who died."""
    if source is None or not (speaks(source) or source.tag_ == "PRP"):
        return
    nouns = [c for c in kids(token, "dobj") if {c.lemma_.lower(), c.lower_} & verb.objects and c.i > token.i]
    numbers = [t for t in token.subtree if t.i > token.i and t.like_num]
    if nouns and numbers and not any(c.lower_ in lexicon().small["no"] for c in nouns[0].children):
        yield "toll", ((left_edge(nouns[0]), sentence.end),)


def _put_at(token: Token, verb: Verb, sentence: Sentence) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """As in "the ministry put the toll at 14"."""
    nouns = [
        c
        for c in kids(token, "dobj")
        if {c.lemma_.lower(), c.lower_, *(a.lower_ for a in kids(c, "acl"))} & verb.objects
    ]
    numbers = [
        o
        for p in token.subtree
        if p.dep_ == "prep"
        for o in kids(p, "pobj", "pcomp")
        if any(t.like_num for t in o.subtree)
    ]
    given = (c for c in kids(token, "advcl") if any(m.lower_ in lexicon().small["as"] for m in kids(c, "mark")))
    numbers += [t for c in given for t in c.subtree if t.like_num]
    if nouns and numbers and nouns[0].i > token.i:
        yield "put-at", ((left_edge(nouns[0]), sentence.end),)


def _with(token: Token, verb: Verb, sentence: Sentence) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """Verbs that report only with certain words beside them: "offer condolences", "remain committed"."""
    beside = [
        c
        for c in token.children
        if c.i > token.i and c.dep_ in ("dobj", "acomp", "attr", "oprd", "prep", "xcomp", "ccomp")
    ]
    beside += [o for p in beside for o in kids(p, "pobj")] if "phrase" in verb.takes else []
    for word in beside:
        if word.lemma_.lower() in verb.objects or word.lower_ in verb.objects:
            start = word.i if kids(word, "poss") else word.i + 1  # whose support it is belongs to what is said
            yield "with", (((start, sentence.end),) if start < sentence.end else ())
            return


def stop(token: Token, sentence: Sentence, telling: bool = False) -> int:
    """The first break word after the cue that opens a clause with a subject of its own, else the sentence's end.

    With ``telling`` only a clause with a verb of saying of its own ends it: "A said X, while B said Y".
    """
    beside = kids(token.head, "conj") if token.dep_ == "conj" else []
    for other in [*kids(token, "conj"), *beside]:
        told = finite(other) or (other.tag_ == "VBN" and token.tag_ in ("VBD", "VBN"))
        if other.i > token.i + 2 and told and (not telling or lexicon().verb(other.lemma_.lower())):
            return other.i - 1 if other.nbor(-1).dep_ == "cc" else left_edge(other)
    breaks = lexicon().breaks
    for i, word in enumerate(token.doc[token.i + 3 : sentence.end - 2], token.i + 3):
        opens = word.lower_ in breaks and kids(word.head, "nsubj", "nsubjpass") and word.head.i > i
        if opens and (not telling or lexicon().verb(word.head.lemma_.lower())):
            return i
    return sentence.end
