using System.Globalization;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo.Bulk;

/// <summary>A consequence: a command that a commit has left for another entity.</summary>
/// <param name="Source">The commit.</param>
/// <param name="Consequence">The consequence that it has stored.</param>
/// <param name="Envelope">The envelope of the command. Its id is the change with a number, as there is no row.</param>
internal sealed record Following(Commit Source, NewConsequence Consequence, Envelope Envelope)
{
    /// <summary>
    /// The consequences of a commit that go to entities. Those for accounts and outside sources are left to the pumps,
    /// in the outbox.
    /// </summary>
    public static IReadOnlyList<Following> Of(Commit commit) =>
    [
        .. commit.Consequences.Index()
            .Select(one => new Following(commit, one.Item, EnvelopeOf(commit, one.Index, one.Item)))
            .Where(next => next.Envelope.Command is not (SettleAccount or SettlePhone or AskIdentitySource)),
    ];

    private static Envelope EnvelopeOf(Commit commit, int number, NewConsequence consequence) => new(
        string.Create(CultureInfo.InvariantCulture, $"{commit.Change}:{number}"),
        RetiredNames.CommandOf(consequence.Command.Span), Actor.Registry(Channel.Consequence))
    {
        Cause = commit.Change,
    };
}
