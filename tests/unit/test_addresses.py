"""The address of a client, with and without proxies that we trust."""

import pytest

from nucuoi.foundation.addresses import client_address


@pytest.mark.parametrize(
    ("remote", "forwarded", "trusted", "client"),
    [
        ("1.1.1.1", "", (), "1.1.1.1"),
        ("1.1.1.1", "9.9.9.9", (), "1.1.1.1"),  # nobody is trusted: the header is only talk
        ("10.0.0.1", "9.9.9.9", ("10.0.0.1",), "9.9.9.9"),
        ("10.0.0.1", "6.6.6.6, 9.9.9.9", ("10.0.0.1",), "9.9.9.9"),  # what a client made up
        ("10.0.0.1", "9.9.9.9, 10.0.0.2", ("10.0.0.1", "10.0.0.2"), "9.9.9.9"),
        ("10.0.0.1", "", ("10.0.0.1",), "10.0.0.1"),
        ("10.0.0.1", " , ", ("10.0.0.1",), "10.0.0.1"),
    ],
)
def test_only_trusted_proxies_are_believed(
    remote: str, forwarded: str, trusted: tuple[str, ...], client: str
) -> None:
    """The nearest address that is no trusted proxy is the client's."""
    assert client_address(remote, forwarded, trusted) == client
