using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>/desk/trips/{id}: a charter filing with its conditions now, for the charter desk to decide.</summary>
internal static class TripRecord
{
    private const string Base = "/desk/trips";

    public static RecordKind Kind { get; } = new(Base, Roles.Officer, Read, Acts());

    private static async Task<Result<RecordModel>> Read(RecordAsked asked)
    {
        var (loaded, refusal) = await asked.Reads.Find(EntityKind.Trip, asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var context = asked.Reads.ContextOf(loaded!);
        var view = TripView.Of((Trip)loaded!.State, context, loaded.Version);
        var waits = view.Status == TripStatus.ManualReview;
        return Of(view, ShanghaiTime.DateOf(asked.Registry.Now), $"{Base}/{view.Id}") with
        {
            Back = Base,
            BackName = new("包车备案", "Charter filings"),
            Lists =
            [
                Conditions(await asked.Reads.ConditionsNow(loaded, asked.Cancellation)),
                .. DriversOf(view, ShanghaiTime.DateOf(asked.Registry.Now)),
            ],
            Acts = [.. Kind.Acts.Where(act => act.Name == "cancel"
                ? view.Status is TripStatus.Approved or TripStatus.Issued or TripStatus.Received : waits)],
            Coming = await asked.Coming(EntityKind.Trip),
            History = await asked.History(EntityKind.Trip),
        };
    }

    /// <summary>The part of a record that every page about a trip has.</summary>
    public static RecordModel Of(TripView view, DateOnly today, string path) => new()
    {
        Section = Section.Charter, Path = path, Back = "/", BackName = new("返回", "Back"), Today = today,
        Title = RecordFact.Same($"{view.Vehicle.Plate} · {view.Origin.Place} → {view.Destination.Place}"),
        State = Statuses.Of(view.Status), Look = Statuses.LookOf(view.Status),
        Facts =
        [
            RecordFact.Of("编号", "Number", view.Number),
            RecordFact.Of("承运人", "Carrier", view.Operator.Name),
            new(new("包车类别", "Kind"), ValueNames.Of(view.Kind)),
            RecordFact.Of("线路", "Route", string.Join(
                " → ", ((TripPlaceView[])[view.Origin, .. view.Via, view.Destination]).Select(place => place.Named))),
            new(new("单边行程", "One way"), new($"{view.OneWayKm} 公里{(view.RoundTrip ? "，往返" : "")}",
                $"{view.OneWayKm} km{(view.RoundTrip ? ", round trip" : "")}")),
            new(new("发车", "Departure"), Dates.Moment(view.DepartsAt, today)),
            new(new("返回", "Return"), Dates.Moment(view.ReturnsAt, today)),
            RecordFact.Of("合同", "Contract", $"{view.ContractNumber} · {view.Hirer}"),
            new(new("乘客", "Passengers"), new($"{view.Passengers} 人，{view.Purpose}",
                $"{view.Passengers}, {view.Purpose}")),
            new(new("凭证", "Certificate"), ValueNames.Of(view.Medium)),
            new(new("电子凭证", "Electronic certificate"), view.Electronic.Possible
                ? new("可以下发", "can be issued") : view.Electronic.Detail ?? new("仅纸质", "on paper only")),
            new(new("作废原因", "Cancelled because"), new(view.CancelReason ?? "", view.CancelReason ?? "")),
            RecordFact.Of("审核意见", "Review", view.Review is { Reasons: { IsDefaultOrEmpty: false } reasons }
                ? string.Join("; ", reasons) : ""),
        ],
        Lists = DriversOf(view, today),
    };

    private static ImmutableArray<RecordList> DriversOf(TripView view, DateOnly today) =>
    [
        new(new("驾驶员", "Drivers"), [.. view.Drivers.Select(driver => new RecordFact(
            new(driver.Name, driver.Name), driver.ReceivedAt is { } at
                ? new($"{Dates.Moment(at, today).Zh} 已接收", $"received {Dates.Moment(at, today).En}")
                : new("未接收", "not received")))]),
    ];

    /// <summary>The conditions at this moment; they are read anew each time (C.4).</summary>
    private static RecordList Conditions(ImmutableArray<Condition> conditions) => new(
        new("此刻的条件", "Conditions at this moment"),
        [
            .. conditions.Select(condition =>
                ConditionWords.Of(condition.Name) is var name && condition.Unmet is { } no
                    ? new RecordFact(new($"✕ {name.Zh}", $"✕ {name.En}"),
                        new($"{no.Detail.Zh}（{no.Law}）", $"{no.Detail.En} ({no.Law})"))
                    : new RecordFact(new($"✓ {name.Zh}", $"✓ {name.En}"), new("", ""))),
        ]);

    private static ImmutableArray<Act> Acts() =>
    [
        Act.Of(EntityKind.Trip, "approve", new("审核通过", "Approve"),
            new("承运人可以下发电子凭证或打印纸质标志牌。", "The carrier can issue the certificate, or print the paper plate."), [],
            _ => new ApproveTrip()),
        Act.Of(EntityKind.Trip, "refuse", new("审核不通过", "Refuse"),
            new("备案结束，承运人收到理由，须重新备案。", "The filing ends; the carrier has the reasons and files anew."),
            [new("reasons", new("理由（每行一条）", "Reasons, one a line"), ActInput.Lines)],
            read => new RefuseTrip(read.Lines("reasons")), ends: true),
        Act.Of(EntityKind.Trip, "cancel", new("作废", "Cancel"),
            new("已下发的凭证立即失效，扫码显示“已失效”。", "What was issued is void at once."),
            [new("reason", new("原因", "Reason"), ActInput.Lines)], read => new CancelTrip(read.TextOrNull("reason")),
            ends: true),
    ];
}
