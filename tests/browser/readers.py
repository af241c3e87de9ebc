"""A reader at a browser: the same gestures in Chromium (Playwright) and in Firefox (Marionette).

Pages are looked at through their own JavaScript. What a reader sees is in the page's highlight registry and in the
extension's shadow root, which is closed to pages, to axe and to the drivers: so that they can look in, they get a copy
of the extension that differs in this one word (`closed=True` gives the real one).
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Protocol

EXTENSION = Path(__file__).parents[2] / "extension"
NEWS_HOST = "news.example"
WAIT_S = 10.0

# Put before every question to a page.
VOCABULARY = """
const root = () => document.querySelector("backstory-cards")?.shadowRoot;
const find = (selector) => root()?.querySelector(selector);
const texts = (selector) => [...(root()?.querySelectorAll(selector) ?? [])].map((one) => one.innerText.trim());
const isOpen = (selector) => Boolean(find(selector)?.matches(":popover-open"));
const marks = () => [...(CSS.highlights.get("backstory-name") ?? [])];
const marked = () => marks().map(String);
const centre = (text) => {
  const range = marks().find((one) => String(one) === text);
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  const { x, y, width, height } = range.getClientRects()[0];
  return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
};
const middle = (element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
};
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def to_look_into(extension: Path) -> Path:
    """A copy of the extension whose shadow root is open. Whoever calls it removes the folder above it."""
    copy = shutil.copytree(extension, Path(tempfile.mkdtemp(prefix="backstory-")) / "extension")
    stage = copy / "content" / "stage.js"
    text = stage.read_text(encoding="utf-8")
    assert text.count('{ mode: "closed" }') == 1
    stage.write_text(text.replace('{ mode: "closed" }', '{ mode: "open" }'), encoding="utf-8")
    return copy


class Missing(Exception):
    """What these tests need is not on this machine; the message says what."""


class Reader(Protocol):
    """What a reader does and sees."""

    name: str

    def open(self, url: str) -> None: ...
    def open_own(self, path: str) -> None: ...
    def resize(self, width: int, height: int) -> None: ...
    def prefer(self, scheme: str) -> None: ...
    def click_toolbar(self) -> None: ...
    def asked(self) -> str | None: ...
    def answer(self, choice: str) -> None: ...
    def move_to(self, x: int, y: int) -> None: ...
    def click_at(self, x: int, y: int) -> None: ...
    def press(self, key: str) -> None: ...
    def see(self, expression: str) -> Any: ...
    def store(self, **values: Any) -> None: ...
    def badge(self) -> str: ...
    def picture(self, path: Path) -> None: ...
    def errors(self) -> list[str]: ...
    def close(self) -> None: ...


def wait_for(look: Callable[[], Any], what: str, *, seconds: float = WAIT_S) -> Any:
    """The first truthy value of `look`. Raises: AssertionError, when none comes in time."""
    end = time.monotonic() + seconds
    while True:
        value = look()
        if value:
            return value
        assert time.monotonic() < end, f"waited {seconds:g} s in vain for: {what}"
        time.sleep(0.03)


def until(reader: Reader, expression: str, *, seconds: float = WAIT_S) -> Any:
    """Wait until the page says so. Raises: AssertionError, with what we show there instead."""
    try:
        return wait_for(lambda: reader.see(expression), expression, seconds=seconds)
    except AssertionError as error:
        raise AssertionError(f"{error}; shown is {reader.see('texts(`.note, .chip`)')}") from None


def consent(reader: Reader, choice: str = "send") -> str:
    """Answer the extension's own window that asks whether the page may go; give what it said."""
    said = wait_for(reader.asked, "the window that asks for consent")
    reader.answer(choice)
    return said


def click_on(reader: Reader, selector: str) -> None:
    """Click on one of our own elements."""
    until(reader, f"Boolean(find({json.dumps(selector)}))")
    reader.see(f"void find({json.dumps(selector)}).scrollIntoView({{ block: 'nearest' }})")
    reader.click_at(**reader.see(f"middle(find({json.dumps(selector)}))"))


