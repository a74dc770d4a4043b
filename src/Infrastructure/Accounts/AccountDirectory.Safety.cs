using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>Owners of accounts are notified of changes, and can stop further ones.</summary>
public sealed partial class AccountDirectory
{
    /// <summary>Notifies the owner of a change; null: nobody is notified.</summary>
    public Func<string, AccountChange, Task>? Changed { get; init; }

    /// <summary>Gives until when changes of this account are frozen; null, or a null result: they are not.</summary>
    public Func<string, CancellationToken, ValueTask<DateTimeOffset?>>? FrozenUntil { get; init; }

    private async ValueTask<Refusal?> Frozen(string accountId, CancellationToken cancellation) =>
        FrozenUntil is { } ask && await ask(accountId, cancellation) is { } until
            ? BindingRefusals.Frozen(until) : null;

    private async Task<Refusal?> Notified(string accountId, AccountChange change)
    {
        await Notify(accountId, change);
        return null;
    }

    private Task Notify(string accountId, AccountChange change) =>
        Changed is { } notify ? notify(accountId, change) : Task.CompletedTask;
}
