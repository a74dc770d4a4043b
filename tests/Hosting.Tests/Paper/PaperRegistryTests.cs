using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Hosting.Accounts;
using OrleansRegistry.Hosting.Paper;
using OrleansRegistry.Hosting.Samples;

namespace OrleansRegistry.Hosting.Tests.Paper;

/// <summary>Goal: on paper everything counts as it would in truth, and the truth does not change.</summary>
public sealed class PaperRegistryTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 8, 28);
    private static readonly Actor _import = Actor.Registry(Channel.Import);
    private static readonly SampleCertificate[] _samples =
        [.. SampleRegister.Make(40, 3, _today).Where(sample => sample.Certificate.CancelledBy is null).DistinctBy(sample => sample.Person.IdentityNumber).Take(3)];

    private readonly TestPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task What_is_done_on_paper_counts_there_and_nowhere_else()
    {
        await using var real = await Open();
        var (known, done) = await Register(real, "real", _samples[0]);
        Assert.IsType<Answer.Done>(done);
        await real.Drain();
        using var paper = new PaperRegistry(real);

        var (first, taken) = await Register(paper, "a", _samples[1]);
        Assert.IsType<Answer.Done>(taken);
        foreach (var (again, sample) in new[] { ("b", _samples[1]), ("c", _samples[0]) }) // One is on paper, the other in truth.
            Assert.Equal(RefusalCode.Duplicate, Assert.IsType<Answer.No>((await Register(paper, again, sample)).Answer).Refusal.Code);
        var person = (await paper.Queries.PersonByIdentity(_samples[1].Person.IdentityNumber))!.Value;
        Assert.Equal([first.Key], ((Person)(await paper.Load(person))!.State).Certificates.Select(held => held.Key)); // What follows was carried out.

        Assert.IsType<Answer.Done>(await paper.Execute(known, new Envelope("cancel", new CancelCertificate(CancellationGround.Request, "x"), _import)));
        Assert.NotNull(((Certificate)(await paper.Load(known))!.State).Cancellation);
        Assert.IsType<Answer.Done>((await Register(paper, "d", _samples[0])).Answer); // The number was given back on paper.

        Assert.Null(((Certificate)(await real.Load(known))!.State).Cancellation);
        Assert.Null(await real.Load(first));
        Assert.Null(await real.Queries.PersonByIdentity(_samples[1].Person.IdentityNumber));
        Assert.Single((await real.Queries.All(EntityKind.Certificate, new PageRequest())).Items);
    }

    [Fact]
    public async Task Paper_lies_on_paper()
    {
        await using var real = await Open();
        using var lower = new PaperRegistry(real);
        var (first, _) = await Register(lower, "a", _samples[2]);
        using var upper = new PaperRegistry(lower);
        Assert.NotNull(await upper.Load(first));
        Assert.Equal(RefusalCode.Duplicate, Assert.IsType<Answer.No>((await Register(upper, "b", _samples[2])).Answer).Refusal.Code);
        Assert.IsType<Answer.Done>((await Register(upper, "c", _samples[0])).Answer);
        Assert.Null(await lower.Queries.PersonByIdentity(_samples[0].Person.IdentityNumber));
    }

    private static Task<(EntityId Id, Answer Answer)> Register(IRegistry registry, string commandId, SampleCertificate sample) =>
        Registrar.Register(registry, sample.Person, sample.Certificate, new Envelope(commandId, sample.Certificate, _import));

    private async Task<EmbeddedRegistry> Open()
    {
        var store = await RegistryStores.Open(_place.Options, TimeProvider.System);
        var accounts = new AccountDesk(store.Accounts, TimeProvider.System,
            new NoCodeSender(NullLogger<NoCodeSender>.Instance), NullLogger<AccountDesk>.Instance, new Passwords(iterations: 10));
        return await EmbeddedRegistry.Open(store, _place.Options with { Clock = ShanghaiTime.StartOf(_today).AddHours(9) }, TimeProvider.System, accounts, NullLoggerFactory.Instance);
    }
}
