using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Portal.Parts;

/// <summary>The links on every page of those who work in the registry, or for an enterprise.</summary>
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

    private static readonly NavigationEntry _objections =
        new(Section.Objections, "/desk/objections", new("异议", "Objections"));

    private static readonly NavigationEntry _deliveries =
        new(Section.Deliveries, "/desk/deliveries", new("发证和寄送", "Deliveries"));

    private static readonly ImmutableArray<NavigationEntry> _national =
    [
        _queue, new(Section.RailDrivers, "/desk/rail-licences", new("驾驶人员", "Drivers"), new("人员", "Drivers"),
            Navigation.PersonIcon),
        new(Section.Employers, "/desk/employers", new("企业", "Enterprises")),
        new(Section.Letters, "/desk/letters", new("来函", "Letters")),
        new(Section.Exams, "/desk/exams", new("考试批次", "Exam sessions")),
        new(Section.Registration, "/desk/rail-register", new("登记", "Registration")), _objections, _approvals,
        _statistics,
    ];

    private static readonly ImmutableArray<NavigationEntry> _employer =
    [
        new(Section.Queue, "/employer", new("初审和报告", "Review and reports"), new("初审", "Review"),
            Navigation.PaperIcon),
        new(Section.RailDrivers, "/employer/drivers", new("驾驶人员", "Drivers"), new("人员", "Drivers"),
            Navigation.PersonIcon),
        new(Section.Exams, "/employer/exams", new("资格考试", "Exams")),
        new(Section.Objections, "/employer/objections", new("异议", "Objections")),
        new(Section.Accounts, "/employer/accounts", new("账号和权限", "Users and rights")),
    ];

    /// <summary>The pages of a carrier, for its users and for the owner of an individual business.</summary>
    public static ImmutableArray<NavigationEntry> Carrier { get; } =
    [
        new(Section.Vehicles, "/fleet", new("车辆和人员", "Vehicles and drivers"), new("车队", "Fleet"),
            Navigation.CardIcon),
        new(Section.Charter, "/fleet/trips", new("包车备案", "Charter trips"), new("包车", "Charter"),
            Navigation.ScanIcon),
        new(Section.Applications, "/fleet/applications", new("车辆办件", "Applications"), new("办件", "Cases"),
            Navigation.PaperIcon),
        new(Section.Findings, "/fleet/findings", new("路检记录", "Roadside findings")),
        new(Section.Objections, "/fleet/objections", new("异议", "Objections")),
        new(Section.Accounts, "/fleet/accounts", new("账号和权限", "Users and rights")),
    ];

    private static readonly NavigationEntry _retention =
        new(Section.Retention, "/admin/retention", new("保存期限", "Retention"));

    private static readonly ImmutableArray<NavigationEntry> _administrator =
    [
        new(Section.Home, "/admin", new("运行情况", "How it runs"), new("运行", "Runs"), ChartIcon),
        new(Section.Accounts, "/admin/accounts", new("账号", "Accounts"), new("账号", "Accounts"),
            Navigation.PersonIcon),
        new(Section.Approvals, "/admin/approvals", new("待复核", "Second administrator")),
        new(Section.Parked, "/admin/parked", new("待人工处理", "Waiting for a person"), new("待处理", "Parked"),
            Navigation.PaperIcon),
        new(Section.Notices, "/admin/notices", new("通知", "Notices")),
        new(Section.Rules, "/admin/rules", new("规则和日历", "Rules and calendar")),
        new(Section.Keys, "/admin/keys", new("密钥和信任清单", "Keys and trust lists")),
        _retention,
        _statistics,
    ];

    private static readonly ImmutableArray<NavigationEntry> _auditor =
    [
        new(Section.Audit, "/audit", new("审计", "Audit"), new("审计", "Audit"), LensIcon),
        new(Section.Roots, "/audit/roots", new("每日签名根", "Signed roots"), new("签名根", "Roots"),
            Navigation.PaperIcon),
        _retention,
    ];

    private static readonly ImmutableArray<NavigationEntry> _road =
    [
        new(Section.Road, "/road", new("路检查询", "Road check"), new("路检", "Check"), LensIcon),
        new(Section.Findings, "/road/findings", new("路检记录", "My findings"), new("记录", "Findings"),
            Navigation.PaperIcon),
        new(Section.Verify, "/verify", new("查验", "Check a code"), new("查验", "Code"), Navigation.ScanIcon),
        new(Section.None, "/verify/offline", new("离线核验", "Without a network"), new("离线", "Offline"),
            Navigation.CardIcon),
    ];

    /// <summary>The entries for the account's work, its home first; empty: it has no pages of its own.</summary>
    public static ImmutableArray<NavigationEntry> Of(Account account)
    {
        var roles = account.Roles;
        return (roles & Roles.Officer) != 0 ? [.. Officer(account.Desks)]
            : (roles & Roles.ExamCentre) != 0 ? [.. _national, _deliveries]
            : (roles & Roles.Administration) != 0 ? _national
            : (roles & Roles.Employer) != 0 ? _employer
            : (roles & Roles.Operator) != 0 ? Carrier
            : (roles & Roles.Administrator) != 0 ? _administrator
            : (roles & Roles.Enforcement) != 0 ? _road
            : (roles & Roles.Auditor) != 0 ? _auditor
            : [];
    }

    private static IEnumerable<NavigationEntry> Officer(Desks desks)
    {
        yield return _queue;
        if ((desks & Desks.Charter) != 0)
            yield return new(
                Section.Charter, "/desk/trips", new("包车备案", "Charter filings"), new("包车", "Charter"),
                Navigation.CardIcon);
        if ((desks & (Desks.Charter | Desks.Road)) != 0)
        {
            yield return _objections;
            yield return new(Section.Findings, "/desk/findings", new("路检记录", "Roadside findings"));
        }
        if ((desks & Desks.Road) == 0) yield break;
        yield return new(Section.Search, "/desk/search", new("查询", "Search"), new("查询", "Search"), LensIcon);
        yield return new(Section.Registration, "/desk/register", new("登记入册", "Registration"));
        yield return _deliveries;
        yield return _approvals;
        yield return _statistics;
    }
}
