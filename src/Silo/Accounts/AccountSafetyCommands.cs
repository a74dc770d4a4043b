using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Accounts;

/// <summary>
/// Records events about the safety of an account in the account's entity, which sends the notices; and says whether
/// changes are frozen.
/// </summary>
internal sealed class AccountSafetyCommands(IGrainFactory grains, EntityReader reader, RulesInForce rules)
{
    /// <summary>Records a change; it was made before, and its record is in the audit.</summary>
    public async Task Note(string accountId, Command command)
    {
        var answer = await grains.Deliver(
            IdentityBinding.IdOf(accountId),
            new Envelope($"safety:{Guid.NewGuid():N}", command, Actor.Registry(Channel.Http)), CancellationToken.None);
        if (answer is Answer.No no)
            throw new InvalidOperationException($"{command.GetType().Name} was refused: {no.Refusal.Code}");
    }

    /// <summary>Until when changes are frozen; null: they are not.</summary>
    public async ValueTask<DateTimeOffset?> FrozenUntil(string accountId, CancellationToken cancellation) =>
        (await reader.Load(IdentityBinding.IdOf(accountId), cancellation))?.State
            is IdentityBinding { FrozenUntil: { } until } && rules.Clock.GetUtcNow() < until ? until : null;
}
