"""What a reporting verb reports: the readings of one verb's content, most explicit first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fogline.read.attribution import nearby, phrases, speakers
from fogline.read.attribution.frames import Frame, Range, finite, kids, left_edge, right_end
from fogline.read.attribution.lexicon import Verb, lexicon
from fogline.read.attribution.model import Kind
from fogline.read.document import Sentence
from fogline.read.tokens import Token

Reading = tuple[str, tuple[Range, ...]]


_SHORT, _BRIEF = 8, 3
# Readings whose content stands before the cue.
_ENDED = frozenset({"closing", "parenthesis"})


def readings(
    token: Token, verb: Verb, sentence: Sentence, before: list[Frame], source: Token | None, first: int | None = None
) -> Iterator[Reading]:
    """Ways to read the content, most explicit first. ``before`` are the frames of the sentence already found,
    ``first`` the token where the words for the source begin if the parse does not tell.
    """
    takes = verb.takes
    cite = speakers.citing(token)
    if cite is not None and _last_word(token, sentence):
        yield from quoted_above(cite, sentence)
    if "clause" in takes:
        yield from _lost_stop(token, source, sentence, before, first)
    yield from _to_the_right(token, verb, sentence, before, source, first)
    if "as" in takes:
        yield from _quoted_as(token, sentence)
        return
    if "closing" in takes or ("clause" in takes and token.lemma_.lower() in lexicon().plain_said):
        closing = _closing(token, source, sentence, before, first)
        if closing:
            yield "closing", closing
    yield from phrases.phrases(token, verb, sentence, source)
    yield from _last_resorts(token, verb, sentence)


def _lost_stop(
    token: Token, source: Token | None, sentence: Sentence, before: list[Frame], first: int | None
) -> Iterator[Reading]:
    if _sentence_lost_after(token, sentence):
        closing = _closing(token, source, sentence, before, first)
        if closing:
            yield "closing", closing[:1]


def _to_the_right(
    token: Token, verb: Verb, sentence: Sentence, before: list[Frame], source: Token | None, first: int | None
) -> Iterator[Reading]:
    """A clause after the verb, with what stands before a medial cue; or everything around a parenthesis."""
    right = _clause_right(token, verb.takes, sentence) or _told_of(token, verb.takes, sentence)
    if right is None:
        beside = _parenthesis(token, sentence) if "clause" in verb.takes else ()
        if beside:
            yield "parenthesis", beside
        return
    if token.dep_ == "relcl" and source is not None and source != token.head:
        yield "relative", ((token.head.i, token.head.i + 1), right)
    left = _left_remainder(token, source, sentence, before, first)
    yield ("medial" if left else "clause"), (*left, right)


def _quoted_as(token: Token, sentence: Sentence) -> Iterator[Reading]:
    saying = next((t for t in token.subtree if t.i > token.i and speakers.quoted(t)), None)
    if saying is None:
        return
    if _last_word(saying, sentence):
        yield from quoted_above(token, sentence)
    else:
        yield "quoted-as", ((saying.i + 1, sentence.end),)


def _last_word(saying: Token, sentence: Sentence) -> bool:
    """Nothing that could be said follows "as saying"."""
    return not any(t.pos_ in ("VERB", "NOUN", "AUX") or t.text == '"' for t in saying.doc[saying.i + 1 : sentence.end])


def quoted_above(cite: Token, sentence: Sentence) -> Iterator[Reading]:
    """As in "Six people died, the paper quoted a medic as saying"."""
    edge = min((left_edge(s) for s in kids(cite, "nsubj", "nsubjpass")), default=cite.i)
    if edge - sentence.start > 1:
        yield "quoted-above", ((sentence.start, edge),)


def _last_resorts(token: Token, verb: Verb, sentence: Sentence) -> Iterator[Reading]:
    """Readings for verbs whose content the parse does not show, and for speech acts without content."""
    takes = verb.takes
    if "clause" in takes and _bare_clause(token, sentence):
        yield "bare", ((token.i + 1, sentence.end),)
    if "clause" in takes and _line_lost(token, sentence):
        yield "broken-line", ((token.i + 1, sentence.end),)
    if "alone" in takes and token.dep_ != "amod" and not ("object" not in takes and kids(token, "dobj")):
        yield "alone", ()
    short = sentence.end - sentence.start < _SHORT and not _on(token) and not kids(token, "neg")
    if "quote" in takes and (_quote_near(token, sentence) or short):
        yield "quote", ()


def _on(token: Token) -> bool:
    """As in "They rarely comment on losses": what they speak of is all that is said."""
    known = lexicon().small
    about = (p for p in kids(token, "prep") if p.lower_ in (*known["matter"], *known["on"]))
    return any(not nearby.is_time(noun) for p in about for noun in kids(p, "pobj"))


def _parenthesis(token: Token, sentence: Sentence) -> tuple[Range, ...]:
    """As in "In the south, the mayor said, guns fell silent" and "As the mayor said, guns ...": all but the cue's
    clause.
    """
    as_clause = (
        token.dep_ == "advcl"
        and any(m.lower_ in lexicon().small["as"] for m in kids(token, "mark"))
        and all(c.pos_ == "PRON" for c in kids(token, "dobj"))
    )
    if (
        not (token.dep_ == "parataxis" or as_clause)
        or not (finite(token) or token.tag_ == "VB")
        or not kids(token, "nsubj")
    ):
        return ()
    speaker, end = kids(token, "nsubj")[0], right_end(token)
    before = any(c.i < speaker.i for c in kids(token, "ccomp"))  # "Guns fell silent, the mayor said, for an hour"
    start = left_edge(speaker if before else token)
    for beside in kids(token, "conj"):
        if finite(beside) and not kids(beside, "nsubj") and not lexicon().verb(beside.lemma_.lower()):
            end = min(end, left_edge(beside))
    found = ((sentence.start, start), (end, sentence.end))
    return tuple((a, b) for a, b in found if a < b)


def _bare_clause(token: Token, sentence: Sentence) -> bool:
    """A clause after a finite verb of saying that the parser did not see as its complement."""
    plain = token.tag_ in ("VBD", "VBZ", "VBP") or (token.tag_ == "VBN" and bool(kids(token, "aux")))
    if not plain or token.lemma_.lower() not in lexicon().plain_said or _has_object(token, None):
        return False
    return any(finite(t) and kids(t, "nsubj", "nsubjpass") for t in token.doc[token.i + 1 : sentence.end])


def _line_lost(token: Token, sentence: Sentence) -> bool:
    """A sentence cut by a line break: it goes on in small letters on the next line."""
    doc, i = token.doc, sentence.end
    if (
        i >= len(doc)
        or not doc[i].is_space
        or token.i + 1 >= sentence.end
        or doc[sentence.end - 1].text in (".", "!", "?", ":", '"')
    ):
        return False
    while i < len(doc) and doc[i].is_space:
        i += 1
    return i < len(doc) and doc[i].text[:1].islower()


def _sentence_lost_after(token: Token, sentence: Sentence) -> bool:
    """As in "... the police said The hospital ...": a full stop was lost, a capital shows where."""
    if token.i + 1 >= sentence.end:
        return False
    after = token.nbor(1)
    return after.is_title and after.pos_ in ("DET", "ADP", "PRON", "SCONJ") and after.lower_ != "i"


def _quote_near(token: Token, sentence: Sentence) -> bool:
    window = token.doc[sentence.start : min(len(token.doc), sentence.end + 3)]
    return any(t.text in ('"', ":") for t in window)


def _clause_right(token: Token, takes: frozenset[str], sentence: Sentence) -> Range | None:
    """The clause after the verb: "that ...", a bare clause, an infinitive or a gerund."""
    later = (c for c in kids(token, "advcl") if c.i > token.i)
    hung = [c for c in later if c.tag_ == "VBG" and c.nbor(-1).dep_ == "prt"]  # "ruled out sending men"
    for child in [*kids(token, "ccomp", "xcomp"), *hung]:
        if child.i > token.i and _fits(child, takes):
            return max(token.i + 1, left_edge(child)), _content_end(token, child, sentence)
    return _that_clause(token, sentence) if "clause" in takes else None


def _that_clause(token: Token, sentence: Sentence) -> Range | None:
    """As in "said at a briefing that ...": the parser may hang the clause on the noun between."""
    for i in range(token.i + 1, min(sentence.end - 2, token.i + 18)):
        word = token.doc[i]
        if word.lower_ in lexicon().small["that"] and (
            word.dep_ == "mark" or (word.dep_ != "nsubj" and kids(word.head, "nsubj", "nsubjpass"))
        ):
            return i, _content_end(token, None, sentence)
        if finite(word) or word.text in ('"', ";", ":"):
            return None
    return None


def _told_of(token: Token, takes: frozenset[str], sentence: Sentence) -> Range | None:
    """As in "over a raid the mayor says killed six", where the parse gives the killing to another verb."""
    after = token.i + 1
    if token.dep_ != "relcl" or "clause" not in takes or after >= sentence.end or not kids(token, "nsubj"):
        return None
    deed = token.doc[after]
    bare = token.doc[left_edge(token) - 1] is token.head and deed.tag_ in ("VBD", "VBZ", "VBP", "MD")
    return (after, sentence.end) if bare and not kids(deed, "nsubj", "nsubjpass") else None


def _fits(child: Token, takes: frozenset[str]) -> bool:
    to = any(c.lower_ in lexicon().small["to"] and c.dep_ == "aux" for c in child.children)
    if meantime(child):
        return False
    if to:
        return "infinitive" in takes or ("clause" in takes and bool(kids(child, "nsubj"))) or "person" in takes
    if child.tag_ == "VBG" and not kids(child, "nsubj", "aux"):
        return "gerund" in takes and all(v.objects for v in lexicon().verb(child.lemma_.lower()))
    if any(c.lower_ in lexicon().small["asking"] for c in child.children) and child.dep_ == "ccomp":
        return "clause" in takes
    return "clause" in takes and child.dep_ in ("ccomp", "xcomp")


def meantime(clause: Token) -> bool:
    """As in "the governor said hours after gunmen attacked": when it was said, not what."""
    return any(c.dep_ == "mark" and c.lower_ in lexicon().small["when_said"] for c in clause.lefts)


def _content_end(token: Token, child: Token | None, sentence: Sentence) -> int:
    """Where reported content stops: at a break word with a subject of its own, or at a clause beside the cue's."""
    infinitive = child is not None and child.dep_ == "xcomp"
    end = min(phrases.stop(token, sentence, telling=not infinitive), _aside_end(token, sentence))
    end = min(end, _commented(token, end))
    if infinitive and child is not None:
        end = min(end, _spliced(token, child, end))
    for beside in kids(token, "conj", "advcl"):
        if beside.i > token.i and (child is None or beside.i > child.i) and kids(beside, "nsubj", "nsubjpass"):
            mark = kids(beside, "mark", "advmod")
            if (beside.dep_ == "conj" and not any(m.lower_ in lexicon().small["that"] for m in mark)) or (
                mark and mark[0].lower_ in lexicon().breaks
            ):
                end = min(end, left_edge(beside))
    return end


