using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Silo.Accounts;

// Sessions and devices are rows: this silo reads and ends them itself, and the others follow within their bound.
internal sealed partial class ClusterAccounts
{
    public Task<ImmutableArray<OwnSession>> Sessions(SignedIn caller, CancellationToken cancellation = default) =>
        local.Sessions(caller, cancellation);

    public Task<bool> EndSession(SignedIn caller, string id, CancellationToken cancellation = default) =>
        local.EndSession(caller, id, cancellation);

    public Task EndThis(SignedIn caller, CancellationToken cancellation = default) =>
        local.EndThis(caller, cancellation);

    public Task<ImmutableArray<OwnDevice>> Devices(string accountId, CancellationToken cancellation = default) =>
        local.Devices(accountId, cancellation);

    public Task<bool> ForgetDevice(string accountId, string id, CancellationToken cancellation = default) =>
        local.ForgetDevice(accountId, id, cancellation);
}
