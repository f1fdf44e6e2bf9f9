"""Frames of reporting verbs: what stands to the right, what stands to the left, who speaks."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from fogline.core.claim import Stance
from fogline.read.attribution import speakers
from fogline.read.attribution.frames import Frame, Range, finite, kids, left_edge, right_end
from fogline.read.attribution.lexicon import Verb, lexicon
from fogline.read.attribution.model import Kind
from fogline.read.document import Document, Sentence

# "Clashes were reported" states them; "they were reported to have fled" is hearsay.
_REPORT = "report"
_OF = ("of", "about", "against", "over", "with", "to", "as", "in")
_SPEECH = (Kind.DENY, Kind.ACCUSE, Kind.DEMAND, Kind.THREATEN, Kind.SUPPORT)


def verb_frames(document: Document, sentence: Sentence) -> list[Frame]:
    """Frames of one sentence in the order of their cues."""
    found: list[Frame] = []
    for token in document.doc[sentence.start : sentence.end]:
        readings = lexicon().verb(token.lemma_.lower())
        if readings and _verbal(token):
            frame = _frame(token, readings, sentence, found)
            if frame:
                found.append(frame)
    return found


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
    if token.lower_ == "according" or (
        token.dep_ in ("amod", "compound", "nmod") and token.tag_ not in ("VBD", "VBZ", "VBP")
    ):
        return False
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.dep_ in ("ROOT", "ccomp", "conj") and bool(kids(token, "nsubj")) and bool(kids(token, "ccomp", "dobj"))


def _frame(token: Token, readings: tuple[Verb, ...], sentence: Sentence, before: list[Frame]) -> Frame | None:
    if _untold(token):
        return None
    if _said_to_be(token):
        _, end = clause(token.head, sentence)
        return Frame(token, "impersonal", Kind.SAY, Stance.ALLEGED, None, ((int(token.head.i), end),), "impersonal")
    if _passive(token) and not _adjectival(token, readings):
        return _passive_frame(token, readings[0], sentence)
    frames = [f for f in (_active_frame(token, verb, sentence, before) for verb in readings) if f is not None]
    return next((f for f in frames if f.content), frames[0] if frames else None)


def _untold(token: Token) -> bool:
    """An infinitive of purpose ("to identify the dead") says nothing; "went on to say" and "continue to urge" do."""
    if token.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
        return False
    return not (token.dep_ == "xcomp" and token.head.lemma_.lower() in lexicon().light)


def _passive(token: Token) -> bool:
    by = kids(token, "agent")
    return bool(kids(token, "auxpass", "nsubjpass")) or (
        token.tag_ == "VBN" and bool(by) and not kids(token, "aux", "dobj")
    )


def _said_to_be(token: Token) -> bool:
    """ "jets thought to be theirs": hearsay in a participle after its noun."""
    if token.tag_ != "VBN" or token.dep_ != "acl" or token.lemma_.lower() not in lexicon().passive_hedges:
        return False
    return bool(kids(token, "xcomp")) and not kids(token, "agent", "aux")


def _adjectival(token: Token, readings: tuple[Verb, ...]) -> bool:
    """ "was closing": run-on text that the parser took for a participle."""
    return token.tag_ == "VBN" and token.dep_ == "acl" and not speakers.agent(token) and bool(readings)


def _passive_frame(token: Token, verb: Verb, sentence: Sentence) -> Frame | None:
    """ "was reported by X", "is believed to", "it was reported that"."""
    if verb.objects:
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
        return Frame(token, "cite", verb.kind, Stance.ASSERTED, by, _trim(saying.i + 1, end, by), "passive-quoted")
    if by is not None and verb.kind is Kind.SUPPORT and token.dep_ in ("acl", "relcl"):
        return None
    if by is not None and not speakers.is_time(by) and verb.kind is not Kind.SHOW:
        return Frame(
            token, verb.group, verb.kind, verb.stance, by, ((start, end),), "passive-by", speakers.conjuncts(by)
        )
    plain_report = token.lemma_ == _REPORT and not kids(token, "xcomp", "ccomp", "oprd", "expl")
    if token.lemma_.lower() in lexicon().passive_hedges and not plain_report:
        return Frame(token, "impersonal", Kind.SAY, Stance.ALLEGED, None, (_hearsay(token, start, end),), "impersonal")
    return None


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


def _active_frame(token: Token, verb: Verb, sentence: Sentence, before: list[Frame]) -> Frame | None:
    source = speakers.quoted(token) or _going_on(token, before) or speakers.speaker(token, sentence.start)
    if source is not None and source.i < token.i and any(t.text == '"' for t in token.doc[source.i : token.i]):
        source = speakers.after_quotation(token, sentence.start) or source
    if source is not None and _nobody(source):
        return None
    if verb.kind is Kind.SHOW and source is not None and not _shows(source):
        return None
    addressee = _addressee(token)
    for rule, content in _readings(token, verb, sentence, before, source, addressee):
        if source is None and rule != "closing":
            source = _beside_left(token, sentence)
        if source is None and token.tag_ in ("VBD", "VBZ", "VBP"):
            source = speakers.beside(token, sentence.start, sentence.end)
        if source is None:
            return None
        joint = speakers.conjuncts(source)
        return Frame(token, verb.group, verb.kind, verb.stance, source, content, rule, joint, addressee, verb.channel)
    return None


def _shows(source: Token) -> bool:
    """What can "show" something in somebody's words: a speaker, a report, a video; no sanctions and no shells."""
    word = source.lemma_.lower()
    known = lexicon()
    return source.pos_ in ("PROPN", "PRON") or word in known.mouths | known.vehicles | known.footage | known.showing


