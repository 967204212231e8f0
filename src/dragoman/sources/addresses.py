"""Which addresses may be fetched, and what they are called once fetched."""

import ipaddress
import socket
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dragoman.sources.outcome import RefusedError

_TRACKING = ("utm_", "xtor", "fbclid", "gclid", "at_medium", "at_campaign", "ns_campaign")
_MAPPED = (
    (ipaddress.ip_network("64:ff9b::/96"), 0),  # NAT64 carries an IPv4 address in its last bits
    (ipaddress.ip_network("2002::/16"), 80),  # 6to4 after its first 16
)


def check_url(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an address that may be fetched as far as it tells.

    Raises:
        RefusedError: if it is no http or https address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _refused(f"is no sound address ({error})") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise _refused(f"begins with {parts.scheme or 'nothing'}, not with http or https")
    if not host:
        raise _refused("names no host")
    return parts.scheme.lower(), host, port or (443 if parts.scheme.lower() == "https" else 80)


def resolve(host: str, port: int, *, allow_private: bool) -> tuple[str, ...]:
    """Return the numeric addresses of `host` that may be connected to, as the system orders them.

    A host with any private address is refused whole: such names are made to deceive.

    Raises:
        RefusedError: if it has none, or one inside this machine or its network.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RefusedError(
            "unreachable",
            f"has a host that is not found ({host})",
            "Check the address and the network, then try again.",
            detail=host,
        ) from error
    found = tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))
    for address in found:
        if not allow_private and not is_public(address):
            where = address if host == address else f"{host} is {address}"
            raise _refused(
                f"leads into this machine or its network ({where})",
                "Allow that with --allow-private if you mean it.",
            )
    return found


def is_public(address: str) -> bool:
    """Tell whether a numeric address is one of the open internet."""
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped
        for network, shift in _MAPPED:
            if found in network:
                inner = ipaddress.IPv4Address((int(found) >> shift) & 0xFFFFFFFF)
        if found.teredo is not None:
            return False
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def tidy(url: str) -> str:
    """Return `url` without its fragment and without what only counts visitors."""
    parts = urlsplit(url)
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(_TRACKING)
    ]
    kept = urlencode(query) if len(query) != len(parse_qsl(parts.query, True)) else parts.query
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path or "/", kept, ""))


def _refused(message: str, advice: str = "Give an address of the open web.") -> RefusedError:
    return RefusedError("address", message, advice, detail=message)
