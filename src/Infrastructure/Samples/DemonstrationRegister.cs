using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>
/// Fills an empty registry in Development by the same commands that everybody uses: accounts to sign in with, five
/// certificates for a tour, and made-up ones around them. If it was interrupted, the next start completes it without
/// doubles.
/// </summary>
public sealed class DemonstrationRegister(
    IRegistry registry, AccountDirectory directory, ILogger<DemonstrationRegister> log)
{
    /// <summary>The password of every demonstration account.</summary>
    public const string Password = DemonstrationAccounts.Password;

    private const int Samples = 1000, Seed = 1, AtOnce = 32;
    private static readonly Actor _import = Actor.Registry(Channel.Import);

    /// <summary>
    /// Fills the registry if it is empty or was left half filled; false: the registry has other data, and nothing was
    /// done.
    /// </summary>
    public async Task<bool> Create(CancellationToken cancellation = default)
    {
        var accounts = DemonstrationAccounts.All;
        var begun = await registry.Accounts.Find(accounts[0].Id, cancellation) is not null;
        if (!begun && !await registry.Accounts.IsEmpty(cancellation)) return false;
        if (await registry.Accounts.Find(accounts[^1].Id, cancellation) is not null) return false; // All there.

        var today = ShanghaiTime.DateOf(registry.Now);
        await RegisterSamples(today, cancellation);
        var tour = DemonstrationTour.At(today);
        var password = await directory.Hash(Password, cancellation); // Published: one salt for all of them.
        foreach (var account in accounts)
        {
            if (account.PersonKey == DemonstrationFleet.Operator.Key)
                await DemonstrationFleet.Register(registry, account.Id, today, cancellation);
            if (account.PersonKey == DemonstrationRailway.Employer.Key)
                await DemonstrationRailway.Register(registry, cancellation);
            var generator =
                account.Name == DemonstrationAccounts.WithGenerator ? DemonstrationAccounts.Generator : null;
            if (await directory.OpenForDemonstration(account, password, generator, cancellation) is null)
                throw Failed(account.Name!, AccountRefusals.NameTaken());
            await Agree(account, cancellation);
            var driver = DemonstrationTour.Drivers.IndexOf(account.Name!);
            if (driver < 0) continue;
            var person = await BindDriver(account, tour[driver], today, cancellation);
            await DemonstrationRailway.Drive(registry, account.Name!, person, today, cancellation);
        }
        log.Demonstrated();
        return true;
    }

    /// <summary>In a demonstration people have agreed already.</summary>
    private Task Agree(Account account, CancellationToken cancellation) =>
        registry.Accounts.Agree(account.Id, registry.Accounts.AgreementsNow, cancellation);

    private async Task RegisterSamples(DateOnly today, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        var refused = 0;
        await Parallel.ForEachAsync(SampleRegister.Make(Samples, Seed, today).Index(), options, async (sample, ct) =>
        {
            var answer = await Register($"demo:sample:{sample.Index}", sample.Item, ct);
            if (answer is Answer.No) Interlocked.Increment(ref refused);
        });
        // After an interruption, those that exist already are refused, which is no fault.
        if (refused > 0) log.SamplesRefused(refused);
    }

    private async Task<EntityId> BindDriver(
        Account account, SampleCertificate sample, DateOnly today, CancellationToken cancellation)
    {
        var commandId = $"demo:{account.Name}";
        var answer = await Register(commandId, sample, cancellation);
        if (answer is Answer.No { Refusal: { Code: not RefusalCode.Duplicate } no })
            throw Failed(account.Name!, no);
        var person = await registry.Queries.PersonByIdentity(sample.Person.IdentityNumber, cancellation)
            ?? throw new InvalidOperationException($"the person of {account.Name} is not on the register");
        var bind = new RegisterBinding(account.Id, person.Key, sample.Person.Name, sample.Person.IdentityKind,
            sample.Person.IdentityNumber);
        if (await registry.Execute(IdentityBinding.IdOf(account.Id), new Envelope(commandId + ":bind", bind, _import),
            cancellation)
            is Answer.No refused) throw Failed(account.Name!, refused.Refusal);
        // The consequence will do the same; a visitor may be quicker.
        await registry.Accounts.BindPerson(account.Id, person.Key, cancellation);
        if (DemonstrationTour.Besides(sample, today) is not { } passengers) return person;
        var another = await Register(commandId + ":passengers", passengers, cancellation);
        if (another is Answer.No { Refusal: { Code: not RefusalCode.Duplicate } not })
            throw Failed(account.Name!, not);
        await DemonstrationFleet.Link(registry, [person.Key], cancellation);
        return person;
    }

    private async Task<Answer> Register(string commandId, SampleCertificate sample, CancellationToken cancellation)
    {
        var envelope = new Envelope(commandId, sample.Certificate, _import) { Cause = "demonstration" };
        var came = await Registration.Register(registry, sample.Person, sample.Certificate, envelope, cancellation);
        return came.Answer;
    }

    private static InvalidOperationException Failed(string what, Refusal refusal) =>
        new($"the demonstration could not be made: {what}: {refusal.Code} {refusal.Detail.En}");
}
