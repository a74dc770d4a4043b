using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>The result of checking one identifier. A refusal is a result, never an exception.</summary>
/// <param name="Valid">
/// True when the text follows its standard; it does not say that such a person or thing exists.
/// </param>
/// <param name="Fault">The first fault found; null when valid.</param>
/// <param name="Normalized">The text to store: the final x of a number in upper case. Null when refused.</param>
/// <param name="Warnings">Codes of <see cref="IdentifierWarnings"/>; always empty when refused.</param>
public sealed record IdentifierCheck(
    bool Valid, IdentifierFault? Fault, string? Normalized, ImmutableArray<string> Warnings)
{
    /// <summary>A valid identifier, with warnings that a clerk may want to look at.</summary>
    public static IdentifierCheck Accepted(string normalized, params ImmutableArray<string> warnings) =>
        new(true, null, normalized, warnings);

    /// <summary>A refused identifier.</summary>
    public static IdentifierCheck Refused(IdentifierFault fault) => new(false, fault, null, []);

    /// <summary>Compares warnings by their content; the array itself would compare by reference.</summary>
    public bool Equals(IdentifierCheck? other) =>
        other is not null
        && (Valid, Fault, Normalized) == (other.Valid, other.Fault, other.Normalized)
        && Warnings.SequenceEqual(other.Warnings);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Valid, Fault, Normalized, Warnings.Length);
}
