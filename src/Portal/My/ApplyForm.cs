using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>
/// What a holder has answered so far; it travels in the page's own hidden fields, nothing is kept here.
/// </summary>
internal static class ApplyForm
{
    /// <summary>Before a kind of material: the field with the id of the document that was uploaded for it.</summary>
    public const string DocumentPrefix = "document.";

    /// <summary>The names of the fields that carry the answers of a service.</summary>
    public static IEnumerable<string> FieldsOf(Service service) =>
        service.Fields.Select(field => field.Name).Append("delivery");

    /// <summary>The form with what is on record already.</summary>
    public static FormState Prefilled(Service service, CertificateView certificate) => FormState.New(
        ("serviceUnit", service.Id is ServiceId.CertificateAssessment or ServiceId.CertificateRenewal
            ? certificate.ServiceUnit : null),
        ("delivery", service.Delivers ? "pickUp" : null), ("agreed", service.Guide.Notice.Version));

    /// <summary>The form that the answers make.</summary>
    public static ApplicationForm Of(ServiceId service, Posted answers) => service switch
    {
        ServiceId.CertificateAssessment => new AssessmentForm(
            answers["serviceUnit"], answers.Text("phone"), answers.Text("address")),
        ServiceId.CertificateRenewal => new RenewalForm(
            answers.Text("serviceUnit"), answers.Text("phone"), answers.Text("address")),
        ServiceId.CertificateReissue => new ReissueForm(
            answers["reason"] == "damaged" ? ReissueReason.Damaged : ReissueReason.Lost),
        ServiceId.CertificateChange => new ChangeForm(answers["newServiceUnit"]),
        ServiceId.CertificateCancellation => new CancellationForm(answers["reason"]),
        _ => throw new ArgumentOutOfRangeException(nameof(service)),
    };

    /// <summary>What is wrong with the answers by themselves; null: nothing.</summary>
    public static Refusal? Fault(Service service, Posted answers) =>
        service.Id == ServiceId.CertificateReissue && answers["reason"] is not ("lost" or "damaged")
            ? Refusals.Malformed(Refusals.Fault("reason", "请选择遗失或毁损。", "Choose lost or damaged."))
        : service.Delivers && answers["delivery"] is not ("pickUp" or "post")
            ? Refusals.Malformed(Refusals.Fault("delivery", "请选择领取方式。", "Choose how you get it."))
        : FormCheck.Check(Of(service.Id, answers));

    /// <summary>The command that the answers and documents make.</summary>
    public static Apply Command(Service service, Posted answers) => new(
        Of(service.Id, answers), MaterialsIn(service, answers),
        !service.Delivers ? null : answers["delivery"] == "post" ? DeliveryWay.Post : DeliveryWay.PickUp,
        Agreed: answers.Text("agreed") is { Length: <= 20 } version
            ? new AgreedNotice(ServiceNames.Of(service.Id), version) : null);

    /// <summary>The documents that were uploaded on the pages before.</summary>
    public static ImmutableArray<Material> MaterialsIn(Service service, Posted answers) =>
    [
        .. service.Materials
            .Select(line => (line.Kind, Id: answers.Text(DocumentPrefix + NameOf(line.Kind))))
            .Where(one => one.Id is { Length: <= 100 })
            .Select(one => new Material(one.Kind, one.Id!)),
    ];

    /// <summary>Whether a service asks this holder for a material.</summary>
    public static bool IsRequired(MaterialLine line, CertificateKind kind, ApplicationForm form) =>
        line.IsRequired(form, kind.Drives());

    /// <summary>The name of a kind as the contract writes it, and faults name it.</summary>
    public static string NameOf(MaterialKind kind) =>
        char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
