using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Infrastructure.Audit;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Infrastructure.Tests.Notices;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tests.Audit;

/// <summary>
/// Goal: the copy outside gets everything, in order, however often it refuses. Method: a real receiver that answers
/// as a test tells it, and a clock that the test moves.
/// </summary>
public sealed class AuditSendingTests : IDisposable
{
    private const string Secret = "a secret of the copy";

    private readonly TestStore _place = new();
    private readonly FakeTimeProvider _clock = new(TestPlace.Start);
    private readonly AuditTrail _trail;

    public AuditSendingTests() => _trail = new AuditTrail(_place.Store.AuditLog, "one", _clock);

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task What_is_refused_or_not_answered_goes_again_and_nothing_is_skipped()
    {
        await using var receiver = await Receiver.Start(503, 400, 200);
        var sending = SendingTo(receiver);
        for (var i = 1; i <= 3; i++) await Record($"a{i}");

        await sending.SendDue();
        await sending.SendDue(); // Not so soon.
        Assert.Single(receiver.All);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await sending.SendDue();
        Assert.Equal(2, receiver.All.Count);
        Assert.Equal(0, await _place.Store.AuditSent.UpTo("one/2026-02-13"));
        await Record("a4");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await sending.SendDue();
        await sending.SendDue();

        var taken = receiver.All.ToArray()[2..];
        Assert.Equal([1L, 2, 3, 4], taken.SelectMany(Numbers));
        Assert.Equal(4, await _place.Store.AuditSent.UpTo("one/2026-02-13"));
        Assert.Empty(await _place.Store.AuditSent.Unsent(10));
    }

    [Fact]
    public async Task What_was_sent_is_signed_and_has_the_text_that_is_hashed()
    {
        await using var receiver = await Receiver.Start(200);
        await Record("a1");
        await SendingTo(receiver).SendDue();

        var got = Assert.Single(receiver.All);
        Assert.Equal(
            WebhookSignature.Of(
                WebhookSignature.Key(Secret), got.Standard.Id!, _clock.GetUtcNow(), got.Body),
            got.Standard.Signature);
        var line = Assert.Single(JsonNode.Parse(got.Body)!.AsArray())!;
        Assert.Equal("one/2026-02-13", (string)line["chain"]!);
        Assert.Equal(
            (string)line["hash"]!,
            Convert.ToHexStringLower(AuditChain.Next(HashChain.Start.Span, (string)line["text"]!)));
    }

    [Fact]
    public async Task A_process_that_was_killed_before_it_marked_sends_again_under_the_same_id()
    {
        await using var receiver = await Receiver.Start(200);
        await Record("a1");
        var killed = new KilledSink(new HttpAuditSink(receiver.Url, Secret, _clock));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Sending(killed).SendDue());
        await SendingTo(receiver).SendDue();
        var ids = receiver.All.Select(one => one.Standard.Id).ToArray();
        Assert.Equal([ids[0], ids[0]], ids);
    }

    private Task Record(string by) =>
        _trail.Record(new AuditRecord(default, AuditClass.Act, "act", by));

    private AuditSending SendingTo(Receiver receiver) => Sending(new HttpAuditSink(receiver.Url, Secret, _clock));

    private AuditSending Sending(IAuditSink sink) =>
        new(_place.Store, sink, _clock, NullLogger<AuditSending>.Instance);

    private static IEnumerable<long> Numbers(Received got) =>
        JsonNode.Parse(got.Body)!.AsArray().Select(line => (long)line!["number"]!);

    /// <summary>Ends after the receiver has taken what was sent.</summary>
    private sealed class KilledSink(IAuditSink real) : IAuditSink
    {
        public async Task<SinkReceipt> Take(
            string id, IReadOnlyList<byte[]> lines, CancellationToken cancellation = default)
        {
            await real.Take(id, lines, cancellation);
            throw new InvalidOperationException("killed");
        }
    }
}
