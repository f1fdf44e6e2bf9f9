"""How an attribution names its source."""

from __future__ import annotations

from fogline.core.actor import Actor
from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.mention import ActorMention
from fogline.read.actors.named_sources import master, undotted
from fogline.read.actors.owned_sources import held, land_of, organ, owned
from fogline.read.actors.people import person_of
from fogline.read.actors.phrase import left_edge
from fogline.read.actors.resolve import Resolver
from fogline.read.tokens import Token
from fogline.vocab.actors import fold

_OWN_NAME = frozenset({"state", "army", "air_force", "armed_group", "police", "body", "monitor", "party", "coalition"})
_LOCAL = frozenset({"body", "monitor", "party"})
_FAR = 9  # tokens from "for" to the last of "the Goma-based Relief and Health Committee"
_FORCES = frozenset({"army", "air_force", "police"})


def source_of(r: Resolver, head: int, first: int | None = None) -> tuple[str, str | None]:
    """See ``Actors.source``."""
    token = _described_by(r, _related(r.doc[head]))
    first = None if first is not None and token.i < first else first
    if (name := _called(r, token)) is not None:
        return name, None
    mention = r.mention(token.i)
    if token.tag_ in {"PRP", "PRP$"}:
        return _pronoun(r, token)
    if (told := _aged(r, token)) is not None:
        return told
    several = _some_of(r, token)
    if several is not None:
        return source_of(r, several.i)
    goes_on = token.i not in r.by_token and _name_end(r, token, token.i + 1) > token.i + 1
    if goes_on and not (mention.kind == "person" and mention.names and r.offices.held(token)):
        return words_of(r, token, first), None
    if mention.kind == "person" and mention.names:
        return r.people.written.get(mention.names[0], mention.names[0]), mention.affiliation
    told_before = mention.rule in {"back.described", "back.word"}
    if mention.kind != "person" and organ(r, token) and not told_before:
        return owned(r, token, behind(r, token)) or (
            words_of(r, token, first),
            mention.names[0] if mention.names else None,
        )
    match = r.by_token.get(token.i)
    actor = r.actor_of(match) if match is not None else None
    if match is not None and mention.rule == "modifier" and actor is not None:
        return _spelled(r, match.start, match.end, actor), None
    if mention.kind == "media" and mention.names:
        return _outlet(r, token, mention), None
    if mention.names and mention.kind in _OWN_NAME:
        return _bearer(r, token, mention, first)
    return _described(r, token, mention, first)


def _related(token: Token) -> Token:
    """The commander in "the brigade's commander, who also said that ..."."""
    clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None) if token.tag_ in ("WP", "WDT") else None
    return clause.head if clause is not None else token


def _aged(r: Resolver, token: Token) -> tuple[str, str | None] | None:
    """Whoever was last named, where "the 50-year-old said" goes on."""
    years = r.doc[token.i - 2].lower_ if token.i > 4 else ""
    if token.lower_ not in r.lex.sets["aged"] or years not in r.lex.sets["years"] or not _definite(r.doc[token.i]):
        return None
    last = r.last(token.i, lambda m: m.kind == "person" and m.proper and bool(m.names), 3)
    return source_of(r, last.head) if last is not None else None


def _some_of(r: Resolver, token: Token) -> Token | None:
    """The pronoun in "two of them", "one of them"."""
    if token.pos_ not in {"NUM", "PRON", "DET"} and token.tag_ != "CD":
        return None
    parts = (c for p in token.rights if p.dep_ == "prep" and p.lower_ in r.lex.sets["of"] for c in p.children)
    return next((c for c in parts if c.dep_ == "pobj" and c.tag_ == "PRP"), None)


def _described_by(r: Resolver, token: Token) -> Token:
    """Who said is the person in whose apposition the noun before "who" lies ("Ann, aide to the king, who said")."""
    speaks = any(c.dep_ == "relcl" and c.lemma_.lower() in r.lex.saying for c in token.rights)
    top = token
    while speaks and top.dep_ == "pobj" and top.head.dep_ == "prep":
        top = top.head.head
    if top.i != token.i and top.dep_ == "appos" and r.mention(top.head.i).kind == "person":
        return top.head
    return token


