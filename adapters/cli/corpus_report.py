"""The report on a corpus as people read it."""

from collections.abc import Sequence
from itertools import groupby

import typer

from bot.corpus.check import DocumentReport, Report, SourceReport, UnknownSpeaker
from bot.corpus.model import Kind

_SHOWN = 8
"""Lines of one kind that are listed before the rest is only counted."""


def show(report: Report) -> None:
    """Write the report, document by document; then what is wrong, with file and line."""
    for document in report.documents:
        _document(document)
    for problem in report.problems:
        mark = "error" if problem.severe else "note"
        typer.echo(f"{problem.path}:{problem.line}: {mark}: {problem.text}")
    severe = sum(problem.severe for problem in report.problems)
    needs = f"{severe} need a person" if severe else "nothing needs a person"
    typer.echo(f"{len(report.documents)} documents; {needs}")


def _document(document: DocumentReport) -> None:
    repaired = ", damage undone" if document.repaired else ""
    read_as = f"{document.format} ({document.confidence:.0%} sure), {document.encoding}{repaired}"
    typer.echo(f"{document.path}: {read_as}")
    for source in document.sources:
        _source(source)
    if not document.sources:
        typer.echo("  gives way to another document of the same source")


def _source(source: SourceReport) -> None:
    notes = ", notes" if source.kind is Kind.NOTES else ""
    typer.echo(f"  {source.id}: {source.title or 'no title'}, {source.date or 'no date'}{notes}")
    speakers = ", ".join(f"{name} {turns}" for name, turns in source.speakers[:_SHOWN])
    more = f" and {len(source.speakers) - _SHOWN} more" if len(source.speakers) > _SHOWN else ""
    typer.echo(f"    {source.turns} turns ({source.inferred} without a label): {speakers}{more}")
    by_reason = sorted(source.remarks, key=lambda remark: (remark.reason, remark.line))
    for reason, remarks in groupby(by_reason, key=lambda remark: remark.reason):
        typer.echo(f"    left out, {reason}: {_lines([remark.line for remark in remarks])}")
    if source.damaged:
        typer.echo(f"    doubtful, never quoted: turns at {_lines(source.damaged)}")
    for unknown in source.unknown[:_SHOWN]:
        _unknown(unknown)


def _lines(lines: Sequence[int]) -> str:
    more = f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    return f"line{'s' * (len(lines) > 1)} {', '.join(map(str, lines[:_SHOWN]))}{more}"


def _unknown(unknown: UnknownSpeaker) -> None:
    end = "It may be" if unknown.proposals else "It names a role; who that was, sources.toml can say."
    typer.echo(
        f"    line {unknown.line}: {unknown.label!r} ({unknown.turns} turns) is in no facts file. {end}"
    )
    for proposal in unknown.proposals:
        typer.echo(f"      {proposal.person or 'a person of its own'} ({proposal.reason}); in speakers.toml:")
        typer.echo("".join(f"        {line}\n" for line in proposal.toml.splitlines()), nl=False)
