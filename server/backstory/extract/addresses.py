"""Addresses of pages: made absolute, without tracking, out of redirectors; and which site they are of."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import parse_qsl, urljoin, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList

# Parameters that only say where a click came from.
TRACKING = re.compile(
    r"^(?:utm_\w+|itm_\w+|mc_[ce]id|mkt_tok|_hs\w+|hs\w{0,3}tracking|hprecirc-bullet|srsltid|fbclid|gclid|dclid|gbraid"
    r"|wbraid|gad_\w+|gclsrc|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|igsh(?:id)?|vero_\w+|oly_\w+|wickedid|rb_clickid"
    r"|guccounter|guce_\w+|ref_?src|ref_?source|refsource|ref_?url|ref|cmp|cmpid|icid|intcid|ns_\w+|at_\w+|xtor"
    r"|wt_?mc\w*|wt\.\w+|_ga|_gl|smid|sr_share|gmpage|s_cid|s_kwcid|sc_cid|ito|ocid|pk_\w+|mtm_\w+|piwik_\w+|matomo_\w+"
    r"|spm|itid|mbid|mibextid|ncid|sref|trk\w*|trkid|taid|echobox|cx_\w+|__twitter_impression|campaign_id|emci|emdi|ceid"
    r"|dm_i|_openstat|ftag|sharetype|share_?id)$",
    re.IGNORECASE,
)
# Services that lead on to the address that they are given.
REDIRECTING = re.compile(
    r"/(?:url|redirect|redir|out|outbound|l\.php|link|click|away|leave|exit|goto|go|r)/?$", re.IGNORECASE
)
TARGETS = ("url", "q", "u", "target", "dest", "destination", "to", "redirect", "redirect_url", "goto", "link", "z")
# Countries whose names are sold to sites of all the world.
ANYBODYS = frozenset(
    {"ai", "am", "cc", "co", "eu", "fm", "gg", "gl", "io", "la", "ly", "me", "nu", "sh", "st", "to", "tv", "ws"}
)
MAX_REDIRECTS = 3
NONSENSE = re.compile(r"\{\{|\$\{|%7b%7b|(?:^|/)(?:undefined|null|nan|\[object)", re.IGNORECASE)


@lru_cache(maxsize=4_096)  # a link is asked for at each step
def clean_address(href: str, base: str | None) -> str | None:
    """The absolute address without fragment, tracking and redirectors; None for the page itself and off the web."""
    try:
        address = urljoin(base or "", href.strip())
        parts = urlsplit(address)
        for _ in range(MAX_REDIRECTS):
            if (target := _target(address)) is None:
                break
            address, parts = target, urlsplit(target)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
    except ValueError:
        return None
    cleaned = without_tracking(address)
    if cleaned is None or (base and is_same_page(cleaned, base)):
        return None
    return cleaned


def without_tracking(address: str) -> str | None:
    """An absolute address without fragment and tracking; None where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    query = "&".join(part for part in parts.query.split("&") if part and not TRACKING.match(part.partition("=")[0]))
    return urlunsplit(parts._replace(query=query, fragment=""))


def is_same_page(one: str, other: str) -> bool:
    """Do two addresses lead to one page, whatever scheme, mark of a mobile site or last slash they have?"""
    return _page(one) == _page(other) is not None


@lru_cache(maxsize=4_096)
def _page(address: str) -> tuple[str, str, str] | None:
    cleaned = without_tracking(address)
    if cleaned is None:
        return None
    parts = urlsplit(cleaned)
    host = parts.netloc.lower()
    for prefix in ("www.", "m.", "mobile.", "amp."):
        host = host.removeprefix(prefix)
    path = re.sub(r"/(?:amp|index\.html?)$", "", parts.path.rstrip("/"))
    return host, path, parts.query


def is_front_page(address: str) -> bool:
    """Is this a site's home?"""
    parts = urlsplit(address)
    return re.fullmatch(r"/?(?:index\.\w{3,5})?", parts.path) is not None and not parts.query


def is_nonsense(address: str) -> bool:
    """Is this what a template left behind, or an address of no site: http://localhost/, /undefined?"""
    parts = urlsplit(address)
    return bool(NONSENSE.search(address)) or "." not in (parts.hostname or "")


def _target(address: str) -> str | None:
    """Where a redirector leads: https://www.google.com/url?q=https%3A%2F%2F…"""
    parts = urlsplit(address)
    if "http" not in parts.query or not (REDIRECTING.search(parts.path) or "safelinks" in parts.netloc):
        return None
    given = dict(parse_qsl(parts.query))
    found = (given[name] for name in TARGETS if given.get(name, "").startswith(("http://", "https://")))
    return next(found, None)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def same_site(href: str, base: str | None) -> bool:
    """Does a link stay with the publisher: on its registered name, whatever the country?"""
    address = clean_address(href, base)
    if address is None:
        return False
    if base is None or urlsplit(address).netloc == urlsplit(base).netloc:
        return True
    return registered_name(address) == registered_name(base)


@lru_cache(maxsize=10_000)
def _registered(host: str) -> str:
    domain = _suffixes().privatesuffix(host.lower())
    if not domain:
        return host
    suffix = _suffixes().publicsuffix(domain) or ""
    return domain.removesuffix("." + suffix)


def registered_name(address: str) -> str:
    """The name that a publisher registered: that of www.bbc.co.uk and of bbc.com is bbc."""
    return _registered(urlsplit(address).hostname or "")


def country_of(address: str | None) -> str | None:
    """The country that an address's last label stands for; None where it is none, or anybody's."""
    try:
        label = (urlsplit(address or "").hostname or "").rpartition(".")[2]
    except ValueError:
        return None
    return label if re.fullmatch("[a-z]{2}", label) and label not in ANYBODYS else None
