using OrleansRegistry.Infrastructure.Notices;

namespace OrleansRegistry.Infrastructure.Tests.Notices;

/// <summary>Goal: an account has one calendar's address at most, whatever comes at once, and can end it (T5).</summary>
public sealed class CalendarAddressTests : IDisposable
{
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task T5_of_addresses_that_are_made_at_once_one_opens_and_none_after_the_end()
    {
        var addresses = new CalendarAddresses(_store.Store.Settings, "https://licences.example.cn");
        var before = await addresses.Make("A-1");
        var secrets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => addresses.Make("A-1")));
        Assert.Single(await Opened(secrets), "A-1");
        Assert.Null(await addresses.AccountOf(before));
        var other = await addresses.Make("A-2");
        await addresses.End("A-1");
        Assert.Empty(await Opened(secrets));
        Assert.Equal("A-2", await addresses.AccountOf(other));

        async Task<string[]> Opened(IEnumerable<string> all)
        {
            var accounts = new List<string>();
            foreach (var secret in all)
                if (await addresses.AccountOf(secret) is { } account) accounts.Add(account);
            return [.. accounts];
        }
    }

    /// <summary>A phone asks at the instant at which its owner ends the address.</summary>
    [Fact]
    public async Task T5_what_a_phone_asks_meanwhile_brings_no_address_back()
    {
        var settings = new Between(_store.Store.Settings);
        var addresses = new CalendarAddresses(settings, "https://licences.example.cn");
        var secret = await addresses.Make("A-1");
        settings.Once = () => addresses.End("A-1");
        await addresses.ChangedAt(secret, "content", TestPlace.Start);
        Assert.Null(await addresses.AccountOf(secret));
    }

    /// <summary>Does something once, between a reading and what follows it.</summary>
    private sealed class Between(OrleansRegistry.Storage.ISettingStore inner) : OrleansRegistry.Storage.ISettingStore
    {
        public Func<Task>? Once { get; set; }

        public async ValueTask<byte[]?> Get(string name, CancellationToken cancellation = default)
        {
            var kept = await inner.Get(name, cancellation);
            if (Once is not { } then) return kept;
            Once = null;
            await then();
            return kept;
        }

        public Task<bool> Replace(
            string name, byte[]? before, ReadOnlyMemory<byte> value, CancellationToken cancellation = default) =>
            inner.Replace(name, before, value, cancellation);

        public Task Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancellation = default) =>
            inner.Set(name, value, cancellation);
    }
}
