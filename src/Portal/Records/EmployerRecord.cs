using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>
/// A railway enterprise: for itself under /employer/enterprise, for exam centre and administration under
/// /desk/employers.
/// </summary>
internal static class EmployerRecord
{
    private const Roles Desks = Roles.ExamCentre | Roles.Administration;

    /// <summary>For the enterprise itself.</summary>
    public static RecordKind Own { get; } = new("/employer/enterprise", Roles.Employer,
        asked => Read(asked, "/employer/enterprise", "/employer", new("首页", "Home"), OwnActs), OwnActs);

    /// <summary>For exam centre and administration.</summary>
    public static RecordKind National { get; } = new("/desk/employers", Desks,
        asked => Read(asked, "/desk/employers", "/desk/employers", new("企业", "Enterprises"), NationalActs),
        NationalActs);

    private static ImmutableArray<Act> OwnActs => field.IsDefault ? field =
    [
        Act.Of(EntityKind.Employer, "ask", new("关联驾驶人员", "Ask a driver"),
            new("向本人发出请求，本人确认后才关联。无论是否在册，答复相同。",
                "The driver is asked and has to consent; the answer is the same for every name and number."),
            [
                new("name", new("姓名", "Name")), new("identityNumber", new("证件号码", "Identity number")),
                new("unit", new("子级单位", "Unit")),
            ],
            read => new AskDriver(read.Text("name"), read.Text("identityNumber"), read.TextOrNull("unit"))),
        Unit(),
    ] : field;

    private static ImmutableArray<Act> NationalActs => field.IsDefault ? field = [Unit()] : field;

    private static Act Unit() => Act.Of(EntityKind.Employer, "units", new("增加子级单位", "Add a unit"),
        new("子级单位可以单独初审，只看到自己的驾驶人员。", "A unit reviews by itself and sees its own drivers alone."),
        [new("name", new("名称", "Name"))], read => new AddUnit(read.Text("name")));

    private static async Task<Result<RecordModel>> Read(
        RecordAsked asked, string path, string back, LocalText backName, ImmutableArray<Act> acts)
    {
        var (shown, refusal) = await asked.Reads.Employer(asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var view = shown!.View;
        var today = ShanghaiTime.DateOf(asked.Registry.Now);
        return new RecordModel
        {
            Section = Section.Employers, Path = $"{path}/{view.Id}", Back = back, BackName = backName, Today = today,
            Title = new(view.Name, view.Name), State = view.Disabled ? new("已停用", "Closed") : null, Look = "bad",
            Facts =
            [
                RecordFact.Of("统一社会信用代码", "Credit code", view.CreditCode),
                RecordFact.Of("企业编号", "Id", view.Id),
                RecordFact.Of("曾用名", "Former names", string.Join("; ", view.FormerNames)),
                RecordFact.Of("驾驶人员", "Drivers",
                    view.Drivers.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                RecordFact.Of("注册地址", "Registered address", view.Profile.RegisteredAddress ?? ""),
            ],
            Lists =
            [
                new(new("子级单位", "Units"), [.. view.Units.Select(unit => RecordFact.Of(unit.Name, unit.Name, unit.Id))]),
                new(new("等待本人确认", "Drivers who were asked"), [.. view.Asked.Select(ask => new RecordFact(
                    new(ask.Name, ask.Name), ValueNames.Of(ask.Status)))]),
                new(new("来函", "Letters"), [.. await LettersOf(view, today, path, asked)]),
            ],
            Choices = RecordChoices.None.Add("unit",
            [
                ("", new LocalText("企业本级", "The enterprise itself")),
                .. view.Units.Select(unit => (unit.Id, RecordFact.Same(unit.Name))),
            ]),
            Buttons = [(new("写来函", "Write a letter"), $"{path}/{view.Id}/letter")],
            Said = asked.Page.Http.Request.Query.ContainsKey("sent") ? new("来函已提交", "the letter is sent") : null,
            Acts = view.Disabled ? [] : acts, History = await asked.History(EntityKind.Employer),
        };
    }

    private static async Task<IEnumerable<RecordFact>> LettersOf(
        EmployerView view, DateOnly today, string path, RecordAsked asked)
    {
        var lines = new List<RecordFact>();
        foreach (var letter in view.Letters.Reverse())
            lines.Add(LetterOf(letter, today, path == Own.Base
                ? await RecoveryOf(letter, asked) : "/desk/letters/" + letter.Id));
        return lines;
    }

    /// <summary>The address for continuing after a granted letter about a phone; null: it was not granted.</summary>
    private static async Task<string?> RecoveryOf(LetterView letter, RecordAsked asked) =>
        letter is { Kind: LetterKind.PhoneChange, DoneAt: not null, About: { } driver }
        && (await asked.Reads.DriverWithLostPhone(asked.Id, driver, asked.Cancellation)).Refusal is null
            ? $"/employer/drivers/{driver}/phone-recovery" : null;

    private static RecordFact LetterOf(LetterView letter, DateOnly today, string? path)
    {
        var (at, done) = (Dates.Moment(letter.At, today), letter.DoneAt is null
            ? new LocalText("等待办理", "waiting") : new LocalText($"已办结 {letter.Note}", $"done {letter.Note}"));
        return new RecordFact(ValueNames.Of(letter.Kind),
            new($"{at.Zh} 来函：{letter.Text} {letter.About} · {done.Zh}",
                $"{at.En} letter: {letter.Text} {letter.About} · {done.En}"), path);
    }
}
