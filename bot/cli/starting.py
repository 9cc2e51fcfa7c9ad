"""To begin a guide: `career new-role`, and the schemas that help an editor (`career schema`)."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.cli.common import Commands, add_knowledge, environ
from bot.errors import UsageError


def add_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    new_role = commands.add_parser("new-role", help="begin a guide, with every key explained")
    new_role.add_argument("title", metavar="TITLE", help='the role\'s title, like "Lighthouse Keeper"')
    new_role.add_argument("--slug", help="its short name; default: made from the title")
    add_knowledge(new_role)
    new_role.set_defaults(run=begin_guide)
    schema = commands.add_parser("schema", help="print the JSON Schema of guide or FAQ files")
    schema.add_argument("kind", choices=("guide", "faq"))
    schema.set_defaults(run=print_schema)


def begin_guide(args: argparse.Namespace) -> int:
    """Writes a guide to fill in, and beside it the schema that its first line names. Replaces no guide."""
    from bot.library.scaffold import new_guide
    from bot.library.schema import schema_text

    folder, title = _own_folder(args.knowledge), " ".join(args.title.split())
    slug = _slug(args.slug, title)
    guide = folder / "guides" / f"{slug}.yaml"
    schema = folder / "schemas" / "guide.json"
    try:
        for file in (guide, schema):
            file.parent.mkdir(parents=True, exist_ok=True)
        with guide.open("x", encoding="utf-8") as new:
            new.write(new_guide(title, slug))
        schema.write_text(schema_text("guide"), encoding="utf-8")
    except FileExistsError as error:
        raise UsageError(f"{guide} is already there.") from error
    except OSError as error:
        raise UsageError(f"{error.filename} can't be written: {error.strerror}.") from error
    print(f"{guide} is ready to be filled in. Then: career check {folder}")
    return 0


def print_schema(args: argparse.Namespace) -> int:
    """Prints a draft-07 schema, made from the tables that read the files."""
    from bot.library.schema import schema_text

    print(schema_text(args.kind), end="")
    return 0


def _own_folder(explicit: Path | None) -> Path:
    """Where to write: the folder named, else ./knowledge; never the one that came with the package."""
    from bot.library.places import find_knowledge, shipped

    folder = find_knowledge(explicit, environ(), Path())
    if explicit is None and folder == shipped():
        raise UsageError("There is no knowledge folder here yet. Name one: --knowledge knowledge")
    return folder


def _slug(given: str | None, title: str) -> str:
    from bot.library.guides import SLUG_TEXT, TITLE
    from bot.library.nodes import TextNode
    from bot.library.problems import At, Mark
    from bot.library.scaffold import slug_of

    slug = given or slug_of(title)
    if not slug:
        raise UsageError("This title makes no slug; give one: --slug some-name")
    at = At("")
    TITLE.shape.read(TextNode(Mark(), title, plain=False), at.key("title"))
    SLUG_TEXT.read(TextNode(Mark(), slug, plain=False), at.key("slug"))
    if at.sink:
        raise UsageError(f"{at.sink[0].what} {at.sink[0].mend}")
    return slug
