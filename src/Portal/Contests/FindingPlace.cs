using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Parts;

namespace OrleansRegistry.Portal.Contests;

/// <summary>Where a reader finds findings at the roadside.</summary>
/// <param name="Path">The address of the list.</param>
/// <param name="For">The roles that may open the page.</param>
/// <param name="Home">The page that leads there.</param>
/// <param name="HomeName">The name of that page.</param>
/// <param name="Objects">True: the reader may object to a finding.</param>
internal sealed record FindingPlace(string Path, Roles For, string Home, LocalText HomeName, bool Objects = false)
{
    /// <summary>For officers at the roadside: what they recorded themselves.</summary>
    public static FindingPlace Road { get; } =
        new("/road/findings", Roles.Enforcement, "/road", new("路检查询", "Road check"));

    /// <summary>Every place: officers at the roadside, drivers and holders, carriers, the desk in whose reach it is.
    /// </summary>
    public static ImmutableArray<FindingPlace> All { get; } =
    [
        Road, new("/my/findings", Roles.Holder, "/my", new("首页", "Home"), Objects: true),
        new("/fleet/findings", Roles.Operator, "/fleet", new("车队", "Fleet"), Objects: true),
        new("/desk/findings", Roles.Officer, "/desk", new("待办", "Queue")),
    ];

    /// <summary>Its name.</summary>
    public static LocalText Name { get; } = new("路检记录", "Roadside findings");

    /// <summary>The section of the site to which the page belongs.</summary>
    public static Section Section => Section.Findings;
}
