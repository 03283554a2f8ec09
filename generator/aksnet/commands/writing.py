"""Files onto the disk: all of them or none, and never over what somebody else wrote.

A file is replaced by a new one with its permissions and, as far as the system allows it, its owner: so nobody ever
reads half of it. What is a hard link to the former file keeps the former text.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from aksnet.errors import OutputError, Place, Problem
from aksnet.targets.files import Rendered, is_ours

# What new text is called until it is in its place, and the age in seconds of one that a run which was killed has left.
_TEMPORARY, _END, _OLD = ".aksnet-", ".tmp", 3600
# The same where no other run writes such files: each one that is there has been left.
_ALONE = f"{_TEMPORARY}sync-"


def write_files(directory: Path, files: Sequence[Rendered], *, force: bool) -> list[Path]:
    """Write the files below `directory` and return those that changed; raises OutputError and changes nothing."""
    try:
        _check_directory(directory, "the output directory")
        texts = {_real(directory / file.path): file.marked().encode() for file in files}
        before = {path: _existing(path) for path in texts}
        changed = {path: text for path, text in texts.items() if before[path] != text}
        if not force:
            _refuse_foreign({path: data for path, data in before.items() if path in changed})
        _replace_all(changed, before)
    except OSError as error:
        raise OutputError(_problem(error)) from None
    return list(changed)


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Put what `change` makes of a file in its place; raises OutputError and changes nothing where that cannot be."""
    try:
        real = _real(path)
        before = _existing(real)
        if before is not None:
            after = change(before)
            _replace_all({real: after}, {real: before})
    except OSError as error:
        raise OutputError(_problem(error)) from None


def replace_files(
    files: Mapping[Path, tuple[bytes | None, bytes]], folders: Iterable[Path] = (), *, is_alone: bool = False
) -> None:
    """Put what stands second into each file, which held what stands first; all of them or none.

    Raises OutputError and changes nothing where a file holds something else by now, or cannot be written. A run that
    is alone removes what those before it have left in the folders.
    """
    try:
        real = {_real(path): data for path, data in files.items()}
        _refuse_moved(real, real)
        before = {path: data for path, (data, _) in real.items()}
        # a run that had no lock may have written the same
        after = {path: data for path, (_, data) in real.items() if _existing(path) != data}
        if is_alone:
            _remove_leftovers({*folders, *(path.parent for path in real)}, _ALONE, 0)
        _replace_all(after, before, _ALONE if is_alone else _TEMPORARY)
    except OSError as error:
        raise OutputError(_problem(error)) from None


def write_own(path: Path, data: bytes, what: str, is_own: Callable[[bytes], bool]) -> None:
    """Write a file over what is one of its own kind, or where there is none; raises OutputError and changes nothing.

    Messages say `what` it is.
    """
    try:
        _check_directory(path.parent, f"the directory of the {what}")
        real = _real(path)
        before = _existing(real, f"this is no regular file, and so no {what}")
        if before is not None and not is_own(before):
            hint = "name another file, or delete this one first"
            raise OutputError(Problem(f"this file is no {what}, and is not overwritten", Place(str(path)), hint))
        if before not in (None, data) and is_read_only(real):
            hint = "make it writable, or name another file"
            raise OutputError(Problem(f"this {what} is read-only, and is not written anew", Place(str(path)), hint))
        if before != data:
            _replace_all({real: data}, {real: before})
    except OSError as error:
        raise OutputError(_problem(error, f"the {what}")) from None


def write_new(files: Mapping[Path, bytes], is_own: Callable[[bytes], bool]) -> None:
    """Write files that are not there yet, or over an own one; all of them or none.

    Raises OutputError and changes nothing where one cannot be written, or somebody else's is in its place.
    """
    try:
        for folder in dict.fromkeys(path.parent for path in files):
            _check_directory(folder, "the directory of the output")
        texts = {_real(path): data for path, data in files.items()}
        before = {path: _existing(path) for path in texts}
        changed = {path: data for path, data in texts.items() if before[path] != data}
        _refuse_others({path: data for path in changed if (data := before[path]) is not None}, is_own)
        _replace_all(changed, before)
    except OSError as error:
        raise OutputError(_problem(error)) from None


def _refuse_others(before: Mapping[Path, bytes], is_own: Callable[[bytes], bool]) -> None:
    """Raise OutputError for files that are there and are not to be replaced."""
    hint = "name another file, or move this one out of the way first"
    taken = [path for path, data in before.items() if not is_own(data)]
    if taken:
        message = "this file is there already with something else in it, and is not overwritten"
        raise OutputError(*(Problem(message, Place(str(path)), hint) for path in taken))
    locked = [path for path in before if is_read_only(path)]
    if locked:
        raise OutputError(*(Problem("this file is read-only, and is not written", Place(str(path))) for path in locked))


def is_read_only(path: Path) -> bool:
    """Whether a file is not to be written: root, who may write all files, is told so too."""
    return not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222


def _check_directory(directory: Path, what: str) -> None:
    try:
        mode = directory.stat().st_mode
    except FileNotFoundError:
        raise OutputError(Problem(f"{what} does not exist", Place(str(directory)), "make it first")) from None
    if not stat.S_ISDIR(mode):
        raise OutputError(Problem(f"{what} is no directory", Place(str(directory)), "name another one"))


