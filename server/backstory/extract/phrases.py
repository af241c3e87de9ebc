"""Words that pages use around their stories, by language. Data; how they are matched is said beside each table.

All are casefolded. A row more is all that another wording or language needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# "Read more: …". Stands at the start of a line that is otherwise a link, or alone above such lines.
READ_MORE: dict[str, tuple[str, ...]] = {
    "en": (
        "read more", "read also", "also read", "read next", "read this next", "read", "see also", "see more", "see",
        "more", "also",
        "related", "related articles", "related article", "related stories", "related story", "related news",
        "related content",
        "related coverage", "related reading", "related links", "related posts", "related topics", "more on this",
        "more on this story",
        "more on this topic", "more on", "more about", "more from", "more stories", "more coverage", "don't miss",
        "don’t miss",
        "you may also like", "you might also like", "you may like", "recommended", "recommended reading",
        "recommended for you",
        "further reading", "in case you missed it", "icymi", "must read", "must-read", "keep reading",
        "continue reading", "dig deeper",
        "go deeper", "learn more", "find out more", "what to read next", "story timeline", "explainer", "explained",
        "analysis", "opinion",
        "background", "timeline", "full coverage", "editor's picks", "editor’s picks", "editors' picks", "watch",
        "watch more",
        "listen", "earlier", "previously", "follow the latest", "take a look", "suggested reading", "check out",
        "check this out",
        "story continues below", "other stories", "similar stories", "read the full story", "read full story",
        "up next",
    ),
    "de": ("mehr zum thema", "lesen sie auch", "lesen sie mehr", "lesen sie hier", "auch interessant", "mehr dazu",
           "mehr lesen", "siehe auch",
           "weiterlesen", "zum thema", "hintergrund", "das könnte sie auch interessieren", "weitere artikel",
           "passend zum thema", "lesetipp",
           "weitere beiträge zum thema", "mehr"),
    "fr": ("lire aussi", "à lire aussi", "à lire", "a lire aussi", "voir aussi", "lire la suite", "lire également",
           "à lire également", "sur le même sujet",
           "en savoir plus", "pour aller plus loin", "notre dossier", "lire notre article", "relire",
           "plus d'informations"),
    "es": ("lee también", "lea también", "leer más", "lea más", "lee más", "te puede interesar", "le puede interesar",
           "también te puede interesar",
           "más información", "noticias relacionadas", "ver también", "además", "relacionado", "relacionadas",
           "sigue leyendo", "mira también",
           "puedes leer", "te recomendamos", "noticia relacionada", "artículos relacionados", "leer también"),
    "pt": ("leia também", "leia mais", "veja também", "saiba mais", "ler mais", "leia ainda", "veja mais",
           "artigos relacionados", "notícias relacionadas",
           "confira também", "relacionadas", "relacionado", "mais sobre"),
    "it": ("leggi anche", "leggi di più", "per approfondire", "vedi anche", "potrebbe interessarti",
           "potrebbe interessarti anche", "leggi tutto", "articoli correlati",
           "approfondisci", "ti potrebbe interessare"),
    "nl": ("lees ook", "lees meer", "lees verder", "zie ook", "meer over", "gerelateerd", "meer lezen", "bekijk ook"),
    "pl": ("czytaj też", "czytaj także", "czytaj również", "czytaj więcej", "zobacz też", "zobacz także",
           "przeczytaj także", "przeczytaj też", "zobacz również",
           "więcej na ten temat", "polecamy", "dowiedz się więcej"),
    "cs": ("čtěte také", "čtěte též", "čtěte více", "přečtěte si také", "související", "více k tématu",
           "související články"),
    "ro": ("citește și", "citeşte şi", "citește mai mult", "vezi și", "articole similare"),
    "hu": ("olvassa el", "olvasd el", "kapcsolódó", "kapcsolódó cikkek", "lásd még", "ez is érdekelheti"),
    "sv": ("läs också", "läs även", "läs mer", "se även", "relaterat", "mer om"),
    "da": ("læs også", "læs mere", "se også"),
    "nb": ("les også", "les mer", "saken fortsetter"),
    "fi": ("lue myös", "lue lisää", "katso myös", "aiheesta lisää"),
    "tr": ("ayrıca okuyun", "daha fazla", "i̇lgili haberler", "ilgili haberler", "ilgili haber", "bunu da okuyun",
           "devamını oku", "bakınız"),
    "el": ("διαβάστε επίσης", "διαβάστε ακόμη", "διαβάστε περισσότερα", "δείτε επίσης", "σχετικά άρθρα"),
    "ru": ("читайте также", "читайте ещё", "читать также", "смотрите также", "подробнее", "материалы по теме",
           "по теме", "ещё по теме", "читать далее",
           "читайте", "см. также", "см. еще", "другие материалы"),
    "uk": ("читайте також", "читайте ще", "дивіться також", "детальніше", "за темою", "матеріали за темою"),
    "bg": ("прочетете още", "вижте още", "още по темата", "свързани статии"),
    "ar": ("اقرأ أيضا", "اقرأ أيضاً", "إقرأ أيضا", "اقرأ أيضًا", "اقرأ المزيد", "شاهد أيضا", "شاهد أيضاً",
           "مواضيع ذات صلة", "أخبار ذات صلة", "المزيد", "طالع أيضا"),
    "fa": ("بیشتر بخوانید", "همچنین بخوانید", "مطالب مرتبط", "بیشتر بدانید"),
    "he": ("קראו גם", "קראו עוד", "עוד בנושא", "לקריאה נוספת", "ראו גם", "כתבות נוספות"),
    "ur": ("مزید پڑھیں", "یہ بھی پڑھیں"),
    "hi": ("यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें", "और पढ़ें", "संबंधित खबरें", "पढ़ें"),
    "bn": ("আরও পড়ুন", "আরো পড়ুন"),
    "id": ("baca juga", "baca selengkapnya", "simak juga", "lihat juga", "artikel terkait"),
    "vi": ("xem thêm", "đọc thêm", "tin liên quan"),
    "zh": ("延伸阅读", "延伸閱讀", "相关阅读", "相關閱讀", "相关新闻", "相關新聞", "更多", "推荐阅读",
           "阅读更多", "閱讀更多", "看更多", "另请参阅", "相关报道"),
    "ja": ("関連記事", "あわせて読みたい", "合わせて読みたい", "続きを読む", "もっと読む", "関連ニュース",
           "こちらも読まれています", "参考記事"),
    "ko": ("관련 기사", "관련기사", "관련 뉴스", "더 보기", "더보기", "함께 읽기", "이 기사도"),
}  # fmt: skip


def _longest_first(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


class Opening:
    """Phrases that a line begins with, whatever signs stand before them."""

    def __init__(self, phrases: Iterable[str], pattern: str, *further: str) -> None:
        """`pattern`: what the whole line looks like, where {} is any of the phrases; `further`: other beginnings."""
        phrases = frozenset(phrases)
        # Most lines begin with none of them, which this tells ten times faster than the pattern.
        self._starts = tuple(phrase.lower() for phrase in (*phrases, *further))
        self._pattern = re.compile(rf"^[\W_]{{0,8}}{pattern.format(_longest_first(phrases))}", re.IGNORECASE)

    def match(self, line: str) -> re.Match[str] | None:
        """The line's beginning, if it is one of these."""
        start = line[:48].lstrip(SIGNS).lower()
        if not start.startswith(self._starts) and start[:1].isalnum():
            return None
        return self._pattern.match(line)


