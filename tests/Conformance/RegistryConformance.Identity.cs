using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Tests.Conformance;

// One number, one account (rules.md A.1, H.24; docs/adr/0067).
public abstract partial class RegistryConformance<TSubject>
{
    [Fact]
    public async Task Of_two_accounts_that_are_bound_to_one_number_at_the_same_instant_exactly_one_is()
    {
        Here();
        const string number = "410185198803030070", name = "王小明";
        var person = await NewId(new RegisterPerson(name, IdentityKind.CitizenId, number), EntityKind.Person);
        string[] accounts = [await Account(), await Account()];
        var answers = await Task.WhenAll(accounts.Select(account =>
        {
            var bind = new RegisterBinding(account, person.Key, name, IdentityKind.CitizenId, number);
            return Registry.Execute(IdentityBinding.IdOf(account),
                new Envelope(Name("bind:" + account), bind, _import));
        }));
        var lost = Assert.IsType<Answer.No>(Assert.Single(answers, answer => answer is Answer.No));
        Assert.Equal(RefusalCode.AlreadyBound, lost.Refusal.Code);
        await subject.Settle();
        var won = accounts[Array.FindIndex(answers, answer => answer is Answer.Done)];
        Assert.Equal(won, ((Person)(await Registry.Load(person))!.State).AccountId);
        foreach (var account in Registry.Accounts is null ? [] : accounts)
            Assert.Equal(account == won ? person.Key : null, (await Registry.Accounts!.Find(account))!.PersonKey);
        await Chained(IdentityBinding.IdOf(won));
        Assert.Equal(1, await Registry.Queries.FilersOf(number));
    }

    /// <summary>A new account; where grains stand alone there are none, and nothing follows there.</summary>
    private async Task<string> Account()
    {
        if (Registry.Accounts is null) return "A-" + Guid.NewGuid().ToString("N").ToUpperInvariant();
        var name = "holder." + Guid.NewGuid().ToString("N")[..8];
        var account = new Account("", name, null, Roles.Holder, null, Desks.None, null, MustChangePassword: false,
            Disabled: false);
        return (await Registry.Accounts!.Open(account, "Another-Good-One-1")).Value!.Id;
    }
}
