"""Addresses of pages, brought to one form so that a story is known again wherever it was linked."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from articles.blocks import LONGEST_ADDRESS, is_web_address

_TRACKING = frozenset((
    "fbclid", "gclid", "gclsrc", "dclid", "wbraid", "gbraid", "gad_source", "msclkid",
    "yclid", "twclid", "ttclid", "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_hsenc",
    "_hsmi", "__twitter_impression", "guccounter", "guce_referrer", "guce_referrer_sig",
    "at_medium", "at_campaign", "at_format", "at_link_id", "at_link_type", "at_link_origin",
    "at_ptr_name", "at_bbc_team", "at_campaign_type", "cmpid", "ocid", "ito", "smid",
    "smtyp", "ftag", "xtor", "ref_src", "ref_url", "ncid", "sr_share",
))  # fmt: skip
_TRACKING_BEGINS = ("utm_", "hsa_", "ns_", "soc_")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_AS_THEY_STAND = "%/:@!$&'()*+,;=~-._?"


def canonical(address: str) -> str:
    """The one form of a page's address; "" for what is not an absolute http(s) address.

    Scheme and host in lower case, without default port, fragment, tracking parameters and the
    slash at the end; letters outside ASCII are escaped, as browsers send them. Parameters keep
    their order, since sites may read them by it.
    """
    address = address.strip()
    if not is_web_address(address) or "\\" in address:
        return ""
    try:
        parts = urlsplit(address)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if not host or "@" in parts.netloc:
        return ""
    site = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    path = _escaped(parts.path).rstrip("/")
    whole = urlunsplit((scheme, site, path or "/", _query(parts.query), ""))
    return whole if len(whole) <= LONGEST_ADDRESS else ""


def twins(address: str) -> list[str]:
    """The canonical address and the same under the other scheme; empty for no address."""
    found = canonical(address)
    if not found:
        return []
    scheme, rest = found.split(":", 1)
    return [found, f"{'http' if scheme == 'https' else 'https'}:{rest}"]


def is_lone(text: str) -> bool:
    """Whether the text is nothing but one web address."""
    return is_web_address(text.strip())


def _host(name: str) -> str:
    name = name.rstrip(".")
    if name.isascii():
        return name.lower()
    # IDNA raises UnicodeError, which is a ValueError
    return name.encode("idna").decode().lower()


def _escaped(path: str) -> str:
    return _ESCAPE.sub(lambda found: found[0].upper(), quote(path, safe=_AS_THEY_STAND))


def _query(query: str) -> str:
    kept = [each for each in query.split("&") if each and not _is_tracking(each)]
    return _escaped("&".join(kept))


def _is_tracking(parameter: str) -> bool:
    name = parameter.split("=", 1)[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_BEGINS)
