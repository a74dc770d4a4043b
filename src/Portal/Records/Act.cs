using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Records;

/// <summary>How a field of an act is filled in.</summary>
public enum ActInput
{
    /// <summary>A line of text.</summary>
    Text = 0,

    /// <summary>Several lines.</summary>
    Lines = 1,

    /// <summary>A whole number.</summary>
    Number = 2,

    /// <summary>A date.</summary>
    Day = 3,

    /// <summary>One of the choices.</summary>
    Choice = 4,

    /// <summary>A box.</summary>
    Tick = 5,

    /// <summary>Any number of the choices.</summary>
    Choices = 6,

    /// <summary>A day and a time in Shanghai.</summary>
    Moment = 7,

    /// <summary>A telephone number.</summary>
    Phone = 8,

    /// <summary>A name to search by, with a button beside it.</summary>
    Search = 9,

    /// <summary>A region, by its name (<see cref="RegionField"/>).</summary>
    Region = 10,

    /// <summary>Several lines, each with a region by its name and, after a space, a place in it.</summary>
    Places = 11,
}

/// <summary>A field of an act's form.</summary>
/// <param name="Name">Its name, as in the API.</param>
/// <param name="Label">The label of the field.</param>
/// <param name="Input">How it is filled in.</param>
/// <param name="Hint">How to answer; null: nothing to say.</param>
public sealed record ActField(string Name, LocalText Label, ActInput Input = ActInput.Text, LocalText? Hint = null)
{
    /// <summary>What may be chosen, by value.</summary>
    public ImmutableArray<(string Value, LocalText Text)> Choices { get; init; } = [];

    /// <summary>The field that is read if this one is empty; null: none.</summary>
    public string? Otherwise { get; init; }

    /// <summary>Longest text, in UTF-16 units, inclusive.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>The value of the HTML attribute autocomplete (WCAG 1.3.5).</summary>
    public string Autocomplete { get; init; } = "off";
}

/// <summary>An act that is carried out: the entity, what was filled in, and the reader.</summary>
/// <param name="Id">The key of the record; empty where there is none yet.</param>
/// <param name="Read">What was filled in.</param>
/// <param name="Form">The form.</param>
/// <param name="Page">The request.</param>
/// <param name="Registry">The registry.</param>
internal sealed record ActRun(string Id, ActReader Read, Posted Form, PageContext Page, IRegistry Registry);

/// <summary>
/// Something that may be done to a record. Its form states the consequence first; the command is the same as over the
/// API.
/// </summary>
public sealed class Act
{
    private Act(string name, LocalText title, LocalText consequence, ImmutableArray<ActField> fields) =>
        (Name, Title, Consequence, Fields) = (name, title, consequence, fields);

    /// <summary>Its name in the address.</summary>
    public string Name { get; }

    /// <summary>The act.</summary>
    public LocalText Title { get; }

    /// <summary>What happens by it.</summary>
    public LocalText Consequence { get; }

    /// <summary>The form.</summary>
    public ImmutableArray<ActField> Fields { get; }

    /// <summary>True: it needs a proof from the last minutes, as over the API.</summary>
    public bool NeedsProof { get; init; }

    /// <summary>True: it ends something, and its button shows that.</summary>
    public bool Ends { get; init; }

    internal Func<ActRun, Task<Answer>> Run { get; private init; } = null!;

    /// <summary>What the fields of a form are called, by their names.</summary>
    internal static IReadOnlyDictionary<string, LocalText> LabelsOf(ImmutableArray<ActField> fields) =>
        fields.DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.Label);

    /// <summary>An act that is one command to the record.</summary>
    internal static Act Of(
        EntityKind kind, string name, LocalText title, LocalText consequence, ImmutableArray<ActField> fields,
        Func<ActReader, Command> make, bool proof = false, bool ends = false) =>
        By(name, title, consequence, fields, run => Execute(kind, run, make), proof, ends);

    /// <summary>An act that takes more than one command.</summary>
    internal static Act By(
        string name, LocalText title, LocalText consequence, ImmutableArray<ActField> fields,
        Func<ActRun, Task<Answer>> run, bool proof = false, bool ends = false) =>
        new(name, title, consequence, fields) { Run = run, NeedsProof = proof, Ends = ends };

    private static async Task<Answer> Execute(EntityKind kind, ActRun run, Func<ActReader, Command> make)
    {
        var command = make(run.Read);
        if (run.Read.Refusal is { } malformed) return new Answer.No(malformed);
        return EntityId.TryParse(kind, run.Id, out var id)
            ? await run.Registry.Execute(id, run.Form.Envelope(command)) : new Answer.No(Refusals.NotFound());
    }
}
