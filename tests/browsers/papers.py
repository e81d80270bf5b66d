"""What a PDF shows: its pages as pictures, and where the code on them leads."""

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import zxingcpp

# So that the modules of a small code are some pixels wide each.
SCALE = 3.0


@dataclass(frozen=True)
class Paper:
    pdf: bytes

    def codes(self) -> list[str]:
        """What a phone reads that is held before the first page."""
        page = pypdfium2.PdfDocument(self.pdf)[0]
        bitmap = page.render(scale=SCALE, grayscale=True)
        rows, line = memoryview(bytes(bitmap.buffer)), bitmap.stride
        grey = b"".join(rows[top * line : top * line + bitmap.width] for top in range(bitmap.height))
        picture = memoryview(grey).cast("B", shape=[bitmap.height, bitmap.width])
        return [found.text for found in zxingcpp.read_barcodes(picture)]

    def keep(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.pdf)
