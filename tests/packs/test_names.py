"""The written names in other languages: of entities that there are, in the language's script, each of one entity."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from backstory.lang import LANGUAGES, language
from backstory_packs.localized import name_files, names_by_entity
from backstory_packs.starter import bulk_files, source_files

WRITTEN = [path for path in name_files() if path.stem not in ("cldr", "mul")]
LETTERS = {"ru": "[а-яё]", "uk": "[а-яґєіїʼ]", "ar": "[\u0620-\u064a]", "zh": "[\u4e00-\u9fff]"}
FOREIGN = {"ru": "[іїєґ]", "uk": "[ыэё]", "ar": "[а-яё\u4e00-\u9fff]", "zh": "[а-яё\u0620-\u064a]"}
AMBIGUOUS = {  # one form, several bearers of the same name
    "Алжир", "Тунис", "Туніс", "الجزائر", "تونس", "突尼斯", "Túnez", "Granada",
    "Фердинанд Маркос", "فرديناند ماركوس", "费迪南德·马科斯",
    "Гернси", "Гернсі", "غيرنزي", "根西岛", "Guernsey", "Guernesey", "ガーンジー", "건지",
}  # fmt: skip


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def ids() -> set[str]:
    paths = (*source_files(), *bulk_files())
    return {str(row["id"]) for path in paths for row in rows(path)}


@pytest.mark.parametrize("path", name_files(), ids=lambda path: path.stem)
def test_every_name_is_of_an_entity_of_the_pack(path: Path, ids: set[str]) -> None:
    assert [row["id"] for row in rows(path) if row["id"] not in ids] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_an_entity_stands_once_with_forms_that_differ(path: Path) -> None:
    assert path.stem in LANGUAGES
    seen = [str(row["id"]) for row in rows(path)]
    assert len(seen) == len(set(seen))
    for row in rows(path):
        assert row["forms"]
        assert len(row["forms"]) == len(set(row["forms"]))
        assert all(form == form.strip() and len(form) > 1 for form in row["forms"])


@pytest.mark.parametrize("code", sorted(LETTERS))
def test_names_are_in_the_script_of_their_language(code: str) -> None:
    latin_too = 0
    for row in rows(next(path for path in WRITTEN if path.stem == code)):
        for form in row["forms"]:
            assert not re.search(FOREIGN[code], form, re.IGNORECASE), form
            latin_too += not re.search(LETTERS[code], form, re.IGNORECASE)
    assert latin_too < 40  # ISW, USAID, CENTCOM


@pytest.mark.parametrize("code", ["de", "es", "fr", "pl", "ru", "uk", "ar", "zh", "it", "ja", "ko"])
def test_a_form_is_of_one_entity(code: str) -> None:
    bearers = defaultdict(set)
    for id, aliases in names_by_entity(name_files()).items():
        for alias in aliases:
            if alias.language in (code, "mul"):
                bearers[alias.text].add(id)
    assert {form: ids for form, ids in bearers.items() if len(ids) > 1 and form not in AMBIGUOUS} == {}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_no_name_is_a_word_that_the_languages_file_calls_ordinary(path: Path) -> None:
    words = {word.casefold() for word in language(path.stem).words("names", "openers")}
    assert [form for row in rows(path) for form in row["forms"] if form.casefold() in words] == []
