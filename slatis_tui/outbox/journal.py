"""The journal: every operation in one SQLite file, committed before anything of it is sent."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from slatis_tui.domain.changes import ChangeState, Step
from slatis_tui.errors import JournalError, SlatisError
from slatis_tui.outbox import rows, schema
from slatis_tui.outbox.ages import went_back
from slatis_tui.outbox.damage import set_aside_before, set_aside_if_damaged
from slatis_tui.outbox.mark import Count, Mark
from slatis_tui.outbox.operations import ChangeUnderWay, Operation
from slatis_tui.outbox.recovery import taken_over
from slatis_tui.outbox.sessions import Session, one_at_a_time, remove_dead
from slatis_tui.outbox.states import may_follow
from slatis_tui.outbox.takeover import LeftOvers


class Journal:
    """The operations of one scope, as one session writes them. Blocking; used in one thread only.

    A scope is the text "host|mode|key fingerprint": operations of another one are never sent.
    """

    def __init__(
        self, db: sqlite3.Connection, mark: Mark, session: Session, folder: Path, scope: str, notice: str
    ) -> None:
        self._db = db
        self._mark = mark
        self._session = session
        self._scope = scope
        self._left = LeftOvers(db, folder, session, scope)
        self.notice = notice
        """What happened to a damaged journal found at the start; empty if nothing did."""

    @classmethod
    def open(cls, path: Path, scope: str, now: float, max_pages: int = 0) -> "Journal":
        """Open the journal, or make it; a damaged one is set aside and a new one started.

        `max_pages` bounds the file's length, as a full disk would.

        Raises:
            JournalError: the folder or the file can't be used.
        """
        with _told("opened"):
            schema.private_folder(path.parent)
            with one_at_a_time(path.parent), ExitStack() as undo:
                notice = set_aside_if_damaged(path, now)
                if not path.exists():
                    notice = notice or set_aside_before(path)
                    schema.create(path)
                remove_dead(path.parent)
                session = Session(path.parent)
                undo.callback(session.end)
                mark = Mark(path)
                undo.callback(mark.close)
                db = schema.connect(path, max_pages)
                undo.pop_all()
                return cls(db, mark, session, path.parent, scope, notice)

    def close(self) -> None:
        """Close the file and end the session. What it had rejected has been told, and is forgotten."""
        try:
            with suppress(JournalError), self._writing() as db:
                db.execute(rows.FORGET_REJECTED, (self._session.id,))
            with _told("closed"):
                self._db.close()
        finally:
            self._mark.close()
            self._session.end()

    def add(self, operation: Operation) -> None:
        """Commit a new operation.

        Raises:
            ChangeUnderWay: an open one of the same booking or form stands in its way.
            JournalError: it could not be written.
        """
        with self._writing() as db:
            if under_way := self._add(db, operation):
                raise under_way

    def add_all(self, operations: Sequence[Operation]) -> list[ChangeUnderWay | None]:
        """Commit new operations in one transaction; for each None, or what stands in its way and kept it out.

        Raises:
            JournalError: none of them was written.
        """
        with self._writing() as db:
            return [self._add(db, operation) for operation in operations]

    def move(self, operation: Operation, now: float) -> None:
        """As `move_all`, for one.

        Raises:
            ChangeUnderWay: as for `add`, where it is to wait again.
            JournalError: it could not be written.
        """
        (problem,) = self.move_all([(operation, now)])
        if problem:
            raise problem

    def move_all(self, moves: Sequence[tuple[Operation, float]]) -> list[SlatisError | None]:
        """Commit the next states of operations in one transaction, and forget the content of those that have ended.

        Args:
            moves: each operation as it is to stand, and since when (Unix seconds).

        Returns:
            For each None, or why it alone stays as it was: an open one is in its way (`ChangeUnderWay`), or the
            journal has it in a state that this one can't follow, or as another console's.

        Raises:
            JournalError: none of them was written.
        """
        with self._writing() as db:
            return [self._move(db, operation, now) for operation, now in moves]

    def note(self, operation: Operation, now: float, note: str) -> None:
        """Commit what a try of the operation met (at `now`, Unix seconds); its state stays as it is.

        Raises:
            JournalError: it could not be written.
        """
        with self._writing() as db:
            db.execute(rows.REMEMBER, (operation.op_id, now, operation.state, note))

    def touch(self) -> None:
        """Commit nothing, to find out whether the journal can be written.

        Raises:
            JournalError: it can't.
        """
        with self._writing():
            pass

    def trail(self, op_id: str) -> list[Step]:
        """The steps of an operation, oldest first; none for one that the journal does not have.

        Raises:
            JournalError: the journal can't be read.
        """
        with _told("read"):
            found = self._db.execute(rows.TRAIL, (op_id,)).fetchall()
        return [Step(row["at"], ChangeState(row["state"]), row["note"]) for row in found]

    def left_over(self) -> list[Operation]:
        """What sessions of this scope that have ended left unsettled, oldest first, as they left it.

        Raises:
            JournalError: the journal can't be read.
        """
        with _told("read"):
            return [operation for operation, _ in self._left.orphans()]

    def others_left_some(self) -> bool:
        """Whether an ended session of this scope has left something; costs next to nothing while there is no other.

        Raises:
            JournalError: the journal can't be read.
        """
        with _told("read"):
            return self._left.are_likely()

    def elsewhere(self) -> int:
        """How many operations sessions of other scopes that have ended left unsettled.

        Raises:
            JournalError: the journal can't be read.
        """
        with _told("read"):
            return self._left.elsewhere()

    def take_over(self, now: float) -> list[Operation]:
        """Make what ended sessions of this scope left unsettled this session's, and commit what becomes of it.

        Of several consoles that try, each operation falls to one: writers wait for each other, and the one that
        comes later finds another owner. What killed sessions had rejected is taken too, as it is: to be told.

        Raises:
            JournalError: it could not be written; nothing was taken.
        """
        with self._writing() as db:
            newest = db.execute(rows.NEWEST).fetchone()[0]
            taken = []
            for left, owner in [*self._left.orphans(), *self._left.rejected()]:
                ours = taken_over(left, now, went_back(now, newest) or self._was_set_back_since(left))
                if db.execute(rows.UPDATE, {**self._row(ours), "owner": owner}).rowcount:
                    taken.append(ours)
                    if ours.state is not left.state:
                        self._remember(ours, now)
        return taken

    def moved(self) -> list[tuple[str, str]]:
        """The ids of each booking of this scope that was rescheduled, and of the one made of it, oldest first.

        Raises:
            JournalError: the journal can't be read.
        """
        with _told("read"):
            return [(row["booking_id"], row["result_id"]) for row in self._db.execute(rows.MOVED, (self._scope,))]

    def of_run(self, run_id: str) -> list[Operation]:
        """Every operation of a bulk run, in its order, whatever became of it and whoever has it.

        Raises:
            JournalError: the journal can't be read.
        """
        with _told("read"):
            return [rows.to_operation(row) for row in self._db.execute(rows.OF_RUN, (run_id,)).fetchall()]

    def _was_set_back_since(self, operation: Operation) -> bool:
        (seconds,) = self._db.execute(rows.STEP_BACK, (operation.op_id,)).fetchone()
        return went_back(0.0, seconds)

    def _add(self, db: sqlite3.Connection, operation: Operation) -> ChangeUnderWay | None:
        try:
            db.execute(rows.INSERT, self._row(operation))
        except sqlite3.IntegrityError as error:
            return self._in_the_way(error, operation)
        self._remember(operation, operation.change.created_at)
        return None

    def _move(self, db: sqlite3.Connection, operation: Operation, now: float) -> SlatisError | None:
        known = db.execute(rows.STANDING, (operation.op_id,)).fetchone()
        if known is None or not may_follow(operation.state, ChangeState(known["state"])):
            return JournalError("The journal has another state of this change")
        if known["session"] != self._session.id:
            return JournalError("The journal has this change as another console's")
        try:
            db.execute(rows.UPDATE, {**self._row(operation), "owner": self._session.id})
        except sqlite3.IntegrityError as error:
            return self._in_the_way(error, operation)
        self._remember(operation, now)
        return None

    def _in_the_way(self, error: sqlite3.IntegrityError, operation: Operation) -> ChangeUnderWay:
        """What a statement met that SQLite has undone by itself; raises again what is no open change."""
        if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_UNIQUE:
            raise error
        return self._under_way(operation)

    def _row(self, operation: Operation) -> rows.Row:
        return rows.to_row(operation, self._scope, self._session.id)

    def _remember(self, operation: Operation, now: float) -> None:
        self._db.execute(rows.REMEMBER, (operation.op_id, now, operation.state, operation.change.error))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with _told("written"):
            self._db.execute("BEGIN IMMEDIATE")
            with self._db:
                yield self._db
                self._db.execute(rows.COUNT)
                count = Count(*self._db.execute(rows.COUNTED).fetchone())
            self._mark.set(count)

    def _under_way(self, operation: Operation) -> ChangeUnderWay:
        key = (self._scope, operation.change.booking_id, operation.form_hash)
        row = self._db.execute(rows.OPEN_TWIN, key).fetchone()
        what = " ".join(part for part in (row["verb"], row["subject"]) if part)
        if row["session"] != self._session.id:
            return ChangeUnderWay(f"Already under way in another console: {what}")
        if row["state"] == ChangeState.SENDING:
            return ChangeUnderWay(f"Already sending: {what}; wait for its answer")
        return ChangeUnderWay(f"Already waiting: {what}" + ("" if row["begun_at"] else "; u recalls it"))


@contextmanager
def _told(participle: str) -> Iterator[None]:
    """Turn what SQLite and the system say into a JournalError, in words that hold no content."""
    try:
        yield
    except sqlite3.Error as error:
        raise JournalError(f"The journal can't be {participle} ({error})") from error
    except OSError as error:
        raise JournalError(f"The journal can't be {participle} ({error.strerror})") from error