def _called(r: Resolver, token: Token) -> str | None:
    """The Free Front in "a group called the Free Front", from either of the two nouns."""
    tie = token.head if token.dep_ == "oprd" else next((c for c in token.rights if c.dep_ == "acl"), token)
    if tie.dep_ != "acl" or tie.lemma_ not in r.lex.sets["known_as"] or tie.head.tag_ != "NN":
        return None
    lead = (tie, *(p for p in tie.rights if p.lower_ == "as"))
    under = (c for t in lead for c in t.rights if c.dep_ in {"oprd", "pobj"} and c.pos_ == "PROPN")
    name = next(under, None)
    if name is None or person_of(r.by_token.get(name.i)) is not None or r.mention(tie.head.i).kind == "person":
        return None
    match = r.by_token.get(name.i)
    if match is not None and (actor := r.actor_of(match)) is not None:
        return actor.name
    start = next(t.i for t in r.doc[name.left_edge.i : name.i + 1] if t.pos_ == "PROPN")
    end = name.i + 1
    while end + 1 < len(r.doc) and r.doc[end].lower_ in r.lex.sets["name_links"] and r.doc[end + 1].text[:1].isupper():
        end += 2
    return r.doc.between(start, end)


def _outlet(r: Resolver, token: Token, mention: ActorMention) -> str:
    for i in range(token.i, max(-1, token.i - 4), -1):
        match = r.by_token.get(i)
        actor = next((a for a in match.actors if a.name in mention.names), None) if match else None
        if match is not None and actor is not None:
            return _spelled(r, match.start, match.end, actor)
    return mention.names[0]


def _bearer(r: Resolver, token: Token, mention: ActorMention, first: int | None) -> tuple[str, str | None]:
    """A body speaks in its own name; one soldier, and authorities at large, in the words as written."""
    lemma, name = token.lemma_.lower(), mention.names[0]
    single = mention.kind in _FORCES and lemma in r.lex.sets["single_bearers"] and token.tag_ == "NN"
    if single and not _definite(token):
        return words_of(r, token, first), name
    if mention.kind == "state" and lemma in r.lex.sets["loose_bearers"]:
        return words_of(r, token, first), None
    branch = _branch(r, token, mention)
    return (branch, name) if branch else (name, None)


