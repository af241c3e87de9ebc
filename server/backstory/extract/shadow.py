"""Declarative shadow roots, opened: what a custom element shows stands where the reader sees it.

Source: https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode
"""

from __future__ import annotations

from backstory.extract.tree import Element, drop

MAX_ROOTS = 500


def open_shadows(root: Element) -> None:
    """Make each shadow root a plain part of the page: its host's children go to their slots, or are not shown."""
    templates = [each for each in root.iter("template") if each.get("shadowrootmode") or each.get("shadowroot")]
    unshown: list[Element] = []
    first_of = {template.getparent(): template for template in reversed(templates)}  # a host has one root
    for template in reversed(templates[:MAX_ROOTS]):  # inner before outer: their slots are theirs
        host = template.getparent()
        if host is None or template.tag != "template" or first_of[host] is not template:
            continue
        template.tag = "div"
        shown = _slotted(host, template)
        host.text = None
        unshown += [child for child in host if child is not template and child not in shown]
        template.tail = None
    drop(root, unshown)


def _slotted(host: Element, shadow: Element) -> set[Element]:
    """Move a host's children into the slots of its shadow; the first slot of a name takes all that ask for it."""
    by_slot: dict[str, list[Element]] = {}
    for child in host:
        if child is not shadow:
            by_slot.setdefault(child.get("slot", ""), []).append(child)
    loose = " ".join(filter(None, (host.text, shadow.tail)))
    moved: set[Element] = set()
    for slot in list(shadow.iter("slot")):
        name = slot.get("name", "")
        slot.tag = "div"
        children = by_slot.pop(name, [])
        text, loose = (loose, "") if not name else ("", loose)
        if children or text.strip():
            tail = slot.tail
            slot.clear()  # what it shows where nothing is given
            slot.tail = tail
            slot.text = text
            slot.extend(children)
            moved.update(children)
    return moved
