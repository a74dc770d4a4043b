using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Applying;

/// <summary>Applications about a vehicle, filed by its operator (rules.md A.8-A.11).</summary>
internal sealed class VehicleSubject(Loaded loaded, Context context) : ApplySubject(loaded, context)
{
    private readonly VehicleView _view = VehicleView.Of((Vehicle)loaded.State, context, loaded.Version);

    public override string Path => "/fleet/vehicles/" + _view.Id;

    public override Section Section => Section.Vehicles;

    public override LocalText Name => RecordFact.Same(_view.Plate);

    public override ImmutableArray<RecordFact> Facts =>
    [
        RecordFact.Of("车牌号", "Plate", _view.Plate),
        new(new("运输类别", "Kind"), SheetWords.Of(_view.Kind)),
        RecordFact.Of("道路运输证号", "Certificate number", _view.CertificateNumber),
    ];

    public override IEnumerable<MaterialSlot> Materials(Service service, ApplicationForm form) =>
        service.Materials.Select(line => MaterialSlot.Picture(
            line.Kind, line.Names, line.IsRequired(form, drives: false), Context.Road));

    public override ImmutableArray<(string Name, string? Value)> OnRecord(Service service)
    {
        var contact = Context.OperatorOf(((Vehicle)State).OperatorKey).Contacts is [var first, ..] ? first : null;
        return [("contactName", contact?.Name), ("contactPhone", contact?.Phone)];
    }

    internal override ApplicationForm FormOf(ServiceId service, ActReader read)
    {
        var (name, phone, declared) = (read.Text("contactName"), read.Text("contactPhone"), read.Ticked("declared"));
        var (reason, permit) = (read.TextOrNull("reason"), read.TextOrNull("permitNumber"));
        bool? inspected = read.Ticked("hasInspectionRecords") ? true : null;
        bool? records = read.Ticked("hasCertificateRecords") ? true : null;
        return service switch
        {
            ServiceId.VehicleAnnualReview =>
                new AnnualReviewForm(name, phone, declared, reason, permit, inspected, records),
            ServiceId.VehicleReissue =>
                new VehicleReissueForm(name, phone, declared, reason, permit, inspected, records),
            ServiceId.VehicleRenewal =>
                new VehicleRenewalForm(name, phone, declared, reason, permit, inspected, records),
            ServiceId.VehicleCancellation =>
                new VehicleCancellationForm(name, phone, declared, reason, permit, inspected, records),
            _ => throw new ArgumentOutOfRangeException(nameof(service)),
        };
    }
}
