"""As in "The town", "the country", "the base": a definite noun that points back to a place the report has named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from fogline.core.claim import Precision
from fogline.core.place import Kind, Place
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.events import holds
from fogline.read.places.fold import fold
from fogline.read.places.landscape import BODY
from fogline.read.places.lookup import look_up
from fogline.read.places.mention import PlaceMention, usual
from fogline.read.places.words import countries, nouns, words
from fogline.read.tokens import Token
from fogline.vocab.actors import registry

ANAPHOR = "anaphor"
SEAT = "anaphor/seat"
CITY = 100_000
CITIES = ("city", "capital")
RECENT = 2  # sentences back in which a town counts as just spoken of
NEAR = 1  # sentences back to which "the area" points before a country of its own sentence
TITLED = 2
SHORT = 4  # letters of an abbreviation
BESIDE = 6  # characters between the countries of a list
_TOLD = ("acl", "relcl", "prep")  # "the territory held by rebels" is some other
SPOKEN_OF = "the capital of the country spoken of"
_SETTLED = (Precision.PLACE, Precision.AREA)  # of a name that no gazetteer has: "in X", "around X"
_FITS = {
    "place": (Kind.TOWN, None),
    "capital": (Kind.TOWN,),
    "country": (Kind.COUNTRY,),
    "admin1": (Kind.ADMIN1, Kind.TOWN),
    "area": (Kind.AREA, Kind.ADMIN2, Kind.QUARTER, Kind.TOWN, Kind.REGION, Kind.CAMP, Kind.MOUNTAIN, None),
    "part": (Kind.QUARTER, Kind.TOWN, Kind.AREA, None),
}


def anaphors(document: Document, mentions: tuple[PlaceMention, ...]) -> list[PlaceMention]:
    """A mention for every bare definite place noun that some earlier mention fits."""
    found = []
    for token in nouns(document, words().anaphora):
        label = words().anaphora.get(token.lower_)
        seat = _seat_of(document, token, mentions) if label == "capital" else None
        if seat:
            found.append(seat)
        elif label and _definite(token) and not _specified(token, mentions):
            antecedent = _territory(token, mentions) or _antecedent(document, token, label, mentions)
            if label == "place" and antecedent is not None and antecedent.span.start > token.idx:
                antecedent = next((m for m in reversed(found) if m.reason == SPOKEN_OF), antecedent)
            if antecedent:
                found.append(_point(document, token, label, antecedent))
            elif token.lower_ in words().known_sites and token.dep_ in ("pobj", "dobj", "nsubjpass"):
                found.extend(_site_of_town(document, token, mentions))
    return found


def _seat_of(document: Document, token: Token, mentions: tuple[PlaceMention, ...]) -> PlaceMention | None:
    """As in "the Malian capital", "Somalia's capital": the seat of that country, where no name follows."""
    tied = (t for t in token.lefts if t.dep_ in ("amod", "poss", "compound"))
    start = next((t.i for t in tied if _country_of(t, mentions)), None)
    after = document.doc[token.i + 1 : token.i + 3]
    if start is None or any(m.span.start <= t.idx < m.span.end for t in after for m in mentions):
        return None
    if any(t.dep_ in ("poss", "case") or t.lower_ in ("of", "'s") for t in after[:1]):
        return None
    code = _country_of(document.doc[start], mentions)
    town = _seat_in(code)
    if town is None or code is None:
        return None
    span = document.span_of(document.doc[start : token.i + 1])
    made = _bare(town, Precision.PLACE, "the capital of the country named")
    return replace(made, span=span, phrase=span, role=ANAPHOR, rule=SEAT)


def _country_of(token: Token, mentions: tuple[PlaceMention, ...]) -> str | None:
    code = countries().demonyms.get(fold(token.text))
    named = next((m for m in mentions if m.span.start == token.idx and m.kind is Kind.COUNTRY), None)
    return code or (named.country if named else None)


def _seat_in(code: str | None) -> Place | None:
    """The capital of a country; a district of the same name only where there is no such town."""
    named = [p for p in look_up(countries().capitals.get(code or "", "")) if p.country == code]
    return next((p for p in named if p.kind is Kind.TOWN), named[0] if named else None)


def _capital(token: Token, land: PlaceMention | None) -> PlaceMention | None:
    """As in "fired missiles at Kenya, killing nine in the capital"."""
    if land is None or any(t.dep_ != "det" for t in token.lefts):
        return None
    town = _seat_in(land.country)
    return _bare(town, Precision.PLACE, SPOKEN_OF) if town else None


def _named_seat(
    document: Document, token: Token, mentions: tuple[PlaceMention, ...], earlier: list[PlaceMention]
) -> PlaceMention | None:
    """The capital last named, else that of the land where the report was filed."""
    named = [m for m in mentions if m.span.end <= token.idx and _seat(m) and not _shouted(document, m)]
    if named:
        return named[-1]
    land = _filed_in(mentions, earlier)
    return None if land is None else _capital(token, land)


def _filed_in(mentions: tuple[PlaceMention, ...], earlier: list[PlaceMention]) -> PlaceMention | None:
    """Where the report was filed, in the land of the place last told of."""
    filed = [m for m in mentions if m.role == "dateline" and (_seat(m) or m.kind is Kind.COUNTRY)]
    towns = [m.country for m in earlier if m.kind is not Kind.COUNTRY and m.country]
    return next((m for m in filed if towns and m.country == towns[-1]), None)


def _lesser(capital: Token) -> bool:
    """As in "the regional capital": no country's."""
    return any(t.lower_ in words().lesser for t in capital.lefts)


