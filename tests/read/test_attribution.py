"""Who says what: one table of constructions, the vocabulary's own examples both ways, and what must always hold."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline import vocab
from fogline.core.claim import Stance
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.read.actors import Actors
from fogline.read.attribution import Attributions, Kind, Voice
from fogline.read.document import Document, parse
from fogline.read.times import Times


def built(document: Document) -> Attributions:
    return Attributions(document, Actors(document), Times(document))


@cache
def read(text: str, outlet: str = "Daily Wire", title: str = "") -> Attributions:
    report = Report(id="r", text=text, outlet=outlet, published="2022-05-12", title=title)
    return built(next(iter(parse([report]))))


def voice(text: str, trigger: str, outlet: str = "Daily Wire", title: str = "") -> Voice:
    """The voice behind the first token that reads ``trigger``, with its sentence as the clause."""
    found = read(text, outlet, title)
    at = text.index(trigger)
    token = found.document.token_at(at)
    return found.of(token.i, found.document.sentence_at(at).span)


def origins(v: Voice) -> list[str]:
    return [a.source for a in v.chain]


# (text, trigger, who says it: a part of each link's name, originator first; [] is the article)
SAID = [
    # some of those told of, beside the speaker
    (
        "Four miners were killed, two of them in a clinic when the power failed, the rescue service said.",
        "killed",
        ["rescue service"],
    ),
    # the outlet on its own report
    ("A correction to the report said that the bridge collapsed on Friday.", "collapsed", []),
    ("An earlier version of this story said that the bridge collapsed.", "collapsed", []),
    ("A version of the mayor's story said that the bridge collapsed.", "collapsed", ["version"]),
    # a name that ends in brackets
    (
        "The bridge collapsed near Derna, the Libyan Observatory for Ports (LOP) said on Friday.",
        "collapsed",
        ["Libyan Observatory for Ports"],
    ),
    (
        "The Ports and Bridges Monitoring Group (PBMG) said on Friday that it collapsed.",
        "collapsed",
        ["Monitoring Group"],
    ),
    (
        "The bridge collapsed and the harbour closed, the Emergency Lawyers (EL) said.",
        "collapsed",
        ["Emergency Lawyers"],
    ),
    ("The bridge collapsed, Salma Adem (45) said on Friday.", "collapsed", ["Salma Adem"]),
    # indirect, before and after
    ("The mayor of Derna said that the bridge collapsed on Friday.", "collapsed", ["mayor of Derna"]),
    ("The bridge collapsed on Friday, the mayor of Derna said.", "collapsed", ["mayor of Derna"]),
    ("The bridge collapsed on Friday, said the mayor of Derna.", "collapsed", ["mayor of Derna"]),
    ("The bridge collapsed on Friday, said a 34-year-old teacher.", "collapsed", ["a 34-year-old teacher"]),
    (
        "At least six people were hurt in Derna, among them two children, regional governor Salma Adem wrote.",
        "hurt",
        ["Salma Adem"],
    ),
    (
        "In Derna, at least 46 people were hurt, among them two children, regional governor Salma Adem wrote on Telegram.",
        "hurt",
        ["Salma Adem"],
    ),
    ("Troops began what the mayor called a raid, killing six.", "killing", []),
    (
        "Six died, according to the Derna Courier, and ten people were hurt, the ministry said.",
        "died",
        ["Derna Courier"],
    ),
    ("Six died, according to the Derna Courier, and ten people were hurt, the ministry said.", "hurt", ["ministry"]),
    ("Reports that the bridge collapsed were fabricated, the mayor said.", "collapsed", ["mayor"]),
    ("The bridge, a military source said, collapsed on Friday.", "collapsed", ["military source"]),
    ("In the south, a military source said, troops captured two hills.", "captured", ["military source"]),
    ("As a military source said, troops captured two hills.", "captured", ["military source"]),
    ("Troops captured two hills, as a military source put it.", "captured", ["military source"]),
    ("Officials in Bamako say rebels burned the depot.", "burned", ["fficials in Bamako"]),
    ("A doctor at the hospital told reporters that nine people died.", "died", ["doctor"]),
    ("Residents said they fled the village overnight.", "fled", ["esidents"]),
    ("A military source has said that rebels shelled the port.", "shelled", ["military source"]),
    ("Rebels shelled the port and burned two boats, a military source said on Tuesday.", "burned", ["military source"]),
    # according to
    ("According to a security official, gunmen ambushed the convoy.", "ambushed", ["security official"]),
    ("Gunmen ambushed the convoy, according to a security official.", "ambushed", ["security official"]),
    ("Gunmen ambushed the convoy near Gao, killing six, according to local residents.", "killing", ["local residents"]),
    ("Gunmen, according to a security official, ambushed the convoy.", "ambushed", ["security official"]),
    # direct and mixed
    ('"We shelled the ridge for two hours," a rebel commander said.', "shelled", ["rebel commander"]),
    ('"We shelled the ridge for two hours," said a rebel commander.', "shelled", ["rebel commander"]),
    ('A rebel commander said: "We shelled the ridge for two hours."', "shelled", ["rebel commander"]),
    ('"They fled. We shelled the ridge," a rebel commander said.', "fled", ["rebel commander"]),
    ('"They fled," a rebel commander said. "We shelled the ridge all night."', "shelled", ["rebel commander"]),
    ('A rebel commander said his men "shelled the ridge for two hours" before dawn.', "shelled", ["rebel commander"]),
    (
        'Asked about the ridge, a rebel commander told AFP: "We shelled it for two hours."',
        "shelled",
        ["rebel commander"],
    ),
    (
        "\u201cThey fled from the ridge,\u201d a rebel commander said.\n\n\u201cThen we shelled the valley.\u201d",
        "shelled",
        ["rebel commander"],
    ),
    (
        '"They fled from the ridge to the east.\n\n"Then we shelled the valley," a rebel commander said.',
        "fled",
        ["rebel commander"],
    ),
    # statements
    ("In a statement, the defence ministry said that a drone struck the depot.", "struck", ["inistry"]),
    ("A drone struck the depot, the defence ministry said in a statement.", "struck", ["inistry"]),
    ("A statement by the rebel council said a drone struck the depot.", "struck", ["rebel council"]),
    # told an outlet: the outlet is no link
    ("A medic told AFP that nine people died.", "died", ["medic"]),
    # chains
    (
        "State television, quoting a military source, said a drone struck the depot.",
        "struck",
        ["military source", "elevision"],
    ),
    (
        "A drone struck the depot, state television reported, citing a military source.",
        "struck",
        ["military source", "elevision"],
    ),
    ("The newspaper quoted a doctor as saying that nine people died.", "died", ["doctor", "newspaper"]),
    ("The newspaper cited a doctor as saying that nine people died.", "died", ["doctor", "newspaper"]),
    ("A doctor was quoted as saying by the newspaper that nine people died.", "died", ["doctor", "newspaper"]),
    ("The newspaper reported that activists said a drone struck the depot.", "struck", ["activists", "newspaper"]),
    # infinitives, gerunds, nouns
    ("The rebels claimed to have captured the barracks.", "captured", ["ebels"]),
    ("The rebels announced capturing the barracks.", "capturing", ["ebels"]),
    ("The ministry announced the capture of the barracks.", "capture", ["inistry"]),
    ("The claim by the rebels that they shelled the port could not be checked.", "shelled", ["ebels"]),
    ("There were reports of shelling near the port.", "shelling", ["reports"]),
    ("Activists posted a video of the burning depot, saying rebels shelled it.", "shelled", ["ctivists"]),
    # participles go on with the speaker
    ("A military source said that troops reached the dam, adding that rebels fled.", "fled", ["military source"]),
    ("Comments came from a military source, who stressed that rebels fled.", "fled", ["military source"]),
    # beside one another
    ("A medic said nine people died, while a police officer said gunmen fled.", "died", ["medic"]),
    ("A medic said nine people died, while a police officer said gunmen fled.", "fled", ["police officer"]),
    # pronouns and short forms
    ("A military source said troops reached the dam. The source added that rebels fled.", "fled", ["military source"]),
    ("Troops captured two hills, the rebel council said. It said that nine people died.", "died", ["rebel council"]),
    ("Nine people died, doctor Amina Sall said. Gunmen fled, she added.", "fled", ["Amina Sall"]),
    # text that lost its marks
    ("Rebels shelled the port a military source said on Tuesday.", "shelled", ["military source"]),
    ("A drone struck the depot killing six guards a security official told AFP.", "struck", ["security official"]),
    ("Gunmen ambushed a convoy near Gao on Friday activists reported.", "ambushed", ["ctivists"]),
    # a speaker glued to the words before it
    ("Rebels killed nine guards near the border with Chad a group monitoring the war said.", "killed", ["group"]),
    (
        "Gunmen burned a clinic and wounded six nurses a medical source and residents said.",
        "burned",
        ["medical source"],
    ),
    ("Troops shot ten farmers in a field near the town of Kutum local media reported.", "shot", ["local media"]),
    ("Shells killed a dozen people in the port of Kismayo activists in the town reported.", "killed", ["activists"]),
    ("The Observatory based in Britain said 45 men were killed.", "killed", ["Observatory"]),
    ("According to the Observatory heavy shelling hit the port on Monday.", "shelling", ["Observatory"]),
    # no speaker at all
    ("Jets believed to be Russian struck a depot near Gao.", "struck", []),
    ("The rebels hold 300 men estimated at six brigades.", "hold", []),
    # what cannot speak leaves the word to the last speaker
    ("State radio reported the blast, saying four people died.", "died", ["radio"]),
    ("The mayor said gunmen had entered the suburb, but denied that they shelled the port.", "shelled", ["mayor"]),
    # tolls
    ("The Observatory gave a lower toll of 31 people killed.", "killed", ["Observatory"]),
    # the sentence goes on
    ("The monitor said rebels took two hills, while the clashes continued near the dam.", "clashes", ["monitor"]),
    ("Nine people died, local residents said. Dozens were also wounded in the blast.", "wounded", ["local residents"]),
    # bodies that act
    (
        "Nine people died, the mayor said. The Yemen Data Project has published a list. It says gunmen fled.",
        "fled",
        ["Yemen Data Project"],
    ),
    # a person who acts need not have spoken before
    (
        "Nine people died, Amina Sall told reporters. Boris Petrov lost two sons in the raid. He said gunmen fled.",
        "fled",
        ["Boris Petrov"],
    ),
    # people of the press are sources where they are nobody's
    ("A journalist in Kharkiv said a drone struck the depot.", "struck", ["journalist"]),
    ("The rescue team said nine people died.", "died", ["team"]),
    ("The correspondent said nine people died.", "died", []),
    # counts
    ("The Yemen Data Project recorded 42 air raids on Saada in May.", "raids", ["Yemen Data Project"]),
    ("The health ministry put the death toll in Gaza at 42.", "toll", ["inistry"]),
    ("The city recorded its coldest day.", "recorded", []),
    # spoken of, described
    ("Residents of Omdurman spoke of heavy shelling.", "shelling", ["esidents"]),
    ("Residents of Omdurman described seeing drones strike the depot.", "strike", ["esidents"]),
    # quoted after what they said
    ("Six people were killed, Reuters quoted police as saying.", "killed", ["olice", "Reuters"]),
    ("Six people were killed, police were quoted as saying by Reuters.", "killed", ["olice", "Reuters"]),
    # per
    ("Per the governor, two people were wounded in Kherson.", "wounded", ["governor"]),
    ("Two people are wounded per day in Kherson.", "wounded", []),
    # marks alone
    ("Zelensky: Russian forces shelled Nikopol.", "shelled", ["Zelensky"]),
    ("The governor via Telegram: two people were wounded in Kherson.", "wounded", ["governor"]),
    ("Gao: four soldiers were killed.", "killed", []),
    ("Four soldiers were killed near Gao - AFP", "killed", ["AFP"]),
    ("Four soldiers were killed near Gao (Reuters).", "killed", ["Reuters"]),
    ("Four soldiers were killed by the Sudanese Armed Forces (SAF).", "killed", []),
    # a relative clause ends where its noun's verb begins
    ("The strike, which Moscow denied carrying out, killed nine people.", "killed", []),
    ("The strike, which residents said hit a market, killed nine people.", "hit", ["esidents"]),
    ("The blast killed three people, the mayor said, and destroyed a bridge.", "destroyed", ["mayor"]),
    # nobody wrote it, nobody said it
    ("Reports from Zamfara said gunmen kidnapped six farmers.", "kidnapped", ["eports from Zamfara"]),
    ("There was no immediate comment from Israel.", "comment", []),
    ("The raid drew condemnation from Norway.", "condemnation", ["Norway"]),
    # carried over
    ("Nine people died near Gao, local residents said. Another man was shot on Sunday.", "shot", ["local residents"]),
    (
        "The rebels fled at dawn a military source told AFP. We shelled the ridge for two hours.",
        "shelled",
        ["military source"],
    ),
    # "US" is nobody's "us"
    ("The US said rebels shelled the port.", "shelled", ["United States"]),
    # a fragment that counts on, a figure parted, a verb that goes on after the cue
    ("Nine people were hurt, the mayor said, three of them in shelling.", "shelling", ["mayor"]),
    ("The mayor has counted 40 dead since the raid.", "dead", ["mayor"]),
    ("At least 32 people died in Goma, the mayor said. The dead include 14 children.", "include", ["mayor"]),
    ("At least 32 people died in Goma, the mayor said. The dead were buried.", "buried", []),
    ("Rebels took the hill, two medics said, and seized the bridge.", "seized", ["medics"]),
    # who said one thing says the next, and who is told of as an adviser speaks, not whom he advises
    ("The junta denied that gunmen had entered Kidal and called the raid a lie.", "called", ["Mali"]),
    ("It follows remarks by Ali Bly, adviser to the Prime Minister, who said troops fled.", "fled", ["Ali Bly"]),
    ("An adviser to the Iraqi Prime Minister said that troops fled.", "fled", ["adviser"]),
    # nobody's comment is no word on what stands before it
    ("Rockets hit the hall, the monitor said. The rebels have not commented.", "hit", ["monitor"]),
    # the article's own voice
    ("Rebels shelled the port on Tuesday.", "shelled", []),
    ("A military source said troops reached the dam. Nine people died in the city on Friday.", "died", []),
    ("It was reported that rebels shelled the port.", "shelled", []),
    ("The Daily Wire's correspondent said that rebels shelled the port.", "shelled", []),
    ("Police said gunmen fled. The blast claimed nine lives.", "claimed", []),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), SAID, ids=lambda v: str(v)[:60])
def test_who_says_it(text: str, trigger: str, expected: list[str]) -> None:
    found = origins(voice(text, trigger))
    assert len(found) == len(expected), found
    for name, part in zip(found, expected, strict=True):
        assert part.lower() in name.lower(), found


# (text, trigger, stance)
STANCES = [
    ("The rebels claimed that a drone struck the depot.", "struck", Stance.ALLEGED),
    ("The army said that a drone struck the depot.", "struck", Stance.ASSERTED),
    ("A drone reportedly struck the depot.", "struck", Stance.ALLEGED),
    ("A drone allegedly struck the depot.", "struck", Stance.ALLEGED),
    ("It was reported that a drone struck the depot.", "struck", Stance.ALLEGED),
    ("Gunmen are believed to have fled the town.", "fled", Stance.ALLEGED),
    ("The mayor accused the militia of burning two villages.", "burning", Stance.ALLEGED),
    ("The mayor accused the militia of burning two villages.", "accused", Stance.ASSERTED),
    ("There were unconfirmed reports of shelling near the port.", "shelling", Stance.ALLEGED),
    ("A drone struck the depot.", "struck", Stance.ASSERTED),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), STANCES, ids=lambda v: str(v)[:60])
def test_stance(text: str, trigger: str, expected: Stance) -> None:
    assert voice(text, trigger).stance is expected


CHANNELS = [
    ("A drone struck the depot, the defence ministry said in a statement.", "struck", "statement"),
    ("The mayor wrote on Facebook that a drone struck the depot.", "struck", "Facebook"),
    ("The mayor said on Telegram that a drone struck the depot.", "struck", "Telegram"),
    ("The mayor told a news conference that a drone struck the depot.", "struck", "news conference"),
    ("The mayor said at a press conference that a drone struck the depot.", "struck", "press conference"),
    ("The mayor said in an interview that a drone struck the depot.", "struck", "interview"),
    ("The mayor said by phone that a drone struck the depot.", "struck", "telephone"),
    ("A medic told AFP that a drone struck the depot.", "struck", "AFP"),
    ("In a statement, the defence ministry said that a drone struck the depot.", "struck", "statement"),
    ("A medic told reporters that a drone struck the depot.", "struck", None),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CHANNELS, ids=lambda v: str(v)[:60])
def test_channel(text: str, trigger: str, expected: str | None) -> None:
    assert voice(text, trigger).chain[0].channel == expected


ACTS = [
    ("The mayor accused the militia of burning two villages.", "accused", Kind.ACCUSE, "mayor", "militia"),
    ("The mayor blamed the militia for the blaze.", "blamed", Kind.ACCUSE, "mayor", "militia"),
    ("The mayor condemned the raid on the clinic.", "condemned", Kind.ACCUSE, "mayor", None),
    ("The mayor demanded an end to the siege.", "demanded", Kind.DEMAND, "mayor", None),
    ("The mayor called on both sides to stop firing.", "called", Kind.DEMAND, "mayor", "sides"),
    ("The mayor urged the militia to stop firing.", "urged", Kind.DEMAND, "mayor", "militia"),
    ("The mayor threatened to blow up the dam.", "threatened", Kind.THREATEN, "mayor", None),
    ("The mayor vowed to retake the port.", "vowed", Kind.THREATEN, "mayor", None),
    ("The mayor warned that the truce was fraying.", "warned", Kind.THREATEN, "mayor", None),
    ("The mayor praised the mediators.", "praised", Kind.SUPPORT, "mayor", None),
    ("The mayor denied that guards shelled the market.", "denied", Kind.DENY, "mayor", None),
    ("The mayor rejected the accusation.", "rejected", Kind.DENY, "mayor", None),
]


@pytest.mark.parametrize(("text", "cue", "kind", "speaker", "addressee"), ACTS, ids=lambda v: str(v)[:60])
def test_speech_acts_are_sayings_of_their_kind(
    text: str, cue: str, kind: Kind, speaker: str, addressee: str | None
) -> None:
    found = read(text)
    saying = next(s for s in found.sayings if found.document.doc[s.cue_token].text == cue)
    assert saying.kind is kind
    assert speaker in saying.chain[0].source
    assert [speaker in name for name in origins(voice(text, cue))] == [True]
    if addressee is not None:
        assert saying.addressee_head is not None
        assert found.document.doc[saying.addressee_head].text == addressee


PAGE = "Minister visits the camp\n\nThe foreign minister, Ada Holm, said:\n\n{}\n\nWe condemn the raid.\n\nNotes to editors\n\nThe camp opened in May."


def test_a_colon_opens_a_page_in_the_first_person() -> None:
    text = PAGE.format("I am appalled that gunmen shelled the camp.")
    assert "Holm" in origins(voice(text, "shelled"))[0]
    assert "Holm" in origins(voice(text, "condemn"))[0]
    assert voice(text, "opened").chain == ()


def test_the_headline_may_name_the_speaker_of_the_whole_page() -> None:
    text = "I condemn the raid. Gunmen shelled the camp and we will help the families."
    assert origins(
        voice(text, "shelled", "Foreign Ministry", "Statement by Foreign Minister Ada Holm on the raid")
    ) == ["Ada Holm"]


def test_joint_speakers_give_one_chain_each() -> None:
    found = voice("Norway and Sudan said that gunmen shelled the camp.", "shelled")
    names = [found.chain[0].source, *(c[0].source for c in found.also)]
    assert any("Norway" in n for n in names)
    assert any("Sudan" in n for n in names)


def test_a_speaker_named_by_position_shares_the_word() -> None:
    said = voice("Gunmen burned a clinic and wounded six nurses a medical source and residents said.", "burned")
    assert [[a.source for a in chain] for chain in said.also] == [["residents"]]


def test_a_lead_told_again_has_the_source_of_the_telling() -> None:
    text = "Nine people died in a raid on Kutum.\n\nA medic said that nine people died in the raid on Kutum on Friday."
    found = read(text)
    again = text.index("nine people")
    told = found.retold([Span(again, len(text))])
    assert told is not None
    assert [a.source for a in told.chain] == ["a medic"]
    assert found.retold([Span(0, 30)]) is None


def test_a_day_of_saying_is_kept() -> None:
    said = voice("The army said on Tuesday that rebels shelled the port.", "shelled").chain[0].said
    assert said is not None
    assert str(said.start) == "2022-05-10"


GROUPS = {str(g["group"]): g for g in vocab.load("en/reporting_verbs.yaml")}


def groups_of(text: str) -> set[str]:
    return {s.rule.split("+")[0] for s in read(text).sayings}


@pytest.mark.parametrize(("group", "text"), [(n, t) for n, g in GROUPS.items() for t in g["yes"]], ids=str)
def test_each_group_of_verbs_reports_in_its_examples(group: str, text: str) -> None:
    assert group in groups_of(text)


@pytest.mark.parametrize(("group", "text"), [(n, t) for n, g in GROUPS.items() for t in g["no"]], ids=str)
def test_no_group_of_verbs_reports_in_its_counterexamples(group: str, text: str) -> None:
    assert group not in groups_of(text)


OTHER = vocab.load("en/reporting.yaml")


@pytest.mark.parametrize("section", ["prepositions", "citing", "being"])
def test_the_cues_that_are_no_verbs(section: str) -> None:
    for group in OTHER[section]:
        assert all(group["group"] in groups_of(text) for text in group["yes"])
        assert not any(group["group"] in groups_of(text) for text in group["no"])


def hedged(text: str) -> bool:
    found = read(text)
    verbs = [t.i for t in found.document.doc if t.pos_ in ("VERB", "AUX")]
    return any(found.of(i, Span(0, len(text))).stance is Stance.ALLEGED for i in verbs)


def test_hedges_both_ways() -> None:
    for group in OTHER["hedges"]:
        assert all(hedged(text) for text in group["yes"]), group["group"]
        assert not any(hedged(text) for text in group["no"]), group["group"]


PIECES = st.sampled_from(
    [
        "The army",
        "said",
        "that",
        '"',
        "\u201c",
        "\u201d",
        ",",
        ".",
        ":",
        "\n",
        "\n\n",
        "according to",
        "he",
        "rebels",
        "fled",
        "claimed",
        "to",
        "have",
        "was",
        "reported",
        "by",
        "a source",
        "told",
        "AFP",
        "quoting",
        "as saying",
        "and",
        "while",
        "reports of",
        "shelling",
        "(",
        ")",
        "I",
        "we",
        "condemn",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read_without_failing_and_spans_are_verbatim(text: str) -> None:
    document = next(iter(parse([Report(id="r", text=text)])))
    found, again = built(document), built(document)
    assert found.sayings == again.sayings
    for saying in found.sayings:
        spans: list[Any] = [saying.cue, saying.source, *saying.content]
        assert all(s is None or 0 <= s.start < s.end <= len(text) for s in spans)
        assert all(a.text is None or a.text in text for a in saying.chain)
    for token in document.doc:
        clause = Span(token.idx, token.idx + len(token))
        assert found.of(token.i, clause) == again.of(token.i, clause)
