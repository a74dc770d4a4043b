using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests.Accounts;

/// <summary>M8: sessions are listed, ended one by one, bounded in number, and end when an officer is idle.</summary>
public sealed class SessionListTests : IDisposable
{
    private readonly AccountsUnderTest _directory = new();

    [Fact]
    public async Task M8_the_eleventh_session_ends_the_one_that_was_not_used_for_the_longest()
    {
        await _directory.Opened(roles: Roles.Operator);
        var sessions = new List<SignIn.Started>();
        for (var i = 0; i < 10; i++)
        {
            sessions.Add(await _directory.SignedIn());
            _directory.Clock.Advance(TimeSpan.FromMinutes(2));
        }
        _directory.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.NotNull(await Seen(sessions[0])); // The oldest, and used now.
        await _directory.SignedIn();

        Assert.NotNull(await Seen(sessions[0]));
        Assert.Null(await Seen(sessions[1]));
        Assert.NotNull(await Seen(sessions[2]));
        Assert.Equal(10, (await _directory.Accounts.Sessions((await Seen(sessions[0]))!)).Length);
    }

    [Theory]
    [InlineData(Roles.Officer, false)]
    [InlineData(Roles.Auditor, false)]
    [InlineData(Roles.Administrator, false)]
    [InlineData(Roles.Operator, true)]
    public async Task M8_the_session_of_whoever_was_appointed_ends_after_half_an_hour_without_use(
        Roles roles, bool stays)
    {
        await _directory.Opened(roles: roles);
        var session = await _directory.SignedIn();
        for (var i = 0; i < 3; i++)
        {
            _directory.Clock.Advance(TimeSpan.FromMinutes(28));
            Assert.NotNull(await Seen(session)); // Used: it goes on.
        }
        _directory.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(stays, await Seen(session) is not null);
    }

    [Fact]
    public async Task A_session_is_listed_with_where_it_began_and_ended_by_its_id_alone()
    {
        await _directory.Opened();
        var office = await _directory.SignedIn(from: new Origin("192.0.2.1", Agent: "Firefox"));
        _directory.Clock.Advance(TimeSpan.FromMinutes(1));
        var home = await _directory.SignedIn(from: new Origin("2001:db8::7"));
        var caller = (await Seen(home))!;
        var all = await _directory.Accounts.Sessions(caller);
        Assert.Equal(
            [("2001:db8::/64", null, true), ("192.0.2.1", "Firefox", false)],
            all.Select(one => (one.Network!, one.Agent, one.Current)));
        Assert.All(all, one => Assert.Matches("^S-[0-9A-F]{32}$", one.Id));

        Assert.True(await _directory.Accounts.EndSession(caller, all[1].Id));
        Assert.False(await _directory.Accounts.EndSession(caller, all[1].Id));
        Assert.Null(await Seen(office));
        await _directory.Accounts.EndThis(caller);
        Assert.Null(await Seen(home));
    }

    [Fact]
    public async Task Nobody_ends_a_session_or_forgets_a_device_of_somebody_else()
    {
        var first = await _directory.Opened();
        var mine = await _directory.SignedIn();
        var other = await _directory.Opened("officer.2");
        var theirs = (await Seen(await _directory.SignedIn("officer.2")))!;
        var session = Assert.Single(await _directory.Accounts.Sessions((await Seen(mine))!));
        var device = Assert.Single(await _directory.Accounts.Devices(first.Id));

        Assert.False(await _directory.Accounts.EndSession(theirs, session.Id));
        Assert.False(await _directory.Accounts.ForgetDevice(other.Id, device.Id));
        Assert.NotNull(await Seen(mine));
        Assert.True(await _directory.Accounts.ForgetDevice(first.Id, device.Id));
        Assert.Empty(await _directory.Accounts.Devices(first.Id));
    }

    private async Task<SignedIn?> Seen(SignIn.Started session) => await _directory.Accounts.ByToken(session.Token);

    public void Dispose() => _directory.Dispose();
}
