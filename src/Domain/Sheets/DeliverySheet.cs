using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>A page of the list of documents that a desk must post or hand out, for use at the counter (寄送清单).</summary>
public static class DeliverySheet
{
    /// <summary>The page with these deliveries, in order.</summary>
    public static Sheet Of(ImmutableArray<ApplicationView> deliveries, SheetStamp stamp) => new()
    {
        Name = "deliveries",
        Title = new("证件寄送、领取清单", "Documents to post and to hand out"),
        Paper = Paper.A4,
        Stamp = stamp,
        OwnNote = new(
            $"截至{SheetWords.Minute(stamp.AsOf)}（北京时间）待寄送、待领取的证件。含个人信息，仅供寄送使用，用后请销毁。",
            $"Documents that waited at {SheetWords.Minute(stamp.AsOf)} (Beijing time). Personal data: "
                + "for sending alone, destroy it afterwards."),
        Rows =
        [
            new(new("份数", "Documents"), deliveries.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            .. deliveries.Select((a, at) => RowOf(a, at + 1)),
        ],
    };

    private static SheetRow RowOf(ApplicationView a, int number)
    {
        var (service, to) = (Catalogue.Find(a.Service)?.Names ?? new LocalText(a.Id, a.Id), a.Delivery!);
        var way = to.Way == DeliveryWay.Post ? new LocalText("邮寄到付", "post") : new LocalText("自取", "pick up");
        var who = string.Join(' ', new[] { to.Recipient, to.Phone?.Shown }.OfType<string>());
        var where = string.Join(' ', new[] { who, to.Address?.Shown, to.Carrier, to.TrackingNumber }.OfType<string>());
        return new SheetRow(
            new($"{number}. {service.Zh}（{way.Zh}）", $"{service.En} ({way.En})"),
            new LocalText(where.Length > 0 ? where : "持证人本人", a.Id));
    }
}
