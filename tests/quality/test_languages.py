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
    ("de", "Michail Chodorkowski lebt in London. Steinmeier sprach mit Boeing über den Irakkrieg. Das Auswärtige "
     "Amt und der Europäische Rat schwiegen; in Boston wartete man.",
     {"Michail Chodorkowski": "Mikhail Khodorkovsky", "Steinmeier": "Frank-Walter Steinmeier", "Boeing": "Boeing",
      "Auswärtige Amt": "German Foreign Office", "Europäische Rat": "European Council", "Boston": "Boston"}),
    ("fr", "Mikhaïl Khodorkovski a parlé. La Cour suprême américaine et le Trésor américain "
     "suivent l’affaire ; Zidane et Mbappé sont à Boston.",
     {"Mikhaïl Khodorkovski": "Mikhail Khodorkovsky",
      "Cour suprême américaine": "Supreme Court of the United States", "Zidane": "Zinedine Zidane",
      "Boston": "Boston"}),
    ("es", "La Corte miró a Serguéi Sobianin. La Guardia Revolucionaria y la Reserva Federal callan, y en Escocia "
     "el Partido Laborista celebró con Guardiola.",
     {"Reserva Federal": "Federal Reserve", "Guardia Revolucionaria": "Islamic Revolutionary Guard Corps",
      "Escocia": "Scotland", "Partido Laborista": "Labour Party", "Guardiola": "Pep Guardiola"}),
    ("ru", "В Палате представителей США и Верховном суде США вспоминали Рейгана. Михаил Ходорковский написал "
     "в Фейсбуке о бундестаге, Госдепартаменте и Лиге чемпионов.",
     {"Палате представителей США": "United States House of Representatives",
      "Верховном суде США": "Supreme Court of the United States", "Рейгана": "Ronald Reagan",
      "Михаил Ходорковский": "Mikhail Khodorkovsky", "Лиге чемпионов": "UEFA Champions League"}),
    ("uk", "У Палаті представників США говорили про Збройні сили України. Юлія Тимошенко і Арсеній Яценюк поїхали до "
     "Шотландії, а НАБУ повідомило про обшук.",
     {"Палаті представників США": "United States House of Representatives",
      "Збройні сили України": "Armed Forces of Ukraine", "Юлія Тимошенко": "Yulia Tymoshenko",
      "Шотландії": "Scotland", "НАБУ": "National Anti-Corruption Bureau of Ukraine"}),
    ("pl", "W Izbie Reprezentantów mówiono o Danii. Michaił Chodorkowski i Julia Tymoszenko czekają na Europejski "
     "Trybunał Praw Człowieka. Lewandowski gra w Lidze Mistrzów.",
     {"Izbie Reprezentantów": "United States House of Representatives", "Danii": "Denmark",
      "Michaił Chodorkowski": "Mikhail Khodorkovsky", "Julia Tymoszenko": "Yulia Tymoshenko",
      "Lewandowski": "Robert Lewandowski", "Lidze Mistrzów": "UEFA Champions League"}),
    ("ar", "قال مجلس النواب الأمريكي إن وزارة الدفاع الروسية لم ترد. "
     "وكتب جيريمي كوربين عن الأونروا ومحكمة العدل الدولية.",
     {"مجلس النواب الأمريكي": "United States House of Representatives",
      "وزارة الدفاع الروسية": "Russian Ministry of Defence", "جيريمي كوربين": "Jeremy Corbyn", "الأونروا": "UNRWA"}),
    ("zh", "美国众议院和美联储没有回应。俄罗斯国防部说，季莫申科在苏格兰会见了科尔宾，国际刑警组织也收到了消息。",
     {"美国众议院": "United States House of Representatives", "美联储": "Federal Reserve",
      "俄罗斯国防部": "Russian Ministry of Defence", "季莫申科": "Yulia Tymoshenko", "苏格兰": "Scotland",
      "科尔宾": "Jeremy Corbyn"}),
    ("de", "Polens Regierung kritisierte Chinas Staatschef. Selenskyjs Bitte kam an. Hillary Clinton rief an; alle "
     "hatten auf Clinton getippt. Die israelische Armee rückte vor, die Los Angeles Times berichtet.",
     {"Polens": "Poland", "Chinas": "China", "Selenskyjs": "Volodymyr Zelenskyy", "Clinton": "Hillary Clinton",
      "israelische Armee": "Israel Defense Forces", "Los": None}),
    ("fr", "L’armée israélienne a démenti. L’accord de Paris fête ses dix ans, la guerre froide est loin.",
     {"armée israélienne": "Israel Defense Forces", "accord de Paris": "Paris Agreement", "guerre froide": "Cold War"}),
    ("es", "El ejército israelí entró de noche. La primera guerra mundial terminó hace un siglo.",
     {"ejército israelí": "Israel Defense Forces", "primera guerra mundial": "World War I"}),
    ("pl", "Wojna domowa w Hiszpanii, pandemia COVID-19: o tym mówił papież Franciszek.",
     {"Wojna domowa w Hiszpanii": "Spanish Civil War", "pandemia COVID-19": "COVID-19 pandemic"}),
    ("ru", "Заявили в министерстве обороны России. Минские соглашения забыты. Выступил Пол Райан, о Райане писали.",
     {"министерстве обороны России": "Russian Ministry of Defence", "Минские соглашения": "Minsk agreements",
      "Райане": "Paul Ryan"}),
    ("ar", "ويلعب كيليان مبابي مع أشرف حكيمي في باريس. وقال حكيمي إنه سعيد.",
     {"أشرف حكيمي": "Achraf Hakimi", "حكيمي": "Achraf Hakimi"}),
    ("zh", "副总统卡马拉·哈里斯发表讲话。哈里斯说，她感谢大家。",
     {"卡马拉·哈里斯": "Kamala Harris", "哈里斯": "Kamala Harris"}),
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
    ("de", "Iss das nicht, sagte der Herzog. Die Walz ging weiter, ein Kohl lag am Weg, das Arsenal war leer."),
    ("es", "Esa noche hubo ira en la calle. Honda pena sintió el zapatero; la meta quedó lejos y las brujas rieron."),
    ("fr", "Ira-t-il au carrefour ? Le chevron est cassé, et la meute a peur du canton."),
    ("it", "Le fauci del lupo. Letta la carta, la montagna tacque; le prodi madri tornarono."),
    (
        "ru",
        "Первая поправка к договору принята. Латник держал меч, герцог молчал, а шахтёр ушёл. Мета стояла на карте.",
    ),
    ("uk", "Мета проста: латник пішов, рабин мовчав, а мадяр співав."),
    ("pl", "Temu panu dali rabat. Meta była blisko, a kolonia letnia pusta."),
    ("ar", "هذه السنة كانت صعبة، والبندقية في يد الحارس، والجنين سليم، والبرهان واضح، والقاعدة معروفة."),
    ("zh", "他信任她。丹尼斯和德里克说，这是最后一战，他们以军事手段取胜，照片墙上写着脸谱。"),
    ("ja", "南アメリカンフットボールの大会が開かれた。"),
    ("fr", "Un accord de principe est signé, une guerre de tranchées continue, la tour de garde est fermée."),
    ("es", "El partido popular del barrio, la torre de control y una guerra de precios."),
    ("ru", "Коммерсант на рынке считал убытки. Верховный суд отклонил жалобу, министр иностранных дел молчал."),
    ("de", "Fritz Bauer sah den Bauer. Die deutsche Wirtschaft wächst, eine britische Familie zog um."),
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
