"""Where requests come from, and where the site says it is."""

import pytest

from newsroom.client_address import client_address, network_of, one_client
from newsroom.site_address import full_address, site_address


def asked(rf, peer="198.51.100.7", forwarded=None):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return rf.get("/", REMOTE_ADDR=peer, **headers)


def test_without_proxies_what_a_header_claims_is_ignored(rf, settings):
    settings.PROXIES = 0
    assert client_address(asked(rf, forwarded="203.0.113.9")) == "198.51.100.7"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client"),
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "203.0.113.9"),
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "2001:db8::1%eth0", "2001:db8::1"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "", "198.51.100.7"),
        (1, "1.1.1.1, somewhere", "198.51.100.7"),
        (1, None, "198.51.100.7"),
    ],
)
def test_behind_proxies_the_client_stands_their_number_from_the_end(
    rf, settings, proxies, forwarded, client
):
    settings.PROXIES = proxies
    assert client_address(asked(rf, forwarded=forwarded)) == client


def test_a_socket_without_an_address_is_unknown(rf):
    assert client_address(asked(rf, peer="")) == "unknown"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_addresses_of_one_network_count_together(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_a_client_is_an_address_of_four_parts_or_a_whole_network_of_six(address, client):
    assert one_client(address) == client


@pytest.mark.parametrize(
    ("https", "hosts", "address"),
    [
        (False, ["127.0.0.1", "localhost"], "http://127.0.0.1:8123"),
        (True, ["news.test"], "https://news.test"),
        (True, ["*"], "http://127.0.0.1:8123"),
        (True, [".news.test", "desk.news.test"], "https://desk.news.test"),
    ],
)
def test_the_site_knows_its_own_address(settings, monkeypatch, https, hosts, address):
    monkeypatch.setenv("PORT", "8123")
    settings.HTTPS, settings.ALLOWED_HOSTS = https, hosts
    assert site_address() == address


def test_the_port_is_not_told_where_a_proxy_has_its_own(settings, monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    settings.HTTPS, settings.PROXIES, settings.ALLOWED_HOSTS = False, 1, ["news.test"]
    assert site_address() == "http://news.test"


def test_a_link_goes_to_the_host_that_was_asked_if_we_name_it(rf, settings):
    settings.ALLOWED_HOSTS = ["news.test"]
    request = rf.get("/", HTTP_HOST="news.test:8123")
    assert full_address(request, "/x/") == "http://news.test:8123/x/"


def test_a_link_never_goes_to_a_host_that_only_the_request_names(rf, settings, monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    settings.ALLOWED_HOSTS = ["*"]
    request = rf.get("/", HTTP_HOST="evil.test")
    assert full_address(request, "/x/") == "http://127.0.0.1:8123/x/"
