using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// Checks the materials against those that the service asks for (rules.md A.0, Mismatch): all required ones are there,
/// no others are, and each is an image that the applicant uploaded for this material.
/// </summary>
public static class MaterialCheck
{
    /// <summary>Most documents in one application.</summary>
    public const int Max = 20;

    /// <summary>
    /// The conditions on an application's materials, in order: all are there, none is too many, each is fit.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="form">The answers on which the conditional materials depend.</param>
    /// <param name="drives">True when the certificate is one of a driver.</param>
    /// <param name="materials">What was handed in.</param>
    /// <param name="context">The context that has the documents' data.</param>
    public static IEnumerable<Condition> Conditions(
        Service service, ApplicationForm form, bool drives, ImmutableArray<Material> materials, Context context)
    {
        var given = materials.IsDefault ? [] : materials;
        if (given.Length > Max)
        {
            yield return new Condition(ConditionName.MaterialsAsked, TooMany());
            yield break;
        }
        yield return new Condition(ConditionName.MaterialsComplete,
            Faulty(RefusalCode.MaterialMissing, Missing(service, form, drives, given)));
        yield return new Condition(ConditionName.MaterialsAsked,
            Faulty(RefusalCode.MaterialNotAsked, NotAsked(service, given)));
        yield return new Condition(ConditionName.MaterialsFit,
            Faulty(RefusalCode.MaterialUnfit, Unfit(given, context)));
    }

    /// <summary>
    /// The refusal for materials that are too many, not asked for or unfit, while some may still be missing; null:
    /// none.
    /// </summary>
    public static Refusal? Given(Service service, ImmutableArray<Material> materials, Context context) =>
        materials.Length > Max
            ? TooMany()
            : Faulty(RefusalCode.MaterialNotAsked, NotAsked(service, materials))
                ?? Faulty(RefusalCode.MaterialUnfit, Unfit(materials, context));

    private static Refusal TooMany() =>
        Refusals.Malformed(Refusals.Fault("materials", $"最多 {Max} 份材料。", $"At most {Max} documents."));

    private static Refusal? Faulty(RefusalCode code, ImmutableArray<FieldFault> faults) =>
        faults.IsEmpty ? null : ApplicationRefusals.Materials(code, faults);

    /// <summary>The documents that <paramref name="command"/> names, to be looked up before it is decided.</summary>
    public static IReadOnlyList<string> DocumentsOf(Command? command)
    {
        var materials = command switch
        {
            Apply apply => apply.Materials,
            AnswerSupplement answer => answer.Materials,
            _ => default
        };
        return materials.IsDefaultOrEmpty ? [] : [.. materials.Take(Max + 1).Select(material => material.DocumentId)];
    }

    private static ImmutableArray<FieldFault> Missing(
        Service service, ApplicationForm form, bool drives, ImmutableArray<Material> materials) =>
    [
        .. service.Materials
            .Where(line => line.IsRequired(form, drives) && !materials.Any(material => material.Kind == line.Kind))
            .Select(line => new FieldFault(
                NameOf(line.Kind), new LocalText($"缺少：{line.Names.Zh}", $"Missing: {line.Names.En}"))),
    ];

    private static ImmutableArray<FieldFault> NotAsked(Service service, ImmutableArray<Material> materials) =>
    [
        .. materials.Select(material => material.Kind).Distinct()
            .Where(given => !service.Materials.Any(line => line.Kind == given))
            .Select(given => Refusals.Fault(NameOf(given), "本业务不需要该材料。", "This service does not ask for it.")),
    ];

    private static ImmutableArray<FieldFault> Unfit(ImmutableArray<Material> materials, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var material in materials)
        {
            var document = context.Facts.Document(material.DocumentId);
            if (document is null || document.OwnerAccountId != context.Actor.AccountId)
                faults.Add(Refusals.Fault(NameOf(material.Kind), "没有找到您上传的该文件。", "There is no such upload of yours."));
            else if (document.Kind != material.Kind)
                faults.Add(
                    Refusals.Fault(NameOf(material.Kind), "该文件上传时选择的是另一种材料。", "It was uploaded as another material."));
            else if (document.Bytes > context.Road.ImageMaxBytes)
                faults.Add(Refusals.Fault(NameOf(material.Kind), "文件太大。", "The file is too large."));
            else if (document.ContentType is not ("image/png" or "image/jpeg"))
                faults.Add(
                    Refusals.Fault(NameOf(material.Kind), "只接受 png、jpg 图片。", "Only png and jpg images are taken."));
        }
        return faults.ToImmutable();
    }

    private static string NameOf(MaterialKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