SIGNS = " \t\u00a0*•·●■▪►▶→»«›>|-–—_:[(#+\"'“”‘’„…"
_ON_SITE = r"(?:also |more |read )?on [\w-]+(?:\.[\w-]+)+"
_CUES = frozenset(cue for cues in READ_MORE.values() for cue in cues)
# A cue at the start of a line; up to its colon, it may say more: "Read more on this subject:".
CUE = Opening(_CUES, rf"(?:(?P<cue>{{}})(?!\w)|{_ON_SITE})(?P<colon>[^\n]{{{{0,40}}}}?\s*[::›»>|–—-]|\s*$)?", "on ")
# A text that is a cue and nothing else.
CUE_ALONE = Opening(_CUES, rf"(?:{{}}|{_ON_SITE})[\W_]{{{{0,8}}}}$", "on ")

# What heads a list that the story did not choose: most read, latest, trending. Anywhere in a line of at most six words.
NOT_OF_THIS_STORY: tuple[str, ...] = (
    "trending", "most read", "most popular", "most viewed", "most watched", "popular", "latest", "top stories",
    "top news", "just in", "breaking news",
    "sponsored", "promoted", "advertisement", "partner content", "from around the web", "paid content", "shop",
    "deals", "live tv", "next up", "tags",
    "topics", "categories", "newsletter", "comments", "meistgelesen", "neueste", "anzeige", "les plus lus",
    "publicité", "lo más leído", "lo más visto",
    "mais lidas", "più letti", "meest gelezen", "najczęściej czytane", "самое читаемое", "популярное",
    "последние новости", "реклама", "الأكثر قراءة", "最新", "人気",
    "ランキング", "热门", "많이 본",
)  # fmt: skip

# A line that is nothing but this says what an empty slot below it is for.
AD_LABELS: tuple[str, ...] = (
    "advertisement", "advertising", "ad", "ads", "anzeige", "werbung", "publicité", "publicidad", "publicidade",
    "pubblicità", "advertentie", "reklama", "annons", "реклама", "إعلان", "广告", "広告", "광고",
)  # fmt: skip

