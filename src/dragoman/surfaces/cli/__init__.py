"""The command line."""

import sys


def main() -> None:
    """Run the command line on the arguments of this process, and exit."""
    from dragoman.surfaces.cli.app import run

    sys.exit(run(sys.argv[1:]))
