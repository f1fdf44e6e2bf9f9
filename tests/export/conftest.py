"""A small record made by hand: two villages, a monitor, a ministry, a neighbour with a name, and what is hostile."""

from datetime import UTC, date, datetime

import pytest

from fogline.core.claim import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Group,
    Measure,
    Mention,
    Polarity,
    Precision,
    Qualifier,
    Quantity,
    Quote,
    Status,
    Victim,
)
from fogline.core.interval import Count, Days
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.core.report import Report
from fogline.core.span import Span
from fogline.export import About, Told, make_edition

MONITOR, MINISTRY = "Syrian Observatory for Human Rights", "Syrian army"
NEIGHBOUR = "Yusuf al-Qadri"
VICTIMS = ("Samira Haddad", "Omar Khatib")
DAY = date(2021, 3, 4)
SARMIN = ClaimPlace("Sarmin", "Sarmin", Precision.PLACE, "Idlib", "SY")
SARAQIB = ClaimPlace("the town of Saraqib", "Saraqib", Precision.PLACE, "Idlib", "SY")
CLINIC = ClaimPlace("the al-Nour clinic", "al-Nour clinic", Precision.EXACT, "Idlib", "SY", "Saraqib")
ALEPPO = ClaimPlace("Aleppo", "Aleppo", Precision.PLACE, "Aleppo", "SY")

TEXTS = {
    "strike-on-sarmin-1": (
        "Orontes Wire",
        "2021-03-04",
        "Raid on Sarmin kills seven",
        "Warplanes struck the market of Sarmin on Thursday and killed at least seven civilians, the Syrian Observatory for "
        "Human Rights said. Samira Haddad, 34, a teacher, and Omar Khatib were among the dead. Yusuf al-Qadri, a "
        "neighbour from Kafr Batna, said he saw two jets at 35.9033, 36.7258.",
    ),
    "agency-2": (
        "=HYPERLINK(1)",
        "2021-03-05",
        '<script>alert("x")</script> Army denies',
        "The Syrian army denied that it had bombed Sarmin. It said five fighters were killed there on Thursday.",
    ),
    "bulletin/3": (
        "Levant Bulletin",
        "2021-03-06T08:00:00+00:00",
        "",
        "Seven people were killed in Sarmin on Thursday, medics said. Rebels captured Saraqib on Friday. "
        "Shells hit the al-Nour clinic in Saraqib on Friday and wounded 3 to 5 people, medics said. "
        "Russia backed the Syrian government. عاش أبو ليلى في سرمين.",
    ),
    "notes-4": ("Orontes Wire", "2021-03-06", "", "Gunmen killed two men, residents said."),
}


def quote(text, words):
    start = text.index(words)
    return Quote(Span(start, start + len(words)), words)


def killed(low, high, text, status=Status.CIVILIAN, measure=Measure.KILLED, who="civilians"):
    qualifier = Qualifier.EXACT if low == high else Qualifier.AT_LEAST
    return Quantity(measure, text, Count(low, high), qualifier, Group(who, (), status))


def on(day, text=None):
    return ClaimTime(text, Days.on(day), "stated")