def _going_on(token: Token, before: list[Frame]) -> Token | None:
    """ "..., adding that": a participle after another cue of the sentence goes on with its speaker."""
    if token.tag_ != "VBG" or token.dep_ not in ("acl", "advcl") or not before or kids(token, "nsubj"):
        return None
    if token.dep_ == "acl" and speakers.speaks(token.head) and token.head.dep_ != "pobj":
        return None
    last = before[-1]
    if last.source is not None and token.i - last.cue.i <= 4 and not any(finite(t) for t in token.doc[last.cue.i + 1 : token.i]):
        return last.source
    return last.source if last.group not in ("impersonal", "noun") and token.head.i >= last.cue.i else None


def _nobody(source: Token) -> bool:
    return source.lower_ in lexicon().nobody or any(c.lower_ == "no" for c in kids(source, "det"))


def _beside_left(token: Token, sentence: Sentence) -> Token | None:
    found = speakers.beside(token, sentence.start, token.i + 1)
    return found if found is not None and found.i < token.i else None


def _addressee(token: Token) -> Token | None:
    for found in kids(token, "dative", "dobj", "nsubj"):
        if found.i > token.i and found.pos_ in ("NOUN", "PROPN", "PRON") and found.dep_ != "nsubj":
            if found.dep_ == "dative" and found.pos_ == "ADP":
                return next(iter(kids(found, "pobj")), None)
            return found
    for prep in kids(token, "prep"):
        if prep.lower_ in ("on", "upon", "to") and prep.i > token.i:
            return next(iter(kids(prep, "pobj")), None)
    return None


