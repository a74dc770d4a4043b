using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Road;

namespace OrleansRegistry.Portal.Http;

/// <summary>The first page of an account.</summary>
internal static class RoleHome
{
    /// <summary>The first page of the account's first role that has pages; null: the one for everybody.</summary>
    public static string? Of(Account? account) => account?.Roles switch
    {
        null => null,
        var roles when (roles & Roles.Holder) != 0 => "/my",
        var roles when (roles & Roles.Enforcement) != 0 => RoadPage.Path,
        _ => StaffNavigation.Of(account) is [var first, ..] ? first.Path : null,
    };
}
