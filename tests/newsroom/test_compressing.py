"""Compressing: pages come small to browsers that take it, and unchanged to all."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import reverse

from newsroom.compressing import compressed

WORDS = b"The same words again. " * 200


def answer(accepts, response):
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts} if accepts else {})
    return compressed(lambda _: response)(request)


def test_a_page_is_compressed_and_reads_the_same(client, article):
    plain = client.get(article.get_absolute_url())
    small = client.get(article.get_absolute_url(), headers={"Accept-Encoding": "gzip, br"})
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content) / 2
    assert gzip.decompress(small.content).startswith(b"<!doctype html>")
    assert "Accept-Encoding" in plain["Vary"] and "Accept-Encoding" in small["Vary"]


@pytest.mark.parametrize("accepts", ["", "br", "gzip;q=0", "gzip; q=0.0, br"])
def test_who_does_not_take_it_gets_it_plain(accepts):
    assert answer(accepts, HttpResponse(WORDS)).content == WORDS


@pytest.mark.parametrize("accepts", ["gzip", "br, gzip;q=0.5", "gzip;q=1.0"])
def test_who_takes_it_gets_it(accepts):
    response = answer(accepts, HttpResponse(WORDS, headers={"ETag": '"one"'}))
    assert gzip.decompress(response.content) == WORDS
    assert response["Content-Length"] == str(len(response.content))
    assert response["ETag"] == 'W/"one"'


def test_its_length_does_not_tell_what_stands_in_it():
    assert len({len(answer("gzip", HttpResponse(WORDS)).content) for _ in range(40)}) > 5


def test_small_streamed_and_compressed_answers_are_left_alone():
    assert answer("gzip", HttpResponse(b"short")).content == b"short"
    streamed = answer("gzip", StreamingHttpResponse([WORDS]))
    assert b"".join(streamed.streaming_content) == WORDS
    done = HttpResponse(WORDS, headers={"Content-Encoding": "br"})
    assert answer("gzip", done)["Content-Encoding"] == "br"


def test_redirects_have_no_need_of_it(client, db):
    assert not client.get(reverse("accounts:account")).has_header("Content-Encoding")
