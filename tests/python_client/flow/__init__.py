"""What a program does that uses the official client, from the login to the deletion of everything.

Where the client is wrong, a test asserts the wrong behaviour, says in a sentence what is wrong about it, and goes on in
a way that works: so a difference between client and sandbox is either a known defect of the client or a failure.
"""
