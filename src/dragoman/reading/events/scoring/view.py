"""An article's drafts with all that the judge draws on: the same for training and for reading."""

from dataclasses import replace

from dragoman.reading.events.judge import Reader
from dragoman.reading.events.scoring.guesses import add_guesses
from dragoman.reading.events.scoring.insight import Context, gain_insight, read_rows
from dragoman.reading.events.scoring.marks import mark
from dragoman.reading.events.scoring.proposals import find_proposals
from dragoman.reading.events.scoring.scene import Scene, make_scene, with_drafts


def view(reader: Reader, context: Context | None) -> Scene:
    """Return what is to be judged in an article.

    Args:
        reader: the article.
        context: the reader of context; None to do without: then only what the words of the
            lexicon tell is proposed, and nothing is known of their context.
    """
    scene = make_scene(reader, find_proposals(reader))
    if context is None:
        return scene
    rows = read_rows(context, reader.analysis, mark(scene))
    scene = with_drafts(scene, add_guesses(reader, scene.drafts, context, rows))
    return replace(scene, insight=gain_insight(context, scene, rows))
