"""Names of months in the languages that pages print their dates in. Data."""

from __future__ import annotations

# Month names and their short forms, from January.
_MONTHS: dict[str, str] = {
    "en": "january jan|february feb|march mar|april apr|may|june jun|"
    "july jul|august aug|september sept sep|october oct|november nov|december dec",
    "de": "januar jän jänner|februar feber|märz mär mrz|april|mai|juni|"
    "juli|august|september|oktober okt|november|dezember dez",
    "fr": "janvier janv|février févr fév|mars|avril avr|mai|juin|"
    "juillet juil|août aout|septembre|octobre|novembre|décembre déc",
    "es": "enero ene|febrero|marzo|abril abr|mayo|junio|"
    "julio|agosto ago|septiembre setiembre|octubre|noviembre|diciembre dic",
    "pt": "janeiro|fevereiro fev|março|abril|maio mai|junho|"
    "julho|agosto|setembro set|outubro out|novembro|dezembro dez",
    "it": "gennaio gen|febbraio|marzo|aprile|maggio mag|giugno giu|"
    "luglio lug|agosto|settembre|ottobre ott|novembre|dicembre",
    "nl": "januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|december",
    "pl": "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia",
    "cs": "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince",
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    "tr": "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık",
    "ru": "января янв|февраля фев|марта мар|апреля апр|мая|июня июн|"
    "июля июл|августа авг|сентября сен|октября окт|ноября ноя|декабря дек",
    "uk": "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
    "el": "ιανουαρίου|φεβρουαρίου|μαρτίου|απριλίου|μαΐου|ιουνίου|"
    "ιουλίου|αυγούστου|σεπτεμβρίου|οκτωβρίου|νοεμβρίου|δεκεμβρίου",
    "ar": "يناير|فبراير|مارس|أبريل ابريل|مايو|يونيو|يوليو|أغسطس اغسطس|سبتمبر|أكتوبر اكتوبر|نوفمبر|ديسمبر",
    "he": "בינואר ינואר|בפברואר פברואר|במרץ מרץ|באפריל אפריל|במאי מאי|ביוני יוני|"
    "ביולי יולי|באוגוסט אוגוסט|בספטמבר ספטמבר|באוקטובר אוקטובר|בנובמבר נובמבר|בדצמבר דצמבר",
    "id": "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember",
    "hi": "जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर",
}  # fmt: skip
MONTHS: dict[str, int] = {
    name: number
    for row in _MONTHS.values()
    for number, names in enumerate(row.split("|"), start=1)
    for name in names.split()
}
