using System.Collections.Frozen;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// Marks the routes that need a sign-in or a re-authentication from the last ten minutes of the session. This table
/// lists them by the names of their operations.
/// </summary>
internal sealed class FreshProof
{
    private static readonly FreshProof _marker = new();

    /// <summary>The operations, grouped by what somebody could do at a screen that was left signed in.</summary>
    public static FrozenSet<string> Operations { get; } = FrozenSet.Create(
        // Keys, and the roots of trust lists.
        "rotateKeys", "retireKey", "acceptTrustList",
        // Accounts, other people's and one's own.
        "openOfficerAccount", "openEnterpriseAccount", "disableAccount", "resetAccount", "enableAccount",
        "unlockAccount", "endAccountSessions", "openEmployerAccount", "resetEmployerAccount", "disableEmployerAccount",
        "openOperatorAccount", "resetOperatorAccount", "disableOperatorAccount",
        "beginTotp", "confirmTotp", "removeTotp", "newRecoveryCodes", "changePhone", "closeAccount",
        // Rules.
        "loadCalendar", "reloadRules",
        // Exports.
        "exportMe",
        // Identity, and other acts that need a second person.
        "changeIdentity", "unbindPerson", "recordOwner", "endOwner", "confirmApproval", "setPersonPhone",
        "recoverDriverPhone",
        // Cancellations and revocations ex officio, and the facts that cause them.
        "recordDeath", "recordDrivingLicence", "cancelCertificate", "cancelVehicle", "endPermit", "revokeRailLicence",
        "cancelRailLicence");

    private FreshProof() { }

    /// <summary>Marks the routes of <paramref name="api"/> that are in the table.</summary>
    public static void Mark(IEndpointConventionBuilder api) => api.Finally(endpoint =>
    {
        if (endpoint.Metadata.OfType<IEndpointNameMetadata>().LastOrDefault() is { } named
            && Operations.Contains(named.EndpointName))
            endpoint.Metadata.Add(_marker);
    });

    /// <summary>True for a route that is in the table.</summary>
    public static bool IsAskedBy(Endpoint endpoint) => endpoint.Metadata.GetMetadata<FreshProof>() is not null;
}
