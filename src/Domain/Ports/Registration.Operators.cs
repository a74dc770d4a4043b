using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Ports;

/// <summary>What operators may find out about others by name and number. Used by the API and by imports.</summary>
public static partial class Registration
{
    /// <summary>
    /// The key of the person with this number, if the name is the registered one; an unknown number and a wrong name
    /// get the same answer. Null: nobody.
    /// </summary>
    public static async ValueTask<string?> Driver(
        IRegistry registry, string name, string identityNumber, CancellationToken cancellation = default) =>
        await registry.Queries.PersonByIdentity(identityNumber.Trim().ToUpperInvariant(), cancellation) is { } known
        && (await registry.Load(known, cancellation))?.State is Person p
        && RegisteredName.Same(p.Name, name) ? p.Key : null;
}
