using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// Names one application: the entity in which it lives, and its number there. Written <c>Q-8F3K2.3</c> in states, in
/// events and over HTTP (docs/adr/0003); this is the one place that writes and reads it.
/// </summary>
/// <param name="Owner">The entity in which it lives.</param>
/// <param name="Number">Its number there, from 1; numbers do not come again.</param>
public readonly record struct ApplicationId(EntityId Owner, int Number)
{
    /// <summary>The text that names application <paramref name="number"/> of the entity with this key.</summary>
    public static string Write(string ownerKey, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{ownerKey}.{number}");

    /// <summary>
    /// Reads what <see cref="Write"/> writes, and nothing else: no leading zero, no sign, no entity that cannot be.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ApplicationId id)
    {
        id = default;
        if (text is null || text.IndexOf('.') is not (> 0 and var dot)
            || !EntityId.TryParse(text[..dot], out var owner)
            || text.AsSpan(dot + 1) is not [>= '1' and <= '9', ..]
            || !int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        id = new ApplicationId(owner, number);
        return true;
    }

    /// <summary>Reads the id in a state or an event.</summary>
    /// <exception cref="FormatException">
    /// The text is not an id. What is stored was written by this type, so this is a bug.
    /// </exception>
    public static ApplicationId Parse(string stored) =>
        TryParse(stored, out var id) ? id : throw new FormatException($"'{stored}' names no application.");

    /// <inheritdoc/>
    public override string ToString() => Write(Owner.Key, Number);
}
