using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>
/// The names of schemas of what is carried, shown and checked at the roadside (<see cref="SchemaIds"/>).
/// </summary>
internal static class CarrySchemaIds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<Type, string> All { get; } = new Dictionary<Type, string>
    {
        [typeof(CardDisplayView)] = "CardDisplay",
        [typeof(HandlerView)] = "Handler",
        [typeof(ObjectionRequest)] = "ObjectionRequest",
        [typeof(ObjectionAnswerRequest)] = "ObjectionAnswerRequest",
        [typeof(ObjectionView)] = "Objection",
        [typeof(ObjectionAnswerView)] = "ObjectionAnswer",
        [typeof(Listing<ObjectionView>)] = "ObjectionListing",
        [typeof(RoadsideFindingRequest)] = "RoadsideFindingRequest",
        [typeof(FindingView)] = "RoadsideFinding",
        [typeof(Domain.Findings.FindingKind)] = "RoadsideFindingKind",
        [typeof(Listing<FindingView>)] = "RoadsideFindingListing",
        [typeof(Domain.Applications.AtCounter)] = "CounterFiling",
        [typeof(Domain.Applications.Helper)] = "CounterHelper",
        [typeof(Domain.Applications.CounterNotices)] = "CounterNotices",
        [typeof(OpinionRequest)] = "OpinionRequest",
        [typeof(OpinionAnswerRequest)] = "OpinionAnswerRequest",
        [typeof(OpinionView)] = "Opinion",
        [typeof(OpinionAnswerView)] = "OpinionAnswer",
        [typeof(Listing<OpinionView>)] = "OpinionListing",
        [typeof(OperatorCheckRequest)] = "OperatorCheckRequest",
        [typeof(OperatorCheckView)] = "OperatorCheck",
        [typeof(Listing<OperatorCheckView>)] = "OperatorCheckListing",
        [typeof(ScreenSlotView)] = "ScreenSlot",
        [typeof(SnapshotTripView)] = "SnapshotTrip",
        [typeof(SnapshotView)] = "Snapshot",
        [typeof(TripSlotsView)] = "TripSlots",
        [typeof(TrustedKeyView)] = "TrustedKey",
    };
}
