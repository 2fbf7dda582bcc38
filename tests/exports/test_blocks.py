"""Streamed text in blocks."""

from practices.exports.blocks import BLOCK, in_blocks


def test_small_texts_come_in_blocks_and_nothing_is_lost():
    texts = ["x" * 1000] * 150
    blocks = list(in_blocks(texts))
    assert "".join(blocks) == "".join(texts)
    assert [len(block) >= BLOCK for block in blocks] == [True, True, False]


def test_nothing_makes_no_block():
    assert list(in_blocks([])) == []