def open_list(reader: Reader) -> None:
    """Open the list behind the button in the corner, by a click on it."""
    click_on(reader, ".chip")
    until(reader, "find('#panel')?.hidden === false")


def unfold(reader: Reader) -> None:
    """Have the open card show all that is told."""
    until(reader, "isOpen('.card') && find('.card').getAnimations().length === 0")
    click_on(reader, ".more")
    until(reader, "find('.rest')?.hidden === false")


def press_on(reader: Reader, selector: str) -> None:
    """Click on an element of a page of ours."""
    reader.see(f"void document.querySelector({json.dumps(selector)}).scrollIntoView({{ block: 'center' }})")
    reader.click_at(**reader.see(f"middle(document.querySelector({json.dumps(selector)}))"))


def pair(reader: Reader, address: str, token: str) -> str:
    """Fill in the options and press the button; give what the page says."""
    reader.open_own("options/options.html")
    until(reader, "document.getElementById('service').value !== ''")
    reader.see("void (document.getElementById('by-hand').open = true)")
    for field, value in (("service", address), ("token", token)):
        reader.see(f"document.getElementById('{field}').value = {json.dumps(value)}")
    press_on(reader, "#test")
    return until(reader, "document.getElementById('status').className && document.getElementById('status').textContent")


class ChromiumReader:
    """Chromium through Playwright; the toolbar button through DevTools, which grants what a click grants."""

    name = "chromium"

    def __init__(
        self,
        playwright: Any,
        profile: Path,
        extension: Path = EXTENSION,
        language: str = "en-GB",
        arguments: tuple[str, ...] = (),
        closed: bool = False,
    ) -> None:
        executable = next(
            (path for path in ("/usr/bin/chromium", "/usr/bin/google-chrome") if Path(path).exists()), None
        )
        if executable is None and not Path(playwright.chromium.executable_path).exists():
            raise Missing("Chromium is not installed, so nothing was tested in it.")
        self._copy = None if closed else to_look_into(extension)
        extension = self._copy or extension
        self.context = playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=executable,
            headless=True,
            args=[
                f"--disable-extensions-except={extension}",
                f"--load-extension={extension}",
                f"--host-resolver-rules=MAP {NEWS_HOST} 127.0.0.1",
                f"--lang={language}",
                *arguments,
            ],
            env={**os.environ, "LANGUAGE": language.replace("-", "_")},  # this is what Linux goes by
            viewport={"width": 1100, "height": 800},
        )
        self._log: list[str] = []
        self.page = self.context.pages[0]
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._log.append(str(error)))
        workers = self.context.service_workers
        worker = workers[0] if workers else self.context.wait_for_event("serviceworker")
        self.origin = worker.url.rsplit("/", 1)[0]
        # A page of the extension, to set things up from; the worker itself may be stopped.
        self.own = self.context.new_page()
        self.own.goto(f"{self.origin}/options/options.html")
        self.page.bring_to_front()
        self._browser = self.context.browser.new_browser_cdp_session()

    def _hear(self, message: Any) -> None:
        """Keep errors, but not those of a saved page that misses files of other hosts."""
        source = message.location.get("url", "")
        if message.type == "error" and any(known in source for known in (NEWS_HOST, self.origin, "127.0.0.1")):
            self._log.append(f"{message.text} {source}")

    def open(self, url: str) -> None:
        self._log.clear()
        self.page.bring_to_front()
        self.page.goto(url)

    def open_own(self, path: str) -> None:
        self.open(f"{self.origin}/{path}")

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def prefer(self, scheme: str) -> None:
        self.page.emulate_media(color_scheme=scheme)

    def click_toolbar(self) -> None:
        targets = self._browser.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
        tab = next(target for target in targets if target["url"] == self.page.url)
        self._browser.send("Extensions.triggerAction", {"id": self.origin.split("//")[1], "targetId": tab["targetId"]})

    def _consent(self) -> Any:
        return next((one for one in self.context.pages if "/consent/" in one.url and not one.is_closed()), None)

    def asked(self) -> str | None:
        page = self._consent() or self.page.wait_for_timeout(20)
        if page is None or not page.evaluate("document.documentElement.dataset.ready ?? ''"):
            return None
        return str(page.evaluate("document.body.innerText"))

    def answer(self, choice: str) -> None:
        page = self._consent()
        with page.expect_event("close"):
            page.locator(f"#{choice}").click(no_wait_after=True)
        self.page.bring_to_front()

    def move_to(self, x: int, y: int) -> None:
        self.page.mouse.move(x, y, steps=4)

    def click_at(self, x: int, y: int) -> None:
        self.page.mouse.click(x, y)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def see(self, expression: str) -> Any:
        return self.page.evaluate(f"() => {{ {VOCABULARY} return ({expression}); }}")

    def store(self, **values: Any) -> None:
        self.own.evaluate("values => chrome.storage.local.clear().then(() => chrome.storage.local.set(values))", values)

    def stored(self) -> dict[str, Any]:
        return self.own.evaluate("() => chrome.storage.local.get(null)")

    def badge(self) -> str:
        return self.own.evaluate(
            "() => chrome.tabs.query({active: true, currentWindow: true})"
            ".then(([tab]) => chrome.action.getBadgeText({tabId: tab.id}))"
        )

    def stop_background(self) -> None:
        """Stop the service worker as the browser does after a while; all it held is gone."""
        session = self.context.new_cdp_session(self.own)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        session.detach()

    def picture(self, path: Path) -> None:
        self.page.screenshot(path=path, caret="initial")  # hiding it would style the page's own fields

    def errors(self) -> list[str]:
        return list(self._log)

    def close(self) -> None:
        self.context.close()
        if self._copy:
            shutil.rmtree(self._copy.parent, ignore_errors=True)


