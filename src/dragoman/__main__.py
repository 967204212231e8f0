"""`python -m dragoman` does what the command `dragoman` does."""

from dragoman.surfaces.cli import main

if __name__ == "__main__":
    main()
