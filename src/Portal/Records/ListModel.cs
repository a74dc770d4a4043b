using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Parts;

namespace OrleansRegistry.Portal.Records;

/// <summary>A line of a list.</summary>
/// <param name="Name">The name of the line.</param>
/// <param name="Path">The address to which it leads; null: none.</param>
/// <param name="Detail">Further text.</param>
/// <param name="State">Its state; null: none.</param>
/// <param name="Look">The style in which the state is shown.</param>
public sealed record ListRow(
    LocalText Name, string? Path, LocalText Detail, LocalText? State = null, string Look = "now");

/// <summary>A part of a list page.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Empty">The text when it is empty.</param>
public sealed record ListPart(LocalText Title, ImmutableArray<ListRow> Rows, LocalText Empty);

/// <summary>A page of lists.</summary>
/// <param name="Section">The section of the site to which the page belongs.</param>
/// <param name="Title">Its name.</param>
/// <param name="Lead">A sentence about it; null: none.</param>
/// <param name="Parts">Its lists.</param>
/// <param name="Buttons">The acts that are possible, with their addresses.</param>
/// <param name="NextPath">The address of the next page; null: this is the end.</param>
public sealed record ListModel(
    Section Section, LocalText Title, LocalText? Lead, ImmutableArray<ListPart> Parts,
    ImmutableArray<(LocalText Text, string Path)> Buttons, string? NextPath = null);
