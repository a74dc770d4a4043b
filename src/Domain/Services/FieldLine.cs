using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>One answer that a field may have.</summary>
/// <param name="Value">Its published name.</param>
/// <param name="Label">What people read.</param>
public sealed record Choice(string Value, LocalText Label);

/// <summary>
/// One field of a service's form, as people see it and as the form is checked by it (<see cref="FormCheck"/>).
/// </summary>
/// <param name="Name">Its published name.</param>
/// <param name="Label">What people read.</param>
/// <param name="Type">string, number, integer, boolean, date, instant, array or object.</param>
/// <param name="Required">True when it must be given whatever the other answers are.</param>
public sealed record FieldLine(string Name, LocalText Label, string Type = "string", bool Required = true)
{
    /// <summary>The possible answers; empty: any.</summary>
    public ImmutableArray<Choice> Choices { get; init; } = [];

    /// <summary>True for a telephone number.</summary>
    public bool IsPhone { get; init; }

    /// <summary>True for the name of a unit (H.22).</summary>
    public bool IsName { get; init; }

    /// <summary>Longest text, in UTF-16 units, inclusive.</summary>
    public int MaxLength { get; init; } = FormCheck.MaxLine;

    /// <summary>When it must be given although it is not required: "field: values"; null: never.</summary>
    public string? RequiredIf { get; init; }

    /// <summary>How to fill it in; null: its label says enough.</summary>
    public LocalText? Hint { get; init; }

    /// <summary>The same field, but not required.</summary>
    public FieldLine Optional => this with { Required = false };

    /// <summary>The label for <paramref name="value"/>; the value itself if it is none of the choices.</summary>
    public LocalText LabelOf(string value)
    {
        foreach (var choice in Choices)
            if (choice.Value == value) return choice.Label;
        return new LocalText(value, value);
    }
}
