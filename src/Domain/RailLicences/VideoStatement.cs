using System.Collections.Immutable;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// The sentence that the holder speaks in the video (rules.md B.5, B.6); the portal shows it word for word.
/// </summary>
public static class VideoStatement
{
    /// <summary>
    /// The sentence for <paramref name="form"/>; null: the service asks for no video. The name is the one on the
    /// licence held, also when it is the name that changes.
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
