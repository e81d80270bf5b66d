"""Writes the table as the pages answer now: what changed is then seen in the difference."""

from tests.pages.walls import table
from tests.pages.walls.conftest import furnished
from tests.pages.walls.scene import Scene

with furnished() as club:
    table.write(table.rows(Scene(club)))
