"""Words, grammar and stock entities of a text. The only user of spaCy."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.languages.pack import load_section
from dragoman.languages.text_schema import TextRules
from dragoman.reading.sentences import find_sentences
from dragoman.types.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark, with its grammar.

    Attributes:
        i: index in ``Analysis.tokens``.
        start, end: code point offsets in the text.
        text, lemma: as written; dictionary form.
        pos: Universal POS tag.
        morph: UD features, "Gender=Fem|Number=Sing"; see `feat`.
        dep: UD relation to the head; "ROOT" for a root; "" if unparsed.
        head: index of the head token; its own index for a root.
        ent: "PER", "LOC", "ORG" or "MISC" by the stock model; "" for none.
        ent_start: whether a stock entity begins here.
        sentence: index in ``Analysis.sentences``.
        span: its characters.
        lower: the text in lower case, with straight apostrophes.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    morph: str
    dep: str
    head: int
    ent: str
    ent_start: bool
    sentence: int
    # Asked for some dozens of times a token, so worked out once.
    span: Span = field(init=False, repr=False, compare=False)
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "span", Span(self.start, self.end))
        object.__setattr__(self, "lower", self.text.lower().replace("’", "'"))

    def feat(self, name: str) -> str | None:
        """Return a UD feature such as "Number", or None."""
        return _features(self.morph).get(name)


@cache
def _features(morph: str) -> dict[str, str]:
    """Return UD features by name; a model knows some hundreds of sets of them."""
    pairs = (pair.partition("=") for pair in reversed(morph.split("|")))
    return {name: value for name, _, value in pairs}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Attributes:
        index: position in ``Analysis.sentences``.
        start, end: code point offsets.
        first, last: indices of its first token and after its last.
        parsed: False where it was judged unable to matter and left without a tree.
    """

    index: int
    start: int
    end: int
    first: int
    last: int
    parsed: bool

    @property
    def span(self) -> Span:
        """The characters of this sentence."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Analysis:
    """A text cut into sentences and tokens, with its dependency trees.

    Attributes:
        text: the text that all offsets point into.
        language: ISO 639-1 code of the pack that parsed it.
        tokens, sentences: in text order.
        vectors: one row a token: the tagger's reading of it in its place, then the
            static vector of its form, of its lemma where the form has none; None where
            nothing measured them.
        markers: the preposition before a token's phrase, kept by `events.syntax.marker`.
        findings: what else `events.syntax` finds of a token, by function and its index.
    """

    text: str
    language: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    vectors: "NDArray[np.float32] | None" = field(default=None, repr=False, compare=False)
    markers: dict[int, str | None] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    findings: dict[tuple[str, int], Any] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    _children: tuple[tuple[Token, ...], ...] = field(default=(), repr=False, compare=False)
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)
    _ends: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token)
        object.__setattr__(self, "_children", tuple(map(tuple, below)))
        object.__setattr__(self, "_starts", tuple([token.start for token in self.tokens]))
        object.__setattr__(self, "_ends", tuple([token.end for token in self.tokens]))

    def children(self, token: Token) -> tuple[Token, ...]:
        """Return the direct dependants of `token`, in text order."""
        return self._children[token.i]

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """Return `token` and all that depends on it, in text order."""
        found, waiting = [], [token.i]
        while waiting:
            i = waiting.pop()
            found.append(i)
            waiting.extend(below.i for below in self._children[i])
        return tuple(self.tokens[i] for i in sorted(found))

    def head(self, token: Token) -> Token:
        """Return the head of `token`; a root is its own."""
        return self.tokens[token.head]

    def ancestors(self, token: Token) -> tuple[Token, ...]:
        """Return the chain of heads above `token`, nearest first."""
        chain = []
        while token.head != token.i:
            token = self.tokens[token.head]
            chain.append(token)
        return tuple(chain)

    def sentence_of(self, token: Token) -> Sentence:
        """Return the sentence that holds `token`."""
        return self.sentences[token.sentence]

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """Return the tokens of `sentence`."""
        return self.tokens[sentence.first : sentence.last]

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens that overlap `span`, in text order."""
        first = bisect_right(self._ends, span.start)
        return self.tokens[first : bisect_left(self._starts, span.end)]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that covers the character at `offset`, or None."""
        for sentence in self.sentences:
            if sentence.start <= offset < sentence.end:
                return sentence
        return None


Matters = Callable[[tuple[Token, ...]], bool]
"""Judge of a sentence: its words, tagged and lemmatised, in; whether to parse it out."""


@dataclass(frozen=True, slots=True)
class Analyser:
    """Turns texts of one language into analyses.

    Attributes:
        language: ISO 639-1 code.
        model: name and version of the model, such as "fr_core_news_md 3.8.0".
        analyse: text and a judge of sentences in, `Analysis` out. Sentences that the
            judge turns down keep their words, tags and lemmas but get no tree and no
            stock entities.
    """

    language: str
    model: str
    analyse: Callable[[str, Matters | None], Analysis]

    def __call__(self, text: str, matters: Matters | None = None) -> Analysis:
        """Analyse `text`, parsing only sentences that `matters` (all if None)."""
        return self.analyse(text, matters)


_UNUSED = ("senter",)
_TAGGING = ("tok2vec", "morphologizer", "attribute_ruler", "lemmatizer")
_PARSING = ("parser",)
_NAMING = ("ner",)
_BATCH = 32
_NONE = -1


@cache
def load_analyser(language: str) -> Analyser:
    """Load the parser of a language pack; takes seconds, so once per process.

    Raises:
        PackError: if no pack covers the language.
    """
    rules = load_section(language, "text", TextRules)
    # Imported late: nothing that only queries the record may pay for spaCy.
    import spacy
    from thinc.api import use_ops

    # NumPy's OpenBLAS instead of BLIS, thinc's own setting: same output, 1.5x as fast.
    with use_ops("numpy", use_blis=False):
        nlp = spacy.load(rules.model, exclude=list(_UNUSED))
    _index_lemmas(nlp)

    def analyse(text: str, matters: Matters | None = None) -> Analysis:
        return _analyse(nlp, text, language, matters)

    return Analyser(language, f"{rules.model} {nlp.meta['version']}", analyse)


def _index_lemmas(nlp: "Language") -> None:
    """Make the lemmatiser look its words up in sets.

    The model keeps them in lists of up to 66,000 words and searches those for every new
    word: half the time of a first pass. Sets hold the same words, so lemmas are the same.
    """
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    table = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech in list(table):
        table[part_of_speech] = frozenset(table[part_of_speech])


def _pass(nlp: "Language", docs: list["Doc"], components: tuple[str, ...]) -> None:
    """Run `components` over `docs`, which are changed in place."""
    for name in components:
        component: Any = nlp.get_pipe(name)
        for _ in component.pipe(docs, batch_size=_BATCH):
            pass


def _analyse(nlp: "Language", text: str, language: str, matters: Matters | None) -> Analysis:
    from spacy.tokens import Doc

    spans = find_sentences(text, language=language)
    docs = []
    for span in spans:
        words = nlp.tokenizer(span.of(text))
        docs.append(
            Doc(
                nlp.vocab,
                words=[w.text for w in words],
                spaces=[bool(w.whitespace_) for w in words],
            )
        )
    _pass(nlp, docs, _TAGGING)
    kept = [matters is None or matters(tuple(_tokens(doc, 0, 0, 0, parsed=False))) for doc in docs]
    parsed = [doc for doc, keep in zip(docs, kept, strict=True) if keep]
    _pass(nlp, parsed, _PARSING)
    _pass(nlp, [doc for doc in parsed if _may_name(doc)], _NAMING)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for span, doc, keep in zip(spans, docs, kept, strict=True):
        first = len(tokens)
        tokens.extend(_tokens(doc, span.start, first, len(sentences), parsed=keep))
        sentences.append(Sentence(len(sentences), span.start, span.end, first, len(tokens), keep))
    return Analysis(text, language, tuple(tokens), tuple(sentences), _vectors(docs))


def _vectors(docs: list["Doc"]) -> "NDArray[np.float32]":
    """Return what the model's first layers make of every token that is not white space."""
    import numpy as np

    table: Any = docs[0].vocab.vectors if docs else None
    rows = []
    for doc in docs:
        kept = [word.i for word in doc if not word.is_space]
        static = np.array([_static_row(table.key2row, doc[i]) for i in kept])
        if kept:
            found = table.data[static]
            found[static == _NONE] = 0
            rows.append(np.hstack([doc.tensor[kept], found]))
    if not rows:
        return np.zeros((0, 0), dtype=np.float32)
    return np.vstack(rows).astype(np.float32, copy=False)