class FirefoxReader:
    """Firefox ESR through Marionette, which is in every Firefox."""

    name = "firefox"
    ADDON = "backstory@backstory.example"
    UUID = "11111111-2222-4333-8444-555555555555"
    KEYS: ClassVar = {"Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004", "Space": " ", "Control": "\ue009"}
    KEYS |= {"Home": "\ue011", "ArrowRight": "\ue014"}

    def __init__(self, extension: Path = EXTENSION, *, closed: bool = False) -> None:
        executable = next((path for path in ("/usr/bin/firefox-esr", "/usr/bin/firefox") if Path(path).exists()), None)
        if executable is None:
            raise Missing("Firefox is not installed, so nothing was tested in it.")
        try:
            from marionette_driver.addons import Addons
            from marionette_driver.marionette import ActionSequence, Marionette
        except ImportError as error:
            raise Missing(f"Firefox cannot be driven here, so nothing was tested in it: {error}.") from error
        self._actions = ActionSequence
        self.origin = f"moz-extension://{self.UUID}"
        self.marionette = Marionette(
            bin=executable,
            headless=True,
            port=free_port(),  # the usual one may be another run's
            gecko_log=os.devnull,
            prefs={
                "extensions.webextensions.uuids": json.dumps({self.ADDON: self.UUID}),
                "extensions.webextOptionalPermissionPrompts": False,
                "network.dns.localDomains": NEWS_HOST,
                "intl.accept_languages": "en-GB, en",
            },
        )
        self.marionette.start_session()
        self.marionette.set_window_rect(width=1100, height=900)
        self._copy = None if closed else to_look_into(extension)
        Addons(self.marionette).install(str(self._copy or extension), temp=True)

    def open(self, url: str) -> None:
        self.chrome("Services.console.reset();")
        self.marionette.navigate(url)

    def open_own(self, path: str) -> None:
        self.open(f"{self.origin}/{path}")

    def resize(self, width: int, height: int) -> None:
        self.marionette.set_window_rect(width=width, height=height + 100)

    def prefer(self, scheme: str) -> None:
        self.marionette.set_pref("layout.css.prefers-color-scheme.content-override", 0 if scheme == "dark" else 1)

    def click_toolbar(self) -> None:
        self._extension("ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);")

    def _in_consent(self, act: Callable[[], Any]) -> Any:
        """What `act` gives, done in the window that asks for consent; None where there is none."""
        from marionette_driver.errors import NoSuchWindowException

        here = self.marionette.current_window_handle
        for handle in self.marionette.window_handles:
            if handle == here:
                continue
            try:
                self.marionette.switch_to_window(handle, focus=False)
                if "/consent/" in self.marionette.get_url():
                    return act()
            except NoSuchWindowException:  # it shut while we looked
                continue
            finally:
                self.marionette.switch_to_window(here, focus=False)
        return None

    def asked(self) -> str | None:
        def look() -> Any:
            script = "return document.documentElement.dataset.ready ? document.body.innerText : ''"
            return self.marionette.execute_script(script, sandbox=None)

        return self._in_consent(look) or None

    def answer(self, choice: str) -> None:
        self._in_consent(lambda: self.marionette.find_element("id", choice).click())
        wait_for(lambda: self._in_consent(lambda: True) is None, "the window that asks for consent, shut")

    def move_to(self, x: int, y: int) -> None:
        self._pointer().pointer_move(x, y).perform()

    def click_at(self, x: int, y: int) -> None:
        self._pointer().pointer_move(x, y).pointer_down(0).pointer_up(0).perform()

    def press(self, key: str) -> None:
        parts = [self.KEYS.get(part, part) for part in key.replace("Shift+", "\ue008+").split("+")]
        sequence = self._actions(self.marionette, "key", "keyboard")
        for part in parts:
            sequence.key_down(part)
        for part in reversed(parts):
            sequence.key_up(part)
        sequence.perform()

    def see(self, expression: str) -> Any:
        return self.marionette.execute_script(f"{VOCABULARY} return ({expression});", sandbox=None)

    def store(self, **values: Any) -> None:
        self.background(
            "async (browser, values) => {"
            " await browser.storage.local.clear(); await browser.storage.local.set(values); }",
            values,
        )

    def stored(self) -> dict[str, Any]:
        return self.background("(browser) => browser.storage.local.get(null)", None)

    def badge(self) -> str:
        return self.background(
            "async (browser) => { const [tab] = await browser.tabs.query({active: true});"
            " return browser.action.getBadgeText({tabId: tab.id}); }",
            None,
        )

    def picture(self, path: Path) -> None:
        path.write_bytes(self.marionette.screenshot(format="binary", full=False))

    def errors(self) -> list[str]:
        """Errors that name a file of ours or of the news site; the browser's own are its own."""
        found = self.chrome(
            "return Services.console.getMessageArray().filter((one) =>"
            " one instanceof Ci.nsIScriptError && !(one.flags & 1)"
            ' && /moz-extension|http/.test(one.sourceName)).map((one) => one.errorMessage + " " + one.sourceName);'
        )
        return [text for text in found if self.UUID in text or NEWS_HOST in text]

    def close(self) -> None:
        self.marionette.quit()
        if self._copy:
            shutil.rmtree(self._copy.parent, ignore_errors=True)
        self.marionette.cleanup()  # else it removes its profile when Python is gone already

    def _pointer(self) -> Any:
        return self._actions(self.marionette, "pointer", "mouse", {"pointerType": "mouse"})

    def chrome(self, script: str, *arguments: Any) -> Any:
        with self.marionette.using_context("chrome"):
            return self.marionette.execute_script(script, script_args=arguments)

    def _extension(self, script: str) -> Any:
        return self.chrome(
            'const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");'
            f'const {{ extension }} = WebExtensionPolicy.getByID("{self.ADDON}"); {script}'
        )

    def background(self, function: str, value: Any = None) -> Any:
        """Run a function in the extension's own world, on a page of its own in another tab."""
        here = self.marionette.current_window_handle
        there = self.marionette.open(type="tab", focus=False)["handle"]
        try:
            self.marionette.switch_to_window(there, focus=False)
            self.marionette.navigate(f"{self.origin}/paper.css")  # a page whose own scripts are not cut short
            return self.marionette.execute_async_script(
                "const [value, done] = arguments;"
                f"Promise.resolve(({function})(browser, value)).then((result) => done(result ?? null));",
                script_args=(value,),
                sandbox=None,
            )
        finally:
            self.marionette.close()
            self.marionette.switch_to_window(here, focus=False)
