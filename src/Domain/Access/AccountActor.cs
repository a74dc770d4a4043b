using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Access;

/// <summary>Who asks, as the law sees it: the actor that an account makes, for endpoints and pages alike.</summary>
public static class AccountActor
{
    /// <summary>The actor of <paramref name="account"/>.</summary>
    public static Actor Of(Account account)
    {
        // A unit of a railway enterprise is named after a dot: "W-....u1".
        var (key, unit) = account.PersonKey?.Split('.') is [var enterprise, var part]
            ? (enterprise, part)
            : (account.PersonKey, null);
        return new Actor(account.Id, RolesOf(account), Channel.Http)
        {
            Authority = account.Authority, Desks = account.Desks,
            PersonKey = PartyOf(key, EntityKind.Person), OperatorKey = PartyOf(key, EntityKind.Operator),
            EmployerKey = PartyOf(key, EntityKind.Employer), EmployerUnit = unit,
            AppointedBy = account.AppointedBy,
        };
    }

    private static string? PartyOf(string? key, EntityKind kind) =>
        EntityId.TryParse(kind, key, out var party) ? party.Key : null;

    /// <summary>An officer at the rail desk is an officer of the National Railway Administration.</summary>
    private static Roles RolesOf(Account account) =>
        account.Roles | ((account.Roles & Roles.Officer) != 0 && (account.Desks & Desks.Rail) != 0
            ? Roles.Administration
            : Roles.None);
}
