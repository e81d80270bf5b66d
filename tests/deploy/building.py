"""The package that these tests look at and deploy: built once a run."""

from functools import cache

from deploy.package import ROOT, Package, build


@cache
def built() -> Package:
    return build("dev", ROOT / "build" / "tested")
