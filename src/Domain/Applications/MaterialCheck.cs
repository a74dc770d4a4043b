using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// Whether the materials are the ones the service prompts for (rules.md A.0, Mismatch): all that are required, none that
/// are not asked, each an image uploaded as this material by the applicant.
/// </summary>
public static class MaterialCheck
{
    /// <summary>Most documents in one application, inclusive.</summary>
    public const int Most = 20;

    /// <summary>The refusal: missing before not asked before unfit; null: all well.</summary>
    public static Refusal? Check(
        Service service, CertificateKind kind, ImmutableArray<Material> materials, Context context, bool complete = true)
    {
        if (materials.IsDefault) materials = [];
        if (materials.Length > Most)
            return Refusals.Malformed(Refusals.Fault("materials", $"最多 {Most} 份材料。", $"At most {Most} documents."));
        if (complete && Missing(service, kind, materials) is { IsEmpty: false } missing)
            return CertificateRefusals.Materials(RefusalCode.MaterialMissing, missing);
        if (NotAsked(service, materials) is { IsEmpty: false } notAsked)
            return CertificateRefusals.Materials(RefusalCode.MaterialNotAsked, notAsked);
        if (Unfit(materials, context) is { IsEmpty: false } unfit)
            return CertificateRefusals.Materials(RefusalCode.MaterialUnfit, unfit);
        return null;
    }

    private static ImmutableArray<FieldFault> Missing(
        Service service, CertificateKind kind, ImmutableArray<Material> materials) =>
    [
        .. service.Materials
            .Where(line => line.IsRequiredOf(kind) && !materials.Any(material => material.Kind == line.Kind))
            .Select(line => new FieldFault(NameOf(line.Kind), new LocalText($"缺少：{line.Names.Zh}", $"Missing: {line.Names.En}"))),
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
                faults.Add(Refusals.Fault(NameOf(material.Kind), "该文件上传时选择的是另一种材料。", "It was uploaded as another material."));
            else if (document.ContentType is not ("image/png" or "image/jpeg"))
                faults.Add(Refusals.Fault(NameOf(material.Kind), "只接受 png、jpg 图片。", "Only png and jpg images are taken."));
        }
        return faults.ToImmutable();
    }

    private static string NameOf(MaterialKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
