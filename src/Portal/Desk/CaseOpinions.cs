using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>An opinion with the names of those who ask and answer.</summary>
/// <param name="View">The opinion.</param>
/// <param name="AskedBy">The colleague who asked.</param>
/// <param name="Of">Who is asked.</param>
/// <param name="By">Who answered; null: nobody yet.</param>
/// <param name="IsForReader">True: the reader may answer it.</param>
public sealed record CaseOpinion(OpinionView View, LocalText AskedBy, LocalText Of, LocalText? By, bool IsForReader);

/// <summary>What was asked of colleagues about a case, for its desk alone.</summary>
/// <param name="Asked">The opinions, the oldest first.</param>
/// <param name="Happened">Their history.</param>
/// <param name="Colleagues">The user names of those who may be asked, to be chosen from.</param>
/// <param name="MayAsk">True: the reader may ask, because the case is open and not assigned to another officer.</param>
public sealed record CaseOpinions(
    ImmutableArray<CaseOpinion> Asked, ImmutableArray<HistoryView> Happened, ImmutableArray<string> Colleagues,
    bool MayAsk)
{
    private static readonly PageRequest _first = new(100);

    /// <summary>The opinions that the reader may see; null: the case does not belong to the reader's desk.</summary>
    public static async Task<CaseOpinions?> Read(
        FoundApplication found, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (reads, me, application) = (registry.As(page.Actor), page.Actor.AccountId, found.Row.Application);
        if ((await reads.OpinionsOn(application.Id, _first, cancellation)).Value is not { } opinions) return null;
        var names = new Dictionary<string, LocalText>(StringComparer.Ordinal);
        var asked = ImmutableArray.CreateBuilder<CaseOpinion>();
        foreach (var view in opinions.Items)
            asked.Add(new CaseOpinion(view, await NameOf(view.AskedBy),
                view.Of is { } one ? await NameOf(one) : new("任何一位同事", "any colleague"),
                view.Answer is { By: var by } ? await NameOf(by) : null,
                application.IsOpen && view.Answer is null && view.AskedBy != me && (view.Of ?? me) == me));
        var mayAsk = application.IsOpen && (application.AssignedTo ?? me) == me;
        return new CaseOpinions(asked.ToImmutable(),
            asked.Count == 0 ? [] : (await reads.OpinionHistory(application.Id, cancellation)).Value,
            mayAsk ? [.. (await reads.Colleagues(found, cancellation)).Select(one => one.Name).OfType<string>()] : [],
            mayAsk);

        async ValueTask<LocalText> NameOf(string account) => names.TryGetValue(account, out var known) ? known
            : names[account] = await registry.Accounts.Find(account, cancellation) is { } there
                ? Actors.Of(there) : new LocalText(account, account);
    }
}
