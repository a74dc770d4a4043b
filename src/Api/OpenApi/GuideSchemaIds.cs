using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>
/// The names of schemas of guides, regions and of what is asked before filing (<see cref="SchemaIds"/>).
/// </summary>
internal static class GuideSchemaIds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<Type, string> All { get; } = new Dictionary<Type, string>
    {
        [typeof(AgreedNotice)] = "AgreedNotice",
        [typeof(ConditionName)] = "ConditionName",
        [typeof(ConditionView)] = "Condition",
        [typeof(ContactView)] = "Contact",
        [typeof(DraftView)] = "Draft",
        [typeof(EmployerNameView)] = "EmployerName",
        [typeof(Fee)] = "Fee",
        [typeof(FilingCheckView)] = "FilingCheck",
        [typeof(GuideQuestion)] = "GuideQuestion",
        [typeof(NoticeTextView)] = "NoticeText",
        [typeof(RegionLevel)] = "RegionLevel",
        [typeof(RegionSuccessorView)] = "RegionSuccessor",
        [typeof(RegionView)] = "Region",
        [typeof(TripPlaceView)] = "NamedTripPlace",
        [typeof(DeliveryAddress)] = "DeliveryAddress",
        [typeof(FitnessDeclaration)] = "FitnessDeclaration",
        [typeof(Hint)] = "Hint",
        [typeof(HintName)] = "HintName",
        [typeof(PrefillView)] = "Prefill",
        [typeof(ProfileRequest)] = "ProfileRequest",
        [typeof(ProfileView)] = "Profile",
        [typeof(SampleView)] = "Sample",
        [typeof(ServiceAgreementView)] = "ServiceAgreement",
        [typeof(ServiceConditionsView)] = "ServiceConditions",
        [typeof(VideoSentenceView)] = "SpokenText",
    };
}
