"""The README's key table, made from the commands. `python -m tests.support.key_table` writes it anew."""

from pathlib import Path

from slatis_tui.commands import Context, commands_of, shown_keys

README = Path(__file__).parents[2] / "README.md"
_BEGIN, _END = "<!-- keys: begin -->", "<!-- keys: end -->"


def key_table() -> str:
    """One Markdown table row for each command, under its context."""
    rows = ["| where | keys | what |", "|---|---|---|"]
    for context in Context:
        rows += _rows(context)
    return "\n".join(rows)


def table_in(readme: str) -> str:
    """The table that stands in the README."""
    return readme.partition(_BEGIN)[2].partition(_END)[0].strip()


def _rows(context: Context) -> list[str]:
    keys = [(one, " ".join(f"`{key}`" for key in shown_keys(one, {}).split())) for one in commands_of([context])]
    return [
        f"| {context if place == 0 else ''} | {shown} | {one.explanation} |" for place, (one, shown) in enumerate(keys)
    ]


def main() -> None:
    """Write the table into the README."""
    text = README.read_text(encoding="utf-8")
    before, after = text.partition(_BEGIN)[0], text.partition(_END)[2]
    README.write_text(f"{before}{_BEGIN}\n{key_table()}\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