def _readings(
    token: Token, verb: Verb, sentence: Sentence, before: list[Frame], source: Token | None, addressee: Token | None
) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """Ways to read the content, most explicit first."""
    takes = verb.takes
    if "clause" in takes and _sentence_lost_after(token, sentence):
        closing = _closing(token, source, sentence, before)
        if closing:
            yield "closing", closing[:1]
    right = _clause_right(token, takes, sentence, addressee)
    if right is not None and token.dep_ == "relcl" and source is not None and source != token.head:
        yield "relative", ((token.head.i, token.head.i + 1), right)
    if right is not None:
        left = _left_remainder(token, source, sentence, before)
        yield ("medial" if left else "clause"), (*left, right)
    if "clause" in takes and right is None:
        beside = _parenthesis(token, sentence)
        if beside:
            yield "parenthesis", beside
    if "as" in takes:
        saying = next((t for t in token.subtree if t.i > token.i and speakers.quoted(t)), None)
        if saying is not None and saying.i + 1 < sentence.end:
            yield "quoted-as", ((saying.i + 1, sentence.end),)
        return
    if "closing" in takes or ("clause" in takes and token.lemma_.lower() in lexicon().plain_said):
        closing = _closing(token, source, sentence, before)
        if closing:
            yield "closing", closing
    yield from _phrases(token, verb, sentence, source)
    if "clause" in takes and _bare_clause(token, sentence):
        yield "bare", ((token.i + 1, sentence.end),)
    if (
        "clause" in takes
        and token.tag_ in ("VBD", "VBZ")
        and token.lemma_.lower() in lexicon().plain_said
        and _line_lost(token, sentence)
    ):
        yield "broken-line", ((token.i + 1, sentence.end),)
    if "alone" in takes and token.dep_ != "amod" and not ("object" not in takes and kids(token, "dobj")):
        yield "alone", ()
    if "quote" in takes and (_quote_near(token, sentence) or sentence.end - sentence.start < 8):
        yield "quote", ()


def _parenthesis(token: Token, sentence: Sentence) -> tuple[Range, ...]:
    """ "In the south, the mayor said, guns fell silent" and "As the mayor said, guns ...": all but the cue's clause."""
    as_clause = token.dep_ == "advcl" and any(m.lower_ == "as" for m in kids(token, "mark"))
    if not (token.dep_ == "parataxis" or as_clause) or not (finite(token) or token.tag_ == "VB") or not kids(token, "nsubj"):
        return ()
    start, end = left_edge(token), right_end(token)
    found = ((sentence.start, start), (end, sentence.end))
    return tuple((a, b) for a, b in found if a < b)


def _bare_clause(token: Token, sentence: Sentence) -> bool:
    """A clause after a finite verb of saying that the parser did not see as its complement."""
    if token.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or token.lemma_.lower() not in lexicon().plain_said:
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
    """ "... the police said The hospital ...": a full stop was lost, a capital shows where."""
    if token.i + 1 >= sentence.end:
        return False
    after = token.nbor(1)
    return after.is_title and after.pos_ in ("DET", "ADP", "PRON", "SCONJ") and after.lower_ != "i"


def _quote_near(token: Token, sentence: Sentence) -> bool:
    window = token.doc[sentence.start : min(len(token.doc), sentence.end + 3)]
    return any(t.text in ('"', ":") for t in window)


def _clause_right(token: Token, takes: frozenset[str], sentence: Sentence, addressee: Token | None) -> Range | None:
    """The clause after the verb: "that ...", a bare clause, an infinitive or a gerund."""
    for child in kids(token, "ccomp", "xcomp"):
        if child.i > token.i and _fits(child, takes):
            return max(token.i + 1, left_edge(child)), _content_end(token, child, sentence)
    return _that_clause(token, sentence) if "clause" in takes else None


def _that_clause(token: Token, sentence: Sentence) -> Range | None:
    """ "said at a briefing that ...": the parser may hang the clause on the noun between."""
    for i in range(token.i + 1, min(sentence.end - 2, token.i + 18)):
        word = token.doc[i]
        if word.lower_ == "that" and (
            word.dep_ == "mark" or (word.dep_ != "nsubj" and kids(word.head, "nsubj", "nsubjpass"))
        ):
            return i, _content_end(token, None, sentence)
        if finite(word) or word.text in ('"', ";", ":"):
            return None
    return None


