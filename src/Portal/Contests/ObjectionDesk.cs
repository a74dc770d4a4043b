using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Desk;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Contests;

/// <summary>
/// /desk/objections: objections that wait for the desk's answer, the most urgent first, and answering them.
/// </summary>
internal static class ObjectionDesk
{
    private const string Base = "/desk/objections";
    private const string Upheld = "upheld", NotUpheld = "notUpheld";
    private const int MaxListed = 50;
    private static readonly LocalText _name = new("异议", "Objections");

    /// <summary>One objection, with its answer as an act.</summary>
    public static RecordKind Kind { get; } =
        new(Base, DeskQueue.Desks, Read, [Answer()]) { HasDocuments = true };

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet(Base, List).For(PageAccess.Of(DeskQueue.Desks));

    private static async Task<IResult> List(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (waiting, refusal) = await registry.As(page.Actor).ObjectionQueue(
            new PageRequest(MaxListed, cursor), cancellation: cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var today = ShanghaiTime.DateOf(registry.Now);
        return page.Show<ListView>(new ListModel(
            Section.Objections, _name, new("答复期限为 15 个工作日，最急的在前。",
                "They are answered within 15 working days; the most urgent first."),
            [
                new(new("等待答复", "Waiting for an answer"),
                    [.. waiting!.Items.OrderBy(one => one.AnswerBy).Select(one => RowOf(one, page, registry, today))],
                    new("没有等待答复的异议。", "Nothing waits for an answer.")),
            ],
            [], waiting.Next is { } next ? $"{Base}?cursor={Uri.EscapeDataString(next)}" : null));
    }

    private static ListRow RowOf(ObjectionView one, PageContext page, IRegistry registry, DateOnly today)
    {
        var left = WorkingDays.Left(today, one.AnswerBy, registry.Calendar);
        var about = AboutWhat.Of(one.About, page).Name;
        return new ListRow(new($"针对{about.Zh}", $"Against {about.En}"), $"{Base}/{one.Id}",
            RecordFact.Same(one.Text), WorkingDays.Words(left), WorkingDays.LookOf(left));
    }

    private static async Task<Result<RecordModel>> Read(RecordAsked asked)
    {
        var (shown, refusal) = await asked.Reads.Objection(asked.Id, asked.Cancellation);
        if (refusal is not null) return refusal;
        var (view, today) = (shown!.View, ShanghaiTime.DateOf(asked.Registry.Now));
        var (about, path) = AboutWhat.Of(view.About, asked.Page);
        var left = WorkingDays.Left(today, view.AnswerBy, asked.Registry.Calendar);
        return new RecordModel
        {
            Section = Section.Objections, Path = $"{Base}/{view.Id}", Back = Base, BackName = _name, Today = today,
            Title = new($"对{about.Zh}的异议", $"Objection to {about.En}"),
            State = view.Answer is { } given ? ResultOf(given.Upheld) : WorkingDays.Words(left),
            Look = view.Answer is { } said ? said.Upheld ? "good" : "ask" : WorkingDays.LookOf(left),
            Facts =
            [
                new(new("针对", "About"), about, path), RecordFact.Of("编号", "Number", view.Id),
                RecordFact.Of("异议内容", "What is wrong", view.Text),
                new(new("提出时间", "Filed"), Dates.Moment(view.FiledAt, today)),
                new(new("最后答复日", "To be answered by"),
                    new(Dates.Day(view.AnswerBy, false), Dates.Day(view.AnswerBy, true))),
                new(new("答复机关", "Authority"), NameOf(view.Authority)),
                .. AnswerOf(view, today),
            ],
            Documents = view.DocumentIds, Acts = view.Answer is null ? Kind.Acts : [],
        };
    }

    private static LocalText NameOf(string authority) =>
        char.IsAsciiDigit(authority[0]) ? Authorities.Of(authority) : new("", "");

    private static ImmutableArray<RecordFact> AnswerOf(ObjectionView view, DateOnly today) => view.Answer is { } given
        ?
        [
            RecordFact.Of("答复", "Answer", given.Text),
            new(new("答复时间", "Answered"), Dates.Moment(given.At, today)),
        ]
        : [];

    private static LocalText ResultOf(bool upheld) =>
        upheld ? new("异议成立", "Upheld") : new("异议不成立", "Not upheld");

    private static Act Answer() => Act.Of(EntityKind.Objection, "answer", new("答复异议", "Answer it"),
        new("答复送达当事人，不能更改。答复本身不改变登记内容：异议成立的，请另行更正。",
            "The party is notified and the answer stays. It changes nothing by itself: mend what was wrong by its own "
            + "act."),
        [
            new("upheld", new("结论", "Result"), ActInput.Choice)
            {
                Choices = [(Upheld, ResultOf(true)), (NotUpheld, ResultOf(false))],
            },
            new("text", new("理由", "Reasons"), ActInput.Lines),
        ],
        read =>
        {
            var result = read.Text("upheld");
            if (result is not (Upheld or NotUpheld)) read.Wrong("upheld", "请选择一项。", "Choose one.");
            return new AnswerObjection(result == Upheld, read.Text("text"));
        });
}
