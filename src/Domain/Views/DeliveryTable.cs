using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Views;

/// <summary>A desk's deliveries as a table for a spreadsheet (CSV), for API and pages.</summary>
public static class DeliveryTable
{
    private const string Head =
        "applicationId,service,status,way,recipient,phone,address,fee,readyAt,pickUpBy,carrier,trackingNumber";

    /// <summary>The table of these deliveries, in order.</summary>
    public static string Csv(IEnumerable<ApplicationView> deliveries)
    {
        var text = new StringBuilder("\uFEFF").Append(Head); // Spreadsheets ask for the mark of UTF-8.
        foreach (var a in deliveries)
            text.Append("\r\n").AppendJoin(',', ((string?[])
            [
                a.Id, ServiceNames.Of(a.Service), Word(a.Status), Word(a.Delivery!.Way), a.Delivery.Recipient,
                a.Delivery.Phone?.Shown, a.Delivery.Address?.Shown, a.Delivery.Fee,
                a.ReadyAt?.ToString("O", CultureInfo.InvariantCulture),
                a.PickUpBy?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), a.Delivery.Carrier,
                a.Delivery.TrackingNumber,
            ]).Select(Cell));
        return text.Append("\r\n").ToString();
    }

    private static string Word<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Cell(string? value) => string.IsNullOrEmpty(value) ? "" : CellText.Quoted(value);
}
