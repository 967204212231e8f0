"""The command line."""

import gc
import sys

_MADE_BEFORE_A_WALK = 50_000


def main() -> None:
    """Run the command line on the arguments of this process, and exit."""
    # Most of what is made here lives on; to walk it again and again took a twelfth (#6).
    gc.set_threshold(_MADE_BEFORE_A_WALK)
    from dragoman.surfaces.cli.app import run

    sys.exit(run(sys.argv[1:]))
