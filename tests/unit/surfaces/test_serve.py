"""A port that another server has is not shared with it."""

import socket

import pytest

from vedette.base.accounts.rules import Refused
from vedette.surfaces.cli.serve import check_free


def test_a_port_in_use_is_refused_and_a_free_one_is_not():
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Refused, match=str(port)):
            check_free("127.0.0.1", port)
    check_free("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99_999), ("no.such.host.invalid", 8000)])
def test_what_is_no_port_or_address_is_refused(host, port):
    with pytest.raises(Refused):
        check_free(host, port)
