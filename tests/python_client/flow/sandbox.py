"""The sandbox that `run` has started, and ways to it."""

import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message

from miro_api import MiroApi
from miro_api.configuration import Configuration

BASE_URL = os.environ["MIRO_BASE_URL"]
ACCESS_TOKEN = os.environ["MIRO_ACCESS_TOKEN"]

# Every client takes the host of the REST API from here. Those of the login are constants in the client: see `login`.
Configuration.set_default(Configuration(host=BASE_URL))


def client():
    """The official client, with a token of a company admin that has every scope."""
    return MiroApi(ACCESS_TOKEN)


@dataclass
class Answer:
    """An answer to a request by hand."""

    status: int
    headers: Message
    body: bytes

    def json(self):
        return json.loads(self.body)


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like any other."""

    def redirect_request(self, *_):
        return None


def send(method, url, body=None, headers=None):
    """A request by hand, for what the client cannot do. No proxy is used, since the sandbox is on this machine."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirects)
    request = urllib.request.Request(url, method=method, data=body, headers=headers or {})
    try:
        answer = opener.open(request)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return Answer(answer.status, answer.headers, answer.read())


def send_json(method, path, value=None):
    """A request by hand, with the token of `client`."""
    headers = {"Authorization": f"Bearer {ACCESS_TOKEN}", "Content-Type": "application/json"}
    return send(method, BASE_URL + path, None if value is None else json.dumps(value).encode(), headers)
