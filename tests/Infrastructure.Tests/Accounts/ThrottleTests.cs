using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>
/// H2, T14: wrong passwords are slowed down, and nobody is made to wait for somebody else's. Rows of decisions 6.
/// </summary>
public sealed class ThrottleTests : IDisposable
{
    private const string Name = "officer.1";
    private const string Wrong = "Wrong-Horse-1";
    private static readonly Origin _office = new("192.0.2.1"), _home = new("198.51.100.7");
    private readonly AccountsUnderTest _directory = new();

    /// <summary>H2: five wrong tries on a name by anybody locked its owner out for 30 s to 15 minutes.</summary>
    [Fact]
    public async Task H2_wrong_tries_from_elsewhere_make_the_owner_wait_nowhere()
    {
        await Known(_office);
        for (var i = 0; i < 20; i++)
        {
            await _directory.Refused(Name, Wrong, new Origin("203.0.113.9"));
            _directory.Clock.Advance(TimeSpan.FromSeconds(5));
        }
        await _directory.SignedIn(from: _office);
        await _directory.SignedIn(from: _home); // And from a network that it does not know yet.
    }

    /// <summary>H2: 200 wrong tries a minute with made-up names stopped all sign-ins of the country.</summary>
    [Fact]
    public async Task H2_a_flood_of_made_up_names_from_one_network_stops_no_other_and_no_name_that_it_knows()
    {
        await Known(_office);
        await _directory.Opened("officer.2");
        for (var i = 0; i < PasswordThrottle.MaxWrongOfNetwork; i++)
            Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused($"name.{i}", Wrong, _office));

        var refusal = await _directory.Refusal("officer.2", AccountsUnderTest.Password, _office);
        Assert.Equal((RefusalCode.TooMany, true), (refusal.Code, refusal.Transient));
        await _directory.SignedIn(from: _office);
        await _directory.SignedIn("officer.2", from: _home);

        _directory.Clock.Advance(refusal.RetryAfter!.Value - TimeSpan.FromSeconds(1));
        Assert.Equal(RefusalCode.TooMany, await _directory.Refused("officer.3", Wrong, _office));
        _directory.Clock.Advance(TimeSpan.FromSeconds(1)); // Retry-After is true.
        Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused("officer.3", Wrong, _office));
    }

    [Theory]
    [InlineData(Name)]
    [InlineData("nobody.1")]
    public async Task A_network_that_a_name_does_not_know_has_a_try_each_five_seconds(string name)
    {
        await _directory.Opened();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused(name, Wrong, _home));
            _directory.Clock.Advance(TimeSpan.FromSeconds(2));
            var refusal = await _directory.Refusal(name, Wrong, _home);
            Assert.Equal(TimeSpan.FromSeconds(3), refusal.RetryAfter);
            var elsewhere = new Origin($"10.0.0.{i}");
            Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused(name, Wrong, elsewhere));
            _directory.Clock.Advance(TimeSpan.FromSeconds(3));
        }
    }

    [Fact]
    public async Task Five_tries_of_a_pair_are_free_then_it_waits_twice_as_long_each_time_for_that_pair_alone()
    {
        await Known(_office);
        for (var i = 0; i < 5; i++)
            Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused(Name, Wrong, _office));
        foreach (var seconds in new[] { 30, 60, 120, 240, 480, 900, 900 })
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), (await _directory.Refusal(Name, Wrong, _office)).RetryAfter);
            _directory.Clock.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused(Name, Wrong, _office));
        }
        Assert.Equal(RefusalCode.NotSignedIn, await _directory.Refused("officer.9", Wrong, _office));
    }

    [Fact]
    public async Task T14_a_known_device_passes_where_its_network_and_its_name_wait()
    {
        var session = await Known(_office);
        for (var i = 0; i < 6; i++) await _directory.Refused(Name, Wrong, _office);
        Assert.Equal(RefusalCode.TooMany, await _directory.Refused(Name, AccountsUnderTest.Password, _office));

        var again = await _directory.SignedIn(from: _office with { Device = session.Device });
        Assert.Equal(session.Device, again.Device); // It stays the same device.
        await _directory.SignedIn(from: _home with { Device = session.Device });
    }

    [Fact]
    public async Task A_known_device_waits_for_its_own_wrong_tries()
    {
        var device = _office with { Device = (await Known(_office)).Device };
        for (var i = 0; i < 5; i++) await _directory.Refused(Name, Wrong, device);
        Assert.Equal(RefusalCode.TooMany, await _directory.Refused(Name, AccountsUnderTest.Password, device));
        await _directory.SignedIn(from: _office);
    }

    [Fact]
    public async Task A_device_is_known_to_one_account_for_ninety_days()
    {
        var device = (await Known(_office)).Device;
        await _directory.Opened("officer.2");
        var other = await _directory.SignedIn("officer.2", from: _home with { Device = device });
        Assert.NotEqual(device, other.Device);

        _directory.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Equal(device, (await _directory.SignedIn(from: _home with { Device = device })).Device);
        _directory.Clock.Advance(TimeSpan.FromDays(90));
        Assert.NotEqual(device, (await _directory.SignedIn(from: _home with { Device = device })).Device);
    }

    [Fact]
    public async Task T14_the_last_ten_codes_of_a_phone_s_day_are_for_devices_that_its_account_knows()
    {
        await _directory.OpenedByPhone();
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        var session = Assert.IsType<SignIn.Started>(await _directory.Accounts.SignInByCode(
            await _directory.CodeFor(AccountsUnderTest.Phone), AccountsUnderTest.Here));
        for (var i = 0; i < 20; i++) await Ask(new Origin($"10.0.0.{i}"));
        Assert.Equal(10, _directory.Sent.Count);
        for (var i = 0; i < 20; i++) await Ask(new Origin($"10.0.1.{i}", session.Device));
        Assert.Equal(20, _directory.Sent.Count);

        Task Ask(Origin from) => _directory.Accounts.SendCode(AccountsUnderTest.Phone, CodePurpose.SignIn, from);
    }

    [Fact]
    public void What_is_remembered_of_wrong_tries_is_bounded()
    {
        var throttle = new PasswordThrottle(_directory.Clock);
        for (var i = 0; i < 300_000; i++)
        {
            var attempt = new PasswordTry($"name.{i}", $"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}", null, false);
            Assert.Equal(TimeSpan.Zero, throttle.Enter(attempt));
            throttle.WasWrong(attempt);
        }
        Assert.InRange(throttle.Remembered, 1, 240_000);
    }

    private async Task<SignIn.Started> Known(Origin origin)
    {
        await _directory.Opened();
        return await _directory.SignedIn(from: origin);
    }

    public void Dispose() => _directory.Dispose();
}
