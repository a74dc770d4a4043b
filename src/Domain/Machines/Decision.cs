using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Machines;

/// <summary>What was asked of an entity. Imperative; carries everything that Decide may not look up.</summary>
public abstract partial record Command;

/// <summary>
/// What happened to an entity. Past tense; stored for ever under the name in <see cref="RegistryJson"/>.
/// </summary>
public abstract partial record Event;

/// <summary>
/// What an entity is. Built by Evolve alone. Named by its kind where it goes from one silo to another.
/// </summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Certificates.Certificate), "certificate")]
[JsonDerivedType(typeof(Persons.Person), "person")]
[JsonDerivedType(typeof(Operators.Operator), "operator")]
[JsonDerivedType(typeof(Vehicles.Vehicle), "vehicle")]
[JsonDerivedType(typeof(RailLicences.RailCareer), "railLicence")]
[JsonDerivedType(typeof(Employers.Employer), "employer")]
[JsonDerivedType(typeof(ExamSessions.ExamSession), "examSession")]
[JsonDerivedType(typeof(Trips.Trip), "trip")]
[JsonDerivedType(typeof(Keyrings.Keyring), "keyring")]
[JsonDerivedType(typeof(TrustLists.TrustList), "trustList")]
[JsonDerivedType(typeof(Bindings.IdentityBinding), "identity")]
[JsonDerivedType(typeof(Objections.Objection), "objection")]
[JsonDerivedType(typeof(Findings.RoadsideFinding), "roadsideFinding")]
[JsonDerivedType(typeof(Opinions.Opinion), "opinion")]
public abstract record EntityState
{
    /// <summary>
    /// The instant up to which reminders of last days are done, UTC; null, and not stored: none was due yet.
    /// </summary>
    public DateTimeOffset? RemindedAt { get; init; }
}

/// <summary>What Decide answers: events, or a lawful "no". Never an exception.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The command is carried out by these events. None: what was asked is already so.</summary>
    public sealed record Accepted(ImmutableArray<Event> Events) : Decision
    {
        /// <summary>The state after the events; null: only the machine's own decision knows it.</summary>
        public EntityState? After { get; init; }

        /// <summary>What the entity would have done next before the events; null: nothing.</summary>
        public Deadline? NextBefore { get; init; }

        /// <summary>What the entity does next by itself after the events; null: nothing.</summary>
        public Deadline? Next { get; init; }
    }

    /// <summary>The law, the state or the caller's rights say no; nothing changes.</summary>
    public sealed record Refused(Refusal Refusal) : Decision;

    /// <summary>Nothing to do: what was asked is already so.</summary>
    public static readonly Decision Nothing = new Accepted([]);

    /// <summary>Accepted with <paramref name="events"/>, in this order.</summary>
    public static Decision Of(params ReadOnlySpan<Event> events) => new Accepted([.. events]);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);
}
