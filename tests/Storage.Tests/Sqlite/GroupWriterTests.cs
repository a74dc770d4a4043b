using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Opening;
using OrleansRegistry.Storage.Sqlite.Writing;

namespace OrleansRegistry.Storage.Tests.Sqlite;

/// <summary>
/// Goal: what waits while the writer is busy goes together, and each still gets its own answer. Method: a write that
/// stands still at a gate keeps the writer busy for exactly as long as the test needs.
/// </summary>
public sealed class GroupWriterTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly string _path;
    private readonly GroupWriter _writer;
    private readonly ManualResetEventSlim _gate = new();

    /// <summary>A writer on an empty registry.</summary>
    public GroupWriterTests()
    {
        _path = Path.Combine(_scratch.Folder, "registry.db");
        var database = Database.OpenWriter(_path);
        SqliteSchema.Migrate(database, _path, SqliteSchema.Migrations);
        _writer = new GroupWriter(_path, database);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gate.Set();
        _writer.Dispose();
        _gate.Dispose();
        _scratch.Dispose();
    }

    /// <summary>Commits that all wait before the writer sees the first of them.</summary>
    private async Task<Task<CommitResult>[]> Together(params Commit[] commits)
    {
        using var busy = new ManualResetEventSlim();
        var held = _writer.Write(_ =>
        {
            busy.Set();
            _gate.Wait();
            return true;
        }, default);
        busy.Wait();
        var running = Array.ConvertAll(commits, commit => _writer.Commit(commit, default));
        _gate.Set();
        await held;
        return running;
    }

    [Fact]
    public async Task What_waits_goes_in_one_transaction()
    {
        var commits = Enumerable.Range(0, 100).Select(i => Sample.First(Sample.Certificate(i))).ToArray();

        var results = await Task.WhenAll(await Together(commits));

        Assert.All(results, result => Assert.Equal(CommitResult.Ok, result));
        Assert.Equal(2, _writer.Transactions);
    }

    [Fact]
    public async Task How_long_the_oldest_has_waited_is_known_until_all_is_durable()
    {
        Assert.Equal(TimeSpan.Zero, _writer.OldestWait);
        using var busy = new ManualResetEventSlim();
        var held = _writer.Write(_ =>
        {
            busy.Set();
            return _gate.Wait(TimeSpan.FromMinutes(1));
        }, default);
        busy.Wait();
        var behind = _writer.Commit(Sample.First(Sample.Certificate(1)), default);
        await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.InRange(_writer.OldestWait, TimeSpan.FromMilliseconds(15), TimeSpan.FromMinutes(1));
        _gate.Set();
        await Task.WhenAll(held, behind);
        // The writer says so when it looks for more, which may be a moment after the answer.
        SpinWait.SpinUntil(() => _writer.OldestWait == TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, _writer.OldestWait);
    }

    [Fact]
    public async Task A_batch_is_bounded_by_number()
    {
        var commits = Enumerable.Range(0, 1100).Select(i => Sample.First(Sample.Certificate(i))).ToArray();
        await Task.WhenAll(await Together(commits));
        Assert.Equal(1 + 3, _writer.Transactions);
    }

    [Fact]
    public async Task A_batch_is_bounded_by_size()
    {
        var large = new byte[3 * 1024 * 1024];
        var commits = Enumerable.Range(0, 4)
            .Select(i => Sample.First(Sample.Certificate(i)) with { State = large }).ToArray();
        await Task.WhenAll(await Together(commits));
        Assert.Equal(1 + 2, _writer.Transactions);
    }

    [Fact]
    public async Task Two_versions_of_one_entity_in_one_batch_are_both_checked()
    {
        var first = Sample.First(Sample.Certificate(1));
        var second = Sample.Change(Sample.Certificate(1), 1, first.Events[0].Hash);

        var results = await Task.WhenAll(await Together(first, first, second));

        Assert.Equal([CommitResult.Ok, CommitResult.Lost, CommitResult.Ok], results);
    }

    [Fact]
    public async Task Of_two_commits_of_one_batch_that_want_the_same_reservation_one_wins()
    {
        var reservation = new Reservation("identity", "a");
        var first = Sample.First(Sample.Person(1)) with { Taken = [reservation] };
        var second = Sample.First(Sample.Person(2)) with { Taken = [reservation] };

        var results = await Task.WhenAll(await Together(first, second, Sample.First(Sample.Person(3))));

        Assert.Equal(
            [CommitResult.Ok, new CommitResult.ReservationTaken(reservation, first.Id), CommitResult.Ok], results);
        Assert.Equal(2, _writer.Transactions);
    }

    [Fact]
    public async Task A_poisoned_commit_fails_alone_and_leaves_the_writer_well()
    {
        var poison = Sample.First(Sample.Certificate(2));
        poison = poison with { Header = poison.Header with { Actor = null! } };
        var impossible = Sample.First(Sample.Certificate(3)) with { Id = new EntityId((EntityKind)99, "Z-1") };

        var running = await Together(
            Sample.First(Sample.Certificate(1)), poison, impossible, Sample.First(Sample.Certificate(4)));

        Assert.Equal(CommitResult.Ok, await running[0]);
        await Assert.ThrowsAsync<SqliteFaultException>(() => running[1]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => running[2]);
        Assert.Equal(CommitResult.Ok, await running[3]);
        Assert.Equal(CommitResult.Ok, await _writer.Commit(Sample.First(Sample.Certificate(5)), default));
    }

    [Fact]
    public async Task What_waits_when_the_store_closes_is_still_carried_out_and_what_comes_later_is_refused()
    {
        var running = await Together(Sample.First(Sample.Certificate(1)), Sample.First(Sample.Certificate(2)));
        _writer.Dispose();

        Assert.All(await Task.WhenAll(running), result => Assert.Equal(CommitResult.Ok, result));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => _writer.Commit(Sample.First(Sample.Certificate(3)), default));
    }
}
