"""The Python examples of the documentation, run as they stand, each page in one go."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "docs/python.md"]
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_examples_run(page, tmp_path, monkeypatch):
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = list(_BLOCK.finditer(text))
    names = {}
    monkeypatch.chdir(tmp_path)

    assert blocks
    for block in blocks:
        line = text[: block.start(1)].count("\n")
        code = compile("\n" * line + block[1], page, "exec")  # errors name the line of the page
        exec(code, names)


def test_every_name_of_the_package_is_documented():
    import dragoman

    text = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    for name in dragoman.__all__:
        assert getattr(dragoman, name)
        assert f"`{name}`" in text or name == "__version__"
