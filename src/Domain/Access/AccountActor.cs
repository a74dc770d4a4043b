using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Access;

/// <summary>Who asks, as the law sees it: the actor that an account makes, for endpoints and pages alike.</summary>
public static class AccountActor
{
    /// <summary>The actor of <paramref name="account"/>.</summary>
    public static Actor Of(Account account)
    {
        var party = account.Party;
        return new Actor(account.Id, RolesOf(account), Channel.Http)
        {
            Authority = account.Authority, Desks = account.Desks,
            PersonKey = party?.KeyOf(EntityKind.Person), OperatorKey = party?.KeyOf(EntityKind.Operator),
            EmployerKey = party?.KeyOf(EntityKind.Employer), EmployerUnit = party?.Unit,
            AppointedBy = account.AppointedBy,
        };
    }

    /// <summary>An officer at the rail desk is an officer of the National Railway Administration.</summary>
    private static Roles RolesOf(Account account) =>
        account.Roles | ((account.Roles & Roles.Officer) != 0 && (account.Desks & Desks.Rail) != 0
            ? Roles.Administration
            : Roles.None);
}
