using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using OrleansRegistry.Api.Audit;
using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>
/// The names of schemas in the OpenAPI document: a type's own name without "View". A line here keeps the published name
/// of a type that was renamed in C#, or whose name says less to outsiders. The list of published names only grows.
/// </summary>
internal static class SchemaIds
{
    private static readonly FrozenDictionary<Type, string> _ids = new Dictionary<Type, string>
    {
        [typeof(AtCounter)] = "CounterFiling",
        [typeof(AuditSearchRequest)] = "AuditSearch",
        [typeof(CertificateRow)] = "RegisterRow",
        [typeof(CodeRequestView)] = "CodeRequested",
        [typeof(EmployerLinkView)] = "DriverEmployer",
        [typeof(FindingView)] = "RoadsideFinding",
        [typeof(Domain.Findings.FindingKind)] = "RoadsideFindingKind",
        [typeof(HandedIn)] = "HandedInMaterial",
        [typeof(Helper)] = "CounterHelper",
        [typeof(HolderRow)] = "RegisterHolder",
        [typeof(MediaView)] = "TripMedia",
        [typeof(OwnDevice)] = "Device",
        [typeof(OwnDevicesView)] = "Devices",
        [typeof(OwnerView)] = "OperatorOwner",
        [typeof(SmsReceiptRequest)] = "SmsReceipt",
        [typeof(TripPlaceView)] = "NamedTripPlace",
        [typeof(VideoSentenceView)] = "SpokenText",
    }.ToFrozenDictionary();

    /// <summary>The name of a type; null: its schema is written in place.</summary>
    public static string? Of(JsonTypeInfo type)
    {
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (plain == typeof(PersonalData)) return null; // A text in place.
        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(Listing<>)) return OfList(plain);
        return OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } asInCSharp
            ? plain.IsGenericType ? asInCSharp : NameOf(plain) : null;
    }

    /// <summary>The name of a list of views: CertificateList, not ListingOfCertificateView.</summary>
    public static string OfList(Type list) => NameOf(list.GetGenericArguments()[0]) + "List";

    private static string NameOf(Type type) => _ids.GetValueOrDefault(type)
        ?? (type.Name.EndsWith("View", StringComparison.Ordinal) ? type.Name[..^"View".Length] : type.Name);
}
