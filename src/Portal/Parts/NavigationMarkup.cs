using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Components;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Parts;

/// <summary>The links of a page as markup: in its header, beside it, and at the bottom of a phone.</summary>
/// <param name="Header">What stands in the header.</param>
/// <param name="AtWork">What stands there on a page that has nothing beside it.</param>
/// <param name="Side">What stands beside the pages of the reader's own work.</param>
/// <param name="Tabs">What stands at the bottom of a phone's screen.</param>
/// <param name="Places">How many those are.</param>
internal sealed record NavigationMarkup(
    MarkupString Header, MarkupString AtWork, MarkupString Side, MarkupString Tabs, int Places)
{
    /// <summary>
    /// The links are the same for all readers of a kind, and are a third of the pieces of a page: written once for each
    /// section and drawn as one piece (docs/adr/0169). As many as there are sections and kinds of readers.
    /// </summary>
    private static readonly ConcurrentDictionary<Reader, NavigationMarkup> _known = new();

    private readonly record struct Reader(
        bool English, Section Section, bool IsSignedIn, Roles Roles, Desks Desks, bool ActsForBusiness);

    /// <summary>The links of a page of this section.</summary>
    public static NavigationMarkup Of(PageContext page, Section section)
    {
        var account = page.Account;
        var reader = new Reader(page.English, section, account is not null, account?.Roles ?? Roles.None,
            account?.Desks ?? Desks.None, page.ActsFor is not null);
        return _known.TryGetValue(reader, out var known) ? known : _known.GetOrAdd(reader, Made(page, section));
    }

    private static NavigationMarkup Made(PageContext page, Section section)
    {
        List<NavigationEntry> places = [.. Navigation.OnPhone(page)];
        return new NavigationMarkup(
            Links(Navigation.Of(page), entry => entry.Name), Links(Navigation.AtWork(page), entry => entry.Name),
            Links(Navigation.Beside(page), entry => entry.Name),
            Links(places, entry => entry.Short!, withIcons: true), places.Count);

        MarkupString Links(
            IEnumerable<NavigationEntry> entries, Func<NavigationEntry, LocalText> nameOf, bool withIcons = false)
        {
            var markup = new StringBuilder();
            foreach (var entry in entries)
            {
                var (here, name) = (entry.Section == section ? " aria-current=\"page\"" : "", nameOf(entry));
                markup.Append(null, $"<a href=\"{entry.Path}\"{here}>");
                if (withIcons)
                    markup.Append(null, $"<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{entry.Icon}\">")
                        .Append("</path></svg>");
                markup.Append(PageResult.Encoder.Encode(page.English ? name.En : name.Zh)).Append("</a>\n");
            }
            return new MarkupString(markup.ToString());
        }
    }
}
