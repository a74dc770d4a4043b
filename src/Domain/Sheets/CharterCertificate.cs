using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>
/// The electronic certificate of an interprovincial charter trip (省际包车电子凭证), with exactly what the plate states
/// (标志牌载明事项, C.3). No seal is drawn (docs/adr/0057).
/// </summary>
public static class CharterCertificate
{
    /// <summary>
    /// Why there is none to be had; null: there is one. It exists once it is issued electronically, whether or not a
    /// driver has received it (its code says so), and not any more when the trip was cancelled. One that is over stays
    /// as the carrier's record.
    /// </summary>
    public static Refusal? Refuses(Trip trip) =>
        trip.Medium == TripMedium.Electronic && trip.Recorded is not (TripStatus.Refused or TripStatus.Cancelled)
            ? null
            : SheetRefusals.NotIssued();

    /// <summary>The certificate as a sheet.</summary>
    public static Sheet Of(Trip trip, Context context, SheetStamp stamp)
    {
        var view = TripView.Of(trip, context, version: 0);
        return new Sheet
        {
            Name = $"charter-certificate-{view.Id}", Paper = Paper.A4, Stamp = stamp,
            Title = new("省际包车客运标志牌（电子）", "Interprovincial charter plate (electronic)"),
            Rows =
            [
                new(new("标志牌编号", "Number of the plate"), view.Number),
                new(new("运输企业", "Carrier"), view.Operator.Name),
                new(new("企业签发人", "Signed for the carrier by"), view.Issuer),
                new(new("车牌号码", "Vehicle"), view.Vehicle.Plate),
                new(new("车牌颜色", "Plate colour"), SheetWords.Of(view.Vehicle.PlateColour)),
                new(new("驾驶员", "Drivers"), string.Join('、', view.Drivers.Select(driver => driver.Name))),
                new(new("起点", "From"), view.Origin.Place),
                new(new("讫点", "To"), view.Destination.Place),
                new(new("主要途经地", "Via"), Via(view.Via)),
                new(new("有效期", "Valid"), SheetWords.Minutes(view.DepartsAt, view.ReturnsAt)),
            ],
        };
    }

    private static LocalText Via(ImmutableArray<TripPlace> places)
    {
        var names = string.Join('、', places.Select(place => place.Place));
        return names.Length > 0 ? new LocalText(names, names) : new LocalText("无", "None");
    }
}
