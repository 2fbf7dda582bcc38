"""What has changed between two versions of a row, for people to read: marked words, in sentences with their context.

Pure: a version comes as what it says under each label, a text or a list of names.
"""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

SENTENCE = re.compile(r".+?(?:[.!?…]+[)”»\"']*\s+|\n+|\Z)", re.DOTALL)
WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
# More words than these on both sides are shown as removed and added whole: nobody reads such a patchwork, and finding
# it takes time in the square of their number. So are sentences that have less than this in common.
MOST_COMPARED = 200_000
LEAST_IN_COMMON = 0.4

SAME, ADDED, REMOVED, LEFT_OUT = "same", "added", "removed", "left out"


class Piece(NamedTuple):
    """A stretch of a text: `kind` says whether both versions have it; what is left out is the same in both."""

    kind: str
    text: str


class Difference(NamedTuple):
    """What has changed under one label."""

    label: str
    pieces: list[Piece]


def differences(before: dict, after: dict) -> list[Difference]:
    """The labels under which two versions differ, in the order of `after`, each with its pieces.

    Values are texts, or lists of names without order. How lines are ended, and blanks around a text, do not count.
    """
    found = [Difference(label, changes(before.get(label, type(value)()), value)) for label, value in after.items()]
    return [difference for difference in found if difference.pieces]


def changes(before, after) -> list[Piece]:
    """The pieces of one value in two versions; empty where it is the same."""
    if isinstance(after, list):
        return changed_names(before, after)
    before, after = (text.replace("\r\n", "\n").strip() for text in (before, after))
    if before == after:
        return []
    # A paragraph that is added changes the blanks around its neighbours: those count only where nothing else differs.
    pieces = merged(changed_sentences(before, after, str.strip))
    has_words = any(piece.kind in (ADDED, REMOVED) for piece in pieces)
    return pieces if has_words else merged(changed_sentences(before, after, str))


def changed_names(before: list[str], after: list[str]) -> list[Piece]:
    """The names that went, came and stayed; empty where they are the same."""
    if set(before) == set(after):
        return []
    kinds = {name: REMOVED for name in before} | {name: SAME if name in before else ADDED for name in after}
    pieces = [(Piece(SAME, ", "), Piece(kind, name)) for name, kind in kinds.items()]
    return [piece for pair in pieces for piece in pair][1:]


def changed_sentences(before: str, after: str, essence):
    """Yield the pieces of two texts: changed sentences word by word, one that is the same on either side of them.

    Sentences with the same essence are the same.
    """
    old, new = SENTENCE.findall(before), SENTENCE.findall(after)
    blocks = SequenceMatcher(None, [*map(essence, old)], [*map(essence, new)], autojunk=False).get_opcodes()
    for number, (tag, old_start, old_end, new_start, new_end) in enumerate(blocks):
        if tag == "equal":
            yield from context(new[new_start:new_end], number > 0, number < len(blocks) - 1)
        else:
            yield from changed_words("".join(old[old_start:old_end]), "".join(new[new_start:new_end]))


def context(sentences: list[str], follows_change: bool, precedes_change: bool):
    """Yield the sentences next to a change, and in place of the others that they are left out."""
    first = sentences[: int(follows_change)]
    last = sentences[len(first) :][-1:] if precedes_change else []
    left_out = sentences[len(first) : len(sentences) - len(last)]
    yield from (Piece(SAME, sentence) for sentence in first)
    if left_out:
        yield Piece(LEFT_OUT, "".join(left_out))
    yield from (Piece(SAME, sentence) for sentence in last)


def changed_words(before: str, after: str):
    """Yield the pieces of two passages, word by word; as two wholes where they have little in common."""
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if len(old) * len(new) > MOST_COMPARED or matcher.ratio() < LEAST_IN_COMMON:
        blocks = [("replace", 0, len(old), 0, len(new))]
    else:
        blocks = matcher.get_opcodes()
    for tag, old_start, old_end, new_start, new_end in blocks:
        if tag == "equal":
            yield Piece(SAME, "".join(new[new_start:new_end]))
        else:
            yield Piece(REMOVED, "".join(old[old_start:old_end]))
            yield Piece(ADDED, "".join(new[new_start:new_end]))


def merged(pieces) -> list[Piece]:
    """Pieces without the empty ones, neighbours of one kind made one."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and whole[-1].kind == piece.kind:
            whole[-1] = Piece(piece.kind, whole[-1].text + piece.text)
        elif piece.text:
            whole.append(piece)
    return whole
