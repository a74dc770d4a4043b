using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Contests;

/// <summary>What a finding or an objection is about, in words, and the page of it for the reader.</summary>
internal static class AboutWhat
{
    /// <summary>
    /// The name and the page of the thing with an id. The path is null where the reader has no page for it.
    /// </summary>
    public static (LocalText Name, string? Path) Of(string about, PageContext page)
    {
        if (EntityId.TryApplication(about, out _)) return (new("办件的决定", "a decision on an application"),
            page.IsFor(Roles.Officer | Roles.ExamCentre | Roles.Administration) ? "/desk/cases/" + about
            : page.IsFor(Roles.Employer) ? "/employer/applications/" + about
            : page.IsFor(Roles.Operator) ? "/fleet/applications/" + about : "/my/applications/" + about);
        return EntityId.TryOwner(about, out var id)
            ? (NameOf(id.Kind), BaseOf(id.Kind, page) is { } path ? path + id.Key : null)
            : (new("登记内容", "something on record"), null);
    }

    private static LocalText NameOf(EntityKind kind) => kind switch
    {
        EntityKind.Certificate => new("从业资格证", "the certificate"),
        EntityKind.Vehicle => new("道路运输证", "the vehicle"),
        EntityKind.Trip => new("包车备案", "the charter trip"),
        EntityKind.RailLicence => new("铁路机车车辆驾驶证", "the railway driver licence"),
        EntityKind.Finding => new("路检记录", "a finding at the roadside"),
        _ => new("登记内容", "something on record"),
    };

    private static string? BaseOf(EntityKind kind, PageContext page) => kind switch
    {
        EntityKind.Certificate when IsAt(Desks.Road, page) => "/desk/certificates/",
        EntityKind.Vehicle when IsAt(Desks.Road, page) => "/desk/vehicles/",
        EntityKind.Trip when IsAt(Desks.Charter, page) => "/desk/trips/",
        EntityKind.Finding when page.IsFor(Roles.Officer) => "/desk/findings/",
        EntityKind.RailLicence when page.IsFor(Roles.ExamCentre | Roles.Administration) => "/desk/rail-licences/",
        EntityKind.RailLicence when page.IsFor(Roles.Employer) => "/employer/drivers/",
        EntityKind.Certificate when page.IsFor(Roles.Holder) => "/my/certificates/",
        EntityKind.Trip when page.IsFor(Roles.Holder) => "/my/trips/",
        EntityKind.Finding when page.IsFor(Roles.Holder) => "/my/findings/",
        EntityKind.Vehicle when page.IsFor(Roles.Operator) => "/fleet/vehicles/",
        EntityKind.Trip when page.IsFor(Roles.Operator) => "/fleet/trips/",
        EntityKind.Finding when page.IsFor(Roles.Operator) => "/fleet/findings/",
        _ => null,
    };

    private static bool IsAt(Desks desk, PageContext page) =>
        page.IsFor(Roles.Officer) && (page.Account!.Desks & desk) != 0;
}