def _branch(r: Resolver, token: Token, mention: ActorMention) -> str | None:
    """A body's local branch has a word of its own: "the Red Cross of Goma", "the Local Council of Azaz"."""
    match = r.by_token.get(token.i)
    if match is None or mention.kind not in _LOCAL:
        return None
    for prep in token.rights:
        town = next((c for c in prep.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None)
        if prep.i == match.end and prep.lower_ in r.lex.sets["of"] and town is not None and town.i not in r.by_token:
            return f"{r.doc.between(match.start, match.end)} {r.doc.between(prep.i, town.i + 1)}"
    return None


def _spelled(r: Resolver, start: int, end: int, actor: Actor) -> str:
    """An outlet's full name; only where the report knows it by the initials it goes by, those."""
    text = r.doc.between(start, end).removesuffix("s")
    goes_by = actor.aliases[0].text if actor.aliases else ""
    initials = text.isupper() and text == goes_by
    return text if initials and f" {fold(actor.name)} " not in f"{r.folded} " else actor.name


def _described(r: Resolver, token: Token, mention: ActorMention, first: int | None) -> tuple[str, str | None]:
    """A source without a name of its own: a mouthpiece of someone, one named before, or the words as written."""
    lemma = token.lemma_.lower()
    body = mention.affiliation
    if mention.rule == "owned" and mention.names and mention.kind == "armed_group":
        return mention.names[0], None  # "the Front's branch in Mali"
    state = bool(body) and str(body).startswith("Government of")
    if state and (medium := _state_medium(r, token, str(body))) is not None:
        return medium, None
    if (
        body
        and lemma in r.lex.mouthpieces
        and not _spokes(r, lemma)
        and (not state or lemma in r.lex.sets["own_papers"])
    ):
        return body, None
    if lemma in r.lex.papers:
        told = _told_by(r, token) or (_issuer(r, token) if _bare_paper(token) and body is None else None)
        if told is not None:
            return told
    if (boss := master(r, token)) is not None:
        return f"{behind(r, token)} of {boss}", body
    if body and any(c.tag_ == "PRP$" for c in token.lefts):
        return held(r, body, token, behind(r, token)), body
    if (owner := _whose(r, token)) is not None:
        return f"{owner} {lemma}", owner
    if body is None and (told := _kind_of_body(r, token)) is not None:
        return told
    if body is None and (name := _name_beside(r, token) or _local_medium(r, token)) is not None:
        return name, None
    named = _earlier(r, token) or _of_home(r, token) or owned(r, token, behind(r, token))
    return named or (words_of(r, token, first), body)


def behind(r: Resolver, token: Token) -> str:
    """The words of a phrase after its owner's: "head of mission" of "its head of mission"."""
    owner = next((c for c in token.lefts if c.dep_ == "poss"), None)
    if owner is None:
        return ""
    first = owner.i + 1
    while first < token.i and r.doc[first].tag_ == "POS":
        first += 1
    return words_of(r, token, first)


def _name_beside(r: Resolver, token: Token) -> str | None:
    """The Front in "a small group, the Front,"."""
    beside = (c for c in token.rights if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > token.i + 1)
    named = (r.mention(c.i) for c in beside if any(d.lower_ in ("a", "an") for d in token.lefts))
    return next((m.names[0] for m in named if m.names and m.kind != "person"), None)


def _local_medium(r: Resolver, token: Token) -> str | None:
    """Here "local media" are the one outlet of the country at war that the report names further on."""
    known = r.lex.sets
    if token.lower_ not in known["local_media"] or not all(c.lower_ in known["local"] for c in token.lefts):
        return None
    home = r.context.home.code if r.context.home is not None else None
    media = (a for m in r.matches if m.start > token.i for a in m.actors if a.kind == "media")
    named = {a.name for a in media if a.country in (None, home)} - {r.outlet.name if r.outlet else ""}
    return named.pop() if len(named) == 1 else None


def _whose(r: Resolver, token: Token) -> str | None:
    """The militia in "the militia, whose spokesman denied it"; of a person, the body that he belongs to."""
    if not any(c.tag_ == "WP$" for c in token.lefts):
        return None
    clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
    owner = r.mention(clause.head.i) if clause is not None else None
    if owner is None or not owner.names:
        return None
    return (owner.affiliation if owner.kind == "person" else None) or owner.names[0]


def _state_medium(r: Resolver, token: Token, government: str) -> str | None:
    """A state's own agency or channel, however it is described: "the regime's official television channel"."""
    lemma = token.lemma_.lower()
    land = land_of(government)
    if land is None or lemma not in r.lex.sets["state_media"]:
        return None
    words = {t.lower_ for t in r.doc[left_edge(token) : token.i]}
    if lemma == "agency":
        return r.lex.state_agencies.get(land.code) if words & r.lex.sets["news"] else None
    what = "television" if lemma in r.lex.sets["on_air"] and "radio" not in words else lemma
    return f"{land.adjectives[0] if land.adjectives else land.name} state {what}"


def _of_home(r: Resolver, token: Token) -> tuple[str, str | None] | None:
    """An office that each state has, of the state whose war it is: "the prime minister's office"."""
    home = r.context.home
    if home is None or any(c.dep_ == "prep" for c in token.rights):
        return None
    form = r.lex.home_offices.get(words_of(r, token).lower())
    adjective = home.adjectives[0] if home.adjectives else home.name
    return (form.format(state=home.name, adjective=adjective), home.government) if form else None


def _bare_paper(token: Token) -> bool:
    return token.tag_ == "NN" and _definite(token)


def _told_by(r: Resolver, token: Token) -> tuple[str, str | None] | None:
    """Here "a statement by the army" is the army's, and "witness accounts" are the witnesses'."""
    for prep in token.rights:
        if prep.lower_ in r.lex.sets["by"] and prep.dep_ in {"prep", "agent"}:
            obj = next((c for c in prep.children if c.dep_ == "pobj"), None)
            return source_of(r, obj.i) if obj is not None else None
    before = r.doc[token.i - 1] if token.i else token
    if before.dep_ == "compound" and before.lemma_.lower() in r.lex.sets["human_sources"] and token.tag_ == "NNS":
        return f"{before.lemma_.lower()}es" if before.lemma_.endswith("s") else f"{before.lemma_.lower()}s", None
    return None


def _issuer(r: Resolver, token: Token) -> tuple[str, str | None] | None:
    """Who put out "the statement": who was said to, else the last body that spoke, else the outlet."""
    for m in reversed(r.log):
        other = r.doc[m.head]
        if m.head >= token.i or other.lemma_.lower() != token.lemma_.lower() or other.dep_ in {"nsubj", "nsubjpass"}:
            continue
        subject = next((c for c in other.head.children if c.dep_ == "nsubj"), None)
        if m.affiliation or subject is not None:
            return (m.affiliation, None) if m.affiliation else source_of(r, subject.i)  # type: ignore[union-attr]
    last = last_speaker(r, token.i, lambda m: bool(m.names) and m.kind in _OWN_NAME)
    if last is not None:
        return source_of(r, last.head)
    own = r.outlet is not None and r.outlet.kind not in {"media", "monitor"}
    return (r.outlet.name, None) if own and r.outlet else None


def _spokes(r: Resolver, lemma: str) -> bool:
    return lemma in r.lex.sets["spokespersons"]


def last_speaker(r: Resolver, before: int, want, sentences: int = 6) -> ActorMention | None:  # type: ignore[no-untyped-def]
    """The last fitting mention that spoke, pronouns looked through."""
    here = r.sentence[before]
    for m in reversed(r.log):
        if m.head >= before or r.doc[m.head].tag_ in {"PRP", "PRP$"}:
            continue
        if here - r.sentence[m.head] > sentences:
            return None
        if want(m) and r.pronouns.speaks(m):
            return _over(r, m, want)
    return None


def _over(r: Resolver, m: ActorMention, want) -> ActorMention:  # type: ignore[no-untyped-def]
    """The speaker of the main clause, where the last one spoke in a clause beside it ("..., as B confirmed")."""
    if r.doc[m.head].head.dep_ != "advcl":
        return m
    here = r.sentence[m.head]
    others = (o for o in reversed(r.log) if o.head < m.head and r.sentence[o.head] == here)
    main = (o for o in others if r.doc[o.head].head.dep_ == "ROOT" and r.doc[o.head].tag_ not in {"PRP", "PRP$"})
    return next((o for o in main if want(o) and r.pronouns.speaks(o)), m)


def _pronoun(r: Resolver, token: Token) -> tuple[str, str | None]:
    word = token.lower_
    before = None
    if word in r.lex.singular:
        before = last_speaker(r, token.i, lambda m: _one_person(r, m))
    elif word in r.lex.thing:
        before = last_speaker(r, token.i, lambda m: (m.kind in _OWN_NAME or m.kind == "media") and not _many(r, m))
    elif word in r.lex.plural:
        before = last_speaker(r, token.i, lambda m: m.kind not in {"person", "none"} and not _one(r, m))
    before = before or r.pronouns.antecedent(token)
    if before is not None and before.rule in {"outlet", "title"}:
        return before.names[0], before.affiliation
    if before is None or before.head == token.i:
        return token.text, None
    own = word in r.lex.speaker and word not in r.lex.sets["speaker_one"]
    if own and before.kind == "person" and before.affiliation:
        return before.affiliation, None
    if r.doc[before.head].tag_ in {"PRP", "PRP$"}:
        return (before.names[0], before.affiliation) if before.names else (token.text, None)
    return source_of(r, before.head)


def _one_person(r: Resolver, m: ActorMention) -> bool:
    """What "he" and "she" may stand for."""
    token = r.doc[m.head]
    human = m.kind in {"officials", "civilians"} or token.lemma_.lower() in r.lex.sets["human_sources"]
    return m.kind == "person" or (human and token.tag_ in {"NN", "NNP"})


def _many(r: Resolver, m: ActorMention) -> bool:
    """A plural common noun: no "it"."""
    return r.doc[m.head].tag_ == "NNS" and not m.proper


def _one(r: Resolver, m: ActorMention) -> bool:
    """One official or source: no "they"."""
    return m.kind in {"officials", "source", "civilians"} and r.doc[m.head].tag_ in {"NN", "NNP"}


def _definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in lexicon().sets["definite"] for c in token.lefts)


