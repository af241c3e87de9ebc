"""The zips, unpacked, in the browser that each is for."""

from __future__ import annotations

import zipfile

import pytest
from extension.stores.zips import write_zip

from tests.browser.readers import ChromiumReader, FirefoxReader, Missing, until


@pytest.fixture(params=["chromium", "firefox"])
def shipped(request, tmp_path):
    """A reader whose extension came out of the zip."""
    folder = tmp_path / "extension"
    with zipfile.ZipFile(write_zip(request.param, tmp_path)) as archive:
        archive.extractall(folder)
    try:
        if request.param == "chromium":
            request.getfixturevalue("chromium_session")  # it skips where there is no Chromium
            reader = ChromiumReader(request.getfixturevalue("playwright"), tmp_path / "profile", folder)
        else:
            reader = FirefoxReader(folder)
    except Missing as missing:
        pytest.skip(str(missing))
    yield reader
    reader.close()


def test_it_explains_a_story(shipped, service, site, story) -> None:
    shipped.store(service=service.address, token="right", agreed=service.address)
    shipped.open(site.put("/story", story()))
    shipped.click_toolbar()
    until(shipped, "marks().length === 5")
    assert shipped.errors() == []


def test_chromium_warns_of_nothing(playwright, tmp_path, chromium_session) -> None:
    folder = tmp_path / "extension"
    with zipfile.ZipFile(write_zip("chromium", tmp_path)) as archive:
        archive.extractall(folder)
    reader = ChromiumReader(playwright, tmp_path / "profile", folder)
    try:
        reader.open("chrome://extensions")
        [ours] = reader.page.evaluate(
            "chrome.developerPrivate.getExtensionsInfo().then((all) => all.filter(({name}) => name === 'Backstory'))"
        )
        assert ours["manifestErrors"] == []
        assert ours["runtimeErrors"] == []
        assert ours.get("installWarnings", []) == []
        assert ours["permissions"]["simplePermissions"] == []  # what a reader is warned of before installing
    finally:
        reader.close()
