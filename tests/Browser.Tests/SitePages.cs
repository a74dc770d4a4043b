using System.Net;
using System.Text.RegularExpressions;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// The pages of one reader: those that have an address by themselves, and for each route with an id the first address
/// that links lead to.
/// </summary>
internal static partial class SitePages
{
    private const int MaxFollowed = 150;

    /// <summary>The addresses, in the order of the table.</summary>
    public static async Task<List<string>> Of(SiloProcess silo, string? account, PageRow[] rows)
    {
        var found = new Dictionary<string, string>();
        foreach (var row in rows.Where(row => row.Example is not null)) found[row.Route] = row.Example!;
        var left = rows.Where(row => row.Example is null && row.Route.Contains('{', StringComparison.Ordinal))
            .Select(row => (row.Route, Pattern: PatternOf(row.Route))).ToList();
        using var client = await silo.Reader(account);
        var (seen, queue) = (new HashSet<string>(), new Queue<string>(found.Values.Append("/")));
        while (left.Count > 0 && seen.Count < MaxFollowed && queue.TryDequeue(out var path))
        {
            if (!seen.Add(path)) continue;
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            if (left.FindIndex(one => one.Pattern.IsMatch(path.Split('?')[0])) is >= 0 and var at)
            {
                found[left[at].Route] = path;
                left.RemoveAt(at);
            }
            foreach (Match link in Link().Matches(await answer.Content.ReadAsStringAsync()))
                queue.Enqueue(WebUtility.HtmlDecode(link.Groups[1].Value));
        }
        return [.. rows.Select(row => found.GetValueOrDefault(row.Route)).OfType<string>().Distinct()];
    }

    /// <summary>A link of a page to another page of ours.</summary>
    [GeneratedRegex("<a [^>]*href=\"(/[^\"#]*)")]
    private static partial Regex Link();

    private static Regex PatternOf(string route) => new(
        "^" + Regex.Replace(Regex.Escape(route), @"\\\{[^}]*\}", "[^/]+") + "$", RegexOptions.CultureInvariant);
}
