using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Samples;
using OrleansRegistry.Silo;

namespace OrleansRegistry.Tests.Faults;

/// <summary>
/// A register in which everything is overdue: filled months ago by the legal clock, and not run since.
/// </summary>
internal static class Overdue
{
    /// <summary>When it was filled.</summary>
    public const string LongAgo = "2026-02-13T09:00:00+08:00";

    /// <summary>
    /// Makes every deadline of a register overdue. What had been due anyway acts; the others look at the clock once and
    /// are armed as the law says.
    /// </summary>
    public static string MakeAll { get; } =
        $"UPDATE deadline SET due_at = {DateTimeOffset.Parse(LongAgo, null).UtcTicks} "
        + $"WHERE due_at > {DateTimeOffset.Parse(LongAgo, null).UtcTicks}";

    /// <summary>
    /// Rows of deadlines that can never be carried out, before all others: their entities do not exist.
    /// </summary>
    public static IEnumerable<string> Poison(int rows) => Enumerable.Range(1, rows).Select(n =>
        "INSERT INTO deadline (kind, key, due_at, name, ring_hash) "
        + $"VALUES ('certificate', 'Q-POISON{n:D6}', {n}, 'expiry', "
        + $"{Storage.RingHash.Of(EntityId.Of(EntityKind.Certificate, $"POISON{n:D6}"))})");

    /// <summary>Keys of the first certificates: who reads them as numbers takes one for another.</summary>
    public static IReadOnlyList<string> NumberKeys { get; } = ["000123", "123", "0123"];

    /// <summary>Registers so many certificates with their holders, as it was long ago.</summary>
    public static async Task Fill(RegistryOptions options, int certificates)
    {
        await using var local = await LocalRegistry.Start(options with { Clock = DateTimeOffset.Parse(LongAgo, null) });
        var registry = local.Registry;
        var import = Actor.Registry(Channel.Import);
        var samples =
            SampleRegister.Make(certificates, 7, ShanghaiTime.DateOf(registry.Now)).Select((sample, n) => (sample, n));
        await Parallel.ForEachAsync(
            samples, new ParallelOptions { MaxDegreeOfParallelism = 128 }, async (next, cancellation) =>
        {
            var envelope = new Envelope($"fill-{next.n}", next.sample.Certificate, import);
            var answer = next.n < NumberKeys.Count
                ? await Register(registry, NumberKeys[next.n], next.sample.Person, envelope, cancellation)
                : (await Registration.Register(
                    registry, next.sample.Person, next.sample.Certificate, envelope, cancellation)).Answer;
            Assert.True(answer is Answer.Done, $"{next.n}: {answer}");
        });
    }

    private static async Task<Answer> Register(
        IRegistry registry, string key, RegisterPerson person, Envelope envelope, CancellationToken cancellation)
    {
        var (holder, refusal) = await Registration.PersonOf(registry, person, envelope, cancellation);
        Assert.Null(refusal);
        var command = ((RegisterCertificate)envelope.Command) with { PersonKey = holder! };
        var id = EntityId.Of(EntityKind.Certificate, key);
        return await registry.Execute(id, envelope with { Command = command }, cancellation);
    }
}
