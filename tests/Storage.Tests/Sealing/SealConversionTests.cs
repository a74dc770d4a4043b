using System.Collections.Immutable;
using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sealing.Converting;

namespace OrleansRegistry.Storage.Tests.Sealing;

/// <summary>
/// A plain registry is sealed. Goal: nothing is lost, nothing stays plain, and it may break off anywhere. Method: the
/// same cases on either database; it breaks off at every transaction in turn.
/// </summary>
public abstract class SealConversionTests : IAsyncLifetime
{
    private const string Number = "110101199003070134", Phone = "13900001111", Address = "朝阳区幸福路八号";
    private const int Persons = 5, Entities = Persons + 1;

    /// <inheritdoc/>
    public abstract ValueTask InitializeAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Opens the store with a secret; null: without.</summary>
    protected abstract Task<IRegistryStore> Open(string? secret);

    /// <summary>The tables of the stopped registry.</summary>
    private protected abstract Task<ISealingTables> Tables();

    /// <summary>All bytes that the database and the contents have on the disk.</summary>
    protected abstract Task<byte[]> Bytes();

    /// <summary>Where it is.</summary>
    protected abstract SealedPlace Place { get; }

    [Fact]
    public async Task Everything_reads_as_before_and_nothing_of_it_stands_in_the_bytes()
    {
        await Fill();
        Assert.All((string[])[Number, Phone, Address], plain => Assert.True(Has(Bytes().Result, plain), plain));

        Assert.Equal(Entities, await RegistrySealing.Seal(Place, Sample.Secret, _ => { }));

        var bytes = await Bytes();
        Assert.All((string[])[Number, Phone, Address], plain => Assert.False(Has(bytes, plain), plain));
        await Check();
        Assert.Equal(Entities, await RegistrySealing.Seal(Place, Sample.Secret, _ => { })); // Again: nothing to do.
        await Check();
        await Assert.ThrowsAsync<SealingException>(() => Open(null));
        await Assert.ThrowsAsync<SealingException>(() => Open("another secret of thirty-two letters"));
    }

    [Fact]
    public async Task It_may_break_off_at_any_transaction_and_work_goes_on_between()
    {
        await Fill();
        var broken = 0;
        // Each time one transaction is done and the next one is not, after the very first one that is not.
        while (await BreaksOff(at: broken == 0 ? 1 : 2))
        {
            broken++;
            await using var store = await Open(Sample.Secret);
            Assert.NotEqual(SealingState.Sealed, store.Sealing);
            var id = Sample.Person(1 + (broken % Persons));
            var stored = (await store.Load(id))!;
            Assert.Equal(CommitResult.Ok, await store.Commit(Sample.Change(id, stored.Version, stored.Head)));
        }
        Assert.True(broken > 5, $"it broke off {broken} times");
        await Check();
    }

    [Fact]
    public async Task What_is_unique_stays_unique()
    {
        await Fill();
        await RegistrySealing.Seal(Place, Sample.Secret, _ => { });
        await using var store = await Open(Sample.Secret);
        var reservation = new Reservation("identity", Number + 1);
        var taken = await store.Commit(Sample.First(Sample.Person(99)) with { Taken = [reservation] });
        Assert.Equal(new CommitResult.ReservationTaken(reservation, Sample.Person(1)), taken);
        Assert.False(await store.Accounts.Add(Account("a2")));
    }

    [Fact]
    public async Task The_key_of_a_history_is_never_exchanged_and_only_zeros_take_its_place()
    {
        await Fill();
        await RegistrySealing.Seal(Place, Sample.Secret, _ => { });
        await using var tables = await Tables();
        var state = await State(tables, Sample.Person(1));
        await Assert.ThrowsAnyAsync<Exception>(() => Replace(tables, Sample.Person(2), state));
        state.AsSpan(1, EntityKey.WrappedBytes).Clear();
        await Replace(tables, Sample.Person(1), state);
    }

    [Fact]
    public async Task A_row_in_another_s_place_is_named_and_harms_nobody_else()
    {
        await Fill();
        await RegistrySealing.Seal(Place, Sample.Secret, _ => { });
        var moved = Sample.Person(3);
        await using (var tables = await Tables())
        {
            await tables.Transact(() => tables.Run(
                [
                    new SealingStatement("""
                        UPDATE event SET body = (SELECT other.body FROM event AS other
                            WHERE other.kind = event.kind AND other.key = event.key AND other.version = 2)
                        WHERE kind = ? AND key = ? AND version = 1
                        """, moved.KindName, moved.Key),
                ]));
        }
        await using var store = await Open(Sample.Secret);
        var faults = new List<string>();
        await foreach (var entity in store.Audits.Entities())
            if (entity.BrokenAt() is { } broken) faults.Add(broken);
        Assert.Contains(
            $"event person {moved.Key} 1 cannot be opened", Assert.Single(faults), StringComparison.Ordinal);
    }

