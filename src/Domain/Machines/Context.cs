using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Machines;

/// <summary>What the host read for one decision. It is not kept: each decision reads anew.</summary>
public interface IFacts
{
    /// <summary>The person with this key as it is now; null when the registry has none.</summary>
    Person? Person(string key);

    /// <summary>What is known of an uploaded document; null when there is none.</summary>
    DocumentFact? Document(string id);

    /// <summary>The charter trip for which this vehicle is booked, now or later (A.11, G.4 #65); null: none.</summary>
    string? TripOf(string vehicleKey) => null;

    /// <summary>Another entity as it is now, if Needs asked for it; null: there is none.</summary>
    EntityState? Entity(EntityId id) => null;

    /// <summary>The person on the register with the number that Needs asked for; null: nobody has it.</summary>
    Person? PersonWithNumber(string identityNumber) => null;

    /// <summary>The certificates of a person whom Needs lists in its holders, oldest first.</summary>
    ImmutableArray<Certificate> CertificatesOf(string personKey) => [];
}

/// <summary>Typed access to facts.</summary>
public static class NamedFacts
{
    /// <summary>The operator with <paramref name="key"/> as it is now; null when the registry has none.</summary>
    public static Operator? OperatorWith(this IFacts facts, string key) =>
        (Operator?)facts.Entity(new EntityId(EntityKind.Operator, key));

    /// <summary>The vehicle with <paramref name="key"/> as it is now; null when the registry has none.</summary>
    public static Vehicle? VehicleWith(this IFacts facts, string key) =>
        (Vehicle?)facts.Entity(new EntityId(EntityKind.Vehicle, key));
}

/// <summary>What must be read before Decide is called.</summary>
/// <param name="PersonKey">The person whose facts are needed; null: none.</param>
/// <param name="DocumentIds">The documents named by the command.</param>
public readonly record struct Needs(string? PersonKey, IReadOnlyList<string> DocumentIds)
{
    /// <summary>Needs no facts.</summary>
    public static readonly Needs Nothing = new(null, []);

    /// <summary>
    /// Other entities whose state is needed: the operator of a vehicle, the exam session of a candidate.
    /// </summary>
    public IReadOnlyList<EntityId> Entities { get => field ?? []; init; }

    /// <summary>Persons who are needed with all their certificates: the drivers of a trip.</summary>
    public IReadOnlyList<string> Holders { get => field ?? []; init; }

    /// <summary>
    /// An identity number. If the register has a person with it, that person's certificates and railway career are read
    /// as well; null: not needed.
    /// </summary>
    public string? IdentityNumber { get; init; }

    /// <summary>The vehicle for which it must be known whether it is booked for a trip; null: none.</summary>
    public string? BookedVehicle { get; init; }
}

/// <summary>Everything that a decision may use besides the state.</summary>
/// <param name="Now">The instant by the legal clock, UTC.</param>
/// <param name="Rulebook">The dated rules.</param>
/// <param name="Calendar">The working days.</param>
/// <param name="Actor">The caller: account, roles and channel.</param>
/// <param name="Facts">What was read for this decision.</param>
public sealed record Context(DateTimeOffset Now, Rulebook Rulebook, WorkingCalendar Calendar, Actor Actor, IFacts Facts)
{
    /// <summary>The legal date of <see cref="Now"/> (Asia/Shanghai).</summary>
    public DateOnly Today => ShanghaiTime.DateOf(Now);

    /// <summary><see cref="Now"/> with +08:00, as people and answers read it.</summary>
    public DateTimeOffset Local => ShanghaiTime.ToLocal(Now);

    /// <summary>The road rules in force today.</summary>
    public RoadRules Road => Rulebook.RoadAt(Today);

    /// <summary>
    /// The operator with <paramref name="key"/>. The host has read it, as Needs asked for it; if not, it is a bug.
    /// </summary>
    public Operator OperatorOf(string key) =>
        Facts.OperatorWith(
            key) ?? throw new InvalidOperationException($"operator {key} was not read before the decision");

    /// <summary>The dated rules of the railway driver licence.</summary>
    public Rules.RailRulebook RailRulebook { get; init; } = Rules.RailRulebook.Embedded;

    /// <summary>The dated tables of charter trips.</summary>
    public CharterRulebook CharterRulebook { get; init; } = CharterRulebook.Embedded;

    /// <summary>How desks can be reached: shown with an answer, and never used to decide.</summary>
    public Contacts Contacts { get; init; } = Contacts.None;

    /// <summary>
    /// The person with <paramref name="key"/>. The host has read it, as Needs asked for it; if not, it is a bug.
    /// </summary>
    public Person PersonOf(string key) =>
        Facts.Person(key) ?? throw new InvalidOperationException($"person {key} was not read before the decision");
}
