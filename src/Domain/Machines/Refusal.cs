using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Machines;

/// <summary>A text for people in the two languages of the registry.</summary>
/// <param name="Zh">Chinese (zh-CN), the default.</param>
/// <param name="En">English.</param>
public sealed record LocalText(string Zh, string En);

/// <summary>One fault of one field or material.</summary>
/// <param name="Field">The JSON path of the field, or the material's kind.</param>
/// <param name="Text">What is wrong with it.</param>
public sealed record FieldFault(string Field, LocalText Text);

/// <summary>A refusal: the law or the registry says no (http.md 7).</summary>
/// <param name="Code">The stable code: the first reason that applies, in the order of the law.</param>
/// <param name="Detail">What a driver understands.</param>
public sealed record Refusal(RefusalCode Code, LocalText Detail)
{
    /// <summary>The article, or the section of rules.md, by which it is refused; null for a fault of form.</summary>
    public string? Law { get; init; }

    /// <summary>The day from which the same request can succeed; null: never, or not by waiting.</summary>
    public DateOnly? RetryFrom { get; init; }

    /// <summary>
    /// How long to wait until the same request can succeed, by the machine's clock; null: not known, or not by waiting.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Faults by field or material; empty when the refusal is about the whole request.</summary>
    public ImmutableArray<FieldFault> Faults { get; init; } = [];

    /// <summary>
    /// True when the same request may succeed if it is simply sent again (a lost race, a store that was not reachable).
    /// </summary>
    public bool Transient { get; init; }

    /// <summary>
    /// Whole seconds after which to come again, at least 1, so that nobody comes too early; null: waiting alone cures
    /// nothing. A missing font, for one, does not come by waiting.
    /// </summary>
    public long? SecondsToWait() => Code is not (RefusalCode.StorageAway or RefusalCode.Busy or RefusalCode.TooMany)
        ? null : RetryAfter is { } wait ? Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)) : DefaultSecondsToWait;

    private const int DefaultSecondsToWait = 5;
}
