using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Silo.Accounts;

// Sessions and devices are rows: this silo reads and ends them itself, and the other silos notice it within
// SessionsRemembered.
internal sealed partial class ClusterAccounts
{
    public Task<ImmutableArray<OwnSession>> Sessions(SignedIn caller, CancellationToken cancellation = default) =>
        local.Sessions(caller, cancellation);

    /// <summary>
    /// Hashed on this silo, which got the request; other silos notice the ended sessions within
    /// <see cref="SessionsRemembered"/>.
    /// </summary>
    public async Task<Refusal?> ResetForgotten(ForgottenPassword given, CancellationToken cancellation = default)
    {
        if (AccountDirectory.FaultOfNew(given) is { } fault) return fault;
        var changed = await local.Hash(given.NewPassword, cancellation);
        return await Ask(_authenticators,
            directory => directory.ResetForgotten(given.Name, given.Code, given.Totp, changed));
    }

    public Task<bool> EndSession(SignedIn caller, string id, CancellationToken cancellation = default) =>
        local.EndSession(caller, id, cancellation);

    public Task EndThis(SignedIn caller, CancellationToken cancellation = default) =>
        local.EndThis(caller, cancellation);

    public Task<ImmutableArray<OwnDevice>> Devices(string accountId, CancellationToken cancellation = default) =>
        local.Devices(accountId, cancellation);

    public Task<bool> ForgetDevice(string accountId, string id, CancellationToken cancellation = default) =>
        local.ForgetDevice(accountId, id, cancellation);
}
