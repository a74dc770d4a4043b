using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>What a document of an application says, road or rail.</summary>
/// <param name="Kind">Which document.</param>
/// <param name="On">Its legal date.</param>
/// <param name="Until">The limit in it: for the decision or for the answer; null: none.</param>
/// <param name="Reasons">The reasons, or what is missing.</param>
internal sealed record DecisionFacts(
    DecisionKind Kind, DateOnly On, DateOnly? Until, ImmutableArray<LocalText> Reasons);

/// <summary>
/// The documents that an authority serves while it reviews an application, and the one about a cancellation: letters on
/// A4 with reasons, articles, remedies and their limits.
/// </summary>
public static class DecisionDocuments
{
    /// <summary>
    /// The content of a document of the application; null: the application does not have this one, or has none yet.
    /// </summary>
    /// <param name="application">The application.</param>
    /// <param name="wanted">Which document; null: the latest.</param>
    internal static DecisionFacts? FactsOf(IApplication application, DecisionKind? wanted)
    {
        var all = (application switch
        {
            Application a => OfRoad(a),
            RailApplication a => OfRail(a),
            _ => [],
        }).ToArray();
        return wanted is null ? all.LastOrDefault() : Array.Find(all, facts => facts.Kind == wanted);
    }

    /// <summary>The refusal if there is no such document; null: there is one.</summary>
    public static Refusal? Refuses(IApplication application, DecisionKind? wanted) =>
        FactsOf(application, wanted) is null ? SheetRefusals.NoDecision() : null;

    /// <summary>The document of an application that <see cref="Refuses"/> does not refuse.</summary>
    public static Sheet Of(
        IApplication application, EntityState subject, Context context, string authority, DecisionKind? wanted)
    {
        var facts = FactsOf(application, wanted)!;
        var service = Catalogue.Of(application.Service).Names;
        var until = facts.Until is { } day ? DayNames.Of(day) : new LocalText("法定期限", "the limit of the law");
        var sheet = Letter(facts, context, RecipientOf(subject, context), authority,
            ("service", service), ("submitted", DayNames.Of(ShanghaiTime.DateOf(application.SubmittedAt))),
            ("decideBy", until), ("answerBy", until));
        return sheet with
        {
            Name = $"decision-{application.Id}-{Name(facts.Kind)}",
            Subtitle = Number(application.Id),
            Rows =
            [
                new(new("办件编号", "Application"), application.Id),
                new(new("申请事项", "Service"), service),
                .. sheet.Rows,
            ],
        };
    }

    /// <summary>The document of a cancelled certificate; null: it is not cancelled.</summary>
    public static Sheet? OfCancellation(Certificate c, Context context)
    {
        var standing = CertificateValidity.On(
            context.Today, c, context.PersonOf(c.PersonKey), context.Rulebook, context.Calendar);
        if (standing is not { Status: CertificateStatus.Cancelled, Ground: { } ground, Since: { } since }) return null;
        ImmutableArray<LocalText> reasons =
            [new(CertificateRefusals.GroundZh(ground), CertificateRefusals.GroundEn(ground))];
        if (c.Cancellation?.Reason is { } reason) reasons = [.. reasons, Same(reason)];
        var facts = new DecisionFacts(DecisionKind.Cancelled, since, null, reasons);
        var view = CertificateView.Of(c, context, version: 0);
        return Letter(facts, context, view.Holder.Name, c.Authority,
            ("service", new("道路运输从业人员从业资格证", "qualification certificate")),
            ("number", Same(view.CertificateNumber.Shown)), ("since", DayNames.Of(since))) with
        {
            Name = $"cancellation-{c.Key}",
            Subtitle = Number(c.Key),
        };
    }

    private static IEnumerable<DecisionFacts> OfRoad(Application a)
    {
        if (a.Supplement is { } asked)
            yield return new DecisionFacts(DecisionKind.Supplement, ShanghaiTime.DateOf(asked.RequestedAt),
                asked.AnswerBy.Date, [Same(asked.Message), .. asked.Materials.Select(kind => NameOf(a, kind))]);
        if (a.AcceptedAt is { } accepted)
            yield return new DecisionFacts(
                DecisionKind.Accepted, ShanghaiTime.DateOf(accepted), a.DecideBy?.Date, []);
        if (a.DecidedAt is { } at && Kind(a.Status, a.AcceptedAt is not null) is { } kind)
            yield return new DecisionFacts(
                kind, ShanghaiTime.DateOf(at), null, [.. a.Reasons.Select(DecisionReasons.Of)]);
    }

