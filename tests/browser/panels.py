"""The real side panel of each browser: Chromium's through DevTools, Firefox's sidebar through a frame script.

Neither is a tab, so neither driver knows of it; both are asked through their own JavaScript.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from tests.browser.readers import ChromiumReader, FirefoxReader, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "panel/panel.html"


class Panel(Protocol):
    """What a reader sees in the side panel."""

    def see(self, expression: str) -> Any: ...


@contextmanager
def open_panel(reader: ChromiumReader | FirefoxReader) -> Iterator[Panel]:
    """Open the side panel beside the page in front."""
    opened = _in_chromium(reader) if isinstance(reader, ChromiumReader) else _in_firefox(reader)
    with opened as panel:
        wait_for(lambda: panel.see("document.title"), "the panel, drawn")
        yield panel


class _ChromiumPanel:
    def __init__(self, browser: Any, target: str, reader: ChromiumReader) -> None:
        self._browser, self._reader = browser, reader
        self._answers: dict[int, Any] = {}
        browser.on("Target.receivedMessageFromTarget", self._hear)
        self._session = browser.send("Target.attachToTarget", {"targetId": target, "flatten": False})["sessionId"]

    def _hear(self, event: Any) -> None:
        answer = json.loads(event["message"])
        if event["sessionId"] == self._session and "id" in answer:
            self._answers[answer["id"]] = answer

    def see(self, expression: str) -> Any:
        number = len(self._answers) + 1
        parameters = {"expression": expression, "returnByValue": True, "awaitPromise": True, "userGesture": True}
        message = {"id": number, "method": "Runtime.evaluate", "params": parameters}
        self._browser.send("Target.sendMessageToTarget", {"sessionId": self._session, "message": json.dumps(message)})
        wait_for(lambda: number in self._answers or self._reader.page.wait_for_timeout(20), expression)
        result = self._answers[number]["result"]
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")


@contextmanager
def _in_chromium(reader: ChromiumReader) -> Iterator[Panel]:
    own = reader.context.new_cdp_session(reader.own)
    script = "chrome.windows.getCurrent().then(({id}) => chrome.sidePanel.open({windowId: id}))"
    own.send("Runtime.evaluate", {"expression": script, "awaitPromise": True, "userGesture": True})
    browser = reader.context.browser.new_browser_cdp_session()

    def find() -> Any:
        targets = browser.send("Target.getTargets", {"filter": [{"type": "page"}]})["targetInfos"]
        return next((one["targetId"] for one in targets if one["url"] == f"{reader.origin}/{PAGE}"), None)

    target = wait_for(find, "the side panel")
    try:
        yield _ChromiumPanel(browser, target, reader)
    finally:
        browser.send("Target.closeTarget", {"targetId": target})
        browser.detach()
        own.detach()


class _FirefoxPanel:
    SCRIPT = """
        const [source, done] = arguments;
        const inner = document.getElementById("sidebar").contentDocument.getElementById("webext-panels-browser");
        const manager = inner.messageManager;
        const name = "backstory:" + Math.random();
        manager.addMessageListener(name, function hear({ data }) {
          manager.removeMessageListener(name, hear);
          done(data);
        });
        // in a sandbox, since the policy of our pages forbids eval
        const code = `{
          const box = new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
          (async () => Cu.evalInSandbox(${JSON.stringify(source)}, box))().then(
            (value) => sendAsyncMessage(${JSON.stringify(name)}, [value]),
            (error) => sendAsyncMessage(${JSON.stringify(name)}, String(error)));
        }`;
        manager.loadFrameScript("data:," + encodeURIComponent(code), false);
    """

    def __init__(self, reader: FirefoxReader) -> None:
        self._marionette = reader.marionette

    def see(self, expression: str) -> Any:
        wrapped = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        with self._marionette.using_context("chrome"):
            answer = self._marionette.execute_async_script(self.SCRIPT, script_args=(wrapped,))
        assert isinstance(answer, list), answer
        return json.loads(answer[0])


@contextmanager
def _in_firefox(reader: FirefoxReader) -> Iterator[Panel]:
    key = reader.ADDON.replace("@", "_").replace(".", "_") + "-sidebar-action"
    reader.chrome("return SidebarController.show(arguments[0])", key)
    found = (
        "return document.getElementById('sidebar').contentDocument"
        "?.getElementById('webext-panels-browser')?.currentURI.spec.endsWith(arguments[0])"
    )
    wait_for(lambda: reader.chrome(found, PAGE), "the sidebar")
    try:
        yield _FirefoxPanel(reader)
    finally:
        reader.chrome("SidebarController.hide()")
