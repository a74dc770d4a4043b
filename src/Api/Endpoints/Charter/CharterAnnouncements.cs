using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// A province during some time: from inclusive, until exclusive; without an end until further notice.
/// </summary>
public sealed record ProvinceView(string Province, string Name, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>
/// What is announced about charter certificates: where trips with them may lead, and which provinces issue them (C.1,
/// C.5).
/// </summary>
internal static class CharterAnnouncements
{
    public static IEnumerable<AnnouncementView> Of(CharterRulebook rules)
    {
        foreach (var scheme in rules.Schemes)
        {
            var names = NamesOf(scheme.Provinces.Select(province => province.Code));
            yield return new AnnouncementView(
                $"charter.scope.{scheme.Home}",
                ShanghaiTime.DateOf(scheme.From),
                new LocalText(
                    $"{NameOf(scheme.Home)}省际包车电子凭证启用范围：{names.Zh}。",
                    $"Electronic charter certificates of {EnglishNameOf(scheme.Home)} hold in: {names.En}."))
            {
                Kind = "charterScope",
                Home = scheme.Home,
                Provinces = [.. scheme.Provinces.Select(ViewOf)],
            };
        }
        if (rules.Capabilities.IsEmpty) yield break;
        var issuing = NamesOf(rules.Capabilities.Select(province => province.Code).Distinct());
        yield return new AnnouncementView(
            "charter.capabilities",
            ShanghaiTime.DateOf(rules.Capabilities.Max(province => province.From)),
            new LocalText(
                $"已启用省际包车电子凭证的省（区、市）：{issuing.Zh}。",
                $"Provinces that issue electronic charter certificates: {issuing.En}."))
        {
            Kind = "charterCapabilities",
            Provinces = [.. rules.Capabilities.Select(ViewOf)],
        };
    }

    private static ProvinceView ViewOf(ProvinceSpan span) => new(
        span.Code,
        NameOf(span.Code),
        ShanghaiTime.ToLocal(span.From),
        span.Until is { } until ? ShanghaiTime.ToLocal(until) : null);

    private static LocalText NamesOf(IEnumerable<string> codes) =>
        new(string.Join("、", codes.Select(NameOf)), string.Join(", ", codes.Select(EnglishNameOf)));

    private static string NameOf(string code) => Provinces.ByCode(code)!.Name;

    private static string EnglishNameOf(string code) => Provinces.ByCode(code)!.English;
}
