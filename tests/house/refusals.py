"""Which refusals a page can come to: read out of the code, from the pages' modules inward."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house import pages

ROOMS = ("api/pages", "actions", "domain", "store")
# Of these a page's own module is where reading begins.
PAGES = "chalicelib.api.pages."
KINDS = "chalicelib.store.records"
# Targets refuse in the words of their seed, for programs; pages only look at them.
FOR_PROGRAMS = "chalicelib.domain.targets"
Place = tuple[str, str]


@cache
def _trees() -> dict[str, ast.Module]:
    inside = pages.ROOT / "chalicelib"
    paths = [path for room in ROOMS for path in sorted((inside / room).rglob("*.py"))]
    paths += [inside / "api/body.py", inside / "api/blueprint.py"]
    return {_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(pages.ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def _imports(module: str) -> dict[str, str]:
    """What a name of this module stands for: `a.b` of a module, `a.b:name` of something in one."""
    found: dict[str, str] = {}
    for node in ast.walk(_trees()[module]):
        if isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            home = ".".join([*above, *((node.module or "").split(".") if node.module else [])])
            for one in node.names:
                whole = f"{home}.{one.name}"
                found[one.asname or one.name] = whole if whole in _trees() else f"{home}:{one.name}"
    return found


@cache
def _defined(module: str) -> dict[str, ast.AST]:
    """Functions, classes and values by their names; methods by `Class.name`."""
    found: dict[str, ast.AST] = {}
    for node in _trees()[module].body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{one.name}": one for one in node.body if isinstance(one, ast.FunctionDef)}
        if isinstance(node, ast.Assign):
            found |= {one.id: node for one in node.targets if isinstance(one, ast.Name)}
    return found


def _refusals() -> set[str]:
    """The names of all classes of refusals."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in _trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    known = {"Refusal", "BadBody"}
    while more := {name for name, above in bases.items() if above & known} - known:
        known |= more
    return known


def texts() -> set[str]:
    """What a page may be told, with `{}` for each value in it."""
    classes = _refusals()
    told = (place for place in reached() if not place[0].startswith(FOR_PROGRAMS))
    return {text for place in told for text in _said(place, classes)}


@cache
def everywhere() -> frozenset[str]:
    """What anybody at all may be told."""
    classes = _refusals()
    places = ((module, name) for module in _trees() for name in _defined(module))
    return frozenset(text for place in places for text in _said(place, classes))


@cache
def reached() -> frozenset[Place]:
    """Every function and class that something of a page's module leads to."""
    todo = [(module, name) for module in _trees() if module.startswith(PAGES) for name in _defined(module)]
    seen: set[Place] = set()
    while todo:
        place = todo.pop()
        if place not in seen and place[0] in _trees() and place[1] in _defined(place[0]):
            seen.add(place)
            todo += _next(place)
    return frozenset(seen)


def _next(place: Place) -> Iterator[Place]:
    module, name = place
    node, names = _defined(module)[name], _imports(module)
    if isinstance(node, ast.ClassDef):
        yield from ((module, f"{name}.{begun}") for begun in ("__init__", "__post_init__"))
        return
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            home, _, what = names.get(one.id, f"{module}:{one.id}").partition(":")
            yield home, what
        elif isinstance(one, ast.Attribute):
            if isinstance(one.value, ast.Name) and one.value.id in names:
                yield names[one.value.id].partition(":")[0], one.attr
            yield from _methods(module, one.attr)


def _methods(module: str, name: str) -> Iterator[Place]:
    """Whose method it may be: of a class here, of one of the domain that is imported here, or of a Kind."""
    homes = {module, *(home.partition(":")[0] for home in _imports(module).values()), KINDS}
    for home in homes & _trees().keys():
        if home in (module, KINDS) or ".domain" in home:
            yield from ((home, one) for one in _defined(home) if one.endswith(f".{name}"))


def _said(place: Place, classes: set[str]) -> Iterator[str]:
    node = _defined(place[0])[place[1]]
    if isinstance(node, ast.ClassDef):
        return
    own = place[1].partition(".")[0] in classes
    for call in (one for one in ast.walk(node) if isinstance(one, ast.Call) and one.args):
        named = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if named in classes or (own and named == "__init__"):
            first = call.args[0]
            status = isinstance(first, ast.Constant) and isinstance(first.value, int)
            yield from filter(None, (_text(one) for one in (call.args[1:2] if status else [first])))


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
