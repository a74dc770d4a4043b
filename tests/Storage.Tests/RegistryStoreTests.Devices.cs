namespace OrleansRegistry.Storage.Tests;

// Devices from which accounts were signed in, and what they agreed to.
public abstract partial class RegistryStoreTests
{
    private static StoredDevice Device(string id, string account = "a1", int seen = 0, int days = 90) => new(
        id, account, "192.0.2.1", Sample.Now, Sample.Now.AddHours(seen), Sample.Now.AddDays(days), "curl");

    [Fact]
    public async Task Devices_are_listed_by_account_the_last_sign_in_first()
    {
        await Store.Devices.Remember(Device("d1"), 20);
        await Store.Devices.Remember(Device("d2", seen: 2) with { Agent = null }, 20);
        await Store.Devices.Remember(Device("d3", "a2"), 20);
        await Store.Devices.Remember(Device("d1", seen: 3) with { Network = "2001:db8::/64", Agent = "zbar" }, 20);

        await Reopen();

        Assert.Equal(
            [Device("d1", seen: 3) with { Network = "2001:db8::/64", Agent = "zbar" },
                Device("d2", seen: 2) with { Agent = null }],
            await Store.Devices.Of("a1"));
        Assert.Empty(await Store.Devices.Of("a3"));
    }

    [Fact]
    public async Task Of_an_account_the_devices_that_signed_in_last_stay()
    {
        await Store.Devices.Remember(Device("other", "a2"), 3);
        for (var i = 0; i < 5; i++) await Store.Devices.Remember(Device($"d{i}", seen: i), 3);
        Assert.Equal(["d4", "d3", "d2"], (await Store.Devices.Of("a1")).Select(device => device.Id));
        Assert.Single(await Store.Devices.Of("a2"));
    }

    [Fact]
    public async Task What_an_account_agreed_to_stays()
    {
        await Store.Agreements.Add("a1", [new("terms", "1"), new("privacy", "1")], Sample.Now);
        await Store.Agreements.Add("a1", [new("terms", "1"), new("terms", "2")], Sample.Now.AddDays(1));
        await Reopen();
        Assert.Equal(
            [("privacy", "1"), ("terms", "1"), ("terms", "2")],
            (await Store.Agreements.Of("a1")).Select(one => (one.Id, one.Version)));
        Assert.Empty(await Store.Agreements.Of("a2"));
    }

    [Fact]
    public async Task A_device_is_forgotten_alone_with_the_account_s_others_or_by_time()
    {
        foreach (var id in new[] { "d1", "d2", "d3" }) await Store.Devices.Remember(Device(id), 20);
        await Store.Devices.Remember(Device("d4", "a2", days: 1), 20);
        Assert.Equal(0, await Store.Devices.Forget("a2", "d1"));
        Assert.Equal(1, await Store.Devices.Forget("a1", "d1"));
        Assert.Equal(2, await Store.Devices.Forget("a1", null));
        await Store.Devices.RemoveEnded(Sample.Now.AddDays(1));
        Assert.Single(await Store.Devices.Of("a2"));
        await Store.Devices.RemoveEnded(Sample.Now.AddDays(1).AddTicks(1));
        Assert.Empty(await Store.Devices.Of("a2"));
    }
}
