using System.Globalization;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo.Bulk;

/// <summary>A command that a commit has left for another entity.</summary>
/// <param name="Source">The commit.</param>
/// <param name="Consequence">What it has left.</param>
/// <param name="Envelope">The command on its way. Its id is the change with a number: there is no row to name.</param>
internal sealed record Following(Commit Source, NewConsequence Consequence, Envelope Envelope)
{
    /// <summary>
    /// The consequences of a commit that concern entities alone. What goes to accounts, or is asked outside, is the
    /// pumps', from its row.
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