    private static async Task<byte[]> State(ISealingTables tables, EntityId id) => (byte[])(await tables.Read(
        "SELECT state FROM entity WHERE kind = ? AND key = ?", id.KindName, id.Key))[0][0]!;

    private static Task Replace(ISealingTables tables, EntityId id, byte[] state) => tables.Transact(() => tables.Run(
        [new SealingStatement("UPDATE entity SET state = ? WHERE kind = ? AND key = ?", state, id.KindName, id.Key)]));

    /// <summary>True: it was broken off in its transaction of that number; false: it came to its end.</summary>
    private async Task<bool> BreaksOff(int at)
    {
        await using var tables = new BreakingTables(await Tables(), at);
        try
        {
            await new SealConversion(tables, _ => { }).Run(Sample.Secret);
            return false;
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    private async Task Fill()
    {
        await using var store = await Open(null);
        for (var i = 1; i <= Persons; i++)
        {
            var id = Sample.Person(i);
            var state = Sample.Bytes($$"""{"number":"{{Number}}","address":"{{Address}}","i":{{i}}}""");
            var commit = Sample.First(id, events: 2) with
            {
                State = state,
                Taken = [new Reservation("identity", Number + i)],
                Search = Sample.Holder(id, "王小明", Number + i),
                Notices = [Notice.Of("expiry", id.Key, [("address", Address)])],
                Consequences = [new NewConsequence(Sample.Certificate(i), "holderDied", state)],
                Answer = new StoredAnswer("print", 2, state),
            };
            Assert.Equal(CommitResult.Ok, await store.Commit(commit));
        }
        var certificate = Sample.Certificate(1);
        Assert.Equal(CommitResult.Ok, await store.Commit(
            Sample.First(certificate) with { Applications = [Sample.Filed(certificate, 1)] }));
        await store.AuditLog.Append(
            "one/2026-02-13", AuditSample.Record(Sample.Now, "officer-1", "search") with
            {
                Criteria = ImmutableSortedDictionary<string, string>.Empty.Add("typed", $"{Number} {Address}"),
            });
        await store.Accounts.Add(Account("a1"));
        foreach (var key in _drafts) await store.Drafts.Save("a1", key, Draft(key), Sample.Now);
        await store.Drafts.Save("a2", "renewal", Draft("renewal"), Sample.Now);
        await store.Documents.Add(Document, new MemoryStream(Content));
    }

    private static readonly string[] _drafts = ["change", "renewal"];

    private static byte[] Draft(string key) => Sample.Bytes($$"""{"address":"{{Address}}","key":"{{key}}"}""");

    private static byte[] Content => Encoding.UTF8.GetBytes("%PDF-1.4 " + Address);

    private static DocumentRecord Document => new(
        "d1", Domain.Documents.MaterialKind.PortraitPhoto, "a1", "照片.pdf", "application/pdf", Content.Length,
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Content)), null, null, null, [],
        Sample.Now);

    private static StoredAccount Account(string id) =>
        new(new Account(id, null, Phone, Roles.Holder, null, Desks.None, null, false, false), null, null);

    private async Task Check()
    {
        await using var store = await Open(Sample.Secret);
        Assert.Equal(SealingState.Sealed, store.Sealing);
        var seen = 0;
        await foreach (var entity in store.Audits.Entities())
        {
            Assert.Null(entity.BrokenAt());
            seen++;
        }
        Assert.Equal(Entities, seen);
        for (var i = 1; i <= Persons; i++)
        {
            var id = Sample.Person(i);
            Assert.Equal(id, await store.Queries.PersonByIdentity(Number + i));
            Assert.Equal(id, await store.Queries.HolderOf(new Reservation("identity", Number + i)));
            Assert.StartsWith("{", Encoding.UTF8.GetString((await store.Load(id))!.State.Span));
            var history = await store.Queries.History(id, new PageRequest(10));
            Assert.All(history.Items, entry => Assert.StartsWith("{", Encoding.UTF8.GetString(entry.Body.Span)));
            Assert.Equal("print", (await store.AnswerOf($"{id.Key}-1"))!.Fingerprint);
        }
        Assert.NotNull(await store.Queries.Application($"{Sample.Certificate(1).Key}.1"));
        Assert.Equal(Persons, (await store.Work.Consequences(Sample.Now, 10)).Length);
        Assert.All(await store.Work.PendingNotices(Sample.Now, 10), sent =>
            Assert.Equal(Address, sent.Notice.Values["address"]));
        Assert.Equal(Phone, (await store.Accounts.ByPhone(Phone))!.Account.Phone);
        foreach (var key in _drafts)
            Assert.Equal(Draft(key), (await store.Drafts.Find("a1", key, Sample.Now))!.Value.ToArray());
        Assert.All(await store.Drafts.Of("a1", Sample.Now), one => Assert.Equal(Draft(one.Key).Length, one.Bytes));
        await using var content = await store.Documents.Open(Document.Sha256);
        using var read = new MemoryStream();
        await content.CopyToAsync(read);
        Assert.Equal(Content, read.ToArray());
    }

    private static bool Has(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