def _kind_of_body(r: Resolver, token: Token) -> tuple[str, str | None] | None:
    """Here "the rescue service" and "the charity" are the one body that has spoken, told by what it is."""
    words = " ".join(t.text for t in r.doc[left_edge(token) + 1 : token.i + 1])
    if not (_definite(token) and words in r.lex.sets["kinds_of_body"]):
        return None
    spoke = [m for m in r.log if m.head < token.i and m.kind in _LOCAL and m.names and r.pronouns.speaks(m)]
    return source_of(r, spoke[-1].head) if len({m.names for m in spoke}) == 1 else None


def _earlier(r: Resolver, token: Token) -> tuple[str, str | None] | None:
    """Here "The source" is the last source that was described with more words."""
    if (same := _same(r, token)) is not None:
        return same
    if not _definite(token) or left_edge(token) != token.i - 1 or any(c.dep_ == "prep" for c in token.rights):
        return None
    for m in reversed(r.log):
        other = r.doc[m.head]
        if (
            m.head < token.i
            and other.lemma_.lower() == token.lemma_.lower()
            and other.tag_ == token.tag_
            and not _definite(other)
        ):
            return words_of(r, other), m.affiliation
    return None


def _same(r: Resolver, token: Token) -> tuple[str, str | None] | None:
    """Here "the same source" is the last one so called, however it was described."""
    words = [t.lower_ for t in r.doc[left_edge(token) : token.i]]
    if not words or words[-1] not in r.lex.sets["same"]:
        return None
    before = (m for m in reversed(r.log) if m.head < token.i and r.pronouns.speaks(m))
    last = next((m for m in before if r.doc[m.head].lemma_.lower() == token.lemma_.lower()), None)
    return source_of(r, last.head) if last is not None else None


