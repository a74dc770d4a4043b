using System.Collections.Immutable;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Audit;

/// <summary>
/// Counts refusals by account or, without one, by network, for each minute, so that a flood is one record a minute.
/// Limited: beyond a number of accounts and networks, the others of that minute are counted together.
/// </summary>
internal sealed class RefusalMinutes(TimeProvider clock)
{
    /// <summary>The operation's name in its records.</summary>
    public const string What = "refused";

    /// <summary>The name for all that are counted together.</summary>
    public const string Others = "others";

    private const int MaxCounted = 10_000;
    private const int MaxKinds = 40;

    private readonly Lock _gate = new();
    private Dictionary<(string? By, string Network), Dictionary<string, int>> _counts = [];
    private DateTimeOffset _minute;

    // Minutes that are over and whose records were not fetched yet.
    private readonly List<AuditRecord> _over = [];

    /// <summary>Counts one.</summary>
    public void Add(RefusedRequest refused)
    {
        var who = refused.By is null ? (null, refused.Network) : (refused.By, "");
        lock (_gate)
        {
            Turn();
            if (!_counts.TryGetValue(who, out var kinds))
            {
                if (_counts.Count >= MaxCounted) who = (null, Others);
                if (!_counts.TryGetValue(who, out kinds)) _counts[who] = kinds = [];
            }
            var kind = $"{RefusalCodes.Text(refused.Code)} {refused.What}";
            if (kinds.Count >= MaxKinds && !kinds.ContainsKey(kind))
                kind = $"{RefusalCodes.Text(refused.Code)} {Others}";
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }
    }

    /// <summary>
    /// Takes the records of minutes that are over, once; with <paramref name="all"/> those of the present minute, too.
    /// </summary>
    public ImmutableArray<AuditRecord> TakeOver(bool all = false)
    {
        lock (_gate)
        {
            Turn(all);
            ImmutableArray<AuditRecord> over = [.. _over];
            _over.Clear();
            return over;
        }
    }

    /// <summary>Puts records back that could not be written.</summary>
    public void PutBack(IEnumerable<AuditRecord> lines)
    {
        lock (_gate) _over.InsertRange(0, lines);
    }

    /// <summary>The counts that are not written yet.</summary>
    public ImmutableArray<AuditRecord> Pending()
    {
        lock (_gate)
        {
            Turn();
            return [.. _over, .. Lines()];
        }
    }

    private void Turn(bool all = false)
    {
        var now = clock.GetUtcNow();
        var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        if (minute == _minute && !all) return;
        _over.AddRange(Lines());
        (_counts, _minute) = ([], minute);
    }

    private IEnumerable<AuditRecord> Lines() => _counts.Select(one =>
        new AuditRecord(_minute, AuditClass.Refused, What, one.Key.By)
        {
            Network = one.Key.Network.Length > 0 ? one.Key.Network : null,
            Counts = one.Value.ToImmutableSortedDictionary(StringComparer.Ordinal),
        });
}
