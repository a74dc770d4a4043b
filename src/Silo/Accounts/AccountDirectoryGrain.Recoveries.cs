using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>Lost phones.</summary>
internal sealed partial class AccountDirectoryGrain
{
    public Task<GivenCode> BeginRecovery(Account account, string by) => directory.BeginRecovery(account, by);

    public Task<ProvenPhone> ProveRecovery(RecoveryProof given) => directory.ProveRecovery(given);

    public Task<ProvenPhone> ProveNewPhone(string accountId, GivenCode newPhone) =>
        directory.ProveNewPhone(accountId, newPhone);

    public Task MovePhone(string accountId, string phone) => directory.MovePhone(accountId, phone);
}
