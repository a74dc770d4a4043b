using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.TrustLists;

/// <summary>The machine of the trust list, as the hosts call it.</summary>
public sealed class TrustListMachine : PlainMachine
{
    /// <summary>How far the signer's clock may be ahead.</summary>
    private static readonly TimeSpan _ahead = TimeSpan.FromMinutes(5);

    /// <summary>The one instance; it has no state.</summary>
    public static TrustListMachine Instance { get; } = new();

    private TrustListMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.TrustList;

    /// <inheritdoc/>
    protected override Decision DecideNow(
        EntityId id, EntityState? state, Command command, Context context) => command switch
        {
            PassTime => Decision.Nothing,
            AcceptTrustList c => Accept((TrustList?)state, c, context),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for trust lists"),
        };

    /// <summary>
    /// The order of the checks: who hands it in, its signature and form, its age, and whether a newer one is in use.
    /// </summary>
    private static Decision Accept(TrustList? known, AcceptTrustList c, Context context)
    {
        if (!context.Actor.Is(Roles.Administrator | Roles.Registry)) return Refusals.NotAllowed();
        var (list, fault) = TrustListReader.Read(c.Text ?? "", c.Roots);
        if (list is null) return Refusals.Malformed(fault!);
        if (list.IssuedAt > context.Now + _ahead)
            return Refusals.Malformed(Refusals.Fault("list", "签发时间晚于当前时间。", "It was issued in the future."));
        if (list.NextUpdate <= context.Now) return Refusals.Malformed(
            Refusals.Fault("list", "清单已过更新期限。", "Its next update is overdue: take the newer list."));
        if (known is null || list.IssuedAt > known.IssuedAt) return Decision.Of(new TrustListAccepted(list));
        return list.IssuedAt == known.IssuedAt
            && JsonSerializer.Serialize(list, RegistryJson.Wire.TrustList)
                == JsonSerializer.Serialize(known, RegistryJson.Wire.TrustList)
            ? Decision.Nothing
            : Refusals.WrongState("已有更新的信任清单。", "A newer trust list is in use.");
    }

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) => happened is TrustListAccepted e
        ? e.List
        : throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to a trust list");

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        var list = (TrustList)state;
        if (list.NextUpdate <= list.IssuedAt) yield return "the next list is due before this one was issued";
        if (list.Issuers.DistinctBy(issuer => issuer.Province).Count() != list.Issuers.Length)
            yield return "a province stands twice";
    }
}
