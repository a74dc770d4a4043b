using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>A carrier's own company, vehicles and trips, with what it may do to them.</summary>
internal static class FleetRecords
{
    private const int MaxListed = 40;

    /// <summary>/fleet/company/{id}.</summary>
    public static RecordKind Company { get; } = new("/fleet/company", Roles.Operator, ReadCompany, CompanyActs());

    /// <summary>/fleet/vehicles/{id}.</summary>
    public static RecordKind Vehicle { get; } = new("/fleet/vehicles", Roles.Operator, ReadVehicle, []);

    /// <summary>/fleet/trips/{id}.</summary>
    public static RecordKind Trip { get; } = new("/fleet/trips", Roles.Operator, ReadTrip, TripActs());

    private static async Task<Result<RecordModel>> ReadCompany(RecordAsked asked)
    {
        var (shown, refusal) = await asked.Reads.Operator(asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var view = shown!.View;
        var drivers = (await asked.Reads.DriversOf(view.Id, asked.Cancellation)).Value;
        return new RecordModel
        {
            Section = Section.Permits, Path = "/fleet/company/" + view.Id, Back = "/fleet",
            BackName = new("车队", "Fleet"), Today = ShanghaiTime.DateOf(asked.Registry.Now),
            Title = RecordFact.Same(view.Name), Acts = Company.Acts,
            Facts =
            [
                RecordFact.Of("统一社会信用代码", "Credit code", view.CreditCode),
                new(new("主管机关", "Authority"), Authorities.Of(view.Authority)),
                RecordFact.Of("联系人", "Contacts", string.Join("; ", view.Contacts.Select(one => one.Name))),
            ],
            Lists =
            [
                new(new("经营许可", "Permits"), [.. view.Permits.Select(OperatorRecord.PermitOf)]),
                new(new("驾驶员", "Drivers"), Listed((drivers.IsDefault ? [] : drivers).Select(driver => RecordFact.Of(
                    driver.Name, driver.Name, driver.IdentityNumber.Shown)))),
                new(new("等待本人确认", "Drivers who were asked"), Listed(view.Asked.Select(ask => new RecordFact(
                    RecordFact.Same(ask.Name), ValueNames.Of(ask.Status))))),
            ],
            Choices = RecordChoices.None.Add("driverId", [.. (drivers.IsDefault ? [] : drivers).Select(driver =>
                (driver.Id, RecordFact.Same($"{driver.Name} {driver.IdentityNumber.Shown}")))]),
            History = await asked.History(EntityKind.Operator),
        };
    }

    /// <summary>As many as a page has room for, and how many more there are: /fleet finds each by name.</summary>
    internal static ImmutableArray<RecordFact> Listed(IEnumerable<RecordFact> all)
    {
        List<RecordFact> rows = [.. all];
        return rows.Count <= MaxListed ? [.. rows] :
        [
            .. rows.Take(MaxListed),
            new(new($"另有 {rows.Count - MaxListed} 名", $"{rows.Count - MaxListed} more"),
                new("按姓名在车队里查找", "find them by name among the fleet")) { Path = "/fleet?kind=drivers" },
        ];
    }

    private static async Task<Result<RecordModel>> ReadVehicle(RecordAsked asked)
    {
        var (shown, refusal) = await asked.Reads.Vehicle(asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        return VehicleRecord.Of(
            shown!.View, ShanghaiTime.DateOf(asked.Registry.Now), "/fleet/vehicles/" + shown.View.Id) with
        {
            Back = "/fleet",
            BackName = new("车队", "Fleet"),
            Coming = await asked.Coming(EntityKind.Vehicle),
            History = await asked.History(EntityKind.Vehicle),
            Sheet = $"/fleet/vehicles/{shown.View.Id}/card",
            Buttons = [(new("出示道路运输证", "Show the certificate"), $"/fleet/vehicles/{shown.View.Id}/show")],
            Services = (await asked.Reads.Services(EntityKind.Vehicle, shown.View.Id, asked.Cancellation)).Value,
        };
    }

    private static async Task<Result<RecordModel>> ReadTrip(RecordAsked asked)
    {
        var (shown, refusal) = await asked.Reads.Trip(asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var view = shown!.View;
        return TripRecord.Of(view, ShanghaiTime.DateOf(asked.Registry.Now), "/fleet/trips/" + view.Id) with
        {
            Back = "/fleet/trips",
            BackName = new("包车备案", "Charter trips"),
            Sheet = view.Medium != TripMedium.None && view.Status is not (TripStatus.Refused or TripStatus.Cancelled)
                ? $"/fleet/trips/{view.Id}/plate" : null,
            Acts = [.. Trip.Acts.Where(act => act.Name switch
            {
                "amend" => view.Status is TripStatus.ManualReview or TripStatus.Approved or TripStatus.Issued
                    or TripStatus.Received && asked.Registry.Now < view.DepartsAt,
                "issue" => view.Status == TripStatus.Approved && view.Electronic.Possible,
                "paper" => view.Status == TripStatus.Approved,
                _ => view.Status is TripStatus.ManualReview or TripStatus.Approved or TripStatus.Issued
                    or TripStatus.Received,
            })],
            Coming = await asked.Coming(EntityKind.Trip),
            History = await asked.History(EntityKind.Trip),
        };
    }

    private static ImmutableArray<Act> CompanyActs() =>
    [
        Act.Of(EntityKind.Operator, "permits", new("绑定经营许可证", "Bind a permit"),
            new("绑定后，名下车辆可以办理业务，包车可以备案。", "Afterwards its vehicles can be served and trips can be filed."),
            [new("permitNumber", new("许可证号", "Permit number"))], read => new BindPermit(read.Text("permitNumber"))),
        Act.Of(EntityKind.Operator, "drivers", new("关联驾驶员", "Ask a driver"),
            new("向本人发出请求，本人确认后才关联。无论是否在册，答复相同。",
                "The driver is asked and has to consent; the answer is the same for every name and number."),
            [new("name", new("姓名", "Name")), new("identityNumber", new("证件号码", "Identity number"))],
            read => new AskDriver(read.Text("name"), read.Text("identityNumber"))),
        Act.Of(EntityKind.Operator, "unlink", new("解除驾驶员", "End the link with a driver"),
            new("此人不能再列入新的备案；已下发的行程不变。", "No new trip can name the driver; what is issued stays."),
            [new("driverId", new("驾驶员", "Driver"))],
            read => new UnlinkDriver(read.Text("driverId")), ends: true),
        Act.Of(EntityKind.Operator, "contacts", new("变更联系人", "Change contacts"),
            new("替换现在的联系人；通知发给新的联系人。", "Takes the place of the present one; notices go there."),
            [new("name", new("姓名", "Name")), new("phone", new("手机号", "Mobile number"))],
            read => new ChangeContacts([new ContactPerson(read.Text("name"), read.Text("phone"))])),
    ];

    private static ImmutableArray<Act> TripActs() =>
    [
        Act.By("amend", new("变更备案", "Change the filing"),
            new("按新的计划重新审核；已下发的凭证须重新下发和接收。",
                "The new plan is reviewed; what was issued has to be issued and received again."), [],
            _ => throw new InvalidOperationException("the filing has a page of its own")),
        Act.Of(EntityKind.Trip, "issue", new("下发电子凭证", "Issue the electronic certificate"),
            new("每名驾驶员收到通知，接收后用手机出示。", "Every driver is notified, receives it and shows it on the phone."), [],
            _ => new IssueTrip()),
        Act.Of(EntityKind.Trip, "paper", new("改用纸质标志牌", "Print the paper plate instead"),
            new("打印后随车携带原件，不再下发电子凭证。", "The printed plate is carried; no electronic certificate is issued."), [],
            _ => new PrintTripPaper()),
        Act.Of(EntityKind.Trip, "cancel", new("作废", "Cancel"),
            new("已下发的凭证立即失效；车辆、驾驶员和合同空出。", "What was issued is void at once; vehicle, drivers and contract are free."),
            [new("reason", new("原因", "Reason"), ActInput.Lines)], read => new CancelTrip(read.TextOrNull("reason")),
            ends: true),
    ];
}
