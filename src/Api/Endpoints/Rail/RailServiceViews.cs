using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// The railway services of the catalogue, from the dated tables by which filings are decided (rules.md B.1, B.3-B.7).
/// </summary>
internal static class RailServiceViews
{
    public static ServiceView Of(
        Service s, ImmutableArray<FieldView> fields, RailRulebook rail, RoadRules road, DateOnly today)
    {
        var rules = rail.At(today);
        var target = s.Id is ServiceId.RailRenewal or ServiceId.RailReissue ? rules.PromiseWorkingDays : (int?)null;
        return new ServiceView(s.Id, s.Names, EntityId.NameOf(s.Subject), KindsOf(s, rules), "holder",
            s.Id == ServiceId.RailRenewal
                ? new WindowView(rules.RenewalOpensDaysBefore, 0, "validTo", LateAccepted: false)
                : null, fields,
            [.. rail.Materials.Where(row => row.Service == s.Id).Select(row => MaterialOf(row, road))],
            new LimitsView(null,
                rules.AcceptWorkingDays,
                rules.DecisionWorkingDays,
                target,
                rules.CentreReviewWorkingDays,
                rules.AnnouncementWorkingDays),
            s.Delivery, s.Law);
    }

    /// <summary>First applications are possible for some classes only.</summary>
    private static ImmutableArray<string> KindsOf(Service s, RailRules rules) =>
        s.Id == ServiceId.RailFirst ? [.. rules.First.Select(row => row.Class.ToString())] : s.Kinds;

    private static MaterialView MaterialOf(RailMaterialRow row, RoadRules road) => new(
        row.Material,
        RailServices.NameOf(row.Material),
        [.. RailMaterials.FormatsOf(row.Material).Select(type => type == "image/jpeg" ? "jpg" : type.Split('/')[1])],
        row.Material switch
        {
            MaterialKind.Video => road.VideoMaxBytes,
            MaterialKind.RailPhoto or MaterialKind.IdentityFront => road.ImageMaxBytes,
            _ => road.PdfMaxBytes,
        },
        Required: true,
        row.Condition == MaterialCondition.J7ByMechanic ? "j7ByMechanic"
            : row.Reasons.IsEmpty ? null
            : "reason: " + string.Join(
                ' ', row.Reasons.Select(reason => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()))));
}