def _commented(token: Token, end: int) -> int:
    """Where others judge what was said: "Oslo said they came from Bergen, a charge which Bergen called ridiculous"."""
    for noun in token.doc[token.i + 2 : end - 1]:
        if noun.lemma_.lower() not in lexicon().small["retold"]:
            continue
        opens = noun.nbor(1)
        told = (c for c in kids(noun, "relcl", "acl") if lexicon().verb(c.lemma_.lower()) and kids(c, "nsubj"))
        if opens.tag_ == "WDT" or (opens.lower_ in lexicon().small["that"] and any(told)):
            first = left_edge(noun)
            if first > token.i + 1 and noun.nbor(-1).pos_ == "DET" and noun.doc[first - 1].text == ",":
                return first - 1
    return end


def _spliced(token: Token, child: Token, end: int) -> int:
    """Where a clause begins that stands over the cue: "asking them to stop, the soldiers left"."""
    first = right_end(child)
    for over in token.ancestors:
        for subject in kids(over, "nsubj", "nsubjpass") if finite(over) else ():
            if first <= left_edge(subject) < min(over.i, end):
                return left_edge(subject)
    return end


def _aside_end(token: Token, sentence: Sentence) -> int:
    """As in "The raid, which A denied ordering, killed two": what a relative clause tells ends with it."""
    if in_passing(token):
        return right_end(token)
    if token.dep_ == "relcl" and token.head.head.i > token.i and finite(token.head.head):
        return right_end(token)
    return sentence.end


