using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>
/// Goal: what is durable is never reported lost, and never done twice. Method: a server that makes commits durable and
/// cannot answer, and connections ended in just that moment (LostAnswers).
/// </summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private PostgresProcess? _server;
    private PostgresRegistryStore _store = null!;

    private string Database => _server!.ConnectionString;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgresProcess.FindPrograms() is null, "no PostgreSQL programs here");
        _server = PostgresProcess.Start(PostgresProcess.FindPrograms()!);
        _store = await PostgresRegistryStore.Open(
            new PostgresStoreOptions { ConnectionString = Database, Patience = TimeSpan.FromSeconds(20) });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is null) return;
        await _store.DisposeAsync();
        _server.End();
    }

    [Fact]
    public async Task A_commit_that_was_durable_and_not_answered_is_recognised()
    {
        var first = Sample.First(Sample.Certificate(1));
        await _store.Commit(first);
        var second = Sample.Change(first.Id, 1, first.Events[0].Hash);

        Assert.Equal(CommitResult.Ok, await WithoutAnswer(() => _store.Commit(second)));

        Assert.Equal(2L, await PostgresServer.Run(Database, "SELECT count(*) FROM event"));
        Assert.True(await _store.IsMade(second));
        Assert.False(await _store.IsMade(Sample.Change(first.Id, 1, first.Events[0].Hash, commandId: "another")));
    }

    [Fact]
    public async Task Small_writes_that_were_not_answered_are_there_once()
    {
        var account = new StoredAccount(
            new Account("a1", "officer", "1", Roles.Officer, "41", Desks.Road, null, false, false), "hash", Sample.Now);

        Assert.True(await WithoutAnswer(() => _store.Accounts.Add(account)));
        Assert.True(await WithoutAnswer(() => _store.Accounts.Replace(account with { PasswordHash = "other" })));
        await WithoutAnswer(() => _store.Accounts.AddSession(new StoredSession("t", "a1", Sample.Now)));
        await WithoutAnswer(() => _store.Settings.Set("calendar", Sample.Bytes("{}")));
        await WithoutAnswer(() => _store.AuditLog.Append(
            "one/2026-02-13", AuditSample.Record(Sample.Now, "a1", "search", "Q-1")));

        Assert.False(await _store.Accounts.Add(account));
        Assert.Equal("other", (await _store.Accounts.ById("a1"))!.PasswordHash);
        Assert.NotNull(await _store.Accounts.Session("t"));
        Assert.Equal(1L, await PostgresServer.Run(Database, "SELECT count(*) FROM audit"));
    }

    [Fact]
    public async Task What_counts_is_not_counted_again()
    {
        var id = Sample.Certificate(1);
        await _store.Commit(
            Sample.First(id) with { Deadline = new ArmedDeadline("expiry", Sample.Now), DeadlineChanged = true });

        await Assert.ThrowsAsync<StorageAwayException>(
            () => WithoutAnswer(() => _store.Work.DeadlineFailed(id, "no luck", Sample.Now)));

        Assert.Equal(1, await _store.Work.DeadlineTries(id));
    }

    private async Task WithoutAnswer(Func<Task> write) =>
        await WithoutAnswer(async () => { await write(); return true; });

    /// <summary>
    /// The write is made durable, its connection ends before the answer, and the server answers again.
    /// </summary>
    private async Task<T> WithoutAnswer<T>(Func<Task<T>> write)
    {
        await LostAnswers.Answers(Database, false);
        var writing = write();
        await LostAnswers.EndWaiting(Database);
        await LostAnswers.Answers(Database, true);
        return await writing;
    }
}
