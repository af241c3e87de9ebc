"""Topics: words that keep company in stories, so that "orchestra" speaks for a composer and "missile" for an army.

What is known of a sense rarely repeats the story's words; it mostly shares their topic. Data, in English, as packs are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log1p, sqrt

from backstory.text.normalise import stem

TOPICS: Mapping[str, str] = {
    "music": """
    album aria band brass chord choir composer concert concerto conductor drummer festival guitar guitarist lyrics
    melody musician musical opera operatic orchestra orchestral overture pianist piano playlist prelude quartet rapper
    recording rehearsal rock score sing singer soloist song songwriter soprano stage symphony tenor tune vinyl violin
    violinist vocal
    """,
    "screen": """
    actor actress animated audience blockbuster broadcast cast cinema comedy documentary drama episode film filmmaker
    hollywood movie oscar premiere producer screen screenplay sequel sitcom studio television theatre trailer
    """,
    "games": "arcade console franchise game gamer gaming level nintendo playstation player plumber puzzle video xbox",
    "sport": """
    athlete ball baseball basketball batsman bowler boxer boxing champion championship circuit coach cricket cup
    defender derby driver fixture football footballer forward goal goalkeeper golf grandprix gymnast halftime injury
    innings keeper lap league manager marathon match medal midfielder olympic opponent pitch player playoff podium
    race racing referee relegation rugby score season semifinal squad stadium striker substitute swimmer team tennis
    title tournament transfer trophy wicket winger
    """,
    "war": """
    ammunition armed armour army artillery attack battle battlefield bomb bombardment brigade casualty ceasefire
    civilian combat commander conflict defence defense deploy drone enemy fighter fighting front frontline guerrilla
    gunman insurgent invasion jihadist kill killed launcher mercenary militant militia military missile munition
    mutiny naval navy offensive paramilitary rebel recruit rocket shell shelling siege soldier strike tank troop truce
    war weapon wounded
    """,
    "money": """
    account asset bank banker bond borrow broker budget capital cash central contribution credit currency debt deposit
    dividend dollar earnings economy economist euro exchange finance financial fund growth income inflation interest
    invest investment investor loan market merger money mortgage pension portfolio price profit rate recession retire
    retirement revenue roth salary save saver saving share shareholder stock tariff tax taxable trade trader withdraw
    withdrawal
    """,
    "business": """
    acquire acquisition brand business ceo chain company competitor consumer corporate customer employee executive
    factory firm founder headquarters industry launch manufacturer manufacturing outlet owner platform plant product
    retail retailer rival sale seller shop shopper startup store subsidiary supplier supply vendor warehouse worker
    workforce
    """,
    "technology": """
    algorithm app artificial browser chatbot chip cloud code computer cyber data developer device digital encryption
    gadget hacker hardware internet laptop machine model network online phone privacy semiconductor server smartphone
    software technology user website
    """,
    "politics": """
    administration ally ambassador ballot bill cabinet campaign candidate chancellor coalition congress conservative
    constitution council debate democracy democrat democratic deputy diplomat diplomatic elect election electoral
    embassy foreign government governor lawmaker legislature liberal minister ministry opposition parliament
    parliamentary party policy political politician poll premier presidency president presidential prime referendum
    reform regime republican resign sanction secretary senate senator spokesman spokesperson summit treaty vote voter
    """,
    "law": """
    accuse acquit appeal arrest attorney charge charged convict conviction court crime criminal custody defendant
    detain evidence fraud guilty hearing indict indicted indictment investigate investigation investigator jail judge
    jury justice lawsuit lawyer murder plaintiff plea police prison prosecute prosecution prosecutor ruling sentence
    sentenced suspect testify trial tribunal verdict witness
    """,
    "troubles": """
    armalite belfast bomber bombing british catholic ceasefire decommission derry dublin hunger internment ireland
    irish loyalist nationalist paramilitary partition peace protestant provisional republican sectarian stormont sinn
    ulster unionist volunteer
    """,
    "influence": """
    account bot campaign disinformation election facebook fake farm hacker influence instagram interference kremlin
    meddling misinformation network online operation persona post propaganda russian social troll tweet twitter
    """,
    "space": """
    asteroid astronaut astronomer astronomy atmosphere comet cosmic crater exoplanet galaxy launch lunar mars mission
    moon orbit orbital planet planetary probe rocket rover satellite solar spacecraft star sun telescope universe
    """,
    "science": """
    bacteria biologist biology cell chemical chemist chemistry dna experiment fossil gene genetic genome laboratory
    molecule particle physicist physics protein quantum research researcher scientific scientist species study theory
    """,
    "health": """
    cancer clinic clinical death disease doctor dose drug epidemic health hospital illness infect infection medical
    medicine nurse outbreak pandemic patient pharmaceutical physician surgeon surgery symptom therapy treatment trial
    vaccinate vaccination vaccine virus
    """,
    "nature": """
    animal basin bird climate coast coral creek deforestation delta drought emission environment farmer fish flood
    forest glacier habitat heat hurricane jungle lake mountain ocean rainfall rainforest reef river sea storm
    temperature tributary tropical valley volcano waterfall weather wildfire wildlife
    """,
    "city": """
    borough bridge bus city commuter council district downtown harbour highway housing inhabitant kilometre mayor
    metro mile motorway municipal neighbourhood port resident road skyline street suburb town train tram village
    """,
    "land": """
    border capital citizen coast colony continent country county empire independence island kingdom land nation
    national neighbour people population province region republic sovereign state territory tourist visa
    """,
    "faith": """
    archbishop bishop buddhist cardinal cathedral catholic christian church faith god goddess hindu holy imam islamic
    jewish monastery monk mosque muslim orthodox pilgrim pilgrimage pope prayer priest rabbi religion religious sacred
    saint synagogue temple vatican worship
    """,
    "books": """
    article author biography book bookshop chapter columnist editor editorial essay fiction journal journalism
    journalist library literary literature magazine memoir newspaper novel novelist poem poet poetry publish publisher
    reader reporter writer
    """,
}


@lru_cache(maxsize=1)
def _topics_by_term() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for topic, words in TOPICS.items():
        for term in {stem(word) for word in words.split()}:
            found.setdefault(term, []).append(topic)
    return {term: tuple(topics) for term, topics in found.items()}


def topics_of(terms: Iterable[str]) -> dict[str, float]:
    """How far each topic is touched by these folded words, as a vector of length one; empty where none is."""
    by_term = _topics_by_term()
    counts: dict[str, int] = {}
    for term in terms:
        for topic in by_term.get(term, ()):
            counts[topic] = counts.get(topic, 0) + 1
    weights = {topic: log1p(count) for topic, count in counts.items()}
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {topic: weight / length for topic, weight in weights.items()} if length else {}


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How alike two topic vectors are: their cosine, 0..1."""
    return sum([weight * one[topic] for topic, weight in other.items() if topic in one])
