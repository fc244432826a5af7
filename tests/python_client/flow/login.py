"""The login: a browser, and the token endpoint within the client's reach."""

import urllib.parse
from html.parser import HTMLParser

from . import sandbox


class Form(HTMLParser):
    """The one form of a page: what a browser sends of it, and its buttons by what stands on them."""

    def __init__(self, page):
        super().__init__()
        self.fields = {}
        self.buttons = {}
        self._select = self._button = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.action = attributes["action"]
        elif tag == "input" and attributes.get("type") == "hidden":
            self.fields[attributes["name"]] = attributes["value"]
        elif tag == "select":
            self._select = attributes["name"]
        elif tag == "option" and ("selected" in attributes or self._select not in self.fields):
            self.fields[self._select] = attributes["value"]
        elif tag == "button":
            self._button = (attributes["name"], attributes["value"])

    def handle_data(self, data):
        if self._button and data.strip():
            self.buttons[data.strip()] = self._button

    def handle_endtag(self, tag):
        if tag == "button":
            self._button = None


def at_sandbox(url):
    """The same address at the sandbox: the client has constants for the hosts of the login."""
    parts = urllib.parse.urlsplit(url)
    return sandbox.BASE_URL + urllib.parse.urlunsplit(("", "", parts.path, parts.query, ""))


def press(authorize_url, button):
    """Opens the consent page in a browser, presses a button, and answers where the browser is sent to."""
    page = sandbox.send("GET", at_sandbox(authorize_url))
    assert page.status == 200, page.body
    form = Form(page.body.decode())
    body = urllib.parse.urlencode([*form.fields.items(), form.buttons[button]]).encode()
    target = urllib.parse.urljoin(sandbox.BASE_URL, form.action)
    answer = sandbox.send("POST", target, body, {"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status in (302, 303), answer.body
    return answer.headers["location"]


class TokenEndpoint:
    """In the place of the client that `Miro` asks for tokens with, whose URL is a constant."""

    def __init__(self, secrets_in_url):
        self.secrets_in_url = secrets_in_url
        self.urls = []

    def call_api(self, method, url):
        self.urls.append(url)
        url = at_sandbox(url)
        if self.secrets_in_url:
            return Read(sandbox.send(method, url))
        url, _, parameters = url.partition("?")
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return Read(sandbox.send(method, url, parameters.encode(), headers))


class Read:
    """An answer as the client reads it."""

    def __init__(self, answer):
        self._answer = answer

    def read(self):
        return self._answer.body
