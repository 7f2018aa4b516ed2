"""How many open ratings an address may send, and what an address is."""

import pytest

from nucuoi.ratings.intake.addresses import Proxies, hashed
from nucuoi.ratings.intake.limits import OpenLimit


class Clock:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


def test_an_address_has_its_share_of_a_minute() -> None:
    """The share comes back one by one, and other addresses have their own."""
    clock = Clock()
    limit = OpenLimit(2, clock)
    taken = [limit.take(b"a"), limit.take(b"a"), limit.take(b"a"), limit.take(b"b")]
    clock.now += 60

    assert taken == [0, 0, 61, 0]
    assert limit.take(b"a") == 0


def test_who_is_not_counted_yet_takes_a_share_too() -> None:
    """Of one group, judged as a whole before any of it is counted."""
    limit = OpenLimit(2, Clock())
    before = [limit.wait_s(b"a", besides=number) for number in (1, 2)]
    limit.take(b"a")

    assert before == [0, 61]
    assert [limit.wait_s(b"a", besides=number) for number in (0, 1)] == [0, 61]


def test_zero_is_no_limit() -> None:
    """Whoever wants none has none."""
    limit = OpenLimit(0)

    assert {limit.take(b"a") for _ in range(100)} == {0}
    assert limit.wait_s(b"a", besides=100) == 0


def test_addresses_are_forgotten() -> None:
    """Memory holds the last minutes only."""
    clock = Clock()
    limit = OpenLimit(1, clock)
    for number in range(1000):
        limit.take(b"%d" % number)
    clock.now += 61
    limit.take(b"later")

    assert len(limit._taken) == 1


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "sender"),
    [
        # nobody is believed unless told so
        ([], "198.51.100.1", "203.0.113.9", "198.51.100.1"),
        (["127.0.0.1"], "198.51.100.1", "203.0.113.9", "198.51.100.1"),
        # the last address that is not a proxy of ours
        (["127.0.0.1"], "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        (["127.0.0.1"], "127.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (["127.0.0.1", "10.0.0.0/8"], "127.0.0.1", "203.0.113.9, 10.1.2.3", "203.0.113.9"),
        (["127.0.0.1"], "127.0.0.1", "", "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "unknown", "127.0.0.1"),
        # IPv6: the /64 is one household; mapped addresses are IPv4
        ([], "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (["::1"], "::1", "::ffff:203.0.113.9", "203.0.113.9"),
        ([], "", "", ""),
        ([], "unix:", "", ""),
    ],
)
def test_the_sender_of_a_request(
    trusted: list[str], remote: str, forwarded: str, sender: str
) -> None:
    """X-Forwarded-For counts only from trusted proxies, read from the right."""
    assert Proxies(trusted).sender(remote, lambda: forwarded) == sender


def test_an_address_is_hashed_with_a_key() -> None:
    """Not even memory holds addresses in clear, and one key's hashes are not another's."""
    assert hashed(b"k" * 32, "203.0.113.9") != hashed(b"l" * 32, "203.0.113.9")
