using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>What came of opening or resetting an account.</summary>
/// <param name="Account">As it is now; null: refused.</param>
/// <param name="OneTimeCode">The first password, shown once; null: one was given, or it is a repeat.</param>
/// <param name="Refusal">Why not; null: it is done.</param>
public sealed record Appointment(Account? Account, string? OneTimeCode, Refusal? Refusal);

/// <summary>Which accounts are looked for; what is null or None is no condition.</summary>
/// <param name="Text">The beginning of a name, without case; or the whole phone, id or party.</param>
/// <param name="Party">For whom it acts: this person, operator or enterprise, or a unit of it.</param>
/// <param name="Roles">It has one of these roles, none of them Holder.</param>
public sealed record AccountSearch(string? Text = null, string? Party = null, Roles Roles = Roles.None);

/// <summary>
/// Opens, resets, enables and finds accounts of those who are appointed. First passwords are one-time codes, good for
/// 72 hours; a session by one may only set a password and enrol a second factor.
/// </summary>
public interface IAppointments
{
    /// <summary>
    /// Opens an account; the same id with the same name is a repeat and finds what is there. Refused: the name is taken
    /// or no name.
    /// </summary>
    /// <param name="account">The account; an empty id is made up.</param>
    /// <param name="password">A first password in place of a one-time code, in Development; null: a code.</param>
    /// <param name="by">The account that opens it; null: the machine.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<Appointment> Appoint(
        Account account, string? password, string? by, CancellationToken cancellation = default);

    /// <summary>
    /// Gives a new first password, clears phone and second factor, and ends all sessions. Refused: it has no password.
    /// </summary>
    Task<Appointment> Reset(
        string accountId, string? password, string? by, CancellationToken cancellation = default);

    /// <summary>Disables the account and ends its sessions. A repeat changes nothing.</summary>
    Task<Refusal?> Disable(string accountId, CancellationToken cancellation = default);

    /// <summary>The account may sign in again. A repeat changes nothing.</summary>
    Task<Refusal?> Enable(string accountId, string? by, CancellationToken cancellation = default);

    /// <summary>Forgets the wrong tries that make the account wait.</summary>
    Task<Refusal?> Unlock(string accountId, CancellationToken cancellation = default);

    /// <summary>Ends every session of the account.</summary>
    Task EndSessions(string accountId, CancellationToken cancellation = default);

    /// <summary>Accounts in the order of their ids.</summary>
    Task<Page<Account>> Search(AccountSearch search, PageRequest page, CancellationToken cancellation = default);
}
