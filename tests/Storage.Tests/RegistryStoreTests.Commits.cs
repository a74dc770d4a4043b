using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

// Commits, versions, histories and answers.
public abstract partial class RegistryStoreTests
{
    [Fact]
    public async Task A_committed_entity_is_loaded_as_it_was_stored_also_after_a_restart()
    {
        var commit = Sample.First(Sample.Certificate(1), events: 3);
        await Committed(commit);

        await Reopen();

        var stored = await Store.Load(commit.Id);
        Assert.NotNull(stored);
        Assert.Equal(3, stored.Version);
        Assert.Equal(commit.State.ToArray(), stored.State.ToArray());
        Assert.Equal(commit.Events[2].Hash.ToArray(), stored.Head.ToArray());
    }

    [Fact]
    public async Task An_entity_that_was_never_committed_is_not_there() =>
        Assert.Null(await Store.Load(Sample.Certificate(1)));

    /// <summary>More than one query takes, some of them twice, some of them never committed.</summary>
    [Fact]
    public async Task Many_entities_are_loaded_at_once_in_the_order_asked()
    {
        var (first, second, never) = (Sample.Certificate(1), Sample.Person(1), Sample.Certificate(2));
        await Committed(Sample.First(first, events: 2));
        await Committed(Sample.First(second));
        EntityId[] four = [never, second, first, second];
        EntityId[] asked = [.. Enumerable.Repeat(four, 600).SelectMany(ids => ids)];

        var loaded = await Store.LoadAll(asked);

        int?[] versions = [null, 1, 2, 1];
        Assert.Equal(
            Enumerable.Repeat(versions, 600).SelectMany(each => each), loaded.Select(stored => stored?.Version));
        Assert.Equal((await Store.Load(first))!.State.ToArray(), loaded[2]!.State.ToArray());
        Assert.Empty(await Store.LoadAll([]));
    }

    [Fact]
    public async Task A_history_tells_who_when_why_and_what_byte_for_byte()
    {
        var id = Sample.Certificate(1);
        await Committed(Sample.First(id));
        var second = await Next(id);
        await Committed(second);

        var entry = (await Store.Queries.History(id, new PageRequest(10))).Items[1];

        Assert.Equal(2, entry.Version);
        Assert.Equal(
            second.Header,
            new EventHeader(entry.At, entry.Actor, entry.Channel, entry.Cause, entry.RuleVersion, entry.CommandId));
        Assert.Equal("stepped", entry.Type);
        Assert.Equal(second.Events[0].Body.ToArray(), entry.Body.ToArray());
        Assert.Equal(second.Events[0].Hash.ToArray(), entry.Hash.ToArray());
    }

    [Fact]
    public async Task Of_two_commits_on_the_same_version_the_second_conflicts_and_leaves_nothing()
    {
        var id = Sample.Certificate(1);
        await Committed(Sample.First(id));
        var (first, second) = (await Next(id), await Next(id));
        await Committed(first);

        var late = await Store.Commit(
            second with { Deadline = new ArmedDeadline("expiry", Sample.Now), DeadlineChanged = true });

        Assert.Equal(CommitResult.Lost, late);
        Assert.Equal(2, (await Store.Load(id))!.Version);
        Assert.Null(await Store.Work.NextDueAt());
    }

    [Fact]
    public async Task A_new_entity_that_is_there_already_conflicts()
    {
        await Committed(Sample.First(Sample.Certificate(1)));
        Assert.Equal(CommitResult.Lost, await Store.Commit(Sample.First(Sample.Certificate(1))));
    }

    [Fact]
    public async Task A_commit_without_events_keeps_the_entity_and_writes_the_rows_beside_it()
    {
        var id = Sample.Certificate(1);
        await Committed(Sample.First(id));
        var before = await Store.Load(id);

        await Committed(Sample.Beside(id, 1)
            with
        { Deadline = new ArmedDeadline("expiry", Sample.Now), DeadlineChanged = true });

        Assert.Equal(before!.State.ToArray(), (await Store.Load(id))!.State.ToArray());
        Assert.Equal(1, (await Store.Load(id))!.Version);
        Assert.Equal(Sample.Now, await Store.Work.NextDueAt());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_commit_without_events_on_another_version_conflicts(int version)
    {
        await Committed(Sample.First(Sample.Certificate(1)));
        Assert.Equal(CommitResult.Lost, await Store.Commit(Sample.Beside(Sample.Certificate(1), version)));
    }

    [Fact]
    public async Task An_answer_is_kept_with_its_commit()
    {
        var commit = Sample.First(Sample.Certificate(1))
            with
        { Answer = new StoredAnswer("print", 1, Sample.Bytes("{}")) };
        await Committed(commit);

        await Reopen();

        var answer = await Store.AnswerOf(commit.Header.CommandId);
        Assert.NotNull(answer);
        Assert.Equal(("print", 1), (answer.Fingerprint, answer.Version));
        Assert.Equal("{}"u8.ToArray(), answer.Body.ToArray());
        Assert.Null(await Store.AnswerOf("another"));
    }

    [Fact]
    public async Task A_command_id_with_an_answer_is_carried_out_once_even_for_two_entities()
    {
        var answer = new StoredAnswer("print", 1, Sample.Bytes("{}"));
        var header = Sample.Header("same-key");
        await Committed(Sample.First(Sample.Certificate(1)) with { Header = header, Answer = answer });

        var second = await Store.Commit(Sample.First(Sample.Certificate(2)) with { Header = header, Answer = answer });

        Assert.Equal(CommitResult.Already, second);
        Assert.Null(await Store.Load(Sample.Certificate(2)));
    }

    [Fact]
    public async Task Commits_at_the_same_time_each_get_their_own_answer()
    {
        var commits = Enumerable.Range(0, 500).Select(i => Sample.First(Sample.Certificate(i % 250))).ToArray();

        var results = await Task.WhenAll(commits.Select(commit => Task.Run(() => Store.Commit(commit))));

        Assert.Equal(250, results.Count(result => result == CommitResult.Ok));
        Assert.Equal(250, results.Count(result => result == CommitResult.Lost));
    }

    [Fact]
    public async Task A_poisoned_commit_fails_alone()
    {
        // An event without an actor is one that no table takes.
        var poison = Sample.First(Sample.Certificate(0));
        poison = poison with { Header = poison.Header with { Actor = null! } };
        var commits = Enumerable.Range(1, 50).Select(i => Sample.First(Sample.Certificate(i)))
            .Prepend(poison).ToArray();

        var running = commits.Select(commit => Task.Run(() => Store.Commit(commit))).ToArray();

        await Assert.ThrowsAnyAsync<Exception>(() => running[0]);
        Assert.All(await Task.WhenAll(running[1..]), result => Assert.Equal(CommitResult.Ok, result));
        Assert.Null(await Store.Load(poison.Id));
    }

    [Fact]
    public async Task A_store_that_works_is_ready() => Assert.Null(await Store.NotReady());
}
