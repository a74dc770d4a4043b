using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Persons;

/// <summary>An individual business (个体工商户) that the person owns or owned.</summary>
/// <param name="OperatorKey">The operator.</param>
/// <param name="Since">The legal date on which the ownership was recorded.</param>
/// <param name="Until">
/// The legal date from which the person no longer owns it; null, and not stored: the person owns it.
/// </param>
public sealed record OwnedBusiness(string OperatorKey, DateOnly Since, DateOnly? Until = null);

/// <summary>The authority of the business has recorded the person as its owner.</summary>
public sealed record BusinessBegun(string OperatorKey, DateOnly Since) : PersonEvent;

/// <summary>The authority of the business has recorded that the person no longer owns it.</summary>
public sealed record BusinessEnded(string OperatorKey, DateOnly On) : PersonEvent;

/// <summary>Sent by a business when the person is recorded as its owner.</summary>
public sealed record NoteBusiness(string OperatorKey, DateOnly Since) : Command;

/// <summary>Sent by a business when the person no longer owns it.</summary>
public sealed record NoteBusinessEnd(string OperatorKey, DateOnly On) : Command;

/// <summary>
/// The list of businesses that a person keeps, so that the person's account finds them. It proves nothing: who owns a
/// business is read from the operator (<see cref="Access.ActingParty"/>).
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
