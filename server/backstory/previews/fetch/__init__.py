"""Fetch: an address that a page or a request names -> its bytes, without being turned against this machine.

Takes an address and a deadline. Gives what the site answered, or raises NotFetched with the state and the reason. Every
name is resolved once and the connection goes to the address that was checked; so does every redirect. Knows nothing of
pages: what the bytes say is for others to read.
"""

# `fetch.fetcher` is imported where something is fetched: it brings requests-cache, which takes 0.1 s.
from backstory.previews.fetch.proxies import Proxy, find_proxy
from backstory.previews.fetch.targets import MAX_CHARACTERS, Rules, harmless

__all__ = ["MAX_CHARACTERS", "Proxy", "Rules", "find_proxy", "harmless"]