def _shouted(document: Document, mention: PlaceMention) -> bool:
    """As in "MOSCOW (Agency) ...": a dateline inside the text."""
    words = document.quote(mention.span)
    return len(words) > SHORT and words.isupper()


def _definite(token: Token) -> bool:
    return any(t.lower_ in words().definite and t.dep_ == "det" for t in token.lefts)


def _specified(token: Token, mentions: tuple[PlaceMention, ...]) -> bool:
    """The noun has a name of its own: "the town of X", "the X area", "the area around X"."""
    end = token.idx + len(token)
    if any(m.phrase.start <= token.idx and end <= m.phrase.end for m in mentions):
        return True
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.lower_ in words().place_links and _stands_at(following, token):
        return True
    if (
        following is not None
        and following.pos_ in ("NOUN", "PROPN")
        and following.dep_ != "appos"
        and token.dep_ == "compound"
    ):
        return True
    return any(t.dep_ in ("compound", "nummod", "poss") or t.ent_type_ for t in token.lefts) or any(
        t.lower_ == "of" and any(x.text[0].isupper() for x in t.subtree) for t in token.rights
    )


def _stands_at(link: Token, site: Token) -> bool:
    """As in "the base at X", "the bridge over the X": some other than the one spoken of before."""
    own = link.lower_ in words().owning and link.lower_ != "of"
    over = link.lower_ == "over" and site.lower_ in words().spanning
    return (over or link.head is site) and any(t.dep_ == "pobj" and (own or t.text[0].isupper()) for t in link.rights)