def _real(path: Path) -> Path:
    """The file that a link leads to: a link stays a link."""
    try:
        return path.resolve() if path.is_symlink() else path
    except RuntimeError:  # how Python before 3.13 tells a loop
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def _existing(path: Path, otherwise: str = "this is no regular file") -> bytes | None:
    """What the file holds now, None where there is none; only a regular file is read, and replaced later."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise OutputError(Problem(otherwise, Place(str(path)), "nothing was changed"))
    return path.read_bytes()


def _problem(error: OSError, what: str = "the output") -> Problem:
    place = Place(str(error.filename2 or error.filename)) if error.filename else None
    return Problem(f"{what} cannot be written: {error.strerror or error}", place, "nothing was changed")


def _refuse_foreign(before: dict[Path, bytes | None]) -> None:
    problems = [
        Problem(
            "aksnet did not write this file, or it was edited since",
            Place(str(path)),
            "move your changes to the spec, or overwrite it with --force",
        )
        for path, data in before.items()
        if data is not None and not is_ours(data.decode("utf-8", "replace"))
    ]
    if problems:
        raise OutputError(*problems)


def _replace_all(texts: Mapping[Path, bytes], before: Mapping[Path, bytes | None], name: str = _TEMPORARY) -> None:
    """First every text into a file beside its place, then all of them into their places; undone where one fails."""
    _remove_leftovers({path.parent for path in texts}, _TEMPORARY, _OLD)
    both = {path: (before[path], text) for path, text in texts.items()}
    staged: dict[Path, Path] = {}
    made = _missing_folders(texts)
    done: list[Path] = []
    try:
        for folder in made:
            folder.mkdir()
        for path, text in texts.items():
            staged[path] = _stage(path, text, before[path] is None, name)
        _refuse_moved(both, both)  # at first, as it took a while to write them all
        for path, temporary in staged.items():
            _refuse_moved(both, [path])
            temporary.replace(path)
            done.append(path)
    except BaseException as error:
        for temporary in staged.values():  # first, so that there is room for the former texts
            temporary.unlink(missing_ok=True)
        kept = [path for path in done if not _is_put_back(path, before[path], texts[path])]
        for folder in reversed(made):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        if kept and isinstance(error, OSError | OutputError):
            raise _half_done(error, kept) from None
        raise


def _refuse_moved(files: Mapping[Path, tuple[bytes | None, bytes]], paths: Iterable[Path]) -> None:
    """Raise OutputError where a file holds neither what it held before nor what it shall: somebody else saved it."""
    moved = [path for path in paths if _existing(path) not in files[path]]
    if moved:
        message, hint = "this file changed in the meantime", "nothing was changed: run it once more"
        raise OutputError(*(Problem(message, Place(str(path)), hint) for path in moved))


def _half_done(error: OSError | OutputError, kept: Sequence[Path]) -> OutputError:
    """The error for files that stay as they were written, though another one could not be."""
    first = error.problems if isinstance(error, OutputError) else (_problem(error),)
    message, hint = "this file was written before that, and could not be put back", "run it once more"
    problems = (Problem(message, Place(str(path)), hint) for path in kept)
    return OutputError(*(one._replace(hint=None) for one in first), *problems)


def _is_put_back(path: Path, data: bytes | None, written: bytes) -> bool:
    """Whether a file could be made what it was: not one that somebody else saved after it was written."""
    try:
        if _existing(path) != written:
            return False
        if data is None:
            path.unlink(missing_ok=True)
        else:
            _stage(path, data, new=False).replace(path)
    except (OSError, OutputError):
        return False
    return True


def _remove_leftovers(folders: Iterable[Path], name: str, age: int) -> None:
    """Remove what a run that was killed has left, and not what another one is about to put in its place."""
    for folder in folders:
        for path in folder.glob(f"{name}*{_END}"):
            with suppress(OSError):
                if path.stat().st_mtime <= time.time() - age:
                    path.unlink()


def _missing_folders(texts: Mapping[Path, bytes]) -> list[Path]:
    """The folders to make, outer ones first."""
    return sorted({folder for path in texts for folder in path.parents if not folder.exists()})


def _stage(path: Path, data: bytes, new: bool, name: str = _TEMPORARY) -> Path:
    """The data in a new file beside `path`, with the owner and the permissions that `path` has or would get."""
    import tempfile

    try:
        handle, made = tempfile.mkstemp(_END, name, path.parent)
    except OSError as error:  # nobody knows the temporary file's name
        raise OSError(error.errno, error.strerror, str(path)) from None
    temporary = Path(made)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not new:
            _give_away(temporary, path.stat())
        temporary.chmod(_mode(path, new))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _give_away(path: Path, like: os.stat_result) -> None:
    """Make a file the group's and the owner's that another one belongs to, each where the system allows it."""
    for user, group in ((-1, like.st_gid), (like.st_uid, -1)):
        with suppress(OSError, AttributeError):  # Windows has no chown
            os.chown(path, user, group)


def _mode(path: Path, new: bool) -> int:
    if not new:
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return (0o777 if path.suffix == ".sh" else 0o666) & ~mask
