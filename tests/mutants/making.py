"""The mutants of the rules: each module of `domain/` read with all its small changes in it, one to be chosen.

mutmut thinks the changes up. A module is compiled once with all of them; which is at work is said while it runs.
"""

import ast
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
DOMAIN = ROOT / "chalicelib" / "domain"
KEPT = ROOT / ".cache" / "mutants"
BARE = ("property", "cached_property", "cache")  # what decorates a rule that mutmut alone would leave out


@dataclass(frozen=True)
class Changed:
    """A module with all its mutants: its code, their names, and where each function stands in that code."""

    code: str
    mutants: list[str]
    spans: dict[str, tuple[int, int]]

    def source(self, function: str) -> list[str]:
        start, end = self.spans[function]
        return [line.replace(" # type: ignore # mutmut generated", "") for line in self.code.splitlines()][
            start - 1 : end
        ]


def modules(wanted: Sequence[str]) -> dict[str, Path]:
    """Those under any of the wanted paths within `domain/`: `rules`, `targets/streak.py`; all when none is said."""
    found = {path for one in wanted or (".",) for path in _under(DOMAIN / one)}
    return {_name(path): path for path in sorted(found)}


def changed(path: Path) -> Changed:
    """Thought up once for each state of the file: it takes a second or so."""
    source = _undecorated(path.read_text())
    kept = KEPT / f"{path.stem}-{sha256(source.encode()).hexdigest()[:16]}.json"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(asdict(_think_up(path, source))))
    return Changed(**json.loads(kept.read_text()))


class Substitute(MetaPathFinder):
    """Answers imports of the modules with their mutated selves."""

    def __init__(self, changes: dict[str, Changed]) -> None:
        self.changes = changes

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path) if name in self.changes else None
        if spec and spec.origin:
            spec.loader = _Loader(name, spec.origin, self.changes[name].code)
        return spec

    def take_over(self) -> None:
        early = [name for name in self.changes if name in sys.modules]
        assert not early, f"imported before they could be changed: {early}"
        sys.meta_path.insert(0, self)


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, code: str) -> None:
        super().__init__(name, path)
        self.text = code

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, f"{self.path} (mutated)", "exec", dont_inherit=True)


def _think_up(path: Path, source: str) -> Changed:
    from mutmut.mutation.file_mutation import mutate_file_contents  # slow to import, and seldom needed

    made: Any = mutate_file_contents(str(path.relative_to(ROOT)), source)
    spans = {name: (span.start, span.end) for name, span in made.line_span_by_function_name.items()}
    return Changed(made.code, list(made.mutant_names), spans)


def _undecorated(source: str) -> str:
    """`@property` above a function said as `x = property(x)` below it, where mutmut can follow."""
    lines = source.splitlines()
    for node in sorted(_decorated(ast.parse(source)), key=lambda node: -node.lineno):
        decorator = node.decorator_list[0]
        assert isinstance(decorator, ast.Name)
        lines.insert(
            node.end_lineno or 0, f"{' ' * node.col_offset}{node.name} = {decorator.id}({node.name})"
        )
        lines[decorator.lineno - 1] = ""
    return "\n".join(lines) + "\n"


def _decorated(tree: ast.Module) -> list[ast.FunctionDef]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and [one.id for one in node.decorator_list if isinstance(one, ast.Name) and one.id in BARE]
        and len(node.decorator_list) == 1
    ]


def _under(path: Path) -> list[Path]:
    return [one for one in (path.rglob("*.py") if path.is_dir() else [path]) if one.name != "__init__.py"]


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)
