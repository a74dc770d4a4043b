using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Grains.Consequences;

/// <summary>
/// Carries out the commands of a binding to its account. Accounts are not entities, so the binding's commit leaves a
/// command in the outbox, and whoever delivers it writes the account before the row is removed. A process that is
/// killed in between leads to a second write of the same (docs/adr/0067).
/// </summary>
/// <param name="deliver">Carries out a command; throws when the entity could not be reached.</param>
/// <param name="accounts">The accounts; null: a host that has none.</param>
/// <param name="store">The tables, from which the rows beside an erased history are removed.</param>
public sealed class AccountSettling(
    Func<EntityId, Envelope, CancellationToken, Task<Answer>> deliver, Func<IAccounts?> accounts, IRegistryStore store)
{
    private const int PageSize = 200;


    /// <summary>Carries out one consequence.</summary>
    public async Task<Answer> Deliver(EntityId id, Envelope envelope, CancellationToken cancellation)
    {
        if (envelope.Command is SettleAccount settle && accounts() is { } known)
        {
            await (settle.Bound
                ? known.BindPerson(settle.AccountId, settle.PersonKey, cancellation)
                : known.UnbindPerson(settle.AccountId, settle.PersonKey, cancellation));
        }
        if (envelope.Command is SettlePhone phone && accounts() is { } phones)
            await phones.MovePhone(phone.AccountId, phone.Phone, cancellation);
        if (envelope.Command is SettleClosing closed && accounts() is { } left)
            await left.Close(closed.AccountId, closed.PersonKey, cancellation);
        if (envelope.Command is SettleErasure erasure) await Erase(id, erasure.AccountId, cancellation);
        return await deliver(id, envelope, cancellation);
    }

    /// <summary>
    /// An account that never proved an identity has handed in nothing but proofs of identity; they are removed with the
    /// history.
    /// </summary>
    private async Task Erase(EntityId id, string accountId, CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await store.Documents.Of(accountId, new PageRequest(PageSize, cursor), cancellation);
            foreach (var document in page.Items) await store.Documents.Erase(document.Id, cancellation);
            cursor = page.Next;
        }
        while (cursor is not null);
        await store.Work.RemoveBeside(id, accountId, cancellation);
    }
}
