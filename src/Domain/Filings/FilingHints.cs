using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Filings;

/// <summary>Hints on a filing; none of them refuses it. Names are published: the list only grows.</summary>
[JsonConverter(typeof(CamelCaseNames<HintName>))]
public enum HintName
{
    /// <summary>
    /// The service unit differs from the one on record; it is changed by a service of its own (A.3, A.6).
    /// </summary>
    ServiceUnitDiffers = 1,

    /// <summary>The driving licence came without its duplicate page (A.4, attention item of Q7).</summary>
    DrivingLicenceDuplicateMissing = 2,
}

/// <summary>One hint.</summary>
/// <param name="Name">The name of the hint.</param>
/// <param name="Text">For people.</param>
/// <param name="Service">The service that corrects it; null: none is needed.</param>
public sealed record Hint(HintName Name, LocalText Text, ServiceId? Service = null);

/// <summary>Finds hints on a filing about a certificate.</summary>
public static class FilingHints
{
    /// <summary>The hints on these answers and materials, by the certificate's present state.</summary>
    public static ImmutableArray<Hint> Of(
        Certificate c, ApplicationForm form, ImmutableArray<Material> materials)
    {
        var hints = ImmutableArray.CreateBuilder<Hint>();
        var unit = form switch
        {
            AssessmentForm assessment => assessment.ServiceUnit,
            RenewalForm renewal => renewal.ServiceUnit,
            _ => null,
        };
        if (!string.IsNullOrWhiteSpace(unit) && !RegisteredName.Same(unit, c.ServiceUnit))
            hints.Add(new Hint(HintName.ServiceUnitDiffers,
                new($"填写的服务单位与登记的“{c.ServiceUnit}”不一致，考核和换证不改变登记的单位，请另办理从业资格证变更。",
                    $"The service unit differs from the one on record ({c.ServiceUnit}). This service does not "
                    + "change it; apply for a change of the certificate."),
                ServiceId.CertificateChange));
        var given = materials.IsDefault ? [] : materials;
        if (given.Any(material => material.Kind == MaterialKind.DrivingLicence)
            && !given.Any(material => material.Kind == MaterialKind.DrivingLicenceDuplicate))
            hints.Add(new Hint(HintName.DrivingLicenceDuplicateMissing,
                new("未单独上传机动车驾驶证副页，请确认驾驶证图片含副页和档案编号。",
                    "The duplicate page of the driving licence is not there as a file of its own; see that the picture "
                    + "has it, with the archive number.")));
        return hints.ToImmutable();
    }
}
