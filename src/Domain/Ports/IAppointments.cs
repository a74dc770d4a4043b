using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>The result of opening or resetting an account.</summary>
/// <param name="Account">The account as it is now; null: refused.</param>
/// <param name="OneTimeCode">The first password, shown once; null: the caller gave one, or this is a repeat.</param>
/// <param name="Refusal">Why not; null: it is done.</param>
public sealed record Appointment(Account? Account, string? OneTimeCode, Refusal? Refusal);

/// <summary>A search for accounts; null and None filter nothing.</summary>
/// <param name="Text">The beginning of a name, without case; or the whole phone, id or party.</param>
/// <param name="Party">The party for which it acts: this person, operator or enterprise, or a unit of it.</param>
/// <param name="Roles">It has at least one of these roles; Holder is not among them.</param>
public sealed record AccountSearch(string? Text = null, string? Party = null, Roles Roles = Roles.None);

/// <summary>
/// Opens, resets, enables and finds appointed accounts. First passwords are one-time codes, good for 72 hours; a
/// session opened with one may only set a password and enrol a second factor.
/// </summary>
public interface IAppointments
{
    /// <summary>
    /// Opens an account; the same id with the same name is a repeat and answers with what exists. Refused: the name is
    /// taken, or is no possible name.
    /// </summary>
    /// <param name="account">The account; if its id is empty, a new one is made.</param>
    /// <param name="password">
    /// A first password instead of a one-time code, in Development; null: a one-time code.
    /// </param>
    /// <param name="by">The account that opens it; null: it is opened on the machine itself.</param>
    /// <param name="cancellation">Cancels the call.</param>
    Task<Appointment> Appoint(
        Account account, string? password, string? by, CancellationToken cancellation = default);

    /// <summary>
    /// Gives the account a new first password, removes phone and second factor, and ends all sessions. Refused: the
    /// account has no password.
    /// </summary>
    Task<Appointment> Reset(
        string accountId, string? password, string? by, CancellationToken cancellation = default);

    /// <summary>Disables the account and ends its sessions. A repeat changes nothing.</summary>
    Task<Refusal?> Disable(string accountId, CancellationToken cancellation = default);

    /// <summary>The account may sign in again. A repeat changes nothing.</summary>
    Task<Refusal?> Enable(string accountId, string? by, CancellationToken cancellation = default);

    /// <summary>Clears the wrong attempts because of which the account must wait.</summary>
    Task<Refusal?> Unlock(string accountId, CancellationToken cancellation = default);

    /// <summary>Ends every session of the account.</summary>
    Task EndSessions(string accountId, CancellationToken cancellation = default);

    /// <summary>Accounts in the order of their ids.</summary>
    Task<Page<Account>> Search(AccountSearch search, PageRequest page, CancellationToken cancellation = default);
}
