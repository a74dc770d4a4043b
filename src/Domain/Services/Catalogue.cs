using System.Collections.Frozen;
using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>When a material must be handed in.</summary>
public enum MaterialNeed
{
    /// <summary>Always required.</summary>
    Required = 1,

    /// <summary>Required for the three kinds that drive, optional for the others (C-02, note to A.4).</summary>
    RequiredOfDrivers = 2,

    /// <summary>
    /// Required when the form says that the back of the licence's sub-page has inspection records, otherwise optional
    /// (C-07).
    /// </summary>
    RequiredWithInspectionRecords = 3,

    /// <summary>
    /// Required when the form says that the certificate's sub-pages have records, otherwise optional (C-10).
    /// </summary>
    RequiredWithCertificateRecords = 4,

    /// <summary>Never required; it may be handed in.</summary>
    Optional = 5,
}

/// <summary>One line of a service's material table.</summary>
public sealed record MaterialLine(MaterialKind Kind, LocalText Names, MaterialNeed Need)
{
    /// <summary>True when an application with these answers must have the material.</summary>
    /// <param name="form">The answers.</param>
    /// <param name="drives">True when the certificate is of a kind that drives.</param>
    public bool IsRequired(ApplicationForm form, bool drives) => Need switch
    {
        MaterialNeed.Required => true,
        MaterialNeed.RequiredOfDrivers => drives,
        MaterialNeed.RequiredWithInspectionRecords => form is VehicleForm { HasInspectionRecords: true },
        MaterialNeed.RequiredWithCertificateRecords => form is VehicleForm { HasCertificateRecords: true },
        MaterialNeed.Optional => false,
        _ => throw new InvalidOperationException($"unknown need {Need}"),
    };
}

/// <summary>One service of the catalogue. What pages show and what Decide checks are this same object.</summary>
/// <param name="Id">The id of the service.</param>
/// <param name="Subject">The kind of entity for which it is applied.</param>
/// <param name="Names">Its name.</param>
/// <param name="Kinds">The kinds of certificate or vehicle that it covers, by their names in the contract.</param>
/// <param name="Fields">The form.</param>
/// <param name="Materials">The documents.</param>
/// <param name="Delivery">How the new document may be delivered; empty: the service makes no document.</param>
/// <param name="Law">The law, with the article.</param>
public sealed record Service(
    ServiceId Id, EntityKind Subject, LocalText Names, ImmutableArray<string> Kinds, ImmutableArray<FieldLine> Fields,
    ImmutableArray<MaterialLine> Materials, ImmutableArray<DeliveryWay> Delivery, ImmutableArray<string> Law)
{
    /// <summary>True when it ends with a new document to be delivered.</summary>
    public bool Delivers => Delivery.Length > 0;

    /// <summary>What people read before they apply: notice, steps, fees, contacts, questions.</summary>
    public ServiceGuide Guide => Guides.Of(Id);

    /// <summary>
    /// Services whose applications may be open at the same time (G.4 #64, H.18); an open application for any other
    /// service refuses a new one. Empty: none may be open.
    /// </summary>
    public ImmutableArray<ServiceId> Beside { get; init; } = [];
}

/// <summary>Every service of this registry.</summary>
public static class Catalogue
{
    /// <summary>All, in the order of rules.md.</summary>
    public static ImmutableArray<Service> All { get; } =
        [.. CertificateServices.All, .. VehicleServices.All, .. TripServices.All, .. RailServices.All,
            .. IdentityServices.All];

    private static readonly FrozenDictionary<MaterialKind, EntityKind> _subjects = All
        .SelectMany(KindsOf, (service, kind) => (Kind: kind, service.Subject)).Distinct()
        .GroupBy(asked => asked.Kind).Where(asking => asking.Count() == 1)
        .ToFrozenDictionary(asking => asking.Key, asking => asking.Single().Subject);

    /// <summary>
    /// The kind of entity whose services ask for this material: whoever applies for them hands it in, and it is
    /// inspected as they require. Null: services of several kinds ask for it, or none does.
    /// </summary>
    public static EntityKind? SubjectOf(MaterialKind kind) =>
        _subjects.TryGetValue(kind, out var subject) ? subject : null;

    /// <summary>The service with this id.</summary>
    public static Service Of(ServiceId id) => Find(id) ?? throw new ArgumentOutOfRangeException(nameof(id));

    /// <summary>The service with this id; null: nobody can apply for it.</summary>
    public static Service? Find(ServiceId id)
    {
        foreach (var service in All)
            if (service.Id == id) return service;
        return null;
    }

    /// <summary>The railway's materials; a dated table says which service needs which.</summary>
    private static IEnumerable<MaterialKind> KindsOf(Service service) => service.Subject == EntityKind.RailLicence
        ? RailServices.Materials : service.Materials.Select(line => line.Kind);

    /// <summary>The service to which this form belongs.</summary>
    public static Service Of(ApplicationForm form) => Of(form switch
    {
        AssessmentForm => ServiceId.CertificateAssessment,
        RenewalForm => ServiceId.CertificateRenewal,
        ReissueForm => ServiceId.CertificateReissue,
        ChangeForm => ServiceId.CertificateChange,
        CancellationForm => ServiceId.CertificateCancellation,
        AnnualReviewForm => ServiceId.VehicleAnnualReview,
        VehicleReissueForm => ServiceId.VehicleReissue,
        VehicleRenewalForm => ServiceId.VehicleRenewal,
        VehicleCancellationForm => ServiceId.VehicleCancellation,
        RailLicences.RailForm rail => rail.Service,
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    });
}
