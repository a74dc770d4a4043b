using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>A card that can be drawn: the entity, its portrait, its employer's name.</summary>
public sealed record FoundCard(Loaded Entity, DocumentRecord? Portrait, string? Employer);

/// <summary>The licences that people carry and show (亮证).</summary>
public sealed partial class Reads
{
    /// <summary>Whoever may read the entity may have its card.</summary>
    public async Task<Result<FoundCard>> FindCard(EntityKind kind, string id, CancellationToken cancellation = default)
    {
        var (loaded, refusal) = await Find(kind, id, cancellation);
        if (refusal is not null) return refusal;
        if (Cards.Refuses(loaded!.State, ContextOf(loaded)) is { } none) return none;
        return loaded.State switch
        {
            Certificate c => new FoundCard(
                loaded, await PortraitOf(c.PersonKey, MaterialKind.PortraitPhoto, cancellation), null),
            RailCareer c => new FoundCard(loaded, await PortraitOf(c.PersonKey, MaterialKind.RailPhoto, cancellation),
                c.Employer is { } link
                    ? ((Employer?)(await registry.Load(new EntityId(EntityKind.Employer, link.EmployerKey),
                        cancellation))?.State)?.Name
                    : null),
            _ => new FoundCard(loaded, null, null),
        };
    }

    /// <summary>The licence on the screen of whoever holds it; to others there is nothing to show.</summary>
    public async Task<Result<Shown<CardDisplayView>>> CardDisplay(
        EntityKind kind, string id, CancellationToken cancellation = default)
    {
        var (loaded, refusal) = await Find(kind, id, cancellation);
        if (refusal is not null) return refusal;
        var (context, version) = (ContextOf(loaded!), loaded!.Version);
        if (loaded.State is RailCareer { Licence: null }) return SheetRefusals.NoLicence();
        var state = (await registry.Verification.VerdictOf(loaded.Id, cancellation))!.Result;
        var view = loaded.State switch
        {
            Certificate c when actor.StandsFor(c.PersonKey) => Of(CredentialKind.PractitionerCertificate,
                PersonalData.NumberOf(c, context.PersonOf(c.PersonKey), actor)) with
            {
                Certificate = CertificateView.Of(c, context, version),
            },
            Vehicle v when actor.StandsFor(v.OperatorKey) => Of(CredentialKind.VehicleCertificate,
                new PersonalData(v.CertificateNumber)) with
            { Vehicle = VehicleView.Of(v, context, version) },
            RailCareer { Licence: { } licence } c when actor.StandsFor(c.PersonKey) => Of(CredentialKind.RailLicence,
                new PersonalData(licence.Number)) with
            { RailLicence = RailLicenceView.Of(c, context, version) },
            _ => null,
        };
        if (view is null) return Refusals.NotAllowed();
        var proof = state is VerdictResult.Valid or VerdictResult.NotStarted
            ? await registry.Verification.DisplayOf(loaded.Id, cancellation) : null;
        return new Shown<CardDisplayView>(view.With(proof), version);

        CardDisplayView Of(CredentialKind credential, PersonalData number) =>
            new(loaded.Id.Key, credential, number, state, context.Local);
    }

    private static bool IsGranted(ApplicationStatus status) => status is ApplicationStatus.Approved
        or ApplicationStatus.AwaitingDelivery or ApplicationStatus.Delivered or ApplicationStatus.Uncollected
        or ApplicationStatus.Announced;

    /// <summary>The photo of the newest application that was granted; null: none was handed in.</summary>
    private async Task<DocumentRecord?> PortraitOf(
        string personKey, MaterialKind kind, CancellationToken cancellation)
    {
        var party = new PartyApplications(personKey);
        await foreach (var row in Pages.All(page => registry.Queries.ApplicationsOf(party, page, cancellation)))
        {
            if (!IsGranted(row.Application.Status)) continue;
            if (await PortraitIn(row.Application, kind, cancellation) is { } document) return document;
        }
        return null;
    }

    /// <summary>The photo that was handed in with an application; null: none.</summary>
    private async Task<DocumentRecord?> PortraitIn(
        IApplication application, MaterialKind kind, CancellationToken cancellation)
    {
        foreach (var material in application.Materials)
            if (await registry.Documents.Find(material.DocumentId, cancellation) is { } document
                && document.Kind == kind) return document;
        return null;
    }
}
