using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>What the driver gives who has lost the phone (decisions 4).</summary>
/// <param name="RecoveryId">What the employer's manager was given.</param>
/// <param name="Code">The same, shown to the manager once.</param>
/// <param name="IdentityNumber">The driver's number, whole.</param>
/// <param name="NewPhone">The code that the new phone received.</param>
public sealed record RecoveryProof(string RecoveryId, string Code, string IdentityNumber, GivenCode NewPhone);

/// <summary>A new phone that has proven itself for an account; or why not.</summary>
/// <param name="Refusal">Why not; null: it has.</param>
/// <param name="AccountId">The account.</param>
/// <param name="PersonKey">The person whose it is.</param>
/// <param name="Phone">The new phone.</param>
/// <param name="By">The account of who vouches for the driver.</param>
public sealed record ProvenPhone(
    Refusal? Refusal, string AccountId = "", string PersonKey = "", string Phone = "", string By = "");

/// <summary>Accounts whose phone is lost. Codes live in memory, like those of sign-ins.</summary>
public interface IPhoneRecoveries
{
    /// <summary>A recovery code for an account: good once, ten minutes, five tries.</summary>
    /// <param name="account">The account, bound to a person.</param>
    /// <param name="by">The account of the manager who is shown it.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<GivenCode> BeginRecovery(Account account, string by, CancellationToken cancellation = default);

    /// <summary>
    /// Uses up a recovery code. A recovery that is not there, a wrong code and a wrong number are refused alike.
    /// </summary>
    Task<ProvenPhone> ProveRecovery(RecoveryProof given, CancellationToken cancellation = default);

    /// <summary>A new phone for an account, whose holder two officers have recognised.</summary>
    Task<ProvenPhone> ProveNewPhone(
        string accountId, GivenCode newPhone, CancellationToken cancellation = default);

    /// <summary>
    /// The account has this phone from now on; every session ends, and no device is known any more. Twice is once; a
    /// phone that another account has taken meanwhile changes nothing.
    /// </summary>
    Task MovePhone(string accountId, string phone, CancellationToken cancellation = default);
}
