"""The board where the newest film hangs: who records puts it up, whoever shows it waits for what is new."""

from __future__ import annotations

from secrets import token_hex
from threading import Condition

from msgspec.structs import replace

from loopway.errors import LoopwayError
from loopway.publish.preview.answers import News, Trouble
from loopway.publish.preview.edition import Edition

NAME_BYTES = 8


class Board:
    """News in a row, numbered from 1 on, and the edition that the last one names. Any thread may read and write."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._news = News()
        self._number = 1
        self._edition: Edition | None = None
        self._closed = False

    def busy(self) -> None:
        """Says that the script is being recorded."""
        with self._changed:
            self._tell(replace(self._news, busy=True))

    def show(self, edition: Edition) -> None:
        """Puts up a new film, under a name that no other film ever had: a page may outlive the server."""
        with self._changed:
            self._edition = edition
            self._tell(News(edition=token_hex(NAME_BYTES)))

    def fail(self, error: LoopwayError) -> None:
        """Says why there is no new film; the last good one stays."""
        with self._changed:
            self._tell(News(edition=self._news.edition, error=Trouble.of(error)))

    def close(self) -> None:
        """Sends home everybody who waits for news."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def edition(self, name: str) -> Edition | None:
        """The edition of this name, if it still hangs."""
        with self._changed:
            return self._edition if name and name == self._news.edition else None

    def after(self, number: int, patience: float) -> tuple[int, News] | None:
        """The newest news and their number, as soon as that is above `number`; None if nothing came in `patience`
        seconds. EOFError once the board is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._number > number, patience)
            if self._closed:
                raise EOFError("the preview is over")
            return (self._number, self._news) if self._number > number else None

    def _tell(self, news: News) -> None:
        self._news = news
        self._number += 1
        self._changed.notify_all()
