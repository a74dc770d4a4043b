using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

// Who did what, to whose data.
public abstract partial class RegistryStoreTests
{
    [Fact]
    public async Task A_record_is_found_by_whom_by_what_and_by_when_newest_first()
    {
        var log = Store.AuditLog;
        await log.Append("one/2026-02-13",
            AuditSample.Record(Sample.Now, "a1", "getCertificate", "Q-1", "P-1"),
            AuditSample.Record(Sample.Now.AddMinutes(1), "a2", "getCertificate", "Q-1", "P-1"));
        await log.Append("two/2026-02-13", AuditSample.Record(Sample.Now.AddMinutes(2), "a1", "search", "Q-2"));

        Assert.Equal(["search", "getCertificate", "getCertificate"], await Found(new AuditSearch(), r => r.What));
        Assert.Equal(["a2", "a1"], await Found(new AuditSearch(About: "P-1"), r => r.By));
        Assert.Equal(["search", "getCertificate"], await Found(new AuditSearch(By: "a1"), r => r.What));
        Assert.Equal(["a2"], await Found(new AuditSearch(About: "Q-1", By: "a2", What: "getCertificate"), r => r.By));
        Assert.Equal(
            ["a2"],
            await Found(new AuditSearch(From: Sample.Now.AddMinutes(1), To: Sample.Now.AddMinutes(2)), r => r.By));
        Assert.Empty(await Found(new AuditSearch(About: "Q-1", What: "search"), r => r.What));
        var first = await log.Search(new AuditSearch(), new PageRequest(2));
        var second = await log.Search(new AuditSearch(), new PageRequest(2, first.Next));
        Assert.Equal((2, 1, null), (first.Items.Length, second.Items.Length, second.Next));
        Assert.Equal((1, Sample.Now), await log.Lately("a1", "getCertificate", Sample.Now.AddTicks(-1)));
        Assert.Equal((0, null), await log.Lately("a1", "getCertificate", Sample.Now));
    }

    [Fact]
    public async Task Whoever_appends_after_an_older_end_writes_nothing()
    {
        var log = Store.AuditLog;
        var first = await log.Append("one/2026-02-13", AuditSample.Record(Sample.Now, "a1", "search"));
        await log.Append("one/2026-02-13", AuditSample.Record(Sample.Now, "a2", "search"));

        var (after, lines) = AuditSample.Chained(first, AuditSample.Record(Sample.Now, "a3", "search"));
        Assert.False(await log.Append(first, after, lines));

        Assert.Equal(["a2", "a1"], await Found(new AuditSearch(), r => r.By));
        var head = Assert.Single(await log.Heads());
        Assert.Null(AuditChain.BrokenAt(head, await log.Texts(head.Chain, 0, 100)));
    }

    [Fact]
    public async Task A_chain_of_the_audit_that_was_tampered_with_says_where()
    {
        var log = Store.AuditLog;
        var head = await log.Append("one/2026-02-13", [.. Enumerable.Range(1, 3)
            .Select(i => AuditSample.Record(Sample.Now.AddSeconds(i), $"a{i}", "search"))]);
        var texts = (await log.Texts(head.Chain, 0, 100)).ToList();
        Assert.Null(AuditChain.BrokenAt(head, texts));

        var changed = texts.ToList();
        changed[1] = changed[1] with { Text = changed[1].Text.Replace("a2", "a9", StringComparison.Ordinal) };
        Assert.Contains("hash of record 2", AuditChain.BrokenAt(head, changed), StringComparison.Ordinal);
        Assert.Contains(
            "record 2 is missing", AuditChain.BrokenAt(head, [texts[0], texts[2]]), StringComparison.Ordinal);
        Assert.Contains("2 records, but", AuditChain.BrokenAt(head, texts[..2]), StringComparison.Ordinal);
        Assert.Contains(
            "the head is not", AuditChain.BrokenAt(head with { Hash = texts[0].Hash }, texts),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_is_cut_as_a_whole_and_its_head_stays()
    {
        var log = Store.AuditLog;
        var head = await log.Append("one/2026-02-13", AuditSample.Record(Sample.Now, "a1", "search", "Q-1"));

        Assert.Equal(0, await log.Cut("2026-01", Sample.Now));
        Assert.Single(await Found(new AuditSearch(About: "Q-1"), r => r.What));
        Assert.Equal(1, await log.Cut("2026-02", Sample.Now));

        Assert.Empty(await Found(new AuditSearch(), r => r.What));
        Assert.Empty(await Found(new AuditSearch(About: "Q-1"), r => r.What));
        var kept = Assert.Single(await log.Heads());
        Assert.Equal((head.Chain, head.Day, head.Count), (kept.Chain, kept.Day, kept.Count));
        Assert.True(head.Hash.Span.SequenceEqual(kept.Hash.Span));
    }

    private async Task<IEnumerable<string?>> Found(AuditSearch search, Func<AuditRecord, string?> member) =>
        (await Store.AuditLog.Search(search, new PageRequest(100))).Items.Select(line => member(line.Record));
}