def _antecedent(
    document: Document, token: Token, label: str, mentions: tuple[PlaceMention, ...]
) -> PlaceMention | None:
    """The last earlier mention of the right sort; in the same sentence only when it comes before."""
    before = (m for m in mentions if m.span.end <= token.idx and not (m.rule.endswith(BODY) or _shouted(document, m)))
    earlier = [m for m in before if m.role in ("event", "metonym")]
    if label == "place" and not any(m.kind is Kind.TOWN for m in earlier):
        own = document.sentence_of(token.i).span
        unlisted = [m for m in earlier if own.covers(m.span) and m.kind is None and m.precision in _SETTLED]
        earlier = unlisted or [m for m in mentions if m.role == "event" and m.kind is Kind.TOWN][:1]
    if label == "exact":
        return _site(document, token, earlier)
    wanted = _FITS[label]
    if label == "country":
        land = _own_country(document, token) or _country(document, earlier, _filed_in(mentions, earlier))
        return land or _of_people(document, token)
    lesser = _lesser(token)
    if label == "capital" and not lesser and (seat := _named_seat(document, token, mentions, earlier)):
        return seat
    told = (m for m in earlier if (not _seat(m) if lesser else m.role == "event"))
    fits = [m for m in told if (m.kind in wanted or _called_town(m, label)) and _open(m, token)]
    fits = [m for m in fits if holds(document, m) and not _led_to(document, m)] or fits
    if label == "capital" and not (lesser or fits):
        return _capital(token, _country(document, earlier))
    if label == "area":
        fits = [m for m in fits if not _where_told(document, m)]
    if label == "admin1":
        named = [m for m in earlier if m.precision is Precision.ADMIN1]
        return next(reversed(named or fits), None)
    if label == "place":
        fits = [m for m in fits if m.precision in (Precision.PLACE, Precision.PART, Precision.AREA) or _large(m)]
        sized = _just_named(document, token, fits) or _of_size(token, fits) or fits
        return likeliest(document, token, sized, mentions) or _titled(document, mentions)
    if label == "area" and token.lower_ == "region":
        fits = [m for m in earlier if m.kind in (Kind.ADMIN1, Kind.REGION, Kind.AREA)]
    fits = [m for m in fits if not any(x.within == m.name for x in fits)] or fits
    if label == "area":
        here = document.sentence_of(token.i)
        near = fits[-1:] if fits and here.index - document.sentence_at(fits[-1].span.start).index <= NEAR else []
        lands = [m for m in earlier if m.kind is Kind.COUNTRY and m.role == "event" and here.span.covers(m.span)]
        return next(reversed(near or lands or fits), None)
    return fits[-1] if fits else None


def _territory(token: Token, mentions: tuple[PlaceMention, ...]) -> PlaceMention | None:
    """As in "the enclave": a land of its own, whatever town in it was spoken of since."""
    if token.lower_ not in words().territories or any(c.dep_ in _TOLD for c in token.rights):
        return None
    before = (m for m in reversed(mentions) if m.span.end <= token.idx and m.role in ("event", "metonym", "dateline"))
    return next((m for m in before if m.kind is Kind.AREA and m.precision is Precision.AREA), None)


def _called_town(mention: PlaceMention, label: str) -> bool:
    """The text calls it a town where the gazetteer has a district of that name alone."""
    return label == "place" and mention.precision is Precision.PLACE and mention.kind is Kind.ADMIN2


def _open(mention: PlaceMention, token: Token) -> bool:
    """No single site; but "the city" may be the one that a site is told to stand in ("the barracks in X")."""
    city = token.lower_ in CITIES and _large(mention) and not mention.rule.startswith("site")
    return city or mention.precision is not Precision.EXACT


def _large(mention: PlaceMention) -> bool:
    return bool(mention.candidates) and mention.candidates[0].place.population >= CITY


def _led_to(document: Document, mention: PlaceMention) -> bool:
    """As in "the road to X": the report speaks of the road."""
    first = document.token_at(mention.phrase.start)
    before = [t.lower_ for t in document.doc[max(0, first.i - 2) : first.i]]
    return len(before) == 2 and before[0] in words().ways and before[1] in words().ways_to


def _seat(mention: PlaceMention) -> bool:
    """A town that stands for its country's government."""
    state = registry().states.get(mention.country or "")
    return mention.kind is Kind.TOWN and state is not None and mention.name in state.metonyms


def _site(document: Document, token: Token, earlier: list[PlaceMention]) -> PlaceMention | None:
    """The last site so called, unless its sentence has named another town since."""
    sites = (m for m in reversed(earlier) if m.precision is Precision.EXACT)
    found = next((m for m in sites if _called(document.quote(m.phrase), token.lower_)), None)
    if found is None:
        return None
    here = document.sentence_of(token.i).span
    towns = [m for m in earlier if m.kind is Kind.TOWN and m.role == "event" and here.covers(m.span)]
    since = [m for m in towns if m.span.start > found.span.end and m.precision is not Precision.EXACT]
    return found if all(m.name in (found.within, found.name) for m in since) else None


def _called(phrase: str, noun: str) -> bool:
    """As "the base" of an airbase."""
    return any(word.endswith(noun) for word in phrase.lower().split())


