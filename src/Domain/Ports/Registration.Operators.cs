using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Ports;

/// <summary>What operators may read about others by name and number. Used by the API and by imports.</summary>
public static partial class Registration
{
    /// <summary>
    /// The key of the person with this number, if the name is the registered one; to a stranger an unknown number looks
    /// like a wrong name. Null: nobody.
    /// </summary>
    public static async ValueTask<string?> Driver(
        IRegistry registry, string name, string identityNumber, CancellationToken cancellation = default) =>
        await registry.Queries.PersonByIdentity(identityNumber.Trim().ToUpperInvariant(), cancellation) is { } known
        && (await registry.Load(known, cancellation))?.State is Person p
        && PersonName.Same(p.Name, name) ? p.Key : null;
}
