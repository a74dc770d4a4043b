using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Samples;
using OrleansRegistry.Silo.Bulk;

namespace OrleansRegistry.Infrastructure.Tests.Engine;

/// <summary>
/// Goal: an import that decides ahead of the writer sees all that it has decided, and only what was kept is there
/// afterwards. Method: the registry of an import, closed without a word and opened again.
/// </summary>
public sealed class BulkRegistryTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 8, 28);

    private static readonly SampleCertificate[] _samples =
    [
        .. SampleRegister.Make(60, 3, _today).Where(sample => sample.Certificate.CancelledBy is null)
            .DistinctBy(sample => sample.Person.IdentityNumber).Take(4),
    ];

    private readonly TestPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task What_was_kept_is_there_with_what_follows_and_the_rest_is_gone()
    {
        EntityId first, second, lost;
        await using (var registry = await Open())
        {
            first = await Register(registry, "first", _samples[0]);
            await registry.Keep();
            second = await Register(registry, "second", _samples[1]);
            await registry.Keep();
            lost = await Register(registry, "lost", _samples[2]);
            Assert.NotNull(await registry.Load(lost)); // It counts, and is not written.
        }
        await using var after = await Open();
        Assert.Null(await after.Load(lost));
        Assert.Null(await after.Queries.PersonByIdentity(_samples[2].Person.IdentityNumber));
        Assert.False(await after.HasWork()); // Nothing waits in the outbox.
        foreach (var (id, sample) in new[] { (first, _samples[0]), (second, _samples[1]) })
        {
            var person = (await after.Queries.PersonByIdentity(sample.Person.IdentityNumber))!.Value;
            var holder = (await after.Load(person))!;
            Assert.Equal([id.Key], ((Person)holder.State).Certificates.Select(held => held.Key));
            Assert.Equal(2, holder.Version);
            Assert.Equal(
                ["registered:person", $"{id.Key}@1:0"],
                (await after.Queries.History(person, new PageRequest())).Items
                    .Select(happened => happened.CommandId.Replace(Name(id), "registered", StringComparison.Ordinal)));
        }

        string Name(EntityId id) => id == first ? "first" : "second";
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_carried_out_counts_before_and_after_it_is_written(bool isKept)
    {
        await using var registry = await Open();
        var first = await Register(registry, "first", _samples[0]);
        if (isKept) await registry.Keep();

        var (_, again) = await Registration.Register(
            registry, _samples[0].Person, _samples[0].Certificate, Envelope("again", _samples[0]));
        Assert.Equal(RefusalCode.Duplicate, Assert.IsType<Answer.No>(again).Refusal.Code);

        var other = _samples[3].Certificate with { Number = "4101990000000001" };
        var (second, _) = await Registration.Register(
            registry, _samples[0].Person, other, Envelope("other", _samples[3]));
        await registry.Keep();
        var person = (await registry.Queries.PersonByIdentity(_samples[0].Person.IdentityNumber))!.Value;
        EntityId[] both = [first, second];
        Assert.Equal(both.Order(ByKey), (await registry.Queries.CertificatesOf(person.Key)).Order(ByKey));
        Assert.Equal(
            both.Select(id => id.Key),
            ((Person)(await registry.Load(person))!.State).Certificates.Select(held => held.Key));
    }

    [Fact]
    public async Task A_dry_one_writes_nothing()
    {
        await using (var registry = await Open(isDry: true))
        {
            await Register(registry, "first", _samples[0]);
            await registry.Keep();
            Assert.NotNull(await registry.Queries.PersonByIdentity(_samples[0].Person.IdentityNumber));
        }
        await using var after = await Open();
        Assert.Null(await after.Queries.PersonByIdentity(_samples[0].Person.IdentityNumber));
    }

    private static Comparer<EntityId> ByKey { get; } =
        Comparer<EntityId>.Create((left, right) => string.CompareOrdinal(left.Key, right.Key));

    private static async Task<EntityId> Register(BulkRegistry registry, string commandId, SampleCertificate sample)
    {
        var (id, answer) = await Registration.Register(
            registry, sample.Person, sample.Certificate, Envelope(commandId, sample));
        Assert.IsType<Answer.Done>(answer);
        return id;
    }

    private static Envelope Envelope(string commandId, SampleCertificate sample) =>
        new(commandId, sample.Certificate, Actor.Registry(Channel.Import));

    private Task<BulkRegistry> Open(bool isDry = false) => BulkRegistry.Open(
        _place.Options with { Clock = ShanghaiTime.StartOf(_today).AddHours(9) }, isDry);
}