def _fits(child: Token, takes: frozenset[str]) -> bool:
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
    if to:
        return "infinitive" in takes or ("clause" in takes and bool(kids(child, "nsubj"))) or "person" in takes
    if child.tag_ == "VBG" and not kids(child, "nsubj", "aux"):
        return "gerund" in takes and not lexicon().verb(child.lemma_.lower())
    if (
        any(c.lower_ in ("what", "whether", "if", "how", "why", "who") for c in child.children)
        and child.dep_ == "ccomp"
    ):
        return "clause" in takes
    return "clause" in takes and child.dep_ in ("ccomp", "xcomp")


def _content_end(token: Token, child: Token | None, sentence: Sentence) -> int:
    """Where reported content stops: at a break word with a subject of its own, or at a clause beside the cue's."""
    infinitive = child is not None and child.dep_ == "xcomp"
    end = _stop(token, sentence, telling=not infinitive)
    for beside in kids(token, "conj", "advcl"):
        if beside.i > token.i and (child is None or beside.i > child.i) and kids(beside, "nsubj", "nsubjpass"):
            mark = kids(beside, "mark", "advmod")
            if beside.dep_ == "conj" and not any(m.lower_ == "that" for m in mark):
                end = min(end, left_edge(beside))
            elif mark and mark[0].lower_ in lexicon().breaks:
                end = min(end, left_edge(beside))
    return end


def _stop(token: Token, sentence: Sentence, telling: bool = False) -> int:
    """The first break word after the cue that opens a clause with a subject of its own, else the sentence's end.

    With ``telling`` only a clause with a verb of saying of its own ends it: "A said X, while B said Y".
    """
    for other in kids(token, "conj"):
        if other.i > token.i + 2 and finite(other) and lexicon().verb(other.lemma_.lower()):
            return other.i - 1 if other.nbor(-1).dep_ == "cc" else left_edge(other)
    for i in range(token.i + 3, sentence.end - 2):
        word = token.doc[i]
        if word.lower_ in lexicon().breaks and kids(word.head, "nsubj", "nsubjpass") and word.head.i > i:
            if not telling or lexicon().verb(word.head.lemma_.lower()):
                return i
    return sentence.end


def _left_remainder(token: Token, source: Token | None, sentence: Sentence, before: list[Frame]) -> tuple[Range, ...]:
    """What stands before a medial cue: "The raid, the mayor said, killed two"."""
    edge = _source_edge(token, source)
    start = _left_limit(token, sentence, before)
    if edge is None or edge <= start or not any(finite(t) for t in token.doc[start:edge]):
        return ()
    if any(f.cue.i < edge for f in before) or token.dep_ not in ("ROOT", "parataxis", "ccomp"):
        return ()
    return ((start, edge),) if token.doc[edge - 1].text in (",", '"', "-") else ()


def _source_edge(token: Token, source: Token | None) -> int | None:
    """Where the words that name the speaker, or the cue itself, begin."""
    if source is None or source.i > token.i:
        return int(token.i)
    return phrase_start(source)


def phrase_start(head: Token) -> int:
    """First token of a noun phrase, not going past its determiner: run-on text glues phrases together."""
    doc, i = head.doc, head.i
    edge = left_edge(head)
    if doc[i].pos_ in ("PRON", "DET"):
        return int(i)
    while i > edge and doc[i - 1].pos_ in (
        "NOUN",
        "PROPN",
        "ADJ",
        "NUM",
        "DET",
        "PRON",
        "PART",
        "ADP",
        "PUNCT",
        "ADV",
        "CCONJ",
    ):
        i -= 1
        if doc[i].pos_ == "DET" and doc[i].dep_ == "det" and doc[i].head == head:
            break
    return int(i)


def _left_limit(token: Token, sentence: Sentence, before: list[Frame]) -> int:
    """Content before a closing cue reaches back to a break word after the last cue, else to the sentence's start."""
    if not before:
        return sentence.start
    last = max(f.cue.i for f in before)
    for i in range(token.i - 1, last, -1):
        if token.doc[i].lower_ in lexicon().breaks or token.doc[i].text == ";":
            return i + 1
    return sentence.start


