using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// A form as it is shown: empty, with known data, or after a refusal with what was typed and what is wrong.
/// </summary>
public sealed class FormState
{
    private readonly Posted? _posted;
    private readonly ImmutableDictionary<string, string> _prefilled;

    private FormState(Posted? posted, Refusal? refusal, ImmutableDictionary<string, string> prefilled)
    {
        (_posted, Refusal, _prefilled) = (posted, refusal, prefilled);
        Key = posted?.Key is { Length: > 0 } key ? key : Guid.NewGuid().ToString("N");
    }

    /// <summary>Why it was refused; null: it was not handed in yet.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The key of the form, by which it is carried out once (<see cref="Posted.CommandId"/>).</summary>
    public string Key { get; }

    /// <summary>A form that was not handed in yet, with known data.</summary>
    public static FormState New(params ReadOnlySpan<(string Name, string? Value)> known)
    {
        var prefilled = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (name, value) in known)
            if (value is not null) prefilled[name] = value;
        return new FormState(null, null, prefilled.ToImmutable());
    }

    /// <summary>A form after a refusal, with everything that was typed.</summary>
    internal static FormState Again(Posted posted, Refusal refusal) =>
        new(posted, refusal, ImmutableDictionary<string, string>.Empty);

    /// <summary>The form of the next step, with everything that was typed.</summary>
    internal static FormState With(Posted posted) => new(posted, null, ImmutableDictionary<string, string>.Empty);

    /// <summary>The form with a refusal.</summary>
    internal FormState Refused(Refusal refusal) => new(_posted, refusal, _prefilled);

    /// <summary>The form, not handed in yet, with one more known value.</summary>
    internal FormState Known(string name, string value) => new(null, null, _prefilled.SetItem(name, value));

    /// <summary>Every field whose name begins with <paramref name="prefix"/>, with its value.</summary>
    internal IEnumerable<(string Name, string Value)> Under(string prefix) =>
        (_posted?.Carried ?? _prefilled.Select(one => (one.Key, one.Value)))
        .Where(one => one.Item1.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>What stands in a field.</summary>
    public string Value(string name) => _posted?.Block(name) ?? _prefilled.GetValueOrDefault(name, "");

    /// <summary>All chosen values of a field that takes several.</summary>
    public IEnumerable<string> All(string name) => _posted?.All(name)
        ?? (_prefilled.TryGetValue(name, out var value) ? value.Split(' ') : []);

    /// <summary>True for a box that is ticked.</summary>
    public bool Ticked(string name) => _posted?.Ticked(name) ?? _prefilled.ContainsKey(name);

    /// <summary>The faults of a field; faults name a field by its path in the API, "form.phone".</summary>
    public IEnumerable<LocalText> Faults(string name) => (Refusal?.Faults ?? [])
        .Where(fault => IsOf(fault, name)).Select(fault => fault.Text);

    /// <summary>
    /// True when the fault is about the field called <paramref name="name"/>. A place of delivery has a phone and an
    /// address of its own besides those of the form.
    /// </summary>
    public static bool IsOf(FieldFault fault, string name) => fault.Field == name
        || (fault.Field.EndsWith("." + name, StringComparison.Ordinal)
            && !fault.Field.StartsWith("delivery.", StringComparison.Ordinal));
}
