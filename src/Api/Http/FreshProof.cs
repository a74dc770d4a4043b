using System.Collections.Frozen;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// Marks a route that asks for a sign-in or a re-authentication of the last ten minutes of this session. Which ones do
/// is this table, by the names of the operations.
/// </summary>
internal sealed class FreshProof
{
    private static readonly FreshProof _marker = new();

    /// <summary>The operations, in groups by what somebody could do at a screen that was left signed in.</summary>
    public static FrozenSet<string> Operations { get; } = FrozenSet.Create(
        // Keys, and whose signatures are trusted.
        "rotateKeys", "retireKey", "acceptTrustList",
        // Accounts, others' and the own.
        "openOfficerAccount", "openEnterpriseAccount", "disableAccount", "resetAccount", "enableAccount",
        "unlockAccount", "endAccountSessions", "openEmployerAccount", "resetEmployerAccount", "disableEmployerAccount",
        "openOperatorAccount", "resetOperatorAccount", "disableOperatorAccount",
        "beginTotp", "confirmTotp", "removeTotp", "newRecoveryCodes", "changePhone", "closeAccount",
        // Rules.
        "loadCalendar", "reloadRules",
        // Exports.
        "exportMe",
        // Identity, and whatever else takes a second person.
        "changeIdentity", "unbindPerson", "recordOwner", "endOwner", "confirmApproval", "setPersonPhone",
        "recoverDriverPhone",
        // Cancellations and revocations ex officio, and the facts that cause them.
        "recordDeath", "recordDrivingLicence", "cancelCertificate", "cancelVehicle", "endPermit", "revokeRailLicence",
        "cancelRailLicence");

    private FreshProof() { }

    /// <summary>Marks the routes of <paramref name="api"/> that stand in the table.</summary>
    public static void Mark(IEndpointConventionBuilder api) => api.Finally(endpoint =>
    {
        if (endpoint.Metadata.OfType<IEndpointNameMetadata>().LastOrDefault() is { } named
            && Operations.Contains(named.EndpointName))
            endpoint.Metadata.Add(_marker);
    });

    /// <summary>True for a route that stands in the table.</summary>
    public static bool IsAskedBy(Endpoint endpoint) => endpoint.Metadata.GetMetadata<FreshProof>() is not null;
}
