"""People in the community, signed in over HTTP as browsers do it, and the forms with which payouts go their way."""
import http.client
import re
import urllib.parse

from ground import Lost, require
from second import entry, report
from second.tiles import Tiles

PASSWORD = "a password of the fault tests"
PATIENCE_SECONDS = 30
STEWARDS = ("bo", "cy", "dee")
# Creators with bank details; the others' money waits.
PAYEES = report.CREATORS[:8]
LINK = re.compile(r'href="/payouts/([0-9a-f-]{36})"')


class Visitor:
    """A browser: one connection, one cookie."""

    def __init__(self, url, cookie=None):
        self.url, self.cookie = url, cookie
        self._connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=PATIENCE_SECONDS)

    def _ask(self, method, path, body=None):
        headers = {"Origin": self.url}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode(errors="replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookie = value.split(";")[0]
        return answer, text

    def get(self, path):
        """A page; it has to be there."""
        answer, text = self._ask("GET", path)
        require(answer.status == 200, f"{path} is answered with {answer.status}")
        return text

    def post(self, path, **fields):
        """Sends a form; answers the status and where it leads."""
        answer, _ = self._ask("POST", path, urllib.parse.urlencode(fields))
        return answer.status, answer.getheader("location", "")

    def sign_in(self, name):
        """As a member."""
        status, _ = self.post("/sign-in", email=f"{name}@example.org", password=PASSWORD)
        require(status == 303 and self.cookie, f"{name} signs in and is answered with {status}")
        return self


def populate(ground, draw, rows):
    """A database with earnings, three stewards, and creators who have said where their money goes; answers the
    stewards' cookies, which stay good when the server is started again."""
    made = report.rows(draw, rows)
    ground.run("import", "payments", ground.report(made))
    ground.rows = made
    people = [(name, "--steward") for name in STEWARDS] + [(slug, f"--creator={slug}") for slug in PAYEES]
    for name, role in people:
        ground.program.run("member", "add", "--email", f"{name}@example.org", "--name", name, role, input_text=PASSWORD + "\n")
    with ground.program.serve() as server:
        for number, slug in enumerate(PAYEES):
            visitor = Visitor(server.url).sign_in(slug)
            account = {"kind": "uk", "holder": slug, "sort_code": "20-00-00", "account_number": f"{55779900 + number}"}
            status, _ = visitor.post(f"/creators/{slug}/bank-details", version=0, password=PASSWORD, **account)
            require(status == 303, f"bank details are answered with {status}")
        cookies = [Visitor(server.url).sign_in(name).cookie for name in STEWARDS]
        server.stop()
    return cookies


def payouts_listed(visitor):
    """The ids of the payouts that the stewards' list shows, in its order."""
    return list(dict.fromkeys(LINK.findall(visitor.get("/payouts"))))


def approve(visitor, payout):
    """Presses the button on the payout's page, or what would be the button."""
    return visitor.post(f"/payouts/{payout}/approve", details=1)[0]


def payout_entries(source, size):
    """The record's entries about payouts, in order."""
    read = (entry.read(data) for data in Tiles(source.fetch, size).entries())
    return [found for found in read if found is not None and found.entry_kind == "payout"]


def approvals(entries):
    """How many approvals each payout has, by id."""
    count = {}
    for step in entries:
        if step.event == "approval":
            count[step.payout] = count.get(step.payout, 0) + 1
    return count


def paid(status, what):
    """An answer that means: done."""
    if status not in (200, 303):
        raise Lost(f"{what} is answered with {status}")