def in_passing(token: Token) -> bool:
    """As in "struck the town after what it said was a raid", "shelled what it called bases": no more is its word."""
    if token.dep_ not in ("pcomp", "dobj", "pobj", "ccomp") or token.head.i > token.i:
        return False
    first = left_edge(token)
    opened = token.doc[max(token.head.i + 1, first - 1) : first + 1]
    return any(t.lower_ in lexicon().small["freely"] for t in opened)


def _left_remainder(
    token: Token, source: Token | None, sentence: Sentence, before: list[Frame], first: int | None
) -> tuple[Range, ...]:
    """What stands before a medial cue: "The raid, the mayor said, killed two"."""
    edge = first if first is not None else _source_edge(token, source)
    start = _left_limit(token, sentence, before)
    if edge is None or edge <= start or not any(finite(t) or _misread(t) for t in token.doc[start:edge]):
        return ()
    if any(f.cue.i < edge for f in before) or token.dep_ not in ("ROOT", "parataxis", "ccomp", "conj"):
        return ()
    return ((start, edge),) if token.doc[edge - 1].text in (",", '"', "-") else ()


def _misread(token: Token) -> bool:
    """As in "Strikes killed two people, the mayor said": no participle has an object, so it is a verb misread."""
    return token.tag_ == "VBN" and token.dep_ == "acl" and bool(kids(token, "dobj"))


