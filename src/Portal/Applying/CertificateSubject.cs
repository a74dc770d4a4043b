using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Applying;

/// <summary>Applications about a practitioner's certificate (rules.md A.3-A.7).</summary>
internal class CertificateSubject(Loaded loaded, Context context) : ApplySubject(loaded, context)
{
    private readonly CertificateView _view = CertificateView.Of((Certificate)loaded.State, context, loaded.Version);

    public override string Path => "/my/certificates/" + _view.Id;

    public override Section Section => Section.Certificates;

    public override LocalText Name => SheetWords.Of(_view.Kind);

    public override ImmutableArray<RecordFact> Facts =>
    [
        RecordFact.Of("持证人", "Holder", _view.Holder.Name),
        RecordFact.Of("证号", "Number", _view.CertificateNumber.ToString()),
        new(new("证件", "Certificate"), Name),
    ];

    public override IEnumerable<MaterialSlot> Materials(Service service, ApplicationForm form) =>
        service.Materials.Select(line => MaterialSlot.Picture(
            line.Kind, line.Names, line.IsRequired(form, _view.Kind.Drives()), Context.Road));

    public override ImmutableArray<(string Name, string? Value)> OnRecord(Service service) =>
    [
        ("serviceUnit", service.Id is ServiceId.CertificateAssessment or ServiceId.CertificateRenewal
            ? _view.ServiceUnit : null),
    ];

    internal override ApplicationForm FormOf(ServiceId service, ActReader read) => service switch
    {
        ServiceId.CertificateAssessment => new AssessmentForm(
            read.Text("serviceUnit"), read.TextOrNull("phone"), read.TextOrNull("address")),
        ServiceId.CertificateRenewal => new RenewalForm(
            read.TextOrNull("serviceUnit"), read.TextOrNull("phone"), read.TextOrNull("address")),
        ServiceId.CertificateReissue => new ReissueForm(read.Choice<ReissueReason>("reason")),
        ServiceId.CertificateChange => new ChangeForm(read.Text("newServiceUnit")),
        ServiceId.CertificateCancellation => new CancellationForm(read.Text("reason")),
        _ => throw new ArgumentOutOfRangeException(nameof(service)),
    };
}
