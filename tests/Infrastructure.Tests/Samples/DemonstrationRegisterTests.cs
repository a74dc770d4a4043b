using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Infrastructure.Samples;
using OrleansRegistry.Silo;

namespace OrleansRegistry.Infrastructure.Tests.Samples;

/// <summary>The demonstration on a real embedded registry, on several days.</summary>
public sealed class DemonstrationRegisterTests : IDisposable
{
    private readonly TestPlace _place = new();

    [Theory]
    [InlineData("2026-02-13")]
    [InlineData("2028-02-14")]
    [InlineData("2031-12-20")]
    public async Task Every_account_signs_in_and_every_driver_has_the_certificate_of_the_tour(string day)
    {
        await using var registry = await Open(day);
        Assert.True(await Demonstration(registry).Create());
        Assert.False(await Demonstration(registry).Create());

        foreach (var name in (string[])["officer.henan", "officer.yunnan", "enforcement.yunnan", "operator.demo",
            "employer.demo", "centre", "nra", "admin",
            "officer.henan.2", "officer.yunnan.2", "centre.2", "driver.new"])
            Assert.False((await SignIn(registry, name)).MustChangePassword);

        var today = ShanghaiTime.DateOf(registry.Now);
        var (first, second, third) = (await Driver(registry, 1), await Driver(registry, 2), await Driver(registry, 3));
        var (fourth, fifth) = (await Driver(registry, 4), await Driver(registry, 5));
        Assert.Equal(
            (CertificateKind.FreightDriver, "410100", today.AddDays(15)),
            (first.Kind, first.Authority, first.Period.To));
        Assert.Equal(("410100", today.AddDays(10)), (second.Authority, second.Period.To));
        Assert.Equal((CertificateKind.DangerousGoodsEscort, "530100"), (third.Kind, third.Authority));
        Assert.Equal((CertificateKind.PassengerDriver, "410100"), (fourth.Kind, fourth.Authority));
        var cycle = fourth.NextCycle(registry.Rulebook, registry.Calendar);
        Assert.True(cycle.WindowOpens <= today && today <= cycle.WindowCloses.Date);
        Assert.Equal(("530100", today.AddDays(-60)), (fifth.Authority, fifth.Period.To));
        Assert.All([first, second, third, fourth, fifth], c => Assert.Null(c.Cancellation));
        Assert.Equal(1007, await Certificates(registry));
        Assert.StartsWith("W-", (await SignIn(registry, "employer.demo")).PersonKey, StringComparison.Ordinal);
        var career = await registry.Queries.RailCareerOf((await SignIn(registry, "driver.5")).PersonKey!);
        Assert.Equal(
            today.AddDays(60),
            ((Domain.RailLicences.RailCareer)(await registry.Load(career!.Value))!.State).Licence!.Period.To);
        Assert.NotNull(await registry.Queries.RailCareerOf((await SignIn(registry, "driver.3")).PersonKey!));
    }

    [Fact]
    public async Task A_registry_that_is_somebodys_is_left_alone()
    {
        await using var registry = await Open("2026-02-13");
        await registry.Accounts.Open(
            new Account(
                "", "admin", null, Roles.Administrator, null, Desks.None, null, false, false), "Somebody-Else-1");

        Assert.False(await Demonstration(registry).Create());
        Assert.Equal(0, await Certificates(registry));
    }

    [Fact]
    public async Task What_was_interrupted_is_completed_and_nothing_comes_twice()
    {
        await using var registry = await Open("2026-02-13");
        using (var stop = new CancellationTokenSource())
        {
            var creating = Demonstration(registry).Create(stop.Token);
            while (await Certificates(registry) < 50 && !creating.IsCompleted) await Task.Delay(5);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creating);
        }

        Assert.True(await Demonstration(registry).Create());
        Assert.Equal(1007, await Certificates(registry));
    }

    private static DemonstrationRegister Demonstration(TestRegistry registry) =>
        new(registry, registry.Directory, NullLogger<DemonstrationRegister>.Instance);

    private async Task<TestRegistry> Open(string day)
    {
        var options = _place.Options with { Clock = ShanghaiTime.StartOf(DateOnly.Parse(day, null)).AddHours(9) };
        return await TestRegistry.Start(options, new LocalParts { Replace = WeakPasswords.In });
    }

    private static async Task<Account> SignIn(TestRegistry registry, string name) =>
        Assert.IsType<SignIn.Started>(await registry.Accounts.SignInByPassword(
            new PasswordSignIn(name, "Registry-Demo-2026"), new Origin(""))).Account;

    private static async Task<Certificate> Driver(TestRegistry registry, int number)
    {
        var account = await SignIn(registry, $"driver.{number}");
        var person = (Person)(await registry.Load(new EntityId(EntityKind.Person, account.PersonKey!)))!.State;
        Assert.Equal(account.Id, person.AccountId);
        var certificates = await registry.Queries.CertificatesOf(account.PersonKey!);
        Assert.Equal(number is 3 or 5
            ? 2
            : 1, certificates.Length); // The drivers of Kunming drive charter trips as well.
        return (Certificate)(await registry.Load(certificates[0]))!.State;
    }

    private static async Task<int> Certificates(TestRegistry registry)
    {
        var (count, cursor) = (0, (string?)null);
        do
        {
            var page = await registry.Queries.All(EntityKind.Certificate, new PageRequest(200, cursor));
            (count, cursor) = (count + page.Items.Length, page.Next);
        }
        while (cursor is not null);
        return count;
    }

    public void Dispose() => _place.Dispose();
}