def _source_edge(token: Token, source: Token | None) -> int | None:
    """Where the words that name the speaker, or the cue itself, begin."""
    if source is None or source.i > token.i:
        return int(token.i)
    return speakers.phrase_start(source)


def _left_limit(token: Token, sentence: Sentence, before: list[Frame]) -> int:
    """Content before a closing cue reaches back to a break word after the last cue, else to the sentence's start or to
    a semicolon ("The jail burned; nine fled, a guard said").
    """
    if not before:
        return _after_semicolon(token, sentence)
    nearest = max(before, key=lambda f: f.cue.i)
    last = nearest.cue.i
    if nearest.rule in _ENDED and last + 1 < token.i and token.doc[last + 1].text == ",":
        return last + 2
    for i in range(token.i - 1, last, -1):
        if token.doc[i].lower_ in lexicon().breaks or token.doc[i].text == ";":
            return i + 1
    return sentence.start


def _after_semicolon(token: Token, sentence: Sentence) -> int:
    """The start of the last clause of its own before a cue."""
    doc, told = token.doc, token.i
    for i in range(token.i - 1, sentence.start, -1):
        if doc[i].text == '"':
            return sentence.start
        if doc[i].text == ";" and any(finite(t) for t in doc[i + 1 : told]) and _own_clause(doc[i + 1 : told]):
            return i + 1
    return sentence.start


def _own_clause(tokens: Sequence[Token]) -> bool:
    """A verb with a subject, which is not the cue's."""
    return any(t.dep_ in ("nsubj", "nsubjpass", "expl") and t.head in tokens for t in tokens)


def _closing(
    token: Token, source: Token | None, sentence: Sentence, before: list[Frame], first: int | None
) -> tuple[Range, ...]:
    """What stands before a cue at the end: "Two died, the army said on Friday", with or without the comma."""
    if token.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or _has_object(token, source):
        return ()
    named = source if source is not None else nearby.beside(token, sentence.start, sentence.end)
    edge = first if first is not None else _source_edge(token, named)
    start = _left_limit(token, sentence, before)
    if edge is None or edge - start < 2:
        return ()
    said = token.doc[start:edge]
    if not any(finite(t) or t.tag_ in ("VBN", "VBG") for t in said) and not any(t.text == '"' for t in said):
        return ()
    told_of = token.dep_ in ("relcl", "acl") and token.head == named and not any(c.tag_ == "PRP" for c in token.lefts)
    if named is not None and told_of and not speakers.speaks(named):
        return ()
    tail = ((token.i + 1, sentence.end),) if token.i + 1 < sentence.end else ()
    return ((start, edge), *_tail(token, named, tail))


