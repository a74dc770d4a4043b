using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Simulation.Checking;
using OrleansRegistry.Simulation.Load;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Simulation.Stores;

/// <summary>
/// Sees every commit that became durable, in order: the trace of a simulation. It is directly over the tables, so that
/// no fault and no planted bug can come in between.
/// </summary>
/// <param name="inner">The tables.</param>
/// <param name="load">Counts the load.</param>
/// <param name="broken">What is found wrong.</param>
public sealed class ObservedStore(IRegistryStore inner, LoadByDay load, BrokenInvariants broken)
    : StoreDecorator(inner), IDisposable
{
    private readonly HashSet<string> _once = [];
    private readonly HashSet<string> _unchanged = [];
    private readonly Dictionary<EntityId, ArmedDeadline?> _armed = [];
    private readonly HashSet<(string Cause, EntityId Target, string Type, string Command)> _caused = [];
    private readonly IncrementalHash _trace = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>A hash over every commit in order: equal for equal runs.</summary>
    public string Trace => Convert.ToHexStringLower(_trace.GetCurrentHash());

    /// <summary>True: this command changed nothing, and only its answer was stored.</summary>
    public bool ChangedNothing(string commandId) => _unchanged.Contains(commandId);

    /// <inheritdoc/>
    public override async Task<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        var result = await Inner.Commit(commit, cancellation);
        if (result is CommitResult.Committed) See(commit);
        return result;
    }

    /// <summary>Frees the hash.</summary>
    public void Dispose() => _trace.Dispose();

    private void See(Commit commit)
    {
        load.Committed(commit);
        AddToTrace(commit);
        var header = commit.Header;
        if (commit.Events.IsEmpty && commit.Answer is not null) _unchanged.Add(header.CommandId);
        if (header.Channel == "consequence" && !_once.Add(header.CommandId))
            broken.Add(Invariant.ConsequenceOnce, commit.Id, $"{header.CommandId} was carried out twice");
        foreach (var next in commit.Consequences)
        {
            if (!_caused.Add((commit.Change, next.Target, next.Type, Convert.ToHexString(next.Command.Span))))
                broken.Add(Invariant.ConsequenceOnce, commit.Id, $"{next.Type} was caused twice by {commit.Change}");
        }
        if (header.Channel == "deadline" && !commit.Events.IsEmpty) CheckDeadline(commit);
        if (commit.DeadlineChanged) _armed[commit.Id] = commit.Deadline;
    }

    /// <summary>Checks that the deadline was armed and due, and is carried out once and under its own name.</summary>
    private void CheckDeadline(Commit commit)
    {
        var (called, at) = (commit.Header.CommandId, commit.Header.At);
        if (_armed.GetValueOrDefault(commit.Id) is not { } armed || armed.DueAt > at)
            broken.Add(Invariant.DeadlineOnce, commit.Id, $"{called} did something, and nothing was due any more");
        else if (DueAt(called) != armed.DueAt)
            broken.Add(Invariant.DeadlineOnce, commit.Id, $"{called} did what {armed.Name} of {armed.DueAt:O} does");
        if (!_once.Add($"{called} {commit.Header.Cause}"))
            broken.Add(Invariant.DeadlineOnce, commit.Id, $"{called} was carried out twice");
        if (DueAt(called) > at)
            broken.Add(Invariant.DeadlineInTime, commit.Id, $"{called} was carried out at {at:O}");
    }

    /// <summary>The instant in the id of a deadline's command (<c>deadline:{key}:{ticks}</c>).</summary>
    private static DateTimeOffset DueAt(string commandId) => new(
        long.Parse(commandId.AsSpan(commandId.LastIndexOf(':') + 1), CultureInfo.InvariantCulture), TimeSpan.Zero);

    private void AddToTrace(Commit commit)
    {
        _trace.AppendData(Encoding.UTF8.GetBytes(commit.Header.CommandId));
        Span<byte> at = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(at, commit.Header.At.UtcTicks);
        _trace.AppendData(at);
        if (!commit.Events.IsEmpty) _trace.AppendData(commit.Events[^1].Hash.Span);
    }
}
