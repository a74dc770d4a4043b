using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Portal.Words;

/// <summary>Something that happened, and who did it in words.</summary>
/// <param name="Entry">The event.</param>
/// <param name="Who">The account by its role and user name, or how the registry itself came to do it.</param>
public sealed record PastEntry(HistoryView Entry, LocalText Who);

/// <summary>Histories as pages show them.</summary>
internal static class Past
{
    /// <summary>The history, newest first. An account that no longer exists is shown by its id.</summary>
    /// <param name="history">Oldest first, as it is stored.</param>
    /// <param name="accounts">Finds the accounts, each once.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public static async Task<ImmutableArray<PastEntry>> Of(
        ImmutableArray<HistoryView> history, IAccounts accounts, CancellationToken cancellation)
    {
        var known = new Dictionary<string, LocalText>(StringComparer.Ordinal);
        foreach (var actor in history.Select(entry => entry.Actor).Where(actor => actor != Actors.Registry).Distinct())
            known[actor] = await accounts.Find(actor, cancellation) is { } account
                ? Actors.Of(account) : new LocalText(actor, actor);
        return
        [
            .. history.Reverse().Select(entry => new PastEntry(
                entry, known.GetValueOrDefault(entry.Actor) ?? Actors.OfRegistry(entry.Channel))),
        ];
    }
}
