using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Samples;
using OrleansRegistry.Silo;
using OrleansRegistry.Storage.DryRun;

namespace OrleansRegistry.Infrastructure.Tests.DryRun;

/// <summary>Goal: in a dry run everything counts as it would in truth, and the truth does not change.</summary>
public sealed class DryRunTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 8, 28);
    private static readonly Actor _import = Actor.Registry(Channel.Import);
    private static readonly SampleCertificate[] _samples =
    [
        .. SampleRegister.Make(40, 3, _today).Where(sample => sample.Certificate.CancelledBy is null)
            .DistinctBy(sample => sample.Person.IdentityNumber).Take(3),
    ];

    private readonly TestPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task What_is_done_in_a_dry_run_counts_there_and_nowhere_else()
    {
        EntityId known, first;
        await using (var real = await Open())
        {
            (known, var done) = await Register(real, "real", _samples[0]);
            Assert.IsType<Answer.Done>(done);
            await real.Drain();
        }
        await using (var dry = await Open(isDry: true))
        {
            (first, var taken) = await Register(dry, "a", _samples[1]);
            Assert.IsType<Answer.Done>(taken);
            await dry.Drain();
            await Numbers_count_wherever_they_were_given(dry, first);
            await A_number_that_was_given_back_is_free(dry, known);
        }
        await using var after = await Open();
        Assert.Null(((Certificate)(await after.Load(known))!.State).Cancellation);
        Assert.Null(await after.Load(first));
        Assert.Null(await after.Queries.PersonByIdentity(_samples[1].Person.IdentityNumber));
        Assert.Single((await after.Queries.All(EntityKind.Certificate, new PageRequest())).Items);
    }

    /// <summary>One number was given in the dry run, the other in truth.</summary>
    private static async Task Numbers_count_wherever_they_were_given(TestRegistry dry, EntityId first)
    {
        foreach (var (again, sample) in new[] { ("b", _samples[1]), ("c", _samples[0]) })
        {
            var refused = Assert.IsType<Answer.No>((await Register(dry, again, sample)).Answer);
            Assert.Equal(RefusalCode.Duplicate, refused.Refusal.Code);
        }
        var person = (await dry.Queries.PersonByIdentity(_samples[1].Person.IdentityNumber))!.Value;
        // What follows from the registration was carried out.
        Assert.Equal([first.Key], ((Person)(await dry.Load(person))!.State).Certificates.Select(held => held.Key));
    }

    private static async Task A_number_that_was_given_back_is_free(TestRegistry dry, EntityId known)
    {
        var cancel = new Envelope("cancel", new CancelCertificate(CancellationGround.Request, "x"), _import);
        Assert.IsType<Answer.Done>(await dry.Execute(known, cancel));
        Assert.NotNull(((Certificate)(await dry.Load(known))!.State).Cancellation);
        Assert.IsType<Answer.Done>((await Register(dry, "d", _samples[0])).Answer);
    }

    private static Task<(EntityId Id, Answer Answer)> Register(
        IRegistry registry, string commandId, SampleCertificate sample) =>
        Registration.Register(
            registry, sample.Person, sample.Certificate, new Envelope(commandId, sample.Certificate, _import));

    private Task<TestRegistry> Open(bool isDry = false) => TestRegistry.Start(
        _place.Options with { Clock = ShanghaiTime.StartOf(_today).AddHours(9) },
        new LocalParts { Around = isDry ? store => new DryRunStore(store) : null });
}