    private static IEnumerable<DecisionFacts> OfRail(RailApplication a)
    {
        if (a.AcceptedAt is { } accepted)
            yield return new DecisionFacts(
                DecisionKind.Accepted, ShanghaiTime.DateOf(accepted), a.DecideBy?.Date ?? a.ReviewBy?.Date, []);
        if (a.DecidedAt is { } at && Kind(a.Status, a.AcceptedAt is not null) is { } kind)
            yield return new DecisionFacts(
                kind, ShanghaiTime.DateOf(at), null, [.. a.Reasons.Select(DecisionReasons.Of)]);
    }

    private static DecisionKind? Kind(ApplicationStatus status, bool wasAccepted) => status switch
    {
        ApplicationStatus.NotAccepted => DecisionKind.NotAccepted,
        ApplicationStatus.Refused => DecisionKind.Refused,
        ApplicationStatus.Approved or ApplicationStatus.AwaitingDelivery or ApplicationStatus.Delivered
            or ApplicationStatus.Uncollected or ApplicationStatus.Announced => DecisionKind.Approved,
        ApplicationStatus.Decided when wasAccepted => DecisionKind.Approved,
        _ => null,
    };

    private static LocalText NameOf(Application a, Documents.MaterialKind kind) =>
        Catalogue.Of(a.Service).Materials.FirstOrDefault(line => line.Kind == kind)?.Names ?? Same(kind.ToString());

    private static Sheet Letter(
        DecisionFacts facts, Context context, string recipient, string authority,
        params ReadOnlySpan<(string Name, LocalText Value)> values)
    {
        var text = DecisionTexts.Embedded.Of(facts.Kind);
        var label = new LocalText("作出机关", "Authority");
        return new Sheet
        {
            Name = "decision", Paper = Paper.A4,
            Stamp = new SheetStamp("", "", context.Now),
            Title = new(text.TitleZh, text.TitleEn),
            Opening =
            [
                new($"{recipient}：", $"To {recipient}"),
                DecisionTexts.Filled(text.OpeningZh, text.OpeningEn, [.. values, ("law", Same(text.Law))]),
            ],
            Rows =
            [
                .. facts.Reasons.Select((reason, i) => new SheetRow(
                    facts.Kind == DecisionKind.Supplement
                        ? new LocalText($"补正内容（{i + 1}）", $"Supplement ({i + 1})")
                        : new LocalText($"理由（{i + 1}）", $"Reason ({i + 1})"), reason)),
                new(new("依据", "By"), text.Law),
                new(new("作出日期", "Dated"), DayNames.Of(facts.On)),
            ],
            Closing = text.Remedies ? [Remedies(facts.On)] : [],
            Issuer = authority.StartsWith(RailMachine.Authority, StringComparison.Ordinal)
                ? new SheetIssuer(label, Same("国家铁路局"), facts.On) : SheetWords.Issuer(label, authority, facts.On),
        };
    }

    private static LocalText Remedies(DateOnly from)
    {
        var text = DecisionTexts.Embedded.Remedies;
        return DecisionTexts.Filled(text.Zh, text.En,
        [
            ("reconsiderationDays", Same($"{text.ReconsiderationDays}")),
            ("reconsiderationLaw", Same(text.ReconsiderationLaw)),
            ("litigationMonths", Same($"{text.LitigationMonths}")), ("litigationLaw", Same(text.LitigationLaw)),
            ("lastDayLaw", Same(text.LastDayLaw)), ("from", DayNames.Of(from)),
            ("reconsiderationBy", DayNames.Of(from.AddDays(text.ReconsiderationDays))),
            // The last day of a shorter month.
            ("litigationBy", DayNames.Of(LegalDates.AddMonths(from, text.LitigationMonths))),
        ]);
    }

    private static LocalText Same(string text) => new(text, text);

    private static string RecipientOf(EntityState subject, Context context) => subject switch
    {
        Certificate c => context.PersonOf(c.PersonKey).Name,
        RailCareer c => context.PersonOf(c.PersonKey).Name,
        Vehicle v => context.OperatorOf(v.OperatorKey).Name,
        _ => "",
    };

    private static LocalText Number(string id) => new($"编号：{id}", $"No. {id}");

    private static string Name(DecisionKind kind) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
