using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// The sentence that the holder speaks in the video (rules.md B.5, B.6); the pages show the same text.
/// </summary>
public static class VideoStatement
{
    /// <summary>
    /// The sentence before anything is handed in, for a reason: one of the five of a renewal, or lost or damaged for a
    /// reissue; null: there is no such reason.
    /// </summary>
    public static string? Of(
        string reason, string nameOnLicence, ImmutableArray<HeldClass> held, RailRulebook rulebook) => reason switch
        {
            "lost" => Of(new RailReissueForm(ReissueReason.Lost), nameOnLicence, held, rulebook),
            "damaged" => Of(new RailReissueForm(ReissueReason.Damaged), nameOnLicence, held, rulebook),
            _ => Enum.GetValues<RenewalReason>()
                .Where(one => JsonNamingPolicy.CamelCase.ConvertName(one.ToString()) == reason)
                .Select(one => Of(new RailRenewalForm(one), nameOnLicence, held, rulebook)).FirstOrDefault(),
        };

    /// <summary>
    /// The sentence for <paramref name="form"/>; null: the service asks for no video. It has the name on the present
    /// licence, also when the name is to be changed.
    /// </summary>
    public static string? Of(RailForm form, string nameOnLicence, ImmutableArray<HeldClass> held, RailRulebook rulebook)
    {
        var statement = form switch
        {
            RailRenewalForm renewal => rulebook.Of(renewal.Reason).Statement,
            RailReissueForm => rulebook.ReissueStatement,
            _ => null,
        };
        var parts = statement?.Replace(
            "{classes}", string.Join('、', held.Select(one => one.Class)), StringComparison.Ordinal).Split("{name}");
        return parts is null ? null : string.Join(nameOnLicence, parts);
    }
}
