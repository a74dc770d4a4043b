using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Retention;

/// <summary>
/// Removes what belongs to an account alone, besides its row, sessions and devices: the address of its calendar,
/// drafts, choices of notices, and uploads that nothing names. A document that an application names belongs to the
/// application, and has its own time (RetentionTable). A repeat changes nothing.
/// </summary>
public sealed class AccountErasure(IRegistryStore store, ICalendarAddresses calendars, NoticeChoiceStore choices)
{
    private const int PageSize = 200;

    /// <summary>Erases the account.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="personKey">The person to whom it belonged; null: nobody.</param>
    /// <param name="cancellation">Cancels the work; the next call continues it.</param>
    public async Task Run(string accountId, string? personKey, CancellationToken cancellation = default)
    {
        await calendars.End(accountId, cancellation);
        await store.Drafts.RemoveAll(accountId, cancellation);
        foreach (var recipient in new[] { accountId, personKey })
            if (recipient is not null) await choices.Keep(recipient, NoticeChoices.All, cancellation);
        await Uploads(accountId, cancellation);
    }

    private async Task Uploads(string accountId, CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await store.Documents.Of(accountId, new PageRequest(PageSize, cursor), cancellation);
            foreach (var document in page.Items) await store.Documents.Remove(document.Id, cancellation);
            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
