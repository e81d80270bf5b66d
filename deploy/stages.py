"""What each stage is deployed with: `deploy/stages.toml`, read and checked against the template."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("stages.toml")
# What says where a stage stands; all else is said to the template.
PLACES = frozenset({"region", "bucket"})
# Found out by the deployment, where nobody says it.
FOUND_OUT = frozenset({"BaseUrl"})


class NotConfigured(Exception):
    """The stage cannot be deployed with what is said of it."""


@dataclass(frozen=True)
class Stage:
    name: str
    region: str | None
    bucket: str | None
    parameters: Mapping[str, str]

    @property
    def stack(self) -> str:
        """The stack's name."""
        return f"laurel-{self.name}"


def read(name: str, file: Path = FILE) -> Stage:
    stages = tomllib.loads(file.read_text(encoding="utf-8"))
    if name not in stages:
        raise NotConfigured(f"{file.name} has no stage {name}; it has {', '.join(stages)}.")
    said = stages[name]
    parameters = {key: str(value) for key, value in said.items() if key not in PLACES}
    return Stage(name, said.get("region"), said.get("bucket"), parameters)


def check(said: Mapping[str, str], template: Mapping[str, Any], *, standing: Collection[str] | None) -> None:
    """Raises NotConfigured. `standing` are the parameters that the stack has already; None: there is none."""
    known = template["Parameters"]
    if foreign := sorted(set(said) - set(known)):
        raise NotConfigured(f"The template has no parameter {', '.join(foreign)}.")
    needed = {name for name, declared in known.items() if "Default" not in declared} - FOUND_OUT
    if missing := sorted(needed - set(said) - set(standing or ())):
        raise NotConfigured(f"{', '.join(missing)} must be said: in {FILE.name} or as --parameter.")
    if said.get("DomainName") and not said.get("CertificateArn") and "CertificateArn" not in (standing or ()):
        raise NotConfigured("A DomainName needs the CertificateArn of its certificate, in the same region.")
