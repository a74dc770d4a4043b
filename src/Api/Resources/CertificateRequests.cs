using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Api.Resources;

/// <summary>The holder of a certificate that is registered.</summary>
/// <param name="Name">As in the identity document.</param>
/// <param name="IdentityNumber">Checked by its standard.</param>
/// <param name="IdentityKind">The document; a citizen's identity card unless told.</param>
/// <param name="BornOn">Needed only when the number does not tell it.</param>
public sealed record HolderRequest(
    string Name, string IdentityNumber, IdentityKind IdentityKind = IdentityKind.CitizenId, DateOnly? BornOn = null);

/// <summary>A certificate as it is taken into the registry.</summary>
/// <param name="CertificateNumber">The number on the document.</param>
/// <param name="Kind">What it allows.</param>
/// <param name="Holder">Whose it is.</param>
/// <param name="FirstIssuedOn">First issue.</param>
/// <param name="ValidFrom">First day of the current period, inclusive.</param>
/// <param name="ValidTo">Last day, inclusive; as long as the rule says when not told.</param>
/// <param name="Authority">Region code of the issuing authority; the officer's own when not told.</param>
public sealed record RegisterCertificateRequest(
    string CertificateNumber, CertificateKind Kind, HolderRequest Holder, DateOnly FirstIssuedOn, DateOnly ValidFrom,
    DateOnly? ValidTo = null, string? Authority = null, string? ServiceUnit = null, int? DocumentVersion = null,
    Grade? LastGrade = null, int? LastGradedCycle = null, int? Points = null,
    CancellationGround? CancelledBy = null, DateOnly? CancelledOn = null)
{
    internal RegisterPerson Person() => new(Holder.Name, Holder.IdentityKind, Holder.IdentityNumber, Holder.BornOn);

    /// <summary>The person's key is not known yet; the registrar fills it in.</summary>
    internal RegisterCertificate Certificate(Caller caller) => new()
    {
        Number = CertificateNumber, Kind = Kind, PersonKey = "", ServiceUnit = ServiceUnit,
        Authority = Authority ?? caller.Actor.Authority ?? "", FirstIssuedOn = FirstIssuedOn, ValidFrom = ValidFrom,
        ValidTo = ValidTo, DocumentVersion = DocumentVersion, LastGrade = LastGrade, LastGradedCycle = LastGradedCycle,
        Points = Points, CancelledBy = CancelledBy, CancelledOn = CancelledOn,
    };
}

/// <summary>An application.</summary>
/// <param name="Service">The service, such as certificate.renewal.</param>
/// <param name="Form">The service's form (http.md 6); its members depend on the service.</param>
/// <param name="Materials">Documents uploaded before.</param>
/// <param name="Delivery">How a new document is to be delivered; picked up when not told.</param>
public sealed record ApplyRequest(string Service, JsonElement Form, ImmutableArray<Material> Materials, DeliveryWay? Delivery = null)
{
    internal Refusal? Read(out Apply? apply)
    {
        apply = null;
        if (ServiceNames.Find(Service) is not { } service)
            return Refusals.Malformed(Refusals.Fault("service", "没有该业务。", "There is no such service for certificates."));
        if (MaterialsRequest.Fault(Materials) is { } fault) return fault;
        if (FormOf(service, out var refusal) is { } form) apply = new Apply(form, Materials, Delivery);
        return refusal;
    }

    private ApplicationForm? FormOf(ServiceId service, out Refusal? fault)
    {
        ReadOnlyMemory<byte> json = JsonMarshal.GetRawUtf8Value(Form).ToArray();
        return service switch
        {
            ServiceId.CertificateAssessment => JsonBody.Read(json, ApiJson.Of<AssessmentForm>(), out fault, "form"),
            ServiceId.CertificateRenewal => JsonBody.Read(json, ApiJson.Of<RenewalForm>(), out fault, "form"),
            ServiceId.CertificateReissue => JsonBody.Read(json, ApiJson.Of<ReissueForm>(), out fault, "form"),
            ServiceId.CertificateChange => JsonBody.Read(json, ApiJson.Of<ChangeForm>(), out fault, "form"),
            ServiceId.CertificateCancellation => JsonBody.Read(json, ApiJson.Of<CancellationForm>(), out fault, "form"),
            _ => throw new InvalidOperationException($"{service} has no form."),
        };
    }
}

/// <summary>What holds for materials wherever they are handed in.</summary>
internal static class MaterialsRequest
{
    /// <summary>A list of nothing is a slip that the law need not meet.</summary>
    public static Refusal? Fault(ImmutableArray<Material> materials)
    {
        for (var i = 0; !materials.IsDefault && i < materials.Length; i++)
            if (materials[i] is null) return Refusals.Malformed(BodyRefusals.Wrong($"materials[{i}]"));
        return null;
    }
}
