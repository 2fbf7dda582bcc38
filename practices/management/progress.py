"""A progress bar for commands that take long."""

BAR_WIDTH = 40


class ProgressBar:
    """One line on a terminal, written over again."""

    def __init__(self, stream, total: int, *, is_shown: bool):
        self.stream, self.total, self.is_shown, self.done = stream, total, is_shown, 0

    def show(self, done: int):
        """Draw the bar with `done` of the total."""
        self.done = done
        filled = "█" * (BAR_WIDTH * done // max(self.total, 1))
        self._write(f"\r{filled:░<{BAR_WIDTH}} {done} of {self.total}")

    def clear(self):
        """Make room on its line for something else."""
        if self.done:
            self._write("\r\x1b[K")

    def end(self):
        """Leave the bar's line."""
        if self.done:
            self._write("\n")

    def _write(self, text):
        if self.is_shown:
            self.stream.write(text, style_func=str, ending="")
            self.stream.flush()
