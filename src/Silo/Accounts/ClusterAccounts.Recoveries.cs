using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Silo.Accounts;

// Lost phones: one silo has the codes and counts the attempts.
internal sealed partial class ClusterAccounts
{
    private readonly IPhoneRecoveriesGrain _recoveries =
        grains.GetGrain<IPhoneRecoveriesGrain>(AccountDirectoryGrain.Key);

    public Task<GivenCode> BeginRecovery(Account account, string by, CancellationToken cancellation = default) =>
        Ask(_recoveries, directory => directory.BeginRecovery(account, by));

    public Task<ProvenPhone> ProveRecovery(RecoveryProof given, CancellationToken cancellation = default) =>
        Ask(_recoveries, directory => directory.ProveRecovery(given));

    public Task<ProvenPhone> ProveNewPhone(
        string accountId, GivenCode newPhone, CancellationToken cancellation = default) =>
        Ask(_recoveries, directory => directory.ProveNewPhone(accountId, newPhone));

    public Task MovePhone(string accountId, string phone, CancellationToken cancellation = default) => Forgetting(
        accountId, _recoveries, async directory => { await directory.MovePhone(accountId, phone); return true; });
}
