using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Opinions;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.TrustLists;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Machines;

/// <summary>All that the hosts know of a kind of entity.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Its name in storage, in grain types and in events: frozen.</param>
/// <param name="Letter">The letter with which its keys begin, G to Z: frozen.</param>
/// <param name="Machine">Its law.</param>
/// <param name="State">Its state as JSON.</param>
/// <param name="Application">
/// Reads the applications that live in it from JSON; null: there are none in this kind.
/// </param>
public sealed record KindOfEntity(
    EntityKind Kind, string Name, char Letter, Machine Machine, JsonTypeInfo State, JsonTypeInfo? Application = null);

/// <summary>
/// The table of kinds: a new kind is a row here, its name on <see cref="EntityState"/>, and a grain class.
/// </summary>
public static class EntityKinds
{
    private static readonly KindOfEntity?[] _byKind, _byLetter;
    private static readonly FrozenDictionary<string, KindOfEntity> _byName;
    private static readonly FrozenDictionary<Type, KindOfEntity> _byState;

    static EntityKinds()
    {
        var json = RegistryJson.Wire;
        All =
        [
            new(EntityKind.Certificate, "certificate", 'Q', CertificateMachine.Instance, json.Certificate,
                json.Application),
            new(EntityKind.Person, "person", 'P', PersonMachine.Instance, json.Person),
            new(EntityKind.Operator, "operator", 'O', OperatorMachine.Instance, json.Operator),
            new(EntityKind.Vehicle, "vehicle", 'V', VehicleMachine.Instance, json.Vehicle, json.Application),
            new(EntityKind.RailLicence, "railLicence", 'R', RailMachine.Instance, json.RailCareer,
                json.RailApplication),
            new(EntityKind.Employer, "employer", 'W', EmployerMachine.Instance, json.Employer),
            new(EntityKind.ExamSession, "examSession", 'X', ExamSessionMachine.Instance, json.ExamSession),
            new(EntityKind.Trip, "trip", 'T', TripMachine.Instance, json.Trip),
            new(EntityKind.Keyring, "keyring", 'K', KeyringMachine.Instance, json.Keyring),
            new(EntityKind.TrustList, "trustList", 'L', TrustListMachine.Instance, json.TrustList),
            new(EntityKind.Identity, "identity", 'H', BindingMachine.Instance, json.IdentityBinding,
                json.BindingApplication),
            new(EntityKind.Objection, "objection", 'Y', ObjectionMachine.Instance, json.Objection),
            new(EntityKind.Finding, "roadsideFinding", 'Z', FindingMachine.Instance, json.RoadsideFinding),
            new(EntityKind.Opinion, "opinion", 'S', OpinionMachine.Instance, json.Opinion),
        ];
        _byKind = new KindOfEntity?[All.Max(row => (int)row.Kind) + 1];
        _byLetter = new KindOfEntity?['Z' + 1];
        foreach (var row in All) _byKind[(int)row.Kind] = _byLetter[row.Letter] = row;
        _byName = All.ToFrozenDictionary(row => row.Name, StringComparer.Ordinal);
        _byState = All.ToFrozenDictionary(row => row.State.Type);
    }

    /// <summary>Every kind, in the order in which they were added.</summary>
    public static ImmutableArray<KindOfEntity> All { get; }

    /// <summary>The row of <paramref name="kind"/>.</summary>
    public static KindOfEntity Of(EntityKind kind) =>
        (uint)kind < (uint)_byKind.Length && _byKind[(int)kind] is { } row
            ? row
            : throw new ArgumentOutOfRangeException(nameof(kind), kind, null);

    /// <summary>The row of the kind of this state.</summary>
    public static KindOfEntity Of(EntityState state) => _byState[state.GetType()];

    /// <summary>The row of the kind with this stored name.</summary>
    public static KindOfEntity Named(string name) =>
        _byName.GetValueOrDefault(name) ?? throw new ArgumentOutOfRangeException(nameof(name), name, null);

    /// <summary>The row of the kind whose keys begin with this letter; null: none.</summary>
    public static KindOfEntity? With(char letter) => letter < _byLetter.Length ? _byLetter[letter] : null;
}
