using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Persons;

/// <summary>An individual business (个体工商户) that is or was the person's.</summary>
/// <param name="OperatorKey">The operator.</param>
/// <param name="Since">The legal date on which that was recorded.</param>
/// <param name="Until">The legal date from which it is the person's no longer; null, and not stored: it is.</param>
public sealed record OwnedBusiness(string OperatorKey, DateOnly Since, DateOnly? Until = null);

/// <summary>The authority of the business has recorded it as the person's.</summary>
public sealed record BusinessBegun(string OperatorKey, DateOnly Since) : PersonEvent;

/// <summary>The authority of the business has recorded that it is the person's no longer.</summary>
public sealed record BusinessEnded(string OperatorKey, DateOnly On) : PersonEvent;

/// <summary>Sent by a business that was recorded as this person's.</summary>
public sealed record NoteBusiness(string OperatorKey, DateOnly Since) : Command;

/// <summary>Sent by a business that is this person's no longer.</summary>
public sealed record NoteBusinessEnd(string OperatorKey, DateOnly On) : Command;

/// <summary>
/// What a person keeps of the businesses that are its own, so that its account finds them. Nothing may be done on the
/// strength of it: whose a business is, the operator says (<see cref="Access.ActingParty"/>).
/// </summary>
public static class OwnBusinesses
{
    /// <summary>The decision.</summary>
    public static Decision Decide(Person p, Command command, Context context) =>
        !context.Actor.Is(Roles.Registry) ? Refusals.NotAllowed() : command switch
        {
            NoteBusiness c => Find(p, c.OperatorKey) is not null ? Decision.Nothing
                : Decision.Of(new BusinessBegun(c.OperatorKey, c.Since)),
            NoteBusinessEnd c => Find(p, c.OperatorKey) is null ? Decision.Nothing
                : Decision.Of(new BusinessEnded(c.OperatorKey, c.On)),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not about a business"),
        };

    /// <summary>The businesses after <paramref name="happened"/>.</summary>
    public static ImmutableArray<OwnedBusiness> Evolve(ImmutableArray<OwnedBusiness> all, Event happened) =>
        happened switch
        {
            BusinessBegun e => all.Add(new OwnedBusiness(e.OperatorKey, e.Since)),
            BusinessEnded e => [.. all.Select(one =>
                one.OperatorKey == e.OperatorKey && one.Until is null ? one with { Until = e.On } : one)],
            _ => throw new InvalidOperationException($"{happened.GetType().Name} is not about a business"),
        };

    private static OwnedBusiness? Find(Person p, string operatorKey) =>
        p.Businesses?.FirstOrDefault(one => one.OperatorKey == operatorKey && one.Until is null);
}
