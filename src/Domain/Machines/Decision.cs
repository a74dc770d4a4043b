using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Machines;

/// <summary>A request to an entity. Named by an imperative; has everything that Decide may not look up.</summary>
public abstract partial record Command;

/// <summary>
/// What happened to an entity. Named in the past tense; stored for ever under its name in <see cref="RegistryJson"/>.
/// </summary>
public abstract partial record Event;

/// <summary>The state of an entity, which only Evolve makes. It is sent between silos with its kind's name.</summary>
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
    /// The instant up to which reminders of last days were carried out, UTC; null, and not stored: none was due yet.
    /// </summary>
    public DateTimeOffset? RemindedAt { get; init; }
}

/// <summary>What Decide answers: events, or a refusal. Never an exception.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The command is carried out by these events. No events: what it asks for is so already.</summary>
    public sealed record Accepted(ImmutableArray<Event> Events) : Decision
    {
        /// <summary>The state after the events; null: only the machine itself can compute it.</summary>
        public EntityState? After { get; init; }

        /// <summary>The next deadline before the events; null: there was none.</summary>
        public Deadline? NextBefore { get; init; }

        /// <summary>The next deadline after the events; null: there is none.</summary>
        public Deadline? Next { get; init; }
    }

    /// <summary>Refused by the law, the state or the caller's rights; nothing changes.</summary>
    public sealed record Refused(Refusal Refusal) : Decision;

    /// <summary>Accepted without events: what was asked for is so already.</summary>
    public static readonly Decision Nothing = new Accepted([]);

    /// <summary>Accepted with <paramref name="events"/>, in this order.</summary>
    public static Decision Of(params ReadOnlySpan<Event> events) => new Accepted([.. events]);

    /// <summary>A refusal can be returned as a decision.</summary>
    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);
}
