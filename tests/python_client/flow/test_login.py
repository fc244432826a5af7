"""OAuth, from the consent page to the revoked token."""

import datetime
import unittest
import urllib.parse

from miro_api import Miro, MiroApi
from miro_api.exceptions import NotFoundException, UnauthorizedException
from miro_api.models import RevokeTokenRequest
from miro_api.storage import InMemoryStorage, State

from .login import TokenEndpoint, press


def stateful_client():
    """A client as in the quick start, but with a store of its own, and with secrets where they belong."""
    miro = Miro(storage=InMemoryStorage())
    miro._api_client = TokenEndpoint(secrets_in_url=False)
    return miro


class Login(unittest.TestCase):
    def test_a_user_logs_in_and_out(self):
        miro = stateful_client()
        self.assertFalse(miro.is_authorized)
        callback = press(miro.get_auth_url(state="a state & more"), "Allow")
        self.assertTrue(callback.startswith(f"{miro._redirect_url}?"), callback)
        self.assertIn("a state & more", urllib.parse.parse_qs(urllib.parse.urlsplit(callback).query)["state"])

        token = miro.exchange_code_for_access_token(callback)
        self.assertTrue(miro.is_authorized)
        self.assertEqual(miro.access_token, token)
        context = miro.api.token_info()
        self.assertIn("boards:read", context.scopes)
        self.assertEqual((context.user.type, context.team.type), ("user", "team"))

        # The client uses the deprecated revocation with the token in the URL, which Miro still serves.
        with self.assertWarns(DeprecationWarning):
            miro.revoke_token()
        self.assertFalse(miro.is_authorized)
        with self.assertRaises(UnauthorizedException):
            MiroApi(token).token_info()

    def test_a_user_who_denies_sends_no_code(self):
        callback = press(stateful_client().auth_url, "Deny")
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(callback).query)
        self.assertEqual(query, {"error": ["access_denied"]})

    def test_a_code_is_good_once(self):
        miro = stateful_client()
        callback = press(miro.auth_url, "Allow")
        miro.exchange_code_for_access_token(callback)
        # The client does not look at the status, so every refusal of the token endpoint surfaces like this.
        with self.assertRaisesRegex(KeyError, "access_token"):
            miro.exchange_code_for_access_token(callback)

    def test_the_second_revocation_takes_a_body(self):
        miro = stateful_client()
        token = miro.exchange_code_for_access_token(press(miro.auth_url, "Allow"))
        secrets = {"access_token": token, "client_id": miro._client_id, "client_secret": miro._client_secret}
        miro.api.revoke_token_v2(RevokeTokenRequest(**secrets))
        with self.assertRaises(UnauthorizedException):
            miro.api.token_info()
        with self.assertRaises(NotFoundException):
            miro.api.revoke_token_v2(RevokeTokenRequest(**secrets))


class Defects(unittest.TestCase):
    def test_secrets_travel_in_the_url(self):
        """Every proxy logs URLs. Miro takes them all the same, and so does the sandbox, with a warning in its records."""
        miro = Miro(storage=InMemoryStorage())
        miro._api_client = TokenEndpoint(secrets_in_url=True)
        callback = press(miro.auth_url, "Allow")
        miro.exchange_code_for_access_token(callback)
        self.assertTrue(miro.is_authorized)
        self.assertIn(f"client_secret={miro._client_secret}", miro._api_client.urls[0])

    def test_the_expiry_of_a_token_is_never_stored(self):
        """The client looks for it under a name that no answer has: so it never refreshes by itself."""
        miro = stateful_client()
        miro.exchange_code_for_access_token(press(miro.auth_url, "Allow"))
        stored = miro._storage.get()
        self.assertIsNotNone(stored.refresh_token)
        self.assertIsNone(stored.token_expires_at)

        # With an expiry from elsewhere it does, and the old pair of tokens is void.
        yesterday = datetime.datetime.now() - datetime.timedelta(days=1)
        miro._storage.set(State(stored.access_token, stored.refresh_token, yesterday))
        renewed = miro.access_token
        self.assertNotEqual(renewed, stored.access_token)
        self.assertNotEqual(miro._storage.get().refresh_token, stored.refresh_token)
        miro.api.token_info()
        with self.assertRaisesRegex(KeyError, "access_token"):
            miro._get_token(refresh_token=stored.refresh_token)

    def test_clients_share_one_token_store(self):
        """The default is made once, when the class is: a second user's login takes the first one's place."""
        self.assertIs(Miro()._storage, Miro()._storage)