def _closing(token: Token, source: Token | None, sentence: Sentence, before: list[Frame]) -> tuple[Range, ...]:
    """What stands before a cue at the end: "Two died, the army said on Friday", with or without the comma."""
    if token.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or _has_object(token, source):
        return ()
    named = source if source is not None else speakers.beside(token, sentence.start, sentence.end)
    edge = _source_edge(token, named)
    start = _left_limit(token, sentence, before)
    if edge is None or edge - start < 2:
        return ()
    said = token.doc[start:edge]
    if not any(finite(t) or t.tag_ in ("VBN", "VBG") for t in said) and not any(t.text == '"' for t in said):
        return ()
    if named is not None and token.dep_ in ("relcl", "acl") and token.head == named and not speakers.speaks(named):
        return ()
    tail = ((token.i + 1, sentence.end),) if token.i + 1 < sentence.end else ()
    return ((start, edge), *_tail(token, named, tail))


def _has_object(token: Token, source: Token | None) -> bool:
    """ "announced new rules" and "declared a truce" say nothing about the clause before them."""
    if token.lemma_ == "tell":
        return False
    return any(c.i > token.i and c != source and c.dep_ == "dobj" for c in token.children)


def _tail(token: Token, named: Token | None, tail: tuple[Range, ...]) -> tuple[Range, ...]:
    """What follows a closing cue belongs to it when it goes on with a participle or after a comma and a new clause."""
    if not tail:
        return ()
    start, end = tail[0]
    if named is not None and named.i > token.i:
        start = named.i + 1
    rest = token.doc[start:end]
    return ((start, end),) if any(t.pos_ == "VERB" for t in rest) else ()


def _phrases(
    token: Token, verb: Verb, sentence: Sentence, source: Token | None
) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """Content that is a phrase: an object, or what follows of, for and on."""
    takes, end = verb.takes, _stop(token, sentence)
    for late in kids(token, "advcl", "xcomp") if "for" in takes else ():
        mark = next((m for m in kids(late, "mark") if m.lower_ == "for" and m.i > token.i), None)
        if mark is not None:
            yield "of-for", ((mark.i, end),)
            return
    for prep in kids(token, "prep"):
        word = prep.lower_
        if prep.i < token.i:
            continue
        if "label" in takes and word == "as" and kids(token, "dobj"):
            yield "label", ((kids(token, "dobj")[0].i, end),)
            return
        if ("of" in takes and word in _OF and word != "in") or ("for" in takes and word == "for"):
            yield f"of-{word}", ((prep.i, end),)
            return
        if "on" in takes and word in ("on", "upon"):
            yield "call-on", ((prep.i, end),)
            return
    objects = [c for c in kids(token, "dobj") if c.i > token.i]
    if "label" in takes:
        small = [
            c for c in kids(token, "oprd", "ccomp", "xcomp") if c.i > token.i and c.pos_ in ("NOUN", "PROPN", "ADJ")
        ]
        if small and token.lemma_ != "describe":
            yield "label", ((token.i + 1, end),)
        return
    if verb.objects:
        yield from _with(token, verb, sentence)
        return
    recorded = source is not None and source.lemma_.lower() in lexicon().footage | lexicon().vehicles
    if objects and verb.kind is Kind.SHOW and recorded:
        yield "shown", ((token.i + 1, end),)
    elif (
        objects
        and "object" in takes
        and not kids(token, "dative")
        and not (objects[0].lemma_.lower() in lexicon().not_content and verb.kind is Kind.CLAIM)
    ):
        yield "object", ((max(token.i + 1, left_edge(objects[0])), end),)
    elif objects and "person" in takes:
        yield "person", ((objects[0].i + 1, end),)


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
            start = word.i + 1
            yield "with", (((start, sentence.end),) if start < sentence.end else ())
            return
