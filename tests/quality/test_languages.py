"""News in other languages than English: names in their forms are known, and ordinary words are nobody's."""

from __future__ import annotations

import pytest

from backstory.formats.json_api import EnrichRequest
from backstory.service.assembly import Service

KNOWN = [
    ("de", "Die Außenministerin reiste nach Kiew. Dort traf sie Wolodymyr Selenskyj, den Präsidenten der Ukraine.",
     {"Kiew": "Kyiv", "Wolodymyr Selenskyj": "Volodymyr Zelenskyy", "Ukraine": "Ukraine"}),
    ("de", "Nach Angaben der Europäischen Kommission liegt die Inflation in Frankreich höher als in Österreich.",
     {"Europäischen Kommission": "European Commission", "Frankreich": "France", "Österreich": "Austria"}),
    ("fr", "Le président Emmanuel Macron a reçu Olaf Scholz à Paris. L’Allemagne et l’Espagne veulent négocier.",
     {"Emmanuel Macron": "Emmanuel Macron", "Olaf Scholz": "Olaf Scholz", "Allemagne": "Germany", "Espagne": "Spain"}),
    ("fr", "La présidente de la Commission européenne se rendra à Pékin. La Belgique a réagi avant l’Union européenne.",
     {"Commission européenne": "European Commission", "Pékin": "Beijing", "Belgique": "Belgium",
      "Union européenne": "European Union"}),
    ("es", "La OTAN y la Unión Europea condenaron el ataque ruso. Volodímir Zelenski habló desde Kiev con Alemania.",
     {"OTAN": "NATO", "Unión Europea": "European Union", "Volodímir Zelenski": "Volodymyr Zelenskyy",
      "Alemania": "Germany"}),
    ("ru", "Премьер-министр Венгрии Виктор Орбан прилетел в Москву и говорил с Владимиром Путиным о войне в Украине.",
     {"Венгрии": "Hungary", "Виктор Орбан": "Viktor Orbán", "Москву": "Moscow", "Владимиром Путиным": "Vladimir Putin",
      "Украине": "Ukraine"}),
    ("uk", "Канцлер Німеччини Олаф Шольц зустрівся з Володимиром Зеленським у Берліні. Про Польщу не говорили.",
     {"Німеччини": "Germany", "Олаф Шольц": "Olaf Scholz", "Володимиром Зеленським": "Volodymyr Zelenskyy",
      "Польщу": "Poland"}),
    ("pl", "Minister poleciał do Francji i Niemiec. W Kijowie rozmawiał z Wołodymyrem Zełenskim o Ukrainie.",
     {"Francji": "France", "Niemiec": "Germany", "Wołodymyrem Zełenskim": "Volodymyr Zelenskyy",
      "Ukrainie": "Ukraine"}),
    ("ar", "وصل الرئيس الفرنسي إيمانويل ماكرون إلى لبنان بعد زيارة مصر، وتحدث عن إسرائيل وحزب الله.",
     {"إيمانويل ماكرون": "Emmanuel Macron", "لبنان": "Lebanon", "مصر": "Egypt", "إسرائيل": "Israel"}),
    ("zh", "法国总统马克龙星期五在巴黎会见了乌克兰总统泽连斯基，双方讨论了德国和波兰的立场。",
     {"马克龙": "Emmanuel Macron", "法国": "France", "泽连斯基": "Volodymyr Zelenskyy", "波兰": "Poland"}),
    ("ja", "フランスのマクロン大統領はパリでウクライナのゼレンスキー大統領と会談し、ドイツの支援に触れた。",
     {"フランス": "France", "マクロン": "Emmanuel Macron", "ゼレンスキー": "Volodymyr Zelenskyy", "ドイツ": "Germany"}),
    ("tr", "Cumhurbaşkanı Recep Tayyip Erdoğan Almanya'ya gitti, Fransa'nın tutumunu eleştirdi.",
     {"Recep Tayyip Erdoğan": "Recep Tayyip Erdoğan", "Almanya'ya": "Germany", "Fransa'nın": "France"}),
    ("cs", "Ministr odletěl do Německa a Polska. V Kyjevě mluvil s Volodymyrem Zelenským o Ukrajině.",
     {"Německa": "Germany", "Kyjevě": "Kyiv", "Volodymyrem Zelenským": "Volodymyr Zelenskyy"}),
]  # fmt: skip

ORDINARY = [
    ("de", "Das Bild entstand im Hafen. Der Spiegel hing schief, und die Zeit verging; ein Stern stand über der Welt."),
    ("de", "Der Senat der Hansestadt tagt. Über Nacht kam der Wind, am Wagen brannte die Post."),
    ("fr", "Seul le maire était là. Le Monde change vite, et la Croix du village est tombée un Point au sud."),
    ("es", "En América hay muchas protestas. El País cambia y El Mundo mira; la Vanguardia del arte también."),
    ("cs", "Předseda SPD mluvil dlouho. Senát jednal do noci."),
    ("pl", "Senat przyjął ustawę. Sejm czeka. Fakt jest taki, że Polityka nie śpi."),
    ("sv", "Svenska fotbollsspelare tackade publiken. Expressen kom sent till stationen."),
    ("it", "Il Senato ha votato. La Stampa era assente e la Repubblica intera guardava."),
    ("ja", "南アメリカンフットボールの大会が開かれた。"),
]


@pytest.mark.quality
@pytest.mark.parametrize(("language", "text", "names"), KNOWN)
def test_names_are_known_in_the_forms_of_their_language(
    service: Service, language: str, text: str, names: dict[str, str]
) -> None:
    story = service.enrich(EnrichRequest(text=text, language=language, published="2023-06-01"))
    known = service.knowledge.profiles({each.entity for each in story.mentions if each.entity}).found
    found = {each.surface: known[each.entity].entity.label for each in story.mentions if each.entity}
    assert {surface: found.get(surface) for surface in names} == names


@pytest.mark.quality
@pytest.mark.parametrize(("language", "text"), ORDINARY)
def test_ordinary_words_of_a_language_are_nobodys_name(service: Service, language: str, text: str) -> None:
    story = service.enrich(EnrichRequest(text=text, language=language))
    assert [card.label for card in story.cards] == []


@pytest.mark.parametrize("language", ["zh", "ja", "ar", "ko", "hi", "th", "ru", "sv"])
def test_where_names_cannot_be_told_from_words_none_is_called_unknown(service: Service, language: str) -> None:
    text = "Gárdonyi Ödön полетел из Хогсмида 山田花子は学校へ行った وقال الوزير في المدينة 그는 학교에 갔다 วันนี้ नमस्ते।"
    assert service.enrich(EnrichRequest(text=text, language=language)).unknown == []
