using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>
/// /desk/deliveries/{id}: one document on its way to its holder: given to a courier or handed over, come back, and sent
/// again.
/// </summary>
internal static class DeliveryRecord
{
    /// <summary>Its pages.</summary>
    public static RecordKind Kind { get; } =
        new(DeliveryPages.Path, DeliveryPages.Senders, Read, [Deliver(), Returned()]);

    /// <summary>How a document reaches its holder.</summary>
    public static LocalText NameOf(DeliveryWay way) =>
        way == DeliveryWay.Post ? new("邮寄到付", "By post, pay on delivery") : new("自取", "Pick up");

    private static async Task<Result<RecordModel>> Read(RecordAsked asked)
    {
        var (shown, refusal) = await asked.Reads.Application(asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        if (shown!.View is not { Delivery: { } delivery } view || !DeliveryPages.Standings.Contains(view.Status))
            return Refusals.NotFound(); // Nothing is made yet, or nothing goes out.
        var today = ShanghaiTime.DateOf(asked.Registry.Now);
        return new RecordModel
        {
            Section = Section.Deliveries, Path = $"{DeliveryPages.Path}/{view.Id}", Back = DeliveryPages.Path,
            BackName = new("发证和寄送", "Deliveries"), Today = today, Title = ServiceTitles.Of(view.Service),
            State = Statuses.Of(view.Status), Look = Statuses.LookOf(view.Status),
            Facts =
            [
                RecordFact.Of("办件号", "Number", view.Id, CasePage.PathOf(view.Id)),
                RecordFact.Of("申请人", "Applicant", view.Applicant?.Name ?? ""),
                new(new("领取方式", "Delivery"), NameOf(delivery.Way)), .. Facts(delivery, today),
                new(new("领取期限", "Pick-up until"), view.PickUpBy is { } by
                    ? new(Dates.Day(by, false), Dates.Day(by, true)) : new("", "")),
            ],
            Acts = view.Status switch
            {
                ApplicationStatus.AwaitingDelivery => [Kind.Acts[0]],
                ApplicationStatus.Delivered when delivery.Way == DeliveryWay.Post => Kind.Acts,
                _ => [],
            },
        };
    }

    private static ImmutableArray<RecordFact> Facts(DeliveryView delivery, DateOnly today) =>
    [
        RecordFact.Of("收件人", "Recipient", delivery.Recipient ?? ""),
        RecordFact.Of("电话", "Telephone", delivery.Phone?.Shown ?? ""),
        RecordFact.Of("地址", "Address", delivery.Address?.Shown ?? ""),
        .. Tracking(delivery, today),
    ];

    /// <summary>The courier, when it was sent, and whether it came back: what is known of them.</summary>
    public static IEnumerable<RecordFact> Tracking(DeliveryView delivery, DateOnly today) =>
    ((RecordFact[])
    [
        RecordFact.Of("快递", "Courier", $"{delivery.Carrier} {delivery.TrackingNumber}".Trim()),
        new(new("寄出", "Sent"), delivery.SentAt is { } sent ? Dates.Moment(sent, today) : new("", "")),
        new(new("退回", "Came back"), delivery.ReturnedAt is { } back
            ? new($"{Dates.Moment(back, today, false)}，原因：{delivery.ReturnReason}",
                $"{Dates.Moment(back, today, true)}: {delivery.ReturnReason}")
            : new("", "")),
    ]).Where(fact => fact.Value.Zh.Length > 0);

    private static Act Deliver() => Act.By("deliver", new("登记发证或寄出", "Handed over or posted"),
        new("办件办结，申请人收到通知；单号可以以后补登。", "The case is done and the applicant is notified; a number can be added later."),
        [
            new("carrier", new("快递公司（邮寄时填写）", "Courier, where it is posted"))
            {
                MaxLength = 100,
            },
            new("trackingNumber", new("快递单号", "Tracking number")) { MaxLength = 40 },
        ],
        run => Execute(run, new Deliver(
            run.Id, run.Read.TextOrNull("carrier"), run.Read.TextOrNull("trackingNumber"))));

    private static Act Returned() => Act.By("returned", new("登记退回", "It came back"),
        new("证件回到待发，申请人收到通知；改了地址的按新地址再寄。",
            "It waits to be sent again and the applicant is notified; where the address is changed, it goes there."),
        [
            new("reason", new("退回原因", "Why it came back"), ActInput.Lines),
            new("recipient", new("新收件人（不改不填）", "Another recipient, if any")),
            new("phone", new("新电话", "Another telephone"), ActInput.Phone),
            new("address", new("新地址", "Another address"), ActInput.Lines),
        ],
        run =>
        {
            var (read, to) = (run.Read, new DeliveryAddress(run.Read.TextOrNull("recipient"),
                run.Read.TextOrNull("phone"), run.Read.TextOrNull("address")));
            return Execute(run, new ReturnDelivery(
                run.Id, read.Text("reason"), to == new DeliveryAddress(null, null, null) ? null : to));
        });

    private static async Task<Answer> Execute(ActRun run, Command command) =>
        EntityId.TryApplication(run.Id, out var subject)
            ? await run.Registry.Execute(subject, run.Form.Envelope(command))
            : new Answer.No(Refusals.NotFound());
}
