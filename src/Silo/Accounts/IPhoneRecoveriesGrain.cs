using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>
/// Lost phones. An interface of the same grain as <see cref="IAccountDirectoryGrain"/>: one silo has the codes.
/// </summary>
[Alias("registry.phone-recoveries")]
public interface IPhoneRecoveriesGrain : IGrainWithIntegerKey
{
    /// <inheritdoc cref="IPhoneRecoveries.BeginRecovery"/>
    [Alias("BeginRecovery")]
    Task<GivenCode> BeginRecovery(Account account, string by);

    /// <inheritdoc cref="IPhoneRecoveries.ProveRecovery"/>
    [Alias("ProveRecovery")]
    Task<ProvenPhone> ProveRecovery(RecoveryProof given);

    /// <inheritdoc cref="IPhoneRecoveries.ProveNewPhone"/>
    [Alias("ProveNewPhone")]
    Task<ProvenPhone> ProveNewPhone(string accountId, GivenCode newPhone);

    /// <inheritdoc cref="IPhoneRecoveries.MovePhone"/>
    [Alias("MovePhone")]
    Task MovePhone(string accountId, string phone);
}