def parted(frames: list[Frame]) -> list[Frame]:
    """As in "Six died, according to A, and ten fled, B said": each has a clause of its own."""
    found = [_told_on(frame, frames[n + 1 :]) for n, frame in enumerate(frames)]
    for n, first in enumerate(found):
        for m in range(n + 1, len(found)):
            joint = _next_clause(first.cue, found[m].cue) if first.rule == "according" else None
            if joint is not None and found[m].rule in _ENDED:
                found[n] = replace(first, content=_clipped(first.content, 0, joint))
                found[m] = replace(found[m], content=_clipped(found[m].content, joint, found[m].cue.i))
    return found


def _told_on(first: Frame, after: list[Frame]) -> Frame:
    """As in "A said that six died, B reported": what A said ends where the words for B begin, and B passes it on."""
    if not first.content or first.source is None or (first.kind is Kind.THINK and not speakers.speaks(first.source)):
        return first
    for closing in after:
        tale = closing.cue.dep_ == "relcl" and closing.cue.head.lemma_.lower() in lexicon().nouns
        named = closing.source is not None and closing.source.pos_ != "PRON" and not tale
        if not named or closing.rule not in ("closing", "according") or len(closing.content) != 1:
            continue
        (start, end), (_, last) = closing.content[0], first.content[-1]
        if start <= first.cue.i < end - _BRIEF and end < last:
            return replace(first, content=_clipped(first.content, 0, end))
    return first


def _next_clause(cue: Token, closing: Token) -> int | None:
    """Where a clause joined to that of the cue begins, with a subject of its own."""
    for verb in [*kids(cue.head, "conj"), *kids(closing, "ccomp")]:
        subjects = kids(verb, "nsubj", "nsubjpass")
        start = int(subjects[0].left_edge.i) if subjects else 0
        if cue.i < start and verb.i < closing.i and verb.pos_ in ("VERB", "AUX") and cue.doc[start - 1].dep_ == "cc":
            return start
    return None


def _clipped(content: tuple[Range, ...], start: int, end: int) -> tuple[Range, ...]:
    return tuple((max(a, start), min(b, end)) for a, b in content if max(a, start) < min(b, end))


def _has_object(token: Token, source: Token | None) -> bool:
    """As in "announced new rules" and "declared a truce" say nothing about the clause before them.

    After a comma stands no object: "Two died, the army said, the first deaths since May".
    """
    if token.lemma_ in lexicon().small["tell"]:
        return False
    if token.lemma_.lower() in lexicon().plain_said and token.i + 1 < len(token.doc) and token.nbor(1).text == ",":
        return False
    return any(c.i > token.i and c != source and c.dep_ == "dobj" for c in token.children)


def _tail(token: Token, named: Token | None, tail: tuple[Range, ...]) -> tuple[Range, ...]:
    """What follows a closing cue belongs to it when it goes on with a participle or after a comma and a new clause,

    or counts on: "Nine people were hurt, the mayor said, two of them badly".
    """
    if not tail:
        return ()
    start, end = tail[0]
    if named is not None and named.i > token.i:
        start = named.i + 1
    start = _past_gloss(token, named, start)
    rest = token.doc[start:end]
    counts = len(rest) > 1 and rest[0].text == "," and rest[1].pos_ == "NUM"
    return ((start, end),) if counts or any(t.pos_ == "VERB" for t in rest) else ()


def _past_gloss(cue: Token, named: Token | None, start: int) -> int:
    """Where what is said may go on: after "said A, whose land sent arms", "said after the council met" in A's place."""
    told = [t for t in named.subtree if t.dep_ == "relcl"] if named is not None and named.i > cue.i else []
    told += [
        c
        for c in kids(cue, "advcl", "ccomp")
        if start <= left_edge(c) <= c.i and meantime(c) and not (_apart(cue, c) and not _lapsed(c))
    ]
    return max([start, *(right_end(c) for c in told)])


def _lapsed(clause: Token) -> bool:
    """As in "two days after gunmen attacked"."""
    return any(c.dep_ == "npadvmod" for c in clause.lefts)


def _apart(cue: Token, clause: Token) -> bool:
    """A comma stands between the cue and the clause."""
    return any(t.text == "," for t in cue.doc[cue.i : left_edge(clause)])
