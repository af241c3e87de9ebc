"""Languages: what a language's words tell of names, pages and time, as data: `<code>.toml`, one file a language.

`language("en")` gives a language's file, whole and once; `english()` the lists of English words that are names too.
README.md says what stands where and how a language is added. Knows nothing of stories; reads nothing but this folder.
"""

from backstory.lang.loader import LANGUAGES, Language, language
from backstory.lang.word_lists import Words, english, word_lists

__all__ = ["LANGUAGES", "Language", "Words", "english", "language", "word_lists"]
