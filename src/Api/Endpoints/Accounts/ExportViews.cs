using System.Collections.Immutable;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The person behind the account, unmasked: it is the caller's own data.</summary>
public sealed record ExportedPerson(
    string Id, string Name, IdentityKind IdentityKind, PersonalData IdentityNumber, DateOnly BornOn, DeathFact? Death,
    ImmutableArray<DrivingLicenceFact> DrivingLicences)
{
    /// <summary>Everything that happened to the person's record.</summary>
    public ImmutableArray<HistoryView> History { get; init; } = [];
}

/// <summary>A certificate and everything that ever happened to it.</summary>
public sealed record ExportedCertificate(CertificateView Certificate, ImmutableArray<HistoryView> History);

/// <summary>An operator and everything that ever happened to it.</summary>
public sealed record ExportedOperator(OperatorView Operator, ImmutableArray<HistoryView> History);

/// <summary>A railway career and everything that ever happened to it.</summary>
public sealed record ExportedRailLicence(RailLicenceView RailLicence, ImmutableArray<HistoryView> History);

/// <summary>A vehicle and everything that ever happened to it.</summary>
public sealed record ExportedVehicle(VehicleView Vehicle, ImmutableArray<HistoryView> History);

/// <summary>A document that the account uploaded.</summary>
/// <param name="Sha256">The hash of its content as it was handed in, lower-case hexadecimal.</param>
/// <param name="Address">Where the content is.</param>
public sealed record ExportedDocument(
    string Id, MaterialKind Kind, string FileName, string ContentType, long Bytes, string Sha256,
    DateTimeOffset UploadedAt, string Address)
{
    internal static ExportedDocument Of(DocumentRecord d) => new(
        d.Id, d.Kind, d.FileName, d.ContentType, d.Bytes, d.Sha256, ShanghaiTime.ToLocal(d.UploadedAt),
        $"/api/v1/documents/{d.Id}");
}

/// <summary>A version of an agreement to which the account agreed.</summary>
public sealed record ExportedConsent(string Id, string Version, DateTimeOffset At);

/// <summary>A form that the account has begun to fill in.</summary>
public sealed record ExportedDraft(string Key, DateTimeOffset SavedAt, JsonNode? Content);

/// <summary>Everything that the registry has about the caller: a person, or an operator with its fleet.</summary>
/// <param name="Links">Links to those for whom the person drives, drove or was asked to drive (H.25).</param>
/// <param name="Consents">To what the account agreed, and when.</param>
/// <param name="Documents">What the account uploaded; the contents are at their addresses.</param>
/// <param name="Readers">Who else has read any of it, by the audit; at most 20,000 reads.</param>
public sealed record ExportView(
    MeView Account,
    ExportedPerson? Person,
    ExportedOperator? Operator,
    ImmutableArray<LinkView> Links,
    ImmutableArray<ExportedConsent> Consents,
    ImmutableArray<OwnSession> Sessions,
    ImmutableArray<OwnDevice> Devices,
    IAsyncEnumerable<ExportedCertificate> Certificates,
    IAsyncEnumerable<ExportedVehicle> Vehicles,
    IAsyncEnumerable<ExportedRailLicence> RailLicences,
    IAsyncEnumerable<ApplicationView> Applications,
    IAsyncEnumerable<ExportedDocument> Documents,
    IAsyncEnumerable<ExportedDraft> Drafts,
    IAsyncEnumerable<NoticeView> Notices,
    IAsyncEnumerable<ReaderView> Readers);
