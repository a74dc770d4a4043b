using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>What a driver who has lost the phone gives (decisions 4).</summary>
/// <param name="RecoveryId">The id that the employer's manager got.</param>
/// <param name="Code">The code that was shown to the manager once.</param>
/// <param name="IdentityNumber">The driver's number, whole.</param>
/// <param name="NewPhone">The code that the new phone received.</param>
public sealed record RecoveryProof(string RecoveryId, string Code, string IdentityNumber, GivenCode NewPhone);

/// <summary>A new phone whose code was entered, for an account; or the refusal.</summary>
/// <param name="Refusal">The refusal; null: the phone is proven.</param>
/// <param name="AccountId">The account.</param>
/// <param name="PersonKey">The person to whom the account belongs.</param>
/// <param name="Phone">The new phone.</param>
/// <param name="By">The account of whoever vouches for the driver.</param>
public sealed record ProvenPhone(
    Refusal? Refusal, string AccountId = "", string PersonKey = "", string Phone = "", string By = "");

/// <summary>Accounts whose phone is lost. Codes live in memory, like those of sign-ins.</summary>
public interface IPhoneRecoveries
{
    /// <summary>A recovery code for an account: good once, for ten minutes and five attempts.</summary>
    /// <param name="account">The account, bound to a person.</param>
    /// <param name="by">The account of the manager to whom it is shown.</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task<GivenCode> BeginRecovery(Account account, string by, CancellationToken cancellation = default);

    /// <summary>
    /// Uses up a recovery code. An unknown recovery, a wrong code and a wrong number get the same refusal.
    /// </summary>
    Task<ProvenPhone> ProveRecovery(RecoveryProof given, CancellationToken cancellation = default);

    /// <summary>A new phone for an account whose holder two officers have recognised.</summary>
    Task<ProvenPhone> ProveNewPhone(
        string accountId, GivenCode newPhone, CancellationToken cancellation = default);

    /// <summary>
    /// Gives the account this phone; every session ends, and no device is known any more. A repeat changes nothing; nor
    /// does a phone that another account has taken meanwhile.
    /// </summary>
    Task MovePhone(string accountId, string phone, CancellationToken cancellation = default);
}
