"""Connections that go only to addresses that were checked, and are cut off when time is up."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import certifi
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError


class TooLongError(Exception):
    """The time for one address is up."""


class Watch:
    """Cuts a connection off when its time is up, however slowly the other side talks."""

    def __init__(self, seconds: float) -> None:
        self.rang = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def connector(
        self, addresses: tuple[str, ...], silence: float
    ) -> Callable[[int], socket.socket]:
        """Return what connects to the first of `addresses` that answers."""

        def connect(port: int) -> socket.socket:
            failure: OSError | None = None
            for address in addresses:
                try:
                    made = socket.create_connection((address, port), timeout=silence)
                except OSError as error:
                    failure = error
                    continue
                self._sockets.append(made)
                return made
            raise failure or OSError("no address")

        return connect

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the time run for as long as the block does."""
        self._timer.start()
        try:
            yield
        except (HTTPError, OSError) as error:
            if self.rang:
                raise TooLongError from error
            raise
        finally:
            self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        for made in self._sockets:
            try:
                made.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it has ended by itself


def make_pool(
    scheme: str, host: str, port: int, connect: Callable[[int], socket.socket]
) -> HTTPConnectionPool:
    """Return a pool of one connection, which only goes where `connect` does."""
    pool: HTTPConnectionPool
    if scheme == "https":

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return connect(port)

        pool = HTTPSConnectionPool(host, port, maxsize=1, ssl_context=_tls())
        pool.ConnectionCls = Secure
    else:

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return connect(port)

        pool = HTTPConnectionPool(host, port, maxsize=1)
        pool.ConnectionCls = Plain
    return pool


def _tls() -> ssl.SSLContext:
    """Return what trusts the machine's authorities and those of certifi."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
