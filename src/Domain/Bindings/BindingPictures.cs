using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// Whether pictures can show a card (decisions 1): the filer uploaded them as that side, they could be decoded, are
/// wide enough and of a card's proportions, and are not the same file twice. What they show is checked by an officer.
/// </summary>
internal static class BindingPictures
{
    private const int MinWidth = 600;

    /// <summary>
    /// A card is 85.6 x 54 mm, so 1.59 times as wide as high; a picture taken at an angle or with a margin differs a
    /// little.
    /// </summary>
    private const double MinRatio = 1.3, MaxRatio = 1.9;

    /// <summary>The refusal with every picture that cannot show a card; null: all can.</summary>
    public static Refusal? Unfit(ImmutableArray<Material> materials, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        foreach (var material in materials)
            if (Fault(material, context) is { } text) faults.Add(new FieldFault(FieldOf(material.Kind), text));
        if (faults.Count == 0 && SameFile(materials, context) is { } same) faults.Add(same);
        return faults.Count == 0 ? null : ApplicationRefusals.Materials(RefusalCode.MaterialUnfit, faults.ToImmutable())
            with
        { Law = Citations.GuideRealName };
    }

    private static LocalText? Fault(Material material, Context context)
    {
        var document = context.Facts.Document(material.DocumentId);
        if (document is null || document.OwnerAccountId != context.Actor.AccountId || document.Kind != material.Kind
            || document.ContentType is not ("image/png" or "image/jpeg"))
            return new("没有找到您上传的该面照片。", "There is no such upload of yours, of this side.");
        if (material.Kind == MaterialKind.IdentityPortrait) return null;
        if (document.Width is not { } width || document.Height is not { } height || width < MinWidth)
            return new($"照片宽度应不少于 {MinWidth} 像素。", $"The picture is to be {MinWidth} pixels wide at least.");
        return (double)width / height is >= MinRatio and <= MaxRatio ? null
            : new("照片长宽比不像身份证件，请横向拍摄整面。", "The picture has not the shape of a card; take the whole side, lying.");
    }

    private static FieldFault? SameFile(ImmutableArray<Material> materials, Context context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var material in materials)
        {
            if (!seen.Add(context.Facts.Document(material.DocumentId)!.Sha256))
                return new FieldFault(FieldOf(material.Kind), new("两面不能是同一文件。", "The same file cannot be both."));
        }
        return null;
    }

    private static string FieldOf(MaterialKind kind) => kind switch
    {
        MaterialKind.IdentityFront => "frontDocumentId",
        MaterialKind.IdentityBack => "backDocumentId",
        _ => "portraitDocumentId",
    };
}
