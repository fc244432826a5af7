"""What goes over the wire between a client and the sandbox."""

import json
import urllib.parse
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass
class Sent:
    """A request as the client sent it."""

    method: str
    url: str
    body: Any

    @property
    def query(self):
        return urllib.parse.urlsplit(self.url).query


class Wire:
    """Looks at what a client sends, and changes what it sends and receives where a test needs that."""

    def __init__(self, api):
        self.sent = []
        self._change_url = self._change_answer = None
        self._rest_client = api.api_client.rest_client
        self._request = self._rest_client.request
        self._rest_client.request = self._exchange

    @property
    def last(self):
        return self.sent[-1]

    @contextmanager
    def changing(self, url=None, answer=None):
        """Replaces URLs before they are sent to, or the JSON of answers before the client reads it."""
        self._change_url, self._change_answer = url, answer
        yield
        self._change_url = self._change_answer = None

    def _exchange(self, method, url, **arguments):
        if self._change_url:
            url = self._change_url(url)
        self.sent.append(Sent(method, url, arguments.get("body")))
        answer = self._request(method, url, **arguments)
        if self._change_answer:
            answer.data = json.dumps(self._change_answer(json.loads(answer.read()))).encode()
        return answer