# A line that begins so is the site speaking, not the story: newsletters, apps, sharing, consent, comments, rights.
SITE_SPEAKS: tuple[str, ...] = (
    "advertisement", "advert", "like this story", "tell us what", "to read the full story", "sign up", "subscribe",
    "subscribe to", "subscribe now", "newsletter", "get our newsletter", "get the latest", "click here to",
    "click here for",
    "download our", "download the", "get the app", "follow us", "follow @", "like us on", "join us on", "join our",
    "share this", "share on", "share via", "share", "tweet",
    "print this", "email this", "leave a comment", "leave a reply", "post a comment", "view comments",
    "comments are closed", "load comments", "show comments",
    "we use cookies", "this site uses cookies", "by continuing", "accept cookies", "cookie", "copyright", "©",
    "all rights reserved", "filed under", "filed to", "tagged", "tags:",
    "posted in", "topics:", "story continues", "article continues", "scroll down", "continue reading below", "photo:",
    "photos:", "image:", "image credit", "picture:", "credit:", "getty images",
    "loading", "play video", "watch video", "video:", "watch:", "skip ad", "close this", "support our",
    "support independent", "become a member", "log in", "sign in", "register",
    "editing by", "reporting by", "our standards:", "have a tip", "got a tip", "send tips", "contact us",
    "contact the author", "the views expressed",
    "anzeige", "newsletter abonnieren", "jetzt abonnieren", "teilen", "kommentare", "folgen sie", "abonnez-vous",
    "inscrivez-vous", "partager", "commentaires", "publicité",
    "suscríbete", "compartir", "comentarios", "síguenos", "publicidad", "assine", "compartilhe", "compartilhar",
    "siga", "comentários", "publicidade", "iscriviti", "condividi", "seguici",
    "abonneer", "deel dit", "reklama", "udostępnij", "подписывайтесь", "подпишитесь", "поделиться", "реклама",
    "комментарии", "اشترك", "شارك", "تابعنا", "إعلان",
    "אהבתם", "שתפו", "paylaş", "abone ol", "广告", "分享", "订阅", "広告", "シェア", "공유", "구독",
    "무단전재", "无断转载", "a version of this article appear", "to continue reading", "already a subscriber",
    "view all", "view gallery", "show more", "load more", "comment policy", "our comment policy", "follow him on",
    "follow her on", "follow them on",
    "already have an account", "create a free account", "this article is for subscribers", "unlock this article",
    "thank you for reading", "thanks for reading", "for more stories", "for more news", "have you been affected",
    "do you have a story", "additional reporting by", "skip past newsletter",
    "article réservé", "cet article est réservé", "la suite est réservée", "il vous reste",
    "l'espace des contributions", "l’espace des contributions", "réservé aux abonnés", "déjà abonné", "suivez-nous",
    "regístrate", "sigue toda la información", "siga toda la información", "sigue con nosotros", "únete a",
    "recibe nuestra", "si quieres seguir leyendo", "para continuar leyendo", "para seguir leyendo",
    "inscreva-se", "receba as notícias", "siga-nos", "clique aqui", "registrati", "segui tutte", "clicca qui",
    "jetzt kostenlos", "sie haben bereits ein", "weiterlesen mit", "dieser artikel ist", "jetzt weiterlesen",
    "meld je aan", "volg ons", "zapisz się", "dołącz do", "читайте нас", "следите за", "присоединяйтесь",
    "تابعوا", "للاشتراك", "关注我们", "责任编辑", "编辑:", "编辑：", "【纠错】", "この記事は", "会員限定", "有料会員",
    "हमें फॉलो", "सब्सक्राइब", "bergabunglah", "ikuti kami",
)  # fmt: skip

SITE = Opening(SITE_SPEAKS, r"(?:{})(?!\w)")

# A link with these words offers something else than another story.
NOT_A_STORY = re.compile(
    r"click(?:ing)? here|newsletter|subscri|sign up|sign in|log ?in|\bapp\b|podcast|download|buy now|\bshop\b"
    r"|pre-?order|view all|see all|all comments|\bcomments?$|next article|previous"
    r"|privacy|terms of|cookie|unsubscribe|donate"
    r"|follow (?:us|@)|on (?:youtube|facebook|twitter|instagram|telegram|whatsapp)|\bget (?:the|our)\b|gallery$"
    r"|abonn|suscr|iscriviti|подпис|اشترك|订阅|구독",
    re.IGNORECASE,
)

BYLINE = re.compile(
    r"^(?:by|written by|words by|story by|posted by|author|von|par|por|di|door|av|af|przez|autor|автор|от|بقلم|מאת)\b"
    r"\s*[::]?\s*|^(?:作者|文/|記者|文)\s*[::]\s*",
    re.IGNORECASE,
)
