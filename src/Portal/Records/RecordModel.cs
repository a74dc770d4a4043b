using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.My;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>A line of a record: name and value.</summary>
/// <param name="Name">The name of the fact.</param>
/// <param name="Value">The value of the fact.</param>
/// <param name="Path">The address to which it leads; null: none.</param>
public sealed record RecordFact(LocalText Name, LocalText Value, string? Path = null)
{
    /// <summary>A line with a value in both languages.</summary>
    public static RecordFact Of(string zh, string en, string value, string? path = null) =>
        new(new LocalText(zh, en), Same(value), path);

    /// <summary>A line with a day; null: no line.</summary>
    public static RecordFact Of(string zh, string en, DateOnly? day) =>
        new(new LocalText(zh, en), day is { } known ? Dates.Day(known) : Same(""));

    /// <summary>A name or a number, which is the same in both languages.</summary>
    public static LocalText Same(string text) => new(text, text);
}

/// <summary>A list of a record: its drivers, permits, findings.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Rows">Its rows.</param>
public sealed record RecordList(LocalText Title, ImmutableArray<RecordFact> Rows);

/// <summary>A record of the register, as its page shows it.</summary>
public sealed record RecordModel
{
    /// <summary>The section of the site to which the page belongs.</summary>
    public required Section Section { get; init; }

    /// <summary>Its address.</summary>
    public required string Path { get; init; }

    /// <summary>The address of the page that leads to it.</summary>
    public required string Back { get; init; }

    /// <summary>The name of that page.</summary>
    public required LocalText BackName { get; init; }

    /// <summary>Its title.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Its status in a word; null: it has none.</summary>
    public LocalText? State { get; init; }

    /// <summary>The style in which the state is shown.</summary>
    public string Look { get; init; } = "now";

    /// <summary>The facts that are shown.</summary>
    public required ImmutableArray<RecordFact> Facts { get; init; }

    /// <summary>Its lists.</summary>
    public ImmutableArray<RecordList> Lists { get; init; } = [];

    /// <summary>What will happen by itself, soonest first.</summary>
    public ImmutableArray<ComingDate> Coming { get; init; } = [];

    /// <summary>The address of its sheet without the ending, for printing or storing; null: none.</summary>
    public string? Sheet { get; init; }

    /// <summary>The name of the sheet; null: it needs none.</summary>
    public LocalText? SheetName { get; init; }

    /// <summary>Papers and pictures that belong to it, shown at {Path}/d/{n}.</summary>
    public ImmutableArray<string> Documents { get; init; } = [];

    /// <summary>The acts with a page of their own, and their addresses.</summary>
    public ImmutableArray<(LocalText Text, string Path)> Buttons { get; init; } = [];

    /// <summary>Who may do these, if not the reader; null: the reader may.</summary>
    public LocalText? ServicesFor { get; init; }

    /// <summary>What the reader may apply for, with every condition.</summary>
    public ImmutableArray<ServiceConditionsView> Services { get; init; } = [];

    /// <summary>What the reader may do.</summary>
    public ImmutableArray<Act> Acts { get; init; } = [];

    /// <summary>
    /// The choices in the forms of its acts, by field, so that nobody must copy an id from one page into another.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<(string Id, LocalText Name)>> Choices { get; init; } =
        RecordChoices.None;

    /// <summary>What happened, newest first.</summary>
    public ImmutableArray<PastEntry> History { get; init; } = [];

    /// <summary>The legal date.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>What was just done; null: nothing.</summary>
    public LocalText? Said { get; init; }
}

/// <summary>An act's form.</summary>
/// <param name="Record">The record to which it belongs.</param>
/// <param name="Act">The act.</param>
/// <param name="Form">What was typed.</param>
public sealed record ActModel(RecordModel Record, Act Act, FormState Form)
{
    /// <summary>Its fields, with the choices from the record.</summary>
    public ImmutableArray<ActField> Fields { get; } =
    [
        .. Act.Fields.Select(field => Record.Choices.TryGetValue(field.Name, out var choices)
            ? field with { Input = ActInput.Choice, Choices = choices } : field),
    ];

    /// <summary>What its fields are called.</summary>
    public IReadOnlyDictionary<string, LocalText> Labels => Act.LabelsOf(Fields);
}
