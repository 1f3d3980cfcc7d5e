"""One style sheet of all components: each component keeps a file of its own, a page asks for one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/components.css"


class ComponentStylesFinder(BaseFinder):
    """Finds ``css/components.css``: the files of ``static/components`` one after the other, in the order of their names."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Path of the bundle, brought up to date under DATA_DIR when it is asked for."""
        if path != NAME:
            return []
        file = str(_write())
        return [file] if find_all or kwargs.get("all") else file

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """The bundle, for ``collectstatic``."""
        yield NAME, FileSystemStorage(location=_write().parent.parent)


def bundle() -> str:
    """The style sheet's text."""
    folders = [Path(folder) / "components" for folder in settings.STATICFILES_DIRS]
    files = sorted((file for folder in folders for file in folder.glob("*.css")), key=lambda file: file.name)
    return "\n".join(f"/* {file.stem} */\n{file.read_text(encoding='utf-8')}" for file in files)


def _write() -> Path:
    """The bundle as a file; written only when it changed, so its time tells the truth."""
    file = Path(settings.DATA_DIR) / "bundles" / NAME
    text = bundle()
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return file
