using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Findings;

/// <summary>What an officer found at the roadside. Names are published and stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<FindingKind>))]
public enum FindingKind
{
    /// <summary>The certificate was not shown (未出示).</summary>
    NotShown = 1,

    /// <summary>The plate is not the one of the certificate (车牌不符).</summary>
    PlateDiffers = 2,

    /// <summary>The driver is not one of the certificate (驾驶员不符).</summary>
    DriverDiffers = 3,

    /// <summary>The charter contract was not carried (未携带包车合同).</summary>
    ContractMissing = 4,

    /// <summary>Something else; the note says what.</summary>
    Other = 5,
}

/// <summary>
/// What an officer recorded at the roadside. Carrier and drivers are notified and may object; it changes nothing by
/// itself.
/// </summary>
public sealed record RoadsideFinding : EntityState
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The kind of finding.</summary>
    public required FindingKind Finding { get; init; }

    /// <summary>In the officer's words.</summary>
    public required string Note { get; init; }

    /// <summary>The plate that the officer saw, or that the document has; null: neither.</summary>
    public string? Plate { get; init; }

    /// <summary>The certificate, vehicle, trip or licence that was checked; null: none that is known.</summary>
    public string? SubjectKey { get; init; }

    /// <summary>The carrier; null: none that is known.</summary>
    public string? CarrierKey { get; init; }

    /// <summary>The drivers of the trip, or the holder of the certificate.</summary>
    public ImmutableArray<string> PersonKeys { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The authority of the document that was checked; where none is known, the officer's.</summary>
    public required string Authority { get; init; }

    /// <summary>Pictures and papers.</summary>
    public ImmutableArray<string> DocumentIds { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The officer's account.</summary>
    public required string By { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Something happened to a finding.</summary>
public abstract record FindingEvent : Event;

/// <summary>It was recorded.</summary>
public sealed record RoadsideFindingRecorded(RoadsideFinding Finding) : FindingEvent;

/// <summary>Records a finding. The host has looked up the document that was checked and to whom it belongs.</summary>
public sealed record RecordRoadsideFinding(FindingKind Finding, string Note) : Command
{
    /// <summary>The plate; null: not known.</summary>
    public string? Plate { get; init; }

    /// <summary>What was checked; null: nothing that is known.</summary>
    public string? SubjectKey { get; init; }

    /// <summary>The carrier; null: not known.</summary>
    public string? CarrierKey { get; init; }

    /// <summary>Drivers or holder.</summary>
    public ImmutableArray<string> PersonKeys { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The authority; null: the officer's.</summary>
    public string? Authority { get; init; }

    /// <summary>Pictures and papers, the officer's own uploads.</summary>
    public ImmutableArray<string> DocumentIds { get => field.IsDefault ? [] : field; init; } = [];
}
