"""Words that help to tell names from prose, as data. All folded."""

from __future__ import annotations

# Particles of persons' names: "Ursula von der Leyen", "Lula da Silva", "Mohammed bin Salman".
PARTICLES = frozenset(
    """
    de del della der den di da do dos du la le el al bin ben ibn bint van von zu ter ten af av
    """.split()
)

# Small words that may stand inside other names, by language: "Bank of England", "Banco de la Nación".
_JOINING = {
    "de": "von vom zu zur und für der des",
    "en": "of the for and on in at",
    "es": "de del la las los el y e en para",
    "fr": "de du des la le les et d l en pour",
    "it": "di del della dei delle e per",
    "nl": "van de der den het voor en",
    "pt": "de do da dos das e para",
}
_PARTICLES_THAT_ARE_ARTICLES = {"de": frozenset(["der", "den"]), "fr": frozenset(["la", "le"])}


def connectors(language: str) -> frozenset[str]:
    """Lower-case words that may stand inside a name in texts of a language (its primary subtag)."""
    own = frozenset(_JOINING.get(language, _JOINING["en"]).split())
    return own | PARTICLES - _PARTICLES_THAT_ARE_ARTICLES.get(language, frozenset())


# In any language: what cannot end a name, whatever joins it.
CONNECTORS = PARTICLES.union(*(words.split() for words in _JOINING.values()))

# Capitals that say who someone is, not what they are called: "Foreign Secretary James Cleverly".
TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness king queen prince princess pope president
    vice premier prime minister chancellor secretary foreign interior defence defense finance health justice home
    treasury deputy acting former senator sen representative rep congressman congresswoman governor gov mayor judge
    general gen colonel col major maj captain capt lieutenant lt admiral adm commander sergeant sgt chief chairman
    chairwoman chair director spokesman spokeswoman spokesperson ambassador envoy commissioner chairperson ceo cfo
    coach manager speaker leader head attorney reverend rev bishop archbishop cardinal imam ayatollah sheikh sultan
    emir crown first state national security adviser advisor officer press inspector detective señor señora don doña
    presidente ministro herr frau präsident bundeskanzler kanzler monsieur madame président présidente ministre
    señorita
    """.split()
)

# Abbreviations whose full stop ends no sentence.
ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof st ste sen rep gov gen lt col maj capt sgt adm cmdr rev hon jr sr mt ft no vs inc co corp ltd
    dept univ approx est
    """.split()
)

# Capitals in the middle of a sentence that name nothing.
ARTICLES = frozenset({"the", "a", "an", "i"})

# Words that begin sentences without naming anything.
OPENERS = frozenset(
    "the a an this that these those it its he she they we i you his her their our my your us them him me there here "
    "what when where "
    "who whom whose which why how if as at by for from in into of on onto to with without within under over after "
    "before during since until while although though because but and or nor so yet then thus also however moreover "
    "meanwhile instead still even only just not no yes all any both each every few many more most much other some such "
    "one two three four five six seven eight nine ten first second third last next another several according despite "
    "although amid among about above across against along around behind below beneath beside between beyond near off "
    "past through throughout toward towards upon like unlike than once whether unless is are was were be been being do "
    "does did has have had can could may might must shall should will would let earlier later today yesterday tomorrow "
    "now never always often sometimes perhaps maybe asked speaking writing following including calling saying adding "
    "police officials critics experts people reports sources analysts residents investors officials local "
    # Spanish, French, German, Italian, Portuguese, Dutch
    """
    el la los las un una unos unas lo le les des der die das ein eine einer dem den und oder aber nicht mit von auf
    für im am zum zur bei nach aus über unter vor seit während wie wenn dass es er sie wir ihr ich du il elle ils
    elles nous vous je tu on ce cette ces dans sur sous avec sans par pour mais donc selon según pero como cuando
    donde también además sin con por para entre desde hasta sobre su sus este esta estos estas ese esa gli i uno nel
    nella della dello del al alla per ma anche secondo os as um uma no na nos nas mas também segundo het een de van op
    met voor ook maar laut auch noch nur schon doch
    """.split()
)

CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec montag dienstag mittwoch
    donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember lunes martes miércoles
    jueves viernes enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lundi
    mardi mercredi jeudi vendredi janvier février mars avril juin juillet août septembre octobre novembre décembre
    """.split()
)

# Capitals before a name that only say which side of it: "Northern Ireland" is a name, "Eastern Ukraine" is Ukraine.
DIRECTIONS = frozenset(
    """
    north south east west northern southern eastern western central greater former ex pro anti non mid post pre upper
    lower new old late modern wider mainland rural
    """.split()
)

# Words that end the names of bodies and things, never of persons.
BODY_WORDS = frozenset(
    """
    university college school institute academy group holdings company co corporation corp inc ltd limited plc llc ag
    gmbh sa bank fund foundation trust association society union party committee commission council court agency
    ministry department office bureau service services force forces army navy police league club team fc united city
    county district state states province republic kingdom island islands river lake mountain street avenue road
    square park bridge airport station hospital church museum theatre theater festival prize award act treaty
    agreement conference summit forum times post news journal magazine review television radio media studios records
    books press systems technologies industries partners sons brothers bros capital management consulting energy
    airlines motors
    """.split()
)

# Words that end the names of places and venues, where the beginning is often another place's name.
PLACE_ENDINGS = frozenset(
    """
    beach arena stadium amphitheatre amphitheater centre center hall garden gardens pavilion factory hills heights falls
    springs valley bay creek point harbour harbor grove ridge gate tower towers village
    """.split()
)