def _static_row(rows: dict[int, int], word: "SpacyToken") -> int:
    """Return the row of the static vector of a word's form, else of its lemma; _NONE if none."""
    for key in (word.orth, word.lower, word.lemma):
        row = rows.get(key)
        if row is not None:
            return row
    return _NONE


def _may_name(doc: "Doc") -> bool:
    """Tell whether a sentence may hold a name: a proper noun, or a capital after its start."""
    return any(word.pos_ == "PROPN" or (word.i > 0 and word.text[0].isupper()) for word in doc)


def _tokens(doc: "Doc", offset: int, first: int, sentence: int, *, parsed: bool) -> Iterable[Token]:
    """Yield our tokens for spaCy's; white space is no token, so heads are renumbered."""
    kept = [word for word in doc if not word.is_space]
    number = {word.i: first + n for n, word in enumerate(kept)}
    for word in kept:
        head = _solid(word.head) if parsed else word
        if head.i not in number:
            head = word
        yield Token(
            i=number[word.i],
            start=offset + word.idx,
            end=offset + word.idx + len(word.text),
            text=word.text,
            lemma=word.lemma_,
            pos=word.pos_,
            morph=str(word.morph),
            dep=("ROOT" if head.i == word.i else word.dep_) if parsed else "",
            head=number[head.i],
            ent=word.ent_type_ if parsed else "",
            ent_start=parsed and word.ent_iob_ == "B",
            sentence=sentence,
        )


def _solid(word: "SpacyToken") -> "SpacyToken":
    """Return `word`, or the nearest head that is not white space."""
    while word.is_space and word.head.i != word.i:
        word = word.head
    return word
