"""The first page of who is signed in: what there is for them here."""

from ..call import Answer
from .room import Pages
from .visitor import Visitor

face = Pages()


@face.page("", summary="The first page: everything that the visitor may see.")
def home(visitor: Visitor) -> Answer:
    return visitor.show("home.html")