def _place_end(r: Resolver, token: Token, end: int) -> int:
    """The end of the phrase with the place or body after it ("a source at the town hall")."""
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in r.lex.sets["place_prepositions"] and prep.i == end:
            last = next((c for c in prep.children if c.dep_ == "pobj"), prep)
            if last.lower_ in r.lex.not_names or last.lower_ in r.lex.sets["no_place"]:
                return end
            return last.i + 1 if last.i - prep.i < _FAR else end
    if token.lemma_.lower() == "source" and end < len(r.doc) and r.doc[end].lower_ in r.lex.sets["place_prepositions"]:
        stop = end + 1
        while (
            stop < len(r.doc)
            and stop < end + 6
            and (r.doc[stop].pos_ in {"DET", "PROPN", "NOUN", "ADJ"} or r.doc[stop].text == "-")
        ):
            stop += 1
        return stop if stop > end + 1 else end
    return end


def _name_end(r: Resolver, token: Token, end: int) -> int:
    """The end of a body's name that goes on: "Physicians for Justice", "the Central Committee of Doctors"."""
    links = r.lex.sets["of"] if token.lemma_.lower() in r.lex.sets["named_bodies"] else r.lex.sets["body_links"]
    for prep in token.rights if token.text[:1].isupper() else ():
        last = next((c for c in prep.children if c.dep_ == "pobj"), None)
        if prep.i == end and prep.lower_ in links and last is not None and last.text[:1].isupper():
            return last.i + 1
    return end


def words_of(r: Resolver, token: Token, first: int | None = None) -> str:
    """The words as written, without "the", with the place or body that tells the source from others."""
    start, end = left_edge(token) if first is None else first, token.i + 1
    while start < token.i and r.doc[start].lower_ in r.lex.sets["left_out"]:
        start += 1
    leads = (i for i in range(start, token.i) if r.doc[i].lemma_.lower() in r.lex.sets["time_leads"])
    start = max([start, *(i + 1 for i in leads if r.doc[i + 1].text != "-")])
    end = max(end, _name_end(r, token, _place_end(r, token, end)))
    for part in token.rights:
        if part.dep_ == "acl" and part.lemma_ in r.lex.sets["posting_verbs"] and part.right_edge.i - token.i < 7:
            end = part.right_edge.i + 1
    if token.lower_ in r.lex.sets["pointing"] and 1 < token.right_edge.i - token.i < _FAR:
        end = max(end, token.right_edge.i + 1)
    text = undotted(r, r.document.quote(r.document.span_of(r.doc[start:end])))
    return (
        text[0].lower() + text[1:]
        if r.doc[start].is_sent_start
        and r.doc[start].pos_ != "PROPN"
        and start not in r.by_token
        and not (len(r.doc[start]) > 1 and r.doc[start].text.isupper())
        else text
    )
