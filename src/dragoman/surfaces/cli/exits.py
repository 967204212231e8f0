"""What the exit code of a command says. Documented in docs/cli.md."""

DONE = 0
"""All done."""

USER_ERROR = 1
"""Something the user can put right, said in one line on the error stream."""

USAGE = 2
"""The command was not called as its help says."""

SOME_FAILED = 3
"""Finished, but some articles failed."""

INTERRUPTED = 130
"""Stopped by Ctrl-C; what was done before is kept."""
