using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Parts;

/// <summary>One entry of the navigation.</summary>
/// <param name="Section">The section to which it leads.</param>
/// <param name="Path">Its address.</param>
/// <param name="Name">Its name.</param>
/// <param name="Short">The label below its icon on a phone; null: a phone does not show it.</param>
/// <param name="Icon">The path of its icon in a box of 24 units, for the bar on a phone.</param>
internal sealed record NavigationEntry(
    Section Section, string Path, LocalText Name, LocalText? Short = null, string Icon = "");

/// <summary>The links that every page has.</summary>
internal static class Navigation
{
    private const int MaxPlaces = 5;

    internal const string HouseIcon = "M3 11 12 4l9 7v9h-6v-6H9v6H3z";
    internal const string CardIcon =
        "M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM8.500 9a2 2 0 1 0 .01 0"
        + "M5.500 16c.6-2 5.400-2 6 0M14.500 10H18M14.500 14H18";
    internal const string ScanIcon = "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M3 12h18";
    internal const string PaperIcon = "M6 3h9l4 4v14H6zM9 12h7M9 16h7M9 8h3";
    internal const string PersonIcon = "M12 4a4 4 0 1 0 .01 0M4 21c1-6 15-6 16 0";
    internal const string HelpIcon =
        "M12 3a9 9 0 1 0 .01 0M9.500 9.500c0-3.500 5-3.300 5-.2 0 2-2.500 2-2.500 4.200M12 17h.01";

    private static readonly ImmutableArray<NavigationEntry> _public =
    [
        new(Section.Home, "/", new("首页", "Home"), new("首页", "Home"), HouseIcon),
        new(Section.Services, "/services", new("服务事项", "Services"), new("办事", "Apply"), PaperIcon),
        new(Section.Verify, "/verify", new("查验", "Check a code"), new("查验", "Check"), ScanIcon),
        new(Section.Announcements, "/announcements", new("公告", "Announcements")),
        new(Section.Tools, "/tools", new("工具", "Tools")),
        new(Section.Help, "/help", new("帮助", "Help"), new("帮助", "Help"), HelpIcon),
    ];

    private static readonly NavigationEntry _signIn =
        new(Section.SignIn, "/sign-in", new("登录", "Sign in"), new("登录", "Sign in"), PersonIcon);

    private static readonly NavigationEntry _account =
        new(Section.Account, "/account", new("个人中心", "Account"), new("我的", "Me"), PersonIcon);

    private static readonly ImmutableArray<NavigationEntry> _holder =
    [
        new(Section.Home, "/my", new("首页", "Home"), new("首页", "Home"), HouseIcon),
        new(Section.Certificates, "/my/certificates", new("我的证照", "My certificates"), new("证照", "Cards"), CardIcon),
        new(Section.Verify, "/verify", new("查验", "Check a code"), new("查验", "Check"), ScanIcon),
        new(Section.Applications, "/my/applications", new("我的办件", "My applications"), new("办件", "Cases"), PaperIcon),
        new(Section.Trips, "/my/trips", new("电子包车牌", "Charter certificates")),
        new(Section.Rail, "/my/rail", new("铁路驾驶证", "Railway licence")),
        new(Section.Links, "/my/links", new("我的关联", "Whom I drive for")),
        new(Section.Findings, "/my/findings", new("路检记录", "Roadside findings")),
        new(Section.Objections, "/my/objections", new("异议", "Objections")),
        new(Section.Vouchers, "/my/vouchers", new("凭证下载", "Vouchers")),
        new(Section.Notices, "/my/notices", new("消息", "Notices")),
        new(Section.Identity, "/my/real-name", new("实名认证", "Proof of identity")),
        _account,
    ];

    /// <summary>The entries of the header.</summary>
    public static IEnumerable<NavigationEntry> Of(PageContext page) =>
        _public.Append(page.Account is null ? _signIn : _account);

    /// <summary>
    /// What stands in the header of a page that is as wide as the screen and has nothing beside it: the reader's own
    /// places, those of a phone's bar, and the account.
    /// </summary>
    public static IEnumerable<NavigationEntry> AtWork(PageContext page) =>
        Beside(page).Where(entry => entry.Short is not null && entry != _account).Take(MaxPlaces).Append(_account);

    /// <summary>What stands beside the pages of the reader's own work; nothing for who has none.</summary>
    public static ImmutableArray<NavigationEntry> Beside(PageContext page) => page.Account switch
    {
        null => [],
        _ when page.ActsFor is not null => StaffNavigation.Carrier,
        { Roles: var roles } when (roles & Roles.Holder) != 0 => _holder,
        var account => StaffNavigation.Of(account) is { IsEmpty: false } work ? [.. work, _account] : [],
    };

    /// <summary>The entries at the bottom of a phone's screen: five at most.</summary>
    public static IEnumerable<NavigationEntry> OnPhone(PageContext page) =>
        (Beside(page) is { IsEmpty: false } own ? own : Of(page)).Where(entry => entry.Short is not null)
        .Take(MaxPlaces);
}
