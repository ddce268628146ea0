"""What every group of endpoints is made of."""

from slatis_tui.api._http import Http
from slatis_tui.api._key import ApiKey


class Calls:
    """Endpoints of one server for one key. Each group of them adds its methods; a client is all groups together."""

    def __init__(self, http: Http, key: ApiKey) -> None:
        self._http = http
        self._key = key
