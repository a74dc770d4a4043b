using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>
/// The plate of an interprovincial charter trip (省际包车客运标志牌), electronic or to be printed for behind the windscreen,
/// with exactly the required content (标志牌载明事项, C.3). No seal is drawn; its place is empty (docs/adr/0057).
/// </summary>
public static class CharterCertificate
{
    /// <summary>
    /// The refusal if there is no plate; null: there is one. It exists from the issue on (electronic or on paper),
    /// whether or not a driver has received it (its code shows that), and no longer when the trip was cancelled. After
    /// the trip it stays as the carrier's record.
    /// </summary>
    public static Refusal? Refuses(Trip trip) =>
        trip.Medium != TripMedium.None && trip.Recorded is not (TripStatus.Refused or TripStatus.Cancelled)
            ? null
            : SheetRefusals.NotIssued();

    /// <summary>The plate as a sheet; the paper one is in landscape.</summary>
    public static Sheet Of(Trip trip, Context context, SheetStamp stamp)
    {
        var view = TripView.Of(trip, context, version: 0);
        var onPaper = trip.Medium == TripMedium.Paper;
        return new Sheet
        {
            Name = $"charter-certificate-{view.Id}", Paper = onPaper ? Paper.A4Across : Paper.A4, Stamp = stamp,
            Title = onPaper
                ? new("省际包车客运标志牌", "Interprovincial charter plate")
                : new("省际包车客运标志牌（电子）", "Interprovincial charter plate (electronic)"),
            Issuer = new(new("运输企业（章）", "Carrier, with its seal"),
                new LocalText(view.Operator.Name, view.Operator.Name),
                view.IssuedAt is { } issued ? ShanghaiTime.DateOf(issued) : null),
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
                new(new("备案机关", "Filed with"), SheetWords.Authority(view.Authority)),
            ],
        };
    }

    private static LocalText Via(ImmutableArray<TripPlaceView> places)
    {
        var names = string.Join('、', places.Select(place => place.Place));
        return names.Length > 0 ? new LocalText(names, names) : new LocalText("无", "None");
    }
}
