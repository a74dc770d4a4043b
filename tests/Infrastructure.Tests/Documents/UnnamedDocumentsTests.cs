using System.Text;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Retention;
using OrleansRegistry.Infrastructure.Documents;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>
/// Goal: what a filing handed in stays, also where an older program did not name it. Method: an upload that stands in
/// a history and one that stands nowhere, none of them named, and the clock past the time of unnamed ones.
/// </summary>
public sealed class UnnamedDocumentsTests : IDisposable
{
    private static readonly Actor _holder = new("A-1", Roles.Holder, Channel.Http);
    private readonly TestStore _store = new();
    private readonly FakeTimeProvider _clock = new(TestPlace.Start);

    [Theory]
    [InlineData("""{"application":{"materials":[{"documentId":"D-1"}]}}""")]
    [InlineData("""{"documentIds":["D-9","D-1"]}""")]
    public async Task What_stands_in_a_history_and_was_not_named_is_named_before_anything_is_removed(string filed)
    {
        var documents = DocumentSteps.Over(_store.Store.Documents, _clock);
        foreach (var id in (string[])["D-1", "D-2"])
        {
            Assert.IsType<Upload.Kept>(await documents.Add(
                id, MaterialKind.DrivingLicence, "a.png", _holder, new MemoryStream(Images.Png())));
        }
        await File(filed);

        var retention = DocumentSteps.Retention(_store.Store, _clock);
        _clock.Advance(TimeSpan.FromDays(RetentionTable.Of(RetentionKind.UnnamedDocuments).Days + 1));
        await retention.RunOnce(CancellationToken.None);
        Assert.NotNull(await documents.Find("D-1"));
        Assert.Null(await documents.Find("D-2"));
    }

    private Task<CommitResult> File(string filed)
    {
        var certificate = EntityId.Of(EntityKind.Certificate, "Q-1");
        var header = new EventHeader(_clock.GetUtcNow(), "A-1", "http", null, "2026.1", "C-1");
        var body = Encoding.UTF8.GetBytes(filed);
        var head = HashChain.Next(HashChain.Start.Span, certificate, 1, header, "applicationSubmitted", body);
        return _store.Store.Commit(new Commit
        {
            Id = certificate, ExpectedVersion = 0, State = "{}"u8.ToArray(), Header = header,
            Events = [new NewEvent("applicationSubmitted", body, head)],
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();
}
