using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
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
                new("unit", new("子级单位编号（不填为企业本级）", "Id of the unit; the enterprise itself when not given")),
            ],
            read => new AskDriver(read.Text("name"), read.Text("identityNumber"), read.TextOrNull("unit"))),
        Unit(), Letter(LetterKind.Withdrawal, LetterKind.IdentityChange, LetterKind.AccountReset, LetterKind.Other),
    ] : field;

    private static ImmutableArray<Act> NationalActs => field.IsDefault ? field =
    [
        Unit(), Letter(LetterKind.Rename, LetterKind.Disable, LetterKind.Withdrawal, LetterKind.IdentityChange,
            LetterKind.AccountReset, LetterKind.Other),
    ] : field;

    private static Act Unit() => Act.Of(EntityKind.Employer, "units", new("增加子级单位", "Add a unit"),
        new("子级单位可以单独初审，只看到自己的驾驶人员。", "A unit reviews by itself and sees its own drivers alone."),
        [new("name", new("名称", "Name"))], read => new AddUnit(read.Text("name")));

    private static Act Letter(params LetterKind[] kinds) => Act.By("letters", new("登记来函", "File a letter"),
        new("撤回、更名和停用的来函同时执行；不能执行的不存档。",
            "A withdrawal, a new name or a closing is carried out with it; what cannot be is not filed."),
        [
            new("kind", new("来函事项", "What it is about"), ActInput.Choice)
            {
                Choices = ValueNames.Of(ValueNames.Of, kinds),
            },
            new("applicationId", new("办件号（撤回时填写）", "Application, for a withdrawal")),
            new("text", new("正文；更名时填新名称", "Its words; the new name for a renaming"), ActInput.Lines),
        ], SendLetter);

    /// <summary>First what the letter asks for, then the letter on file: a refusal leaves no letter behind.</summary>
    private static async Task<Answer> SendLetter(ActRun run)
    {
        var (read, actor) = (run.Read, run.Page.Actor);
        var kind = read.Choice<LetterKind>("kind");
        if (read.Refusal is { } malformed) return new Answer.No(malformed);
        if (!EntityId.TryParse(EntityKind.Employer, run.Id, out var id)) return new Answer.No(Refusals.NotFound());
        var text = read.TextOrNull("text") ?? (kind == LetterKind.Withdrawal ? "撤回申请" : "");
        var asked = run.Form.Envelope(new FileLetter(kind, text, read.TextOrNull("applicationId")));
        (EntityId Target, Command Command)? carried = kind switch
        {
            LetterKind.Withdrawal when EntityId.TryApplication(read.Text("applicationId"), out var career)
                && career.Kind == EntityKind.RailLicence =>
                (career, new WithdrawRailByLetter(read.Text("applicationId"), text)),
            LetterKind.Rename when actor.Is(Desks) => (id, new RenameEmployer(text)),
            LetterKind.Disable when actor.Is(Desks) => (id, new DisableEmployer(text)),
            _ => null,
        };
        if (kind == LetterKind.Withdrawal && carried is null)
            return new Answer.No(Refusals.Malformed(
                Refusals.Fault("applicationId", "请填写要撤回的申请。", "Name the application that is taken back.")));
        if (carried is var (target, command))
        {
            var first = asked with { CommandId = asked.CommandId + ":letter", Command = command, Fingerprint = null };
            if (await run.Registry.Execute(target, first) is Answer.No no) return no;
        }
        return await run.Registry.Execute(id, asked);
    }

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
                new(new("来函", "Letters"), [.. view.Letters.Reverse().Select(letter => LetterOf(letter, today))]),
            ],
            Acts = view.Disabled ? [] : acts, History = await asked.History(EntityKind.Employer),
        };
    }

    private static RecordFact LetterOf(LetterView letter, DateOnly today) => new(
        ValueNames.Of(letter.Kind), new($"{Dates.Moment(letter.At, today, false)} 来函：{letter.Text} {letter.About}",
            $"{Dates.Moment(letter.At, today, true)} letter: {letter.Text} {letter.About}"));
}
