"""What only an extension has that was built with its feature ``share``."""

from typing import Any

from . import _native

_WITHOUT = (
    "this installation has no shared memory: from a clone of the repository, "
    "`pip install ./bindings/python --config-settings=build-args=\"--features share\"`, "
    "which wants libclang (Debian: libclang1)"
)


def native(name: str) -> Any:
    """A class or function of the extension that needs the feature.

    Raises :class:`Error` with how to build it, where it was not."""
    try:
        return getattr(_native, name)
    except AttributeError:
        raise _native.Error(_WITHOUT) from None
