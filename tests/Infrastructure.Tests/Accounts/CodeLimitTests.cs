using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>H2, T14: how many codes are sent; nobody can see it, and nobody can use up another's.</summary>
public sealed class CodeLimitTests : IDisposable
{
    private const string Phone = AccountsUnderTest.Phone;
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task A_network_gets_one_a_minute_and_ten_an_hour_for_a_phone()
    {
        await Ask("192.0.2.1");
        await Ask("192.0.2.1");
        Assert.Single(_directory.Sent);
        for (var i = 0; i < 20; i++)
        {
            _directory.Clock.Advance(TimeSpan.FromMinutes(1));
            await Ask("192.0.2.1");
        }
        Assert.Equal(10, _directory.Sent.Count);
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::2")] // One household.
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    public async Task The_addresses_of_one_network_count_together(string first, string same)
    {
        await Ask(first);
        await Ask(same);
        Assert.Single(_directory.Sent);
    }

    /// <summary>H2: a stranger's request kept the holder from getting a code for a minute.</summary>
    [Fact]
    public async Task H2_a_stranger_elsewhere_delays_nobodys_code()
    {
        await Ask("198.51.100.7");
        await Ask("192.0.2.1");
        Assert.Equal(2, _directory.Sent.Count);
    }

    /// <summary>H2: thirty codes an hour for one address was the limit of everybody behind one proxy.</summary>
    [Fact]
    public async Task H2_phones_behind_one_address_do_not_use_up_each_others_codes()
    {
        for (var i = 0; i < 100; i++)
            await _directory.Accounts.SendCode($"138{i:D8}", CodePurpose.SignIn, new Origin("192.0.2.1"));
        Assert.Equal(100, _directory.Sent.Count);
    }

    [Fact]
    public async Task This_machine_itself_in_Development_is_not_limited()
    {
        for (var i = 0; i < 30; i++)
            await _directory.Accounts.SendCode(Phone, CodePurpose.SignIn, new Origin("127.0.0.1", Unlimited: true));
        Assert.Equal(30, _directory.Sent.Count);
    }

    [Fact]
    public void T14_a_flood_of_keys_is_bounded_and_makes_nobody_wait()
    {
        var limits = new RateLimits(_directory.Clock, 100, new RateLimit(TimeSpan.FromHours(1), 2));
        for (var i = 0; i < 5_000; i++) Assert.True(limits.TryTake($"key {i}"));
        Assert.InRange(limits.Keys, 100, 200);
        Assert.True(limits.TryTake("key 4999"));
        Assert.False(limits.TryTake("key 4999"));
    }

    [Fact]
    public void The_wait_that_is_answered_is_the_true_one()
    {
        var limits = new RateLimits(
            _directory.Clock, 100, new RateLimit(TimeSpan.FromMinutes(1), 2), new RateLimit(TimeSpan.FromHours(1), 3));
        foreach (var (free, wait) in new[] { (0, 0), (10, 0), (10, 40), (40, 0), (0, 3540) })
        {
            _directory.Clock.Advance(TimeSpan.FromSeconds(free));
            Assert.Equal(TimeSpan.FromSeconds(wait), limits.WaitOf("k"));
            Assert.Equal(wait == 0, limits.TryTake("k"));
        }
        _directory.Clock.Advance(TimeSpan.FromSeconds(3540));
        Assert.True(limits.TryTake("k"));
    }

    private Task Ask(string address) => _directory.Accounts.SendCode(Phone, CodePurpose.SignIn, new Origin(address));

    public void Dispose() => _directory.Dispose();
}
