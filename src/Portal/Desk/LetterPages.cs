using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>
/// /desk/letters: the inbox of exam centre and administration, oldest first, and a letter with its scans, the members
/// that its kind asks for and it lacks, and the answer.
/// </summary>
internal static class LetterPages
{
    private const string Base = "/desk/letters";
    private const int MaxListed = 50;
    private const Roles National = Roles.ExamCentre | Roles.Administration;
    private static readonly LocalText _name = new("来函", "Letters");

    /// <summary>One letter.</summary>
    public static RecordKind Kind { get; } = new(Base, National, Read, [Done()]) { HasDocuments = true };

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet(Base, List).For(PageAccess.Of(National));

    private static async Task<IResult> List(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (waiting, refusal) = await registry.As(page.Actor).LetterQueue(
            null, new PageRequest(MaxListed, cursor), cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var today = ShanghaiTime.DateOf(registry.Now);
        return page.Show<ListView>(new ListModel(
            Section.Letters, _name, null,
            [
                new(new("等待办理，最早的在前", "Waiting, oldest first"),
                    [.. waiting!.Items.Select(one => RowOf(one, today))],
                    new("没有等待办理的来函。", "No letter waits.")),
            ],
            [(new("企业和登记来函", "Enterprises, and letters that came by post"), "/desk/employers")],
            waiting.Next is { } next ? $"{Base}?cursor={Uri.EscapeDataString(next)}" : null));
    }

    private static ListRow RowOf(LetterView one, DateOnly today)
    {
        var (kind, at) = (ValueNames.Of(one.Kind), Dates.Moment(one.At, today));
        var (state, look) = one.Missing.IsEmpty ? ((LocalText?)null, "now")
            : (new LocalText($"缺 {one.Missing.Length} 项", $"{one.Missing.Length} missing"), "carey");
        return new ListRow(
            new($"{kind.Zh} · {one.EmployerName}", $"{kind.En} · {one.EmployerName}"), $"{Base}/{one.Id}",
            new($"{at.Zh} · {one.Text}", $"{at.En} · {one.Text}"), state, look);
    }

    private static async Task<Result<RecordModel>> Read(RecordAsked asked)
    {
        if (await asked.Reads.LetterFor(asked.Id, asked.Cancellation) is not var (employer, letter))
            return Refusals.NotFound();
        var (shown, refusal) = await asked.Reads.Employer(employer.Key, asked.Cancellation);
        if (refusal is not null) return refusal;
        var view = shown!.View.Letters.First(one => one.Id == letter.Id);
        var today = ShanghaiTime.DateOf(asked.Registry.Now);
        return new RecordModel
        {
            Section = Section.Letters, Path = $"{Base}/{view.Id}", Back = Base, BackName = _name, Today = today,
            Title = ValueNames.Of(view.Kind),
            State = view.DoneAt is null ? new("等待办理", "Waiting") : new("已办结", "Done"),
            Look = view.DoneAt is null ? "now" : "good",
            Facts =
            [
                RecordFact.Of("企业", "Enterprise", view.EmployerName, "/desk/employers/" + view.EmployerId),
                RecordFact.Of("子级单位", "Unit", view.Unit ?? ""),
                new(new("收到", "Came in"), Dates.Moment(view.At, today)),
                RecordFact.Of("正文", "Its words", view.Text),
                RecordFact.Of("关于", "About", view.About ?? "", PathOf(view.About)), .. DetailsOf(view.Details),
                new(new("还缺", "Missing"), MissingOf(view.Missing)),
                RecordFact.Of("办理情况", "What was done", view.Note ?? ""),
            ],
            Documents = view.DocumentIds, Acts = view.DoneAt is null ? Kind.Acts : [],
        };
    }

    private static string? PathOf(string? about) => about is null ? null
        : EntityId.TryApplication(about, out _) ? CasePage.PathOf(about)
        : EntityId.TryParse(EntityKind.RailLicence, about, out _) ? "/desk/rail-licences/" + about : null;

    private static LocalText MissingOf(ImmutableArray<string> names)
    {
        ImmutableArray<LocalText> labels = [.. names.Select(name => LetterForms.LabelOf(name))];
        return new(string.Join("、", labels.Select(one => one.Zh)), string.Join(", ", labels.Select(one => one.En)));
    }

    private static IEnumerable<RecordFact> DetailsOf(LetterDetails? details)
    {
        (string Name, string? Value)[] all =
        [
            ("reason", details?.Reason), ("oldName", details?.OldName), ("newName", details?.NewName),
            ("driversHeld", Number(details?.DriversHeld)), ("cause", details?.Cause), ("measure", details?.Measure),
            ("structure", details?.Profile?.Structure), ("supervisionOffice", details?.Profile?.SupervisionOffice),
            ("registeredAddress", details?.Profile?.RegisteredAddress),
            ("operatingRange", details?.Profile?.OperatingRange),
            ("locomotives", Number(details?.Profile?.Locomotives)),
            ("ownLineKm", Number(details?.Profile?.OwnLineKm)), ("contact", details?.Profile?.Contact),
            ("phone", details?.Profile?.Phone), ("email", details?.Profile?.Email),
        ];
        return from one in all
               where one.Value is not null
               select new RecordFact(LetterForms.LabelOf(one.Name), RecordFact.Same(one.Value!));
    }

    private static string? Number(int? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Act Done() => Act.By("done", new("办结来函", "Done with it"),
        new("同意的，撤回、更名、停用和启用随之执行；变更手机号的，该单位 30 日内可以生成恢复码。",
            "Where it is granted, a withdrawal, a new name, a closing or an opening is carried out with it; for a "
            + "change of phone the enterprise can make a recovery code for 30 days."),
        [
            new("granted", new("结论", "Result"), ActInput.Choice)
            {
                Choices = [("yes", new("同意，按来函办理", "Granted")), ("no", new("不办理", "Closed without it"))],
            },
            new("note", new("办理情况或原因", "What was done, or why not"), ActInput.Lines),
        ],
        async run =>
        {
            var granted = run.Read.Text("granted");
            if (granted is not ("yes" or "no")) run.Read.Wrong("granted", "请选择一项。", "Choose one.");
            return run.Read.Refusal is { } malformed ? new Answer.No(malformed) : await Letters.Complete(
                run.Registry, run.Page.Actor, run.Id, run.Read.Text("note"), granted == "yes", run.Form.Envelope);
        });
}