def likeliest(
    document: Document, token: Token, fits: list[PlaceMention], mentions: tuple[PlaceMention, ...]
) -> PlaceMention | None:
    """Of the towns of the last sentences the one that the report speaks of most, the last of equals; the title speaks
    of a town as ``TITLED`` mentions do, wherever it was last named.
    """
    if not fits:
        return None
    home, title = document.sentence_of(token.i).index, fold(document.report.title or "")
    titled = [m for m in fits if title and fold(m.name) in title]
    recent = [m for m in fits if home - document.sentence_at(m.span.start).index <= RECENT] or fits[-1:]
    recent = [m for m in recent if not _where_told(document, m)] or recent
    uses = Counter(m.name for m in mentions if m.span.end <= token.idx)
    uses.update({m.name: TITLED for m in titled})
    return max(enumerate([*titled, *recent]), key=lambda r: (uses[r[1].name], r[0]))[1]


def _where_told(document: Document, mention: PlaceMention) -> bool:
    """As in "told reporters in X": where something was said, not what was spoken of."""
    last = document.token_at(mention.span.end - 1)
    above = last.head.head if last.dep_ == "pobj" else last
    verb = above.head if above.pos_ in ("NOUN", "PRON") else above
    return last.dep_ == "pobj" and verb.pos_ == "VERB" and verb.lemma_.lower() in words().speech


def _titled(document: Document, mentions: tuple[PlaceMention, ...]) -> PlaceMention | None:
    """The town that the title names, in the country that the report names most, where its text names no town at all."""
    uses = Counter(m.country for m in mentions if m.country)
    country = max(sorted(uses), key=lambda c: uses[c], default=None)
    names = [w.strip(".,:;!?\"'") for w in (document.report.title or "").split() if w[0].isupper()]
    towns = [
        p
        for name in names
        if name.lower() not in words().not_names
        for p in look_up(name)
        if p.kind is Kind.TOWN and p.country == country
    ]
    if country is None or not towns:
        return None
    return _bare(max(towns, key=lambda p: p.population), Precision.PLACE, "named by the title alone")


def _bare(place: Place, precision: Precision, reason: str) -> PlaceMention:
    """A place that no words of the text name."""
    return PlaceMention(
        span=Span(0, 0),
        phrase=Span(0, 0),
        name=usual(place),
        precision=precision,
        admin1=place.admin1,
        country=place.country,
        within=place.within,
        point=place.point,
        place_id=place.id,
        reason=reason,
        kind=place.kind,
    )


def _own_country(document: Document, token: Token) -> PlaceMention | None:
    """As in "Chadian troops will defend the country": what is guarded or at risk is the guards' own."""
    above = token.head.head if token.dep_ == "pobj" else token.head
    if token.dep_ not in ("dobj", "pobj", "poss", "nsubjpass") or above.lemma_.lower() not in words().guarding:
        return None
    codes = _peoples(document.doc[document.sentence_of(token.i).start : token.i])
    return _land(codes[-1], "the country that is guarded") if codes else None


def _of_people(document: Document, token: Token) -> PlaceMention | None:
    """As in "killed nine in the north of the country, Kenyan police said": that of the one people of its sentence."""
    here = document.sentence_of(token.i)
    codes = set(_peoples(document.doc[here.start : here.end])) if token.dep_ == "pobj" else set()
    return _land(codes.pop(), "the country of the people spoken of") if len(codes) == 1 else None


def _peoples(tokens: Sequence[Token]) -> list[str]:
    """The countries whose adjectives stand before nouns ("Kenyan police", "Sri Lankan troops")."""
    known, before = countries().demonyms, [None, *tokens]
    codes = (
        known.get(fold(t.text)) or (known.get(fold(f"{b.text} {t.text}")) if b else None)
        for b, t in zip(before, tokens, strict=False)
        if t.dep_ in ("amod", "compound", "conj") and t.text[0].isupper()
    )
    return [c for c in codes if c is not None]


def _land(code: str, reason: str) -> PlaceMention | None:
    land = next((p for p in look_up(countries().names[code]) if p.kind is Kind.COUNTRY), None)
    return None if land is None else _bare(land, Precision.COUNTRY, reason)


