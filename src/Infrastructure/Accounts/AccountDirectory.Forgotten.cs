using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>Forgotten passwords, by the phone on record and the second factor (http.md 9).</summary>
public sealed partial class AccountDirectory
{
    /// <inheritdoc/>
    public async Task<Refusal?> ResetForgotten(ForgottenPassword given, CancellationToken cancellation = default) =>
        FaultOfNew(given) ?? await ResetForgotten(
            given with { NewPassword = "" }, await Hash(given.NewPassword, cancellation), cancellation);

    /// <summary>What is wrong with the new password, for any account; null: nothing.</summary>
    public static Refusal? FaultOfNew(ForgottenPassword given) =>
        PasswordPolicy.Fault("newPassword", given.NewPassword, given.Name, secondFactor: true) is { } fault
            ? Refusals.Malformed(fault) : null;

    /// <summary>
    /// The second half, on the silo of the account directory. A caller who proves the phone on record learns what is
    /// wrong; for others, an account with another phone looks like one that does not exist.
    /// </summary>
    public async Task<Refusal?> ResetForgotten(
        ForgottenPassword given, HashedPassword changed, CancellationToken cancellation = default)
    {
        if (_phones.Take(given.Code, CodePurpose.ResetPassword) is not { } proof)
            return AccountRefusals.WrongCodeField("code");
        var seen = AccountChanges.NameFault(given.Name) is null ? await ByNameOrId(given.Name, cancellation) : null;
        if (seen is not { Account: { Disabled: false, SecondFactor: true, Name: { } name } account }
            || account.Phone != proof.Phone) return null;
        // To the caller it looks as if the account had another phone.
        if (await Frozen(account.Id, cancellation) is not null) return null;
        using var turn = await _tries.Take(KeyOf(name), cancellation);
        if (Waits(_throttle.Enter(InSession(name))) is { } wait) return wait;
        if (!await UseCode(account.Id, given.Totp, cancellation))
            return Wrong(InSession(name), () => AccountRefusals.WrongTotpField("totp"));
        _throttle.Unlock(name);
        await _devices.Forget(account.Id, id: null, cancellation);
        return await SetPassword(
            account.Id, changed, one => one with { MustChangePassword = false }, cancellation)
            ?? await Notified(account.Id, AccountChange.Password);
    }
}
