namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// The party for which an account acts: a person, an operator, a railway enterprise, or a unit of an enterprise.
/// Written as the entity's key; for a unit a dot and the unit's id follow: <c>W-8F3K2.u1</c>. Recipients of notices are
/// written in the same way.
/// </summary>
/// <param name="Entity">The person, operator or enterprise.</param>
/// <param name="Unit">The unit of the enterprise; null: the enterprise as a whole, or another kind of party.</param>
public readonly record struct PartyId(EntityId Entity, string? Unit = null)
{
    /// <summary>A railway enterprise, or a unit of it.</summary>
    public static PartyId OfEmployer(string key, string? unit) => new(new EntityId(EntityKind.Employer, key), unit);

    /// <summary>The party that <paramref name="text"/> names; null: none, or there is no text.</summary>
    public static PartyId? Read(string? text) => text?.Split('.') switch
    {
        [var key] when EntityId.TryParse(key, out var entity) => new PartyId(entity),
        [var key, { Length: > 0 } unit] when EntityId.TryParse(EntityKind.Employer, key, out var employer) =>
            new PartyId(employer, unit),
        _ => null,
    };

    /// <summary>The key, if the party is of this kind; null: it is of another one.</summary>
    public string? KeyOf(EntityKind kind) => Entity.Kind == kind ? Entity.Key : null;

    /// <summary>True when <paramref name="other"/> is this party, or a unit of this enterprise.</summary>
    public bool Covers(PartyId other) => Entity == other.Entity && (Unit is null || Unit == other.Unit);

    /// <inheritdoc/>
    public override string ToString() => Unit is null ? Entity.Key : $"{Entity.Key}.{Unit}";
}
