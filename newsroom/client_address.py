"""Where a request comes from: the peer's address, or what trusted proxies say about it."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """The client's IP address; "unknown" when the server was reached without one.

    Each trusted proxy appends the peer that it saw to X-Forwarded-For, so the client stands
    `PROXIES` places from its end. What stands further left was sent by the client: it may be a lie.
    """
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXIES:
        return peer
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-settings.PROXIES :]
    told = _parsed(hops[0])
    return peer if told == UNKNOWN else told


def network_of(address: str) -> str:
    """The network that the address belongs to: /24, or /64 for IPv6."""
    if address == UNKNOWN:
        return UNKNOWN
    length = 64 if ":" in address else 24
    return str(ip_network(f"{address}/{length}", strict=False))


def one_client(address: str) -> str:
    """What one client can call its own: an IPv4 address, or the /64 of an IPv6 address, where it
    may take as many addresses as it likes."""
    return network_of(address) if ":" in address else address


def _parsed(words: str) -> str:
    """The address in the words, without port, brackets or zone."""
    words = words.strip()
    if words.startswith("["):
        words = words[1:].partition("]")[0]
    elif words.count(":") == 1:
        words = words.partition(":")[0]
    try:
        address = ip_address(words.partition("%")[0])
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(address)
