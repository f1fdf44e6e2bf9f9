"""Frames without a verb: "according to X", "citing X", "reports of", "a claim by X that"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fogline.core.claim import Stance
from fogline.read.attribution import nearby, speakers
from fogline.read.attribution.frames import Frame, Range, kids, right_end
from fogline.read.attribution.lexicon import Preposition, lexicon
from fogline.read.attribution.model import Kind, Names
from fogline.read.document import Document, Sentence
from fogline.read.tokens import Token
from fogline.vocab import load

_NEAR = 5
_COUNTERS = ("body", "monitor", "media", "army", "police", "party", "coalition", "person")


def according_frames(document: Document, sentence: Sentence, verbs: list[Frame], names: Names) -> Iterator[Frame]:
    """As in "according to X" before, after or inside what is said: the whole sentence is, up to a break word."""
    for first, preposition in _openings(document, sentence):
        last = document.doc[first.i + len(preposition.words) - 1]
        head = next(iter(kids(last, "pobj")), None) or _noun_after(last, sentence.end)
        if head is None or not (preposition.anyone or speakers.speaks(head)):
            continue
        head = _lost_in(head, last, names) or head
        content = _beside(first, verbs, sentence) or _around(first, head, sentence)
        joint = speakers.conjuncts(head)
        yield Frame(first, preposition.group, Kind.SAY, preposition.stance, head, content, "according", joint)
        yield from _cited_by(head, content)


def reckoning_frames(document: Document, sentence: Sentence) -> Iterator[Frame]:
    """As in "Nine died, by the council's count", "in the estimate of a diplomat": whose count it is says how many."""
    small = lexicon().small
    for noun in document.doc[sentence.start : sentence.end]:
        prep = noun.head
        named = not small["reckonings"].isdisjoint((noun.lemma_.lower(), noun.lower_))
        if not named or noun.dep_ not in ("pobj", "pcomp") or prep.lower_ not in small["reckoned"]:
            continue
        whose = [o for p in kids(noun, "prep") if p.lower_ in small["of"] for o in kids(p, "pobj")]
        one = [c for c in noun.lefts if c.lower_ in small["one"]]
        misread = [c for c in kids(noun, "nsubj") if kids(c, "case")]  # "in the mayor's reckoning", taken for a verb
        who = next(iter([*kids(noun, "poss"), *misread, *whose]), noun if one and prep.lower_ in small["by"] else None)
        if who is not None:
            said = _reckoned(prep, min(max(noun.i, who.i) + 1, sentence.end), sentence)
            yield Frame(prep, "according", Kind.SAY, Stance.ASSERTED, who, said, "according")


def _reckoned(prep: Token, after: int, sentence: Sentence) -> tuple[Range, ...]:
    """The clause that a count stands in."""
    over = next((t for t in prep.ancestors if t.pos_ in ("VERB", "AUX")), None)
    start, end = sentence.start, sentence.end
    if over is not None and over.dep_ in ("relcl", "advcl", "acl", "ccomp", "pcomp"):
        start, end = max(start, int(over.left_edge.i)), min(end, right_end(over))
    doc = prep.doc
    start = next((i + 1 for i in range(prep.i - 1, start, -1) if doc[i].text == ";"), start)
    end = next((i for i in range(after, end) if doc[i].text == ";"), end)
    return tuple((a, b) for a, b in ((start, prep.i), (after, end)) if a < b)


def _cited_by(head: Token, content: tuple[Range, ...]) -> Iterator[Frame]:
    """As in "according to diplomats quoted by the Courier": the Courier passes on what they say."""
    for participle in kids(head, "acl"):
        outlet = next((o for by in kids(participle, "agent") for o in kids(by, "pobj")), None)
        if outlet is None or participle.lemma_.lower() not in lexicon().small["cite"] or not content:
            continue
        whole = ((min(a for a, _ in content), right_end(head)),)
        yield Frame(participle, "cite", Kind.SAY, Stance.ASSERTED, outlet, whole, "cited-by")


def _lost_in(head: Token, preposition: Token, names: Names) -> Token | None:
    """The speaker whose words run into the next phrase: "according to the Observatory heavy shelling hit the port"."""
    if (speakers.speaks(head) and head.pos_ != "PROPN") or names.phrase(head.i).kind == "person":
        return None
    doc, known = head.doc, lexicon()
    named = names.name_at(head.i)
    if named is not None and named.kind == "outlet" and named.start - 1 > preposition.i and head.dep_ == "pobj":
        return None  # "the militia's television station al-Manar"
    for i in range(head.i - 1, preposition.i, -1):
        name = names.name_at(i)
        told = {doc[i].lower_, doc[i].lemma_.lower()}
        mouth = told & known.mouths or told & known.vehicles
        ends = name is not None and name.kind in ("outlet", "body") and name.end == i + 1
        if (mouth and doc[i].pos_ == "NOUN" and not _names_head(doc[i], head)) or ends:
            inside = names.name_at(head.i)
            return None if inside is not None and inside.start <= i else doc[i]
    return None


def _names_head(noun: Token, head: Token) -> bool:
    """As in "the country's state railway company": small words all the way belong to the noun they lead to."""
    run = head.doc[noun.i : head.i]
    return (
        head.text.islower()
        and all(t.dep_ == "compound" and t.text.islower() for t in run)
        and noun.nbor(-1).tag_ == "POS"
    )


def _openings(document: Document, sentence: Sentence) -> Iterator[tuple[Token, Preposition]]:
    """Where the words of a preposition stand, with room for a source after them."""
    opening = lexicon().opening
    for token in document.doc[sentence.start : sentence.end]:
        for preposition in opening.get(token.lower_, ()):
            found = document.doc[token.i : token.i + len(preposition.words)]
            fits = token.i + len(found) < sentence.end and found[-1].pos_ in ("ADP", "PART")
            if fits and tuple(t.lower_ for t in found) == preposition.words:
                yield token, preposition


def _noun_after(token: Token, end: int) -> Token | None:
    doc = token.doc
    for i in range(token.i + 1, min(end, token.i + 8)):
        if doc[i].pos_ in ("NOUN", "PROPN", "PRON"):
            return nearby.head_of_run(doc[i], end)
    return None


def _beside(cue: Token, verbs: list[Frame], sentence: Sentence) -> tuple[Range, ...]:
    """As in "A denied it and blamed B for the raid, which killed six, according to C" and "the militia, which is armed
    by A according to C, took the port": C tells the relative clause alone.
    """
    above = _clause_before(cue, verbs)
    if above is None or above.dep_ != "relcl":
        return ()
    goes_on = any(t.pos_ in ("VERB", "AUX") and t.i > cue.i for t in above.head.ancestors)
    if not goes_on and not any(f.cue.i < above.head.i and f.source is not None for f in verbs):
        return ()
    return ((max(sentence.start, int(above.left_edge.i)), cue.i),)


def _clause_before(cue: Token, verbs: list[Frame]) -> Token | None:
    """What "according" hangs on, or the relative clause that ends right before it: "The army said rebels took the town,
    where nine died, according to B".
    """
    comma = cue.i > 1 and cue.nbor(-1).text == ","
    told = comma and any(f.cue.i < cue.head.i and f.source is not None for f in verbs)
    if cue.head.dep_ == "relcl" or not told:
        return cue.head
    ended = (t for t in cue.doc[cue.i - 2].ancestors if t.dep_ == "relcl" and t.right_edge.i == cue.i - 2)
    last = cue.doc[cue.i - 2]
    return last if last.dep_ == "relcl" else next(ended, cue.head)


def _around(cue: Token, head: Token, sentence: Sentence) -> tuple[Range, ...]:
    start, end = sentence.start, sentence.end
    for i in range(cue.i - 1, sentence.start, -1):
        if cue.doc[i].lower_ in lexicon().breaks or cue.doc[i].text == ";":
            start = i + 1
            break
    after = min(head.i + 1, end)
    for i in range(after, end):
        if (cue.doc[i].text == ";" and i > after) or (
            cue.doc[i].lower_ in lexicon().breaks and cue.i > sentence.start + 1
        ):
            end = i
            break
    found = [(start, cue.i), (after, end)]
    return tuple((a, b) for a, b in found if a < b)


def quoted_frames(verbs: list[Frame]) -> Iterator[Frame]:
    """As in "a medic quoted by the Courier said": the Courier passes on what the medic says."""
    for frame in verbs:
        if frame.source is not None and frame.rule != "according":
            yield from (replace(cited, content=frame.content) for cited in _cited_by(frame.source, frame.content))


def citing_frames(document: Document, sentence: Sentence, verbs: list[Frame]) -> Iterator[Frame]:
    """As in "state TV, citing a colonel, said": the one cited says what the citing speaker says."""
    words = lexicon().citing
    for token in document.doc[sentence.start : sentence.end]:
        if token.lower_ not in words:
            continue
        cited = next(iter(kids(token, "dobj")), None) or _noun_after(token, sentence.end)
        mute = cited is not None and cited.pos_ == "NOUN" and not speakers.speaks(cited)
        if cited is None or mute or cited.tag_ in ("WP", "WDT") or any(speakers.quoted(t) for t in token.subtree):
            continue
        host = next((f for f in verbs if f.cue == token.head or f.source == token.head), None)
        host = host or next((f for f in reversed(verbs) if f.content and f.cue != token), None)
        content = host.content if host else ((sentence.start, token.i),)
        content = tuple(r for r in content if r[0] < r[1])
        if content:
            yield Frame(token, "citing", Kind.SAY, Stance.ASSERTED, cited, content, "citing", speakers.conjuncts(cited))


def being_frames(document: Document, sentence: Sentence) -> Iterator[Frame]:
    """As in "the council is adamant that", "residents are convinced that"."""
    being = lexicon().being
    for token in document.doc[sentence.start : sentence.end]:
        if token.lower_ not in being or token.dep_ == "amod":
            continue
        verb = token.head if token.dep_ in ("acomp", "oprd") else token
        clause = next((c for t in (token, verb) for c in kids(t, "ccomp") if c.i > token.i), None)
        who = next(iter(kids(verb, "nsubj", "nsubjpass")), None)
        if who is not None and verb.dep_ == "relcl" and who.lower_ in lexicon().pronouns["relative"]:
            who = verb.head
        if clause is None or who is None or not (speakers.speaks(who) or who.lower_ in _people()):
            continue
        group, kind = being[token.lower_]
        told = (int(clause.left_edge.i), min(sentence.end, right_end(clause)))
        yield Frame(token, group, kind, Stance.ASSERTED, who, (told,), "being", speakers.conjuncts(who))


def _people() -> frozenset[str]:
    pronouns = lexicon().pronouns
    return pronouns["first"] | pronouns["single"] | pronouns["many"]


def noun_frames(document: Document, sentence: Sentence, verbs: list[Frame]) -> Iterator[Frame]:
    """Nouns with their content after them, unless they are themselves the speaker of a verb."""
    speaking, nouns = {f.source.i for f in verbs if f.source is not None}, lexicon().nouns
    for token in document.doc[sentence.start : sentence.end]:
        noun = nouns.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
        if noun is None or token.i in speaking or token.dep_ == "compound":
            continue
        if any(c.lower_ in lexicon().nobody for c in token.children if c.i < token.i):
            continue
        content = _told_of(token, sentence)
        if content is None or token.head.pos_ == "AUX":  # "Reports of raids are a concern"
            content = _noun_content(token, sentence) or content
        who = speakers.owner(token) or _drawn_from(token)
        if who is not None and content is not None and content[0] <= who.i < content[1]:
            who = None
        if who is None and (noun.bare is None or token.tag_ != "NNS" or content is None or _through(token, verbs)):
            continue
        if who is None and _disbelieved(token):
            continue
        if content is None and who is not None and who.head.lower_ not in lexicon().small["author"]:
            continue
        joint = speakers.conjuncts(who) if who is not None else ()
        yield Frame(
            token,
            "noun",
            noun.kind,
            noun.stance,
            who,
            (content,) if content else (),
            "noun",
            joint,
            channel=noun.channel,
            bare=noun.bare,
        )


def count_frames(document: Document, sentence: Sentence, names: Names) -> Iterator[Frame]:
    """As in "the government's toll stands at 132 dead": whose toll it is says how many."""
    for token in document.doc[sentence.start : sentence.end]:
        verb = token.head
        if token.dep_ != "nsubj" or verb.i < token.i or not speakers.counts(token):
            continue
        who = next(iter(kids(token, "poss")), None)
        if who is None:
            continue
        stands = verb.lemma_.lower() in lexicon().small["stands"] and any(t.like_num for t in verb.subtree)
        told = who.pos_ == "NOUN" or names.phrase(who.i).kind in _COUNTERS
        if stands and told and speakers.speaks(who):
            yield Frame(token, "noun", Kind.SAY, Stance.ASSERTED, who, ((verb.i + 1, right_end(verb)),), "noun")


def _through(noun: Token, verbs: list[Frame]) -> bool:
    """As in "said in a report that" and "confirmed reports that": a channel or an object, nobody of its own."""
    cue = noun.head.head if noun.dep_ == "pobj" else noun.head
    beside = noun.dep_ in ("pobj", "dobj") and noun.i - cue.i <= _NEAR
    return beside and any(f.cue == cue and f.source is not None for f in verbs)


def _disbelieved(noun: Token) -> bool:
    """As in "reports of the raid were fabricated", "no truth to reports of a raid": it is not they who say so."""
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in load("en/moods.yaml")["truths"]:
        return True
    over = (noun.head, *kids(noun.head, "acomp", "oprd", "attr"))
    return noun.dep_ in ("nsubj", "nsubjpass") and any(
        t.lemma_.lower() in load("en/moods.yaml")["untrue"] for t in over
    )


def _drawn_from(noun: Token) -> Token | None:
    """Whose it is in "the raid drew condemnation from the union"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in lexicon().drawing:
        return None
    return next((o for p in kids(verb, "prep") if p.lower_ in lexicon().small["author"] for o in kids(p, "pobj")), None)


def _told_of(noun: Token, sentence: Sentence) -> Range | None:
    """As in "Reports emerged that X", "Their demands include X": what the noun's own verb brings."""
    verb = noun.head
    if (
        noun.dep_ != "nsubj"
        or verb.i < noun.i
        or verb.lemma_.lower() not in lexicon().noun_verbs
        or verb.i + 1 >= sentence.end
    ):
        return None
    return verb.i + 1, sentence.end


def _noun_content(noun: Token, sentence: Sentence) -> Range | None:
    """As in "reports of X", "the claim that X", "a call by A to do X", "for X"."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl") and any(
            c.lower_ in lexicon().small["opening"] and c.dep_ in ("mark", "aux") for c in child.children
        ):
            return int(child.left_edge.i), min(sentence.end, right_end(child))
        if child.dep_ == "prep" and child.lower_ in lexicon().small["matter"] and right_end(child) - child.i > 1:
            return child.i + 1, min(sentence.end, right_end(child))
    return None
