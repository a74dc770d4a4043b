using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>An application.</summary>
/// <param name="Service">The service, such as certificate.renewal.</param>
/// <param name="Form">The service's form (http.md 6); its members depend on the service.</param>
/// <param name="Materials">Documents uploaded before; none when not given.</param>
/// <param name="Delivery">
/// How a new document is to be delivered: {way, recipient?, phone?, address?}, or only the word for the way where an
/// address is on record; picked up when left out.
/// </param>
/// <param name="Agreed">The service's notice and its version, if the applicant agreed to it (同意并确认).</param>
public sealed record ApplyRequest(
    string Service, JsonElement Form, ImmutableArray<Material>? Materials = null, JsonElement? Delivery = null,
    AgreedNotice? Agreed = null)
{
    internal Refusal? Read(EntityKind subject, out Apply? apply)
    {
        apply = null;
        if (ServiceNames.Find(Service) is not { } service || Catalogue.Find(service)?.Subject != subject)
            return Refusals.Malformed(Refusals.Fault("service", "没有该业务。", "There is no such service."));
        if (MaterialsRequest.Fault(Materials ?? []) is { } fault) return fault;
        if (AgreedFault(Catalogue.Of(service)) is { } other) return other;
        var delivery = DeliveryRequest.Read(Delivery, out var misread);
        if (misread is not null) return misread;
        if (FormRequest.Read(service, Form, out var refusal) is { } form)
            apply = new Apply(form, Materials ?? [], delivery?.Way, delivery?.To, Agreed);
        return refusal;
    }

    /// <summary>The refusal of an agreement to another text than the one that is shown now.</summary>
    private Refusal? AgreedFault(Service service) =>
        Agreed is null || (Agreed.Notice == ServiceNames.Of(service.Id)
            && Agreed.Version == service.Guide.Notice.Version) ? null
        : Refusals.Malformed(Refusals.Fault("agreed", "请阅读现行版本的业务须知（GET /api/v1/services/{id}）。",
            "Agree to the notice as it is now (GET /api/v1/services/{id})."));
}

/// <summary>Forms, each by its service.</summary>
internal static class FormRequest
{
    /// <summary>The form of <paramref name="service"/>; null with a fault.</summary>
    public static ApplicationForm? Read(ServiceId service, JsonElement form, out Refusal? fault)
    {
        ReadOnlyMemory<byte> json = JsonMarshal.GetRawUtf8Value(form).ToArray();
        return service switch
        {
            ServiceId.CertificateAssessment => JsonBody.Read(json, ApiJson.Of<AssessmentForm>(), out fault, "form"),
            ServiceId.CertificateRenewal => JsonBody.Read(json, ApiJson.Of<RenewalForm>(), out fault, "form"),
            ServiceId.CertificateReissue => JsonBody.Read(json, ApiJson.Of<ReissueForm>(), out fault, "form"),
            ServiceId.CertificateChange => JsonBody.Read(json, ApiJson.Of<ChangeForm>(), out fault, "form"),
            ServiceId.CertificateCancellation => JsonBody.Read(json, ApiJson.Of<CancellationForm>(), out fault, "form"),
            ServiceId.VehicleAnnualReview => JsonBody.Read(json, ApiJson.Of<AnnualReviewForm>(), out fault, "form"),
            ServiceId.VehicleReissue => JsonBody.Read(json, ApiJson.Of<VehicleReissueForm>(), out fault, "form"),
            ServiceId.VehicleRenewal => JsonBody.Read(json, ApiJson.Of<VehicleRenewalForm>(), out fault, "form"),
            ServiceId.VehicleCancellation =>
                JsonBody.Read(json, ApiJson.Of<VehicleCancellationForm>(), out fault, "form"),
            ServiceId.RailFirst => JsonBody.Read(json, ApiJson.Of<RailFirstForm>(), out fault, "form"),
            ServiceId.RailUpgrade => JsonBody.Read(json, ApiJson.Of<RailUpgradeForm>(), out fault, "form"),
            ServiceId.RailRenewal => JsonBody.Read(json, ApiJson.Of<RailRenewalForm>(), out fault, "form"),
            ServiceId.RailReissue => JsonBody.Read(json, ApiJson.Of<RailReissueForm>(), out fault, "form"),
            ServiceId.RailCancellation => JsonBody.Read(json, ApiJson.Of<RailCancellationForm>(), out fault, "form"),
            _ => throw new InvalidOperationException($"{service} has no form."),
        };
    }
}

/// <summary>Checks on materials wherever they are handed in.</summary>
internal static class MaterialsRequest
{
    /// <summary>Refuses an empty list, which is a mistake of the client.</summary>
    public static Refusal? Fault(ImmutableArray<Material> materials)
    {
        for (var i = 0; !materials.IsDefault && i < materials.Length; i++)
            if (materials[i] is null) return Refusals.Malformed(BodyRefusals.Wrong($"materials[{i}]"));
        return null;
    }
}
