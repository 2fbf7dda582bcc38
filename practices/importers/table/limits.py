"""How much of a file is taken in, and what is said about one that is refused."""

from dataclasses import dataclass


class NotATable(ValueError):
    """The file cannot be read as a table of entries; the message says why, in one line, and where it can be mended."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of a file."""

    rows: int  # beside the header
    size: int  # bytes of the file
    unpacked_size: int  # bytes of what a workbook holds, which is packed

    @property
    def tags(self) -> int:
        """The most XML tags in a workbook: a parser keeps an object for each, so that they bound its memory.

        A cell takes eight at most, a row of forty columns 320.
        """
        return 200_000 + 400 * self.rows


MB = 1_000_000
IN_ADMIN = Limits(rows=2_000, size=20 * MB, unpacked_size=60 * MB)
BY_COMMAND = Limits(rows=20_000, size=100 * MB, unpacked_size=200 * MB)
