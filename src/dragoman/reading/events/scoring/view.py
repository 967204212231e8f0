"""An article's drafts with all that the judge draws on: the same for training and for reading."""

from dataclasses import replace

from dragoman.reading.events.judge import Reader
from dragoman.reading.events.scoring.guesses import add_guesses
from dragoman.reading.events.scoring.insight import Context, gain_insight, read_rows
from dragoman.reading.events.scoring.proposals import find_proposals
from dragoman.reading.events.scoring.scene import Scene, make_scene


def view(reader: Reader, context: Context | None) -> Scene:
    """Return what is to be judged in an article.

    Args:
        reader: the article.
        context: the reader of context; None to do without: then only what the words of the
            lexicon tell is proposed, and nothing is known of their context.
    """
    drafts = find_proposals(reader)
    if context is None:
        return make_scene(reader, drafts)
    rows = read_rows(context, reader.analysis)
    scene = make_scene(reader, add_guesses(reader, drafts, context, rows))
    return replace(scene, insight=gain_insight(context, scene, rows))
