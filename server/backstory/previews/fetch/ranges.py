"""Which IP addresses are of the public web. Pure.

Our own table, since `ipaddress.is_global` says different things in different releases of Python.
Source: https://www.iana.org/assignments/iana-ipv4-special-registry/,
https://www.iana.org/assignments/iana-ipv6-special-registry/
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

# The first network that holds an address says what it is.
NOT_PUBLIC = tuple(
    (ip_network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared within a provider"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a cloud's metadata"),
        ("169.254.0.0/16", "link-local, or a cloud's metadata"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "set aside for protocols"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "set aside for benchmarks"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::1/128", "this machine"),
        ("::/128", "this machine"),
        ("::ffff:0:0/96", "an IPv4 address within IPv6"),
        ("64:ff9b::/96", "an IPv4 address behind NAT64"),
        ("64:ff9b:1::/48", "an IPv4 address behind NAT64"),
        ("2001::/32", "an IPv4 address within Teredo"),
        ("2001::/23", "set aside for protocols"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "an IPv4 address within 6to4"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
    )
)
GLOBAL_UNICAST = IPv6Network("2000::/3")


def not_public(address: str) -> str | None:
    """What an IP address is where it is none of the public web; None where it is one.

    Raises: ValueError, when it is no IP address.
    """
    parsed: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(parsed, IPv6Address) and parsed.scope_id:
        return "link-local"
    for network, what in NOT_PUBLIC:
        if parsed in network:
            return what
    if isinstance(parsed, IPv6Address) and parsed not in GLOBAL_UNICAST:
        return "reserved"
    return None
