using OrleansRegistry.Api.Endpoints;
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
        [typeof(ScreenSlotView)] = "ScreenSlot",
        [typeof(SnapshotTripView)] = "SnapshotTrip",
        [typeof(SnapshotView)] = "Snapshot",
        [typeof(TripSlotsView)] = "TripSlots",
        [typeof(TrustedKeyView)] = "TrustedKey",
    };
}