def _country(document: Document, earlier: list[PlaceMention], filed: PlaceMention | None = None) -> PlaceMention | None:
    """The country last named as a scene, or where the report was ``filed``; one that acts or stands in a list of
    countries only when there is no other.
    """
    nations = [m for m in earlier if m.kind is Kind.COUNTRY]
    scenes = [m for m in nations if m.role == "event" and not _listed(document, m, nations)]
    if filed is not None and filed.country and not scenes:
        return filed if filed.kind is Kind.COUNTRY else _land(filed.country, "where the report was filed")
    title = fold(document.report.title or "") if not scenes else ""
    titled = [m for m in nations if title and fold(m.name) in title]
    if not (scenes or titled) and (told := _land_of_towns(earlier)) is not None:
        return told
    return next(reversed(scenes or titled or nations), None)


def _land_of_towns(earlier: list[PlaceMention]) -> PlaceMention | None:
    """The one country in which all the towns told of lie, where other countries only act."""
    lands = {m.country for m in earlier if m.role == "event" and m.kind is not Kind.COUNTRY and m.country}
    return _land(lands.pop(), "the country of the towns told of") if len(lands) == 1 else None


def _listed(document: Document, mention: PlaceMention, nations: list[PlaceMention]) -> bool:
    """Does it stand beside another country in its sentence?"""
    sentence = document.sentence_at(mention.span.start).span
    start, end = mention.span.start, mention.span.end
    return any(
        m is not mention and sentence.covers(m.span) and min(abs(m.span.start - end), abs(start - m.span.end)) <= BESIDE
        for m in nations
    )


def _site_of_town(document: Document, token: Token, mentions: tuple[PlaceMention, ...]) -> list[PlaceMention]:
    """As in "The airport" of the town spoken of before it."""
    earlier = [m for m in mentions if m.span.end <= token.idx and m.role == "event"]
    town = likeliest(document, token, [m for m in earlier if _has_sites(m)], mentions)
    if town is None:
        return []
    site = replace(
        _point(document, token, "exact", town), name=f"{town.name} {token.lower_}", within=town.name, place_id=None
    )
    return [replace(site, precision=Precision.EXACT, rule="anaphor/site of a town")]


def _has_sites(mention: PlaceMention) -> bool:
    """A town, or what the text alone tells of as one; no site itself."""
    unlisted = mention.kind is None and mention.precision in (Precision.PLACE, Precision.PART)
    return unlisted or (mention.kind is Kind.TOWN and mention.precision is not Precision.EXACT)


def _just_named(document: Document, token: Token, fits: list[PlaceMention]) -> list[PlaceMention]:
    """The towns of the sentence before "the city", where the last large one was named long before."""
    here = document.sentence_of(token.i).index
    back = {m.span.start: here - document.sentence_at(m.span.start).index for m in fits}
    if token.lower_ not in CITIES or any(_large(m) and back[m.span.start] <= RECENT for m in fits):
        return []
    return [m for m in fits if back[m.span.start] <= NEAR]


def _of_size(token: Token, fits: list[PlaceMention]) -> list[PlaceMention]:
    """Cities are large and towns and villages are not, where the gazetteer knows."""
    large = [m for m in fits if _large(m)]
    return large if token.lower_ in CITIES else [m for m in fits if m not in large]


def _point(document: Document, token: Token, label: str, antecedent: PlaceMention) -> PlaceMention:
    start = min([t.i for t in token.lefts if t.dep_ in ("det", "amod")] + [token.i])
    span = document.span_of(document.doc[start : token.i + 1])
    precision = antecedent.precision
    if label in ("place", "country", "admin1"):
        precision = Precision(label)
    before = [t.lower_ for t in document.doc[max(0, start - 2) : start]]
    if len(before) == 2 and before[0] in words().directions and before[1] in words().out_of:
        precision = Precision.AREA
    near = start > 0 and document.doc[start - 1].lower_ in words().near
    return replace(
        antecedent, span=span, phrase=span, precision=precision, role=ANAPHOR, rule=f"anaphor/{label}", near=near
    )
