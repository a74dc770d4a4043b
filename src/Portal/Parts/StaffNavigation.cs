using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Portal.Parts;

/// <summary>Where those who work in the registry, or for an enterprise, can go from every page of theirs.</summary>
internal static class StaffNavigation
{
    private const string LensIcon = "M10.500 4a6.500 6.500 0 1 0 .01 0M15.500 15.500 21 21";
    private const string ChartIcon = "M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6";

    private static readonly NavigationEntry _queue =
        new(Section.Queue, "/desk", new("待办", "Queue"), new("待办", "Queue"), Navigation.PaperIcon);

    private static readonly NavigationEntry _statistics = new(
        Section.Statistics, "/desk/statistics", new("统计", "Statistics"), new("统计", "Counts"), ChartIcon);

    private static readonly NavigationEntry _approvals =
        new(Section.Approvals, "/desk/approvals", new("待复核", "Second officer"));

    /// <summary>The entries of the account's work, the first of them its home; empty: it has no pages of its own.
    /// </summary>
    public static ImmutableArray<NavigationEntry> Of(Account account)
    {
        var roles = account.Roles;
        return (roles & Roles.Officer) != 0 ? [.. Officer(account.Desks)]
            : (roles & (Roles.ExamCentre | Roles.Administration)) != 0 ? [_queue, _approvals, _statistics]
            : [];
    }

    private static IEnumerable<NavigationEntry> Officer(Desks desks)
    {
        yield return _queue;
        if ((desks & Desks.Charter) != 0)
            yield return new(
                Section.Charter, "/desk/trips", new("包车备案", "Charter filings"), new("包车", "Charter"),
                Navigation.CardIcon);
        if ((desks & Desks.Road) == 0) yield break;
        yield return new(Section.Search, "/desk/search", new("查询", "Search"), new("查询", "Search"), LensIcon);
        yield return new(Section.Registration, "/desk/register", new("登记入册", "Registration"));
        yield return _approvals;
        yield return _statistics;
    }
}
