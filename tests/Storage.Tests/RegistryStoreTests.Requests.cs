namespace OrleansRegistry.Storage.Tests;

// Requests with an Idempotency-Key whose answer no commit keeps.
public abstract partial class RegistryStoreTests
{
    private static StoredRequest Request(string id, string fingerprint = "f1", int minute = 0) =>
        new(id, fingerprint, null, Sample.Now.AddMinutes(minute));

    private Task<StoredRequest?> Begin(StoredRequest request) =>
        Store.Requests.Begin(request, request.At.AddDays(-1), request.At.AddMinutes(-1));

    [Fact]
    public async Task A_request_that_came_before_is_given_with_its_answer()
    {
        Assert.Null(await Begin(Request("r1")));
        Assert.Equal(Request("r1"), await Begin(Request("r1", "f2")));
        await Store.Requests.End("r1", new byte[] { 0, 1, 255 });

        await Reopen();

        var kept = await Begin(Request("r1", minute: 5));
        Assert.Equal("f1", kept!.Fingerprint);
        Assert.Equal(new byte[] { 0, 1, 255 }, kept.Answer!.Value.ToArray());
        Assert.Null(await Begin(Request("r2")));
    }

    [Fact]
    public async Task A_request_that_was_refused_or_never_ended_gives_way()
    {
        Assert.Null(await Begin(Request("r1")));
        await Store.Requests.Remove("r1");
        Assert.Null(await Begin(Request("r1")));
        Assert.NotNull(await Begin(Request("r1", minute: 1)));
        Assert.Null(await Begin(Request("r1", minute: 2)));
    }

    [Fact]
    public async Task A_request_is_forgotten_after_its_day()
    {
        Assert.Null(await Begin(Request("r1")));
        await Store.Requests.End("r1", new byte[] { 1 });
        Assert.NotNull(await Begin(Request("r1", minute: 24 * 60)));
        Assert.Null(await Begin(Request("r1", minute: 24 * 60 + 1)));
    }

    [Fact]
    public async Task Of_many_that_begin_one_request_at_once_one_has_it()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Begin(Request("r1"))));
        Assert.Single(begun, other => other is null);
    }
}
