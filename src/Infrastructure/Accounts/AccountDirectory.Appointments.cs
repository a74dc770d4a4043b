using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>Opening, resetting, enabling and finding appointed accounts.</summary>
public sealed partial class AccountDirectory
{
    /// <inheritdoc/>
    public async Task<Result<Account>> Open(
        Account account, string password, CancellationToken cancellation = default)
    {
        var opened = await Appoint(account, password, by: null, cancellation);
        return opened.Refusal is { } refusal ? refusal : opened.Account!;
    }

    /// <inheritdoc/>
    public async Task<Appointment> Appoint(
        Account account, string? password, string? by, CancellationToken cancellation = default)
    {
        var (named, first, code, refusal) = await PrepareAppointment(account, password, by, cancellation);
        if (refusal is not null) return new Appointment(null, null, refusal);
        var (opened, no) = await Add(named, first!, cancellation);
        return new Appointment(opened, no is null ? code : null, no);
    }

    /// <summary>
    /// The first half, on the silo that got the request: the account to be added, with its first password hashed.
    /// </summary>
    public async Task<(Account Account, HashedPassword? Password, string? Code, Refusal? Refusal)> PrepareAppointment(
        Account account, string? password, string? by, CancellationToken cancellation = default)
    {
        if (AccountChanges.NameFault(account.Name) is { } wrongName) return No(Refusals.Malformed(wrongName));
        if (account.Phone is { } phone && !Phones.IsMobile(phone)) return No(AccountRefusals.WrongPhone());
        if (password is not null && PasswordPolicy.Fault("password", password, account.Name) is { } weak)
            return No(Refusals.Malformed(weak));
        var (first, code) = await FirstPassword(password, cancellation);
        var named = account with
        {
            Id = account.Id.Length > 0 ? account.Id : AccountChanges.NewId(),
            AppointedBy = by,
        };
        return (named, first, code, null);

        (Account, HashedPassword?, string?, Refusal?) No(Refusal refusal) => (account, null, null, refusal);
    }

    /// <summary>The hash of the given password; if none is given, a one-time code and its hash.</summary>
    public async Task<(HashedPassword Password, string? Code)> FirstPassword(
        string? password, CancellationToken cancellation = default)
    {
        if (password is not null) return (await Hash(password, cancellation), null);
        var code = OneTimeCode.New();
        var hash = await Hash(code, cancellation);
        return (hash with { OneTimeUntil = _clock.GetUtcNow() + OneTimeCode.GoodFor }, code);
    }

    /// <summary>The second half of opening an account, on the silo of the account directory.</summary>
    public async Task<Result<Account>> Add(
        Account account, HashedPassword first, CancellationToken cancellation = default)
    {
        var named = account with { HasOneTimeCode = first.OneTimeUntil is not null };
        var stored = new StoredAccount(named, first.Hash, _clock.GetUtcNow())
        {
            ShortPassword = first.IsShort, OneTimeUntil = first.OneTimeUntil,
        };
        return await _changes.Add(stored, cancellation) is { } opened ? opened : AccountRefusals.NameTaken();
    }

    /// <inheritdoc/>
    public async Task<Appointment> Reset(
        string accountId, string? password, string? by, CancellationToken cancellation = default)
    {
        var (first, code, refusal) = await PrepareReset(accountId, password, cancellation);
        refusal ??= await ResetTo(accountId, first!, by, cancellation);
        return refusal is not null ? new Appointment(null, null, refusal)
            : new Appointment(await Find(accountId, cancellation), code, null);
    }

    /// <summary>
    /// The first half of a reset, on the silo that got the request: makes and hashes the new first password, and
    /// changes nothing yet.
    /// </summary>
    public async Task<(HashedPassword? First, string? Code, Refusal? Refusal)> PrepareReset(
        string accountId, string? password, CancellationToken cancellation = default)
    {
        if (await _store.ById(accountId, cancellation) is not { } stored) return (null, null, Refusals.NotFound());
        if (IsEmptied(stored)) return (null, null, BindingRefusals.Closed());
        if (stored.Account.Name is not { } name) return (null, null, HasNoPassword());
        if (password is not null && PasswordPolicy.Fault("password", password, name) is { } weak)
            return (null, null, Refusals.Malformed(weak));
        var (first, code) = await FirstPassword(password, cancellation);
        return (first, code, null);
    }

    /// <summary>
    /// The second half of a reset, on the silo of the account directory: sets the password, removes every
    /// authenticator and ends every session.
    /// </summary>
    public async Task<Refusal?> ResetTo(
        string accountId, HashedPassword first, string? by, CancellationToken cancellation = default)
    {
        if (await _store.ById(accountId, cancellation) is not { } stored) return Refusals.NotFound();
        if (stored.Account.Name is not { } name) return HasNoPassword();
        using var turn = await _tries.Take(KeyOf(name), cancellation);
        var refusal = await SetPassword(accountId, first, account => account with
        {
            MustChangePassword = true,
            AppointedBy = With(account.AppointedBy, by),
        }, cancellation, clearsAuthenticators: true);
        if (refusal is null) _throttle.Unlock(name); // Locked out by a stranger's tries: in again.
        return refusal;
    }

    /// <inheritdoc/>
    public async Task<Refusal?> Disable(string accountId, CancellationToken cancellation = default)
    {
        var came = await _changes.Change(
            accountId, stored => stored with { Account = stored.Account with { Disabled = true } }, cancellation);
        if (came == Change.Unknown) return Refusals.NotFound();
        await _sessions.End(accountId, cancellation);
        return null;
    }

    /// <inheritdoc/>
    public async Task<Refusal?> Enable(string accountId, string? by, CancellationToken cancellation = default)
    {
        if (await _store.ById(accountId, cancellation) is { } known && IsEmptied(known))
            return BindingRefusals.Closed();
        var came = await _changes.Change(accountId, stored => !stored.Account.Disabled ? null : stored with
        {
            Account = stored.Account with { Disabled = false, AppointedBy = With(stored.Account.AppointedBy, by) },
        }, cancellation);
        return came == Change.Unknown ? Refusals.NotFound() : null;
    }

    /// <inheritdoc/>
    public async Task<Refusal?> Unlock(string accountId, CancellationToken cancellation = default)
    {
        if (await _store.ById(accountId, cancellation) is not { } stored) return Refusals.NotFound();
        if (stored.Account.Name is { } name) _throttle.Unlock(name);
        _throttle.Unlock(accountId);
        return null;
    }

    /// <inheritdoc/>
    public Task EndSessions(string accountId, CancellationToken cancellation = default) =>
        _sessions.End(accountId, cancellation);

    /// <inheritdoc/>
    public async Task<Page<Account>> Search(
        AccountSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        var found = await _store.Search(search, page, cancellation);
        return new Page<Account>([.. found.Items.Select(_sessions.Shown)], found.Next);
    }

    private static string? With(string? appointedBy, string? by) =>
        by is null || appointedBy?.Split(' ').Contains(by) == true ? appointedBy
        : appointedBy is null ? by : $"{appointedBy} {by}";
}