def claims_of(name):
    text = TEXTS[name][3]
    said = Days.on(date.fromisoformat(TEXTS[name][1][:10]))
    by = (Attribution(MONITOR, "the Syrian Observatory for Human Rights", "said", None, said),)
    neighbour = (Attribution(NEIGHBOUR, "Yusuf al-Qadri, a neighbour", "said", None, said),)
    army = (Attribution(MINISTRY, "The Syrian army", "denied", None, said),)
    medics = (Attribution("medics", "medics", "said", None, said),)
    jets = (Mention("Warplanes", ("Syrian Air Force",)),)
    at = on(DAY, "on Thursday")
    friday = on(date(2021, 3, 5), "on Friday")
    if name == "strike-on-sarmin-1":
        first = text[: text.index(", the Syrian Obs")]
        return (
            Claim("c1", ClaimType.AIR_STRIKE, quote(text, first), (), by, agents=jets, places=(SARMIN,), time=at,
                  instruments=("warplanes",), quantities=(killed(7, None, "at least seven"),)),
            Claim("c2", ClaimType.TOLL, quote(text, "Samira Haddad, 34, a teacher, and Omar Khatib were among the dead"), (), by,
                  places=(SARMIN,), time=at,
                  victims=(Victim("Samira Haddad, 34, a teacher", "Samira Haddad", "34", "female", "teacher"),
                           Victim("Omar Khatib", "Omar Khatib"))),
            Claim("c3", ClaimType.AIR_STRIKE, quote(text, "he saw two jets at 35.9033, 36.7258"), (), neighbour, agents=jets,
                  places=(SARMIN,), time=at),
        )  # fmt: skip
    if name == "agency-2":
        return (
            Claim("c1", ClaimType.DENIAL, quote(text, "The Syrian army denied that it had bombed Sarmin"), (), army,
                  agents=(Mention("The Syrian army", (MINISTRY,)),), places=(SARMIN,), time=ClaimTime(None, said)),
            Claim("c2", ClaimType.AIR_STRIKE, quote(text, "it had bombed Sarmin"), (), army, polarity=Polarity.DENIED,
                  agents=(Mention("it", (MINISTRY,)),), places=(SARMIN,), time=at),
            Claim("c3", ClaimType.AIR_STRIKE, quote(text, "five fighters were killed there on Thursday"), (), army,
                  places=(SARMIN,), time=at, quantities=(killed(5, 5, "five", Status.COMBATANT, who="fighters"),)),
        )  # fmt: skip
    if name == "notes-4":
        men = killed(2, 2, "two", Status.UNKNOWN, who="men")
        return (Claim("c1", ClaimType.ATTACK, quote(text, "Gunmen killed two men"), quantities=(men,)),)
    return (
        Claim("c1", ClaimType.AIR_STRIKE, quote(text, "Seven people were killed in Sarmin on Thursday"), (), medics,
              places=(SARMIN,), time=at, quantities=(killed(7, 7, "Seven", Status.UNKNOWN, who="people"),)),
        Claim("c2", ClaimType.CAPTURE, quote(text, "Rebels captured Saraqib on Friday"),
              agents=(Mention("Rebels", ("Syrian rebels",)),), targets=(Mention("the army", (MINISTRY,)),),
              places=(SARAQIB,), time=friday),
        Claim("c3", ClaimType.SHELLING, quote(text, "Shells hit the al-Nour clinic in Saraqib on Friday and wounded 3 to 5 people"),
              (), medics, places=(CLINIC,), time=friday,
              quantities=(Quantity(Measure.WOUNDED, "3 to 5", Count(3, 5), Qualifier.BETWEEN,
                                   Group("people", (), Status.UNKNOWN)),)),
        Claim("c4", ClaimType.SUPPORT, quote(text, "Russia backed the Syrian government"),
              agents=(Mention("Russia", ("Government of Russia",)),),
              targets=(Mention("the Syrian government", ("Government of Syria",)),), time=friday),
    )  # fmt: skip


def told():
    for n, (name, (outlet, published, title, text)) in enumerate(TEXTS.items()):
        url = f"https://{outlet.split()[0].lower().strip('=(1)')}.example/2021/{name}/samira-haddad-sarmin"
        report = Report(name, text, outlet, published, title, "SARMIN" if n == 0 else None, url, archive=None)
        yield Told(report, claims_of(name), f"2021-03-0{n + 5}T10:00:00+00:00", "0.1.0+test")


def judgement(n, verb, report, words="", **more):
    span = Span(0, 0) if not words else quote(TEXTS[report][3], words).span
    at = datetime(2021, 3, 7, 12, n, tzinfo=UTC)
    return Judgement(
        f"j{n}", verb, "maria", at, more.pop("reason", "checked by hand"), Anchor(report, span, words, **more)
    )


JUDGEMENTS = (
    judgement(1, Verb.ACCEPT, "bulletin/3", "Rebels captured Saraqib on Friday", type="capture", reason="audit"),
    judgement(2, Verb.REJECT, "notes-4", "Gunmen killed two men", type="attack", reason="audit"),
    judgement(3, Verb.NOTE, "strike-on-sarmin-1", reason="Samira Haddad's brother Nabil called from Sarmin"),
)


@pytest.fixture(scope="session")
def edition():
    about = About(licence="CC BY 4.0", reader="0.1.0+test", accuracy="1 of 2 claims drawn at random were right")
    return make_edition(told(), JUDGEMENTS[2:], about)


@pytest.fixture(scope="session")
def judged():
    return make_edition(told(), JUDGEMENTS, About())


@pytest.fixture(scope="session")
def out(tmp_path_factory):
    """``out(name, view)``: the exported file or folder."""
    from fogline.export import get
    from fogline.export.write import write

    def put(name, view, to=None):
        exporter = get(name)
        target = to or tmp_path_factory.mktemp(name) / f"x{exporter.endings[0] if exporter.single else ''}"
        list(write(exporter, view, target))
        return target

    return put
