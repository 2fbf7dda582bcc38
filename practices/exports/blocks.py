"""Text in blocks: what is streamed, in pieces that are worth compressing and sending."""

BLOCK = 64 * 1024


def in_blocks(texts):
    """Yield `texts` joined into blocks of at least 64 Ki characters, and the rest; gzip is flushed after each."""
    block, size = [], 0
    for text in texts:
        block.append(text)
        size += len(text)
        if size >= BLOCK:
            yield "".join(block)
            block, size = [], 0
    if block:
        yield "".join(block)
