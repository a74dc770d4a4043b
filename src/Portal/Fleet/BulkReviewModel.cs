using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Applying;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>A vehicle that may be reviewed now, with its photos so far.</summary>
/// <param name="Vehicle">The vehicle.</param>
/// <param name="Front">The fronts of its licence.</param>
/// <param name="Back">The back of the sub-page; only where it bears records.</param>
internal sealed record ReviewRow(FleetVehicle Vehicle, MaterialSlot Front, MaterialSlot Back)
{
    /// <summary>The field of one side of this vehicle.</summary>
    public static string FieldOf(string vehicle, MaterialKind side) =>
        (side == MaterialKind.VehicleLicenceFront ? "front." : "back.") + vehicle;

    /// <summary>The row before any photo is there.</summary>
    public static ReviewRow Of(FleetVehicle vehicle, RoadRules rules)
    {
        var materials = Catalogue.Of(ServiceId.VehicleAnnualReview).Materials;
        MaterialSlot Side(MaterialKind kind) => MaterialSlot.Picture(
            kind, materials.First(line => line.Kind == kind).Names, required: false, rules);
        return new ReviewRow(
            vehicle, Side(MaterialKind.VehicleLicenceFront), Side(MaterialKind.VehicleLicenceSubPageBack));
    }

    /// <summary>The same with a photo of one of its sides.</summary>
    public ReviewRow With(MaterialSlot side) => side.Kind == Front.Kind ? this with { Front = side }
        : this with { Back = side };
}

/// <summary>The result for one vehicle's application.</summary>
/// <param name="Plate">The vehicle.</param>
/// <param name="Application">The application; null: it was refused.</param>
/// <param name="Said">The result in words.</param>
public sealed record ReviewReceipt(string Plate, string? Application, LocalText Said);

/// <summary>Annual reviews of many vehicles at once.</summary>
public sealed record BulkReviewModel
{
    /// <summary>Vehicles that may be reviewed now, the most urgent first.</summary>
    internal ImmutableArray<ReviewRow> Rows { get; init; } = [];

    /// <summary>Vehicles that may not, with why.</summary>
    public ImmutableArray<(FleetVehicle Vehicle, ConditionView Why)> Others { get; init; } = [];

    /// <summary>How many freight vehicles are not on this page, because it has room for a limited number.</summary>
    public int Later { get; init; }

    /// <summary>Photos whose names belong to no vehicle.</summary>
    public ImmutableArray<string> Unmatched { get; init; } = [];

    /// <summary>The results of those that were handed in.</summary>
    public ImmutableArray<ReviewReceipt> Receipts { get; init; } = [];

    /// <summary>What was typed.</summary>
    public required FormState Form { get; init; }

    /// <summary>The legal date.</summary>
    public required DateOnly Today { get; init; }
}
