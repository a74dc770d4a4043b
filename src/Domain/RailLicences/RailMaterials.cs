using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// The materials of each service and reason (rules.md B.3-B.6). A material of these services that the reason does not
/// ask for is ignored (G.5 #80); one that no rail service knows is refused.
/// </summary>
public static class RailMaterials
{
    /// <summary>Most documents in one application.</summary>
    public const int Max = MaterialCheck.Max;

    private const string Pdf = "application/pdf", Jpeg = "image/jpeg", Png = "image/png", Mp4 = "video/mp4";

    /// <summary>The rows that apply to <paramref name="form"/>, in the order of the table.</summary>
    public static ImmutableArray<RailMaterialRow> Asked(
        RailForm form, StudyRecord study, RailRulebook rulebook, RailRules rules) =>
    [
        .. rulebook.Materials.Where(row => row.Service == form.Service
            && (row.Reasons.IsEmpty || (form is RailRenewalForm renewal && row.Reasons.Contains(renewal.Reason)))
            && (row.Condition == MaterialCondition.Always || IsMechanic(form, study, rules))),
    ];

    /// <summary>The media types that a material may have.</summary>
    public static ImmutableArray<string> FormatsOf(MaterialKind kind) => kind switch
    {
        MaterialKind.RailPhoto => [Jpeg],
        MaterialKind.Video => [Mp4],
        MaterialKind.IdentityFront or MaterialKind.IdentityBack => [Pdf, Jpeg, Png],
        _ => [Pdf],
    };

    /// <summary>The materials of <paramref name="given"/> that count; the rest is ignored.</summary>
    public static ImmutableArray<Material> Counting(
        ImmutableArray<Material> given, ImmutableArray<RailMaterialRow> asked) =>
        [.. given.Where(material => asked.Any(row => row.Material == material.Kind))];

    /// <summary>The conditions on the materials, in order: all are there, none is too many, each is fit.</summary>
    public static IEnumerable<Condition> Conditions(
        RailForm form, ImmutableArray<Material> given, StudyRecord study, Context context)
    {
        if (given.Length > Max)
        {
            yield return new Condition(ConditionName.MaterialsAsked,
                Refusals.Malformed(Refusals.Fault("materials", $"最多 {Max} 份材料。", $"At most {Max} documents.")));
            yield break;
        }
        var rules = context.RailRulebook.At(context.Today);
        var asked = Asked(form, study, context.RailRulebook, rules);
        yield return new Condition(ConditionName.MaterialsComplete, Faulty(RefusalCode.MaterialMissing,
        [
            .. asked.Where(row => !given.Any(material => material.Kind == row.Material))
                .Select(row => Refusals.Fault(NameOf(row.Material), "缺少该材料。", "This material is missing.")),
        ]));
        yield return new Condition(ConditionName.MaterialsAsked, Faulty(RefusalCode.MaterialNotAsked,
        [
            .. given.Select(material => material.Kind).Distinct()
                .Where(kind => kind != MaterialKind.IdentityBack
                    && !context.RailRulebook.Materials.Any(row => row.Material == kind))
                .Select(kind => Refusals.Fault(NameOf(kind), "本业务不需要该材料。", "This service does not ask for it.")),
        ]));
        yield return new Condition(ConditionName.MaterialsFit,
            Faulty(RefusalCode.MaterialUnfit, Unfit(Counting(given, asked), form, rules, context)));
    }

    private static Refusal? Faulty(RefusalCode code, ImmutableArray<FieldFault> faults) =>
        faults.IsEmpty ? null : RailRefusals.Materials(code, faults);

    /// <summary>The date of the health report, where the form asks for one; null: it does not.</summary>
    public static DateOnly? HealthReportOn(RailForm form) => form switch
    {
        RailExamForm exam => exam.HealthReportOn,
        RailRenewalForm renewal => renewal.HealthReportOn,
        _ => null,
    };

    private static ImmutableArray<FieldFault> Unfit(
        ImmutableArray<Material> materials, RailForm form, RailRules rules, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var material in materials)
        {
            var name = NameOf(material.Kind);
            var document = context.Facts.Document(material.DocumentId);
            if (document is null || document.OwnerAccountId != context.Actor.AccountId)
                faults.Add(Refusals.Fault(name, "没有找到您上传的该文件。", "There is no such upload of yours."));
            else if (document.Kind != material.Kind)
                faults.Add(Refusals.Fault(name, "该文件上传时选择的是另一种材料。", "It was uploaded as another material."));
            else if (!FormatsOf(material.Kind).Contains(document.ContentType))
                faults.Add(Refusals.Fault(name, $"只接受 {string.Join('、', FormatsOf(material.Kind))}。",
                    $"Only {string.Join(", ", FormatsOf(material.Kind))} is taken."));
            else if (material.Kind == MaterialKind.HealthReport && HealthReportOn(form) is { } on
                && LegalDates.AddMonths(on, rules.HealthReportMonths) < context.Today)
                faults.Add(Refusals.Fault(name, "体检合格报告应为近1年内出具。", "The health report is older than one year."));
        }
        return faults.ToImmutable();
    }

    /// <summary>True when the application for J7 rests on the years as an EMU mechanic alone.</summary>
    private static bool IsMechanic(RailForm form, StudyRecord study, RailRules rules) =>
        form is RailFirstForm first && rules.FirstOf(first.Class) is { } row
        && row.Experience.Any(IsOfMechanics)
            && !row.Experience.Any(line => !IsOfMechanics(line) && line.All(Known(first, study).Meets));

    private static bool IsOfMechanics(ImmutableArray<StudyDemand> line) =>
        line.Any(demand => demand.Of == StudyKind.Mechanic);

    private static Experience Known(RailExamForm form, StudyRecord study) => form.Experience ?? study.Experience;

    private static string NameOf(MaterialKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
